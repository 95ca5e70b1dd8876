"""The Sessions page: prepare, run, close, in a real page on a real vault."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import checks
import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.access import AccessKind
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.scripts import (
    Manner,
    ReadingForm,
    RuleItem,
    RuleTopic,
    ScriptText,
    Segment,
    SegmentKind,
)
from peerdesk.domain.sessions import Presence, Session, SessionState
from peerdesk.ui.pages.sessions import SessionsPage
from peerdesk.ui.pages.sessions.attendance import AttendeeRow
from peerdesk.ui.pages.sessions.follow_ups import FollowUpRow
from peerdesk.ui.pages.sessions.reading_place import ReadingPlace, rules_read, words_of
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.widgets.agreeing import AgreeingRow
from peerdesk.ui.widgets.rows import OneLine

TUESDAY = datetime(2026, 11, 24, 18, 30)
SEVEN = TUESDAY.replace(hour=19, minute=0)
NAMES = ("Amina", "Bo", "Carla")


class MovingClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = TUESDAY

    def now(self) -> datetime:
        return self.moment

    def pass_minutes(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


@dataclass
class Evening:
    """A group of three on a Tuesday evening, and its page."""

    desk: Desk
    clock: MovingClock
    page: SessionsPage
    group: Group
    members: list[Member]

    def planned(self) -> Session:
        """Tonight's session, shown at its first step."""
        session = self.desk.sessions.plan(self.group.id, SEVEN)
        self.page.open(session.id)
        return session

    def running(self) -> Session:
        """Tonight's session, just begun."""
        session = self.planned()
        self.clock.moment = SEVEN
        self.page.open(f"start:{session.id}")
        return self.desk.sessions.get(session.id)

    def row(self, member: Member) -> AttendeeRow:
        row = self.page.view.run.attendance.rows.row(member.id)
        assert isinstance(row, AttendeeRow)
        return row

    def presence(self, session: Session, member: Member) -> Presence | None:
        return self.desk.sessions.attendance(session.id).get(member.id)


def weekly(name: str = "Tuesday circle", policy: NotePolicy = NotePolicy.THEMES) -> Group:
    return Group(
        name=name,
        recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
        first_date=date(2026, 9, 1),
        start_time=time(19),
        note_policy=policy,
    )


@pytest.fixture
def empty_page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> SessionsPage:
    page = SessionsPage(checks.surroundings(desk, tmp_path), MovingClock())
    checks.shown(qtbot, page)
    return page


@pytest.fixture
def evening(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Evening:
    group = desk.groups.save(weekly())
    members = [
        desk.members.add_to_group(Member(chosen_name=name, joined_on=date(2026, 9, 1)), group.id)
        for name in NAMES
    ]
    clock = MovingClock()
    page = SessionsPage(checks.surroundings(desk, tmp_path), clock)
    checks.shown(qtbot, page)
    return Evening(desk, clock, page, group, members)


def agree_on_general(evening: Evening) -> int:
    """Make the general script the group's agreement; gives the agreement's id."""
    general = next(each for each in evening.desk.scripts.all() if each.origin == "general")
    version = evening.desk.scripts.latest(general.id)
    return evening.desk.agreements.take(evening.group.id, version.id, date(2026, 9, 1)).id


# Beginning


def test_without_a_group_the_empty_page_leads_to_adding_one(
    qtbot: QtBot, empty_page: SessionsPage
) -> None:
    wishes = []
    empty_page.context.wishes.go.connect(lambda *wish: wishes.append(wish))
    visible = [
        each for each in empty_page.findChildren(type(empty_page.plan_button)) if each.isVisible()
    ]
    (add,) = [each for each in visible if each.text() == "Add a group"]
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert wishes == [("groups", "new")]


def test_a_new_session_is_proposed_on_the_next_date_of_the_schedule(evening: Evening) -> None:
    evening.page.begin_new()
    evening.page.planner.plan_button.click()
    (session,) = evening.desk.sessions.of_group(evening.group.id)
    assert session.starts_at == SEVEN
    assert evening.page.session_id == session.id
    assert evening.page.view.step is Step.PREPARE


def test_a_date_that_is_planned_already_is_not_proposed_again(evening: Evening) -> None:
    evening.planned()
    evening.page.begin_new()
    evening.page.planner.plan_button.click()
    assert evening.page.session().starts_at == SEVEN + timedelta(days=7)


def test_planning_can_be_left_without_a_trace(evening: Evening) -> None:
    session = evening.planned()
    evening.page.begin_new()
    evening.page.planner.cancel_button.click()
    assert evening.page.session_id == session.id
    assert len(evening.desk.sessions.of_group(evening.group.id)) == 1


def test_the_key_of_another_page_plans_and_shows_a_session(evening: Evening) -> None:
    evening.page.open(f"plan:{evening.group.id}:{SEVEN.isoformat()}")
    evening.page.open(f"plan:{evening.group.id}:{SEVEN.isoformat()}")
    (session,) = evening.desk.sessions.of_group(evening.group.id)
    assert evening.page.session_id == session.id


def test_the_list_has_what_runs_before_what_is_planned_and_what_has_been(evening: Evening) -> None:
    desk, group = evening.desk, evening.group
    past = desk.sessions.plan(group.id, SEVEN - timedelta(days=7))
    desk.sessions.start(past.id)
    desk.sessions.close(past.id)
    later = desk.sessions.plan(group.id, SEVEN + timedelta(days=7))
    now = evening.running()
    keys = [entry.key for entry in evening.page.listing.list.entries if not entry.heading]
    assert keys == [now.id, later.id, past.id]


def test_opening_a_session_shows_it_whatever_group_the_list_is_narrowed_to(
    evening: Evening,
) -> None:
    other = evening.desk.groups.save(weekly("Thursday circle"))
    session = evening.desk.sessions.plan(evening.group.id, SEVEN)
    listing = evening.page.listing
    listing.filter.setCurrentIndex(listing.filter.findData(other.id))
    assert session.id not in [entry.key for entry in listing.list.entries]
    evening.page.open(session.id)
    assert listing.list.current_key == session.id


# Prepare


def test_typing_a_title_in_the_plan_saves_it(qtbot: QtBot, evening: Evening) -> None:
    session = evening.planned()
    agenda = evening.page.view.prepare.agenda.editor
    qtbot.keyClicks(agenda.title, "Hello everyone")
    qtbot.waitUntil(
        lambda: evening.desk.sessions.agenda(session.id)[0].title == "Hello everyone", timeout=3000
    )


def test_alt_and_an_arrow_key_move_a_part_of_the_plan(qtbot: QtBot, evening: Evening) -> None:
    session = evening.planned()
    before = [item.kind for item in evening.desk.sessions.agenda(session.id)]
    agenda = evening.page.view.prepare.agenda.editor
    agenda.items.choose(1)
    qtbot.keyClick(agenda.items, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = [item.kind for item in evening.desk.sessions.agenda(session.id)]
    assert after == [before[1], before[0], *before[2:]]
    assert agenda.items.current_key == 0


def test_removing_a_part_of_the_plan_can_be_undone(evening: Evening) -> None:
    session = evening.planned()
    before = [item.kind for item in evening.desk.sessions.agenda(session.id)]
    evening.page.view.prepare.agenda.editor.remove.click()
    assert len(evening.desk.sessions.agenda(session.id)) == len(before) - 1
    evening.page.undo()
    assert [item.kind for item in evening.desk.sessions.agenda(session.id)] == before


def test_the_plan_says_gently_when_it_is_longer_than_the_session(evening: Evening) -> None:
    session = evening.planned()
    evening.page.view.prepare.agenda.editor.add.click()
    assert evening.desk.sessions.get(session.id).minutes == 90
    assert "10 more" in evening.page.view.prepare.agenda.editor.below_list.text()


def test_another_day_and_length_are_saved_as_typed(evening: Evening) -> None:
    session = evening.planned()
    when = evening.page.view.prepare.when
    when.day.setDate(QDate(2026, 11, 25))
    when.minutes.setValue(75)
    evening.page.flush()
    moved = evening.desk.sessions.get(session.id)
    assert moved.starts_at == SEVEN + timedelta(days=1)
    assert moved.minutes == 75


def test_a_refresh_keeps_what_is_being_typed(qtbot: QtBot, evening: Evening) -> None:
    evening.planned()
    title = evening.page.view.prepare.agenda.editor.title
    title.setFocus()
    qtbot.keyClicks(title, "Half a tit")
    evening.desk.members.save(replace(evening.members[0], chosen_name="Amina B"))
    assert title.text() == "Half a tit"
    assert title.hasFocus()


def test_prepare_names_who_is_new_who_has_not_agreed_and_what_people_need(
    evening: Evening,
) -> None:
    agreement = agree_on_general(evening)
    amina, bo, _ = evening.members
    evening.desk.agreements.acknowledge(agreement, [amina.id, bo.id])
    earlier = evening.desk.sessions.plan(evening.group.id, SEVEN - timedelta(days=7))
    for member in (amina, bo):
        evening.desk.sessions.mark(earlier.id, member.id, Presence.PRESENT)
    evening.desk.access.add(amina.id, AccessKind.LARGE_PRINT)
    evening.desk.access.add(amina.id, AccessKind.OTHER, "the blue chair")
    evening.planned()
    prepare = evening.page.view.prepare
    assert prepare.expected.new.text() == "First time here: Carla"
    assert prepare.expected.not_agreed.text() == "Have not agreed yet: Carla"
    (box,) = prepare.expected._boxes
    assert box.accessibleName() == "Ready: Large print; the blue chair (Amina)"
    assert prepare.reading.form.currentData() == ReadingForm.NEWCOMER.value


def test_a_chosen_form_is_kept_and_nothing_counts_as_read(evening: Evening) -> None:
    session = evening.planned()
    form = evening.page.view.prepare.reading.form
    form.setCurrentIndex(form.findData(ReadingForm.SHORT.value))
    form.activated.emit(form.currentIndex())
    kept = evening.desk.sessions.get(session.id)
    assert kept.form is ReadingForm.SHORT
    assert kept.read_at is None


def test_ticking_an_open_follow_up_can_be_undone(evening: Evening) -> None:
    earlier = evening.desk.sessions.plan(evening.group.id, SEVEN - timedelta(days=7))
    promise = evening.desk.follow_ups.add(earlier.id, "Bring leaflets")
    evening.planned()
    row = evening.page.view.prepare.follow_ups.rows.row(promise.id)
    assert isinstance(row, FollowUpRow)
    row.box.click()
    assert evening.desk.follow_ups.of_group_open(evening.group.id) == []
    evening.page.undo()
    assert len(evening.desk.follow_ups.of_group_open(evening.group.id)) == 1


def test_cancelling_a_session_can_be_undone(evening: Evening) -> None:
    session = evening.planned()
    evening.page.view.cancel_button.click()
    assert evening.desk.sessions.get(session.id).state is SessionState.CANCELLED
    evening.page.undo()
    assert evening.desk.sessions.get(session.id).state is SessionState.PLANNED


def test_a_long_need_wraps_in_place_of_being_cut(qtbot: QtBot, evening: Evening) -> None:
    needs = "A chair with arms near the door, and the window open when it is warm. " * 2
    for number in range(3):
        evening.desk.access.add(evening.members[0].id, AccessKind.OTHER, f"{number} {needs}")
    evening.planned()
    QTest.qWait(1)
    expected = evening.page.view.prepare.expected
    (box,) = expected._boxes
    words = next(each for each in box.parentWidget().findChildren(QLabel) if each.text())
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert words.height() > 3 * words.fontMetrics().height()


# Starting on another day


def days_away(evening: Evening) -> Session:
    return evening.desk.sessions.plan(evening.group.id, SEVEN + timedelta(days=7))


def banner_button(page: SessionsPage, text: str) -> QPushButton:
    (found,) = [each for each in page.banner.findChildren(QPushButton) if each.text() == text]
    return found


@pytest.mark.parametrize("way", ["key", "button", "today"])
def test_a_session_that_is_days_away_is_not_started_without_a_question(
    qtbot: QtBot, evening: Evening, way: str
) -> None:
    session = days_away(evening)
    if way == "today":
        evening.page.open(f"start:{session.id}")
    else:
        evening.page.open(session.id)
    if way == "key":
        qtbot.keyClick(evening.page, Qt.Key.Key_F5)
        qtbot.keyClick(evening.page, Qt.Key.Key_F5)
    elif way == "button":
        evening.page.view.start_button.click()
    assert evening.desk.sessions.get(session.id) == session
    assert evening.page.view.step is Step.PREPARE
    assert evening.page.banner.text == "This session is planned for Tue 1 Dec."


def test_a_session_that_is_days_away_can_be_moved_to_today_and_back(
    qtbot: QtBot, evening: Evening
) -> None:
    session = days_away(evening)
    evening.page.open(f"start:{session.id}")
    qtbot.mouseClick(banner_button(evening.page, "Start it today"), Qt.MouseButton.LeftButton)
    begun = evening.desk.sessions.get(session.id)
    assert (begun.state, begun.starts_at) == (SessionState.RUNNING, TUESDAY)
    assert evening.page.view.step is Step.RUN
    evening.page.undo()
    back = evening.desk.sessions.get(session.id)
    assert replace(back, updated_at=session.updated_at) == session


def test_the_question_goes_with_the_session_it_was_about(evening: Evening) -> None:
    evening.page.open(f"start:{days_away(evening).id}")
    evening.planned()
    assert evening.page.banner.text == ""


def test_a_session_that_went_past_midnight_is_started_without_a_question(
    evening: Evening,
) -> None:
    session = evening.desk.sessions.plan(evening.group.id, SEVEN.replace(hour=23))
    evening.clock.moment = SEVEN.replace(hour=0) + timedelta(days=1)
    evening.page.open(f"start:{session.id}")
    assert evening.desk.sessions.get(session.id).state is SessionState.RUNNING


@pytest.mark.parametrize("hour", [19, 20, 22])
def test_a_late_start_is_proposed_for_today_before_next_week(evening: Evening, hour: int) -> None:
    evening.clock.moment = SEVEN.replace(hour=hour, minute=15)
    evening.page.begin_new()
    evening.page.planner.plan_button.click()
    assert evening.page.session().starts_at == SEVEN


# Run


def test_f5_starts_the_session_that_is_prepared(qtbot: QtBot, evening: Evening) -> None:
    session = evening.planned()
    evening.page.view.prepare.agenda.editor.title.setFocus()
    qtbot.keyClick(evening.page.view.prepare.agenda.editor.title, Qt.Key.Key_F5)
    assert evening.desk.sessions.get(session.id).state is SessionState.RUNNING
    assert evening.page.view.step is Step.RUN


def test_starting_by_mistake_can_be_undone(evening: Evening) -> None:
    session = evening.running()
    evening.page.undo()
    taken_back = evening.desk.sessions.get(session.id)
    assert taken_back.state is SessionState.PLANNED
    assert taken_back.opened_at is None
    assert evening.page.view.step is Step.PREPARE


def test_one_click_marks_and_the_same_click_takes_it_back(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    late = evening.row(evening.members[1]).mark_button(Presence.LATE)
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert evening.presence(session, evening.members[1]) is Presence.LATE
    assert late.isChecked()
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert evening.presence(session, evening.members[1]) is None
    assert not late.isChecked()


def test_letters_mark_and_arrows_go_to_the_next_person(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    first = evening.row(evening.members[0])
    qtbot.waitUntil(evening.row(evening.members[1]).isVisible)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_P)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = evening.row(evening.members[1])
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClick(second, Qt.Key.Key_A)
    assert evening.presence(session, evening.members[0]) is Presence.PRESENT
    assert evening.presence(session, evening.members[1]) is Presence.APOLOGIES


def test_the_people_are_one_stop_of_the_tab_key(evening: Evening) -> None:
    evening.running()
    stops = [
        member.chosen_name
        for member in evening.members
        if evening.row(member).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["Amina"]


def test_somebody_who_walks_in_joins_the_group_as_present(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    arrivals.name.setFocus()
    qtbot.keyClicks(arrivals.name, "Dev")
    qtbot.keyClick(arrivals.name, Qt.Key.Key_Return)
    group = {
        member.chosen_name: member for member, _ in evening.desk.members.of_group(evening.group.id)
    }
    assert evening.presence(session, group["Dev"]) is Presence.PRESENT
    assert arrivals.name.text() == ""


def test_a_name_that_is_on_the_list_is_marked_and_not_added_twice(
    qtbot: QtBot, evening: Evening
) -> None:
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    qtbot.keyClicks(arrivals.name, "amina")
    arrivals.add_button.click()
    assert len(evening.desk.members.of_group(evening.group.id)) == len(NAMES)
    assert evening.presence(session, evening.members[0]) is Presence.PRESENT


def test_somebody_of_the_roster_is_offered_and_joins_the_group(
    qtbot: QtBot, evening: Evening
) -> None:
    dev = evening.desk.members.save(Member(chosen_name="Dévi", pronouns="she/her"))
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    arrivals.name.setFocus()
    qtbot.keyClicks(arrivals.name, "devi")
    assert [entry.title for entry in arrivals.picker.offered.entries] == [
        "Dévi",
        "“devi” is new and joins the group",
    ]
    qtbot.keyClick(arrivals.name, Qt.Key.Key_Return)
    assert len(evening.desk.members.all()) == len(NAMES) + 1
    assert evening.presence(session, dev) is Presence.PRESENT
    assert dev.id in {each.id for each, _ in evening.desk.members.of_group(evening.group.id)}
    evening.page.undo()
    assert evening.presence(session, dev) is None
    assert len(evening.desk.members.of_group(evening.group.id)) == len(NAMES)


def test_arrivals_stay_in_sight_under_a_long_list(evening: Evening) -> None:
    for number in range(30):
        evening.desk.members.add_to_group(Member(chosen_name=f"Z{number}"), evening.group.id)
    evening.running()
    QTest.qWait(1)
    arrivals = evening.page.view.run.attendance.arrivals
    for control in (arrivals.name, arrivals.more):
        place = control.mapTo(evening.page, control.rect().bottomRight())
        assert evening.page.rect().contains(place)
        assert not control.visibleRegion().isEmpty()


def test_arrivals_are_one_tab_from_a_person_and_guests_two_more(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    first = evening.row(evening.members[0])
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert arrivals.name.hasFocus()
    qtbot.keyClick(arrivals.name, Qt.Key.Key_Tab)
    assert arrivals.add_button.hasFocus()
    qtbot.keyClick(arrivals.add_button, Qt.Key.Key_Tab)
    assert arrivals.more.hasFocus()


def test_while_a_name_is_typed_its_people_stand_in_place_of_the_list(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.running()
    pane = evening.page.view.run.attendance
    before = pane.arrivals.name.mapTo(evening.page, QPoint(0, 0))
    qtbot.keyClicks(pane.arrivals.name, "a")
    QTest.qWait(1)
    assert pane.arrivals.picker.offered.isVisible()
    assert not evening.row(evening.members[0]).isVisible()
    assert abs(pane.arrivals.name.mapTo(evening.page, QPoint(0, 0)).y() - before.y()) < 40
    pane.arrivals.name.clear()
    assert evening.row(evening.members[0]).isVisible()


def test_the_news_that_a_session_runs_leaves_by_itself(evening: Evening) -> None:
    evening.running()
    assert evening.page.banner.text == "The session is running."
    assert evening.page.banner.findChild(QFrame, "banner_good") is not None


def test_a_name_without_spaces_leaves_every_button_in_its_row(evening: Evening) -> None:
    long_name = "W" * 190
    evening.desk.members.save(replace(evening.members[0], chosen_name=long_name))
    session = evening.running()
    QTest.qWait(1)
    row = evening.row(evening.members[0])
    for presence in (Presence.PRESENT, Presence.APOLOGIES):
        button = row.mark_button(presence)
        assert row.rect().contains(button.geometry().translated(button.parentWidget().pos()))
    name = row.findChild(OneLine)
    assert name.is_cut
    assert name.toolTip() == name.accessibleName() == long_name
    assert evening.page.view.run.attendance._area.widget().width() <= 1060
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    for step in (Step.PREPARE, Step.CLOSE):
        evening.page.view.go_to(step)
        QTest.qWait(1)
        area = evening.page.view._part()._area
        assert area.widget().width() <= area.viewport().width()


def test_what_to_do_about_words_that_are_not_the_groups_own_is_said(evening: Evening) -> None:
    evening.running()
    assert "Use it for the group in Ground rules first." in (
        evening.page.view.run.reader.notes.state.text()
    )


def test_guests_are_counted_and_never_below_none(evening: Evening) -> None:
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    arrivals.more.click()
    arrivals.more.click()
    arrivals.fewer.click()
    assert evening.desk.sessions.get(session.id).guests == 1
    arrivals.fewer.click()
    assert not arrivals.fewer.isEnabled()


def test_the_time_of_a_part_runs_softly_with_the_clock(evening: Evening) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    evening.clock.pass_minutes(4)
    plan.tick()
    assert plan.now_label.text() == "Welcome"
    assert plan.item_time.text() == "4 of 5 min"
    assert "On time" in plan.session_time.text()


def test_a_part_that_took_longer_is_said_gently(evening: Evening) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    plan.next.click()
    evening.clock.pass_minutes(20)
    plan.next.click()
    assert plan.now_label.text() == "Check-in"
    assert plan.item_time.text() == "0 of 20 min"
    assert "About 5 min later" in plan.session_time.text()


def test_the_place_in_the_plan_follows_the_clock_where_nobody_said_it(evening: Evening) -> None:
    session = evening.running()
    evening.clock.pass_minutes(17)
    evening.page.open(session.id)
    assert evening.page.view.run.plan.now_label.text() == "Check-in"
    assert evening.page.view.run.plan.item_time.text() == "2 of 20 min"


def read_to_the_end(qtbot: QtBot, evening: Evening) -> list[tuple[int, str]]:
    """Each stop of the Page Down key: the number of the part, and the rule that is marked there."""
    reader = evening.page.view.run.reader
    evening.page.view.run.tabs.setCurrentWidget(reader)
    stops: list[tuple[int, str]] = []
    for _ in range(500):
        marked = reader.text.extraSelections()
        stop = (reader._place.part, marked[0].cursor.block().text() if marked else "")
        if stop not in stops:
            stops.append(stop)
        place, scrolled = reader._place, reader.text.verticalScrollBar().value()
        qtbot.keyClick(reader.text, Qt.Key.Key_PageDown)
        if (place, scrolled) == (reader._place, reader.text.verticalScrollBar().value()):
            return stops
    raise AssertionError(stops)


def test_page_down_goes_from_rule_to_rule_and_part_to_part_numbered_through(
    qtbot: QtBot, evening: Evening
) -> None:
    agree_on_general(evening)
    evening.running()
    stops = read_to_the_end(qtbot, evening)
    parts = evening.page.view.run.reader._parts
    rules = [rule.text for part in parts for rule in rules_read(part)]
    marked = [rule for _, rule in stops if rule]
    assert list(dict.fromkeys(part for part, _ in stops)) == list(range(len(parts)))
    assert [text.split(".", 1)[0] for text in marked] == [str(n) for n in range(1, len(rules) + 1)]
    assert len(rules) > 5


def test_page_up_goes_back_the_same_way(qtbot: QtBot, evening: Evening) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.page.view.run.reader
    read_to_the_end(qtbot, evening)
    for _ in range(500):
        qtbot.keyClick(reader.text, Qt.Key.Key_PageUp)
    assert reader._place == ReadingPlace()
    assert reader.text.extraSelections() == []


def test_a_marked_rule_is_all_in_sight_in_a_low_window(qtbot: QtBot, evening: Evening) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.page.view.run.reader
    evening.page.view.run.tabs.setCurrentWidget(reader)
    reader.text.setFixedHeight(120)
    for _ in range(12):
        qtbot.keyClick(reader.text, Qt.Key.Key_PageDown)
        for marked in reader.text.extraSelections():
            rule = marked.cursor.block()
            assert marked.cursor.selectedText() == rule.text()
            place = reader.text.cursorRect(QTextCursor(rule))
            assert 0 <= place.top() <= place.bottom() <= reader.text.viewport().height()


def test_one_key_chooses_the_form(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    reader = evening.page.view.run.reader
    for key, form in (("s", ReadingForm.SHORT), ("n", ReadingForm.NEWCOMER)):
        qtbot.keyClick(reader.text, key)
        assert evening.desk.sessions.get(session.id).form is form
        assert reader.form.currentData() == form.value


def test_a_rule_is_flagged_without_a_name_and_the_flag_can_be_taken_back(
    qtbot: QtBot, evening: Evening
) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.page.view.run.reader
    evening.page.view.run.tabs.setCurrentWidget(reader)
    assert not reader.flag_button.isEnabled()
    while reader.rule is None:
        qtbot.keyClick(reader.text, Qt.Key.Key_PageDown)
    rule = reader.rule
    reader.flag_button.click()
    (flag,) = evening.desk.rule_reviews.waiting(evening.group.id)
    assert (flag.topic, flag.words) == (rule.topic, rule.text)
    evening.page.undo()
    assert evening.desk.rule_reviews.waiting(evening.group.id) == []


def test_what_was_flagged_is_said_while_the_next_session_is_prepared(evening: Evening) -> None:
    rule = RuleItem(topic=RuleTopic.PHONES, text="Phones are on silent.")
    evening.planned()
    assert not evening.page.view.prepare.reading.revisit.isVisible()
    evening.desk.rule_reviews.flag(evening.group.id, rule)
    assert "Phones are on silent." in evening.page.view.prepare.reading.revisit.text()


def test_a_click_on_a_rule_makes_it_the_one_that_is_read(evening: Evening) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.page.view.run.reader
    while len(rules_read(reader._parts[reader._place.part])) < 2:
        reader.turn()
    segment = reader._parts[reader._place.part]
    reader.text.pressed.emit(len(words_of(segment)) + 1)
    assert reader.rule == rules_read(segment)[1]
    reader.text.pressed.emit(0)
    assert reader.rule is None


def test_people_agree_one_by_one_spoken_or_on_paper(evening: Evening) -> None:
    agreement = agree_on_general(evening)
    session = evening.running()
    amina, bo, _ = evening.members
    for member in (amina, bo):
        evening.desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    notes = evening.page.view.run.reader.notes
    evening.page.view.run.tabs.setCurrentWidget(evening.page.view.run.reader)
    assert not notes._list.isVisible()
    notes.one_by_one.click()
    assert notes._list.isVisible()
    row = notes.waiting.row(bo.id)
    assert isinstance(row, AgreeingRow)
    row.on_paper.click()
    (given,) = evening.desk.agreements.acknowledgements(agreement)
    assert (given.member_id, given.manner) == (bo.id, Manner.ON_PAPER)
    assert len(notes.waiting.rows) == 1
    evening.page.undo()
    assert evening.desk.agreements.acknowledgements(agreement) == []


def test_what_was_read_is_noted_with_its_form_and_can_be_taken_back(evening: Evening) -> None:
    session = evening.running()
    evening.page.view.run.reader.notes.read_button.click()
    read = evening.desk.sessions.get(session.id)
    assert read.version_id is not None
    assert read.form is ReadingForm.NEWCOMER
    assert read.read_at == SEVEN.astimezone(UTC)
    evening.page.undo()
    assert evening.desk.sessions.get(session.id).read_at is None


def test_everyone_present_agreed_means_those_present_and_can_be_undone(evening: Evening) -> None:
    agreement = agree_on_general(evening)
    session = evening.running()
    amina, bo, carla = evening.members
    evening.desk.sessions.mark(session.id, amina.id, Presence.PRESENT)
    evening.desk.sessions.mark(session.id, bo.id, Presence.LATE)
    evening.desk.sessions.mark(session.id, carla.id, Presence.APOLOGIES)
    evening.page.view.run.reader.notes.agreed_button.click()
    given = {each.member_id for each in evening.desk.agreements.acknowledgements(agreement)}
    assert given == {amina.id, bo.id}
    evening.page.undo()
    assert evening.desk.agreements.acknowledgements(agreement) == []


def test_nobody_is_asked_to_agree_to_words_that_are_not_the_groups_own(evening: Evening) -> None:
    evening.running()
    assert evening.page.view.run.reader.notes.agreed_button.isHidden()


def test_the_note_is_a_draft_while_it_is_typed(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    run = evening.page.view.run
    run.tabs.setCurrentWidget(run.note)
    run.note.editor.field.setFocus()
    qtbot.keyClicks(run.note.editor.field, "Long evenings")
    qtbot.waitUntil(
        lambda: evening.desk.drafts.text(NoteKind.GROUP, session.id) == "Long evenings",
        timeout=2000,
    )
    evening.page.flush()
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "Long evenings"
    assert evening.desk.drafts.text(NoteKind.GROUP, session.id) is None


def test_an_older_draft_never_comes_back_over_what_was_written_since(evening: Evening) -> None:
    session = evening.running()
    evening.desk.drafts.keep(NoteKind.GROUP, session.id, "First words")
    run = evening.page.view.run
    run.tabs.setCurrentWidget(run.note)
    assert run.note.editor.text == "First words"
    run.note.editor.field.setPlainText("First words and more")
    evening.page.view.go_to(Step.CLOSE)
    assert evening.page.view.close_step.note.editor.text == "First words and more"
    evening.page.view.go_to(Step.RUN)
    evening.page.view.go_to(Step.CLOSE)
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "First words and more"


def test_a_group_that_writes_nothing_down_has_no_field_to_type_in(evening: Evening) -> None:
    evening.desk.groups.save(replace(evening.group, note_policy=NotePolicy.CONTENT_FREE))
    evening.running()
    view = evening.page.view
    assert not view.run.tabs.isTabVisible(2)
    view.go_to(Step.CLOSE)
    assert not view.close_step.note.editor.isVisible()
    assert not view.close_step.follow_ups.text.isVisible()


# Close


def test_closing_keeps_the_note_and_sums_up_without_names(evening: Evening) -> None:
    session = evening.running()
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    evening.desk.sessions.mark(session.id, evening.members[1].id, Presence.APOLOGIES)
    view = evening.page.view
    view.to_close_button.click()
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
    assert "1 came, 1 sent apologies, 0 guests" in lines
    assert "A note is kept" in lines
    assert "Amina" not in lines


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
    assert isinstance(row, FollowUpRow)
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


def test_a_session_from_paper_gets_the_times_of_its_own_evening(evening: Evening) -> None:
    last_week = SEVEN - timedelta(days=7)
    session = evening.desk.sessions.plan(evening.group.id, last_week)
    evening.page.open(session.id)
    assert evening.page.view.start_button.text().replace("&", "") == "Note who came"
    evening.page.view.start_button.click()
    assert "Noted afterwards" in evening.page.view.run.plan.session_time.text()
    evening.page.view.go_to(Step.CLOSE)
    evening.page.view.close_button.click()
    closed = evening.desk.sessions.get(session.id)
    assert closed.opened_at == last_week.astimezone(UTC)
    assert closed.closed_at == (last_week + timedelta(minutes=90)).astimezone(UTC)


# For everyone


@pytest.mark.parametrize("step", list(Step))
def test_every_control_of_every_step_has_a_name_and_is_large_enough(
    evening: Evening, step: Step
) -> None:
    session = evening.running()
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    evening.desk.follow_ups.add(session.id, "Bring leaflets")
    evening.page.view.go_to(step)
    QApplication.processEvents()
    assert checks.without_a_name(evening.page) == []
    assert checks.too_small(evening.page) == []


def test_the_page_never_grows_beyond_a_small_laptop(evening: Evening) -> None:
    evening.running()
    for step in Step:
        evening.page.view.go_to(step)
        QTest.qWait(1)
        assert evening.page.width() <= 1060
        assert evening.page.height() <= 640


def test_a_refresh_keeps_the_scroll_place_and_the_selection(evening: Evening) -> None:
    session = evening.planned()
    bar = evening.page.view.prepare._area.verticalScrollBar()
    QTest.qWait(1)
    bar.setValue(bar.maximum())
    place = bar.value()
    evening.desk.members.save(replace(evening.members[0], pronouns="they/them"))
    QTest.qWait(1)
    assert bar.value() == place > 0
    assert evening.page.listing.list.current_key == session.id


def test_a_session_that_is_gone_is_explained(evening: Evening) -> None:
    other = evening.desk.sessions.plan(evening.group.id, SEVEN + timedelta(days=7))
    session = evening.planned()
    evening.desk.sessions.take_back_plan(session.id)
    assert evening.page.session_id == other.id
    assert "removed meanwhile" in evening.page.banner.text


def test_nothing_keeps_the_page_once_it_is_closed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    group = desk.groups.save(weekly())
    session = desk.sessions.plan(group.id, SEVEN)
    context = checks.surroundings(desk, tmp_path)

    def make() -> SessionsPage:
        page = SessionsPage(context, MovingClock())
        page.show()
        page.open(f"start:{session.id}")
        return page

    assert checks.is_freed(make)


def test_the_short_form_takes_less_time_to_read_than_everything(evening: Evening) -> None:
    agree_on_general(evening)
    session = evening.planned()
    minutes = []
    for form in (ReadingForm.FULL, ReadingForm.SHORT):
        evening.desk.sessions.choose_reading(
            session.id, evening.desk.agreements.in_force(evening.group.id).version.id, form
        )
        words = evening.page.view.prepare.reading.why.text().split()
        minutes.append(int(words[words.index("About") + 1]))
    assert minutes[0] > minutes[1] >= 1


def test_a_script_that_promises_secrecy_is_not_chosen_where_people_under_age_come(
    evening: Evening,
) -> None:
    promise = Segment(kind=SegmentKind.WELCOME, title="Hello", text="It stays between us.")
    text = ScriptText(id="", language="en", title="Secret", summary="", segments=(promise,))
    version = evening.desk.scripts.latest(evening.desk.scripts.add(text).id)
    evening.desk.groups.save(replace(evening.group, minors=True))
    session = evening.planned()
    card = evening.page.view.prepare.reading
    before = card.script.currentData()

    card.script.setCurrentIndex(card.script.findData(version.id))
    card.script.activated.emit(0)

    assert "nobody can promise them secrecy" in evening.page.banner.text
    assert card.script.currentData() == before
    assert evening.desk.sessions.get(session.id).version_id is None
