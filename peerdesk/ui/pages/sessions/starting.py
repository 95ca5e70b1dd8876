"""Beginning a session: at once on its day, and only after a question on a day before it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.changes import Kind
from peerdesk.domain.log import LogKind
from peerdesk.domain.sessions import Session, SessionState
from peerdesk.ui.pages.sessions.timing import utc

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerdesk.ui.pages.sessions.page import SessionsPage


class Starting(QObject):
    """`started` carries the id of a session that has begun."""

    started = Signal(int)

    def __init__(self, page: SessionsPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._desk = page.desk
        self._asked = ""

    def start(self, session: Session) -> None:
        """Begin a planned session; one that is days away is only asked about.

        One whose end has passed took place already, and is noted from paper.
        """
        if session.state is not SessionState.PLANNED:
            return
        if self.is_over(session):
            self._page.note_shown()
            return
        if session.starts_at.date() > self._page.clock.now().date():
            self._ask(session)
            return
        self.stop_asking()
        if self._page.attempt(partial(self._begin, session.id, self._page.clock.now())):
            self._page.offer_undo(
                self._begun_words(session.id),
                partial(self._desk.sessions.take_back_start, session.id),
            )
            self.started.emit(session.id)

    def start_today(self, session_id: int) -> None:
        """Move a session to today at this hour, and begin it."""
        self._page.flush()
        self.stop_asking()
        if self._page.attempt(partial(self._begin_today, session_id)):
            self.started.emit(session_id)

    def stop_asking(self) -> None:
        """Take the question away: another session is shown, or this one has begun."""
        if self._asked and self._page.banner.text == self._asked:
            self._page.banner.clear()
        self._asked = ""

    def is_over(self, session: Session) -> bool:
        """Whether its planned end has passed, so that it is noted from paper."""
        end = session.starts_at + timedelta(minutes=session.minutes)
        return end < self._page.clock.now()

    def _begun_words(self, session_id: int) -> str:
        """That it runs, and which others do: nothing stops them."""
        others = [each for each in self._desk.sessions.running() if each.id != session_id]
        names = ", ".join(self._desk.groups.get(each.group_id).name for each in others)
        if not names:
            return self.tr("The session is running.")
        return self.tr("The session is running, and so is: {names}.").format(names=names)

    def _begin(self, session_id: int, at: datetime) -> None:
        """Begin it, on a timeline of its own that no change of the computer's clock moves."""
        self._page.moments.forget(session_id)
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            self._desk.sessions.start(session_id, utc(at))
            self._desk.running.keep(self._page.moments.progress(session_id))

    def _ask(self, session: Session) -> None:
        now = self._page.clock.now()
        day = _calendar_day(session.starts_at.date(), now.date())
        self._asked = self.tr("This session is planned for {day}.").format(day=day)
        self._page.banner.notice(
            self._asked, self.tr("Start it today"), partial(self.start_today, session.id)
        )

    def _begin_today(self, session_id: int) -> None:
        before = self._desk.sessions.get(session_id)
        now = self._page.clock.now().replace(second=0, microsecond=0)
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            self._desk.sessions.reschedule(session_id, now, before.minutes)
            self._begin(session_id, now)
        self._page.offer_undo(
            self.tr("The session was moved to today and is running."),
            partial(self._put_back, session_id, before.starts_at),
        )

    def _put_back(self, session_id: int, starts_at: datetime) -> None:
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            session = self._desk.sessions.take_back_start(session_id)
            self._desk.sessions.reschedule(session_id, starts_at, session.minutes)


def _calendar_day(day: date, today: date) -> str:
    """A day as "Sun 29 Nov", with the year if it is another: a weekday alone may mislead."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"
