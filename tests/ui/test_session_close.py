"""Closing a session: the note, the follow-ups, who stayed, the next date."""

from datetime import UTC, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, Evening

from peerdesk.domain.groups import Group
from peerdesk.domain.sessions import Presence, SessionState
from peerdesk.ui import naming
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.widgets.promise_row import PromiseRow


def test_closing_keeps_the_note_and_sums_up_without_names(evening: Evening) -> None:
    session = evening.running()
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    evening.desk.sessions.mark(session.id, evening.members[1].id, Presence.APOLOGIES)
    view = evening.page.view
    view.bar.button(Step.CLOSE).click()
    view.close_step.note.editor.field.setPlainText("Themes: sleep")
    evening.clock.pass_minutes(90)
    view.close_button.click()
    closed = evening.desk.sessions.get(session.id)
    assert closed.state is SessionState.CLOSED
    assert closed.closed_at == evening.clock.moment.astimezone(UTC)
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "Themes: sleep"
    lines = view.close_step.summary.lines.text()
    assert "1 came, 1 sent apologies." in lines
    assert "A note is kept" in lines
    assert "Amina" not in lines


def test_the_story_of_a_session_is_told_at_a_glance(evening: Evening) -> None:
    session = evening.running()
    evening.desk.parking.park(session.id, "Holidays and family.")
    evening.desk.parking.park(session.id, "What Amina asked")
    kept = evening.desk.follow_ups.add(session.id, "Bring the key")
    evening.desk.follow_ups.add(session.id, "Ring the house")
    evening.desk.follow_ups.set_done(kept, done=True)
    evening.page.view.go_to(Step.CLOSE)
    began = evening.clock.moment
    evening.clock.pass_minutes(90)
    evening.page.view.close_button.click()
    lines = evening.page.view.close_step.summary.lines.text()
    assert f"From {began:%H:%M} to {evening.clock.moment:%H:%M}." in lines
    assert "2 follow-ups, 1 still open" in lines
    assert "Parked for another time: Holidays and family; What Amina asked." in lines
    naming.mask(masked=True)
    evening.page.naming_changed()
    assert "Amina" not in evening.page.view.close_step.summary.lines.text()
    naming.mask(masked=False)


def test_a_closed_session_is_reopened_by_undo_with_its_own_beginning(evening: Evening) -> None:
    session = evening.running()
    evening.page.view.go_to(Step.CLOSE)
    evening.page.view.close_button.click()
    evening.page.undo()
    reopened = evening.desk.sessions.get(session.id)
    assert reopened.state is SessionState.RUNNING
    assert reopened.opened_at == session.opened_at
    assert reopened.closed_at is None


def test_the_note_of_a_closed_session_can_still_be_edited(evening: Evening) -> None:
    session = evening.running()
    view = evening.page.view
    view.go_to(Step.CLOSE)
    view.close_button.click()
    view.close_step.note.editor.field.setPlainText("Written the next morning")
    evening.page.flush()
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "Written the next morning"


def test_a_follow_up_is_added_with_its_day_and_removed_with_undo(
    qtbot: QtBot, evening: Evening
) -> None:
    session = evening.running()
    evening.page.view.go_to(Step.CLOSE)
    part = evening.page.view.close_step.follow_ups
    qtbot.keyClicks(part.text, "Ask about the room")
    part.due.setCurrentIndex(part.due.findData("next"))
    qtbot.keyClick(part.text, Qt.Key.Key_Return)
    (added,) = evening.desk.follow_ups.of_session(session.id)
    assert added.due_on == SEVEN.date() + timedelta(days=7)
    row = part.rows.row(added.id)
    assert isinstance(row, PromiseRow)
    row.out.click()
    assert evening.desk.follow_ups.of_session(session.id) == []
    evening.page.undo()
    (back,) = evening.desk.follow_ups.of_session(session.id)
    assert (back.uid, back.text) == (added.uid, "Ask about the room")


def test_a_follow_up_that_was_typed_and_not_added_is_kept_when_the_page_is_left(
    qtbot: QtBot, evening: Evening
) -> None:
    session = evening.running()
    evening.page.view.go_to(Step.CLOSE)
    qtbot.keyClicks(evening.page.view.close_step.follow_ups.text, "Call the library")
    evening.page.flush()
    texts = [each.text for each in evening.desk.follow_ups.of_session(session.id)]
    assert texts == ["Call the library"]


def test_leaving_early_is_one_click_at_the_close(evening: Evening) -> None:
    session = evening.running()
    amina = evening.members[0]
    evening.desk.sessions.mark(session.id, amina.id, Presence.PRESENT)
    evening.page.view.go_to(Step.CLOSE)
    row = evening.page.view.close_step.stayed.rows.row(amina.id)
    row.findChild(type(evening.page.plan_button)).click()
    assert evening.presence(session, amina) is Presence.LEFT_EARLY


def test_the_next_date_is_planned_with_one_click_and_undone_without_a_trace(
    evening: Evening,
) -> None:
    evening.running()
    evening.page.view.go_to(Step.CLOSE)
    evening.page.view.close_step.next_date.plan_button.click()
    assert len(evening.desk.sessions.of_group(evening.group.id)) == 2
    evening.page.undo()
    assert len(evening.desk.sessions.of_group(evening.group.id)) == 1


def test_a_planned_session_whose_end_has_passed_is_noted_from_paper(evening: Evening) -> None:
    session = evening.desk.sessions.plan(evening.group.id, SEVEN - timedelta(days=7))
    evening.page.open(session.id)
    assert evening.page.view.start_button.text().replace("&", "") == "It took place already"
    evening.page.view.start_button.click()
    assert evening.page.paper.isVisible()
    evening.page.paper.later_button.click()
    evening.page.open(f"start:{session.id}")
    assert evening.page.paper.isVisible()
    assert evening.desk.sessions.get(session.id).state is SessionState.PLANNED


def test_a_session_that_nobody_closed_ends_when_it_was_to_end(evening: Evening) -> None:
    session = evening.running()
    evening.clock.pass_minutes(60 * 24)
    evening.page.open(session.id)
    assert "was to end long ago" in evening.page.view.run.plan.session_time.text()
    evening.page.view.go_to(Step.CLOSE)
    evening.page.view.close_button.click()
    closed = evening.desk.sessions.get(session.id)
    assert closed.opened_at == SEVEN.astimezone(UTC)
    assert closed.closed_at == (SEVEN + timedelta(minutes=90)).astimezone(UTC)


def test_a_session_that_went_on_for_longer_ends_when_it_is_closed(evening: Evening) -> None:
    session = evening.running()
    evening.clock.pass_minutes(150)
    evening.page.view.go_to(Step.CLOSE)
    evening.page.view.close_button.click()
    closed = evening.desk.sessions.get(session.id)
    assert closed.closed_at == (SEVEN + timedelta(minutes=150)).astimezone(UTC)


def test_a_group_without_fixed_dates_is_offered_to_plan_its_next_session(evening: Evening) -> None:
    loose = evening.desk.groups.save(Group(name="Now and then"))
    session = evening.desk.sessions.plan(loose.id, evening.clock.moment)
    page = evening.page
    page.open(f"start:{session.id}")
    page.view.bar.button(Step.CLOSE).click()
    offered = page.view.close_step.next_date.plan_button
    assert offered.isVisible()
    assert offered.text() == "Plan a session…"
    offered.click()
    assert page.planner.isVisible()
    assert page.planner.group.currentData() == loose.id
