"""A group makes its ground rules together, topic by topic, in its own words.

Two topics are in every agreement and are said before all others: confidentiality, and its limits.
All others the group keeps, changes, leaves out, puts off or moves as it likes.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from peerdesk.domain.records import Record
from peerdesk.domain.rule_reviews import FlaggedRule
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptVersion, Segment, SegmentKind
from peerdesk.domain.secrecy import promises_in
from peerdesk.domain.spoken import SpokenWords

ALWAYS_SAID = (RuleTopic.CONFIDENTIALITY, RuleTopic.LIMITS)
"""Before everything else; which of the two comes first is for the group."""
MOST_SUGGESTED = 9
"""Wordings of one topic, so that each has a key of its own."""


class RuleState(StrEnum):
    """How far the group is with one rule."""

    OPEN = "open"
    AGREED = "agreed"
    LATER = "later"
    """They come back to it today, or another day."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRule(Record):
    """One rule while it is being made: the words so far, as they were picked or typed."""

    topic: RuleTopic
    words: str = ""
    why: str = ""
    ask: str = ""
    state: RuleState = RuleState.OPEN
    flagged: int = 0
    """How often it was flagged since the last review."""

    @property
    def is_agreed(self) -> bool:
        """Whether it will be in the agreement."""
        return self.state is RuleState.AGREED and bool(self.words.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementMaking(Record):
    """An agreement on its way: the rules in the group's order, and where the group is in them."""

    group_id: int
    version_id: int
    """The words around the rules: those in force, or of a script that the group starts from."""
    language: str = "en"
    revises: bool = False
    """Whether the group has an agreement, whose rules these were."""
    place: int = 0
    rules: tuple[MadeRule, ...] = field(default=())

    @property
    def agreed(self) -> tuple[MadeRule, ...]:
        """What the whole agreement would be now."""
        return tuple(rule for rule in self.rules if rule.is_agreed)

    @property
    def waiting(self) -> tuple[MadeRule, ...]:
        """What the group has not talked about yet, or wants to come back to."""
        undecided = {RuleState.OPEN, RuleState.LATER}
        return tuple(rule for rule in self.rules if rule.state in undecided)

    @property
    def missing(self) -> tuple[RuleTopic, ...]:
        """What must be agreed on before the whole can be kept."""
        there = {rule.topic for rule in self.agreed}
        return tuple(topic for topic in ALWAYS_SAID if topic not in there)


_KINDS = {
    None: SegmentKind.AGREEMENTS,
    RuleTopic.CONFIDENTIALITY: SegmentKind.CONFIDENTIALITY,
    RuleTopic.LIMITS: SegmentKind.LIMITS,
}
"""Where a topic goes of which a script has no rule; None stands for all the others."""


def begun_with(rules: Iterable[RuleItem]) -> tuple[MadeRule, ...]:
    """Every topic of a script once, in its order, without words; what is always said is first."""
    topics = dict.fromkeys((*(rule.topic for rule in rules), *ALWAYS_SAID))
    return said_first(MadeRule(topic=topic) for topic in topics)


def begun_again(
    in_force: Iterable[RuleItem], flagged: Iterable[FlaggedRule]
) -> tuple[MadeRule, ...]:
    """The rules in force as they stand, agreed; those that somebody flagged are open again.

    What is always said and is missing is added, open.
    """
    times = {(flag.topic, flag.words): flag.times for flag in flagged}
    rules = [
        MadeRule(
            topic=rule.topic,
            words=rule.text,
            why=rule.why,
            ask=rule.ask,
            state=RuleState.OPEN if (rule.topic, rule.text) in times else RuleState.AGREED,
            flagged=times.get((rule.topic, rule.text), 0),
        )
        for rule in in_force
    ]
    there = {rule.topic for rule in rules}
    rules += [MadeRule(topic=topic) for topic in ALWAYS_SAID if topic not in there]
    return said_first(rules)


def said_first(rules: Iterable[MadeRule]) -> tuple[MadeRule, ...]:
    """The rules in their order, but what is always said in front of all others."""
    return tuple(sorted(rules, key=_rank))


def moved(rules: Sequence[MadeRule], at: int, steps: int) -> tuple[MadeRule, ...]:
    """The rules with one of them moved, as far as what is always said lets it."""
    left = [*rules[:at], *rules[at + 1 :]]
    to = min(max(0, at + steps), len(left))
    return said_first((*left[:to], rules[at], *left[to:]))


def may_be_left_out(rules: Sequence[MadeRule], at: int) -> bool:
    """Whether an agreement can do without it: the last rule on what is always said stays."""
    rule = rules[at]
    others = (each for each in rules if each is not rule and each.state is not RuleState.LEFT_OUT)
    return rule.topic not in ALWAYS_SAID or any(each.topic is rule.topic for each in others)


def next_place(rules: Sequence[MadeRule], after: int) -> int | None:
    """Where the group goes on: the next open rule, else one before it, else what it put off."""
    order: tuple[int, ...] = (*range(after + 1, len(rules)), *range(after))
    for wanted in (RuleState.OPEN, RuleState.LATER):
        for place in order:
            if rules[place].state is wanted:
                return place
    return None


def suggested(
    topic: RuleTopic, library: Iterable[RuleItem], spoken: SpokenWords | None = None
) -> tuple[RuleItem, ...]:
    """Wordings of one topic, each once, in the library's order and no more than there are keys.

    With `spoken` given, those that promise secrecy are left out: somebody under age may come.
    """
    wordings: dict[str, RuleItem] = {}
    for rule in library:
        if rule.topic is topic and not (spoken and promises_in(rule.text, spoken)):
            wordings.setdefault(rule.text, rule)
    return tuple(wordings.values())[:MOST_SUGGESTED]


def questions_on(topic: RuleTopic, library: Iterable[RuleItem]) -> tuple[str, ...]:
    """What may be asked of the room about a topic, each once."""
    asked = (rule.ask for rule in library if rule.topic is topic and rule.ask)
    return tuple(dict.fromkeys(asked))


def with_rules(version: ScriptVersion, rules: Sequence[MadeRule]) -> tuple[Segment, ...]:
    """A script's parts with the group's own rules in place of its own, in the group's order.

    What is always said is in the parts that speak of it. Any other rule goes to the part that had
    its topic, where the order of the group allows that; else to the part of the rule that follows.
    A part that has neither words nor a rule is left out.
    """
    homes = _homes(version.segments)
    first = [rule for rule in rules if rule.topic in ALWAYS_SAID]
    others = [rule for rule in rules if rule.topic not in ALWAYS_SAID]
    parts = _in_order([homes.get(rule.topic, homes[None]) for rule in others])
    placed = [
        *((homes[rule.topic], rule) for rule in first),
        *zip(parts, others, strict=True),
    ]
    found = []
    for number, segment in enumerate(version.segments):
        own = tuple(_as_item(rule) for part, rule in placed if part == number)
        if own:
            found.append(replace(segment, rules=own, switched_on=True))
        elif segment.text.strip():
            found.append(replace(segment, rules=()))
    return tuple(found)


def _rank(rule: MadeRule) -> int:
    return 0 if rule.topic in ALWAYS_SAID else 1


def _homes(segments: Sequence[Segment]) -> dict[RuleTopic | None, int]:
    """The part that each topic is at home in; None stands for all the others."""
    read = [number for number, segment in enumerate(segments) if segment.switched_on]
    places = read or range(len(segments))
    homes: dict[RuleTopic | None, int] = {}
    for number in places:
        for rule in segments[number].rules:
            homes.setdefault(rule.topic, number)
    for topic, kind in _KINDS.items():
        of_kind = (number for number in places if segments[number].kind is kind)
        homes.setdefault(topic, next(of_kind, homes.get(None, places[-1])))
    return homes


def _in_order(wanted: Sequence[int]) -> list[int]:
    """The parts that rules go to, never falling, with as many as can be where they are wanted."""
    kept = _longest_rising(wanted)
    parts, following = [0] * len(wanted), max(wanted, default=0)
    for place in range(len(wanted) - 1, -1, -1):
        if place in kept:
            following = wanted[place]
        parts[place] = following
    return parts


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of the longest run of numbers, gaps allowed, that never falls."""
    ends: list[int] = []
    """For each length, the place of the smallest number that such a run ends with."""
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_right([numbers[end] for end in ends], number)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [place]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = before[at]
    return found


def _as_item(rule: MadeRule) -> RuleItem:
    words = " ".join(rule.words.split())
    return RuleItem(topic=rule.topic, text=words, why=rule.why, ask=rule.ask)
