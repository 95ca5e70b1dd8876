"""Preparing a session: a plan made to fit, roles, the room, where to turn, what waits."""

from datetime import date, timedelta

import checks
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, Evening

from peerdesk.domain.access import AccessKind
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.members import Role
from peerdesk.domain.running import TonightRole
from peerdesk.domain.sessions import AgendaKind, Session
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.prepare import PrepareStep


@pytest.fixture
def session(evening: Evening) -> Session:
    return evening.planned()


@pytest.fixture
def prepare(evening: Evening, session: Session) -> PrepareStep:
    assert evening.page.session_id == session.id
    return evening.page.view.prepare


def plan(evening: Evening) -> list[tuple[AgendaKind, int]]:
    items = evening.desk.sessions.agenda(evening.page.session_id)
    return [(item.kind, item.minutes) for item in items]


def test_each_part_says_when_it_begins(prepare: PrepareStep) -> None:
    marks = [entry.mark for entry in prepare.agenda.editor.items.entries]
    assert marks[:3] == ["19:00 · 5 min", "19:05 · 10 min", "19:15 · 20 min"]


def test_a_part_is_dragged_to_another_place(evening: Evening, prepare: PrepareStep) -> None:
    before = plan(evening)
    prepare.agenda.editor.items.dropped.emit("0", "2", True)
    assert plan(evening)[:3] == [before[1], before[2], before[0]]
    assert prepare.agenda.editor.items.current_key == 2
    prepare.agenda.editor.items.dropped.emit("2", "0", False)
    assert plan(evening) == before


def test_a_plan_that_is_too_long_is_made_to_fit_and_back(
    evening: Evening, prepare: PrepareStep
) -> None:
    assert prepare.agenda.fit.isHidden()
    prepare.agenda.editor.add.click()
    longer = plan(evening)
    prepare.agenda.fit.click()
    assert sum(minutes for _, minutes in plan(evening)) == 90
    assert "Adds up" in prepare.agenda.editor.below_list.text()
    assert prepare.agenda.fit.isHidden()
    evening.page.undo()
    assert plan(evening) == longer


def test_roles_are_as_usual_unless_somebody_else_does_it_tonight(
    evening: Evening, session: Session, prepare: PrepareStep
) -> None:
    amina, _, carla = evening.members
    (membership,) = evening.desk.members.memberships(amina.id)
    evening.desk.members.change_role(membership, Role.FACILITATOR)
    choice = prepare.roles.choices[TonightRole.FACILITATOR]
    assert choice.currentText() == "As usual: Amina"
    choice.setCurrentIndex(choice.findData(carla.id))
    choice.activated.emit(choice.currentIndex())
    assert evening.desk.tonight.roles(session.id) == {TonightRole.FACILITATOR: carla.id}
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert evening.desk.tonight.roles(session.id) == {}
    assert choice.currentText() == "As usual: Amina"


def test_what_is_ready_in_the_room_is_ticked_and_kept(
    evening: Evening, session: Session, prepare: PrepareStep
) -> None:
    first = next(iter(prepare.checklist.lines.values()))
    first.box.click()
    assert prepare.checklist.state.text() == "1 of 7 ready"
    assert len(evening.desk.tonight.ready(session.id)) == 1
    evening.page.open(session.id)
    assert next(iter(prepare.checklist.lines.values())).box.isChecked()


def test_what_people_need_is_ticked_until_the_session_is_over(
    qtbot: QtBot, evening: Evening, session: Session, prepare: PrepareStep
) -> None:
    amina, bo, _ = evening.members
    evening.desk.access.add(amina.id, AccessKind.NEAR_DOOR)
    evening.desk.access.add(bo.id, AccessKind.LARGE_PRINT)
    boxes = prepare.expected.boxes
    boxes[amina.id].click()
    assert evening.desk.tonight.needs_ready(session.id) == {amina.id}
    again = SessionsPage(evening.page.context, evening.clock)
    checks.shown(qtbot, again)
    again.open(session.id)
    ticked = [key for key, box in again.view.prepare.expected.boxes.items() if box.isChecked()]
    assert ticked == [amina.id]
    boxes[amina.id].click()
    assert evening.desk.tonight.needs_ready(session.id) == frozenset()
    assert not boxes[bo.id].isChecked()


def test_a_group_has_a_list_of_its_own_as_it_is_typed(
    qtbot: QtBot, evening: Evening, prepare: PrepareStep
) -> None:
    card = prepare.checklist
    card.change.click()
    card.field.selectAll()
    qtbot.keyClicks(card.field, "Tea")
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    qtbot.keyClicks(card.field, "Lamp on")
    evening.page.flush()
    assert evening.desk.tonight.checklist(evening.group.id) == ("Tea", "Lamp on")
    card.done.click()
    assert list(card.lines) == ["Tea", "Lamp on"]


def test_where_to_turn_says_when_it_was_checked_and_is_checked_with_one_click(
    evening: Evening, prepare: PrepareStep
) -> None:
    assert "nothing here yet" in prepare.turn_to.listed.text()
    line = CrisisResource(
        group_id=evening.group.id, name="Night line", reach="555", checked_on=date(2026, 5, 2)
    )
    evening.desk.crisis_resources.arrange(evening.group.id, (line,))
    assert prepare.turn_to.listed.text() == "Night line: 555"
    assert "2 May 2026" in prepare.turn_to.checked.text()
    prepare.turn_to.check.click()
    assert "24 November 2026" in prepare.turn_to.checked.text()
    assert prepare.turn_to.check.isHidden()
    evening.page.undo()
    assert "2 May 2026" in prepare.turn_to.checked.text()


def test_what_was_parked_last_time_waits_until_it_is_taken_up(
    evening: Evening, prepare: PrepareStep
) -> None:
    earlier = evening.desk.sessions.plan(evening.group.id, SEVEN - timedelta(days=7))
    topic = evening.desk.parking.park(earlier.id, "How to say no")
    (row,) = prepare.waiting.rows.rows
    row.box.click()
    assert evening.desk.parking.waiting(evening.group.id) == []
    evening.page.undo()
    assert [each.id for each in evening.desk.parking.waiting(evening.group.id)] == [topic.id]
