"""A bug is said without a word of what the vault holds."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError
from peerdesk.ui import last_resort
from peerdesk.ui.messages import words

SECRET = "Ana spoke of her brother"


class Reader:
    """Reads what a message box says, and closes it."""

    def __init__(self) -> None:
        self.boxes: list[str] = []
        self.formats: list[Qt.TextFormat] = []
        self.timer = QTimer()
        self.timer.setInterval(20)
        self.timer.timeout.connect(self.read)
        self.timer.start()

    def read(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self.boxes.append(f"{box.windowTitle()} {box.text()} {box.informativeText()}")
            self.formats.append(box.textFormat())
            box.accept()


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    made = Reader()
    yield made
    made.timer.stop()


def tell(error: BaseException) -> None:
    last_resort.explain(type(error), error, error.__traceback__)


def caught(raise_it: object) -> BaseException:
    assert callable(raise_it)
    try:
        raise_it()
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is looked at
        return error
    raise AssertionError


def test_the_text_of_a_bug_is_never_shown_nor_written(
    reader: Reader, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble() -> None:
        raise KeyError(SECRET)

    tell(caught(stumble))
    tell(caught(lambda: desk.groups.next_dates(SECRET, SECRET)))  # type: ignore[arg-type] # a bug on purpose
    everything = " ".join(reader.boxes) + "".join(capsys.readouterr())
    assert len(reader.boxes) == 2
    assert SECRET not in everything
    assert "KeyError" in reader.boxes[0]
    assert "groups.py:" in reader.boxes[1]
    assert "safe in the vault" in everything


def test_a_failure_with_words_is_told_in_them(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    error = UserError(DeskTrouble.NAME_MISSING)
    tell(error)
    assert words(error) in reader.boxes[0]
    assert words(error) in capsys.readouterr().err
    assert reader.formats == [Qt.TextFormat.PlainText]


def test_a_fault_that_comes_back_while_it_is_told_opens_no_second_window(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[int] = []

    def again() -> None:
        tell(ZeroDivisionError(SECRET))
        windows = QApplication.topLevelWidgets()
        boxes = [each for each in windows if isinstance(each, QMessageBox) and each.isVisible()]
        shown.append(len(boxes))
        boxes[0].accept()

    QTimer.singleShot(50, again)
    tell(ZeroDivisionError(SECRET))
    assert shown == [1]
    assert capsys.readouterr().err.count("ZeroDivisionError") == 2


def test_it_hears_what_nobody_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    last_resort.install()
    assert sys.excepthook is last_resort.explain


def test_a_key_that_interrupts_ends_the_program() -> None:
    with pytest.raises(SystemExit) as ended:
        tell(KeyboardInterrupt())
    assert ended.value.code == 130
