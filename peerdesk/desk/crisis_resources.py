"""Where each group turns in a crisis: its lines and places in order, and when each was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.crisis_resources import CHECK_HOLDS, CrisisResource
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.desk.desk import Desk

LONGEST_WORDS = 2_000
"""Characters of each part of an entry; they are read aloud."""
_DUE = """
SELECT DISTINCT r.group_id FROM crisis_resources AS r JOIN groups AS g ON g.id = r.group_id
WHERE g.archived = 0 AND (r.checked_on IS NULL OR r.checked_on < ?)
AND r.name || r.purpose || r.reach || r.hours <> ''
"""

Resources = tuple[CrisisResource, ...]
Days = Mapping[str, date | None]


class CrisisResources(Aggregate):
    """The lists of all groups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "crisis_resources", CrisisResource)

    def of_group(self, group_id: int) -> Resources:
        """A group's list in its order, entries without a word too."""
        return tuple(self._table.where("group_id = ?", (group_id,), order="position, id"))

    def arrange(self, group_id: int, resources: Iterable[CrisisResource]) -> Resources:
        """Keep these as the whole list of a group, in this order; gives them as they were kept.

        Known ones keep their row, new and returning ones get one, those left out are removed.
        UserError NAME_TOO_LONG.
        """
        wanted = [_cleaned(each, group_id) for each in resources]
        known = {each.uid: each for each in self.of_group(group_id)}
        with self._desk.change(LogKind.CHANGED, Kind.CRISIS_RESOURCE) as change:
            for gone in known.keys() - {each.uid for each in wanted}:
                self._table.delete("uid = ?", (gone,))
            for position, each in enumerate(wanted):
                self._keep(each, known.get(each.uid), position)
            change.touch(Kind.CRISIS_RESOURCE)
            change.touch(Kind.GROUP, group_id)
        return self.of_group(group_id)

    def set_checked(self, group_id: int, days: Days) -> Days:
        """Note when entries, by uid, were last made sure of. Gives the days as they were."""
        listed = self.of_group(group_id)
        before = {each.uid: each.checked_on for each in listed if each.uid in days}
        self.arrange(
            group_id,
            (replace(each, checked_on=days.get(each.uid, each.checked_on)) for each in listed),
        )
        return before

    def tidy(self, group_id: int) -> None:
        """Remove the entries that were begun and never got a word."""
        kept = self.of_group(group_id)
        if any(each.is_blank for each in kept):
            self.arrange(group_id, (each for each in kept if not each.is_blank))

    def due(self, today: date) -> tuple[int, ...]:
        """The ids of the groups, archived ones left out, with an entry to be checked again."""
        oldest = (today - CHECK_HOLDS).isoformat()
        return tuple(group_id for (group_id,) in self._connection.execute(_DUE, (oldest,)))

    def _keep(self, wanted: CrisisResource, known: CrisisResource | None, position: int) -> None:
        place = {"position": position}
        if known is None:
            self._table.add(replace(wanted, id=0), place)
        elif replace(wanted, id=known.id, updated_at=known.updated_at) != known:
            self._table.update(replace(wanted, id=known.id), place)
        else:
            self._connection.execute(
                "UPDATE crisis_resources SET position = ? WHERE id = ? AND position <> ?",
                (position, known.id, position),
            )


def _cleaned(resource: CrisisResource, group_id: int) -> CrisisResource:
    return replace(
        resource,
        group_id=group_id,
        name=_words(resource.name),
        purpose=_words(resource.purpose),
        reach=_words(resource.reach),
        hours=_words(resource.hours),
    )


def _words(raw: str) -> str:
    return within_limit(one_line(raw), LONGEST_WORDS)
