"""Group notes and member notes, each in a table of its own, and one search over both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.note_search import NoteSearch
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines
from peerdesk.domain.notes import (
    EVERYWHERE,
    GroupNote,
    MemberNote,
    NoteHit,
    NoteKind,
    NoteScope,
)

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Notes(Aggregate):
    """What is written about sessions and, apart from it, about members."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._group_notes = Table(self._connection, "group_notes", GroupNote)
        self._member_notes = Table(self._connection, "member_notes", MemberNote)

    def of_session(self, session_id: int) -> GroupNote | None:
        """The group note of a session."""
        found = self._group_notes.where("session_id = ?", (session_id,))
        return found[0] if found else None

    def keep_group_note(self, session_id: int, text: str) -> GroupNote | None:
        """Keep the note of a session and forget its draft; empty text removes the note.

        UserError NOTE_POLICY_CONTENT_FREE where the group writes nothing down.
        """
        cleaned = many_lines(text)
        if cleaned:
            session = self._desk.sessions.get(session_id)
            self._desk.groups.require_words_allowed(session.group_id)
        current = self.of_session(session_id)
        with self._desk.change(LogKind.CHANGED, Kind.GROUP_NOTE) as change:
            kept: GroupNote | None = None
            if not cleaned:
                self._group_notes.delete("session_id = ?", (session_id,))
            elif current is None:
                kept = self._group_notes.add(GroupNote(session_id=session_id, text=cleaned))
            else:
                self._desk.note_versions.keep_before_change(NoteKind.GROUP, current, cleaned)
                kept = self._group_notes.update(replace(current, text=cleaned))
            self._desk.drafts.drop(NoteKind.GROUP, session_id)
            change.touch(Kind.GROUP_NOTE, session_id)
            change.touch(Kind.SESSION, session_id)
        return kept

    def of_member(self, member_id: int) -> list[MemberNote]:
        """A member's notes, newest first."""
        return self._member_notes.where(
            "member_id = ?", (member_id,), order="created_at DESC, id DESC"
        )

    def member_note(self, note_id: int) -> MemberNote:
        """One member note. UserError RECORD_GONE."""
        return self._member_notes.get(note_id)

    def keep_member_note(self, note: MemberNote) -> MemberNote:
        """Keep a note about a member and forget its draft.

        Their own words beside one that is kept already stay as they are.
        """
        cleaned = replace(note, text=many_lines(note.text))
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER_NOTE) as change:
            if note.id:
                before = self.member_note(note.id)
                cleaned = replace(cleaned, statement=before.statement, stated_at=before.stated_at)
                self._desk.note_versions.keep_before_change(NoteKind.MEMBER, before, cleaned.text)
            kept = self._member_notes.save(cleaned)
            self._desk.drafts.drop(NoteKind.MEMBER, kept.id)
            change.touch(Kind.MEMBER_NOTE, kept.id)
            change.touch(Kind.MEMBER, kept.member_id)
        return kept

    def keep_statement(self, note_id: int, words: str) -> MemberNote:
        """Keep a member's own words beside a note about them; none takes them away.

        The note's draft stays. UserError RECORD_GONE.
        """
        cleaned = many_lines(words)
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER_NOTE) as change:
            current = self.member_note(note_id)
            kept = self._member_notes.update(
                replace(current, statement=cleaned, stated_at=now() if cleaned else None)
            )
            change.touch(Kind.MEMBER_NOTE, kept.id)
            change.touch(Kind.MEMBER, kept.member_id)
        return kept

    def remove_member_note(self, note: MemberNote) -> None:
        """Delete a note about a member, with its draft and its words in the search index."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER_NOTE) as change:
            self._member_notes.delete("id = ?", (note.id,))
            change.touch(Kind.MEMBER_NOTE, note.id)
            change.touch(Kind.MEMBER, note.member_id)

    def search(
        self, typed: str, limit: int = 200, *, scope: NoteScope = EVERYWHERE
    ) -> list[NoteHit]:
        """Notes with every word typed, best match first; see `NoteSearch.find`."""
        return NoteSearch(self._connection).find(typed, limit, scope)

    def hit(self, kind: NoteKind, note_id: int) -> NoteHit | None:
        """The note of this id as the search would give it, or None where it is gone."""
        return NoteSearch(self._connection).one(kind, note_id)
