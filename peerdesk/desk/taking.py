"""Taking single records out of a backup into the open vault, without a word of it overwritten.

Rows are matched by their `uid`. What is not here is added, with the rows it can't be without; what
is here stays, and a note whose words differ is added beside them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import now
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.taking import InVault, Takeable, TakeKind, TakeReport, TakeUndo
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.desk.desk import Desk
    from peerdesk.vault.cipher import Connection

_TABLES = {
    TakeKind.MEMBER: "members",
    TakeKind.SESSION: "sessions",
    TakeKind.GROUP_NOTE: "group_notes",
    TakeKind.MEMBER_NOTE: "member_notes",
}
_ALL = """
SELECT 'member', m.uid, m.chosen_name, '', m.updated_at, m.pronouns, m.uid
FROM members AS m
UNION ALL
SELECT 'session', s.uid, g.name, '', s.starts_at, '', s.uid
FROM sessions AS s JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'group_note', n.uid, g.name, '', s.starts_at, n.text, n.uid
FROM group_notes AS n JOIN sessions AS s ON s.id = n.session_id
JOIN groups AS g ON g.id = s.group_id
UNION ALL
SELECT 'member_note', n.uid, m.chosen_name, coalesce(g.name, ''), n.updated_at, n.text, m.uid
FROM member_notes AS n JOIN members AS m ON m.id = n.member_id
LEFT JOIN sessions AS s ON s.id = n.session_id LEFT JOIN groups AS g ON g.id = s.group_id
ORDER BY 5 DESC
"""
_NEEDED = {
    "sessions": (("group_id", "groups"),),
    "group_notes": (("session_id", "sessions"),),
    "member_notes": (("member_id", "members"), ("session_id", "sessions")),
    "agenda_items": (("session_id", "sessions"),),
    "attendances": (("session_id", "sessions"), ("member_id", "members")),
    "follow_ups": (("session_id", "sessions"),),
    "debriefs": (("session_id", "sessions"),),
    "parked_topics": (("session_id", "sessions"),),
    "session_roles": (("session_id", "sessions"), ("member_id", "members")),
    "safe_contacts": (("member_id", "members"),),
    "access_needs": (("member_id", "members"),),
    "welcome_marks": (("member_id", "members"),),
    "member_follow_ups": (("member_id", "members"),),
    "last_days": (("member_id", "members"),),
    "review_dates": (
        ("member_id", "members"),
        ("note_id", "member_notes"),
        ("session_id", "sessions"),
        ("concern_id", "safeguarding_concerns"),
        ("release_id", "information_releases"),
        ("consent_id", "release_consents"),
    ),
    "retention_rules": (("group_id", "groups"),),
    "release_consents": (("member_id", "members"),),
    "information_releases": (("member_id", "members"), ("group_id", "groups")),
    "memberships": (("group_id", "groups"), ("member_id", "members")),
    "template_items": (("group_id", "groups"),),
    "confidentiality_limits": (("group_id", "groups"),),
    "crisis_resources": (("group_id", "groups"),),
    "checklist_items": (("group_id", "groups"),),
    "meeting_changes": (("group_id", "groups"),),
}
"""For each table, the columns that name a row of another one which has to be there too."""
_IF_HERE = {
    "version_id": "script_versions",
    "owner_id": "members",
    "given_by_id": "members",
    "consent_id": "release_consents",
}
"""Columns that name a row of a table; they are left empty where that row is not here."""
_BELONGING = {
    "sessions": ("agenda_items", "follow_ups", "debriefs", "parked_topics", "review_dates"),
    "groups": (
        "template_items",
        "confidentiality_limits",
        "crisis_resources",
        "checklist_items",
        "meeting_changes",
        "retention_rules",
        "information_releases",
    ),
    "members": (
        "safe_contacts",
        "access_needs",
        "welcome_marks",
        "member_follow_ups",
        "last_days",
        "review_dates",
        # Before the releases, which point to them.
        "release_consents",
        "information_releases",
    ),
}
"""What comes along with a row because it means nothing without it."""
_COMPARED_WITHOUT = {"id", "updated_at"}


class Source:
    """The database of a backup, to choose from. The connection stays the caller's."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def records(self, target: Connection) -> list[Takeable]:
        """Everything that can be taken, the newest first, and how it stands to the open vault.

        Reads all of both databases, so it belongs into a job, with a reader of the vault.
        """
        with translating():
            erased = _erased(target)
            standings = {kind: self._standings(target, table) for kind, table in _TABLES.items()}
            return [
                Takeable(
                    kind=TakeKind(kind),
                    uid=uid,
                    title=title,
                    about=about,
                    happened_at=datetime.fromisoformat(moment),
                    standing=InVault.ERASED
                    if erased & {uid, owner}
                    else standings[TakeKind(kind)][uid],
                    text=text.strip(),
                )
                for kind, uid, title, about, moment, text, owner in self.connection.execute(_ALL)
            ]

    def _standings(self, target: Connection, table: str) -> dict[str, InVault]:
        compared = [
            name
            for name in _columns(target, table)
            if name not in _COMPARED_WITHOUT and not name.endswith("_id")
        ]
        here, there = (_digests(each, table, compared) for each in (target, self.connection))
        return {
            uid: InVault.MISSING
            if uid not in here
            else InVault.SAME
            if here[uid] == digest
            else InVault.DIFFERENT
            for uid, digest in there.items()
        }


def take(
    desk: Desk, source: Source, chosen: Iterable[Takeable], *, erased_too: bool = False
) -> TakeReport:
    """Add the `chosen` records in one transaction.

    What was erased here is left out unless `erased_too` says that a person decided otherwise.
    Raises the vault's codes for what the disk refuses, and nothing is taken then.
    """
    wanted = list(chosen)
    allowed = [each for each in wanted if erased_too or each.standing is not InVault.ERASED]
    with translating(), desk.change(LogKind.TAKEN_FROM_BACKUP, "record") as change:
        copying = _Copying(desk.connection, source.connection)
        for each in allowed:
            copying.take(_TABLES[each.kind], each.uid)
        erasures = desk.erasures.lift({uid for _, uid in copying.came})
        taken = sum((_TABLES[each.kind], each.uid) in copying.came for each in allowed)
        for kind in (
            Kind.GROUP,
            Kind.MEMBER,
            Kind.MEMBERSHIP,
            Kind.SESSION,
            Kind.ATTENDANCE,
            Kind.FOLLOW_UP,
            Kind.GROUP_NOTE,
            Kind.MEMBER_NOTE,
            Kind.CONSENT,
            Kind.RELEASE,
        ):
            change.touch(kind)
    return TakeReport(
        taken=taken,
        along=len(copying.added) + len(copying.notes) - taken,
        skipped=len(allowed) - taken,
        erased=len(wanted) - len(allowed),
        undo=TakeUndo(tuple(copying.added), tuple(copying.notes), erasures, desk.generation),
    )


def take_back(desk: Desk, undo: TakeUndo) -> None:
    """Remove what `take` added and put notes back as they were, in one transaction.

    UserError CHANGED_SINCE where anything was saved after it: what was written about a record that
    came back would go with it.
    """
    if desk.generation != undo.generation:
        raise UserError(DeskTrouble.CHANGED_SINCE)
    with translating(), desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
        for note_id, text in undo.notes:
            desk.connection.execute("UPDATE group_notes SET text = ? WHERE id = ?", (text, note_id))
        for table, row_id in reversed(undo.added):
            desk.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - from our own list
        desk.erasures.keep(undo.erasures)
        for kind in Kind:
            change.touch(kind)


class _Copying:
    """Rows on their way from one database into another, by uid."""

    def __init__(self, target: Connection, source: Connection) -> None:
        self._target, self._source = target, source
        self._columns: dict[str, list[str]] = {}
        self._erased = {uid for (uid,) in target.execute("SELECT record_uid FROM erasures")}
        """What no other record brings along; whose attendance was erased is told by the session."""
        self.added: list[tuple[str, int]] = []
        self.notes: list[tuple[int, str]] = []
        self.came: set[tuple[str, object]] = set()
        """Table and uid of the rows of the source that are here now and were not before."""

    def take(self, table: str, uid: str) -> None:
        """Bring one chosen row over."""
        row = self._row(self._source, table, "uid", uid)
        if row is None:
            return
        if table in {"group_notes", "member_notes"}:
            if self._take_note(table, row):
                self.came.add((table, uid))
            return
        self._ensure(table, row)
        if table == "sessions" and uid not in self._erased:
            for table_of_people in ("attendances", "session_roles"):
                self._bring_people(table_of_people, row)

    def _take_note(self, table: str, row: dict[str, object]) -> bool:
        """Whether its words were added, as a note or below those of one."""
        here = self._row(self._target, table, "uid", row["uid"])
        if here is None and table == "group_notes":
            here = self._note_of_same_session(row)
        if here is None:
            self._ensure(table, row)
            return True
        if str(row["text"]) in str(here["text"]):
            return False
        if table == "group_notes":
            # A session has one note: the words of the backup go below those that are there.
            self._append(here, row)
            return True
        twin = self._same_text(here["member_id"], row["text"])
        if not twin:
            self._ensure(table, {**row, "uid": str(uuid4())})
        return not twin

    def _note_of_same_session(self, row: dict[str, object]) -> dict[str, object] | None:
        session = self._row(self._source, "sessions", "id", row["session_id"])
        here = self._row(self._target, "sessions", "uid", session["uid"]) if session else None
        return self._row(self._target, "group_notes", "session_id", here["id"]) if here else None

    def _append(self, here: dict[str, object], row: dict[str, object]) -> None:
        self.notes.append((int(str(here["id"])), str(here["text"])))
        self._target.execute(
            "UPDATE group_notes SET text = ?, updated_at = ? WHERE id = ?",
            (f"{here['text']}\n\n{row['text']}", now().isoformat(), here["id"]),
        )

    def _same_text(self, member_id: object, text: object) -> bool:
        found = self._target.execute(
            "SELECT 1 FROM member_notes WHERE member_id = ? AND text = ?", (member_id, text)
        )
        return found.fetchone() is not None

    def _ensure(self, table: str, row: dict[str, object]) -> int:
        """The id in the target of the row with this uid, added with what it needs if missing."""
        here = self._row(self._target, table, "uid", row["uid"])
        if here is not None:
            return int(str(here["id"]))
        values = {name: value for name, value in row.items() if name != "id"}
        for column, needed in _NEEDED.get(table, ()):
            other = self._row(self._source, needed, "id", row[column])
            values[column] = self._ensure(needed, other) if other else None
        for column, table_named in _IF_HERE.items():
            if column in values:
                values[column] = self._same(table_named, row[column])
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        cursor = self._target.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names from the schema
            tuple(values.values()),
        )
        self.added.append((table, cursor.lastrowid))
        self.came.add((table, row["uid"]))
        row_id = cursor.lastrowid
        self._bring_belongings(table, row)
        return row_id

    def _bring_belongings(self, table: str, row: dict[str, object]) -> None:
        owner = {"sessions": "session_id", "groups": "group_id", "members": "member_id"}.get(
            table, ""
        )
        for belonging in _BELONGING.get(table, ()):
            for each in self._rows(self._source, belonging, owner, row["id"]):
                if each["uid"] not in self._erased:
                    self._ensure(belonging, each)

    def _bring_people(self, table: str, session: dict[str, object]) -> None:
        """What is kept of people who are on the roster here; nobody is brought back by it."""
        for row in self._rows(self._source, table, "session_id", session["id"]):
            member = self._row(self._source, "members", "id", row["member_id"])
            if member and self._row(self._target, "members", "uid", member["uid"]):
                self._ensure(table, row)

    def _row(
        self, connection: Connection, table: str, column: str, value: object
    ) -> dict[str, object] | None:
        found = self._rows(connection, table, column, value)
        return found[0] if found else None

    def _rows(
        self, connection: Connection, table: str, column: str, value: object
    ) -> list[dict[str, object]]:
        # The columns of our own schema, never those that a file from elsewhere claims to have.
        if table not in self._columns:
            self._columns[table] = _columns(self._target, table)
        names = self._columns[table]
        listed = ", ".join(names)
        sql = f"SELECT {listed} FROM {table} WHERE {column} = ? ORDER BY id"  # noqa: S608 - names from our schema
        rows = connection.execute(sql, (value,))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _same(self, table: str, row_id: object) -> object:
        """The row of the same uid, or none where it is not here."""
        named = self._row(self._source, table, "id", row_id)
        here = self._row(self._target, table, "uid", named["uid"]) if named else None
        return here["id"] if here else None


def _erased(connection: Connection) -> set[object]:
    """The uids of records that were erased here. A session whose people were is one itself."""
    found = connection.execute("SELECT record_uid FROM erasures WHERE kind <> 'attendance'")
    return {uid for (uid,) in found}


def _digests(connection: Connection, table: str, compared: list[str]) -> dict[str, int]:
    """For each uid what tells its row from another, without keeping the words of all of them."""
    listed = ", ".join(["uid", *compared])
    rows = connection.execute(f"SELECT {listed} FROM {table}")  # noqa: S608 - names from our schema
    return {row[0]: hash(row) for row in rows}


def _columns(connection: Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
