"""How members may be reached, and whose ways have to be asked about again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, encoded
from peerdesk.domain.contacts import SafeContact, confirmed_too_long_ago
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines, one_line

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.changes import PendingChange
    from peerdesk.desk.desk import Desk

_TO_CONFIRM = """
SELECT DISTINCT c.member_id FROM safe_contacts AS c JOIN members AS m ON m.id = c.member_id
WHERE c.allowed <> 'no' AND (c.confirmed_on IS NULL OR c.confirmed_on <= ?)
  AND m.left_on IS NULL AND NOT m.do_not_contact
"""


def _cleaned(contact: SafeContact) -> SafeContact:
    """`contact` as it is kept. UserError NAME_TOO_LONG."""
    return replace(
        contact,
        value=within_limit(one_line(contact.value)),
        may_be_said=many_lines(contact.may_be_said),
        caller=within_limit(one_line(contact.caller)),
        safe_times=within_limit(one_line(contact.safe_times)),
    )


class Contacts(Aggregate):
    """A record for each way to reach somebody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "safe_contacts", SafeContact)

    def of_member(self, member_id: int) -> list[SafeContact]:
        """The ways to reach a member, in the order in which they were noted."""
        return self._table.where("member_id = ?", (member_id,))

    def get(self, contact_id: int) -> SafeContact:
        """One way. UserError RECORD_GONE."""
        return self._table.get(contact_id)

    def of_everybody(self) -> dict[int, list[SafeContact]]:
        """The ways to reach each member who has any, in the order in which they were noted."""
        found: dict[int, list[SafeContact]] = {}
        for contact in self._table.where():
            found.setdefault(contact.member_id, []).append(contact)
        return found

    def save(self, contact: SafeContact) -> SafeContact:
        """Keep a way. UserError NAME_TOO_LONG, RECORD_GONE."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            kept = self._table.save(_cleaned(contact))
            change.touch(Kind.MEMBER, kept.member_id)
        return kept

    def save_within(self, change: PendingChange, contact: SafeContact) -> SafeContact:
        """As `save`, for a change of thousands: without a half of its own that could be undone."""
        kept = self._table.save(_cleaned(contact))
        change.touch(Kind.MEMBER)
        return kept

    def remove(self, contact: SafeContact) -> None:
        """Delete a way."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            self._table.delete("id = ?", (contact.id,))
            change.touch(Kind.MEMBER, contact.member_id)

    def remove_within(self, change: PendingChange, contact: SafeContact) -> None:
        """As `remove`, for a change of thousands."""
        self._table.delete("id = ?", (contact.id,))
        change.touch(Kind.MEMBER)

    def bring_back(self, contact: SafeContact) -> SafeContact:
        """Take back `remove`."""
        return self.save(replace(contact, id=0))

    def to_confirm(self, today: date) -> frozenset[int]:
        """Members whom to ask whether a way is still right.

        Not those who left, and nobody who asked not to be contacted: asking would be contact.
        """
        day = encoded(confirmed_too_long_ago(today))
        return frozenset(
            member_id for (member_id,) in self._connection.execute(_TO_CONFIRM, (day,))
        )
