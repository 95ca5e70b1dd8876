"""What is due as lines of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.domain.retention import RetentionKind
from peerdesk.ui import naming
from peerdesk.ui.messages.retention import brief_in_words, day_written
from peerdesk.ui.widgets.records import Entry, MadeEntries

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.retention import Due


class DueEntries:
    """Makes a line when it is looked at: after years there are thousands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        groups = desk.groups.all(with_archived=True)
        self._groups = {group.id: group.name for group in groups}

    def of(self, records: tuple[Due, ...]) -> MadeEntries[tuple[int, Due]]:
        """The lines of `records`, whose keys are their places."""
        keys = tuple(range(len(records)))
        numbered = tuple(zip(keys, records, strict=True))
        return MadeEntries(numbered, keys, self._entry, (naming.is_masked(), object()))

    def title(self, due: Due) -> str:
        """Whom or what a record is about."""
        about = self._person(due.member_id) if due.member_id else self._group(due)
        if due.kind is RetentionKind.PERSON:
            return about
        return f"{_NAMES[due.kind]}: {about}" if about else _NAMES[due.kind]

    def _entry(self, numbered: tuple[int, Due]) -> Entry:
        place, due = numbered
        return Entry(place, self.title(due), brief_in_words(due))

    def _person(self, member_id: int) -> str:
        person = self._desk.directory.person(member_id)
        return naming.called(person) if person else ""

    def _group(self, due: Due) -> str:
        if due.group_id is None or due.day is None:
            return ""
        return f"{self._groups.get(due.group_id, '')}, {day_written(due.day)}"


_NAMES = {
    RetentionKind.MEMBER_NOTE: "Note about somebody",
    RetentionKind.MEMBER_FOLLOW_UP: "Promises, done",
    RetentionKind.RELEASE: "What was given to others",
    RetentionKind.CONSENT: "Consent, ended",
    RetentionKind.ATTENDANCE: "Who came",
    RetentionKind.GROUP_NOTE: "Notes",
    RetentionKind.FOLLOW_UP: "Follow-ups, done",
    RetentionKind.DEBRIEF: "Debrief",
    RetentionKind.SESSION: "Whole session",
    RetentionKind.GROUP_RELEASE: "What was given to others",
    RetentionKind.CONCERN: "Safeguarding concern",
}
