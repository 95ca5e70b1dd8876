"""Erasing a person for good, in one transaction; `desk.traces` proves it in the file itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.desk.single_erasure import erase_singles_again
from peerdesk.domain.erasure import Erased, ErasedRecord, ErasurePreview
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import folded
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.releases import accounted_since

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from peerdesk.desk.changes import PendingChange
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.contacts import SafeContact
    from peerdesk.domain.members import Member

_CAME = "presence IN ('present', 'late', 'left_early')"
_COUNTS = f"""
SELECT (SELECT count(*) FROM member_notes WHERE member_id = :member),
       (SELECT count(*) FROM memberships WHERE member_id = :member),
       (SELECT count(*) FROM acknowledgements WHERE member_id = :member),
       (SELECT count(*) FROM attendances WHERE member_id = :member AND {_CAME}),
       (SELECT count(*) FROM attendances WHERE member_id = :member AND NOT {_CAME}),
       (SELECT count(*) FROM safeguarding_concerns WHERE member_id = :member),
       (SELECT count(*) FROM information_releases WHERE member_id = :member),
       (SELECT count(*) FROM release_consents WHERE member_id = :member)
"""  # noqa: S608 - a constant
_SESSION_TEXTS = """
SELECT session_id, text FROM group_notes UNION ALL SELECT session_id, text FROM follow_ups
UNION ALL SELECT session_id, text FROM parked_topics
UNION ALL SELECT n.session_id, v.text FROM group_note_versions AS v
JOIN group_notes AS n ON n.id = v.note_id
"""
_REASONS = """
SELECT why FROM review_dates WHERE member_id = :member
OR note_id IN (SELECT id FROM member_notes WHERE member_id = :member)
OR consent_id IN (SELECT id FROM release_consents WHERE member_id = :member)
"""
_THEIRS = "member_id IN (SELECT value FROM json_each(:members))"
_KEEP_COUNT = f"""
UPDATE sessions SET erased = erased + (
    SELECT count(*) FROM attendances WHERE session_id = sessions.id AND {_THEIRS} AND {_CAME})
WHERE id IN (SELECT session_id FROM attendances WHERE {_THEIRS} AND {_CAME})
"""  # noqa: S608 - constants
_DELETE = "DELETE FROM members WHERE id IN (SELECT value FROM json_each(:members))"


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
        (notes, memberships, acknowledgements, came, others, concerns, releases, consents) = (
            self._connection.execute(_COUNTS, {"member": member_id}).fetchone()
        )
        return ErasurePreview(
            member_id=member_id,
            notes=notes,
            memberships=memberships,
            acknowledgements=acknowledgements,
            came_to=came,
            other_marks=others,
            named_in=self._sessions_that_name(member),
            concerns=concerns,
            releases=releases,
            consents=consents,
            to_account_for=self._to_account_for(member_id),
        )

    def erase(self, member_id: int) -> Erased:
        """Erase a member with everything about them. `desk.traces.prove` looks whether any is left.

        Sessions keep a bare count. UserError RECORD_GONE; VaultError and UserError with the vault's
        codes for what the disk refuses, and nothing is erased then.
        """
        with self._desk.change(LogKind.ERASED, Kind.MEMBER) as change:
            (erased,) = self.erase_within(change, [member_id])
        return erased

    def erase_within(
        self,
        change: PendingChange,
        member_ids: Collection[int],
        go_on: Callable[[], object] = bool,
    ) -> list[Erased]:
        """Erase several people as a part of a change of the caller's, which logs it.

        In one statement: at the end of each, the search index writes what it holds back, which
        takes a quarter of a second in a large vault. `go_on` is called for each before that.
        """
        erased = []
        for member_id in member_ids:
            go_on()
            member = self._desk.members.get(member_id)
            texts = (
                *_fields_of(member),
                *self._around(member_id),
                *self._written_about(member_id),
            )
            erased.append(Erased(member.uid, texts))
            self.remember(member.uid, Kind.MEMBER)
        ids = {"members": json.dumps(list(member_ids))}
        self._connection.execute(_KEEP_COUNT, ids)
        self._connection.execute(_DELETE, ids)
        for member_id in member_ids:
            change.touch(Kind.MEMBER, member_id)
        for kind in (
            Kind.MEMBERSHIP,
            Kind.AGREEMENT,
            Kind.ATTENDANCE,
            Kind.MEMBER_NOTE,
            Kind.SESSION,
            Kind.DRAFT,
            Kind.RELEASE,
            Kind.CONSENT,
        ):
            change.touch(kind)
        return erased

    def erase_again(self, known: Iterable[ErasedRecord]) -> tuple[Erased, ...]:
        """Erase whom a backup brought back, in one transaction, and take the list over.

        `known` are the erasures of the vault that was there. Raises as `erase`.
        """
        erasures = list(known)
        with self._desk.change(None) as change:
            # First of all, so that each keeps the moment at which it was asked for.
            self.keep(erasures)
            back = [member.id for member in self.back_again(erasures)]
            again = tuple(self.erase_within(change, back)) if back else ()
            if again:
                self._desk.note_in_log(LogKind.ERASED, Kind.MEMBER, len(again))
            singles = erase_singles_again(self._desk, erasures)
            if singles:
                self._desk.note_in_log(LogKind.ERASED, Kind.SESSION, singles)
        return again

    def remember(self, record_uid: str, kind: Kind) -> None:
        """Keep the uid of what is erased, so that no backup brings it back unasked."""
        self._remember(ErasedRecord(record_uid=record_uid, kind=kind, erased_at=now()))

    def lift(self, record_uids: Collection[object]) -> tuple[ErasedRecord, ...]:
        """Somebody decided that these are to be here again: no restore erases them any more."""
        gone = tuple(each for each in self.all() if each.record_uid in record_uids)
        for erased in gone:
            self._table.delete("id = ?", (erased.id,))
        return gone

    def keep(self, erasures: Iterable[ErasedRecord]) -> None:
        """Know of erasures that were made elsewhere or before, each with its own moment."""
        for erased in erasures:
            self._remember(replace(erased, id=0, uid=""))

    def newest(self) -> ErasedRecord | None:
        """What was erased last."""
        return next(iter(self._table.where("1", order="id DESC LIMIT 1")), None)

    def _remember(self, erased: ErasedRecord) -> None:
        known = self._table.where("record_uid = ?", (erased.record_uid,))
        if known and known[0].kind == Kind.ATTENDANCE != erased.kind:
            # Who came to it was erased before; now the whole session is.
            self._table.delete("id = ?", (known[0].id,))
            known = []
        if not known:
            self._table.add(erased)

    def back_again(self, known: Iterable[ErasedRecord]) -> list[Member]:
        """Those on the roster whom `known` erasures had removed: a backup brought them back."""
        wanted = {erased.record_uid for erased in known if erased.kind == Kind.MEMBER}
        everybody = self._desk.members.all(with_left=True) if wanted else []
        return [member for member in everybody if member.uid in wanted]

    def _sessions_that_name(self, member: Member) -> tuple[int, ...]:
        names = [folded(name) for name in (member.chosen_name, member.other_name) if name]
        # Not \b, which wants a letter at its inner side: a chosen name may be an emoji.
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
        found: dict[int, None] = {}
        for session_id, text in self._connection.execute(_SESSION_TEXTS):
            plain = folded(text)
            # Looked for as it is first, because the pattern is slow and most texts name nobody.
            if any(name in plain for name in names) and pattern.search(plain):
                found[session_id] = None
        return tuple(found)

    def _around(self, member_id: int) -> list[str]:
        """How to reach a member, what they need in words of their own, and what was promised."""
        ways = self._desk.contacts.of_member(member_id)
        needs = self._desk.access.of_member(member_id)
        return [
            *(text for way in ways for text in _texts_of(way)),
            *(need.words for need in needs),
            *(promise.text for promise in self._desk.member_follow_ups.of_member(member_id)),
            *(why for (why,) in self._connection.execute(_REASONS, {"member": member_id})),
            *(text for each in self._desk.consents.of_member(member_id) for text in each.texts),
            *(text for each in self._desk.releases.of_member(member_id) for text in each.texts),
        ]

    def _to_account_for(self, member_id: int) -> int:
        """Releases that may have to be accounted for: Part 2 holds, and they are recent enough."""
        if not self._desk.releases.part2_of(member_id).may_apply:
            return 0
        return self._desk.releases.count_since(member_id, accounted_since(now().date()))

    def _written_about(self, member_id: int) -> list[str]:
        """The notes about a member, their own words beside them, and what was being typed."""
        notes = self._desk.notes.of_member(member_id)
        mine = {note.id for note in notes}
        drafts = (
            draft.text
            for draft in self._desk.drafts.all()
            if draft.kind is NoteKind.MEMBER and draft.subject_id in mine
        )
        versions = (
            version.text
            for note in notes
            for version in self._desk.note_versions.of(NoteKind.MEMBER, note.id)
        )
        said = (text for note in notes for text in (note.text, note.statement))
        return [*said, *drafts, *versions]


def _texts_of(way: SafeContact) -> tuple[str, ...]:
    return way.value, way.may_be_said, way.caller, way.safe_times


def _fields_of(member: Member) -> tuple[str, ...]:
    return (
        member.chosen_name,
        member.other_name,
        member.told_apart_by,
        member.emergency_name,
        member.emergency_relation,
        member.emergency_reach,
        member.left_because,
    )
