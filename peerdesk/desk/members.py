"""The roster: members and their memberships."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, columns, decoded
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member, Membership, Role
from peerdesk.domain.names import folded, many_lines, one_line
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

_MEMBER_FIELDS = columns(Member, "m")
_OF_GROUP = f"""
    SELECT {_MEMBER_FIELDS}, {columns(Membership, "s")}
    FROM memberships AS s JOIN members AS m ON m.id = s.member_id
    WHERE s.group_id = ? AND s.until IS NULL
    ORDER BY m.chosen_name COLLATE NOCASE, m.id
"""  # noqa: S608 - column lists of our own records
_MEMBER_WIDTH = len(_MEMBER_FIELDS.split(","))


class Members(Aggregate):
    """People by the name they chose."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "members", Member)
        self._memberships = Table(self._connection, "memberships", Membership)

    def save(self, member: Member) -> Member:
        """Keep `member`. UserError NAME_MISSING, NAME_TOO_LONG."""
        cleaned = replace(
            member,
            chosen_name=required_name(member.chosen_name),
            pronouns=within_limit(one_line(member.pronouns)),
            other_name=within_limit(one_line(member.other_name)),
            contact=within_limit(one_line(member.contact)),
            safe_contact=many_lines(member.safe_contact),
            emergency_contact=within_limit(one_line(member.emergency_contact)),
            access_needs=many_lines(member.access_needs),
            left_because=many_lines(member.left_because),
        )
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            kept = self._table.save(cleaned)
            change.touch(Kind.MEMBER, kept.id)
        return kept

    def get(self, member_id: int) -> Member:
        """One member. UserError RECORD_GONE."""
        return self._table.get(member_id)

    def all(self, *, with_left: bool = False) -> list[Member]:
        """The roster by chosen name; people who left only on request."""
        condition = "1" if with_left else "left_on IS NULL"
        return self._table.where(condition, order="chosen_name COLLATE NOCASE, id")

    def search(self, text: str, *, with_left: bool = False) -> list[Member]:
        """Members whose chosen or other name has `text` in it, whatever its case or accents."""
        wanted = folded(text)
        return [
            member
            for member in self.all(with_left=with_left)
            if wanted in folded(member.chosen_name) or wanted in folded(member.other_name)
        ]

    def of_group(self, group_id: int) -> list[tuple[Member, Membership]]:
        """Who is in the group now, by chosen name."""
        return [
            (decoded(Member, row), decoded(Membership, row[_MEMBER_WIDTH:]))
            for row in self._connection.execute(_OF_GROUP, (group_id,))
        ]

    def memberships(self, member_id: int) -> list[Membership]:
        """Every membership of a member, the current ones first."""
        return self._memberships.where(
            "member_id = ?", (member_id,), order="until IS NOT NULL, since DESC, id DESC"
        )

    def join(
        self,
        member_id: int,
        group_id: int,
        *,
        role: Role = Role.MEMBER,
        since: date | None = None,
    ) -> Membership:
        """Put a member into a group. UserError ALREADY_IN_GROUP."""
        current = self._memberships.where(
            "member_id = ? AND group_id = ? AND until IS NULL", (member_id, group_id)
        )
        if current:
            raise UserError(DeskTrouble.ALREADY_IN_GROUP)
        membership = Membership(
            member_id=member_id, group_id=group_id, role=role, since=since or date.today()  # noqa: DTZ011 - the local day
        )
        return self._keep(membership)

    def change_role(self, membership: Membership, role: Role) -> Membership:
        """Give a member another role in the group."""
        return self._keep(replace(membership, role=role))

    def leave(self, membership: Membership, until: date) -> Membership:
        """End a membership; it stays in the record with its last day."""
        return self._keep(replace(membership, until=until))

    def rejoin(self, membership: Membership) -> Membership:
        """Take back `leave`."""
        return self._keep(replace(membership, until=None))

    def _keep(self, membership: Membership) -> Membership:
        with self._desk.change(LogKind.CHANGED, Kind.MEMBERSHIP) as change:
            kept = self._memberships.save(membership)
            change.touch(Kind.MEMBERSHIP, kept.id)
            change.touch(Kind.MEMBER, kept.member_id)
            change.touch(Kind.GROUP, kept.group_id)
        return kept
