"""Everything that the vault holds about one person, found by the schema itself.

Which tables belong to a person is read from the foreign keys, so that a new kind of record can't be
left out. Other people's names are masked.
"""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

from peerdesk.desk.paper_file import FileForm
from peerdesk.desk.rows import columns, decoded
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.directory import Veil, listed
from peerdesk.domain.held import FORMAT, SOMEBODY, Held, HeldPart, HeldValue, Mention, as_json
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.vault.cipher import Connection
    from peerdesk.vault.open_vault import OpenVault

HELD_FILE = FileForm(
    (".json",), LogKind.EXPORTED, (f'{{\n  "format": {json.dumps(FORMAT)}'.encode(),)
)
_TABLES = """
SELECT name FROM sqlite_schema
WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY rowid
"""
NAMED: dict[str, str] = {
    "groups": "SELECT name FROM groups WHERE id = ?",
    "sessions": "SELECT g.name || ', ' || s.starts_at FROM sessions AS s"
    " JOIN groups AS g ON g.id = s.group_id WHERE s.id = ?",
    "member_notes": "SELECT created_at FROM member_notes WHERE id = ?",
    "release_consents": "SELECT given_on FROM release_consents WHERE id = ?",
    "agreements": "SELECT g.name || ', ' || c.title || ', ' || a.in_force_from"
    " FROM agreements AS a JOIN groups AS g ON g.id = a.group_id"
    " JOIN script_versions AS v ON v.id = a.version_id JOIN scripts AS c ON c.id = v.script_id"
    " WHERE a.id = ?",
}
"""What a record is called that one of theirs refers to."""
UNTIED: dict[str, str] = {
    "drafts": "kind = 'member' AND subject_id IN"
    " (SELECT id FROM member_notes WHERE member_id = :member)",
}
"""Tables that no foreign key ties to a person, and which of their rows are theirs all the same."""
APART = frozenset({"safeguarding_concerns"})
"""What is never handed over by the way: whoever is asked for it decides on each by itself, since it
may be about the person who asks, or put somebody in danger. The copy says so, whether there is any
or not."""
HELD_BACK = {"information_releases": "told <> 'no'"}
"""Rows of a person that are apart as well: what was given without telling them, since that may have
been for somebody's safety. The copy says so, whether there is any or not."""
BY_WHOM = {"information_releases": ("given_by_id", "released_on", "information_releases_given")}
"""Tables that also name who did something, who is not whom the row is about: that column, the one
with the day, and under which name a copy tells of the days. The rest is about somebody else."""
OWN_WORDS = frozenset({"members", "safe_contacts", "access_needs", "release_consents"})
"""What somebody said of themselves, names included; everywhere else others' names are masked."""
OWN_COLUMNS = frozenset({"statement", "recipient", "organisation"})
"""The same within a table of what others wrote; and to whom something was given, which a person has
a right to know."""
WITHOUT = frozenset({"id", "subject_id", "concern_id", "release_id"})
"""Numbers that mean something to the vault alone."""

WRITTEN = frozenset(
    {
        *("group_notes", "group_note_versions", "member_notes", "member_note_versions"),
        *("follow_ups", "parked_topics", "member_follow_ups"),
    }
)
"""Where people write about a session or about somebody, so that a name may stand in it."""
_MENTIONS = """
SELECT 'group_notes', g.name || ', ' || s.starts_at, n.text FROM group_notes AS n
JOIN sessions AS s ON s.id = n.session_id JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'follow_ups', g.name || ', ' || s.starts_at, f.text FROM follow_ups AS f
JOIN sessions AS s ON s.id = f.session_id JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'parked_topics', g.name || ', ' || s.starts_at, p.text FROM parked_topics AS p
JOIN sessions AS s ON s.id = p.session_id JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'member_notes', '', text || char(10) || statement FROM member_notes
WHERE member_id <> :member
UNION ALL
SELECT 'group_note_versions', g.name || ', ' || s.starts_at, v.text FROM group_note_versions AS v
JOIN group_notes AS n ON n.id = v.note_id
JOIN sessions AS s ON s.id = n.session_id JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'member_note_versions', '', v.text FROM member_note_versions AS v
JOIN member_notes AS n ON n.id = v.note_id WHERE n.member_id <> :member
UNION ALL
SELECT 'member_follow_ups', '', text FROM member_follow_ups WHERE member_id <> :member
UNION ALL
SELECT 'review_dates', '', why FROM review_dates
WHERE concern_id IS NULL AND ifnull(member_id, 0) <> :member
AND ifnull(note_id, 0) NOT IN (SELECT id FROM member_notes WHERE member_id = :member)
AND ifnull(consent_id, 0) NOT IN (SELECT id FROM release_consents WHERE member_id = :member)
UNION ALL
SELECT 'information_releases', '', what || char(10) || purpose || char(10) || not_told_because
FROM information_releases WHERE member_id IS NOT :member
UNION ALL
SELECT 'release_consents', '', what || char(10) || purpose FROM release_consents
WHERE member_id <> :member
"""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_HERE = "\x02"


def held_about(connection: Connection, vault_name: str, member_id: int, asked_at: datetime) -> Held:
    """All of it, through a connection of the caller's. Belongs into a job: every note is read.

    UserError RECORD_GONE.
    """
    member = member_of(connection, member_id)
    veil = veil_over_others(connection, member_id)
    parts = [
        _part(connection, table, condition, member_id, None if table in OWN_WORDS else veil)
        for table, condition in tables_about_people(connection).items()
    ]
    parts += [_done_by(connection, table, member_id) for table in BY_WHOM]
    return Held(
        vault_name,
        member.chosen_name,
        asked_at,
        tuple(part for part in parts if part.records),
        tuple(_mentions(connection, member, veil)),
    )


def asked_for(vault: OpenVault, member_id: int, asked_at: datetime) -> Held:
    """As `held_about`, for a job: through a connection of its own. Raises the vault's codes."""
    with translating(), closing(vault.reader()) as reader:
        return held_about(reader, vault.name, member_id, asked_at)


def json_of(held: Held) -> bytes:
    """The same as JSON, a file of `HELD_FILE`."""
    return f"{json.dumps(as_json(held), ensure_ascii=False, indent=2)}\n".encode()


def tables_about_people(connection: Connection) -> dict[str, str]:
    """Each table with rows of a person, and which rows these are, for `:member`.

    Those that refer to a person, and those that can't be without such a row.
    """
    found = {"members": "id = :member"}
    tables = [str(name) for (name,) in connection.execute(_TABLES)]
    while True:
        more = {
            table: condition
            for table in tables
            if table not in found
            and table not in APART
            and (condition := _condition(connection, table, found))
        }
        if not more:
            return found | UNTIED
        found |= more


def referred_to(connection: Connection, table: str) -> dict[str, str]:
    """The columns of a table that refer to a row of another one, and that one's name."""
    rows = connection.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,))
    return {str(column): str(parent) for column, parent in rows}


def _condition(connection: Connection, table: str, found: dict[str, str]) -> str:
    """Which rows of `table` are about the person; empty where none can be."""
    ties = connection.execute(
        'SELECT "from", "table", on_delete FROM pragma_foreign_key_list(?)', (table,)
    ).fetchall()
    by_whom, *_ = BY_WHOM.get(table, ("",))
    conditions = [
        f"{column} = :member"
        if parent == "members"
        else f"{column} IN (SELECT id FROM {parent} WHERE {found[parent]})"  # noqa: S608 - names from the schema
        for column, parent, on_delete in ties
        if column != by_whom
        if parent == "members" or (parent in found and on_delete == "CASCADE")
    ]
    found_by = " OR ".join(conditions)
    if not conditions or table not in HELD_BACK:
        return found_by
    return f"({found_by}) AND {HELD_BACK[table]}"


def _part(
    connection: Connection, table: str, condition: str, member_id: int, veil: Veil | None
) -> HeldPart:
    names = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        if name not in WITHOUT
    ]
    parents = referred_to(connection, table)
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM {table} WHERE {condition} ORDER BY id",  # noqa: S608 - names from the schema
        {"member": member_id},
    ).fetchall()
    records = []
    for row in rows:
        values = []
        for name, value in zip(names, row, strict=True):
            text = _in_text(connection, parents.get(name), value, member_id)
            if text:
                covered = veil.over(text) if veil and name not in OWN_COLUMNS else text
                values.append(HeldValue(name, covered))
        records.append(tuple(values))
    return HeldPart(table, tuple(records))


def _done_by(connection: Connection, table: str, member_id: int) -> HeldPart:
    """The days of rows about others in which the person is named for what they did."""
    column, day, name = BY_WHOM[table]
    rows = connection.execute(
        f"SELECT {day} FROM {table}"  # noqa: S608 - names of our own schema
        f" WHERE {column} = :member AND member_id IS NOT :member ORDER BY {day}",
        {"member": member_id},
    )
    return HeldPart(name, tuple((HeldValue(day, str(value)),) for (value,) in rows))


def _in_text(connection: Connection, parent: str | None, value: object, member_id: int) -> str:
    """A value as text; a row of another table by its name, the person themselves by nothing."""
    if value is None:
        return ""
    if parent == "members":
        return "" if value == member_id else SOMEBODY
    if parent is None:
        return str(value)
    found = connection.execute(NAMED[parent], (value,)).fetchone() if parent in NAMED else None
    return str(found[0]) if found else ""


def _mentions(connection: Connection, member: Member, veil: Veil) -> list[Mention]:
    """Each sentence elsewhere that has one of the person's names."""
    # In small letters, so that the name is found however it was written.
    names = (member.chosen_name.casefold(), "", member.other_name.casefold(), "")
    own = Veil([listed(member.id, names, (), left=False)], {member.id: _HERE})
    rows = connection.execute(_MENTIONS, {"member": member.id})
    return [
        Mention(str(table), str(about), veil.over(sentence.strip()))
        for table, about, text in rows
        for sentence in _SENTENCE.findall(text)
        if _HERE in own.over(sentence)
    ]


def member_of(connection: Connection, member_id: int) -> Member:
    """Somebody, through a connection of the caller's. UserError RECORD_GONE."""
    row = connection.execute(
        f"SELECT {columns(Member)} FROM members WHERE id = ?",  # noqa: S608 - names of our own record
        (member_id,),
    ).fetchone()
    if row is None:
        raise UserError(DeskTrouble.RECORD_GONE, kind="members")
    return decoded(Member, row)


def veil_over_others(connection: Connection, member_id: int) -> Veil:
    """Over the names of everybody else. A namesake's name is theirs, too, so it stays."""
    mine = {
        name
        for row in connection.execute(
            "SELECT chosen_name, other_name FROM members WHERE id = ?", (member_id,)
        )
        for name in row
    }
    others = [
        listed(other_id, (chosen, "", other, ""), (), left=False)
        for other_id, chosen, other in connection.execute(
            "SELECT id, chosen_name, other_name FROM members WHERE id <> ?", (member_id,)
        )
        if chosen not in mine
    ]
    return Veil(others, {person.id: SOMEBODY for person in others})
