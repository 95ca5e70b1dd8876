"""Today: what is next, who is new, what is due, whether the vault is backed up."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, is_freed, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.sessions import Session, SessionState
from peerdesk.ui.pages.today import TodayPage
from peerdesk.ui.widgets.standing_line import StandingLine

TUESDAY = datetime(2026, 11, 24, 18, 30)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> TodayPage:
    made = TodayPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    return made


@pytest.fixture
def group(desk: Desk, page: TodayPage) -> Group:
    return desk.groups.save(
        Group(
            name="Tuesday circle",
            place="Library",
            recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
            first_date=date(2026, 1, 6),
            start_time=time(18, 30),
        )
    )


@pytest.fixture
def session(desk: Desk, group: Group) -> Session:
    return desk.sessions.plan(group.id, TUESDAY)


def said(page: TodayPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page: TodayPage, name: str) -> QPushButton:
    QApplication.processEvents()
    (found,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == name and each.isVisible()
    )
    return found


def ticks(page: TodayPage) -> list[QCheckBox]:
    QApplication.processEvents()
    return [box for box in page.findChildren(QCheckBox) if box.isVisible()]


def test_an_empty_vault_leads_to_the_first_group(qtbot: QtBot, page: TodayPage) -> None:
    assert "Begin with your group" in said(page)
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        button(page, "Add a group").click()
    assert gone.args == ["groups", "new"]


def test_a_group_without_a_schedule_leads_to_a_session(
    qtbot: QtBot, desk: Desk, page: TodayPage
) -> None:
    desk.groups.save(Group(name="Now and then"))
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        button(page, "Plan a session").click()
    assert gone.args == ["sessions", "new"]


def test_the_next_meeting_is_said_with_its_day_and_place(page: TodayPage, group: Group) -> None:
    assert "Tuesday circle" in said(page)
    assert "Tuesday, 18:30 · Library" in said(page)
    assert "After that" in said(page)


def test_starting_plans_the_session_and_leads_to_it(
    qtbot: QtBot, desk: Desk, page: TodayPage, group: Group
) -> None:
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        button(page, "Start the session").click()
    (planned,) = desk.sessions.of_group(group.id)
    assert gone.args == ["sessions", f"start:{planned.id}"]
    assert (planned.starts_at, planned.state) == (TUESDAY, SessionState.PLANNED)


def test_f5_starts_as_well_and_does_nothing_where_nothing_is_planned(
    qtbot: QtBot, desk: Desk, page: TodayPage
) -> None:
    with qtbot.assertNotEmitted(page.context.wishes.go):
        page.open("start")
    group = desk.groups.save(Group(name="Harbour"))
    session = desk.sessions.plan(group.id, TUESDAY)
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        page.open("start")
    assert gone.args == ["sessions", f"start:{session.id}"]


def test_preparing_leads_to_the_plan_without_making_one(
    qtbot: QtBot, desk: Desk, page: TodayPage, group: Group
) -> None:
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        button(page, "Prepare").click()
    assert gone.args == ["sessions", f"plan:{group.id}:2026-11-24T18:30:00"]
    assert desk.sessions.of_group(group.id) == []


def test_a_running_session_comes_first(desk: Desk, page: TodayPage, session: Session) -> None:
    desk.sessions.start(session.id)
    assert "Running now" in said(page)
    assert button(page, "Go on with the session").isEnabled()


def test_a_session_that_nobody_closed_is_first_and_is_closed_as_of_its_end(
    qtbot: QtBot, desk: Desk, page: TodayPage, group: Group
) -> None:
    old = desk.sessions.plan(group.id, datetime(2026, 11, 17, 18, 30))
    desk.sessions.start(old.id, old.starts_at.astimezone(UTC))
    words = said(page)
    assert words.index("This session was not closed.") < words.index("Next")
    wishes = []
    page.context.wishes.go.connect(lambda *wish: wishes.append(wish))
    which = "Tuesday circle, Tue 17 Nov, 18:30"
    button(page, f"Go on with: {which}").click()
    assert wishes == [("sessions", old.id)]
    button(page, f"Close as of its end: {which}").click()
    closed = desk.sessions.get(old.id)
    assert closed.closed_at == datetime(2026, 11, 17, 20, 0).astimezone(UTC)
    assert "not closed" not in said(page)
    page.undo()
    assert desk.sessions.get(old.id).state is SessionState.RUNNING


def test_f5_goes_on_with_a_session_left_open_where_nothing_else_is_next(
    desk: Desk, page: TodayPage
) -> None:
    group = desk.groups.save(Group(name="Without a schedule"))
    old = desk.sessions.plan(group.id, datetime(2026, 11, 17, 18, 30))
    desk.sessions.start(old.id)
    wishes = []
    page.context.wishes.go.connect(lambda *wish: wishes.append(wish))
    page.open("start")
    assert wishes == [("sessions", old.id)]


def test_who_is_new_and_who_has_not_agreed_is_named(
    desk: Desk, page: TodayPage, group: Group
) -> None:
    assert "This group has no agreement yet" in said(page)
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    desk.members.add_to_group(Member(chosen_name="Lee"), group.id)
    script = desk.scripts.all()[0]
    agreement = desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 1, 1))
    desk.agreements.acknowledge(agreement.id, [ana.id])
    assert "First time here: Ana, Lee" in said(page)
    assert "Have not agreed yet: Lee" in said(page)


def test_ticking_a_follow_up_takes_it_off_and_undo_brings_it_back(
    qtbot: QtBot, desk: Desk, page: TodayPage, session: Session
) -> None:
    desk.follow_ups.add(session.id, "Ring the library", date(2026, 11, 22))
    (box,) = ticks(page)
    box.click()
    assert ticks(page) == []
    assert desk.follow_ups.open_until(date(2026, 11, 22)) == []
    qtbot.mouseClick(button(page, "Undo"), Qt.MouseButton.LeftButton)
    assert [each.text for each in desk.follow_ups.open_until(date(2026, 11, 22))] == [
        "Ring the library"
    ]
    assert len(ticks(page)) == 1


def test_a_follow_up_that_was_removed_meanwhile_is_told(
    desk: Desk, page: TodayPage, session: Session
) -> None:
    follow_up = desk.follow_ups.add(session.id, "Ring the library")
    (box,) = ticks(page)
    desk.stop_listening(page.on_change)
    desk.follow_ups.remove(follow_up)
    desk.listen(page.on_change)
    box.click()
    assert "removed meanwhile" in page.banner.text
    assert ticks(page) == []


def test_a_long_follow_up_is_not_cut(desk: Desk, page: TodayPage, session: Session) -> None:
    desk.follow_ups.add(session.id, "Ring the library about the room " * 6)
    QApplication.processEvents()
    (area,) = page.findChildren(QScrollArea)
    content = area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= area.viewport().width()


def test_drafts_that_wait_are_counted(desk: Desk, page: TodayPage, session: Session) -> None:
    assert "Nothing is due." in said(page)
    desk.drafts.keep(NoteKind.GROUP, session.id, "We sp")
    page.refresh()
    assert "kept as drafts: 1" in said(page)


def test_the_last_backup_is_said(qtbot: QtBot, desk: Desk, page: TodayPage) -> None:
    assert "Not backed up yet." in said(page)
    desk.note_in_log(LogKind.BACKED_UP, "file")
    assert "Not backed up yet." not in said(page)
    assert "Backed up and verified" in said(page)
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        button(page, "Go to backups").click()
    assert gone.args == ["vault", "backups"]


def test_a_backup_in_another_place_that_is_old_is_amber_and_explained_on_one_day_only(
    qtbot: QtBot, desk: Desk, page: TodayPage
) -> None:
    reason = "brings everything back"
    assert reason not in said(page)
    long_ago = datetime(2026, 9, 1, tzinfo=UTC)
    desk.connection.execute("UPDATE log_entries SET created_at = ?", (long_ago.isoformat(),))
    page.refresh()
    qtbot.waitUntil(lambda: desk.backups.care.explained_at is not None)
    qtbot.waitUntil(lambda: reason in said(page))
    assert page.findChild(StandingLine, "standing_old") is not None
    desk.backups.explained(NOON.astimezone(UTC))
    qtbot.waitUntil(lambda: reason in said(page))
    desk.backups.explained(long_ago)
    qtbot.waitUntil(lambda: "Backup" in said(page))
    assert reason not in said(page)
    assert page.findChild(StandingLine, "standing_old") is not None


def test_every_control_has_a_name_and_is_large_enough(
    desk: Desk, page: TodayPage, session: Session
) -> None:
    desk.follow_ups.add(session.id, "Ring the library")
    assert without_a_name(page) == []
    assert too_small(page) == []


def test_the_page_goes_when_it_is_closed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    assert is_freed(lambda: TodayPage(surroundings(desk, tmp_path), StoppedClock()))


def test_two_sessions_at_once_are_each_one_click_away(
    qtbot: QtBot, desk: Desk, page: TodayPage, session: Session
) -> None:
    other = desk.groups.save(Group(name="Sunday walk"))
    second = desk.sessions.plan(other.id, NOON)
    for each in (session, second):
        desk.sessions.start(each.id, NOON.astimezone(UTC))
    words = said(page)
    assert words.index("Running now") < words.index("Also running")
    assert words.count("Sunday walk") == 1
    wanted: list[int] = []
    page.context.wishes.go.connect(
        lambda _page, key: wanted.append(int(str(key).removeprefix("start:")))
    )
    button(page, "Go on with the session").click()
    (other_one,) = {session.id, second.id} - set(wanted)
    name = desk.groups.get(desk.sessions.get(other_one).group_id).name
    button(page, f"Go on with: {name}").click()
    assert set(wanted) == {session.id, second.id}
