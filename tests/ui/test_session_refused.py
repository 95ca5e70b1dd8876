"""What the disk refuses in a session is not shown as if it were kept, and no typed word goes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot
from session_kit import Evening

from peerdesk.desk.desk import Desk
from peerdesk.domain.access import AccessKind
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.pages.sessions.run import Tab
from peerdesk.ui.pages.sessions.steps import Step


@contextmanager
def refusing(desk: Desk) -> Iterator[None]:
    """SQLite refuses every write meanwhile, as on a disk that is full or write-protected."""
    desk.connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        desk.connection.execute("PRAGMA query_only = OFF")


@pytest.fixture
def session(evening: Evening) -> Session:
    begun = evening.running()
    evening.desk.sessions.mark(begun.id, evening.members[0].id, Presence.PRESENT)
    return begun


def told(evening: Evening) -> str:
    """What the banner says; it is put away for what comes next."""
    words = evening.page.banner.text
    evening.page.banner.clear()
    return words


def test_a_mark_that_was_refused_is_not_shown(evening: Evening, session: Session) -> None:
    bo = evening.members[1]
    button = evening.row(bo)._buttons[Presence.PRESENT]
    with refusing(evening.desk):
        button.click()
        assert not button.isChecked()
        assert told(evening)
        evening.page.view.run.attendance.arrivals.more.click()
        assert evening.page.view.run.attendance.arrivals.guests.text() == "Guests: 0"
        assert told(evening)
    button.click()
    assert button.isChecked()
    assert evening.presence(session, bo) is Presence.PRESENT


@pytest.mark.usefixtures("session")
def test_a_name_a_topic_and_a_promise_that_were_refused_stay_in_their_fields(
    qtbot: QtBot, evening: Evening
) -> None:
    run = evening.page.view.run
    name = run.attendance.arrivals.name
    with refusing(evening.desk):
        name.setFocus()
        qtbot.keyClicks(name, "Eshe")
        qtbot.keyClick(name, Qt.Key.Key_Return)
        assert name.text() == "Eshe"
        assert told(evening)
        run.tabs.setCurrentIndex(Tab.PARKED)
        qtbot.keyClicks(run.parking.text, "How to say no")
        qtbot.keyClick(run.parking.text, Qt.Key.Key_Return)
        assert run.parking.text.text() == "How to say no"
        assert told(evening)
        evening.page.view.go_to(Step.CLOSE)
        promised = evening.page.view.close_step.follow_ups.text
        qtbot.keyClicks(promised, "Bring the poster")
        qtbot.keyClick(promised, Qt.Key.Key_Return)
        assert promised.text() == "Bring the poster"
        assert told(evening)
    qtbot.keyClick(promised, Qt.Key.Key_Return)
    assert promised.text() == ""


def test_a_tick_that_was_refused_is_taken_back(evening: Evening, session: Session) -> None:
    desk, view = evening.desk, evening.page.view
    desk.access.add(evening.members[0].id, AccessKind.NEAR_DOOR)
    desk.parking.park(session.id, "How to say no")
    desk.follow_ups.add(session.id, "Bring the poster")
    view.run.tabs.setCurrentIndex(Tab.PARKED)
    parked = only(view.run.parking.findChildren(QCheckBox))
    view.go_to(Step.CLOSE)
    promise = only(view.close_step.follow_ups.findChildren(QCheckBox))
    early = view.close_step.stayed.rows.row(evening.members[0].id).findChild(QPushButton)
    assert isinstance(early, QPushButton)
    view.go_to(Step.PREPARE)
    line = next(iter(view.prepare.checklist.lines.values())).box
    need = view.prepare.expected.boxes[evening.members[0].id]
    steps = {parked: Step.RUN, promise: Step.CLOSE, early: Step.CLOSE, line: Step.PREPARE}
    for control, step in {**steps, need: Step.PREPARE}.items():
        view.go_to(step)
        with refusing(desk):
            control.click()
            assert not control.isChecked(), control.accessibleName()
            assert told(evening), control.accessibleName()


def test_a_turn_that_was_refused_is_not_shown(evening: Evening, session: Session) -> None:
    evening.desk.sessions.mark(session.id, evening.members[1].id, Presence.PRESENT)
    run = evening.page.view.run
    run.tabs.setCurrentIndex(Tab.ROUND)
    run.round.setup.begin_button.click()
    with refusing(evening.desk):
        run.round.next.click()
        assert run.round.who.text() == "A · 1 of 2"
        assert told(evening)
        run.round.hold.click()
        assert not run.round.hold.isChecked()
        run.round.initials.click()
        assert run.round.initials.isChecked()
        run.round.list.move_wanted.emit(0, 1)
        assert [entry.title for entry in run.round.list.entries] == ["A", "B"]
        run.plan.next.click()
        assert run.plan.now_label.text() == "Welcome"
        assert told(evening)
    run.round.next.click()
    assert run.round.who.text() == "B · 2 of 2"


def only(found: list[QCheckBox]) -> QCheckBox:
    (one,) = found
    return one
