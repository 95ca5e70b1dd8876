"""What notes said before. Words that stood for less than ten minutes were typing, not a version."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogKind
from peerdesk.domain.notes import NoteKind, NoteVersion

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.notes import GroupNote, MemberNote

STOOD_FOR = timedelta(minutes=10)
"""As long as edits of one kind of record are one line in the log."""
_KINDS = {NoteKind.GROUP: Kind.GROUP_NOTE, NoteKind.MEMBER: Kind.MEMBER_NOTE}


class NoteVersions(Aggregate):
    """The former words of all notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tables = {
            NoteKind.GROUP: Table(self._connection, "group_note_versions", NoteVersion),
            NoteKind.MEMBER: Table(self._connection, "member_note_versions", NoteVersion),
        }

    def of(self, kind: NoteKind, note_id: int) -> list[NoteVersion]:
        """A note's former words, the newest first."""
        return self._tables[kind].where("note_id = ?", (note_id,), order="created_at DESC, id DESC")

    def keep_before_change(self, kind: NoteKind, before: GroupNote | MemberNote, text: str) -> None:
        """Keep what a note says now, because `text` is about to take its place.

        Within the change that does it. What stood for only a moment, or is nothing, is not kept.
        """
        if before.text and before.text != text and now() - before.updated_at >= STOOD_FOR:
            version = NoteVersion(note_id=before.id, text=before.text, created_at=before.updated_at)
            self._tables[kind].add(version)

    def remove(self, kind: NoteKind, versions: tuple[NoteVersion, ...]) -> None:
        """Delete former words for good: what should not have been written is gone then."""
        with self._desk.change(LogKind.CHANGED, _KINDS[kind]) as change:
            for version in versions:
                self._tables[kind].delete("id = ?", (version.id,))
            change.touch(_KINDS[kind])
