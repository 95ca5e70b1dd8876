"""What somebody allowed to be given to others, for how long, and that they took it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from peerdesk.desk.changes import Kind
from peerdesk.desk.passed_on import PassedOn
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.releases import ReleaseConsent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peerdesk.desk.desk import Desk

_ENDING = (
    "withdrawn_on IS NULL AND expires_on BETWEEN ? AND ?"
    " AND member_id IN (SELECT id FROM members WHERE left_on IS NULL)"
)


class Consents(PassedOn[ReleaseConsent]):
    """Each for one thing, one recipient and one purpose."""

    kind: ClassVar[Kind] = Kind.CONSENT
    first_logged: ClassVar[LogKind] = LogKind.CONSENT_GIVEN
    lines: ClassVar[tuple[str, ...]] = (*PassedOn.lines, "expires_when")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Table(desk.connection, "release_consents", ReleaseConsent))

    def of_member(self, member_id: int) -> list[ReleaseConsent]:
        """The consents of somebody: those that were not withdrawn first, the newest first."""
        return self._table.where(
            "member_id = ?", (member_id,), order="withdrawn_on IS NOT NULL, given_on DESC, id DESC"
        )

    def ending_between(self, first: date, last: date) -> list[ReleaseConsent]:
        """Those that end within these days, the first to end first, of who has not left."""
        return self._table.where(_ENDING, (first, last), order="expires_on, id")

    def withdraw(self, consent: ReleaseConsent, today: date) -> ReleaseConsent:
        """Note that it is withdrawn. What was given under it stays noted, and points to it."""
        return self._keep(replace(consent, withdrawn_on=today), LogKind.CONSENT_WITHDRAWN)

    def give_again(self, consent: ReleaseConsent) -> ReleaseConsent:
        """Take back `withdraw`."""
        return self._keep(replace(consent, withdrawn_on=None), LogKind.CONSENT_GIVEN)

    def remove(self, consent: ReleaseConsent) -> tuple[int, ...]:
        """Delete one that was noted by mistake; the ids of the releases that pointed to it."""
        pointing = tuple(release.id for release in self._desk.releases.under(consent.id))
        self._delete(consent)
        return pointing

    def bring_back(self, consent: ReleaseConsent, pointing: Iterable[int] = ()) -> ReleaseConsent:
        """Take back `remove`: the same consent, with its old uid, and what pointed to it."""
        with self._desk.change(LogKind.CHANGED, Kind.CONSENT):
            kept = self._bring_back(consent)
            for release_id in pointing:
                self._connection.execute(
                    "UPDATE information_releases SET consent_id = ? WHERE id = ?",
                    (kept.id, release_id),
                )
        return kept
