"""Authorities, ways, consents and what is pointed out about them, as people say them."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.releases import (
    Authority,
    Element,
    InformationRelease,
    Part2,
    ReleaseConsent,
    ReleaseRemark,
    Standing,
    Told,
    Way,
)
from peerdesk.ui.naming import veiled
from peerdesk.ui.terms import full_day, manner_words


def _said(text: str) -> str:
    return QCoreApplication.translate("passing_on", text)


def authority_words(authority: Authority) -> str:
    """Why something might leave, as in a list."""
    return {
        Authority.NOT_SAID: _said("Not said yet"),
        Authority.CONSENT: _said("With their consent"),
        Authority.OWN_REQUEST: _said("They asked for it themselves"),
        Authority.COURT_ORDER: _said("A court ordered it"),
        Authority.REQUIRED_REPORT: _said("A report that the law requires"),
        Authority.EMERGENCY: _said("A medical emergency"),
        Authority.SERIOUS_HARM: _said("To keep somebody from serious harm"),
        Authority.OTHER_LAW: _said("Another law or rule"),
    }[authority]


def authority_help(authority: Authority) -> str:
    """What to think of with it; empty where nothing has to be said."""
    return {
        Authority.NOT_SAID: _said("Say why it might leave; what is unsure can be changed later."),
        Authority.CONSENT: "",
        Authority.OWN_REQUEST: "",
        Authority.COURT_ORDER: _said(
            "An order with a judge's signature. A subpoena or a lawyer's letter is not enough "
            "everywhere; ask your organisation before anything is given."
        ),
        Authority.REQUIRED_REPORT: _said(
            "Such as abuse of a child. Give what the report asks for, and no more."
        ),
        Authority.EMERGENCY: _said("What helpers need now, to those who help."),
        Authority.SERIOUS_HARM: _said("One of the limits that the group says at its beginning."),
        Authority.OTHER_LAW: _said("Name it below, and check it with your organisation."),
    }[authority]


def reference_words(authority: Authority) -> str:
    """What the field beside an authority asks for; empty where it has none."""
    return {
        Authority.COURT_ORDER: _said("Which court and order"),
        Authority.REQUIRED_REPORT: _said("Which report, and its number"),
        Authority.EMERGENCY: _said("What happened, in a few words"),
        Authority.SERIOUS_HARM: _said("Which limit"),
        Authority.OTHER_LAW: _said("Which law or rule"),
    }.get(authority, "")


def way_words(way: Way) -> str:
    """How something was given."""
    return {
        Way.SPOKEN: _said("Spoken, face to face"),
        Way.TELEPHONE: _said("By telephone"),
        Way.ON_PAPER: _said("On paper"),
        Way.EMAIL: _said("By e-mail or message"),
        Way.FILE: _said("As a file, or on a website"),
        Way.OTHER: _said("In another way"),
    }[way]


def told_words(told: Told) -> str:
    """Whether the person knows."""
    return {
        Told.NOT_YET: _said("Not yet"),
        Told.BEFORE: _said("Yes, before"),
        Told.AFTER: _said("Yes, afterwards"),
        Told.NO: _said("No, it was not safe to"),
    }[told]


def told_in_a_line(told: Told) -> str:
    """The same, within a line of its own kind."""
    return {
        Told.NOT_YET: _said("not told yet"),
        Told.BEFORE: _said("told before"),
        Told.AFTER: _said("told afterwards"),
        Told.NO: _said("not told"),
    }[told]


def part2_words(part2: Part2) -> str:
    """Whether a group is under 42 CFR Part 2."""
    return {
        Part2.UNSURE: _said("Not sure yet"),
        Part2.YES: _said("Yes"),
        Part2.NO: _said("No"),
    }[part2]


def remark_words(remark: ReleaseRemark) -> str:
    """What to look at, and what could be done."""
    return {
        ReleaseRemark.NO_AUTHORITY: _said("Nobody has said yet why it was allowed."),
        ReleaseRemark.NO_CONSENT: _said("No consent is chosen that it was given under."),
        ReleaseRemark.CONSENT_LATER: _said("The consent was given later than this."),
        ReleaseRemark.CONSENT_EXPIRED: _said("The consent had ended by then."),
        ReleaseRemark.CONSENT_WITHDRAWN: _said("The consent was withdrawn by then."),
        ReleaseRemark.WITHDRAWN_THAT_DAY: _said(
            "The consent was withdrawn on that day. Was this given before?"
        ),
        ReleaseRemark.CONSENT_MAY_HAVE_ENDED: _said(
            "The consent ends with an event. Was it still good?"
        ),
        ReleaseRemark.OTHER_RECIPIENT: _said("The consent names somebody else to be told."),
        ReleaseRemark.NOT_WRITTEN: _said(
            "The group is under 42 CFR Part 2, which wants a consent in writing."
        ),
        ReleaseRemark.NO_REASON: _said("The person was not told, and nobody says why."),
    }[remark]


def element_words(element: Element) -> str:
    """What a consent does not name yet."""
    return {
        Element.WHAT: _said("what may be given"),
        Element.RECIPIENT: _said("to whom"),
        Element.PURPOSE: _said("what for"),
        Element.END: _said("until when"),
    }[element]


def recipient_words(record: InformationRelease | ReleaseConsent) -> str:
    """To whom: the name, the organisation, or both."""
    named = ", ".join(part for part in (record.recipient, record.organisation) if part)
    return veiled(named) or _said("Nobody named yet")


def until_words(consent: ReleaseConsent) -> str:
    """How long a consent is good."""
    ends = []
    if consent.expires_on is not None:
        ends.append(_said("until {day}").format(day=full_day(consent.expires_on)))
    if consent.expires_when:
        ends.append(_said("until: {event}").format(event=veiled(consent.expires_when)))
    return _said(" or ").join(ends) or _said("no end named")


def consent_words(consent: ReleaseConsent) -> str:
    """One consent, as in a list to choose from."""
    return _said("{recipient}, given {day}").format(
        recipient=recipient_words(consent), day=full_day(consent.given_on)
    )


def given_words(consent: ReleaseConsent) -> str:
    """When and how a consent was given, and how long it is good."""
    return _said("Given {day}, {manner}, {until}").format(
        day=full_day(consent.given_on),
        manner=manner_words(consent.manner),
        until=until_words(consent),
    )


def standing_words(consent: ReleaseConsent, today: date) -> str:
    """Why a consent is good no longer or not for long; empty while it is."""
    standing = consent.standing(today)
    if standing is Standing.WITHDRAWN and consent.withdrawn_on is not None:
        return _said("Withdrawn on {day}.").format(day=full_day(consent.withdrawn_on))
    if standing is Standing.EXPIRED:
        return _said("It has ended. Ask them whether they want to give it again.")
    if consent.missing:
        named = ", ".join(element_words(element) for element in consent.missing)
        return _said("Not named yet: {what}.").format(what=named)
    if consent.ends_soon(today) and consent.expires_on is not None:
        return _said("It ends on {day}.").format(day=full_day(consent.expires_on))
    return ""
