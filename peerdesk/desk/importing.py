"""Taking people from a file of another program onto the roster, in one step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.importing import Decision, Proposal, Standing, name_key
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def known_names(connection: Connection) -> dict[str, int]:
    """The member of each chosen name, those who left included; of two alike the newer record."""
    return {name_key(name): int(member_id) for name, member_id in connection.execute(_NAMES)}


def import_people(
    desk: Desk, proposals: Iterable[Proposal], group_id: int | None = None
) -> ImportReport:
    """Do what was decided for each row, all of it or nothing; who is added joins the group.

    Raises UserError and VaultError with the codes of the vault where the disk refuses.
    """
    rows = list(proposals)
    added: list[Member] = []
    filled: list[tuple[Member, Member]] = []
    contacts: list[SafeContact] = []
    with desk.change(None) as change:
        for row in rows:
            if row.decision is Decision.ADD:
                added.append(_added(desk, row, group_id))
                contacts += _contacts(desk, row, added[-1].id)
            elif row.decision is Decision.FILL_IN:
                before, after = _filled(desk, row)
                came = _contacts(desk, row, after.id)
                contacts += came
                if came or before != after:
                    filled.append((before, after))
        if added or filled:
            desk.log.write(LogKind.IMPORTED, Kind.MEMBER, len(added) + len(filled))
            change.touch(Kind.LOG)
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


def take_back(desk: Desk, undo: ImportUndo) -> int:
    """Remove who was added and empty what was filled in; says how many people stay.

    Somebody stays whose record was changed since, or about whom anything was noted.
    """
    stay = 0
    with desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
        now = {member.id: member for member in desk.members.all(with_left=True)}
        noted = _noted_members(desk)
        for member in undo.added:
            untouched = member.id not in noted and _is_as_imported(desk, member.id, undo)
            if not untouched or now.get(member.id) != member:
                stay += member.id in now
                continue
            desk.connection.execute("DELETE FROM members WHERE id = ?", (member.id,))
        for before, after in undo.filled:
            if now.get(after.id) != after:
                stay += 1
                continue
            for contact in undo.contacts:
                if contact in desk.contacts.of_member(after.id):
                    desk.contacts.remove(contact)
            if before != after:
                desk.members.save(before)
        for kind in (Kind.MEMBER, Kind.MEMBERSHIP, Kind.GROUP):
            change.touch(kind)
    return stay


def _added(desk: Desk, row: Proposal, group_id: int | None) -> Member:
    member = desk.members.save(
        Member(
            chosen_name=row.chosen_name,
            other_name=row.other_name,
            pronouns=row.pronouns,
            joined_on=row.joined_on,
        )
    )
    if group_id is not None:
        desk.members.join(member.id, group_id)
    return member


def _contacts(desk: Desk, row: Proposal, member_id: int) -> list[SafeContact]:
    """The ways to reach somebody that the row has and the record had not, as nobody allowed yet."""
    there = {contact.channel for contact in desk.contacts.of_member(member_id)}
    return [
        desk.contacts.save(SafeContact(member_id=member_id, channel=channel, value=value))
        for channel, value in ((Channel.PHONE, row.phone), (Channel.EMAIL, row.email))
        if value and channel not in there
    ]


def _is_as_imported(desk: Desk, member_id: int, undo: ImportUndo) -> bool:
    came = [contact for contact in undo.contacts if contact.member_id == member_id]
    return desk.contacts.of_member(member_id) == came


def _filled(desk: Desk, row: Proposal) -> tuple[Member, Member]:
    """The record as it was and as it is now; the same where it lacked nothing that the row has."""
    before = desk.members.get(row.member_id)
    after = replace(
        before,
        other_name=before.other_name or row.other_name,
        pronouns=before.pronouns or row.pronouns,
        joined_on=before.joined_on or row.joined_on,
    )
    return before, before if after == before else desk.members.save(after)


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
