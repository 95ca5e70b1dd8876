"""What can't be kept secret, who has to report it, and what is said about both."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.placeholders import composed_once
from peerdesk.domain.records import Record
from peerdesk.domain.spoken import SpokenWords


class LimitKind(StrEnum):
    """What can't be kept secret."""

    HARM_TO_SELF = "harm_to_self"
    HARM_TO_OTHERS = "harm_to_others"
    CHILD_ABUSE = "child_abuse"
    VULNERABLE_ADULT = "vulnerable_adult"
    COURT_ORDER = "court_order"
    OTHER = "other"
    """Something that only the group's own words can say."""


class ReportingDuty(StrEnum):
    """Whether the law makes a facilitator report some of what they hear."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidentialityLimit(Record):
    """One limit as a group has it. Without `words` it is said in PeerDesk's."""

    group_id: int
    kind: LimitKind
    applies: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Somebody who leads the group, and their duty."""

    name: str
    duty: ReportingDuty


def usual_limits(group_id: int) -> tuple[ConfidentialityLimit, ...]:
    """Every limit, for a group that has not decided yet: all but `OTHER` apply."""
    return tuple(
        ConfidentialityLimit(group_id=group_id, kind=kind, applies=kind is not LimitKind.OTHER)
        for kind in LimitKind
    )


def usual_words(kind: LimitKind, spoken: SpokenWords) -> str:
    """How PeerDesk says a limit, beginning with "if"; empty for `OTHER`."""
    return {
        LimitKind.HARM_TO_SELF: spoken.harm_to_self,
        LimitKind.HARM_TO_OTHERS: spoken.harm_to_others,
        LimitKind.CHILD_ABUSE: spoken.child_abuse,
        LimitKind.VULNERABLE_ADULT: spoken.vulnerable_adult,
        LimitKind.COURT_ORDER: spoken.court_order,
        LimitKind.OTHER: "",
    }[kind]


def limits_statement(
    limits: tuple[ConfidentialityLimit, ...], spoken: SpokenWords, values: Mapping[str, str]
) -> str:
    """What can't be kept secret, as one sentence."""
    clauses = tuple(
        composed_once(limit.words, values) or usual_words(limit.kind, spoken)
        for limit in limits
        if limit.applies
    )
    said = tuple(clause.rstrip(" .,;") for clause in clauses if clause)
    return _with(spoken.limits, "clauses", spoken.one_of(said)) if said else spoken.no_limits


def reporting_statement(
    facilitators: tuple[Facilitator, ...], spoken: SpokenWords, *, by_name: bool = True
) -> str:
    """Who has to report, in whole sentences; who is not sure counts as one who may have to.

    Not `by_name` it is said of how many. That somebody need not report is left out there where
    another has to: without the names it would seem to take that back.
    """
    sentences = []
    duties = {each.duty for each in facilitators}
    for duty, one, many in (
        (ReportingDuty.YES, spoken.duty_one, spoken.duty_many),
        (ReportingDuty.UNSURE, spoken.unsure_one, spoken.unsure_many),
        (ReportingDuty.NO, spoken.no_duty_one, spoken.no_duty_many),
    ):
        names = tuple(each.name for each in facilitators if each.duty is duty)
        if not names:
            continue
        sentence = one if len(names) == 1 else many
        if by_name:
            sentences.append(_with(sentence, "names", spoken.listed(names)))
        elif duty is not ReportingDuty.NO or duties == {ReportingDuty.NO}:
            called = _unnamed(len(names), len(facilitators), spoken)
            sentences.append(_begun_large(_with(sentence, "names", called)))
    return " ".join((*(sentences or [spoken.duty_unknown]), spoken.talk_first))


def _unnamed(count: int, of_all: int, spoken: SpokenWords) -> str:
    """What stands for the names of `count` facilitators."""
    if count == of_all:
        return spoken.the_facilitator if count == 1 else spoken.the_facilitators
    return spoken.one_facilitator if count == 1 else spoken.some_facilitators


def _begun_large(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _with(sentence: str, name: str, value: str) -> str:
    """Not `str.format`: what people typed may hold braces."""
    return sentence.replace(f"{{{name}}}", value)
