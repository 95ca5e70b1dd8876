"""What is due by the rules of a vault, found by the database and through any connection.

Reads whole tables, so after years it belongs into a job with a reader of the vault.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from peerdesk.desk.rows import columns, decoded
from peerdesk.domain.releases import accounted_since
from peerdesk.domain.retention import (
    WITH_A_PERSON,
    Asking,
    Due,
    RetentionKind,
    RetentionRule,
    ReviewDate,
    RuleBook,
    due_on,
    last_day_due,
    months_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerdesk.vault.cipher import Connection

_CAME = "a.presence IN ('present', 'late', 'left_early')"
_LEADING = "s.role IN ('facilitator', 'co_facilitator')"

# Each query gives: record, member, group, day of the session, counted_from, cutoff, never came.
# `own` has the cutoff of each group that differs; the least of several is the longest rule.
_OWN = """
own (group_id, cutoff) AS (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:own)),
in_groups (member_id, cutoff) AS (
    SELECT s.member_id, min(coalesce(o.cutoff, :cutoff)) FROM memberships AS s
    LEFT JOIN own AS o ON o.group_id = s.group_id GROUP BY s.member_id)
"""
_PEOPLE = f"""
SELECT record_id, record_id, NULL, NULL,
       coalesce(came, added), cutoff, came IS NULL FROM (
    SELECT m.id AS record_id, substr(m.created_at, 1, 10) AS added,
           coalesce(g.cutoff, :cutoff) AS cutoff,
           (SELECT max(day) FROM (
                SELECT substr(max(s.starts_at), 1, 10) AS day FROM attendances AS a
                JOIN sessions AS s ON s.id = a.session_id
                WHERE a.member_id = m.id AND {_CAME}
                UNION ALL SELECT came_on FROM last_days WHERE member_id = m.id)) AS came
    FROM members AS m LEFT JOIN in_groups AS g ON g.member_id = m.id
    WHERE (m.id NOT IN (
            SELECT a.member_id FROM sessions AS s JOIN attendances AS a ON a.session_id = s.id
            WHERE s.starts_at >= :after_newest AND {_CAME})
        OR m.id IN (SELECT member_id FROM review_dates WHERE kind = 'person'))
      AND m.id NOT IN (
            SELECT s.member_id FROM memberships AS s JOIN groups AS g ON g.id = s.group_id
            WHERE s.until IS NULL AND g.archived = 0 AND {_LEADING})
      AND m.id NOT IN (
            SELECT r.member_id FROM information_releases AS r
            JOIN memberships AS s ON s.member_id = r.member_id
            JOIN groups AS g ON g.id = s.group_id
            WHERE g.part2 <> 'no' AND r.released_on >= :accounted_since))
"""  # noqa: S608 - constants
_MEMBER_NOTES = """
SELECT n.id, n.member_id, s.group_id, substr(s.starts_at, 1, 10),
       substr(coalesce(s.starts_at, n.updated_at), 1, 10),
       CASE WHEN s.id IS NULL THEN coalesce(g.cutoff, :cutoff) ELSE coalesce(o.cutoff, :cutoff) END,
       0
FROM member_notes AS n LEFT JOIN sessions AS s ON s.id = n.session_id
LEFT JOIN own AS o ON o.group_id = s.group_id
LEFT JOIN in_groups AS g ON g.member_id = n.member_id
"""
_MEMBER_FOLLOW_UPS = """
SELECT f.member_id, f.member_id, NULL, NULL, substr(max(f.done_at), 1, 10),
       coalesce(g.cutoff, :cutoff), 0
FROM member_follow_ups AS f LEFT JOIN in_groups AS g ON g.member_id = f.member_id
WHERE f.done_at IS NOT NULL GROUP BY f.member_id
"""
_RELEASES = """
SELECT r.member_id, r.member_id, NULL, NULL, max(r.released_on), coalesce(g.cutoff, :cutoff), 0
FROM information_releases AS r LEFT JOIN in_groups AS g ON g.member_id = r.member_id
WHERE r.member_id IS NOT NULL GROUP BY r.member_id
"""
_CONSENTS = """
SELECT c.id, c.member_id, NULL, NULL, max(c.ended, coalesce(
        (SELECT max(released_on) FROM information_releases WHERE consent_id = c.id), '')),
       coalesce(g.cutoff, :cutoff), 0
FROM (SELECT id, member_id, coalesce(min(withdrawn_on, expires_on), withdrawn_on, expires_on)
        AS ended FROM release_consents) AS c
LEFT JOIN in_groups AS g ON g.member_id = c.member_id
WHERE c.ended <= :day
"""
_GROUP_RELEASES = """
SELECT r.id, NULL, r.group_id, r.released_on, r.released_on, coalesce(o.cutoff, :cutoff), 0
FROM information_releases AS r LEFT JOIN own AS o ON o.group_id = r.group_id
WHERE r.group_id IS NOT NULL
"""
_OF_SESSIONS = """
SELECT s.id, NULL, s.group_id, substr(s.starts_at, 1, 10), substr(s.starts_at, 1, 10),
       coalesce(o.cutoff, :cutoff), 0
FROM sessions AS s LEFT JOIN own AS o ON o.group_id = s.group_id
WHERE s.state <> 'running' AND {which}
"""
_FOLLOW_UPS = """
SELECT s.id, NULL, s.group_id, substr(s.starts_at, 1, 10), substr(max(f.done_at), 1, 10),
       coalesce(o.cutoff, :cutoff), 0
FROM follow_ups AS f JOIN sessions AS s ON s.id = f.session_id
LEFT JOIN own AS o ON o.group_id = s.group_id
WHERE f.done_at IS NOT NULL AND s.state <> 'running' GROUP BY s.id
"""
_CONCERNS = """
SELECT c.id, c.member_id, s.group_id, substr(s.starts_at, 1, 10), substr(c.happened_at, 1, 10),
       coalesce(o.cutoff, :cutoff), 0
FROM safeguarding_concerns AS c LEFT JOIN sessions AS s ON s.id = c.session_id
LEFT JOIN own AS o ON o.group_id = s.group_id
"""


def _sessions_with(which: str) -> str:
    return _OF_SESSIONS.format(which=which)


QUERIES: Mapping[RetentionKind, str] = {
    RetentionKind.PERSON: _PEOPLE,
    RetentionKind.MEMBER_NOTE: _MEMBER_NOTES,
    RetentionKind.MEMBER_FOLLOW_UP: _MEMBER_FOLLOW_UPS,
    RetentionKind.RELEASE: _RELEASES,
    RetentionKind.CONSENT: _CONSENTS,
    RetentionKind.ATTENDANCE: _sessions_with("s.id IN (SELECT session_id FROM attendances)"),
    RetentionKind.GROUP_NOTE: _sessions_with(
        "(s.id IN (SELECT session_id FROM group_notes)"
        " OR s.id IN (SELECT session_id FROM parked_topics))"
    ),
    RetentionKind.FOLLOW_UP: _FOLLOW_UPS,
    RetentionKind.DEBRIEF: _sessions_with("s.id IN (SELECT session_id FROM debriefs)"),
    RetentionKind.SESSION: _sessions_with("s.starts_at < :day"),
    RetentionKind.GROUP_RELEASE: _GROUP_RELEASES,
    RetentionKind.CONCERN: _CONCERNS,
}
"""For each kind, what there is of it."""
REVIEWED_BY: Mapping[RetentionKind, str] = {
    RetentionKind.PERSON: "member_id",
    RetentionKind.MEMBER_NOTE: "note_id",
    RetentionKind.MEMBER_FOLLOW_UP: "member_id",
    RetentionKind.RELEASE: "member_id",
    RetentionKind.CONSENT: "consent_id",
    RetentionKind.GROUP_RELEASE: "release_id",
    RetentionKind.CONCERN: "concern_id",
}
"""The column of a review date that says whose it is; a session's where a kind is not here."""
_IS_DUE = """
CASE WHEN r.id IS NULL THEN x.counted_from <= x.cutoff
     WHEN x.counted_from <= r.decided_on THEN r.review_on <= :day
     ELSE x.counted_from <= x.cutoff AND r.review_on <= :day END
"""
_FOUND = """
WITH {own},
x (record_id, member_id, group_id, day, counted_from, cutoff, never_came) AS ({query})
SELECT {wanted} FROM x LEFT JOIN review_dates AS r ON r.kind = :kind AND r.{column} = x.record_id
WHERE {condition}
"""
_COLUMNS = f"""
x.record_id, x.member_id, x.group_id, x.day, x.counted_from, x.cutoff, x.never_came,
{columns(ReviewDate, "r")}
"""
_BESIDE = 7
"""How many columns stand before those of the review date."""
_NEVER = ""
"""A cutoff before every day."""
_CONDITIONS = {
    Asking.DUE: _IS_DUE,
    Asking.SOON: _IS_DUE,
    Asking.KEPT: "r.review_on > :day AND x.counted_from <= r.decided_on",
}
SOON_MONTHS = 3
"""How far ahead what is not due yet is shown."""


def rule_book(connection: Connection) -> RuleBook:
    """The rules that were made, without those of kinds that this PeerDesk does not know."""
    sql = f"SELECT {columns(RetentionRule)} FROM retention_rules ORDER BY id"  # noqa: S608 - own names
    known = set(RetentionKind)
    place = columns(RetentionRule).split(", ").index("kind")
    rows = (row for row in connection.execute(sql) if row[place] in known)
    return RuleBook(tuple(decoded(RetentionRule, row) for row in rows))


def due_counts(connection: Connection, today: date, book: RuleBook) -> dict[RetentionKind, int]:
    """How many records are due, of each kind that has any, as `due_records` has them."""
    found = {}
    for kind in _asked_about(connection, RetentionKind, book):
        sql = _sql(kind, "count(*)", _CONDITIONS[Asking.DUE])
        (count,) = connection.execute(sql, _values(kind, today, book)).fetchone()
        if count and kind in WITH_A_PERSON:
            both = (RetentionKind.PERSON, kind)
            listed = due_records(connection, today, book, kinds=both)
            count = sum(each.kind is kind for each in listed)
        if count:
            found[kind] = int(count)
    return found


def due_records(
    connection: Connection,
    today: date,
    book: RuleBook,
    asking: Asking = Asking.DUE,
    kinds: Iterable[RetentionKind] = tuple(RetentionKind),
) -> list[Due]:
    """The records themselves, those that are due longest first.

    What goes with a person who is due as a whole is not listed beside them.
    """
    day = months_after(today, SOON_MONTHS) if asking is Asking.SOON else today
    found: list[Due] = []
    people: set[int | None] = set()
    for kind in _asked_about(connection, kinds, book):
        of_kind = _records(connection, kind, day, book, asking)
        if asking is Asking.SOON:
            of_kind = [each for each in of_kind if each.due_on > today]
        if kind is RetentionKind.PERSON:
            people = {each.member_id for each in of_kind}
        elif kind in WITH_A_PERSON:
            of_kind = [each for each in of_kind if each.member_id not in people]
        found += of_kind
    return sorted(found, key=_longest_due)


def _asked_about(
    connection: Connection, kinds: Iterable[RetentionKind], book: RuleBook
) -> list[RetentionKind]:
    """Those of `kinds` of which anything can be due: reading the others is for nothing."""
    decided = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM review_dates")}
    return [kind for kind in kinds if kind in decided or _periods(kind, book) != {None}]


def _longest_due(each: Due) -> tuple[date, str, int]:
    return each.due_on, each.kind, each.record_id


def _records(
    connection: Connection, kind: RetentionKind, day: date, book: RuleBook, asking: Asking
) -> list[Due]:
    sql = _sql(kind, _COLUMNS, _CONDITIONS[asking])
    rows = connection.execute(sql, _values(kind, day, book)).fetchall()
    months = {_cutoff(day, each): each for each in _periods(kind, book)}
    found = []
    for row in rows:
        record_id, member_id, group_id, about, counted, cutoff, never_came = row[:_BESIDE]
        decided = None if row[_BESIDE] is None else decoded(ReviewDate, row[_BESIDE:])
        counted_from = date.fromisoformat(counted)
        due = due_on(counted_from, months[cutoff], decided)
        if due is not None:
            found.append(
                Due(
                    kind=kind,
                    record_id=record_id,
                    counted_from=counted_from,
                    due_on=due,
                    member_id=member_id,
                    group_id=group_id,
                    day=None if about is None else date.fromisoformat(about),
                    never_came=bool(never_came),
                    decided=decided,
                )
            )
    return found


def _sql(kind: RetentionKind, wanted: str, condition: str) -> str:
    return _FOUND.format(
        own=_OWN,
        query=QUERIES[kind],
        wanted=wanted,
        column=REVIEWED_BY.get(kind, "session_id"),
        condition=condition,
    )


def _values(kind: RetentionKind, day: date, book: RuleBook) -> dict[str, str]:
    own = {group_id: _cutoff(day, months) for group_id, months in book.of_groups(kind).items()}
    newest = max(_cutoff(day, each) for each in _periods(kind, book))
    after = date.fromisoformat(newest) + timedelta(days=1) if newest else date.max
    return {
        "kind": kind.value,
        "day": day.isoformat(),
        "cutoff": _cutoff(day, book.months(kind)),
        "own": json.dumps(list(own.items())),
        "after_newest": after.isoformat(),
        "accounted_since": accounted_since(day).isoformat(),
    }


def _periods(kind: RetentionKind, book: RuleBook) -> set[int | None]:
    """Every period that holds for a kind anywhere in the vault."""
    return {book.months(kind), *book.of_groups(kind).values()}


def _cutoff(day: date, months: int | None) -> str:
    """The newest day that is due, which the database compares; before every day for no end."""
    return _NEVER if months is None else last_day_due(day, months).isoformat()
