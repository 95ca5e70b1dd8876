"""What left the group about somebody, or about a group as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from peerdesk.desk.changes import Kind
from peerdesk.desk.passed_on import PassedOn
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.releases import InformationRelease, Part2, strictest

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk

_NEWEST_FIRST = "released_on DESC, id DESC"
_PART2 = """
SELECT g.part2 FROM groups AS g JOIN memberships AS m ON m.group_id = g.id WHERE m.member_id = ?
"""


class Releases(PassedOn[InformationRelease]):
    """A record for each time something was given to somebody outside."""

    kind: ClassVar[Kind] = Kind.RELEASE
    first_logged: ClassVar[LogKind] = LogKind.RELEASE_RECORDED
    lines: ClassVar[tuple[str, ...]] = (*PassedOn.lines, "reference")
    paragraphs: ClassVar[tuple[str, ...]] = (*PassedOn.paragraphs, "not_told_because")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Table(desk.connection, "information_releases", InformationRelease))

    def of_member(self, member_id: int) -> list[InformationRelease]:
        """What was given about somebody, the newest first."""
        return self._table.where("member_id = ?", (member_id,), order=_NEWEST_FIRST)

    def of_group(self, group_id: int) -> list[InformationRelease]:
        """What was given about a group as a whole, the newest first."""
        return self._table.where("group_id = ?", (group_id,), order=_NEWEST_FIRST)

    def under(self, consent_id: int) -> list[InformationRelease]:
        """What was given under a consent, the newest first."""
        return self._table.where("consent_id = ?", (consent_id,), order=_NEWEST_FIRST)

    def remove(self, release: InformationRelease) -> None:
        """Delete one that was noted by mistake."""
        self._delete(release)

    def bring_back(self, release: InformationRelease) -> InformationRelease:
        """Take back `remove`: the same release, with its old uid."""
        return self._bring_back(release)

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
