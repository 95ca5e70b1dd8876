"""The course of a running session: its plan, the part it is at, and every way on. No Qt.

Whatever is done here is kept at once, in one transaction, and gives what takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.domain.log import LogKind
from peerdesk.domain.running import STEP_MINUTES, Progress, with_break
from peerdesk.domain.sessions import AgendaKind, PlannedItem, Session, SessionState
from peerdesk.domain.timers import Timer
from peerdesk.ui.pages.sessions.timing import (
    Place,
    expected_end,
    is_timed,
    left_of,
    local,
    minutes_late,
    place_by_clock,
    utc,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.pages.sessions.moments import Moments

Plan = tuple[PlannedItem, ...]
LONGEST_PART = 720
"""Minutes; longer than any session."""


@dataclass(frozen=True, slots=True)
class Before:
    """How a session's course was, to go back to."""

    session_id: int
    items: Plan
    progress: Progress


class Course:
    """Reads where a session is, and moves it."""

    def __init__(self, desk: Desk, moments: Moments) -> None:
        self._desk = desk
        self._moments = moments
        self._session: Session | None = None
        self.items: Plan = ()
        self.progress: Progress | None = None

    def load(self, session: Session) -> None:
        """Read the plan of a session and where it is."""
        self._session = session
        self.items = tuple(self._desk.sessions.agenda(session.id))
        self.progress = self._desk.running.progress(session.id)

    @property
    def session(self) -> Session | None:
        """The session that was loaded last."""
        return self._session

    @property
    def now(self) -> datetime:
        """The moment within the session. AssertionError where none is loaded."""
        return self._moments.of(self._shown().id)

    @property
    def minutes(self) -> tuple[int, ...]:
        """Of each part; 0 of what is left out."""
        return tuple(item.minutes_planned for item in self.items)

    @property
    def is_timed(self) -> bool:
        """Whether it runs now, rather than being noted from paper."""
        session = self._session
        return (
            session is not None
            and session.state is SessionState.RUNNING
            and session.opened_at is not None
            and is_timed(session.opened_at, session.minutes, self.now)
        )

    @property
    def place(self) -> Place | None:
        """The part it is at: as somebody said, or else as the plan has it by now."""
        session = self._session
        if session is None or session.opened_at is None or not self.items:
            return None
        if self.progress is not None and self.progress.item_began_at is not None:
            for index, item in enumerate(self.items):
                if item.id == self.progress.item_id:
                    return Place(index, self.progress.item_began_at)
        if not self.is_timed:
            return Place(0, session.opened_at)
        return place_by_clock(self.minutes, session.opened_at, self.now)

    @property
    def item(self) -> PlannedItem | None:
        """The part it is at."""
        place = self.place
        return self.items[place.index] if place is not None else None

    @property
    def timer(self) -> Timer | None:
        """The time of that part."""
        place = self.place
        if place is None:
            return None
        return Timer(place.began, self.items[place.index].minutes_planned * 60)

    @property
    def ends_at(self) -> datetime | None:
        """When it will end as it goes, by the clock on the wall."""
        place = self.place
        return local(expected_end(self.minutes, place, self.now)) if place is not None else None

    @property
    def late(self) -> int:
        """Minutes later than planned; negative: in hand."""
        session, place = self._shown(), self.place
        planned = utc(session.starts_at + timedelta(minutes=session.minutes))
        if place is None:
            return 0
        return minutes_late(expected_end(self.minutes, place, self.now), planned)

    def neighbour(self, by: int) -> int | None:
        """The part that follows (1) or comes before (-1), those that are left out passed over."""
        place = self.place
        if place is None:
            return None
        index = place.index + by
        while 0 <= index < len(self.items) and self.items[index].skipped:
            index += by
        return index if 0 <= index < len(self.items) else None

    def go_to(self, index: int) -> Callable[[], None]:
        """Go to a part."""
        return self._change(self.items, index, self._began(index))

    def longer(self) -> Callable[[], None] | None:
        """Give the current part five more minutes; None where there is no part."""
        place = self.place
        if place is None:
            return None
        item = self.items[place.index]
        more = replace(item, minutes=min(LONGEST_PART, item.minutes + STEP_MINUTES))
        return self._change(self._with(place.index, more), place.index, place.began)

    def leave_out(self, index: int, *, skipped: bool) -> Callable[[], None]:
        """Leave a part out, or take it in again. From the current one it goes on to the next."""
        place = self.place
        items = self._with(index, replace(self.items[index], skipped=skipped))
        if place is None:
            return self._change(items, None, None)
        if index == place.index and skipped:
            following = self.neighbour(1)
            if following is not None:
                return self._change(items, following, self.now)
        return self._change(items, place.index, place.began)

    def move(self, index: int, to: int) -> Callable[[], None]:
        """Move a part to another place; the current one stays the current one."""
        place = self.place
        items = list(self.items)
        items.insert(to, items.pop(index))
        if place is None:
            return self._change(tuple(items), None, None)
        return self._change(tuple(items), items.index(self.items[place.index]), place.began)

    def take_break(self) -> Callable[[], None] | None:
        """Have a break now; None where it is one already, or where there is no plan."""
        place = self.place
        if place is None or self.items[place.index].kind is AgendaKind.BREAK:
            return None
        left = left_of(self.minutes, place, self.now)
        items, index = with_break(self.items, place.index, left)
        return self._change(items, index, self.now)

    def follow(self) -> None:
        """Keep the part that the clock says, so that it stays where it is from now on."""
        place = self.place
        if place is not None:
            self._change(self.items, place.index, place.began)

    def _began(self, index: int) -> datetime:
        """A part that is gone back to had begun when its minutes before the present one began."""
        place = self.place
        if place is None or index >= place.index:
            return self.now
        return place.began - timedelta(minutes=sum(self.minutes[index : place.index]))

    def _with(self, index: int, item: PlannedItem) -> Plan:
        return (*self.items[:index], item, *self.items[index + 1 :])

    def _change(self, items: Plan, index: int | None, began: datetime | None) -> Callable[[], None]:
        session = self._shown()
        before = Before(session.id, self.items, self._moments.progress(session.id))
        replanned = items != self.items
        with self._desk.change(LogKind.CHANGED if replanned else None, Kind.SESSION):
            if replanned:
                self._desk.sessions.set_agenda(session.id, items)
            kept = self._desk.sessions.agenda(session.id)
            item_id = kept[index].id if index is not None else None
            progress = replace(before.progress, item_id=item_id, item_began_at=began)
            after = self._desk.running.keep(progress)
        self.load(session)
        return partial(self._put_back, before, after)

    def _put_back(self, before: Before, after: Progress) -> None:
        """Undo one change of the course; a session that has gone on since stays where it is."""
        now = self._moments.progress(before.session_id)
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            self._desk.sessions.set_agenda(before.session_id, before.items)
            if (now.item_id, now.item_began_at) != (after.item_id, after.item_began_at):
                return
            kept = {item.uid: item.id for item in self._desk.sessions.agenda(before.session_id)}
            was = next((i for i in before.items if i.id == before.progress.item_id), None)
            self._desk.running.keep(
                replace(
                    now,
                    item_id=kept.get(was.uid) if was is not None else None,
                    item_began_at=before.progress.item_began_at,
                )
            )

    def _shown(self) -> Session:
        assert self._session is not None, "load a session first"  # noqa: S101 - a caller's mistake
        return self._session
