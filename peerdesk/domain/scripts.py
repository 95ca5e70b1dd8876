"""Ground-rule scripts: what is read aloud, in segments, with single rules in some of them."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

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
    language: str = "en"
    origin: str = ""
    """The id of the built-in script it was made from, or empty."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAgreement(Record):
    """A script version that a group took as its own ground rules from a date on."""

    group_id: int
    version_id: int
    in_force_from: date
    in_force_until: date | None = None


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


PLACEHOLDERS = ("group", "facilitators", "place", "next_date")
"""What a script may leave open, as `{group}`; the vault fills it in when it is read or printed."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def filled_in(text: str, values: dict[str, str]) -> str:
    """`text` with each known placeholder replaced; an unknown one is left as it stands."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """The placeholders in `text` that PeerDesk can't fill in, in order of appearance."""
    return tuple(name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS)


WORDS_A_MINUTE = 130
"""Calm reading aloud, in words a minute."""


def reading_seconds(text: str, words_a_minute: int = WORDS_A_MINUTE) -> int:
    """How long `text` takes to read aloud, in seconds."""
    return round(len(text.split()) * 60 / words_a_minute)
