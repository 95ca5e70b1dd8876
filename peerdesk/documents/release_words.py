"""Releases and consents in the words of a paper."""

from dataclasses import dataclass
from datetime import date

from peerdesk.documents.wording import Wording, wording, words_of
from peerdesk.domain.releases import (
    Authority,
    InformationRelease,
    ReleaseConsent,
    Told,
    Way,
)
from peerdesk.domain.scripts import Manner


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """What papers about releases have in common."""

    what: str
    recipient: str
    purpose: str
    allowed_by: str
    way: str
    told: str
    by: str
    authorities: tuple[str, ...]
    """Each tuple is in the order of its enum."""
    ways: tuple[str, ...]
    told_answers: tuple[str, ...]
    manners: tuple[str, ...]
    consent: str
    """With {day}, {manner} and {until}."""
    until_day: str
    """With {day}."""
    until_event: str
    """With {event}."""
    until_either: str
    """With {day} and {event}."""
    until_open: str
    withdrawn: str
    """With {day}."""
    nobody: str


@dataclass(frozen=True, slots=True)
class Saying:
    """Records in one language."""

    own: ReleaseWords
    common: Wording

    def day(self, day: date) -> str:
        """A day as people write it."""
        return self.common.date_shown(day)

    def authority(self, release: InformationRelease) -> str:
        """Why it was allowed, with which order or report."""
        words = dict(zip(Authority, self.own.authorities, strict=True))[release.authority]
        return f"{words}: {release.reference}" if release.reference else words

    def way(self, way: Way) -> str:
        """How it was given."""
        return dict(zip(Way, self.own.ways, strict=True))[way]

    def told(self, told: Told) -> str:
        """Whether the person was told."""
        return dict(zip(Told, self.own.told_answers, strict=True))[told]

    def recipient(self, record: InformationRelease | ReleaseConsent) -> str:
        """To whom."""
        named = ", ".join(part for part in (record.recipient, record.organisation) if part)
        return named or self.own.nobody

    def until(self, consent: ReleaseConsent) -> str:
        """How long a consent is good."""
        if consent.expires_on is None:
            event = consent.expires_when
            return self.own.until_event.format(event=event) if event else self.own.until_open
        day = self.day(consent.expires_on)
        if consent.expires_when:
            return self.own.until_either.format(day=day, event=consent.expires_when)
        return self.own.until_day.format(day=day)

    def consent(self, consent: ReleaseConsent) -> str:
        """When and how a consent was given, how long it is good, and that it was taken back."""
        manner = dict(zip(Manner, self.own.manners, strict=True))[consent.manner]
        said = self.own.consent.format(
            day=self.day(consent.given_on), manner=manner, until=self.until(consent)
        )
        if consent.withdrawn_on is None:
            return said
        return f"{said}; {self.own.withdrawn.format(day=self.day(consent.withdrawn_on))}"


def saying(language: str) -> Saying:
    """Records in `language`."""
    return Saying(words_of(ReleaseWords, "releases", language), wording(language))
