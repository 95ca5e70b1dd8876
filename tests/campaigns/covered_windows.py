"""A program with windows on two screens, all of one colour, and the curtain over them.

Its argument names what stands in front. It says "ready", with the middle of each window as screen,
left and top, and then the moment at which each F9 was handled.
"""

import sys
import time

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QToolTip,
    QWidget,
)

from peerdesk.ui.curtain import Curtain
from peerdesk.ui.file_choosing import leave_no_history

STYLE = """
QWidget { background-color: #ff00ff; color: #ff00ff; border: none; }
QToolTip { background-color: #ff00ff; color: #ff00ff; border: none; }
QWidget#curtain, QWidget#curtain * { background-color: #ffffff; color: #000000; }
"""
NAMES = ["Wilhelmina", "Wilfred", "Wilma"]


class TimedCurtain(Curtain):
    """Says when it is down."""

    def drop(self) -> None:
        """Cover everything, then say so."""
        super().drop()
        say(f"handled {time.monotonic()}")


class Windows:
    """The windows that are to be covered."""

    def __init__(self) -> None:
        self.main = window(0, QPoint(40, 40))
        self.other = window(1, QPoint(60, 60))
        self.curtain = TimedCurtain(self.main)
        QShortcut(QKeySequence("F9"), self.main, self.curtain.toggle)
        self.field = QLineEdit(self.main)
        self.field.show()
        self.shown = [self.main, self.other]

    def open_in_front(self, what: str) -> None:
        """Show what the argument names over the main window."""
        if what == "a dialog":
            self.show(QDialog(self.main), modal=True)
        elif what == "a file dialog":
            self.show(QFileDialog(self.main), modal=True)
        elif what == "a menu":
            menu = QMenu(self.main)
            for name in NAMES:
                menu.addAction(name)
            menu.popup(QPoint(500, 300))
            self.shown.append(menu)
        elif what == "a list of choices":
            completer = QCompleter(NAMES, self.field)
            self.field.setCompleter(completer)
            self.field.setFocus()
            self.field.setText("Wil")
            completer.complete()
            self.shown.append(completer.popup())
        elif what == "a hint":
            QToolTip.showText(QPoint(500, 300), "Wilhelmina " * 9, self.main, QRect(), 60_000)
            self.shown += [each for each in QApplication.topLevelWidgets() if is_hint(each)]

    def show(self, dialog: QDialog, *, modal: bool) -> None:
        """Open a dialog beside the middle of the main window."""
        dialog.setModal(modal)
        dialog.setGeometry(500, 300, 500, 400)
        dialog.show()
        dialog.activateWindow()
        self.shown.append(dialog)

    def middles(self) -> str:
        """The middle of each window that is shown."""
        screens = QApplication.screens()
        places = []
        for each in self.shown:
            middle = each.mapToGlobal(each.rect().center())
            places.append(f"{screens.index(each.screen())},{middle.x()},{middle.y()}")
        return " ".join(places)


def window(screen: int, place: QPoint) -> QWidget:
    made = QWidget()
    made.setScreen(QApplication.screens()[screen])
    made.setGeometry(place.x(), place.y(), 700, 500)
    made.show()
    return made


def is_hint(widget: QWidget) -> bool:
    return widget.isVisible() and widget.windowType() is Qt.WindowType.ToolTip


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def turn_over(application: QApplication, seconds: float) -> None:
    """Let the windows be laid out and painted."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        application.processEvents()


def main() -> int:
    """Show the windows, and go on until the process is ended."""
    application = QApplication(["covered", "-style", "Fusion"])
    application.setStyleSheet(STYLE)
    leave_no_history()
    windows = Windows()
    turn_over(application, 0.2)
    windows.main.activateWindow()
    windows.open_in_front(sys.argv[1])
    turn_over(application, 0.2)
    say(f"ready {windows.middles()}")
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
