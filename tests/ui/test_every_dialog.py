"""F9 and Ctrl+L reach through the dialogs of the program, whatever has the keyboard in them."""

import importlib
import inspect
import pkgutil
import random
from pathlib import Path
from typing import TypeGuard

import pytest
from checks import press_in_window, surroundings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import peerdesk.ui
from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.recovery_words import RecoveryWords, generate
from peerdesk.domain.scripts import Script, ScriptVersion
from peerdesk.ui.curtain import LOCK_AFTER_MILLISECONDS, Curtain
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.ground_rules.audience import Audience
from peerdesk.ui.pages.page import PageContext
from peerdesk.vault.ways_in import SlotSummary
from peerdesk.vault.words import word_list

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialogs() -> list[type[QDialog]]:
    """Every dialog of the program that can be made of what `Given` has; new ones join by it."""
    found: set[type[QDialog]] = set()
    for module in pkgutil.walk_packages(peerdesk.ui.__path__, "peerdesk.ui."):
        if "windows" not in module.name and "macos" not in module.name:
            members = vars(importlib.import_module(module.name)).values()
            found |= {each for each in members if is_dialog_of_ours(each)}
    known = {name for name in dir(Given) if not name.startswith("_")}
    seen = (each for each in found if needs(each) <= known and not each.__subclasses__())
    return sorted(seen, key=lambda each: each.__name__)


def is_dialog_of_ours(each: object) -> TypeGuard[type[QDialog]]:
    return (
        isinstance(each, type)
        and issubclass(each, QDialog)
        and each.__module__.startswith("peerdesk.")
        and not each.__name__.startswith("_")
    )


def needs(dialog: type[QDialog]) -> set[str]:
    parameters = inspect.signature(dialog.__init__).parameters.values()
    return {each.name for each in parameters if each.default is each.empty} - {"self"}


class Given:
    """What dialogs ask for, by the names of their parameters."""

    def __init__(self, desk: Desk, parent: QWidget, folder: Path) -> None:
        self._desk, self._parent, self._folder = desk, parent, folder
        self._context = surroundings(desk, folder)

    def context(self) -> PageContext:
        return self._context

    def parent(self) -> QWidget:
        return self._parent

    def desk(self) -> Desk:
        return self._desk

    def jobs(self) -> Jobs:
        return self._context.jobs

    def member_id(self) -> int:
        return self._desk.members.save(Member(chosen_name="Wren")).id

    def vault_name(self) -> str:
        return self._desk.vault.name

    def words(self) -> RecoveryWords:
        return generate(word_list(), random.Random(5).randrange)  # noqa: S311 - made up

    def way(self) -> SlotSummary:
        return self._desk.vault.ways.slots()[0]

    def backup(self) -> Path:
        target = self._folder / "evening.peerdesk-backup"
        export(self._desk.vault, target)
        return target

    def path(self) -> Path:
        roster = self._folder / "people.csv"
        roster.write_text("name\nWren\n", "utf-8")
        return roster

    def language(self) -> str:
        return "en"

    def name(self) -> str:
        return "vault"

    def audience(self) -> Audience:
        return Audience(self._desk, self._context.clock)

    def script(self) -> Script:
        return self._desk.scripts.all()[0]

    def version(self) -> ScriptVersion:
        return self._desk.scripts.latest(self.script().id)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("declared", dialogs(), ids=lambda each: each.__name__)
def test_the_curtain_falls_and_the_lock_comes_from_within(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path, declared: type[QDialog]
) -> None:
    curtain = Curtain(window, LOCK_AFTER_MILLISECONDS)
    locks: list[bool] = []
    curtain.must_lock.connect(lambda: locks.append(True))
    given = Given(desk, window, tmp_path)
    dialog = declared(**{name: getattr(given, name)() for name in needs(declared)})
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    target = QApplication.focusWidget()
    assert target is not None
    assert dialog.isAncestorOf(target) or target is dialog
    press_in_window(target, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locks == [True]
    press_in_window(target, Qt.Key.Key_F9)
    assert curtain.is_down
    over = [each for each in dialog.findChildren(QWidget, "curtain") if not each.isHidden()]
    assert [each.geometry() for each in over] == [dialog.rect()]
    curtain.lift()
    dialog.reject()
    given.jobs().wait()


def test_most_dialogs_are_among_them() -> None:
    assert len(dialogs()) >= 14
