"""What the tests of pages share: a page with its surroundings, and checks that fit every page."""

import gc
import math
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.timers import Ticks
from peerdesk.settings import SettingsStore
from peerdesk.ui import slices, theme
from peerdesk.ui.jobs import Jobs, Task
from peerdesk.ui.pages.page import Page, PageContext, Wishes

NOON = datetime(2026, 11, 22, 12, 0)
"""A Sunday."""

T = TypeVar("T")


class StoppedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return NOON

    def ticks(self) -> Ticks:
        return Ticks("one start", 0.0)


class MovingClock:
    """A clock that a test moves, together with what the computer counts or without it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.boot = "one start"
        self._set_by = timedelta(0)
        self._began = moment

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> Ticks:
        return Ticks(self.boot, (self.moment - self._set_by - self._began).total_seconds())

    def pass_minutes(self, minutes: float) -> None:
        self.moment += timedelta(minutes=minutes)

    def pass_seconds(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    def set(self, **by: float) -> None:
        """Somebody, or the system, sets the clock on the wall; no time passes by that."""
        self.moment += timedelta(**by)
        self._set_by += timedelta(**by)

    def start_anew(self) -> None:
        """The computer is started again, and counts from 0."""
        self.boot = f"{self.boot}, and another"
        self._began = self.moment - self._set_by


def surroundings(desk: Desk, folder: Path) -> PageContext:
    """What a window gives to its pages."""
    settings = SettingsStore(folder / "settings.json")
    return PageContext(desk, settings, Jobs(QApplication.instance()), Wishes())


def unwatched_task() -> Task:
    """What a job's work is given, where nobody looks at its progress."""
    return Task(lambda _stage: None, lambda _share: None)


def shown(qtbot: QtBot, page: Page) -> None:
    """Show a page in its usual size, refreshed after every commit as in the window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    qtbot.addWidget(page)
    page.desk.listen(page.on_change)
    page.resize(1060, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.refresh()


def everything_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing depend on how much this computer makes in a few milliseconds."""
    monkeypatch.setattr(slices, "AT_ONCE_SECONDS", math.inf)


def one_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer that is slow enough for everybody to see the pieces come."""
    monkeypatch.setattr(slices, "AT_ONCE_SECONDS", 0.0)


@contextmanager
def jobs_held_up(jobs: Jobs) -> Iterator[None]:
    """Nothing that begins in the background gets its turn before this ends."""
    gate = threading.Event()
    for _ in range(jobs._pool.maxThreadCount()):
        jobs.run(lambda _task: gate.wait())
    try:
        yield
    finally:
        gate.set()


def press_in_window(
    window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key as the system tells of it: to the window, which hands it on to what is in it."""
    handle = window.window().windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, modifier)


def without_a_name(page: QWidget) -> list[str]:
    """The controls that keys can reach and that a screen reader could not name."""
    found = []
    for control in page.findChildren(QWidget):
        inside = (
            isinstance(control.parentWidget(), QAbstractScrollArea)
            or control.objectName() == "qt_spinbox_lineedit"
            or control.focusProxy() is not None
            or control.window() is not page.window()
        )
        reachable = bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if reachable and not inside and not _spoken_name(control):
            found.append(f"{type(control).__name__} {control.objectName()}")
    return found


def _spoken_name(control: QWidget) -> str:
    """What a screen reader is given; a check box is named by its own text."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def too_small(page: QWidget, least: int = 32) -> list[str]:
    """The visible controls that are lower than `least` pixels, the native boxes aside."""
    return [
        f"{control.accessibleName()} {control.height()}"
        for control in page.findChildren(QWidget)
        if control.isVisible()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.accessibleName()
        and control.inherits("QPushButton")
        and control.height() < least
    ]


def is_freed(make: Callable[[], Page]) -> bool:
    """Whether nothing holds a page any more once it was closed."""
    page = make()
    page.refresh()
    kept = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return kept() is None


def after_two_seconds(parent: QObject, look: Callable[[], T]) -> list[T]:
    """What `look` gives two seconds from now: still empty until then.

    The seconds are those of the event loop. What is to happen by then has a timer of its own, and
    of two that have ended the earlier comes first, however long the machine stood still.
    """
    seen: list[T] = []
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: seen.append(look()))
    timer.start(2000)
    return seen
