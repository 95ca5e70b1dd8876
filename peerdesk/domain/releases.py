"""Information that left a group, under which authority, and the consents to that.

A release is what somebody else was told; what a member shared in the room is something else. The
law is named where a rule or a list comes from it; nothing here is advice about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peerdesk.domain.names import LONGEST_NAME, folded, one_line
from peerdesk.domain.records import Record
from peerdesk.domain.safeguarding import PersonTold, SafeguardingConcern
from peerdesk.domain.scripts import Manner

SOON = timedelta(days=30)
"""So long before a consent ends, somebody is reminded of it."""
USUALLY_GOOD_FOR = timedelta(days=90)
ACCOUNTED_YEARS = 3
"""How far an accounting goes back: 42 CFR 2.25(a), which waits for HIPAA's own rule on it."""


class Authority(StrEnum):
    """Why something might leave at all.

    The ways that 42 CFR Part 2 (as amended in 2024) and 45 CFR 164.512 have in common with the law
    of other countries, as far as a peer-support group meets them.
    """

    NOT_SAID = "not_said"
    CONSENT = "consent"
    """42 CFR 2.31 and 2.33; GDPR Art. 6(1)(a) and 9(2)(a)."""
    OWN_REQUEST = "own_request"
    """The person asked for it themselves: 42 CFR 2.23; 45 CFR 164.524; GDPR Art. 15."""
    COURT_ORDER = "court_order"
    """42 CFR 2.61 to 2.67. Under Part 2 a subpoena alone is none, 2.61(b)."""
    REQUIRED_REPORT = "required_report"
    """Abuse or neglect of a child, 42 CFR 2.12(c)(6); what else has to be reported, 45 CFR
    164.512(a) to (c); GDPR Art. 6(1)(c)."""
    EMERGENCY = "emergency"
    """A medical emergency: 42 CFR 2.51; GDPR Art. 6(1)(d)."""
    SERIOUS_HARM = "serious_harm"
    """To keep somebody from coming to serious harm: 45 CFR 164.512(j); the limits of
    confidentiality that a group says at its beginning."""
    OTHER_LAW = "other_law"
    """Another law or rule, which `reference` names: an audit, 42 CFR 2.53; a crime on the
    premises, 2.12(c)(5)."""


class Way(StrEnum):
    """How it was given."""

    SPOKEN = "spoken"
    TELEPHONE = "telephone"
    ON_PAPER = "on_paper"
    EMAIL = "email"
    FILE = "file"
    OTHER = "other"


class Told(StrEnum):
    """Whether the person knows that something was given."""

    BEFORE = "before"
    AFTER = "after"
    NOT_YET = "not_yet"
    NO = "no"


class Part2(StrEnum):
    """Whether a group belongs to a programme under 42 CFR Part 2 (2.11 and 2.12(b))."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"

    @property
    def may_apply(self) -> bool:
        """Whether what Part 2 asks for is offered."""
        return self is not Part2.NO


def strictest(answers: Iterable[Part2]) -> Part2:
    """What holds for somebody in several groups: one yes is enough, and unsure goes before no.

    Without any group it is unsure.
    """
    given = set(answers)
    if Part2.YES in given:
        return Part2.YES
    return Part2.NO if given == {Part2.NO} else Part2.UNSURE


class Standing(StrEnum):
    """How a consent stands on a day."""

    NOT_YET = "not_yet"
    """It was given later than that day."""
    GOOD = "good"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Element(StrEnum):
    """What a written consent names beside the person, those who may give it, and a signature.

    42 CFR 2.31(a)(3), (4), (5) and (7).
    """

    WHAT = "what"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseConsent(Record):
    """That somebody allowed one thing to be given to one recipient for one purpose."""

    member_id: int
    what: str = ""
    recipient: str = ""
    organisation: str = ""
    purpose: str = ""
    manner: Manner = Manner.SPOKEN
    given_on: date
    expires_on: date | None = None
    """The last day on which it is good."""
    expires_when: str = ""
    """An event in words, such as "when I have a flat"; nobody but people can tell when it is."""
    withdrawn_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing yet."""
        return not any(self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed."""
        return (self.what, self.recipient, self.organisation, self.purpose, self.expires_when)

    @property
    def missing(self) -> tuple[Element, ...]:
        """What it does not name yet."""
        named = {
            Element.WHAT: self.what,
            Element.RECIPIENT: self.recipient or self.organisation,
            Element.PURPOSE: self.purpose,
            Element.END: self.expires_on or self.expires_when,
        }
        return tuple(element for element, value in named.items() if not value)

    @property
    def usual_end(self) -> date:
        """A day that is offered as the last one: no longer than it takes, 42 CFR 2.31(a)(7)."""
        return self.given_on + USUALLY_GOOD_FOR

    def standing(self, day: date) -> Standing:
        """How it stands on `day`; on the day on which it was withdrawn it is withdrawn."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return Standing.WITHDRAWN
        if self.expires_on is not None and self.expires_on < day:
            return Standing.EXPIRED
        return Standing.GOOD if self.given_on <= day else Standing.NOT_YET

    def ends_soon(self, today: date) -> bool:
        """Whether it is good today and ends within `SOON`."""
        return (
            self.standing(today) is Standing.GOOD
            and self.expires_on is not None
            and self.expires_on <= today + SOON
        )

    def covers(self, recipient: str, organisation: str) -> bool:
        """Whether it allows something to be given to these; whatever it names has to be the same.

        One that names an organisation alone allows anybody there.
        """
        named = ((self.recipient, recipient), (self.organisation, organisation))
        wanted = [(_same(allowed), _same(given)) for allowed, given in named if allowed]
        return bool(wanted) and all(allowed == given for allowed, given in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRelease(Record):
    """What left the group: about a member, or (`member_id` None) about a group as a whole."""

    member_id: int | None = None
    group_id: int | None = None
    consent_id: int | None = None
    given_by_id: int | None = None
    """Which of the facilitators gave it."""
    released_on: date
    what: str = ""
    recipient: str = ""
    organisation: str = ""
    purpose: str = ""
    authority: Authority = Authority.NOT_SAID
    reference: str = ""
    """Which order, law or report; the number of a file."""
    way: Way = Way.SPOKEN
    told: Told = Told.NOT_YET
    not_told_because: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing yet."""
        return not any(self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed."""
        return (
            *(self.what, self.recipient, self.organisation, self.purpose),
            *(self.reference, self.not_told_because),
        )


_TOLD_FIRST = {PersonTold.YES: Told.BEFORE, PersonTold.NO: Told.NO}


def begun_with(concern: SafeguardingConcern, group_id: int | None) -> InformationRelease:
    """A release to note for a concern that was passed on: to whom, when, and who knew.

    Never the facts, which are kept apart: what was given is for a person to say. `group_id` is that
    of the concern's session, for one that is about nobody in particular.
    """
    return InformationRelease(
        member_id=concern.member_id,
        group_id=group_id if concern.member_id is None else None,
        released_on=concern.happened_at.date(),
        recipient=one_line(concern.told)[:LONGEST_NAME],
        told=_TOLD_FIRST.get(concern.person_told, Told.NOT_YET),
    )


class ReleaseRemark(StrEnum):
    """What should be looked at about a release. None of it keeps a release from being noted."""

    NO_AUTHORITY = "no_authority"
    NO_CONSENT = "no_consent"
    CONSENT_LATER = "consent_later"
    CONSENT_EXPIRED = "consent_expired"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    WITHDRAWN_THAT_DAY = "withdrawn_that_day"
    """Which of the two came first is for people to say."""
    CONSENT_MAY_HAVE_ENDED = "consent_may_have_ended"
    """It ends with an event that only people can tell."""
    OTHER_RECIPIENT = "other_recipient"
    NOT_WRITTEN = "not_written"
    """Under Part 2 a consent is on paper or electronic, 42 CFR 2.31(a)."""
    NO_REASON = "no_reason"
    """The person was not told, and nobody says why."""


_OF_STANDING = {
    Standing.NOT_YET: ReleaseRemark.CONSENT_LATER,
    Standing.EXPIRED: ReleaseRemark.CONSENT_EXPIRED,
    Standing.WITHDRAWN: ReleaseRemark.CONSENT_WITHDRAWN,
}


def remarks_on(
    release: InformationRelease, consent: ReleaseConsent | None, part2: Part2
) -> tuple[ReleaseRemark, ...]:
    """What to look at, the gravest first. 42 CFR 2.31(c): not on a consent that is expired,
    deficient, known to have been revoked, or false."""
    found = []
    if release.authority is Authority.NOT_SAID:
        found.append(ReleaseRemark.NO_AUTHORITY)
    if release.authority is Authority.CONSENT:
        found += _remarks_on_consent(release, consent, part2)
    if release.told is Told.NO and not release.not_told_because:
        found.append(ReleaseRemark.NO_REASON)
    return tuple(found)


def _remarks_on_consent(
    release: InformationRelease, consent: ReleaseConsent | None, part2: Part2
) -> list[ReleaseRemark]:
    if consent is None:
        return [ReleaseRemark.NO_CONSENT]
    found = []
    standing = consent.standing(release.released_on)
    if consent.withdrawn_on == release.released_on:
        found.append(ReleaseRemark.WITHDRAWN_THAT_DAY)
    elif standing is not Standing.GOOD:
        found.append(_OF_STANDING[standing])
    if not consent.covers(release.recipient, release.organisation):
        found.append(ReleaseRemark.OTHER_RECIPIENT)
    if part2 is Part2.YES and consent.manner is not Manner.ON_PAPER:
        found.append(ReleaseRemark.NOT_WRITTEN)
    if standing is Standing.GOOD and consent.expires_when:
        found.append(ReleaseRemark.CONSENT_MAY_HAVE_ENDED)
    return found


def accounted_since(today: date, years: int = ACCOUNTED_YEARS) -> date:
    """The first day of the years before `today`; 29 February counts from the 28th."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)


def _same(name: str) -> str:
    """A name as far as it tells one recipient from another."""
    return folded(one_line(name))
