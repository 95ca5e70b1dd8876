"""Group notes and member notes, each in a table of its own, and one search over both."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines
from peerdesk.domain.notes import GroupNote, MemberNote, NoteHit, NoteKind

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

MATCH_BEGINS, MATCH_ENDS = "\x02", "\x03"

MOST_RANKED = 1_000
"""Notes beyond which the newest are shown instead of the best: to rank half of all notes for the
first letters of a word takes half a second."""

_HITS = f"""
WITH about_groups AS (
    SELECT rowid, rank, snippet(group_notes_search, 0, '{MATCH_BEGINS}', '{MATCH_ENDS}', '…', 24)
           AS excerpt
    FROM group_notes_search WHERE group_notes_search MATCH :query ORDER BY {{order}} LIMIT :limit
), about_members AS (
    SELECT rowid, rank, snippet(member_notes_search, 0, '{MATCH_BEGINS}', '{MATCH_ENDS}', '…', 24)
           AS excerpt
    FROM member_notes_search WHERE member_notes_search MATCH :query ORDER BY {{order}} LIMIT :limit
)
"""  # noqa: S608 - two constants
_NEWEST = """
WITH about_groups AS (
    SELECT id AS rowid, 0 AS rank, substr(text, 1, 160) AS excerpt FROM group_notes
    ORDER BY updated_at DESC LIMIT :limit
), about_members AS (
    SELECT id AS rowid, 0 AS rank, substr(text, 1, 160) AS excerpt FROM member_notes
    ORDER BY updated_at DESC LIMIT :limit
)
"""
_SHOWN = """
SELECT 'group', n.id, n.session_id, NULL, g.name, '', s.starts_at, n.updated_at AS updated_at,
       f.excerpt, f.rank AS rank
FROM about_groups AS f
JOIN group_notes AS n ON n.id = f.rowid
JOIN sessions AS s ON s.id = n.session_id
JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'member', n.id, n.session_id, n.member_id, coalesce(g.name, ''), m.chosen_name,
       s.starts_at, n.updated_at, f.excerpt, f.rank
FROM about_members AS f
JOIN member_notes AS n ON n.id = f.rowid
JOIN members AS m ON m.id = n.member_id
LEFT JOIN sessions AS s ON s.id = n.session_id
LEFT JOIN groups AS g ON g.id = s.group_id
ORDER BY {order} LIMIT :limit
"""
_BEST = _HITS.format(order="rank") + _SHOWN.format(order="rank")
_NEWEST_OF_MANY = _HITS.format(order="rowid DESC") + _SHOWN.format(order="updated_at DESC")
_RECENT = _NEWEST + _SHOWN.format(order="updated_at DESC")
_HOW_MANY = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM group_notes_search
            WHERE group_notes_search MATCH :query LIMIT :most))
     + (SELECT count(*) FROM (SELECT 1 FROM member_notes_search
            WHERE member_notes_search MATCH :query LIMIT :most))
"""

_PHRASES = re.compile(r'"([^"]+)"|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


def match_expression(typed: str) -> str:
    """What was typed, as an FTS5 query: every word must begin one in the note.

    Words in double quotes are a phrase. What holds no letter, digit or symbol is left out; an empty
    string means that nothing is left to look for. No character typed is ever FTS5 syntax.
    """
    parts = []
    for phrase, word in _PHRASES.findall("".join(map(_searchable, typed)).translate(_QUOTES)):
        text = (phrase or word).replace('"', "")
        if any(unicodedata.category(c)[0] in "LNM" or _is_symbol(c) for c in text):
            parts.append(f'"{text}"' + ("*" if word else ""))
    return " ".join(parts)


def _searchable(character: str) -> str:
    """`character`, or a space for what no note can hold and the engine would stumble over."""
    return " " if unicodedata.category(character) in {"Cc", "Cs"} else character


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk", "Co"}


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

    def search(self, typed: str, limit: int = 200) -> list[NoteHit]:
        """Notes with every word typed, best match first.

        The newest first where more than `MOST_RANKED` have them, or where nothing is typed.
        """
        query = match_expression(typed)
        if typed.strip() and not query:
            return []
        sql = self._ordered(query) if query else _RECENT
        values = {"query": query, "limit": limit} if query else {"limit": limit}
        return [
            NoteHit(
                kind=NoteKind(kind),
                note_id=note_id,
                session_id=session_id,
                member_id=member_id,
                group_name=group_name,
                member_name=member_name,
                happened_at=datetime.fromisoformat(starts_at) if starts_at else None,
                updated_at=datetime.fromisoformat(updated_at),
                excerpt=excerpt,
            )
            for (
                kind,
                note_id,
                session_id,
                member_id,
                group_name,
                member_name,
                starts_at,
                updated_at,
                excerpt,
                _,
            ) in self._connection.execute(sql, values)
        ]

    def _ordered(self, query: str) -> str:
        """The search for `query` in the order that can be had at once."""
        values = {"query": query, "most": MOST_RANKED + 1}
        (found,) = self._connection.execute(_HOW_MANY, values).fetchone()
        return _BEST if found <= MOST_RANKED else _NEWEST_OF_MANY
