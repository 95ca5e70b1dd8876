"""What is typed is saved as typed."""

from typing import TYPE_CHECKING

import pytest
from checks import after_two_seconds
from PySide6.QtCore import QDate, QObject, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.widgets import autosave as autosaving
from peerdesk.ui.widgets.autosave import LONGEST_MILLISECONDS, Autosave, SavedLabel
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from enum import StrEnum


class Saves:
    """Counts saves, and refuses them when told so."""

    def __init__(self) -> None:
        self.count = 0
        self.refuses: StrEnum | None = None

    def save(self) -> None:
        if self.refuses is not None:
            raise UserError(self.refuses)
        self.count += 1


@pytest.fixture
def saves() -> Saves:
    return Saves()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    line = QLineEdit()
    qtbot.addWidget(line)
    return line


@pytest.fixture
def autosave(field: QLineEdit, saves: Saves) -> Autosave:
    made = Autosave(saves.save, field)
    made.watch(field)
    return made


def test_a_pause_in_typing_saves_once(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    with qtbot.waitSignal(autosave.saved):
        qtbot.keyClicks(field, "Harbour")
    assert saves.count == 1
    assert not autosave.waiting


def test_typing_without_a_pause_is_saved_within_two_seconds(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    qtbot.keyClicks(field, "x")
    saved = after_two_seconds(field, lambda: saves.count)
    while not saved:
        qtbot.keyClicks(field, "x")
        qtbot.wait(50)
    assert saved[0] > 0


def test_flushing_saves_at_once_and_only_what_waits(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    autosave.flush()
    assert saves.count == 0
    qtbot.keyClicks(field, "x")
    autosave.flush()
    autosave.flush()
    assert saves.count == 1


def test_filling_fields_is_no_change_by_a_person(qtbot: QtBot, saves: Saves) -> None:
    text = QPlainTextEdit()
    qtbot.addWidget(text)
    autosave = Autosave(saves.save, text)
    autosave.watch(text)
    autosave.load(lambda: text.setPlainText("from the vault"))
    assert not autosave.waiting
    text.setPlainText("typed")
    assert autosave.waiting


def test_loading_another_record_first_saves_the_one_before(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    qtbot.keyClicks(field, "x")
    autosave.load(field.clear)
    assert saves.count == 1


def test_loading_that_fails_does_not_leave_saving_switched_off(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave
) -> None:
    with pytest.raises(ZeroDivisionError):
        autosave.load(lambda: 1 // 0)
    qtbot.keyClicks(field, "x")
    assert autosave.waiting


def test_a_save_that_failed_is_said_and_tried_again_with_the_next_change(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    said: list[PeerDeskError] = []
    autosave.failed.connect(said.append)
    saves.refuses = DeskTrouble.NAME_MISSING
    qtbot.keyClicks(field, "x")
    autosave.flush()
    assert [error.code for error in said] == [DeskTrouble.NAME_MISSING]
    assert field.text() == "x"
    saves.refuses = None
    qtbot.keyClicks(field, "y")
    autosave.flush()
    assert saves.count == 1


def test_what_waits_can_be_forgotten(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    qtbot.keyClicks(field, "x")
    autosave.forget()
    autosave.flush()
    assert saves.count == 0


def test_every_kind_of_field_says_when_a_person_changed_it(qtbot: QtBot, saves: Saves) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    combo = QComboBox(holder)
    combo.addItems(["one", "two"])
    check, spin, text = QCheckBox(holder), QSpinBox(holder), QPlainTextEdit(holder)
    clock, day = QTimeEdit(holder), QDateEdit(holder)
    autosave = Autosave(saves.save, holder)
    autosave.watch(combo, check, spin, text, clock, day)
    changes = (
        lambda: combo.setCurrentIndex(1),
        lambda: check.setChecked(True),
        lambda: spin.setValue(3),
        lambda: text.setPlainText("x"),
        lambda: clock.setTime(QTime(18, 30)),
        lambda: day.setDate(QDate(2026, 11, 22)),
    )
    for change in changes:
        change()
        assert autosave.waiting
        autosave.flush()
    assert saves.count == len(changes)


def test_a_field_of_an_unknown_kind_is_a_bug(qtbot: QtBot, autosave: Autosave) -> None:
    slider = QSlider()
    qtbot.addWidget(slider)
    with pytest.raises(TypeError):
        autosave.watch(slider)


def test_saved_is_said_quietly_and_goes_again(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave
) -> None:
    label = SavedLabel(autosave)
    qtbot.addWidget(label)
    qtbot.keyClicks(field, "x")
    autosave.flush()
    assert label.text() == "Saved"
    qtbot.waitUntil(lambda: label.text() == "")


def test_it_goes_with_its_page(qtbot: QtBot, saves: Saves) -> None:
    parent = QObject()
    autosave = Autosave(saves.save, parent)
    autosave.touch()
    parent.deleteLater()
    qtbot.wait(LONGEST_MILLISECONDS + 100)
    assert not isValid(autosave)
    assert saves.count == 0


def test_what_was_refused_is_tried_again_when_the_page_is_left(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    saves.refuses = DeskTrouble.NAME_MISSING
    with qtbot.waitSignal(autosave.failed):
        qtbot.keyClicks(field, "Zinnia")
    saves.refuses = None
    autosave.flush()
    assert saves.count == 1
    autosave.flush()
    assert saves.count == 1, "it is saved by now"


def test_what_was_refused_is_let_go_of_with_its_record(
    qtbot: QtBot, field: QLineEdit, autosave: Autosave, saves: Saves
) -> None:
    saves.refuses = DeskTrouble.NAME_MISSING
    with qtbot.waitSignal(autosave.failed):
        qtbot.keyClicks(field, "Zinnia")
    autosave.load(field.clear)
    assert not autosave.waiting


def test_a_full_disk_is_told_once_and_tried_again_until_there_is_room(
    qtbot: QtBot, field: QLineEdit, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosaving, "AGAIN_MILLISECONDS", 30)
    autosave = Autosave(saves.save, field)
    autosave.watch(field)
    told: list[PeerDeskError] = []
    autosave.failed.connect(told.append)
    saves.refuses = VaultTrouble.DISK_FULL
    qtbot.keyClicks(field, "still typed")
    autosave.flush()
    qtbot.wait(150)
    assert len(told) == 1
    assert autosave.waiting
    assert autosave.is_refused
    with qtbot.waitSignal(autosave.mended):
        saves.refuses = None
    assert saves.count == 1
    assert not autosave.waiting


def test_what_has_to_wait_for_a_long_change_is_saved_right_after_and_nothing_is_said(
    qtbot: QtBot, field: QLineEdit, saves: Saves, autosave: Autosave
) -> None:
    told: list[PeerDeskError] = []
    autosave.failed.connect(told.append)
    saves.refuses = VaultTrouble.BUSY
    qtbot.keyClicks(field, "typed meanwhile")
    autosave.flush()
    assert autosave.waiting
    assert autosave.is_refused, "a lock would lose it"
    assert autosave.only_waits
    with qtbot.waitSignal(autosave.saved):
        saves.refuses = None
    assert told == []
    assert not autosave.waiting
    assert not autosave.is_refused


def test_what_a_person_has_to_mend_is_not_tried_again_by_itself(
    qtbot: QtBot, field: QLineEdit, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosaving, "AGAIN_MILLISECONDS", 30)
    autosave = Autosave(saves.save, field)
    autosave.watch(field)
    saves.refuses = DeskTrouble.NAME_MISSING
    qtbot.keyClicks(field, "x")
    autosave.flush()
    saves.refuses = None
    qtbot.wait(150)
    assert saves.count == 0
    assert autosave.waiting
    assert not autosave.is_refused, "no disk would take it: a lock has nothing to say of it"
