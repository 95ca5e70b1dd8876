"""A session that took place already: from the planner to a closed one in a few clicks."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import checks
from PySide6.QtCore import QDate
from session_kit import SEVEN, Evening, agree_on_general

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import Presence, Session, SessionState
from peerdesk.ui.pages.sessions.from_paper import FromPaper

LAST_WEEK = SEVEN - timedelta(days=7)


def begun(evening: Evening) -> FromPaper:
    """Last week's session, being noted."""
    page = evening.page
    page.begin_new()
    page.planner.day.setDate(QDate(LAST_WEEK.year, LAST_WEEK.month, LAST_WEEK.day))
    page.planner.paper_button.click()
    return page.paper


def kept(evening: Evening) -> Session:
    return evening.desk.sessions.get(evening.page.session_id)


def test_a_day_to_come_is_planned_and_a_past_one_noted(evening: Evening) -> None:
    planner = evening.page.planner
    evening.page.begin_new()
    assert planner.plan_button.isVisible()
    assert not planner.paper_button.isVisible()
    paper = begun(evening)
    assert paper.isVisible()
    assert kept(evening).starts_at == LAST_WEEK


def test_ticks_a_script_a_note_and_one_click_make_a_closed_session(evening: Evening) -> None:
    agree_on_general(evening)
    paper = begun(evening)
    amina, bo, _ = evening.members
    paper.who.boxes[amina.id].click()
    paper.who.boxes[bo.id].click()
    paper.who.arrivals.more.click()
    paper.note.editor.field.setPlainText("About sleep.")
    paper.close_button.click()
    session = kept(evening)
    assert session.state is SessionState.CLOSED
    assert session.opened_at == LAST_WEEK.astimezone(UTC)
    assert session.closed_at == (LAST_WEEK + timedelta(minutes=90)).astimezone(UTC)
    assert session.guests == 1
    assert (session.version_id is not None, session.form) == (True, ReadingForm.FULL)
    assert evening.desk.sessions.attendance(session.id) == {
        amina.id: Presence.PRESENT,
        bo.id: Presence.PRESENT,
    }
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "About sleep."
    assert evening.page.view.isVisible()


def test_closing_is_taken_back_with_all_that_was_noted(evening: Evening) -> None:
    paper = begun(evening)
    paper.who.everybody.click()
    paper.close_button.click()
    evening.page.undo()
    session = kept(evening)
    assert session.state is SessionState.PLANNED
    assert len(evening.desk.sessions.attendance(session.id)) == 3


def test_without_an_agreement_of_that_day_nothing_was_read_unless_it_is_said(
    evening: Evening,
) -> None:
    paper = begun(evening)
    assert paper.read.chosen is None
    assert not paper.read.form.isEnabled()
    paper.close_button.click()
    assert kept(evening).read_at is None


def test_beginning_is_taken_back_without_a_trace(evening: Evening) -> None:
    begun(evening)
    evening.page.undo()
    assert evening.desk.sessions.of_group(evening.group.id) == []
    assert not evening.page.banner.isVisible()


def test_taking_it_back_shows_another_session_and_keeps_what_was_noted(evening: Evening) -> None:
    planned = evening.planned()
    paper = begun(evening)
    noted = evening.page.session_id
    paper.who.everybody.click()
    evening.page.undo()
    assert evening.desk.sessions.get(noted).state is SessionState.CANCELLED
    assert len(evening.desk.sessions.attendance(noted)) == 3
    assert evening.page.session_id == planned.id
    assert not evening.page.banner.isVisible()


def test_what_was_entered_is_there_after_a_crash(evening: Evening) -> None:
    paper = begun(evening)
    (amina, *_) = evening.members
    paper.who.boxes[amina.id].click()
    paper.note.editor.field.setPlainText("Half a")
    evening.page.flush()
    paper.later_button.click()
    again = begun(evening)
    assert again.who.boxes[amina.id].isChecked()
    assert again.note.editor.field.toPlainText() == "Half a"


def test_a_group_that_writes_nothing_down_has_no_field_for_a_note(evening: Evening) -> None:
    group = evening.desk.groups.get(evening.group.id)
    evening.desk.groups.save(replace(group, note_policy=NotePolicy.CONTENT_FREE))
    paper = begun(evening)
    assert not paper.note.editor.isVisible()
    paper.close_button.click()
    assert kept(evening).state is SessionState.CLOSED


def test_somebody_who_left_since_can_be_ticked(evening: Evening) -> None:
    (amina, *_) = evening.members
    (membership,) = evening.desk.members.memberships(amina.id)
    evening.desk.members.leave(membership, date(2026, 11, 20))
    assert amina.id in begun(evening).who.boxes


def test_a_closed_session_of_that_moment_is_only_shown(evening: Evening) -> None:
    session = evening.desk.sessions.plan(evening.group.id, LAST_WEEK)
    evening.desk.sessions.start(session.id)
    evening.desk.sessions.close(session.id)
    paper = begun(evening)
    assert evening.page.session_id == session.id
    assert not paper.isVisible()
    assert evening.page.view.isVisible()


def test_every_control_has_a_name_and_is_large_enough(evening: Evening) -> None:
    begun(evening)
    assert checks.without_a_name(evening.page) == []
    assert checks.too_small(evening.page) == []
