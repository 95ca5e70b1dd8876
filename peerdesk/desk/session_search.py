"""Sessions as people look for them: by a day, by the name of their group, or by both."""

from __future__ import annotations

from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from peerdesk.domain.names import folded
from peerdesk.domain.typed_days import read_typed_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sessions import Session

MOST_OF_A_GROUP = 3
LOOKED_AT = 30
"""Sessions of one group, the latest first, among which the nearest are taken."""


def sessions_found(desk: Desk, typed: str, now: datetime, most: int) -> list[tuple[Session, str]]:
    """At most `most` sessions with the names of their groups, those nearest to `now` first."""
    names = {group.id: group.name for group in desk.groups.all(with_archived=True)}
    day, rest = read_typed_day(typed, now.date())
    named = islice(_of_groups(desk, names, folded(typed), now), most)
    found = {session.id: session for session in named}
    if day is not None:
        words = folded(rest).split()
        for first, last in day.spans(now.date()):
            if len(found) >= most:
                break
            between = desk.sessions.starting_between(
                datetime.combine(first, time.min), datetime.combine(last, time.max)
            )
            for session in sorted(between, key=lambda each: abs(each.starts_at - now)):
                if all(word in folded(names[session.group_id]) for word in words):
                    found[session.id] = session
    return [(session, names[session.group_id]) for session in found.values()][:most]


def _of_groups(desk: Desk, names: dict[int, str], wanted: str, now: datetime) -> Iterator[Session]:
    """The nearest sessions of each group that is called so."""
    for group_id, name in names.items():
        if wanted and wanted in folded(name):
            latest = desk.sessions.of_group(group_id, LOOKED_AT)
            yield from sorted(latest, key=lambda each: abs(each.starts_at - now))[:MOST_OF_A_GROUP]
