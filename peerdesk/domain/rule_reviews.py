"""Looking at ground rules again: which of them somebody wanted looked at, and when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from peerdesk.domain.records import Record
from peerdesk.domain.scripts import RuleTopic

USUAL_INTERVAL = timedelta(weeks=26)
"""Half a year: what is proposed for the next review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFlag(Record):
    """That a rule needs revisiting. Who said so is not kept, nor in which session."""

    group_id: int
    topic: RuleTopic
    words: str
    """The rule as it was read."""
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class FlaggedRule:
    """One rule, and how often it was flagged since the last review."""

    topic: RuleTopic
    words: str
    times: int


def tally(flags: Iterable[RuleFlag]) -> tuple[FlaggedRule, ...]:
    """Each flagged rule once, the most often flagged first, else in the order of their flags."""
    times: dict[tuple[RuleTopic, str], int] = {}
    for flag in flags:
        rule = (flag.topic, flag.words)
        times[rule] = times.get(rule, 0) + 1
    counted = [FlaggedRule(topic, words, number) for (topic, words), number in times.items()]
    return tuple(sorted(counted, key=_most_often_first))


def _most_often_first(rule: FlaggedRule) -> int:
    return -rule.times
