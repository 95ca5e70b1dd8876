"""The easy-read sheet: the library's rules in our easy words, a group's own in its own words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.desk.spoken import spoken_words
from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.easy_sheet import EasySheet, easy_words, laid_out
from peerdesk.documents.easy_words import Idea, easy_ideas, easy_lines, is_easy
from peerdesk.documents.look import Look
from peerdesk.documents.sentences import with_whole_numbers
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.documents.wording import wording
from peerdesk.domain.handouts import HandoutKind, HandoutOption, Remark, RemarkKind
from peerdesk.domain.limits import LimitKind, ReportingDuty
from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import RuleItem, RuleTopic
from peerdesk.errors import UserError
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.sources import library_rules, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice
    from peerdesk.domain.limits import ConfidentialityLimit
    from peerdesk.handouts.sources import Source

_SPOKEN_FIRST = {RuleTopic.CONFIDENTIALITY, RuleTopic.PROMISE}
"""Limits stand after these where no rule of the script is about them."""


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The sheet for a group, or for no group in particular. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    if not source.version.rules:
        raise UserError(DocumentTrouble.NOTHING_TO_PRINT)
    words = easy_words(source.script.language)
    version = wording(source.script.language).version
    sheet = EasySheet(
        title=words.title,
        group_name=source.group.name,
        language=source.script.language,
        made_on=now.date(),
        version_label=version.format(number=source.version.number),
        intro=(Idea("welcome", words.welcome),),
        rules=tuple(_rules(desk, source)),
        where_to_turn=_where_to_turn(desk, source, now.date()),
    )
    look = Look(choice.paper, choice.print_size, choice.spacing)
    long = sum(not is_easy(line) for rule in sheet.rules for idea in rule for line in idea.says)
    listed = desk.crisis_resources.of_group(source.group.id)
    left_out = sum(not each.is_checked(now.date()) for each in listed if not each.is_blank)
    counts = ((RemarkKind.LONG_SENTENCES, long), (RemarkKind.NOT_ON_CARD, left_out))
    remarks = tuple(Remark(kind, number=number) for kind, number in counts if number)
    return Prepared(
        choice=choice,
        title=sheet.title,
        language=sheet.language,
        made_on=sheet.made_on,
        lay_out=partial(laid_out, sheet, look),
        texts=sheet.texts,
        remarks=(*source.remarks_on(sheet.texts), *remarks),
    )


def _rules(desk: Desk, source: Source) -> Iterator[tuple[Idea, ...]]:
    """The ideas of each rule; those of the group's limits join the first rule that is on limits."""
    rules = [rule for rule in source.version.rules if paragraphs(rule.text)]
    known = library_rules(desk, source)
    limits = _limits(desk, source)
    on_limits = next((rule for rule in rules if rule.topic is RuleTopic.LIMITS), None)
    told: set[RuleTopic] = set()
    if on_limits is None and not any(rule.topic in _SPOKEN_FIRST for rule in rules):
        yield limits
    for place, rule in enumerate(rules):
        # A script's second rule on a topic says something else than its first.
        is_known = (rule.topic, rule.text) in known and rule.topic not in told
        told.add(rule.topic)
        ideas = _easy(rule, source) if is_known else _own(rule, source)
        yield (*ideas, *limits) if rule is on_limits else ideas
        following = rules[place + 1].topic if place + 1 < len(rules) else None
        ends_first = rule.topic in _SPOKEN_FIRST and following not in _SPOKEN_FIRST
        if on_limits is None and ends_first and limits:
            yield limits
            limits = ()


def _easy(rule: RuleItem, source: Source) -> tuple[Idea, ...]:
    return easy_ideas(rule.topic, source.script.origin, source.script.language)


def _own(rule: RuleItem, source: Source) -> tuple[Idea, ...]:
    text = filled_in(rule.text, source.values)
    lines = tuple(line for part in paragraphs(text) for line in easy_lines(part))
    return (Idea(rule.topic.value, lines),)


def _limits(desk: Desk, source: Source) -> tuple[Idea, ...]:
    """When something has to be told, as this group decided."""
    words = easy_words(source.script.language)
    applying = [limit for limit in desk.limits.of_group(source.group.id) if limit.applies]
    told = tuple(line for limit in applying for line in _limit(limit, source))
    told = told or words.no_limits
    duties = {each.duty for each in desk.limits.facilitators(source.group.id)}
    law = (
        *((words.must_report,) if ReportingDuty.YES in duties else ()),
        *((words.may_report,) if ReportingDuty.UNSURE in duties or not duties else ()),
    )
    return (
        *(Idea("danger", told[start : start + 3]) for start in range(0, len(told), 3)),
        Idea("private_word", (*law, words.talk_first)),
    )


def _limit(limit: ConfidentialityLimit, source: Source) -> tuple[str, ...]:
    """One limit in our easy words, or in the group's own where it has some."""
    words = easy_words(source.script.language)
    if limit.words:
        clause = filled_in(limit.words, source.values).rstrip(" .,;")
        # Not `str.format`: what people typed may hold braces.
        return easy_lines(words.other.replace("{clause}", clause))
    ours = {
        LimitKind.HARM_TO_SELF: (words.harm_to_self,),
        LimitKind.HARM_TO_OTHERS: (words.harm_to_others,),
        LimitKind.CHILD_ABUSE: (words.child_abuse,),
        LimitKind.VULNERABLE_ADULT: (words.vulnerable_adult,),
        LimitKind.COURT_ORDER: (words.court_order,),
        LimitKind.OTHER: (),
    }
    return ours[limit.kind]


def _where_to_turn(desk: Desk, source: Source, today: date) -> tuple[Idea, ...]:
    """Each line or place that was checked, what is said of it a line each."""
    listed = desk.crisis_resources.of_group(source.group.id)
    checked = [each for each in listed if each.is_checked(today) and not each.is_blank]
    if not checked:
        return (
            Idea("crisis", paragraphs(spoken_words(source.script.language).no_crisis_resources)),
        )
    return tuple(
        Idea(
            "crisis",
            tuple(
                with_whole_numbers(text)
                for part in (each.name, each.purpose, each.reach, each.hours)
                for text in paragraphs(part)
            ),
        )
        for each in checked
    )


HANDOUT = Handout(
    kind=HandoutKind.EASY_READ,
    prepare=prepare,
    options=frozenset(
        {HandoutOption.SCRIPT, HandoutOption.SPACING, HandoutOption.NAME_FACILITATORS}
    ),
)
