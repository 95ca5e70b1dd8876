"""The sample's rules of how long records are kept, and two decisions, so that Today shows some."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerdesk.domain.retention import Due, RetentionKind, months_after

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.members import Member

NOTES_KEPT = 6
"""Months that the notes of sessions are kept: the programme is not a year old."""
KEPT, SOONER = "moses", "soo_jin"
"""Both left some weeks ago."""
DECIDED_BEFORE = timedelta(days=21)


def decide_about_some(desk: Desk, members: Mapping[str, Member], today: date) -> None:
    """One who left is kept on purpose, and one is to be looked at today."""
    retention = desk.retention
    retention.set_months(RetentionKind.GROUP_NOTE, NOTES_KEPT)
    decided = today - DECIDED_BEFORE
    if KEPT in members:
        until = months_after(today, 18)
        why = "Asked us to keep his place until the summer after next."
        retention.decide([_due(members[KEPT], decided)], until, decided, why)
    if SOONER in members:
        retention.decide([_due(members[SOONER], decided)], today, decided)


def _due(member: Member, day: date) -> Due:
    return Due(
        kind=RetentionKind.PERSON,
        record_id=member.id,
        member_id=member.id,
        counted_from=day,
        due_on=months_after(day, 12),
    )
