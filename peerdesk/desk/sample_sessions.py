"""The sample's past sessions: who came, what was read, and the note that was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.members import LEADING_ROLES
from peerdesk.domain.sample_programme import MeetingKind
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import Presence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sample_programme import (
        ProgrammeGroup,
        ProgrammeGroupNote,
        ProgrammePlace,
    )
    from peerdesk.domain.sessions import Session

CAME = (Presence.PRESENT,) * 12 + (Presence.LATE,) * 2 + (Presence.LEFT_EARLY,)
STAYED_AWAY = (Presence.APOLOGIES,) * 3 + (Presence.ABSENT,) * 2
DRAW = {MeetingKind.SMALL: 0.55, MeetingKind.BUSY: 1.25, MeetingKind.CELEBRATION: 1.2}
"""How a kind of meeting changes the likelihood that somebody comes."""
READING_BEGINS = timedelta(minutes=6)
FULL_EVERY = 6
"""Every so many sessions the whole script is read again."""


@dataclass(frozen=True, slots=True)
class PastMember:
    """A member's place in one group, with its days."""

    member_id: int
    place: ProgrammePlace
    since: date
    until: date | None

    def belonged_on(self, day: date) -> bool:
        """Whether they were in the group on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def leads(self) -> bool:
        """Whether they hold the group together."""
        return self.place.role in LEADING_ROLES


@dataclass(frozen=True, slots=True)
class PastSessions:
    """The sessions of one group, held one after the other."""

    desk: Desk
    group_id: int
    group: ProgrammeGroup
    version_id: int
    random: Random

    def hold(
        self,
        days: tuple[date, ...],
        people: tuple[PastMember, ...],
        notes: Mapping[int, ProgrammeGroupNote],
    ) -> tuple[Session, ...]:
        """A closed session on each of `days`, oldest first; `notes` by how many sessions ago."""
        been_here: set[int] = set()
        held = []
        for index, day in enumerate(days):
            note = notes.get(len(days) - index)
            presences = self._presences(day, people, note)
            came = {member_id for member_id, presence in presences.items() if presence.came}
            form = ReadingForm.SHORT if index % FULL_EVERY else ReadingForm.FULL
            if index and came - been_here:
                form = ReadingForm.NEWCOMER
            been_here |= came
            held.append(self._one(day, presences, form, note))
        return tuple(held)

    def _presences(
        self, day: date, people: tuple[PastMember, ...], note: ProgrammeGroupNote | None
    ) -> dict[int, Presence]:
        draw = DRAW.get(note.meeting, 1.0) if note else 1.0
        there = [person for person in people if person.belonged_on(day)]
        presences = {}
        for person in there:
            comes = self.random.random() < person.place.comes * (1.0 if person.leads else draw)
            presences[person.member_id] = self.random.choice(CAME if comes else STAYED_AWAY)
        leading = [person.member_id for person in there if person.leads]
        if leading and not any(presences[member_id].came for member_id in leading):
            presences[leading[0]] = Presence.PRESENT
        return presences

    def _one(
        self,
        day: date,
        presences: dict[int, Presence],
        form: ReadingForm,
        note: ProgrammeGroupNote | None,
    ) -> Session:
        starts_at = datetime.combine(day, self.group.start)
        opened = starts_at.astimezone(UTC)
        sessions = self.desk.sessions
        session = sessions.start(sessions.plan(self.group_id, starts_at).id, opened)
        sessions.was_read(session.id, self.version_id, form, opened + READING_BEGINS)
        for member_id, presence in presences.items():
            sessions.mark(session.id, member_id, presence)
        newcomers = note is not None and note.meeting is MeetingKind.NEWCOMERS
        if newcomers or self.random.random() < self.group.guests:
            sessions.set_guests(session.id, self.random.choice((1, 1, 1, 2)))
        if note and self.group.note_policy is not NotePolicy.CONTENT_FREE:
            self.desk.notes.keep_group_note(session.id, note.text)
        overrun = timedelta(minutes=self.random.randint(0, 8))
        return sessions.close(session.id, opened + timedelta(minutes=session.minutes) + overrun)
