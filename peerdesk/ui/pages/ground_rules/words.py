"""Parts, topics, versions and reading times as people say them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.placeholders import PLACEHOLDERS, Placeholder, unknown_placeholders
from peerdesk.domain.readability import Ease
from peerdesk.domain.scripts import (
    WORDS_A_MINUTE,
    ReadingForm,
    RuleItem,
    RuleTopic,
    ScriptVersion,
    Segment,
    SegmentKind,
    reading_seconds,
)

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.domain.groups import Group
    from peerdesk.domain.readability import Readability
    from peerdesk.domain.scripts import ReadingLevel
    from peerdesk.ui.pages.ground_rules.places import Part

SCREEN = "en"
"""The language of the screen."""


def said(text: str) -> str:
    """`text` in the language of the screen."""
    return QCoreApplication.translate("ground_rules", text)


_NEW_PARTS = (
    SegmentKind.WELCOME,
    SegmentKind.CONFIDENTIALITY,
    SegmentKind.LIMITS,
    SegmentKind.AGREEMENTS,
    SegmentKind.CHECK_OUT,
)


def new_parts() -> tuple[Segment, ...]:
    """What a script that is written from nothing begins with."""
    return tuple(Segment(kind=kind, title=kind_words(kind), text="") for kind in _NEW_PARTS)


def kind_words(kind: SegmentKind) -> str:
    """What a part of a script is for."""
    return {
        SegmentKind.WELCOME: said("Welcome"),
        SegmentKind.WHO_WE_ARE: said("Who we are and are not"),
        SegmentKind.ROLES: said("Roles"),
        SegmentKind.CONFIDENTIALITY: said("Confidentiality"),
        SegmentKind.LIMITS: said("Limits of confidentiality"),
        SegmentKind.AGREEMENTS: said("Agreements"),
        SegmentKind.PASS_AND_STEP_OUT: said("Pass and step out"),
        SegmentKind.NEWCOMERS: said("A word for newcomers"),
        SegmentKind.SHOW_OF_HANDS: said("Show of hands"),
        SegmentKind.CHECK_IN: said("Check-in"),
        SegmentKind.CHECK_OUT: said("Check-out"),
        SegmentKind.REMINDER: said("Confidentiality reminder"),
        SegmentKind.WHERE_TO_TURN: said("Where to turn"),
        SegmentKind.FEEDBACK: said("Feedback slip"),
        SegmentKind.NEXT_DATE: said("Next date"),
    }[kind]


def topic_aloud(topic: RuleTopic, language: str) -> str:
    """The same for the room, in the language that the group speaks."""
    return topic_words(topic) if language == SCREEN else spoken_words(language).topic(topic)


def topic_words(topic: RuleTopic) -> str:
    """What a ground rule is about."""
    return {
        RuleTopic.CONFIDENTIALITY: said("Confidentiality"),
        RuleTopic.LIMITS: said("Its limits"),
        RuleTopic.PROMISE: said("A promise, not a guarantee"),
        RuleTopic.MY_OWN_STORY: said("My own story"),
        RuleTopic.OUTSIDE: said("Meeting outside"),
        RuleTopic.EARLIER_SHARES: said("What was shared earlier"),
        RuleTopic.RIGHT_TO_PASS: said("The right to pass"),
        RuleTopic.SHARING_TIME: said("Sharing the time"),
        RuleTopic.ONE_SPEAKER: said("One speaker"),
        RuleTopic.I_STATEMENTS: said("Speaking for myself"),
        RuleTopic.NO_ADVICE: said("No unasked advice"),
        RuleTopic.DIFFERENCE: said("Difference is welcome"),
        RuleTopic.CHALLENGE_VIEWS: said("The view, not the person"),
        RuleTopic.PHONES: said("Phones and recording"),
        RuleTopic.PUNCTUALITY: said("Being on time"),
        RuleTopic.STEPPING_OUT: said("Stepping out"),
        RuleTopic.SUBSTANCES: said("Substances"),
        RuleTopic.HURTFUL_DETAILS: said("Details that may hurt"),
        RuleTopic.CONTACT_OUTSIDE: said("Contact outside the group"),
        RuleTopic.RAISING_CONCERNS: said("Raising a concern"),
        RuleTopic.CRISIS: said("In a crisis"),
    }[topic]


def day_words(moment: datetime) -> str:
    """The local day of a UTC moment: "4 May 2026"."""
    local = moment.replace(tzinfo=UTC).astimezone()
    return f"{local.day} {local:%B} {local.year}"


def version_words(version: ScriptVersion) -> str:
    """A version in a list: "Version 3, in use since 4 May 2026"."""
    if version.used_at is None:
        return said("Version {number}, not used yet").format(number=version.number)
    return said("Version {number}, in use since {day}").format(
        number=version.number, day=day_words(version.used_at)
    )


def read_aloud(part: Part) -> str:
    """All the words of a part that are said aloud; each rule on a line of its own."""
    if isinstance(part, RuleItem):
        return part.text
    return "\n".join((part.text, *(rule.text for rule in part.rules if rule.switched_on)))


def form_seconds(
    version: ScriptVersion, form: ReadingForm, words_a_minute: int = WORDS_A_MINUTE
) -> int:
    """How long a form of a script takes to read aloud, in seconds, without any talk."""
    return sum(
        reading_seconds(read_aloud(segment), words_a_minute) for segment in version.read_in(form)
    )


def time_words(seconds: int) -> str:
    """A reading time: "less than a minute", "about 4 minutes"."""
    minutes = round(seconds / 60)
    if seconds < 45:
        return said("less than a minute")
    if minutes <= 1:
        return said("about a minute")
    return said("about {minutes} minutes").format(minutes=minutes)


def times_words(version: ScriptVersion, words_a_minute: int = WORDS_A_MINUTE) -> str:
    """How long each form of a script takes, in whole minutes."""
    full, newcomer, short = (
        max(1, round(form_seconds(version, form, words_a_minute) / 60))
        for form in (ReadingForm.FULL, ReadingForm.NEWCOMER, ReadingForm.SHORT)
    )
    planned = sum(segment.minutes for segment in version.read_in(ReadingForm.FULL))
    return said(
        "Minutes to read aloud: {full} in full, {newcomer} to newcomers, {short} in the short "
        "form. With talk: {planned}."
    ).format(full=full, newcomer=newcomer, short=short, planned=planned)


def unknown_words(*texts: str) -> str:
    """Which placeholders of `texts` PeerDesk can't fill in; empty where it can fill in all."""
    unknown = dict.fromkeys(name for text in texts for name in unknown_placeholders(text))
    if not unknown:
        return ""
    return said(
        "PeerDesk can't fill in {unknown}, so it would be read as it stands. It knows {known}."
    ).format(
        unknown=", ".join(f"{{{name}}}" for name in unknown),
        known=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
    )


def placeholder_words(name: str) -> str:
    """A placeholder in a list to choose from: "{place}: where the group meets"."""
    meaning = {
        Placeholder.GROUP: said("the name of the group"),
        Placeholder.FACILITATORS: said("who leads it, by name"),
        Placeholder.PLACE: said("where it meets"),
        Placeholder.REPORTING_STATEMENT: said("who has to report what"),
        Placeholder.LIMITS: said("what can't be kept secret"),
        Placeholder.CRISIS_RESOURCES: said("where to turn in a crisis"),
        Placeholder.NEXT_DATE: said("when it meets next"),
    }[Placeholder(name)]
    return f"{{{name}}}: {meaning}"


def promise_words(sentences: tuple[str, ...], group: Group) -> str:
    """What to say of promises of secrecy; empty where there is none."""
    if not sentences:
        return ""
    if group.minors:
        return said(
            "“{words}” promises secrecy. Young people come to “{group}”, so it must not be said "
            "there: where somebody under age is in danger, adults have to act."
        ).format(words=sentences[0], group=group.name)
    return said(
        "“{words}” promises secrecy. Nobody can keep that where somebody is in danger. Say what "
        "the limits are instead."
    ).format(words=sentences[0])


def ease_words(found: Readability | None, level: ReadingLevel) -> str:
    """How easy a text is to follow, with a hint where it is harder than it is meant to be."""
    if found is None:
        return ""
    words = {
        Ease.EASY: said("Easy to follow"),
        Ease.PLAIN: said("Plain enough to follow"),
        Ease.HARD: said("Hard to follow by ear"),
    }[found.ease]
    measured = said("{words} ({measure} {score} of 100).").format(
        words=words, measure=found.measure, score=round(min(max(found.score, 0), 100))
    )
    hint = said("Shorter sentences and shorter words would help.")
    return measured if found.suits(level) else f"{measured} {hint}"


def law_words(*, speaks_of_limits: bool) -> str:
    """What stands beside words about the law, in the editor only."""
    if not speaks_of_limits:
        return ""
    return said("These words are about the law. Check this with your organisation.")


def part_words(part: Part) -> str:
    """A part by name, as in "“Welcome” was removed"."""
    if isinstance(part, RuleItem):
        return topic_words(part.topic)
    return part.title or kind_words(part.kind)
