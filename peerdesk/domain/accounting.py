"""An accounting of what was given to others: of one person, or of all."""

from dataclasses import dataclass
from datetime import date

from peerdesk.domain.releases import InformationRelease, ReleaseConsent

FORMAT = "peerdesk-releases-1"
COLUMNS = (
    *("released_on", "about", "recipient", "organisation", "what", "purpose", "authority"),
    *("reference", "way", "told", "not_told_because", "consent_given_on", "given_by"),
)
"""Of the table and of the file for programs, in this order."""


@dataclass(frozen=True, slots=True)
class AccountedRelease:
    """One release, with what else is told of it. Names of others are masked already."""

    release: InformationRelease
    consent: ReleaseConsent | None
    about: str
    """Whom or which group it is about; empty in the accounting of one person."""
    given_by: str
    """Empty in the accounting of one person."""


@dataclass(frozen=True, slots=True)
class Accounting:
    """What was given from `since` to `until`, both included, the newest first."""

    vault_name: str
    name: str
    """Whose it is; empty for one of all."""
    since: date
    until: date
    releases: tuple[AccountedRelease, ...]
    left_out: int = 0
    """How many a person was not told of, which are not in it."""

    @property
    def is_of_all(self) -> bool:
        """Whether it is the organisation's own, of everybody."""
        return not self.name


def rows_of(accounting: Accounting) -> list[tuple[str, ...]]:
    """A row for each release, in the order of `COLUMNS`; codes as in the schema."""
    return [_row(each) for each in accounting.releases]


def as_json(accounting: Accounting) -> dict[str, object]:
    """The same as plain values for a file that programs read; what is empty is left out."""
    return {
        "format": FORMAT,
        "vault": accounting.vault_name,
        "name": accounting.name,
        "since": accounting.since.isoformat(),
        "until": accounting.until.isoformat(),
        "releases": [
            {name: value for name, value in zip(COLUMNS, row, strict=True) if value}
            for row in rows_of(accounting)
        ],
    }


def _row(each: AccountedRelease) -> tuple[str, ...]:
    release = each.release
    consented = each.consent.given_on.isoformat() if each.consent is not None else ""
    return (
        *(release.released_on.isoformat(), each.about, release.recipient, release.organisation),
        *(release.what, release.purpose, release.authority, release.reference),
        *(release.way, release.told, release.not_told_because, consented, each.given_by),
    )
