"""Where something stands in a script, and a script with something put in, taken out or moved.

Pure functions: each gives a new version and the place to look at next. Nothing here knows Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from peerdesk.domain.scripts import RuleItem, ScriptVersion, Segment

Part = Segment | RuleItem
Item = TypeVar("Item")
ABOUT_KEY = "about"


@dataclass(frozen=True, slots=True)
class Place:
    """A segment, a rule in it, or (both None) the script itself. Both count from 0."""

    segment: int | None = None
    rule: int | None = None

    @property
    def key(self) -> str:
        """The place as a key of a list: `about`, `3`, `3.0`."""
        if self.segment is None:
            return ABOUT_KEY
        return str(self.segment) if self.rule is None else f"{self.segment}.{self.rule}"

    @classmethod
    def of_key(cls, key: str) -> Place:
        """Read back what `key` gives. ValueError for anything else."""
        if key == ABOUT_KEY:
            return cls()
        segment, _dot, rule = key.partition(".")
        return cls(int(segment), int(rule) if rule else None)


def part_at(version: ScriptVersion, place: Place) -> Part | None:
    """The segment or rule at a place, or None where there is none."""
    if place.segment is None or place.segment >= len(version.segments):
        return None
    segment = version.segments[place.segment]
    if place.rule is None:
        return segment
    return segment.rules[place.rule] if place.rule < len(segment.rules) else None


def nearest(version: ScriptVersion, place: Place) -> Place:
    """`place`, or where something is that is closest before it."""
    if place.segment is None or not version.segments:
        return Place()
    segment = min(place.segment, len(version.segments) - 1)
    rules = len(version.segments[segment].rules)
    if place.rule is None or segment != place.segment or not rules:
        return Place(segment)
    return Place(segment, min(place.rule, rules - 1))


def changed(version: ScriptVersion, place: Place, part: Part) -> ScriptVersion:
    """`version` with other words at a place. IndexError where there is nothing."""
    segments = list(version.segments)
    number = _segment_of(place)
    if isinstance(part, Segment):
        segments[number] = part
    else:
        rules = list(segments[number].rules)
        rules[place.rule or 0] = part
        segments[number] = replace(segments[number], rules=tuple(rules))
    return replace(version, segments=tuple(segments))


def inserted(version: ScriptVersion, place: Place, part: Part) -> ScriptVersion:
    """`version` with a part at `place`; what stood there comes after it."""
    if isinstance(part, Segment):
        at = len(version.segments) if place.segment is None else place.segment
        return replace(version, segments=_with(version.segments, at, part))
    number = _segment_of(place)
    segment = version.segments[number]
    rules = _with(segment.rules, place.rule or 0, part)
    return changed(version, Place(number), replace(segment, rules=rules))


def without(version: ScriptVersion, place: Place) -> ScriptVersion:
    """`version` without what is at a place."""
    number = _segment_of(place)
    if place.rule is None:
        return replace(version, segments=_without(version.segments, number))
    segment = version.segments[number]
    return changed(
        version, Place(number), replace(segment, rules=_without(segment.rules, place.rule))
    )


def place_moved(version: ScriptVersion, place: Place, step: int) -> Place | None:
    """Where a part goes with a step of 1 or -1; a rule at an end goes on to the next segment.

    None where it can go no further.
    """
    if place.segment is None:
        return None
    if place.rule is None:
        target = place.segment + step
        return Place(target) if 0 <= target < len(version.segments) else None
    if 0 <= place.rule + step < len(version.segments[place.segment].rules):
        return Place(place.segment, place.rule + step)
    neighbour = place.segment + step
    if not 0 <= neighbour < len(version.segments):
        return None
    return Place(neighbour, 0 if step > 0 else len(version.segments[neighbour].rules))


def moved(version: ScriptVersion, place: Place, target: Place) -> ScriptVersion:
    """`version` with the part at `place` at `target` instead. LookupError where there is none."""
    part = part_at(version, place)
    if part is None:
        raise LookupError(place)
    return inserted(without(version, place), target, part)


def place_of(version: ScriptVersion, part: Part) -> Place | None:
    """Where a part stands by now, known by its row; None where it is not there any more."""
    for number, segment in enumerate(version.segments):
        if isinstance(part, Segment):
            if segment.id == part.id:
                return Place(number)
        else:
            for at, rule in enumerate(segment.rules):
                if rule.id == part.id:
                    return Place(number, at)
    return None


def place_dropped(version: ScriptVersion, source: Place, over: Place, *, after: bool) -> Place:
    """Where a part goes that is dropped on the upper half of a line, or (`after`) on its lower.

    The place counts without the part itself, as `moved` wants it. LookupError for the script.
    """
    if source.rule is None:
        at = _segment_gap(over, after=after)
        return Place(at - (at > _segment_of(source)))
    segment, at = _rule_gap(version, over, after=after)
    return Place(segment, at - (segment == source.segment and at > source.rule))


def _segment_gap(over: Place, *, after: bool) -> int:
    """The number of the segment that the gap stands before; its rules stay with a segment."""
    if over.segment is None:
        return 0
    return over.segment + (after or over.rule is not None)


def _rule_gap(version: ScriptVersion, over: Place, *, after: bool) -> tuple[int, int]:
    """The segment and the number of the rule that the gap stands before."""
    if over.segment is None or (over.rule is None and not after and over.segment == 0):
        return 0, 0
    if over.rule is not None:
        return over.segment, over.rule + after
    if after:
        return over.segment, 0
    return over.segment - 1, len(version.segments[over.segment - 1].rules)


def _segment_of(place: Place) -> int:
    if place.segment is None:
        raise LookupError(place)
    return place.segment


def _with(items: tuple[Item, ...], at: int, item: Item) -> tuple[Item, ...]:
    return (*items[:at], item, *items[at:])


def _without(items: tuple[Item, ...], at: int) -> tuple[Item, ...]:
    return (*items[:at], *items[at + 1 :])
