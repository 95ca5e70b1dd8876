"""What left the group about somebody, or about a group as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines, one_line
from peerdesk.domain.releases import InformationRelease, Part2, strictest

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk

_NEWEST_FIRST = "released_on DESC, id DESC"
_PART2 = """
SELECT g.part2 FROM groups AS g JOIN memberships AS m ON m.group_id = g.id WHERE m.member_id = ?
"""


class Releases(Aggregate):
    """A record for each time something was given to somebody outside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "information_releases", InformationRelease)

    def get(self, release_id: int) -> InformationRelease:
        """One release. UserError RECORD_GONE."""
        return self._table.get(release_id)

    def of_member(self, member_id: int) -> list[InformationRelease]:
        """What was given about somebody, the newest first."""
        return self._table.where("member_id = ?", (member_id,), order=_NEWEST_FIRST)

    def of_group(self, group_id: int) -> list[InformationRelease]:
        """What was given about a group as a whole, the newest first."""
        return self._table.where("group_id = ?", (group_id,), order=_NEWEST_FIRST)

    def under(self, consent_id: int) -> list[InformationRelease]:
        """What was given under a consent, the newest first."""
        return self._table.where("consent_id = ?", (consent_id,), order=_NEWEST_FIRST)

    def keep(self, release: InformationRelease) -> InformationRelease:
        """Keep what is known of a release. UserError NAME_TOO_LONG, RECORD_GONE."""
        kind = LogKind.CHANGED if release.id else LogKind.RELEASE_RECORDED
        return self._keep(release, kind)

    def remove(self, release: InformationRelease) -> None:
        """Delete one that was noted by mistake."""
        with self._desk.change(LogKind.CHANGED, Kind.RELEASE) as change:
            self._table.delete("id = ?", (release.id,))
            change.touch(Kind.RELEASE, release.id)

    def bring_back(self, release: InformationRelease) -> InformationRelease:
        """Take back `remove`: the same release, with its old uid."""
        return self._keep(replace(release, id=0), LogKind.CHANGED)

    def part2_of(self, member_id: int) -> Part2:
        """What the groups say that somebody is or was in: one of them under Part 2 is enough."""
        found = self._connection.execute(_PART2, (member_id,))
        return strictest(Part2(answer) for (answer,) in found)

    def part2_of_release(self, release: InformationRelease) -> Part2:
        """Whether Part 2 holds for what was given. UserError RECORD_GONE."""
        if release.group_id is not None:
            return self._desk.groups.get(release.group_id).part2
        return self.part2_of(release.member_id or 0)

    def count_since(self, member_id: int, day: date) -> int:
        """How many releases about somebody are from `day` or later."""
        found = self._connection.execute(
            "SELECT count(*) FROM information_releases WHERE member_id = ? AND released_on >= ?",
            (member_id, day.isoformat()),
        )
        return int(found.fetchone()[0])

    def _keep(self, release: InformationRelease, kind: LogKind) -> InformationRelease:
        cleaned = replace(
            release,
            what=many_lines(release.what),
            recipient=within_limit(one_line(release.recipient)),
            organisation=within_limit(one_line(release.organisation)),
            purpose=many_lines(release.purpose),
            reference=within_limit(one_line(release.reference)),
            not_told_because=many_lines(release.not_told_because),
        )
        with self._desk.change(kind, Kind.RELEASE) as change:
            kept = self._table.save(cleaned)
            change.touch(Kind.RELEASE, kept.id)
        return kept
