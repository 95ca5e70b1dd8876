"""How long each kind of record lives, and when somebody is asked to look at it.

A rule only ever asks: nothing goes before a person has decided about it.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from peerdesk.domain.records import Record
from peerdesk.domain.releases import ACCOUNTED_YEARS

USUAL_MONTHS: Final = 12
MOST_MONTHS: Final = 600


class RetentionKind(StrEnum):
    """What a rule can be about. Whatever is not here goes with the record that it belongs to."""

    PERSON = "person"
    """Everything on somebody's page, who came where included."""
    MEMBER_NOTE = "member_note"
    MEMBER_FOLLOW_UP = "member_follow_up"
    """What was promised to one person, once it is done."""
    RELEASE = "release"
    """What was given to others about one person; a programme under Part 2 accounts for it."""
    CONSENT = "consent"
    """What one person allowed to be given, once that has ended."""
    ATTENDANCE = "attendance"
    """Who came to a session, and who did what there; a bare count stays."""
    GROUP_NOTE = "group_note"
    """What was written about a session: its note, and what was kept for another time."""
    FOLLOW_UP = "follow_up"
    """What a session promised, once it is done."""
    DEBRIEF = "debrief"
    SESSION = "session"
    """A past session altogether, its bare count included."""
    GROUP_RELEASE = "group_release"
    """What was given to others about a group as a whole."""
    CONCERN = "concern"
    """A safeguarding concern: looked at again, never proposed for erasing."""


class CountedFrom(StrEnum):
    """The day from which the months count."""

    LAST_CAME = "last_came"
    """The last time somebody came; for who never came, the day on which they were added."""
    WRITTEN = "written"
    """The day of its session, or of its last change where it belongs to none."""
    SESSION = "session"
    DONE = "done"
    HAPPENED = "happened"
    RELEASED = "released"
    """The day of the release, or of the newest one about somebody."""
    ENDED = "ended"
    """The day on which a consent ended, or of what was given under it last, if that is later."""


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What holds for a kind, whatever is decided in a vault.

    `usual_months` is None for what goes with its person, or is kept as a number. No rule may be
    shorter than `least_months`. What is `only_looked_at` is in no list of what could be erased.
    """

    counted_from: CountedFrom
    usual_months: int | None = USUAL_MONTHS
    least_months: int = 1
    only_looked_at: bool = False


FACTS: Final[dict[RetentionKind, KindFacts]] = {
    RetentionKind.PERSON: KindFacts(CountedFrom.LAST_CAME),
    RetentionKind.MEMBER_NOTE: KindFacts(CountedFrom.WRITTEN, usual_months=None),
    RetentionKind.MEMBER_FOLLOW_UP: KindFacts(CountedFrom.DONE, usual_months=None),
    RetentionKind.RELEASE: KindFacts(
        CountedFrom.RELEASED, usual_months=None, least_months=12 * ACCOUNTED_YEARS
    ),
    RetentionKind.CONSENT: KindFacts(
        CountedFrom.ENDED, usual_months=None, least_months=12 * ACCOUNTED_YEARS
    ),
    RetentionKind.ATTENDANCE: KindFacts(CountedFrom.SESSION, usual_months=None),
    RetentionKind.GROUP_NOTE: KindFacts(CountedFrom.SESSION),
    RetentionKind.FOLLOW_UP: KindFacts(CountedFrom.DONE),
    RetentionKind.DEBRIEF: KindFacts(CountedFrom.SESSION),
    RetentionKind.SESSION: KindFacts(CountedFrom.SESSION, usual_months=None),
    RetentionKind.GROUP_RELEASE: KindFacts(
        CountedFrom.RELEASED,
        usual_months=12 * ACCOUNTED_YEARS,
        least_months=12 * ACCOUNTED_YEARS,
    ),
    RetentionKind.CONCERN: KindFacts(CountedFrom.HAPPENED, only_looked_at=True),
}
ERASABLE: Final = tuple(kind for kind in RetentionKind if not FACTS[kind].only_looked_at)
WITH_A_PERSON: Final = frozenset(
    {
        RetentionKind.MEMBER_NOTE,
        RetentionKind.MEMBER_FOLLOW_UP,
        RetentionKind.RELEASE,
        RetentionKind.CONSENT,
    }
)
"""What goes with a person who is erased, and without a rule of its own only then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(Record):
    """How long a kind is kept before somebody is asked; no `months` means that nobody is asked.

    Without a `group_id` it holds for the whole vault; with one, in the place of that.
    """

    kind: RetentionKind
    months: int | None
    group_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate(Record):
    """What somebody decided about one record: to look at it again on a day, and why.

    One of the ids says which record it is. It goes with that record.
    """

    kind: RetentionKind
    review_on: date
    decided_on: date
    why: str = ""
    member_id: int | None = None
    note_id: int | None = None
    session_id: int | None = None
    concern_id: int | None = None
    release_id: int | None = None
    consent_id: int | None = None

    @property
    def record_id(self) -> int:
        """The id of what it is about, in the table of its kind."""
        found = (
            *(self.member_id, self.note_id, self.session_id),
            *(self.concern_id, self.release_id, self.consent_id),
        )
        return next(each for each in found if each is not None)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule of a vault; where none was made, the usual one holds."""

    rules: tuple[RetentionRule, ...] = ()

    def months(self, kind: RetentionKind, group_id: int | None = None) -> int | None:
        """How long a kind is kept in a group, or for the whole vault; None for no end."""
        own = self.own(kind, group_id) if group_id is not None else None
        found = own or self.own(kind, None)
        return found.months if found else FACTS[kind].usual_months

    def own(self, kind: RetentionKind, group_id: int | None) -> RetentionRule | None:
        """The rule that was made for exactly this."""
        return next(
            (each for each in self.rules if (each.kind, each.group_id) == (kind, group_id)), None
        )

    def of_groups(self, kind: RetentionKind) -> dict[int, int | None]:
        """The months of each group that differs from the vault's rule."""
        return {
            each.group_id: each.months
            for each in self.rules
            if each.kind is kind and each.group_id is not None
        }


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_due(today: date, months: int) -> date:
    """The newest day from which `months` have passed by `today`.

    Every day up to it is due, and none after it, so that a database can compare days alone.
    """
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    last = monthrange(year, month + 1)[1]
    is_last_of_month = today.day == monthrange(today.year, today.month)[1]
    return date(year, month + 1, last if is_last_of_month else min(today.day, last))


def due_on(
    counted_from: date, months: int | None, decided: ReviewDate | None = None
) -> date | None:
    """When somebody is asked about a record; None where nobody is.

    A decision counts in the place of the rule until something happens to the record again, such as
    somebody coming back: then the rule counts anew, and only a later day of the decision stays.
    """
    by_rule = None if months is None else months_after(counted_from, months)
    if decided is None:
        return by_rule
    if counted_from <= decided.decided_on:
        return decided.review_on
    return None if by_rule is None else max(by_rule, decided.review_on)


@dataclass(frozen=True, slots=True)
class Due:
    """One record that somebody is asked about, or will be.

    `day` is that of the session it belongs to, or of the release it is. `counted_from` and `due_on`
    say why.
    """

    kind: RetentionKind
    record_id: int
    counted_from: date
    due_on: date
    member_id: int | None = None
    group_id: int | None = None
    day: date | None = None
    never_came: bool = False
    decided: ReviewDate | None = None

    @property
    def key(self) -> tuple[RetentionKind, int]:
        """What tells it from every other."""
        return self.kind, self.record_id


class Asking(StrEnum):
    """Which records are wanted."""

    DUE = "due"
    SOON = "soon"
    """Not due yet, but within the next months."""
    KEPT = "kept"
    """What somebody decided about, with its day still ahead."""
