"""The segments of script versions and their rules, as rows.

A row stays the same row as long as its version may change, so that a place in a script can be
found again, and so that saving what is typed writes one row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from peerdesk.desk.rows import Table, columns, decoded
from peerdesk.domain.names import many_lines
from peerdesk.domain.records import NEVER
from peerdesk.domain.scripts import RuleItem, ScriptVersion, Segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerdesk.vault.cipher import Connection

SegmentOrRule = TypeVar("SegmentOrRule", Segment, RuleItem)
_RULES_OF_VERSION = f"""
SELECT {columns(RuleItem, "r")}, r.segment_id
FROM rule_items AS r JOIN segments AS s ON s.id = r.segment_id
WHERE s.version_id = ? ORDER BY r.segment_id, r.position
"""  # noqa: S608 - the column list of our own record
# No two rows may have one position, not even for a moment: all go out of the way first.
_MAKE_WAY = (
    "UPDATE segments SET position = -1 - id WHERE version_id = :version",
    """UPDATE rule_items SET position = -1 - id
       WHERE segment_id IN (SELECT id FROM segments WHERE version_id = :version)""",
)


class SegmentRows:
    """Reads and writes the segments of one version at a time, inside the caller's change."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._segments = Table(connection, "segments", Segment)
        self._rules = Table(connection, "rule_items", RuleItem)

    def of_version(self, version_id: int) -> tuple[Segment, ...]:
        """The segments in reading order, each with its rules."""
        rules: dict[int, list[RuleItem]] = {}
        for row in self._connection.execute(_RULES_OF_VERSION, (version_id,)):
            rules.setdefault(row[-1], []).append(decoded(RuleItem, row))
        segments = self._segments.where("version_id = ?", (version_id,), order="position")
        return tuple(
            replace(segment, rules=tuple(rules.get(segment.id, ()))) for segment in segments
        )

    def add(self, version_id: int, segments: tuple[Segment, ...]) -> None:
        """Give a version its segments, each as a row of its own."""
        for position, segment in enumerate(segments):
            place = {"version_id": version_id, "position": position}
            kept = self._segments.add(_cleaned(_fresh(segment)), place)
            for at, rule in enumerate(segment.rules):
                self._rules.add(_fresh(rule), {"segment_id": kept.id, "position": at})

    def rewrite(self, version_id: int, wanted: tuple[Segment, ...]) -> None:
        """Make the segments of a version the wanted ones; rows that do not differ stay."""
        stored = self.of_version(version_id)
        wanted = tuple(_cleaned(segment) for segment in wanted)
        if ScriptVersion(segments=stored).rows == ScriptVersion(segments=wanted).rows:
            self._update(stored, wanted)
        else:
            self._rearrange(version_id, stored, wanted)

    def _update(self, stored: tuple[Segment, ...], wanted: tuple[Segment, ...]) -> None:
        for before, after in zip(stored, wanted, strict=True):
            if replace(before, rules=()) != replace(after, rules=()):
                self._segments.update(after)
            for rule_before, rule_after in zip(before.rules, after.rules, strict=True):
                if rule_before != rule_after:
                    self._rules.update(rule_after)

    def _rearrange(
        self, version_id: int, stored: tuple[Segment, ...], wanted: tuple[Segment, ...]
    ) -> None:
        for make_way in _MAKE_WAY:
            self._connection.execute(make_way, {"version": version_id})
        segments = {segment.id for segment in stored}
        rules = {rule.id for segment in stored for rule in segment.rules}
        for position, segment in enumerate(wanted):
            place = {"version_id": version_id, "position": position}
            segment_id = _keep(self._segments, segment, segments, place)
            for at, rule in enumerate(segment.rules):
                _keep(self._rules, rule, rules, {"segment_id": segment_id, "position": at})
        # Rules first: one that moved on must not go with the segment that it left.
        for rule_id in rules:
            self._rules.delete("id = ?", (rule_id,))
        for segment_id in segments:
            self._segments.delete("id = ?", (segment_id,))


def _keep(
    table: Table[SegmentOrRule], record: SegmentOrRule, left: set[int], place: Mapping[str, object]
) -> int:
    """Write a row at its place, the one that it was where that is still `left`; give its id."""
    if record.id in left:
        left.remove(record.id)
        return table.update(record, place).id
    return table.add(_fresh(record), place).id


def _cleaned(segment: Segment) -> Segment:
    return replace(segment, text=many_lines(segment.text))


def _fresh(record: SegmentOrRule) -> SegmentOrRule:
    """The same words as a row of its own."""
    return replace(record, id=0, uid="", created_at=NEVER)
