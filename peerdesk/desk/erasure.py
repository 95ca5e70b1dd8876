"""Erasing a person for good: one transaction, and a proof that looks at the file itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.erasure import ErasedRecord, ErasurePreview, ErasureProof, ErasureReport
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import folded
from peerdesk.domain.notes import NoteKind
from peerdesk.vault.cipher import translating
from peerdesk.vault.pages import plain_pages
from peerdesk.vault.search_index import search_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.members import Member

_CAME = "presence IN ('present', 'late', 'left_early')"
_COUNTS = f"""
SELECT (SELECT count(*) FROM member_notes WHERE member_id = :member),
       (SELECT count(*) FROM memberships WHERE member_id = :member),
       (SELECT count(*) FROM acknowledgements WHERE member_id = :member),
       (SELECT count(*) FROM attendances WHERE member_id = :member AND {_CAME}),
       (SELECT count(*) FROM attendances WHERE member_id = :member AND NOT {_CAME})
"""  # noqa: S608 - a constant
_SESSION_TEXTS = """
SELECT session_id, text FROM group_notes UNION ALL SELECT session_id, text FROM follow_ups
"""
_KEEP_COUNT = f"""
UPDATE sessions SET erased = erased + 1 WHERE id IN
(SELECT session_id FROM attendances WHERE member_id = ? AND {_CAME})
"""  # noqa: S608 - a constant
_TEXT_COLUMNS = """
SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND upper(c.type) = 'TEXT'
"""

SHORTEST = 4
"""Characters below which a text is not looked for: three letters are found by chance anywhere."""
PIECE = 24
"""Characters of the pieces that longer texts are looked for in, since a page may end anywhere."""


class Erasures(Aggregate):
    """What was erased, by uid, and the erasing itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "erasures", ErasedRecord)

    def all(self) -> list[ErasedRecord]:
        """Every erasure, the newest first."""
        return self._table.where("1", order="id DESC")

    def preview(self, member_id: int) -> ErasurePreview:
        """What would go and what would stay. UserError RECORD_GONE."""
        member = self._desk.members.get(member_id)
        notes, memberships, acknowledgements, came, others = self._connection.execute(
            _COUNTS, {"member": member_id}
        ).fetchone()
        return ErasurePreview(
            member_id=member_id,
            notes=notes,
            memberships=memberships,
            acknowledgements=acknowledgements,
            came_to=came,
            other_marks=others,
            named_in=self._sessions_that_name(member),
        )

    def erase(self, member_id: int) -> ErasureReport:
        """Erase a member with everything about them, then look whether any of it is left.

        Sessions keep a bare count. UserError RECORD_GONE; VaultError and UserError with the vault's
        codes for what the disk refuses, and nothing is erased then.
        """
        member = self._desk.members.get(member_id)
        texts = _looked_for([*_fields_of(member), *self._written_about(member_id)])
        with self._desk.change(LogKind.ERASED, Kind.MEMBER) as change:
            self._connection.execute(_KEEP_COUNT, (member_id,))
            self._connection.execute("DELETE FROM members WHERE id = ?", (member_id,))
            self.remember(member.uid, Kind.MEMBER)
            for kind in (
                Kind.MEMBER,
                Kind.MEMBERSHIP,
                Kind.AGREEMENT,
                Kind.ATTENDANCE,
                Kind.MEMBER_NOTE,
                Kind.SESSION,
                Kind.DRAFT,
            ):
                change.touch(kind)
        return ErasureReport(member.uid, self._proven(texts))

    def remember(self, record_uid: str, kind: Kind) -> None:
        """Keep the uid of what is erased, so that no backup brings it back unasked."""
        if not self._table.where("record_uid = ?", (record_uid,)):
            self._table.add(ErasedRecord(record_uid=record_uid, kind=kind, erased_at=now()))

    def back_again(self, known: Iterable[ErasedRecord]) -> list[Member]:
        """Those on the roster whom `known` erasures had removed: a backup brought them back."""
        wanted = {erased.record_uid for erased in known if erased.kind == Kind.MEMBER}
        everybody = self._desk.members.all(with_left=True) if wanted else []
        return [member for member in everybody if member.uid in wanted]

    def _proven(self, texts: list[str]) -> ErasureProof:
        """Search every page; where something is left, write the file anew once and search again."""
        with translating():
            proof = self._searched(texts)
            if proof.holds:
                return proof
            self._connection.execute("VACUUM")
            return self._searched(texts)

    def _searched(self, texts: list[str]) -> ErasureProof:
        wanted = {text.encode(): text for text in texts}
        pages, found = 0, set()
        pattern = re.compile(b"|".join(re.escape(text) for text in wanted)) if wanted else None
        for page in plain_pages(self._desk.vault):
            pages += 1
            if pattern is not None:
                found |= set(pattern.findall(page))
        elsewhere = {text for text in found if self._stands_in_a_record(wanted[text])}
        # The index is compressed, so that no search of pages reads it: its own check does, which
        # compares every term with the notes that are there.
        left = len(found - elsewhere) + len(search_faults(self._connection))
        return ErasureProof(pages, len(wanted), len(elsewhere), left)

    def _stands_in_a_record(self, text: str) -> bool:
        return any(
            self._connection.execute(
                f'SELECT 1 FROM "{table}" WHERE instr("{column}", ?) LIMIT 1',  # noqa: S608 - names from the schema
                (text,),
            ).fetchone()
            for table, column in self._connection.execute(_TEXT_COLUMNS).fetchall()
        )

    def _sessions_that_name(self, member: Member) -> tuple[int, ...]:
        names = [folded(name) for name in (member.chosen_name, member.other_name) if name]
        pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))
        rows = self._connection.execute(_SESSION_TEXTS)
        return tuple(dict.fromkeys(row[0] for row in rows if pattern.search(folded(row[1]))))

    def _written_about(self, member_id: int) -> list[str]:
        """The notes about a member, and what was being typed in them."""
        notes = self._desk.notes.of_member(member_id)
        mine = {note.id for note in notes}
        drafts = (
            draft.text
            for draft in self._desk.drafts.all()
            if draft.kind is NoteKind.MEMBER and draft.subject_id in mine
        )
        return [*(note.text for note in notes), *drafts]


def _fields_of(member: Member) -> tuple[str, ...]:
    return (
        member.chosen_name,
        member.other_name,
        member.contact,
        member.safe_contact,
        member.emergency_contact,
        member.access_needs,
        member.left_because,
    )


def _looked_for(texts: Iterable[str]) -> list[str]:
    """Each text once: short ones as they are, long ones in pieces, too short ones not at all."""
    pieces = (
        text[start : start + PIECE]
        for text in texts
        if len(text) >= SHORTEST
        for start in range(0, max(1, len(text) - PIECE + 1), PIECE)
    )
    return list(dict.fromkeys(pieces))
