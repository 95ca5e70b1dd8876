"""Locking when nobody is there, with a clock that is moved by hand."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from checks import press_in_window
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from peerdesk.ui.idle import IdleWatch


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 12)

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QObject]:
    held = QObject()
    yield held
    held.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def watch(parent: QObject, clock: MovedClock) -> IdleWatch:
    return IdleWatch(5, clock, parent)


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    return line


@pytest.fixture
def locks(watch: IdleWatch) -> list[datetime]:
    """The moments at which a lock was asked for."""
    heard: list[datetime] = []
    watch.must_lock.connect(lambda: heard.append(watch._clock.now()))
    return heard


def test_after_the_minutes_it_locks_and_not_before(
    watch: IdleWatch, clock: MovedClock, locks: list[datetime]
) -> None:
    clock.move(minutes=5, seconds=-1)
    watch.look()
    assert locks == []
    clock.move(seconds=1)
    watch.look()
    assert len(locks) == 1


def test_a_key_begins_the_minutes_anew(
    qtbot: QtBot, watch: IdleWatch, clock: MovedClock, field: QLineEdit, locks: list[datetime]
) -> None:
    clock.move(minutes=4)
    press_in_window(field, Qt.Key.Key_A)
    clock.move(minutes=4)
    watch.look()
    assert locks == []


def test_so_does_a_click(
    qtbot: QtBot, watch: IdleWatch, clock: MovedClock, field: QLineEdit, locks: list[datetime]
) -> None:
    clock.move(minutes=4)
    QTest.mouseClick(field.window().windowHandle(), Qt.MouseButton.LeftButton)
    clock.move(minutes=4)
    watch.look()
    assert locks == []


def test_a_computer_that_slept_for_an_hour_locks_at_its_first_look(
    watch: IdleWatch, clock: MovedClock, locks: list[datetime]
) -> None:
    clock.move(hours=1)
    watch.look()
    assert len(locks) == 1


def test_the_key_that_wakes_the_computer_does_not_keep_it_open(
    qtbot: QtBot, watch: IdleWatch, clock: MovedClock, field: QLineEdit, locks: list[datetime]
) -> None:
    clock.move(hours=1)
    press_in_window(field, Qt.Key.Key_A)
    assert len(locks) == 1


def test_a_clock_that_was_set_back_is_no_reason_to_lock_nor_to_stay_open_longer(
    watch: IdleWatch, clock: MovedClock, locks: list[datetime]
) -> None:
    clock.move(hours=-2)
    watch.look()
    assert locks == []
    clock.move(minutes=5)
    watch.look()
    assert len(locks) == 1


def test_a_clock_that_was_set_forward_locks(
    watch: IdleWatch, clock: MovedClock, locks: list[datetime]
) -> None:
    clock.move(days=365)
    watch.look()
    assert len(locks) == 1


def test_another_limit_holds_from_now_on(
    watch: IdleWatch, clock: MovedClock, locks: list[datetime]
) -> None:
    clock.move(minutes=4)
    watch.set_minutes(1)
    watch.look()
    assert locks == []
    clock.move(minutes=1)
    watch.look()
    assert len(locks) == 1


def test_it_looks_by_itself(
    qtbot: QtBot, watch: IdleWatch, clock: MovedClock, locks: list[datetime]
) -> None:
    clock.move(hours=1)
    qtbot.waitUntil(lambda: len(locks) == 1)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_move_in_a_menu_that_is_open_counts_as_well(
    qtbot: QtBot, watch: IdleWatch, clock: MovedClock, field: QLineEdit, locks: list[datetime]
) -> None:
    menu = QMenu(field)
    menu.addAction("Something")
    menu.popup(QPoint(200, 200))
    watch.look()
    clock.move(minutes=4)
    QTest.mouseMove(menu.windowHandle(), QPoint(5, 5))
    clock.move(minutes=4)
    watch.look()
    assert locks == []
    menu.close()
