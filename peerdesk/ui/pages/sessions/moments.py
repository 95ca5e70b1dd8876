"""The moment within each running session, whatever happens to the computer's clock meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.domain.running import Progress
from peerdesk.domain.timers import Timeline
from peerdesk.ui.pages.sessions.timing import utc

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.clock import Clock


class Moments:
    """Each session has a timeline from the moment it begins; a lock and a crash keep it."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._timelines: dict[int, Timeline] = {}

    def of(self, session_id: int) -> datetime:
        """The moment now, UTC."""
        if session_id not in self._timelines:
            self._timelines[session_id] = self._begun(session_id)
        return self._timelines[session_id].moment(self._clock.ticks())

    def progress(self, session_id: int) -> Progress:
        """Where the session is, seen now; the beginning where nothing was kept yet."""
        at = self.of(session_id)
        timeline = self._timelines[session_id]
        kept = self._desk.running.progress(session_id)
        if kept is None:
            return Progress(
                session_id=session_id, boot=timeline.boot, zero_at=timeline.zero_at, seen_at=at
            )
        return replace(kept, boot=timeline.boot, zero_at=timeline.zero_at, seen_at=at)

    def forget(self, session_id: int) -> None:
        """The session begins anew: by the clock on the wall."""
        self._timelines.pop(session_id, None)

    def _begun(self, session_id: int) -> Timeline:
        wall, ticks = utc(self._clock.now()), self._clock.ticks()
        kept = self._desk.running.progress(session_id)
        if kept is None:
            return Timeline.beginning(wall, ticks)
        return kept.timeline.taken_up(wall, ticks, kept.seen_at)
