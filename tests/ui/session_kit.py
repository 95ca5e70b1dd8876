"""An evening on the Sessions page: a group of three, a clock that is moved, the page itself."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import checks
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.pages.sessions.attendance import AttendeeRow
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.reader import ReaderPane
from peerdesk.ui.pages.sessions.run import RunStep

TUESDAY = datetime(2026, 11, 24, 18, 30)
SEVEN = TUESDAY.replace(hour=19, minute=0)
NAMES = ("Amina", "Bo", "Carla")


@dataclass
class Evening:
    """A group of three on a Tuesday evening, and its page."""

    desk: Desk
    clock: checks.MovingClock
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

    @property
    def reader(self) -> ReaderPane:
        """What is read, looked at."""
        run = self.page.view.run
        run.tabs.setCurrentWidget(run.reader)
        return run.reader

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


def agree_on_general(evening: Evening) -> int:
    """Make the general script the group's agreement; gives the agreement's id."""
    general = next(each for each in evening.desk.scripts.all() if each.origin == "general")
    version = evening.desk.scripts.latest(general.id)
    return evening.desk.agreements.take(evening.group.id, version.id, date(2026, 9, 1)).id


def days_away(evening: Evening) -> Session:
    return evening.desk.sessions.plan(evening.group.id, SEVEN + timedelta(days=7))


def banner_button(page: SessionsPage, text: str) -> QPushButton:
    (found,) = [each for each in page.banner.findChildren(QPushButton) if each.text() == text]
    return found


def resumed(qtbot: QtBot, evening: Evening, session: Session) -> RunStep:
    """The same session in a page that was made anew, as after a lock or a crash."""
    page = SessionsPage(evening.page.context, evening.clock)
    checks.shown(qtbot, page)
    page.open(session.id)
    return page.view.run
