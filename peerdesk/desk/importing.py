"""Taking people from a file of another program onto the roster, in one step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.importing import Decision, Proposal, Standing, name_key
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from peerdesk.desk.changes import PendingChange
    from peerdesk.desk.desk import Desk
    from peerdesk.vault.cipher import Connection

_NAMES = "SELECT chosen_name, id FROM members ORDER BY id"
_REFER_TO_MEMBERS = """
SELECT t.name, f."from" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS f
WHERE t.type = 'table' AND f."table" = 'members' AND t.name NOT IN ('memberships', 'safe_contacts')
"""


@dataclass(frozen=True, slots=True)
class ImportUndo:
    """What takes an import back: who was added, and who was filled in, as before and as after.

    `contacts` are the ways to reach somebody that came with either.
    """

    added: tuple[Member, ...]
    filled: tuple[tuple[Member, Member], ...]
    contacts: tuple[SafeContact, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. The numbers are lines of the file, in ascending order."""

    added: int
    filled: int
    duplicate_lines: tuple[int, ...]
    """Left out because somebody of that name was there, or stood above in the file."""
    empty_lines: tuple[int, ...]
    too_long_lines: tuple[int, ...]
    lines_without_day: tuple[int, ...]
    """Taken, but the day in them does not exist."""
    undo: ImportUndo


LOOK_EVERY = 50
"""Rows after which a long change tells how far it is, and looks whether it is to stop."""


def known_names(connection: Connection) -> dict[str, int]:
    """The member of each chosen name, those who left included; of two alike the newer record."""
    return {name_key(name): int(member_id) for name, member_id in connection.execute(_NAMES)}


def import_people(
    desk: Desk,
    proposals: Iterable[Proposal],
    group_id: int | None = None,
    *,
    share: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Do what was decided for each row, all of it or nothing; who is added joins the group.

    `share` hears how much of it is done. Raises UserError IMPORT_STOPPED where that was asked for,
    and UserError and VaultError with the codes of the vault where the disk refuses. Nothing is
    changed then.
    """
    rows = list(proposals)
    go_on = _Pace(len(rows), share, cancelled)
    added: list[Member] = []
    filled: list[tuple[Member, Member]] = []
    contacts: list[SafeContact] = []
    with desk.change(None) as change:
        there = desk.contacts.of_everybody()
        for row in rows:
            go_on.step()
            if row.decision is Decision.ADD:
                added.append(_added(desk, change, row, group_id))
                contacts += _contacts(desk, change, row, added[-1].id, ())
            elif row.decision is Decision.FILL_IN:
                before, after = _filled(desk, change, row)
                had = there.setdefault(after.id, [])
                came = _contacts(desk, change, row, after.id, had)
                had += came
                contacts += came
                if came or before != after:
                    filled.append((before, after))
        if added or filled:
            desk.log.write(LogKind.IMPORTED, Kind.MEMBER, len(added) + len(filled))
            change.touch(Kind.LOG)
        go_on.look()
    return ImportReport(
        added=len(added),
        filled=len(filled),
        duplicate_lines=_left_out(rows, Standing.ON_THE_ROSTER, Standing.TWICE_IN_THE_FILE),
        empty_lines=_left_out(rows, Standing.WITHOUT_A_NAME),
        too_long_lines=_left_out(rows, Standing.TOO_LONG),
        lines_without_day=tuple(
            row.line for row in rows if row.no_such_day and row.decision is not Decision.LEAVE_OUT
        ),
        undo=ImportUndo(tuple(added), tuple(filled), tuple(contacts)),
    )


def take_back(
    desk: Desk,
    undo: ImportUndo,
    *,
    share: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Remove who was added and empty what was filled in; says how many people stay.

    Somebody stays whose record was changed since, or about whom anything was noted. All of it or
    nothing, as `import_people`.
    """
    go_on = _Pace(len(undo.added) + len(undo.filled), share, cancelled)
    stay = 0
    came: dict[int, list[SafeContact]] = {}
    for contact in undo.contacts:
        came.setdefault(contact.member_id, []).append(contact)
    with desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
        now = {member.id: member for member in desk.members.all(with_left=True)}
        there = desk.contacts.of_everybody()
        noted = _noted_members(desk)
        for member in undo.added:
            go_on.step()
            is_as_it_came = there.get(member.id, []) == came.get(member.id, [])
            if member.id in noted or not is_as_it_came or now.get(member.id) != member:
                stay += member.id in now
                continue
            desk.connection.execute("DELETE FROM members WHERE id = ?", (member.id,))
        for before, after in undo.filled:
            go_on.step()
            if now.get(after.id) != after:
                stay += 1
                continue
            for contact in came.get(after.id, []):
                if contact in there.get(after.id, []):
                    desk.contacts.remove_within(change, contact)
            if before != after:
                desk.members.save_within(change, before)
        for kind in (Kind.MEMBER, Kind.MEMBERSHIP, Kind.GROUP):
            change.touch(kind)
        go_on.look()
    return stay


class _Pace:
    """Tells how far a long change is, and ends it where that is asked for."""

    def __init__(
        self,
        whole: int,
        share: Callable[[float], object] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._whole, self._share, self._cancelled = whole, share, cancelled
        self._done = 0

    def step(self) -> None:
        """One more row begins. UserError IMPORT_STOPPED."""
        if self._done % LOOK_EVERY == 0:
            self.look()
        self._done += 1

    def look(self) -> None:
        """UserError IMPORT_STOPPED."""
        if self._cancelled is not None and self._cancelled():
            raise UserError(DeskTrouble.IMPORT_STOPPED)
        if self._share is not None and self._whole:
            self._share(self._done / self._whole)


def _added(desk: Desk, change: PendingChange, row: Proposal, group_id: int | None) -> Member:
    member = desk.members.save_within(
        change,
        Member(
            chosen_name=row.chosen_name,
            other_name=row.other_name,
            pronouns=row.pronouns,
            joined_on=row.joined_on,
        ),
    )
    if group_id is not None:
        desk.members.join_within(change, member, group_id)
    return member


def _contacts(
    desk: Desk, change: PendingChange, row: Proposal, member_id: int, had: Sequence[SafeContact]
) -> list[SafeContact]:
    """The ways to reach somebody that the row has and the record had not, as nobody allowed yet."""
    there = {contact.channel for contact in had}
    return [
        desk.contacts.save_within(
            change, SafeContact(member_id=member_id, channel=channel, value=value)
        )
        for channel, value in ((Channel.PHONE, row.phone), (Channel.EMAIL, row.email))
        if value and channel not in there
    ]


def _filled(desk: Desk, change: PendingChange, row: Proposal) -> tuple[Member, Member]:
    """The record as it was and as it is now; the same where it lacked nothing that the row has."""
    before = desk.members.get(row.member_id)
    after = replace(
        before,
        other_name=before.other_name or row.other_name,
        pronouns=before.pronouns or row.pronouns,
        joined_on=before.joined_on or row.joined_on,
    )
    return before, before if after == before else desk.members.save_within(change, after)


def _left_out(rows: list[Proposal], *standings: Standing) -> tuple[int, ...]:
    return tuple(
        row.line for row in rows if row.decision is Decision.LEAVE_OUT and row.standing in standings
    )


def _noted_members(desk: Desk) -> set[int]:
    """Everybody about whom there is more than a record, memberships and ways to reach them."""
    noted: set[int] = set()
    for table, column in desk.connection.execute(_REFER_TO_MEMBERS).fetchall():
        sql = f'SELECT "{column}" FROM "{table}"'  # noqa: S608 - names from our own schema
        noted.update(member_id for (member_id,) in desk.connection.execute(sql))
    return noted
