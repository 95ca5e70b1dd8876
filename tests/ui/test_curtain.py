"""The curtain covers everything at once, lets no key through, and becomes a lock."""

from collections.abc import Iterator

import pytest
from checks import press_in_window, without_a_name
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from peerdesk.ui.curtain import LOCK_AFTER_MILLISECONDS, Curtain
from peerdesk.ui.room.display import RoomDisplay

# The offscreen platform has no order of windows and no grab of the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Room:
    """A window with a field, a shortcut, and the curtain over it."""

    def __init__(self, lock_after: int) -> None:
        self.window = QWidget()
        self.field = QLineEdit()
        self.button = QPushButton("Below")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.pressed: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("below"))
        self.curtain = Curtain(self.window, lock_after)
        self.locks: list[str] = []
        self.curtain.must_lock.connect(lambda: self.locks.append("lock"))
        self.curtain.stayed_down.connect(lambda: self.locks.append("stayed down"))
        QShortcut(QKeySequence("F9"), self.window, self.curtain.toggle)
        self.printed: list[str] = []
        QShortcut(QKeySequence("Ctrl+P"), self.window, lambda: self.printed.append("printed"))


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(LOCK_AFTER_MILLISECONDS)
    open_room(qtbot, made)
    yield made
    made.curtain.lift()


def open_room(qtbot: QtBot, room: Room) -> None:
    qtbot.addWidget(room.window)
    room.window.resize(600, 400)
    with qtbot.waitExposed(room.window):
        room.window.show()
    room.window.activateWindow()
    room.field.setFocus()


def cover(window: QWidget) -> QWidget | None:
    found = [each for each in window.findChildren(QWidget, "curtain") if not each.isHidden()]
    return found[0] if found else None


def dialog_over(qtbot: QtBot, room: Room) -> QDialog:
    dialog = QDialog(room.window)
    QLineEdit(dialog)
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.activateWindow()
    return dialog


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is, as a person would."""
    target = QApplication.focusWidget()
    assert target is not None
    press_in_window(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_f9_covers_the_whole_window_and_f9_lifts(qtbot: QtBot, room: Room) -> None:
    press(qtbot, Qt.Key.Key_F9)
    over = cover(room.window)
    assert over is not None
    assert over.geometry() == room.window.rect()
    assert room.curtain.is_down
    press(qtbot, Qt.Key.Key_F9)
    assert cover(room.window) is None
    assert not room.curtain.is_down


def test_escape_lifts_and_typing_goes_on_where_it_was(qtbot: QtBot, room: Room) -> None:
    qtbot.keyClicks(room.field, "half a ")
    room.curtain.drop()
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.keyClicks(QApplication.focusWidget(), "word")
    assert room.field.text() == "half a word"


def test_the_curtain_grows_with_its_window(qtbot: QtBot, room: Room) -> None:
    room.curtain.drop()
    room.window.resize(900, 700)
    qtbot.wait(10)
    over = cover(room.window)
    assert over is not None
    assert over.geometry() == room.window.rect()


def test_no_key_reaches_what_is_covered(qtbot: QtBot, room: Room) -> None:
    room.curtain.drop()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_B):
        press(qtbot, key)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused not in {room.field, room.button}
    press(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert (room.field.text(), room.pressed, room.printed) == ("", [], [])


def test_the_shortcut_works_again_once_lifted(qtbot: QtBot, room: Room) -> None:
    room.curtain.drop()
    room.curtain.lift()
    press(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert room.printed == ["printed"]


def test_a_dialog_is_covered_too_and_lifts_from_there(qtbot: QtBot, room: Room) -> None:
    dialog = dialog_over(qtbot, room)
    room.curtain.drop()
    assert cover(dialog) is not None
    assert cover(room.window) is not None
    press(qtbot, Qt.Key.Key_Escape)
    assert cover(dialog) is None
    assert cover(room.window) is None
    assert dialog.isVisible()
    dialog.close()


def test_f9_and_ctrl_l_work_in_a_dialog(qtbot: QtBot, room: Room) -> None:
    dialog = dialog_over(qtbot, room)
    press(qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert room.locks == ["lock"]
    press(qtbot, Qt.Key.Key_F9)
    assert cover(dialog) is not None
    dialog.close()


def test_a_window_that_opens_meanwhile_is_covered(qtbot: QtBot, room: Room) -> None:
    room.curtain.drop()
    dialog = dialog_over(qtbot, room)
    assert cover(dialog) is not None
    room.curtain.lift()
    assert cover(dialog) is None
    dialog.close()


class Paints(QObject):
    """Counts what is painted of curtains."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: set[QObject] = set()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and watched.objectName() == "curtain":
            self.painted.add(watched)
        return False


def test_every_window_is_painted_over_before_the_key_has_been_handled(
    qtbot: QtBot, room: Room
) -> None:
    dialog = dialog_over(qtbot, room)
    other = QWidget(room.window, Qt.WindowType.Tool)
    with qtbot.waitExposed(other):
        other.show()
    paints = Paints()
    room.curtain.drop()
    covers = set(room.window.findChildren(QWidget, "curtain"))
    assert {each.parentWidget() for each in covers} == {room.window, dialog, other}
    assert paints.painted == covers
    dialog.close()


@pytest.mark.parametrize("kind", [Qt.WindowType.Popup, Qt.WindowType.ToolTip])
def test_what_passes_by_is_gone_at_once(qtbot: QtBot, room: Room, kind: Qt.WindowType) -> None:
    passing = QLabel("Wilhelmina", room.window, kind)
    passing.show()
    room.curtain.drop()
    assert not passing.isVisible()


def test_f9_and_ctrl_l_work_over_an_open_menu(qtbot: QtBot, room: Room) -> None:
    menu = QMenu("Wilhelmina", room.window)
    menu.addAction("Something")
    menu.popup(room.window.pos())
    # The window behind a menu keeps the keyboard, and hands its keys to the menu.
    press_in_window(room.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert room.locks == ["lock"]
    press_in_window(room.window, Qt.Key.Key_F9)
    assert room.curtain.is_down
    assert not menu.isVisible()


@pytest.mark.parametrize("kind", [Qt.WindowType.Popup, Qt.WindowType.ToolTip])
def test_whatever_shows_meanwhile_is_covered(qtbot: QtBot, room: Room, kind: Qt.WindowType) -> None:
    room.curtain.drop()
    late = QLabel("Wilhelmina", room.window, kind)
    late.show()
    assert cover(late) is not None
    late.close()


def test_no_hint_shows_while_it_is_down(qtbot: QtBot, room: Room) -> None:
    room.button.setToolTip("Wilhelmina")
    middle = room.button.rect().center()
    hint = QHelpEvent(QEvent.Type.ToolTip, middle, room.button.mapToGlobal(middle))
    QApplication.sendEvent(room.button, hint)
    assert QToolTip.isVisible(), "the hint shows while nothing is covered"
    room.curtain.drop()
    assert not QToolTip.isVisible()
    QApplication.sendEvent(room.button, hint)
    assert not QToolTip.isVisible()


def test_a_dialog_that_went_meanwhile_does_not_matter(qtbot: QtBot, room: Room) -> None:
    dialog = dialog_over(qtbot, room)
    room.curtain.drop()
    gone = QObject(dialog)
    dialog.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    room.curtain.lift()
    assert not room.curtain.is_down


def test_the_lock_key_locks_from_under_the_curtain(qtbot: QtBot, room: Room) -> None:
    room.curtain.drop()
    press(qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert room.locks == ["lock"]


def test_the_button_lifts_and_every_control_has_a_name(qtbot: QtBot, room: Room) -> None:
    room.curtain.drop()
    over = cover(room.window)
    assert over is not None
    assert without_a_name(over) == []
    (go_on,) = over.findChildren(QPushButton)
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert not room.curtain.is_down


def test_it_becomes_a_lock_when_it_stays_down(qtbot: QtBot) -> None:
    room = Room(80)
    open_room(qtbot, room)
    room.curtain.drop()
    qtbot.waitUntil(lambda: room.locks == ["stayed down"])
    room.curtain.lift()


def test_it_does_not_lock_once_it_was_lifted(qtbot: QtBot) -> None:
    room = Room(80)
    open_room(qtbot, room)
    room.curtain.drop()
    room.curtain.lift()
    qtbot.wait(200)
    assert room.locks == []


def test_a_minute_is_what_the_program_waits() -> None:
    assert LOCK_AFTER_MILLISECONDS == 60_000


def test_another_window_such_as_the_wall_says_nothing_of_it(qtbot: QtBot, room: Room) -> None:
    wall = QWidget()
    qtbot.addWidget(wall)
    with qtbot.waitExposed(wall):
        wall.show()
    room.curtain.drop_with("Not locked yet: 7 words would be lost.")
    over = cover(wall)
    assert over is not None
    assert not any("7 words" in label.text() for label in over.findChildren(QLabel))


def test_it_says_what_a_lock_would_lose_and_locks_when_asked_again(
    qtbot: QtBot, room: Room
) -> None:
    room.curtain.drop_with("Not locked yet: 7 words would be lost.")
    assert room.curtain.has_warned
    over = cover(room.window)
    assert over is not None
    assert any("7 words" in label.text() for label in over.findChildren(QLabel))
    assert without_a_name(over) == []
    lock = next(each for each in over.findChildren(QPushButton) if "Lock" in each.text())
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    assert lock.hasFocus(), "the Tab key stays on the curtain"
    lock.click()
    assert room.locks == ["lock"]
    room.curtain.lift()
    room.curtain.drop()
    assert not room.curtain.has_warned


def test_the_keys_work_in_a_window_beside_the_main_one(qtbot: QtBot) -> None:
    main = QWidget()
    qtbot.addWidget(main)
    curtain = Curtain(main)
    wall = RoomDisplay(main)
    main.show()
    wall.show()
    with qtbot.waitActive(wall):
        wall.activateWindow()
    with qtbot.waitSignal(curtain.must_lock):
        press_in_window(wall, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    press_in_window(wall, Qt.Key.Key_F9)
    assert curtain.is_down
    curtain.lift()


def test_the_keys_work_where_a_dialog_has_shut_the_keyboard_out(qtbot: QtBot, room: Room) -> None:
    """As in the moment when it opens, or where the desktop gives the window the keyboard again."""
    first = dialog_over(qtbot, room)
    second = QDialog(first)
    second.setModal(True)
    with qtbot.waitExposed(second):
        second.open()
    room.window.activateWindow()
    press_in_window(room.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert room.locks == ["lock"]
    press_in_window(room.window, Qt.Key.Key_F9)
    assert [cover(each) is not None for each in (room.window, first, second)] == [True] * 3
    press_in_window(room.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert room.locks == ["lock", "lock"]
    room.curtain.lift()
    second.close()
    first.close()


class Asked(Curtain):
    """Remembers what it is asked about."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.about: set[type[QObject]] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.about.add(type(watched))
        return super().eventFilter(watched, event)


def test_no_widget_waits_for_it_as_long_as_it_is_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    curtain = Asked(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: curtain.about == {QWindow})
    QLabel("late", window).show()
    qtbot.wait(10)
    assert curtain.about == {QWindow}
    curtain.drop()
    QLabel("later", window).show()
    assert QLabel in curtain.about
    curtain.lift()
    curtain.about.clear()
    QLabel("at last", window).show()
    qtbot.wait(10)
    assert curtain.about <= {QWindow}
