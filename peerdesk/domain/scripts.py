"""Ground-rule scripts: what is read aloud, in segments, with single rules in some of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from peerdesk.domain.placeholders import COMPOSED, placeholders_of
from peerdesk.domain.records import Record


class SegmentKind(StrEnum):
    """The parts of a script, in the order in which they are usually read."""

    WELCOME = "welcome"
    WHO_WE_ARE = "who_we_are"
    ROLES = "roles"
    CONFIDENTIALITY = "confidentiality"
    LIMITS = "limits"
    AGREEMENTS = "agreements"
    PASS_AND_STEP_OUT = "pass_and_step_out"  # noqa: S105 - a part of a meeting, not a secret
    NEWCOMERS = "newcomers"
    SHOW_OF_HANDS = "show_of_hands"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    REMINDER = "reminder"
    WHERE_TO_TURN = "where_to_turn"
    FEEDBACK = "feedback"
    NEXT_DATE = "next_date"


class RuleTopic(StrEnum):
    """What a single ground rule is about."""

    CONFIDENTIALITY = "confidentiality"
    LIMITS = "limits"
    PROMISE = "promise"
    MY_OWN_STORY = "my_own_story"
    OUTSIDE = "outside"
    EARLIER_SHARES = "earlier_shares"
    RIGHT_TO_PASS = "right_to_pass"  # noqa: S105 - a rule of the room, not a secret
    SHARING_TIME = "sharing_time"
    ONE_SPEAKER = "one_speaker"
    I_STATEMENTS = "i_statements"
    NO_ADVICE = "no_advice"
    DIFFERENCE = "difference"
    CHALLENGE_VIEWS = "challenge_views"
    PHONES = "phones"
    PUNCTUALITY = "punctuality"
    STEPPING_OUT = "stepping_out"
    SUBSTANCES = "substances"
    HURTFUL_DETAILS = "hurtful_details"
    CONTACT_OUTSIDE = "contact_outside"
    RAISING_CONCERNS = "raising_concerns"
    CRISIS = "crisis"


class ReadingLevel(StrEnum):
    """How easy the words of a script are meant to be."""

    EASY = "easy"
    """For young people, and for people who are still learning the language."""
    PLAIN = "plain"
    """For a tired adult who listens."""


class ReadingForm(StrEnum):
    """How much of a script is read."""

    FULL = "full"
    NEWCOMER = "newcomer"
    """With the word for people who are here for the first time."""
    SHORT = "short"
    """For a group that knows it well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem(Record):
    """One ground rule, with why it is there and a question that may be asked of the room."""

    topic: RuleTopic
    text: str
    why: str = ""
    ask: str = ""
    switched_on: bool = True

    @property
    def speaks_of_limits(self) -> bool:
        """Whether it is about limits or reporting."""
        return self.topic is RuleTopic.LIMITS or _holds_composed(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    """One part of a script. `minutes` is what it takes to read, talk included."""

    kind: SegmentKind
    title: str
    text: str
    minutes: int = 1
    in_newcomer_form: bool = True
    in_short_form: bool = True
    switched_on: bool = True
    rules: tuple[RuleItem, ...] = field(default=())

    @property
    def speaks_of_limits(self) -> bool:
        """Whether its own words, or a rule that is switched on, are about limits or reporting."""
        return (
            self.kind is SegmentKind.LIMITS
            or _holds_composed(self.text)
            or any(rule.speaks_of_limits for rule in self.rules if rule.switched_on)
        )

    def belongs_to(self, form: ReadingForm) -> bool:
        """Whether it is read in `form`."""
        if not self.switched_on:
            return False
        if form is ReadingForm.NEWCOMER:
            return self.in_newcomer_form
        if form is ReadingForm.SHORT:
            return self.in_short_form
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Record):
    """A script and where it came from; its words are in its versions."""

    title: str
    summary: str = ""
    """What it is for and when to use it."""
    language: str = "en"
    level: ReadingLevel = ReadingLevel.PLAIN
    origin: str = ""
    """The id of the built-in script or of the file it was made from, or empty."""
    edition: int = 1
    """Which words of a built-in script these are; a newer PeerDesk may bring newer ones."""
    built_in: bool = False
    """A built-in is duplicated before it is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptVersion(Record):
    """The words of a script at one time. Once used (read or agreed to) they never change."""

    script_id: int = 0
    number: int = 1
    reason: str = ""
    """Why it was changed, in the facilitator's words."""
    used_at: datetime | None = None
    segments: tuple[Segment, ...] = field(default=())

    def read_in(self, form: ReadingForm) -> tuple[Segment, ...]:
        """The segments that are read in `form`, in order."""
        return tuple(segment for segment in self.segments if segment.belongs_to(form))

    @property
    def rows(self) -> list[tuple[int, ...]]:
        """Which row stands where, whatever it says: each segment's id and those of its rules."""
        return [(part.id, *(rule.id for rule in part.rules)) for part in self.segments]

    @property
    def speaks_of_limits(self) -> bool:
        """Whether what is switched on says something about limits or about reporting."""
        return any(segment.speaks_of_limits for segment in self.segments if segment.switched_on)

    @property
    def says_limits_first(self) -> bool:
        """Whether its limits are said before the round in which people begin to share."""
        for segment in self.segments:
            if segment.switched_on and segment.speaks_of_limits:
                return True
            if segment.switched_on and segment.kind is SegmentKind.CHECK_IN:
                return False
        return False

    @property
    def rules(self) -> tuple[RuleItem, ...]:
        """Every ground rule that is switched on, in reading order."""
        return tuple(
            rule
            for segment in self.segments
            if segment.switched_on
            for rule in segment.rules
            if rule.switched_on
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptText:
    """A whole script as a file holds it: what is needed to make a Script and its first version."""

    id: str
    language: str
    title: str
    summary: str
    segments: tuple[Segment, ...]
    level: ReadingLevel = ReadingLevel.PLAIN
    edition: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAgreement(Record):
    """A script version that a group took as its own ground rules from a date on."""

    group_id: int
    version_id: int
    in_force_from: date
    in_force_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptReview(Record):
    """That a script should be read again, because the limits of a group that uses it changed."""

    group_id: int
    script_id: int


class Manner(StrEnum):
    """How somebody agreed."""

    SPOKEN = "spoken"
    ON_PAPER = "on_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Record):
    """That a member accepted an agreement. It can be withdrawn as easily as it was given."""

    agreement_id: int
    member_id: int
    given_at: datetime
    manner: Manner = Manner.SPOKEN
    withdrawn_at: datetime | None = None


def _holds_composed(text: str) -> bool:
    return not placeholders_of(text).isdisjoint(COMPOSED)


WORDS_A_MINUTE = 130
"""Calm reading aloud, in words a minute."""


def reading_seconds(text: str, words_a_minute: int = WORDS_A_MINUTE) -> int:
    """How long `text` takes to read aloud, in seconds."""
    return round(len(text.split()) * 60 / words_a_minute)
