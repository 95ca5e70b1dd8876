"""The search over notes of both kinds: words, narrowed by group, person and date.

Everything that narrows is part of the SQL, so that the best or the newest of what was asked for are
found, however many other notes have the words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from peerdesk.domain.excerpts import MATCH_BEGINS, MATCH_ENDS
from peerdesk.domain.notes import NoteHit, NoteKind, NoteScope

if TYPE_CHECKING:
    from peerdesk.vault.cipher import Connection

MOST_RANKED = 1_000
"""Notes beyond which the newest are shown instead of the best: to rank half of all notes for the
first letters of a word takes half a second."""
MOST_WITHIN = 8_000
"""Notes of a scope that are put aside to look for frequent words in them, newest first. Where they
are not enough, each note with the words is asked whether it is in the scope, which takes longer."""

_HOW_MANY = """
SELECT count(*) FROM (
    SELECT 1 FROM member_notes_search WHERE member_notes_search MATCH :query
    UNION ALL SELECT 1 FROM group_notes_search WHERE group_notes_search MATCH :query
    LIMIT :most)
"""
"""Of the kind with more notes first, after which the other one often need not be asked."""
_SHOWN = {
    NoteKind.GROUP: """
SELECT 'group', n.id, n.session_id, NULL, g.name, '', s.starts_at, n.updated_at AS updated_at,
       f.excerpt, f.rank AS rank, s.starts_at AS happened
FROM about_groups AS f
JOIN group_notes AS n ON n.id = f.id
JOIN sessions AS s ON s.id = n.session_id
JOIN groups AS g ON g.id = s.group_id
""",
    NoteKind.MEMBER: """
SELECT 'member', n.id, n.session_id, n.member_id, coalesce(g.name, ''), m.chosen_name,
       s.starts_at, n.updated_at AS updated_at, f.excerpt, f.rank AS rank,
       coalesce(s.starts_at, n.updated_at) AS happened
FROM about_members AS f
JOIN member_notes AS n ON n.id = f.id
JOIN members AS m ON m.id = n.member_id
LEFT JOIN sessions AS s ON s.id = n.session_id
LEFT JOIN groups AS g ON g.id = s.group_id
""",
}

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


class NoteSearch:
    """Asks one connection. Holds nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, typed: str, limit: int, scope: NoteScope) -> list[NoteHit]:
        """Notes in `scope` with every word typed, best match first.

        The newest first where more than `MOST_RANKED` have them, or where nothing is typed.
        """
        query = match_expression(typed)
        if typed.strip() and not query:
            return []
        values = {"query": query, "limit": limit, "most": MOST_WITHIN, **_values(scope)}
        within = _Within(scope)
        if not query:
            return self._hits(_recent(within), values)
        most = {"query": query, "most": MOST_RANKED + 1}
        (found,) = self._connection.execute(_HOW_MANY, most).fetchone()
        if found <= MOST_RANKED:
            return self._hits(_best(within), values)
        if not scope.narrows:
            return self._hits(_newest(within, aside=False), values)
        hits = self._hits(_newest(within, aside=True), values)
        if len(hits) < limit and self._is_wide(within, values):
            return self._hits(_newest(within, aside=False), values)
        return hits

    def one(self, kind: NoteKind, note_id: int) -> NoteHit | None:
        """The note of this id as it would be found, or None where it is gone."""
        hits = self._hits(_only(kind), {"note": note_id, "limit": 1})
        return hits[0] if hits else None

    def _is_wide(self, within: _Within, values: dict[str, object]) -> bool:
        """Whether a kind has more notes in the scope than were put aside."""
        counts = (
            self._connection.execute(
                f"SELECT count(*) FROM ({within.newest(kind, ':most')})",  # noqa: S608 - our own parts
                values,
            ).fetchone()[0]
            for kind in within.kinds
        )
        return any(count >= MOST_WITHIN for count in counts)

    def _hits(self, sql: str, values: dict[str, object]) -> list[NoteHit]:
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
                _,
            ) in self._connection.execute(sql, values)
        ]


@dataclass(frozen=True, slots=True)
class _Within:
    """A scope as conditions, and as ids in the order of an index, of each kind of note.

    A session that a note is about has its day; a note without one has that of its last change.
    """

    scope: NoteScope

    @property
    def kinds(self) -> tuple[NoteKind, ...]:
        return tuple(kind for kind in NoteKind if kind in self.scope.kinds)

    def conditions(self, kind: NoteKind) -> str:
        """On a note `n` and its session `s`, with AND in front of each."""
        of_session = self._of_session()
        if kind is NoteKind.GROUP:
            return "".join(f" AND {each}" for each in of_session)
        asked = ["n.member_id = :member"] if self.scope.member_id else []
        if of_session:
            with_session, without = " AND ".join(of_session), " AND ".join(self._of_none())
            asked.append(f"CASE WHEN n.session_id IS NULL THEN {without} ELSE {with_session} END")
        return "".join(f" AND {each}" for each in asked)

    def newest(self, kind: NoteKind, most: str) -> str:
        """SELECT of the ids and days of the newest notes in the scope, at most `most`."""
        table = "group_notes" if kind is NoteKind.GROUP else "member_notes"
        if self.scope.member_id:
            return f"""
SELECT n.id, coalesce(s.starts_at, n.updated_at) AS day
FROM member_notes AS n LEFT JOIN sessions AS s ON s.id = n.session_id
WHERE TRUE{self.conditions(kind)} ORDER BY day DESC LIMIT {most}"""  # noqa: S608 - our own parts
        # CROSS JOIN keeps this order: the sessions by their index, then the notes of each.
        of_sessions = f"""
SELECT n.id, s.starts_at AS day
FROM sessions AS s CROSS JOIN {table} AS n ON n.session_id = s.id
WHERE {" AND ".join(self._of_session())} ORDER BY day DESC LIMIT {most}"""  # noqa: S608 - as above
        if kind is NoteKind.GROUP:
            return of_sessions
        source = "member_notes AS n"
        if self.scope.group_id:
            source = f"({_PEOPLE}) AS p CROSS JOIN member_notes AS n ON n.member_id = p.member_id"
        of_none = f"""
SELECT n.id, n.updated_at AS day FROM {source}
WHERE n.session_id IS NULL{"".join(f" AND {each}" for each in self._changed())}
ORDER BY day DESC LIMIT {most}"""  # noqa: S608 - as above
        return f"""SELECT * FROM (SELECT * FROM ({of_sessions}) UNION ALL SELECT * FROM ({of_none}))
ORDER BY day DESC LIMIT {most}"""  # noqa: S608 - as above

    def _of_session(self) -> list[str]:
        asked = ["s.group_id = :group"] if self.scope.group_id else []
        asked += ["s.starts_at >= :since"] if self.scope.since else []
        return asked + (["s.starts_at < :until"] if self.scope.until else [])

    def _of_none(self) -> list[str]:
        asked = [f"n.member_id IN ({_PEOPLE})"] if self.scope.group_id else []
        return asked + self._changed()

    def _changed(self) -> list[str]:
        asked = ["n.updated_at >= :since_changed"] if self.scope.since else []
        return asked + (["n.updated_at < :until_changed"] if self.scope.until else [])


_PEOPLE = "SELECT DISTINCT member_id FROM memberships WHERE group_id = :group"


def _values(scope: NoteScope) -> dict[str, object]:
    """What the names in the conditions stand for."""
    after = scope.until + timedelta(days=1) if scope.until and scope.until < date.max else None
    return {
        "group": scope.group_id,
        "member": scope.member_id,
        "since": _local(scope.since),
        "until": _local(after or scope.until),
        "since_changed": _moment(scope.since),
        "until_changed": _moment(after or scope.until),
    }


def _local(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(day: date | None) -> str | None:
    """When a local day begins, as moments of change are kept."""
    if day is None:
        return None
    return datetime.combine(day, time.min).astimezone().astimezone(UTC).isoformat()


def _best(within: _Within) -> str:
    parts = {
        kind: f"""
SELECT f.rowid AS id, f.rank AS rank, {_snippet(kind)} AS excerpt
FROM {_index(kind)} AS f {_joined(kind, within)}
WHERE {_index(kind)} MATCH :query{within.conditions(kind)} ORDER BY f.rank LIMIT :limit"""  # noqa: S608 - our own parts
        for kind in within.kinds
    }
    return _shown(parts, "rank")


def _newest(within: _Within, *, aside: bool) -> str:
    """The newest with words that many notes have; `aside` looks within ids that were read first."""
    parts = {}
    for kind in within.kinds:
        joined, asked = _joined(kind, within), within.conditions(kind)
        if aside:
            ids = f"SELECT id FROM ({within.newest(kind, ':most')})"  # noqa: S608 - our own parts
            joined, asked = "", f" AND +f.rowid IN ({ids})"
        parts[kind] = f"""
SELECT f.rowid AS id, 0 AS rank, {_snippet(kind)} AS excerpt
FROM {_index(kind)} AS f {joined}
WHERE {_index(kind)} MATCH :query{asked} ORDER BY f.rowid DESC LIMIT :limit"""  # noqa: S608 - as above
    return _shown(parts, "happened DESC" if within.scope.narrows else "updated_at DESC")


def _recent(within: _Within) -> str:
    parts = {}
    for kind in within.kinds:
        table = _table(kind)
        ids = f"SELECT id FROM {table} ORDER BY updated_at DESC LIMIT :limit"  # noqa: S608 - constants
        if within.scope.narrows:
            ids = f"SELECT id FROM ({within.newest(kind, ':limit')})"  # noqa: S608 - our own parts
        parts[kind] = f"""
SELECT n.id, 0 AS rank, substr(n.text, 1, 160) AS excerpt
FROM {table} AS n WHERE n.id IN ({ids})"""  # noqa: S608 - as above
    return _shown(parts, "happened DESC" if within.scope.narrows else "updated_at DESC")


def _only(kind: NoteKind) -> str:
    part = f"""
SELECT n.id, 0 AS rank, substr(n.text, 1, 160) AS excerpt
FROM {_table(kind)} AS n WHERE n.id = :note"""  # noqa: S608 - constants
    return _shown({kind: part}, "rank")


def _shown(parts: dict[NoteKind, str], order: str) -> str:
    """The notes of `parts` with what is shown of them, the first by `order`."""
    if not parts:
        return "SELECT 1 WHERE FALSE"
    named = ", ".join(f"{_NAMES[kind]} AS ({part})" for kind, part in parts.items())
    shown = " UNION ALL ".join(_SHOWN[kind] for kind in parts)
    return f"WITH {named} {shown} ORDER BY {order} LIMIT :limit"


_NAMES = {NoteKind.GROUP: "about_groups", NoteKind.MEMBER: "about_members"}


def _table(kind: NoteKind) -> str:
    return "group_notes" if kind is NoteKind.GROUP else "member_notes"


def _index(kind: NoteKind) -> str:
    return f"{_table(kind)}_search"


def _snippet(kind: NoteKind) -> str:
    return f"snippet({_index(kind)}, 0, '{MATCH_BEGINS}', '{MATCH_ENDS}', '…', 24)"


def _joined(kind: NoteKind, within: _Within) -> str:
    """The note `n` and its session `s` of a match, where there is something to ask about them."""
    if not within.conditions(kind):
        return ""
    return f"""JOIN {_table(kind)} AS n ON n.id = f.rowid
LEFT JOIN sessions AS s ON s.id = n.session_id"""
