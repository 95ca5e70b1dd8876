"""What somebody allowed to be given to others, for how long, and that they took it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines, one_line
from peerdesk.domain.releases import ReleaseConsent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peerdesk.desk.desk import Desk

_ENDING = (
    "withdrawn_on IS NULL AND expires_on BETWEEN ? AND ?"
    " AND member_id IN (SELECT id FROM members WHERE left_on IS NULL)"
)


class Consents(Aggregate):
    """Each for one thing, one recipient and one purpose."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "release_consents", ReleaseConsent)

    def get(self, consent_id: int) -> ReleaseConsent:
        """One consent. UserError RECORD_GONE."""
        return self._table.get(consent_id)

    def of_member(self, member_id: int) -> list[ReleaseConsent]:
        """The consents of somebody: those that were not withdrawn first, the newest first."""
        return self._table.where(
            "member_id = ?", (member_id,), order="withdrawn_on IS NOT NULL, given_on DESC, id DESC"
        )

    def ending_between(self, first: date, last: date) -> list[ReleaseConsent]:
        """Those that end within these days, the first to end first, of who has not left."""
        return self._table.where(_ENDING, (first, last), order="expires_on, id")

    def keep(self, consent: ReleaseConsent) -> ReleaseConsent:
        """Keep what a consent says. UserError NAME_TOO_LONG, RECORD_GONE."""
        return self._keep(consent, LogKind.CHANGED if consent.id else LogKind.CONSENT_GIVEN)

    def withdraw(self, consent: ReleaseConsent, today: date) -> ReleaseConsent:
        """Note that it is withdrawn. What was given under it stays noted, and points to it."""
        return self._keep(replace(consent, withdrawn_on=today), LogKind.CONSENT_WITHDRAWN)

    def give_again(self, consent: ReleaseConsent) -> ReleaseConsent:
        """Take back `withdraw`."""
        return self._keep(replace(consent, withdrawn_on=None), LogKind.CONSENT_GIVEN)

    def remove(self, consent: ReleaseConsent) -> tuple[int, ...]:
        """Delete one that was noted by mistake; the ids of the releases that pointed to it."""
        pointing = tuple(release.id for release in self._desk.releases.under(consent.id))
        with self._desk.change(LogKind.CHANGED, Kind.CONSENT) as change:
            self._table.delete("id = ?", (consent.id,))
            change.touch(Kind.CONSENT, consent.id)
        return pointing

    def bring_back(self, consent: ReleaseConsent, pointing: Iterable[int] = ()) -> ReleaseConsent:
        """Take back `remove`: the same consent, with its old uid, and what pointed to it."""
        with self._desk.change(LogKind.CHANGED, Kind.CONSENT):
            kept = self._keep(replace(consent, id=0), LogKind.CHANGED)
            for release_id in pointing:
                self._connection.execute(
                    "UPDATE information_releases SET consent_id = ? WHERE id = ?",
                    (kept.id, release_id),
                )
        return kept

    def _keep(self, consent: ReleaseConsent, kind: LogKind) -> ReleaseConsent:
        cleaned = replace(
            consent,
            what=many_lines(consent.what),
            recipient=within_limit(one_line(consent.recipient)),
            organisation=within_limit(one_line(consent.organisation)),
            purpose=many_lines(consent.purpose),
            expires_when=within_limit(one_line(consent.expires_when)),
        )
        with self._desk.change(kind, Kind.CONSENT) as change:
            kept = self._table.save(cleaned)
            change.touch(Kind.CONSENT, kept.id)
        return kept
