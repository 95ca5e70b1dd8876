"""Where in a script somebody is reading: which part, and which rule of it. No Qt.

Reading goes from the words of a part through its rules, one by one, to the next part.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.domain.scripts import RuleItem, Segment

NO_RULE = -1
"""The part's own words, before its first rule."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Counted from 0, rules among those that are read."""

    part: int = 0
    rule: int = NO_RULE


def rules_read(segment: Segment) -> tuple[RuleItem, ...]:
    """The rules of a part that are switched on."""
    return tuple(rule for rule in segment.rules if rule.switched_on)


def words_of(segment: Segment) -> tuple[str, ...]:
    """The paragraphs that come before its rules."""
    return tuple(line for line in segment.text.split("\n") if line.strip())


def forward(parts: Sequence[Segment], place: ReadingPlace) -> ReadingPlace:
    """What is read next; the same place at the end."""
    if place.rule + 1 < len(rules_read(parts[place.part])):
        return ReadingPlace(place.part, place.rule + 1)
    if place.part + 1 < len(parts):
        return _beginning(parts, place.part + 1)
    return place


def back(parts: Sequence[Segment], place: ReadingPlace) -> ReadingPlace:
    """What was read before; the same place at the beginning."""
    if place.rule > _beginning(parts, place.part).rule:
        return ReadingPlace(place.part, place.rule - 1)
    if place.part > 0:
        earlier = parts[place.part - 1]
        return ReadingPlace(place.part - 1, len(rules_read(earlier)) - 1)
    return place


def first_number(parts: Sequence[Segment], part: int) -> int:
    """The number of a part's first rule: rules are counted through all parts."""
    return 1 + sum(len(rules_read(earlier)) for earlier in parts[:part])


def _beginning(parts: Sequence[Segment], part: int) -> ReadingPlace:
    """A part without words of its own begins at its first rule."""
    has_words = bool(words_of(parts[part]))
    return ReadingPlace(part, NO_RULE if has_words or not rules_read(parts[part]) else 0)
