"""Erasing records that are no person: notes, promises, releases, debriefs, sessions.

Everything here happens within a change of the caller's, and gives the texts for the proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.bulk_preview import CAME
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import now
from peerdesk.domain.retention import RetentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.erasure import ErasedRecord


@dataclass(frozen=True, slots=True)
class _Removal:
    """Rows that are removed for one record: `texts` are theirs and of what goes with them."""

    table: str
    kind: Kind
    condition: str
    texts: tuple[str, ...]


_MEMBER_NOTES = (
    "SELECT text FROM member_notes WHERE id = :id",
    "SELECT statement FROM member_notes WHERE id = :id",
    "SELECT text FROM member_note_versions WHERE note_id = :id",
    "SELECT text FROM drafts WHERE kind = 'member' AND subject_id = :id",
    "SELECT why FROM review_dates WHERE note_id = :id",
)
_GROUP_NOTES = (
    "SELECT text FROM group_notes WHERE session_id = :id",
    """SELECT text FROM group_note_versions
    WHERE note_id IN (SELECT id FROM group_notes WHERE session_id = :id)""",
    "SELECT text FROM drafts WHERE kind = 'group' AND subject_id = :id",
    "SELECT why FROM review_dates WHERE session_id = :id AND kind = 'group_note'",
)
_OF_A_RELEASE = (
    *("what", "recipient", "organisation", "purpose"),
    *("reference", "not_told_because"),
)
_RELEASES = tuple(
    f"SELECT {column} FROM information_releases WHERE member_id = :id"  # noqa: S608 - own names
    for column in _OF_A_RELEASE
)
_GROUP_RELEASES = (
    *(
        f"SELECT {column} FROM information_releases WHERE id = :id"  # noqa: S608 - own names
        for column in _OF_A_RELEASE
    ),
    "SELECT why FROM review_dates WHERE release_id = :id",
)
_CONSENTS = (
    *(
        f"SELECT {column} FROM release_consents WHERE id = :id"  # noqa: S608 - own names
        for column in ("what", "recipient", "organisation", "purpose", "expires_when")
    ),
    "SELECT why FROM review_dates WHERE consent_id = :id",
)
_PARKED = ("SELECT text FROM parked_topics WHERE session_id = :id",)
_DEBRIEFS = (
    "SELECT how_was_i FROM debriefs WHERE session_id = :id",
    "SELECT went_well FROM debriefs WHERE session_id = :id",
    "SELECT to_supervision FROM debriefs WHERE session_id = :id",
    "SELECT why FROM review_dates WHERE session_id = :id AND kind = 'debrief'",
)
_WHY_OF_PROMISES = """
SELECT why FROM review_dates WHERE member_id = :id AND kind = 'member_follow_up'
AND NOT EXISTS (SELECT 1 FROM member_follow_ups WHERE member_id = :id AND done_at IS NULL)
"""
"""It goes with the last of them, and stays with one that is still to be done."""
_OF_RELEASES = "member_id = :id AND kind = 'release'"
_REMOVALS: Mapping[RetentionKind, tuple[_Removal, ...]] = {
    RetentionKind.MEMBER_NOTE: (
        _Removal("member_notes", Kind.MEMBER_NOTE, "id = :id", _MEMBER_NOTES),
    ),
    RetentionKind.MEMBER_FOLLOW_UP: (
        _Removal(
            "member_follow_ups",
            Kind.FOLLOW_UP,
            "member_id = :id AND done_at IS NOT NULL",
            (
                "SELECT text FROM member_follow_ups WHERE member_id = :id AND done_at IS NOT NULL",
                _WHY_OF_PROMISES,
            ),
        ),
    ),
    RetentionKind.RELEASE: (
        _Removal("information_releases", Kind.RELEASE, "member_id = :id", _RELEASES),
        _Removal(
            "review_dates",
            Kind.RETENTION,
            _OF_RELEASES,
            (f"SELECT why FROM review_dates WHERE {_OF_RELEASES}",),  # noqa: S608 - a constant
        ),
    ),
    RetentionKind.CONSENT: (_Removal("release_consents", Kind.CONSENT, "id = :id", _CONSENTS),),
    RetentionKind.GROUP_RELEASE: (
        _Removal("information_releases", Kind.RELEASE, "id = :id", _GROUP_RELEASES),
    ),
    RetentionKind.GROUP_NOTE: (
        _Removal("group_notes", Kind.GROUP_NOTE, "session_id = :id", _GROUP_NOTES),
        _Removal("parked_topics", Kind.PARKED, "session_id = :id", _PARKED),
    ),
    RetentionKind.FOLLOW_UP: (
        _Removal(
            "follow_ups",
            Kind.FOLLOW_UP,
            "session_id = :id AND done_at IS NOT NULL",
            ("SELECT text FROM follow_ups WHERE session_id = :id AND done_at IS NOT NULL",),
        ),
    ),
    RetentionKind.DEBRIEF: (_Removal("debriefs", Kind.DEBRIEF, "session_id = :id", _DEBRIEFS),),
    RetentionKind.SESSION: (
        _Removal("group_notes", Kind.GROUP_NOTE, "session_id = :id", _GROUP_NOTES),
        _Removal("parked_topics", Kind.PARKED, "session_id = :id", _PARKED),
        _Removal(
            "follow_ups",
            Kind.FOLLOW_UP,
            "session_id = :id",
            ("SELECT text FROM follow_ups WHERE session_id = :id",),
        ),
        _Removal("debriefs", Kind.DEBRIEF, "session_id = :id", _DEBRIEFS),
        _Removal(
            "sessions",
            Kind.SESSION,
            "id = :id",
            (
                "SELECT title FROM agenda_items WHERE session_id = :id",
                "SELECT text FROM checklist_ticks WHERE session_id = :id",
                "SELECT why FROM review_dates WHERE session_id = :id",
            ),
        ),
    ),
}
"""What is removed for each kind, in this order."""
_TABLES_OF: Mapping[Kind, tuple[str, ...]] = {
    Kind.MEMBER_NOTE: ("member_notes",),
    Kind.GROUP_NOTE: ("group_notes",),
    Kind.PARKED: ("parked_topics",),
    Kind.FOLLOW_UP: ("follow_ups", "member_follow_ups"),
    Kind.DEBRIEF: ("debriefs",),
    Kind.SESSION: ("sessions",),
    Kind.RELEASE: ("information_releases",),
    Kind.CONSENT: ("release_consents",),
    Kind.RETENTION: ("review_dates",),
}
"""Where a record of the list of erasures may be found again."""
_KEEP_LAST_DAYS = f"""
INSERT INTO last_days (uid, created_at, updated_at, member_id, came_on)
SELECT lower(hex(randomblob(16))), :now, :now, a.member_id, substr(s.starts_at, 1, 10)
FROM attendances AS a JOIN sessions AS s ON s.id = a.session_id
WHERE a.session_id = :id AND a.{CAME}
ON CONFLICT (member_id) DO UPDATE SET
    came_on = max(came_on, excluded.came_on), updated_at = excluded.updated_at
"""  # noqa: S608 - a constant
_KEEP_COUNT = f"""
UPDATE sessions SET erased = erased + (
    SELECT count(*) FROM attendances WHERE session_id = :id AND {CAME}) WHERE id = :id
"""  # noqa: S608 - a constant


def erase_single(desk: Desk, kind: RetentionKind, record_id: int) -> list[str]:
    """Remove one record that is no person; its texts, none where it is gone already."""
    if kind is RetentionKind.ATTENDANCE:
        _forget_who_came(desk, record_id)
        return []
    texts: list[str] = []
    if kind is RetentionKind.SESSION:
        desk.connection.execute(_KEEP_LAST_DAYS, _values(record_id))
    for removal in _REMOVALS[kind]:
        texts += _removed(desk, removal, record_id)
    return texts


def erase_singles_again(desk: Desk, known: Iterable[ErasedRecord]) -> int:
    """Erase what a backup brought back, by the list of erasures; how many that were."""
    again = 0
    for erased in known:
        if erased.kind == Kind.ATTENDANCE:
            again += _forget_who_came_again(desk, erased.record_uid)
        for table in _TABLES_OF.get(Kind(erased.kind), ()) if erased.kind in _KNOWN else ():
            sql = f"DELETE FROM {table} WHERE uid = ?"  # noqa: S608 - a constant
            again += desk.connection.execute(sql, (erased.record_uid,)).rowcount
    return again


_KNOWN = {kind.value for kind in Kind}
"""A newer PeerDesk may have erased what this one has no table for."""


def _removed(desk: Desk, removal: _Removal, record_id: int) -> list[str]:
    values = _values(record_id)
    texts = [text for query in removal.texts for (text,) in desk.connection.execute(query, values)]
    uids = desk.connection.execute(
        f"SELECT uid FROM {removal.table} WHERE {removal.condition}",  # noqa: S608 - constants
        values,
    ).fetchall()
    for (uid,) in uids:
        desk.erasures.remember(uid, removal.kind)
    desk.connection.execute(
        f"DELETE FROM {removal.table} WHERE {removal.condition}",  # noqa: S608 - constants
        values,
    )
    if removal.kind is Kind.GROUP_NOTE:
        # What was being typed belongs to the session, which may stay.
        desk.connection.execute(
            "DELETE FROM drafts WHERE kind = 'group' AND subject_id = ?", (record_id,)
        )
    return texts


def _forget_who_came(desk: Desk, session_id: int) -> None:
    """Leave a bare count of who came, and for each of them the day on which they came last."""
    found = desk.connection.execute("SELECT uid FROM sessions WHERE id = ?", (session_id,))
    row = found.fetchone()
    if row is None:
        return
    values = _values(session_id)
    desk.connection.execute(_KEEP_LAST_DAYS, values)
    desk.connection.execute(_KEEP_COUNT, values)
    for table in ("attendances", "session_roles"):
        desk.connection.execute(f"DELETE FROM {table} WHERE session_id = :id", values)  # noqa: S608 - constants
    desk.erasures.remember(row[0], Kind.ATTENDANCE)


def _forget_who_came_again(desk: Desk, session_uid: str) -> int:
    found = desk.connection.execute(
        "SELECT id FROM sessions WHERE uid = ? AND id IN (SELECT session_id FROM attendances)",
        (session_uid,),
    ).fetchone()
    if found is None:
        return 0
    _forget_who_came(desk, found[0])
    return 1


def _values(record_id: int) -> dict[str, object]:
    return {"id": record_id, "now": now().isoformat()}
