"""The agenda editor: parts in order, kept by its owner, with a gentle word about their sum."""

import gc
import weakref
from dataclasses import replace
from functools import partial

import pytest
from checks import too_small, without_a_name
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.sessions import STANDARD_AGENDA, AgendaItem, AgendaKind
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui import theme
from peerdesk.ui.widgets.agenda_editor import (
    FRESH_ITEM,
    Agenda,
    AgendaEditor,
    AgendaWords,
)
from peerdesk.ui.widgets.autosave import Autosave
from peerdesk.ui.widgets.list_editor import Removal

WORDS = AgendaWords(
    parts="Parts",
    adds_up="All {length}.",
    leaves_open="{planned} of {length}, {over} open.",
    runs_over="{planned} in {length}, {over} over.",
)
SHORT = (
    AgendaItem(kind=AgendaKind.WELCOME, minutes=5),
    AgendaItem(kind=AgendaKind.TOPIC, title="Sleep", minutes=40),
    AgendaItem(kind=AgendaKind.CLOSE, minutes=15),
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Owner(QWidget):
    """Keeps an agenda of an hour, and shows what it keeps after every change, as a page does."""

    def __init__(self, items: Agenda = SHORT, least: int = 0) -> None:
        super().__init__()
        self.kept = items
        self.refuses = False
        self.said: list[object] = []
        self.autosave = Autosave(self._save, self)
        self.autosave.failed.connect(self.said.append)
        self.editor = AgendaEditor(self.autosave, self._keep, WORDS, least=least)
        self.editor.failed.connect(self.said.append)
        self.editor.removed.connect(self.said.append)
        QVBoxLayout(self).addWidget(self.editor)
        self.show_kept(fresh=True)

    def show_kept(self, *, fresh: bool = False) -> None:
        self.autosave.load(partial(self.editor.show_items, self.kept, 60, fresh=fresh))

    def _save(self) -> None:
        self.editor.save()

    def _keep(self, items: Agenda) -> Agenda:
        if self.refuses:
            raise UserError(DeskTrouble.RECORD_GONE)
        self.kept = tuple(replace(item, title=item.title.strip()) for item in items)
        self.show_kept()
        return self.kept

    @property
    def kinds(self) -> list[AgendaKind]:
        return [item.kind for item in self.kept]

    @property
    def listed(self) -> list[tuple[str, str]]:
        return [(entry.title, entry.mark) for entry in self.editor.items.entries]


@pytest.fixture
def windows() -> list[Owner]:
    """Keeps the windows of a test."""
    return []


def shown(qtbot: QtBot, owner: Owner, windows: list[Owner]) -> Owner:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    windows.append(owner)
    qtbot.addWidget(owner)
    owner.resize(360, 600)
    with qtbot.waitExposed(owner):
        owner.show()
    owner.activateWindow()
    return owner


@pytest.fixture
def owner(qtbot: QtBot, windows: list[Owner]) -> Owner:
    return shown(qtbot, Owner(), windows)


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def click_row(qtbot: QtBot, editor: AgendaEditor, number: int) -> None:
    box = editor.items.visualRect(editor.items.model().index(number, 0))
    qtbot.mouseClick(editor.items.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def selected_rows(editor: AgendaEditor) -> list[int]:
    return [index.row() for index in editor.items.selectionModel().selectedIndexes()]


def test_parts_are_listed_by_their_own_name_or_their_kind(owner: Owner) -> None:
    assert [title for title, _ in owner.listed] == ["Welcome", "Sleep", "Close"]
    assert owner.editor.items.current_key == 0
    assert owner.editor.title.placeholderText() == "Welcome"


@pytest.mark.parametrize(
    ("planned", "said"), [(60, "All 60."), (45, "45 of 60, 15 open."), (70, "70 in 60, 10 over.")]
)
def test_the_sum_is_compared_with_the_length(planned: int, said: str) -> None:
    assert WORDS.of_sum(planned, 60) == said


def test_what_is_typed_is_kept_after_a_pause_and_shown_in_the_list(
    qtbot: QtBot, owner: Owner
) -> None:
    qtbot.keyClicks(owner.editor.title, "Tea")
    qtbot.waitUntil(lambda: owner.kept[0].title == "Tea")
    assert owner.listed[0][0] == "Tea"
    owner.editor.minutes.setValue(25)
    owner.editor.kind.setCurrentIndex(owner.editor.kind.findData(AgendaKind.BREAK.value))
    owner.autosave.flush()
    assert owner.kept[0] == replace(SHORT[0], kind=AgendaKind.BREAK, title="Tea", minutes=25)
    assert owner.editor.below_list.text() == "80 in 60, 20 over."


def test_choosing_another_part_keeps_what_was_typed_in_this_one(qtbot: QtBot, owner: Owner) -> None:
    qtbot.keyClicks(owner.editor.title, "Hello")
    click_row(qtbot, owner.editor, 2)
    assert [item.title for item in owner.kept] == ["Hello", "Sleep", ""]
    assert owner.editor.items.current_key == 2
    assert selected_rows(owner.editor) == [2]
    assert (owner.editor.title.text(), owner.editor.minutes.value()) == ("", 15)
    assert not owner.autosave.waiting


def test_a_refresh_keeps_the_choice_and_what_is_being_typed(qtbot: QtBot, owner: Owner) -> None:
    click_row(qtbot, owner.editor, 1)
    owner.editor.title.setFocus()
    qtbot.keyClicks(owner.editor.title, " and")
    owner.kept = (SHORT[0], replace(SHORT[1], minutes=30), SHORT[2])
    owner.editor.show_items(owner.kept, 50, fresh=False)
    assert owner.editor.title.text() == "Sleep and"
    assert owner.editor.title.hasFocus()
    assert owner.editor.items.current_key == 1
    assert owner.editor.minutes.value() == 30
    assert owner.editor.below_list.text() == "All 50."


def test_a_refresh_keeps_the_scroll_place_of_a_long_agenda(
    qtbot: QtBot, windows: list[Owner]
) -> None:
    owner = shown(qtbot, Owner(STANDARD_AGENDA * 3), windows)
    bar = owner.editor.items.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    owner.show_kept()
    assert bar.value() == bar.maximum()


def test_another_agenda_begins_at_its_top(qtbot: QtBot, owner: Owner) -> None:
    click_row(qtbot, owner.editor, 2)
    owner.show_kept(fresh=True)
    assert owner.editor.items.current_key == 0
    assert owner.editor.minutes.value() == 5


def test_parts_move_by_button_and_by_key_and_stay_chosen(qtbot: QtBot, owner: Owner) -> None:
    press(qtbot, owner.editor.down)
    assert owner.kinds == [AgendaKind.TOPIC, AgendaKind.WELCOME, AgendaKind.CLOSE]
    assert owner.editor.items.current_key == 1
    qtbot.keyClick(owner.editor.items, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert owner.kinds == [AgendaKind.TOPIC, AgendaKind.CLOSE, AgendaKind.WELCOME]
    assert owner.editor.items.current_key == 2
    qtbot.keyClick(owner.editor.items, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert owner.kinds == [AgendaKind.TOPIC, AgendaKind.CLOSE, AgendaKind.WELCOME]


def test_moving_to_the_top_by_key_does_not_move_it_down_again(qtbot: QtBot, owner: Owner) -> None:
    click_row(qtbot, owner.editor, 1)
    owner.editor.up.setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert owner.kinds == [AgendaKind.TOPIC, AgendaKind.WELCOME, AgendaKind.CLOSE]
    assert owner.editor.items.hasFocus()


def test_a_new_part_follows_the_chosen_one_and_waits_for_its_name(
    qtbot: QtBot, owner: Owner
) -> None:
    press(qtbot, owner.editor.add)
    assert owner.kept == (SHORT[0], FRESH_ITEM, *SHORT[1:])
    assert owner.editor.title.hasFocus()
    qtbot.keyClicks(owner.editor.title, "Visitor")
    owner.autosave.flush()
    assert owner.kept[1].title == "Visitor"
    assert owner.editor.below_list.text() == "70 in 60, 10 over."


def test_a_removed_part_comes_back_beside_what_was_typed_since(qtbot: QtBot, owner: Owner) -> None:
    click_row(qtbot, owner.editor, 1)
    press(qtbot, owner.editor.remove)
    assert owner.kinds == [AgendaKind.WELCOME, AgendaKind.CLOSE]
    (removal,) = owner.said
    assert isinstance(removal, Removal)
    assert removal.said == "“Sleep” was removed."
    qtbot.keyClicks(owner.editor.title, "Hello")
    owner.editor.put_back(removal)
    assert owner.kept == (replace(SHORT[0], title="Hello"), *SHORT[1:])
    assert owner.editor.items.current_key == 1
    assert owner.editor.title.text() == "Sleep"


def test_the_parts_that_have_to_stay_cannot_be_removed(qtbot: QtBot, windows: list[Owner]) -> None:
    owner = shown(qtbot, Owner(SHORT[:2], least=1), windows)
    press(qtbot, owner.editor.remove)
    assert not owner.editor.remove.isEnabled()
    press(qtbot, owner.editor.remove)
    assert owner.kept == SHORT[1:2]


def test_an_empty_agenda_leads_to_its_first_part(qtbot: QtBot, windows: list[Owner]) -> None:
    owner = shown(qtbot, Owner(SHORT[:1]), windows)
    press(qtbot, owner.editor.remove)
    assert owner.listed == []
    assert owner.editor.below_list.text() == "0 of 60, 60 open."
    assert not owner.editor.title.isEnabled()
    assert not owner.editor.remove.isEnabled()
    press(qtbot, owner.editor.add)
    assert owner.kept == (FRESH_ITEM,)
    assert owner.editor.title.isEnabled()
    assert owner.editor.title.hasFocus()


def test_a_refused_change_is_told_and_nothing_moves(qtbot: QtBot, owner: Owner) -> None:
    owner.refuses = True
    press(qtbot, owner.editor.down)
    press(qtbot, owner.editor.remove)
    assert [error.code for error in owner.said if isinstance(error, PeerDeskError)] == [
        DeskTrouble.RECORD_GONE,
        DeskTrouble.RECORD_GONE,
    ]
    assert owner.editor.listed == SHORT
    assert owner.editor.items.current_key == 0


def test_what_was_typed_and_refused_stays_in_its_field(qtbot: QtBot, owner: Owner) -> None:
    owner.refuses = True
    qtbot.keyClicks(owner.editor.title, "Tea")
    owner.autosave.flush()
    assert len(owner.said) == 1
    owner.show_kept()
    assert owner.editor.title.text() == "Tea"
    owner.refuses = False
    qtbot.keyClicks(owner.editor.title, "s")
    owner.autosave.flush()
    assert owner.kept[0].title == "Teas"


def test_every_control_is_named_and_large_enough(owner: Owner) -> None:
    assert without_a_name(owner) == []
    assert too_small(owner) == []


def test_it_is_freed_when_its_owner_is(qtbot: QtBot) -> None:
    owner = Owner()
    kept = weakref.ref(owner.editor)
    owner.deleteLater()
    del owner
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept() is None
