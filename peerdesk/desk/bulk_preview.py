"""What erasing several records would do, counted by the database and changing nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from peerdesk.desk.rows import now
from peerdesk.domain.bulk_erasure import BulkPreview, RecordKey
from peerdesk.domain.names import folded
from peerdesk.domain.releases import accounted_since
from peerdesk.domain.retention import ERASABLE, RetentionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from peerdesk.vault.cipher import Connection

CAME = "presence IN ('present', 'late', 'left_early')"


def ids_of(kind: RetentionKind) -> str:
    """The ids that were chosen of a kind, within a query that is given them by its name."""
    return f"(SELECT value FROM json_each(:{kind.value}))"  # noqa: S608 - a kind of our own


_ROOTS: Mapping[RetentionKind, Mapping[str, str]] = {
    RetentionKind.PERSON: {"members": "id IN {ids}"},
    RetentionKind.MEMBER_NOTE: {"member_notes": "id IN {ids}"},
    RetentionKind.MEMBER_FOLLOW_UP: {
        "member_follow_ups": "member_id IN {ids} AND done_at IS NOT NULL"
    },
    RetentionKind.RELEASE: {
        "information_releases": "member_id IN {ids}",
        "review_dates": "member_id IN {ids} AND kind = 'release'",
    },
    RetentionKind.CONSENT: {"release_consents": "id IN {ids}"},
    RetentionKind.ATTENDANCE: {
        "attendances": "session_id IN {ids}",
        "session_roles": "session_id IN {ids}",
    },
    RetentionKind.GROUP_NOTE: {
        "group_notes": "session_id IN {ids}",
        "parked_topics": "session_id IN {ids}",
    },
    RetentionKind.FOLLOW_UP: {"follow_ups": "session_id IN {ids} AND done_at IS NOT NULL"},
    RetentionKind.DEBRIEF: {"debriefs": "session_id IN {ids}"},
    RetentionKind.SESSION: {"sessions": "id IN {ids}"},
    RetentionKind.GROUP_RELEASE: {"information_releases": "id IN {ids}"},
}
"""For each kind, the rows that are removed; what belongs to them goes by the foreign keys."""
_TABLES = """
SELECT name FROM sqlite_schema
WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY rowid
"""
_SESSIONS_COUNTED = f"""
SELECT count(DISTINCT session_id) FROM attendances
WHERE {CAME} AND (member_id IN {ids_of(RetentionKind.PERSON)}
    OR session_id IN {ids_of(RetentionKind.ATTENDANCE)})
AND session_id NOT IN {ids_of(RetentionKind.SESSION)}
"""  # noqa: S608 - constants
_CONCERNS = f"""
SELECT count(*) FROM safeguarding_concerns WHERE member_id IN {ids_of(RetentionKind.PERSON)}
"""  # noqa: S608 - constants
_RUNNING_PEOPLE = """
SELECT a.member_id FROM attendances AS a JOIN sessions AS s ON s.id = a.session_id
WHERE s.state = 'running'
UNION SELECT member_id FROM session_turns WHERE member_id IS NOT NULL
UNION SELECT r.member_id FROM session_roles AS r JOIN sessions AS s ON s.id = r.session_id
WHERE s.state = 'running'
"""
_RUNNING_SESSIONS = "SELECT id FROM sessions WHERE state = 'running'"
_NAMES = f"""
SELECT chosen_name, other_name FROM members WHERE id IN {ids_of(RetentionKind.PERSON)}
"""  # noqa: S608 - constants
_TEXTS_THAT_STAY = f"""
SELECT session_id, text FROM group_notes
WHERE session_id NOT IN {ids_of(RetentionKind.GROUP_NOTE)}
UNION ALL SELECT n.session_id, v.text FROM group_note_versions AS v
JOIN group_notes AS n ON n.id = v.note_id
WHERE n.session_id NOT IN {ids_of(RetentionKind.GROUP_NOTE)}
UNION ALL SELECT session_id, text FROM parked_topics
WHERE session_id NOT IN {ids_of(RetentionKind.GROUP_NOTE)}
UNION ALL SELECT session_id, text FROM follow_ups
WHERE session_id NOT IN {ids_of(RetentionKind.FOLLOW_UP)} OR done_at IS NULL
"""  # noqa: S608 - constants
_TO_ACCOUNT_FOR = f"""
SELECT count(DISTINCT r.member_id) FROM information_releases AS r
WHERE r.member_id IN {ids_of(RetentionKind.PERSON)} AND r.released_on >= :accounted_since
AND r.member_id IN (SELECT s.member_id FROM memberships AS s
    JOIN groups AS g ON g.id = s.group_id WHERE g.part2 <> 'no')
"""  # noqa: S608 - constants
_OF_A_SESSION = frozenset(
    {
        RetentionKind.ATTENDANCE,
        RetentionKind.GROUP_NOTE,
        RetentionKind.FOLLOW_UP,
        RetentionKind.DEBRIEF,
        RetentionKind.SESSION,
    }
)
_OF_A_PERSON = frozenset(
    {RetentionKind.PERSON, RetentionKind.MEMBER_FOLLOW_UP, RetentionKind.RELEASE}
)
EVERY_SO_MANY = 500
"""Texts after which the work asks whether to stop."""
FEW_NAMES = 60
"""Up to so many, looking for each in every text is the quicker way."""


def bulk_preview(
    connection: Connection,
    records: Iterable[RecordKey],
    go_on: Callable[[], object] = bool,
) -> BulkPreview:
    """What would go and what would stay. Belongs into a job: every text is looked through.

    `go_on` is called now and then, and raises where the work is to stop.
    """
    going, left_out = without_running(connection, records)
    values = parameters(going)
    rows = {}
    for table, condition in going_rows(connection, going).items():
        go_on()
        sql = f"SELECT count(*) FROM {table} WHERE {condition}"  # noqa: S608 - names from the schema
        (count,) = connection.execute(sql, values).fetchone()
        if count:
            rows[table] = int(count)
    (sessions,) = connection.execute(_SESSIONS_COUNTED, values).fetchone()
    (concerns,) = connection.execute(_CONCERNS, values).fetchone()
    (accountable,) = connection.execute(_TO_ACCOUNT_FOR, values).fetchone()
    return BulkPreview(
        chosen={kind: len(ids) for kind, ids in going.items() if ids},
        rows=rows,
        sessions_counted=sessions,
        concerns=concerns,
        named_in=_sessions_that_name(connection, values, go_on),
        to_account_for=accountable,
        left_out=left_out,
    )


def without_running(
    connection: Connection, records: Iterable[RecordKey]
) -> tuple[dict[RetentionKind, list[int]], tuple[RecordKey, ...]]:
    """The ids of each kind that may go, and which records belong to a session that is running."""
    people = {member_id for (member_id,) in connection.execute(_RUNNING_PEOPLE)}
    sessions = {session_id for (session_id,) in connection.execute(_RUNNING_SESSIONS)}
    going: dict[RetentionKind, list[int]] = {kind: [] for kind in ERASABLE}
    left_out = []
    for kind, record_id in records:
        in_use = (kind in _OF_A_PERSON and record_id in people) or (
            kind in _OF_A_SESSION and record_id in sessions
        )
        if in_use:
            left_out.append((kind, record_id))
        else:
            going[kind].append(record_id)
    return going, tuple(left_out)


def parameters(going: Mapping[RetentionKind, list[int]]) -> dict[str, str]:
    """What every query of this module is given."""
    ids = {kind.value: json.dumps(going.get(kind, [])) for kind in ERASABLE}
    return ids | {"accounted_since": accounted_since(now().date()).isoformat()}


def going_rows(connection: Connection, going: Mapping[RetentionKind, list[int]]) -> dict[str, str]:
    """Which rows of which table would go, as a condition for each: the chosen, and what is theirs.

    By the foreign keys of the schema itself, so that a new kind of record can't be forgotten.
    """
    found: dict[str, list[str]] = {}
    for kind, ids in going.items():
        if ids:
            for table, condition in _ROOTS[kind].items():
                chosen = condition.format(ids=ids_of(kind))
                for each, of_each in _with_belongings(connection, table, chosen).items():
                    found.setdefault(each, []).append(f"({of_each})")
    return {table: " OR ".join(conditions) for table, conditions in found.items()}


def _with_belongings(connection: Connection, root: str, chosen: str) -> dict[str, str]:
    found = {root: chosen}
    tables = [str(name) for (name,) in connection.execute(_TABLES)]
    while True:
        more = {}
        for table in tables:
            if table not in found:
                condition = _belonging(connection, table, found)
                if condition:
                    more[table] = condition
        if not more:
            return found
        found |= more


def _belonging(connection: Connection, table: str, found: Mapping[str, str]) -> str:
    """Which rows go with those of `found`; empty where none does."""
    ties = connection.execute(
        'SELECT "from", "table", on_delete FROM pragma_foreign_key_list(?)', (table,)
    ).fetchall()
    return " OR ".join(
        f"{column} IN (SELECT id FROM {parent} WHERE {found[parent]})"  # noqa: S608 - names from the schema
        for column, parent, on_delete in ties
        if parent in found and on_delete == "CASCADE"
    )


def _sessions_that_name(
    connection: Connection, values: Mapping[str, str], go_on: Callable[[], object]
) -> int:
    names = {folded(name) for row in connection.execute(_NAMES, values) for name in row if name} - {
        ""
    }
    if not names:
        return 0
    looked_for = _looked_for(names)
    found: set[int] = set()
    for number, (session_id, text) in enumerate(connection.execute(_TEXTS_THAT_STAY, values)):
        if number % EVERY_SO_MANY == 0:
            go_on()
        if session_id not in found and looked_for(folded(text)):
            found.add(session_id)
    return len(found)


def _looked_for(names: set[str]) -> Callable[[str], bool]:
    """Whether one of many names stands in a folded text, by itself and not within a word."""
    patterns = {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names}
    by_first_word: dict[str, list[str]] = {}
    without_words = []
    for name in names:
        words = re.findall(r"\w+", name)
        if words:
            by_first_word.setdefault(words[0], []).append(name)
        else:
            without_words.append(name)  # a chosen name may be an emoji

    def stands_in(plain: str) -> bool:
        if len(names) <= FEW_NAMES:
            candidates = [name for name in names if name in plain]
        else:
            candidates = [name for name in without_words if name in plain]
            for word in by_first_word.keys() & set(re.findall(r"\w+", plain)):
                candidates += by_first_word[word]
        return any(patterns[name].search(plain) for name in candidates)

    return stands_in
