"""What a group agreed to, and who accepted it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.scripts import (
    Acknowledgement,
    GroupAgreement,
    Manner,
    Script,
    ScriptVersion,
)
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from peerdesk.desk.changes import Change
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.members import Member

_AGREED_BEFORE = """
SELECT k.member_id FROM acknowledgements AS k
WHERE k.withdrawn_at IS NULL AND k.agreement_id = (
    SELECT max(id) FROM agreements WHERE group_id = ? AND in_force_until IS NOT NULL
)
"""

_IN_USE = """
SELECT g.name, v.number FROM agreements AS a JOIN script_versions AS v ON v.id = a.version_id
JOIN groups AS g ON g.id = a.group_id
WHERE v.script_id = ? AND a.in_force_until IS NULL AND NOT g.archived ORDER BY g.name
"""
_WITHOUT_A_WORD_OF_IT = frozenset(
    {Kind.ATTENDANCE, Kind.MEMBER, Kind.PROGRESS, Kind.PARKED, Kind.FOLLOW_UP, Kind.DRAFT, Kind.LOG}
)
"""What changes while a session runs, and leaves every agreement as it is."""


@dataclass(frozen=True, slots=True)
class AgreementInForce:
    """A group's agreement with the words it stands for."""

    agreement: GroupAgreement
    script: Script
    version: ScriptVersion


class Agreements(Aggregate):
    """Script versions that groups took as their own ground rules."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "agreements", GroupAgreement)
        self._acknowledgements = Table(self._connection, "acknowledgements", Acknowledgement)
        self._known: dict[int, AgreementInForce | None] = {}
        desk.listen(self._on_change)

    def in_force(self, group_id: int) -> AgreementInForce | None:
        """The group's agreement now."""
        if self._desk.is_changing:
            return self._read_in_force(group_id)
        if group_id not in self._known:
            self._known[group_id] = self._read_in_force(group_id)
        return self._known[group_id]

    def _on_change(self, change: Change) -> None:
        """What is read often while nothing of it changes is read once."""
        if not change.kinds <= _WITHOUT_A_WORD_OF_IT:
            self._known.clear()

    def _read_in_force(self, group_id: int) -> AgreementInForce | None:
        found = self._table.where("group_id = ? AND in_force_until IS NULL", (group_id,))
        if not found:
            return None
        version = self._desk.scripts.version(found[0].version_id)
        return AgreementInForce(found[0], self._desk.scripts.get(version.script_id), version)

    def in_use(self, script_id: int) -> tuple[tuple[str, int], ...]:
        """The names of the groups that have a script as their agreement, each with its version."""
        return tuple(self._connection.execute(_IN_USE, (script_id,)).fetchall())

    def stands(self, agreement_id: int) -> bool:
        """Whether this one is in force still."""
        return bool(self._table.where("id = ? AND in_force_until IS NULL", (agreement_id,)))

    def before(self, group_id: int) -> ScriptVersion | None:
        """The words that were the group's agreement before those in force."""
        ended = self._table.where(
            "group_id = ? AND in_force_until IS NOT NULL", (group_id,), order="id DESC LIMIT 1"
        )
        return self._desk.scripts.version(ended[0].version_id) if ended else None

    def agreed_before(self, group_id: int) -> frozenset[int]:
        """The members who accepted the words before those in force, and did not take it back."""
        rows = self._connection.execute(_AGREED_BEFORE, (group_id,))
        return frozenset(member_id for (member_id,) in rows)

    def take(self, group_id: int, version_id: int, on: date) -> GroupAgreement:
        """Make a script version the group's agreement; the one before ends on the same day.

        UserError SECRECY_PROMISED_TO_MINORS.
        """
        in_force = self._table.where("group_id = ? AND in_force_until IS NULL", (group_id,))
        if in_force and in_force[0].version_id == version_id:
            return in_force[0]
        self._desk.limits.refuse_secrecy(group_id, version_id)
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            for previous in in_force:
                self._table.update(replace(previous, in_force_until=on))
            self._desk.scripts.mark_used(version_id)
            kept = self._table.add(
                GroupAgreement(group_id=group_id, version_id=version_id, in_force_from=on)
            )
            change.touch(Kind.AGREEMENT, kept.id)
            change.touch(Kind.GROUP, group_id)
        return kept

    def take_back(self, agreement: GroupAgreement) -> None:
        """Undo `take`: the agreement goes, and the one that it ended is in force again.

        Its version stays marked as used, because somebody may have read it meanwhile.
        UserError AGREEMENT_REPLACED_SINCE: two would be in force otherwise.
        """
        if not self.stands(agreement.id):
            raise UserError(DeskTrouble.AGREEMENT_REPLACED_SINCE)
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            self._table.delete("id = ?", (agreement.id,))
            ended = self._table.where(
                "group_id = ? AND id < ? AND in_force_until = ?",
                (agreement.group_id, agreement.id, agreement.in_force_from),
                order="id DESC LIMIT 1",
            )
            for previous in ended:
                self._table.update(replace(previous, in_force_until=None))
            change.touch(Kind.AGREEMENT, agreement.id)
            change.touch(Kind.GROUP, agreement.group_id)

    def acknowledge(
        self,
        agreement_id: int,
        member_ids: Iterable[int],
        manner: Manner = Manner.SPOKEN,
        at: datetime | None = None,
    ) -> int:
        """Note that members accepted, now or `at` a moment (UTC); those who already did stay.

        Gives how many are new.
        """
        agreed = {entry.member_id for entry in self.acknowledgements(agreement_id)}
        fresh = [member_id for member_id in member_ids if member_id not in agreed]
        if not fresh:
            return 0
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            for member_id in fresh:
                self._acknowledgements.add(
                    Acknowledgement(
                        agreement_id=agreement_id,
                        member_id=member_id,
                        given_at=at or now(),
                        manner=manner,
                    )
                )
                change.touch(Kind.MEMBER, member_id)
            change.touch(Kind.AGREEMENT, agreement_id)
        return len(fresh)

    def withdraw(self, agreement_id: int, member_id: int) -> None:
        """Take a member's acceptance back; that it was given stays on record."""
        given = self._acknowledgements.where(
            "agreement_id = ? AND member_id = ? AND withdrawn_at IS NULL",
            (agreement_id, member_id),
        )
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            for entry in given:
                self._acknowledgements.update(replace(entry, withdrawn_at=now()))
            change.touch(Kind.AGREEMENT, agreement_id)
            change.touch(Kind.MEMBER, member_id)

    def bring_back(self, acknowledgement: Acknowledgement) -> None:
        """Take back `withdraw`: it stands again as it was given."""
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            self._acknowledgements.update(replace(acknowledgement, withdrawn_at=None))
            change.touch(Kind.AGREEMENT, acknowledgement.agreement_id)
            change.touch(Kind.MEMBER, acknowledgement.member_id)

    def strike_out(self, agreement_id: int, member_id: int) -> None:
        """Remove an acceptance that was noted by mistake, as if it had never been given."""
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            self._acknowledgements.delete(
                "agreement_id = ? AND member_id = ? AND withdrawn_at IS NULL",
                (agreement_id, member_id),
            )
            change.touch(Kind.AGREEMENT, agreement_id)
            change.touch(Kind.MEMBER, member_id)

    def acknowledgements(self, agreement_id: int) -> list[Acknowledgement]:
        """Every acceptance that stands."""
        return self._acknowledgements.where(
            "agreement_id = ? AND withdrawn_at IS NULL", (agreement_id,)
        )

    def not_yet(self, group_id: int) -> list[Member]:
        """Who is in the group and has not accepted the agreement in force."""
        in_force = self.in_force(group_id)
        if in_force is None:
            return []
        agreed = {entry.member_id for entry in self.acknowledgements(in_force.agreement.id)}
        return [
            member for member, _ in self._desk.members.of_group(group_id) if member.id not in agreed
        ]
