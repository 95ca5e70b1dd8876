"""The roster: members and their memberships."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, columns, decoded, encoded
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.known_names import KnownNames
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import LEADING_ROLES, GroupAsked, InvitedBack, Member, Membership, Role
from peerdesk.domain.names import folded, many_lines, one_line
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from peerdesk.desk.changes import PendingChange
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.limits import ReportingDuty

_MEMBER_FIELDS = columns(Member, "m")
_OF_GROUP = f"""
    SELECT {_MEMBER_FIELDS}, {columns(Membership, "s")}
    FROM memberships AS s JOIN members AS m ON m.id = s.member_id
    WHERE s.group_id = ? AND s.until IS NULL
    ORDER BY m.id
"""  # noqa: S608 - column lists of our own records
_OF_GROUP_AROUND = f"""
    SELECT {_MEMBER_FIELDS} FROM members AS m WHERE m.id IN (
        SELECT member_id FROM memberships WHERE group_id = :group
        AND (until IS NULL OR until >= :day AND (since IS NULL OR since <= :day)))
"""  # noqa: S608 - a column list of our own records
_MEMBER_WIDTH = len(_MEMBER_FIELDS.split(","))

_NAMES_IN = """
    SELECT chosen_name, other_name FROM members
    WHERE id IN (SELECT member_id FROM memberships WHERE group_id = ?)
"""
_NAMES_AROUND = """
    SELECT chosen_name, other_name FROM members WHERE id IN (
        SELECT m.member_id FROM memberships AS m JOIN sessions AS s ON s.group_id = m.group_id
        WHERE s.id = :session
        UNION SELECT member_id FROM attendances WHERE session_id = :session)
"""
_LEADING = """
    SELECT DISTINCT m.chosen_name FROM memberships AS s JOIN members AS m ON m.id = s.member_id
    JOIN groups AS g ON g.id = s.group_id
    WHERE s.until IS NULL AND g.archived = 0 AND s.role IN ({marks}) ORDER BY m.id
"""
LEADING = tuple(sorted(LEADING_ROLES))
_LEADING_IN = f"""
    SELECT {_MEMBER_FIELDS}, {columns(Membership, "s")}
    FROM memberships AS s JOIN members AS m ON m.id = s.member_id
    WHERE s.group_id = ? AND s.until IS NULL AND s.role IN ({", ".join("?" * len(LEADING))})
    ORDER BY m.id
"""  # noqa: S608 - column lists of our own records, marks
_LEADS = f"""
left_on IS NULL AND id IN (
    SELECT s.member_id FROM memberships AS s JOIN groups AS g ON g.id = s.group_id
    WHERE s.until IS NULL AND g.archived = 0 AND s.role IN ({", ".join("?" * len(LEADING))}))
"""  # noqa: S608 - marks

_NOTHING_NOTED = """
id = ?
AND NOT EXISTS (SELECT 1 FROM acknowledgements WHERE member_id = members.id)
AND NOT EXISTS (SELECT 1 FROM member_notes WHERE member_id = members.id)
AND NOT EXISTS (SELECT 1 FROM release_consents WHERE member_id = members.id)
AND NOT EXISTS (SELECT 1 FROM information_releases WHERE member_id = members.id)
AND (SELECT count(*) FROM memberships WHERE member_id = members.id) <= 1
AND (SELECT count(*) FROM attendances WHERE member_id = members.id) <= 1
"""


def _cleaned(member: Member) -> Member:
    """`member` as it is kept. UserError NAME_MISSING, NAME_TOO_LONG."""
    return replace(
        member,
        chosen_name=required_name(member.chosen_name),
        pronouns=within_limit(one_line(member.pronouns)),
        other_name=within_limit(one_line(member.other_name)),
        told_apart_by=within_limit(one_line(member.told_apart_by)),
        emergency_name=within_limit(one_line(member.emergency_name)),
        emergency_relation=within_limit(one_line(member.emergency_relation)),
        emergency_reach=within_limit(one_line(member.emergency_reach)),
        left_because=many_lines(member.left_because),
    )


def _by_name(member: Member) -> str:
    """Where somebody stands in a list: Élodie before Zoe, which SQLite alone can't do."""
    return folded(member.chosen_name)


def _by_name_of_member(found: tuple[Member, Membership]) -> str:
    return _by_name(found[0])


class Members(Aggregate):
    """People by the name they chose."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "members", Member)
        self._memberships = Table(self._connection, "memberships", Membership)

    def save(self, member: Member) -> Member:
        """Keep `member`. UserError NAME_MISSING, NAME_TOO_LONG."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            kept = self._table.save(_cleaned(member))
            change.touch(Kind.MEMBER, kept.id)
        return kept

    def save_within(self, change: PendingChange, member: Member) -> Member:
        """As `save`, for a change of thousands: without a half of its own that could be undone."""
        kept = self._table.save(_cleaned(member))
        change.touch(Kind.MEMBER)
        return kept

    def join_within(self, change: PendingChange, member: Member, group_id: int) -> None:
        """As `join` from today on, for a change of thousands, of somebody who is in no group yet.

        A member who joins changes nothing about a group's limits.
        """
        today = date.today()  # noqa: DTZ011 - the local day
        self._memberships.add(Membership(member_id=member.id, group_id=group_id, since=today))
        for kind in (Kind.MEMBERSHIP, Kind.GROUP):
            change.touch(kind)

    def get(self, member_id: int) -> Member:
        """One member. UserError RECORD_GONE."""
        return self._table.get(member_id)

    def all(self, *, with_left: bool = False) -> list[Member]:
        """The roster by chosen name, every field of it; people who left only on request.

        Lists and searches ask `desk.directory`, which has the names in memory.
        """
        condition = "1" if with_left else "left_on IS NULL"
        return sorted(self._table.where(condition), key=_by_name)

    def names_of_leading(self) -> list[str]:
        """The chosen names of who leads a group now."""
        marks = ", ".join("?" * len(LEADING_ROLES))
        rows = self._connection.execute(
            _LEADING.format(marks=marks), tuple(sorted(role.value for role in LEADING_ROLES))
        )
        return [name for (name,) in rows]

    def leading(self) -> list[Member]:
        """Who leads a group now, by chosen name."""
        return sorted(self._table.where(_LEADS, LEADING), key=_by_name)

    def of_group(self, group_id: int) -> list[tuple[Member, Membership]]:
        """Who is in the group now, by chosen name."""
        found = [
            (decoded(Member, row), decoded(Membership, row[_MEMBER_WIDTH:]))
            for row in self._connection.execute(_OF_GROUP, (group_id,))
        ]
        return sorted(found, key=_by_name_of_member)

    def leading_in(self, group_id: int) -> list[tuple[Member, Membership]]:
        """Who leads the group now, by chosen name."""
        found = [
            (decoded(Member, row), decoded(Membership, row[_MEMBER_WIDTH:]))
            for row in self._connection.execute(_LEADING_IN, (group_id, *LEADING))
        ]
        return sorted(found, key=_by_name_of_member)

    def of_group_around(self, group_id: int, day: date) -> list[Member]:
        """Who is in the group now, or was on `day`, by chosen name.

        Rosters are often typed later than people came: who is in it now may have been there then.
        """
        rows = self._connection.execute(_OF_GROUP_AROUND, {"group": group_id, "day": encoded(day)})
        return sorted((decoded(Member, row) for row in rows), key=_by_name)

    def names(self) -> tuple[str, ...]:
        """What everybody is called, those who left too: their chosen names and other names."""
        rows = self._connection.execute("SELECT chosen_name, other_name FROM members")
        return tuple(name for row in rows for name in row if name)

    def names_in(self, group_id: int) -> tuple[str, ...]:
        """What those are called who are or were in a group: their chosen names and other names."""
        rows = self._connection.execute(_NAMES_IN, (group_id,))
        return tuple(name for row in rows for name in row if name)

    def known_names_around(self, session_id: int) -> KnownNames:
        """The names of everybody who is or was in a session's group, or was marked at it."""
        rows = self._connection.execute(_NAMES_AROUND, {"session": session_id})
        return KnownNames(name for row in rows for name in row if name)

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
        self._refuse_second(member_id, group_id)
        membership = Membership(
            member_id=member_id,
            group_id=group_id,
            role=role,
            since=since or date.today(),  # noqa: DTZ011 - the local day
        )
        return self._keep(membership)

    def add_to_group(self, member: Member, group_id: int) -> Member:
        """Keep a new member and put them into a group, both or neither.

        UserError NAME_MISSING, NAME_TOO_LONG.
        """
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER):
            kept = self.save(member)
            self.join(kept.id, group_id, since=kept.joined_on)
        return kept

    def take_back(self, member_id: int) -> bool:
        """Remove somebody who was added by mistake a moment ago; whether that was done.

        Whoever anything was noted about since stays.
        """
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            gone = self._table.delete(_NOTHING_NOTED, (member_id,))
            for kind in (Kind.MEMBER, Kind.MEMBERSHIP, Kind.ATTENDANCE):
                change.touch(kind)
        return bool(gone)

    def change_role(self, membership: Membership, role: Role) -> Membership:
        """Give a member another role in the group from today on; the former one stays on record.

        A role that is changed on its first day was a slip: nothing is added to the record then, nor
        where the former role comes back on the day of the change.
        """
        today = date.today()  # noqa: DTZ011 - the local day
        if role is membership.role:
            return membership
        with self._desk.change(LogKind.CHANGED, Kind.MEMBERSHIP):
            former = self._memberships.where(
                "member_id = ? AND group_id = ? AND until = ?",
                (membership.member_id, membership.group_id, today),
            )
            if membership.since != today:
                self._memberships.add(replace(membership, id=0, uid="", until=today))
                return self._keep(replace(membership, role=role, since=today))
            back = next((each for each in former if each.role is role), None)
            if back is None:
                return self._keep(replace(membership, role=role))
            self._memberships.delete("id = ?", (back.id,))
            return self._keep(replace(membership, role=role, since=back.since))

    def set_duty(self, membership: Membership, duty: ReportingDuty) -> Membership:
        """Say whether somebody who leads the group has to report."""
        return self._keep(replace(membership, reporting_duty=duty))

    def set_group_asked(self, membership: Membership, asked: GroupAsked) -> Membership:
        """Note what the group said to an observer."""
        return self._keep(replace(membership, group_asked=asked))

    def leave(self, membership: Membership, until: date) -> Membership:
        """End a membership; it stays in the record with its last day."""
        return self._keep(replace(membership, until=until))

    def rejoin(self, membership: Membership) -> Membership:
        """Take back `leave`. UserError ALREADY_IN_GROUP."""
        self._refuse_second(membership.member_id, membership.group_id)
        return self._keep(replace(membership, until=None))

    def note_left(self, member_id: int, on: date) -> tuple[Membership, ...]:
        """Note that a member left altogether; gives the memberships that ended with it."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER):
            self.save(replace(self.get(member_id), left_on=on))
            ended = [each for each in self.memberships(member_id) if each.until is None]
            for membership in ended:
                self.leave(membership, on)
        return tuple(ended)

    def came_back(self, member_id: int, memberships: tuple[Membership, ...] = ()) -> None:
        """Take back `note_left`, with the memberships that it ended.

        UserError ALREADY_IN_GROUP, and then nothing is changed.
        """
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER):
            back = replace(
                self.get(member_id),
                left_on=None,
                left_because="",
                invited_back=InvitedBack.OPEN,
            )
            self.save(back)
            for membership in memberships:
                self.rejoin(membership)

    def _refuse_second(self, member_id: int, group_id: int) -> None:
        current = self._memberships.where(
            "member_id = ? AND group_id = ? AND until IS NULL", (member_id, group_id)
        )
        if current:
            raise UserError(DeskTrouble.ALREADY_IN_GROUP)

    def _keep(self, membership: Membership) -> Membership:
        with (
            self._desk.change(LogKind.CHANGED, Kind.MEMBERSHIP) as change,
            self._desk.reviews.asked_if_changed(membership.group_id),
        ):
            kept = self._memberships.save(membership)
            change.touch(Kind.MEMBERSHIP, kept.id)
            change.touch(Kind.MEMBER, kept.member_id)
            change.touch(Kind.GROUP, kept.group_id)
        return kept
