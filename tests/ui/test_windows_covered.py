"""F9 covers and Ctrl+L locks with each window of the program open and the keyboard in it.

`test_every_dialog` has the dialogs that need little; here are all the others, what Qt opens by
itself, and what waits for an answer. A dialog that is in neither fails the first test.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from checks import StoppedClock, press_in_window, surroundings
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeySequence,
    QPainter,
    QPdfWriter,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from test_every_dialog import dialogs, is_dialog_of_ours

import peerdesk.ui
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.retention import RetentionKind
from peerdesk.ui import last_resort
from peerdesk.ui.curtain import LOCK_AFTER_MILLISECONDS, Curtain
from peerdesk.ui.dialogs.accounting import AccountingDialog
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.before_calling import BeforeCallingDialog
from peerdesk.ui.dialogs.distress_card import Distress, DistressCard
from peerdesk.ui.dialogs.erase_records import EraseRecordsDialog
from peerdesk.ui.dialogs.gentle_words import GentleWordsDialog
from peerdesk.ui.dialogs.group_keeping import GroupKeepingDialog
from peerdesk.ui.dialogs.handout import HandoutDialog
from peerdesk.ui.dialogs.help import HelpDialog
from peerdesk.ui.dialogs.look_through.decide import DecideDialog
from peerdesk.ui.dialogs.note_versions import NoteVersionsDialog
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.dialogs.rename_passphrase import RenameDialog
from peerdesk.ui.dialogs.what_is_held import WhatIsHeldDialog
from peerdesk.ui.file_choosing import leave_no_history
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.pages.ground_rules.compare_dialog import CompareDialog
from peerdesk.ui.pages.ground_rules.completing_text import CompletingText
from peerdesk.ui.pages.ground_rules.library_dialog import LibraryDialog
from peerdesk.ui.pages.ground_rules.share_dialog import ShareDialog
from peerdesk.ui.pages.ground_rules.take_dialog import TakeDialog
from peerdesk.ui.pages.ground_rules.take_in_dialog import TakeInDialog
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.passing_on.paper_dialog import Paper, PaperDialog
from peerdesk.ui.room.display import RoomDisplay

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 22)
PASSING = {Qt.WindowType.Popup, Qt.WindowType.ToolTip}


@dataclass
class Evening:
    """A main window with a field, its curtain, and a desk with somebody in it."""

    desk: Desk
    context: PageContext
    window: QWidget
    field: QLineEdit
    folder: Path

    def member(self) -> Member:
        return self.desk.members.save(Member(chosen_name="Wren"))

    def group(self) -> Group:
        return self.desk.groups.save(Group(name="Circle"))


Open = Callable[[Evening], QWidget | None]


def opened(make: Callable[[Evening], QDialog]) -> Open:
    def open_it(evening: Evening) -> QWidget:
        dialog = make(evening)
        dialog.open()
        return dialog

    return open_it


def of_script(kind: type[QDialog]) -> Callable[[Evening], QDialog]:
    def make(evening: Evening) -> QDialog:
        desk, parent = evening.desk, evening.window
        script = desk.scripts.all()[0]
        newest, text = desk.scripts.latest(script.id), desk.scripts.text_of(script.id)
        if kind is CompareDialog:
            return CompareDialog(desk, evening.context.jobs, script, newest, parent)
        if kind is TakeDialog:
            evening.group()
            return TakeDialog(desk, script, newest, TODAY, parent)
        if kind is ShareDialog:
            return ShareDialog(evening.context, text, parent)
        return TakeInDialog(desk, text, parent)

    return make


def a_paper(evening: Evening) -> QDialog:
    paper = Paper("Paper", "It says something.", "", "paper", "note", lambda _language: lambda: b"")
    return PaperDialog(evening.context, paper, evening.window)


def printing(evening: Evening) -> QDialog:
    page = evening.folder / "page.pdf"
    writer = QPdfWriter(str(page))
    painter = QPainter(writer)
    painter.drawText(100, 100, "Wren")
    painter.end()
    return PrintDialog(page.read_bytes(), evening.context.jobs, evening.window)


def earlier_words(evening: Evening) -> QDialog:
    desk, moment = evening.desk, datetime(2026, 11, 22, 19)
    session = desk.sessions.plan(evening.group().id, moment)
    note = desk.notes.keep_group_note(session.id, "We spoke about sleep.")
    assert note is not None
    older = (note.updated_at - timedelta(hours=1)).isoformat()
    desk.connection.execute("UPDATE group_notes SET updated_at = ?", (older,))
    desk.notes.keep_group_note(session.id, "We spoke about work.")
    kind, now = NoteKind.GROUP, "We spoke about work."
    return NoteVersionsDialog(desk.note_versions, kind, note.id, now, str, evening.window)


DIALOGS: dict[type[QDialog], Callable[[Evening], QDialog]] = {
    AccountingDialog: lambda e: AccountingDialog(
        e.context, e.member(), lambda: datetime(2026, 11, 22, 12), e.window
    ),
    BeforeCallingDialog: lambda e: BeforeCallingDialog(
        "Wren", (), TODAY, e.window, do_not_contact=False
    ),
    CompareDialog: of_script(CompareDialog),
    DecideDialog: lambda e: DecideDialog(e.window, "Keep it?", TODAY, 12, why=True),
    DistressCard: lambda e: DistressCard(Distress(), e.window),
    EraseRecordsDialog: lambda e: EraseRecordsDialog(
        e.context, ((RetentionKind.PERSON, e.member().id),), e.window
    ),
    GentleWordsDialog: lambda e: GentleWordsDialog(e.desk.gentle_words, e.window),
    GroupKeepingDialog: lambda e: GroupKeepingDialog(e.context, e.group().id, e.window),
    HandoutDialog: lambda e: HandoutDialog(e.context, HandoutRequest(), e.window),
    LibraryDialog: lambda e: LibraryDialog((), e.window),
    NoteVersionsDialog: earlier_words,
    PaperDialog: a_paper,
    PrintDialog: printing,
    ShareDialog: of_script(ShareDialog),
    TakeDialog: of_script(TakeDialog),
    TakeInDialog: of_script(TakeInDialog),
    WhatIsHeldDialog: lambda e: WhatIsHeldDialog(e.context, e.member(), StoppedClock(), e.window),
}


def test_every_dialog_of_the_program_is_driven() -> None:
    found: set[type[QDialog]] = set()
    for module in pkgutil.walk_packages(peerdesk.ui.__path__, "peerdesk.ui."):
        if "windows" not in module.name and "macos" not in module.name:
            members = vars(importlib.import_module(module.name)).values()
            found |= {each for each in members if is_dialog_of_ours(each)}
    # What others are made of is never opened itself.
    assert {each for each in found if not each.__subclasses__()} == {*dialogs(), *DIALOGS}


def room_display(evening: Evening) -> QWidget:
    wall = RoomDisplay(evening.window)
    wall.show()
    wall.activateWindow()
    wall.setFocus()
    return wall


def dialog_over_a_dialog(evening: Evening) -> QWidget:
    first = HelpDialog("vault", evening.window)
    first.open()
    second = RenameDialog(evening.desk.vault.ways.slots()[0], first)
    second.open()
    return second


def dialog_beside_the_room(evening: Evening) -> QWidget:
    """The keyboard is in the wall, and a dialog of the main window is open."""
    HelpDialog("vault", evening.window).open()
    return room_display(evening)


def a_menu(evening: Evening) -> QWidget:
    menu = QMenu(evening.window)
    menu.addAction("Wren")
    menu.popup(evening.window.mapToGlobal(evening.window.rect().center()))
    return menu


def menu_of_a_field(evening: Evening) -> QWidget | None:
    """What a field offers of itself: copy, paste."""
    middle = evening.field.rect().center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, middle, evening.field.mapToGlobal(middle)
    )
    QApplication.sendEvent(evening.field, asked)
    return None


def list_of_choices(evening: Evening) -> QWidget | None:
    box = QComboBox(evening.window)
    box.addItems(["Wren", "Robin"])
    box.show()
    box.showPopup()
    return None


def calendar_of_a_day(evening: Evening) -> QWidget | None:
    day = QDateEdit(QDate(2026, 11, 22), evening.window)
    day.setCalendarPopup(True)
    day.resize(200, 40)
    day.show()
    day.setFocus()
    arrow = day.rect().adjusted(day.width() - 8, 0, 0, 0).center()
    QtBot.mouseClick(day, Qt.MouseButton.LeftButton, pos=arrow)
    return None


def what_can_be_filled_in(evening: Evening) -> QWidget | None:
    text = CompletingText()
    layout = evening.window.layout()
    assert layout is not None
    layout.addWidget(text)
    text.setFocus()
    QtBot.keyClicks(text, "{")
    return None


def a_hint(evening: Evening) -> QWidget | None:
    evening.field.setFocus()
    QToolTip.showText(evening.window.pos(), "Wren", evening.window)
    return None


def half_a_letter(evening: Evening) -> QWidget | None:
    """An input method is composing."""
    evening.field.setFocus()
    QApplication.sendEvent(evening.field, QInputMethodEvent("木", []))
    return None


POPUPS: dict[str, Open] = {
    "a menu": a_menu,
    "the menu of a field": menu_of_a_field,
    "a list of choices": list_of_choices,
    "the calendar of a day": calendar_of_a_day,
    "what can be filled in": what_can_be_filled_in,
}
OTHERS: dict[str, Open] = {
    "the room display": room_display,
    "a dialog over a dialog": dialog_over_a_dialog,
    "the room display, and a dialog": dialog_beside_the_room,
    "a hint": a_hint,
    "half a letter": half_a_letter,
    **POPUPS,
}
WAITING: dict[str, Callable[[Evening], object]] = {
    "a file to open": lambda e: QFileDialog.getOpenFileName(e.window, "Open", str(e.folder)),
    "a file to save": lambda e: QFileDialog.getSaveFileName(e.window, "Save", str(e.folder)),
    "a folder": lambda e: QFileDialog.getExistingDirectory(e.window, "Folder", str(e.folder)),
    "a passphrase": lambda e: ask_passphrase(e.window, "It leaves", "Passphrase"),
    "the last resort": lambda _e: last_resort.explain(ValueError, ValueError("Wren"), None),
}
"""These come back once somebody has answered."""


@pytest.fixture
def evening(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Evening:
    window, field = QWidget(), QLineEdit()
    QVBoxLayout(window).addWidget(field)
    window.resize(500, 300)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    return Evening(desk, surroundings(desk, tmp_path), window, field, tmp_path)


class Keys:
    """The curtain over everything, and what the keys have done."""

    def __init__(self, evening: Evening) -> None:
        self.locks: list[bool] = []
        self.curtain = Curtain(evening.window, LOCK_AFTER_MILLISECONDS)
        self.curtain.must_lock.connect(lambda: self.locks.append(True))
        # As the menus of the main window have them.
        QShortcut(QKeySequence("F9"), evening.window, self.curtain.toggle)
        QShortcut(QKeySequence("Ctrl+L"), evening.window, lambda: self.locks.append(True))

    def work(self) -> None:
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert self.locks == [True]
        self.press(Qt.Key.Key_F9)
        assert self.curtain.is_down
        assert uncovered() == []
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert self.locks == [True, True]
        self.curtain.lift()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        press_in_window(target, key, modifier)


def uncovered() -> list[str]:
    """The windows on the screen that show something; what passes by must be gone."""
    shown = []
    for window in QApplication.topLevelWidgets():
        inside = window.findChildren(QWidget, "curtain", Qt.FindChildOption.FindDirectChildrenOnly)
        covers = [each for each in inside if each.isVisible()]
        if window.isVisible() and [each.geometry() for each in covers] != [window.rect()]:
            shown.append(type(window).__name__)
    return shown


def put_away() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) or window.windowType() in PASSING:
            window.close()


@pytest.mark.parametrize(
    "open_it",
    [*(opened(make) for make in DIALOGS.values()), *OTHERS.values()],
    ids=[*(kind.__name__ for kind in DIALOGS), *OTHERS],
)
def test_the_curtain_falls_over_all_and_the_lock_comes(
    qtbot: QtBot, evening: Evening, open_it: Open
) -> None:
    keys = Keys(evening)
    window = open_it(evening)
    if window is not None and window.windowType() not in PASSING:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    if open_it in POPUPS.values():
        assert QApplication.activePopupWidget() is not None
    keys.work()
    put_away()
    evening.context.jobs.wait()


@pytest.mark.parametrize("ask", WAITING.values(), ids=WAITING)
def test_what_waits_for_an_answer_keeps_neither_key_away(
    qtbot: QtBot, evening: Evening, ask: Callable[[Evening], object]
) -> None:
    leave_no_history()
    keys = Keys(evening)
    said: list[AssertionError | None] = []

    def look() -> None:
        front = QApplication.activeModalWidget()
        if front is None or QApplication.focusWidget() is None:
            QTimer.singleShot(10, look)
            return
        try:
            keys.work()
            said.append(None)
        except AssertionError as error:
            said.append(error)
        finally:
            keys.curtain.lift()
            front.close()

    QTimer.singleShot(0, look)
    ask(evening)
    assert said == [None]


def test_the_composing_letter_is_not_lost_by_a_look_at_the_curtain(
    qtbot: QtBot, evening: Evening
) -> None:
    keys = Keys(evening)
    half_a_letter(evening)
    keys.press(Qt.Key.Key_F9)
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(evening.field.hasFocus)
    finished = QInputMethodEvent("", [])
    finished.setCommitString("木")
    QApplication.sendEvent(evening.field, finished)
    assert evening.field.text() == "木"
