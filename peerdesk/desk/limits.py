"""What each group can't keep secret, and who of its facilitators has to report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.desk.spoken import spoken_words
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.limits import (
    ConfidentialityLimit,
    Facilitator,
    usual_limits,
)
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import one_line
from peerdesk.domain.secrecy import Promise, promises_of
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Limits(Aggregate):
    """The limits of confidentiality of each group."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "confidentiality_limits", ConfidentialityLimit)

    def of_group(self, group_id: int) -> tuple[ConfidentialityLimit, ...]:
        """Every limit in its usual order, as the group decided or as it usually is."""
        decided = {limit.kind: limit for limit in self._table.where("group_id = ?", (group_id,))}
        return tuple(decided.get(limit.kind, limit) for limit in usual_limits(group_id))

    def keep(self, limit: ConfidentialityLimit) -> ConfidentialityLimit:
        """Keep what a group decided about one limit. UserError NAME_TOO_LONG for its words."""
        cleaned = replace(limit, words=within_limit(one_line(limit.words)))
        reviews = self._desk.reviews
        with (
            self._desk.change(LogKind.CHANGED, Kind.GROUP) as change,
            reviews.asked_if_changed(limit.group_id),
        ):
            # By its kind: another window may have decided about it meanwhile.
            known = self._table.where(
                "group_id = ? AND kind = ?", (limit.group_id, limit.kind), order="id"
            )
            kept = (
                self._table.update(replace(cleaned, id=known[0].id, uid=known[0].uid))
                if known
                else self._table.add(cleaned)
            )
            change.touch(Kind.GROUP, limit.group_id)
        return kept

    def promises(self, version_id: int) -> tuple[Promise, ...]:
        """What a script version promises to keep secret. UserError RECORD_GONE."""
        version = self._desk.scripts.version(version_id)
        script = self._desk.scripts.get(version.script_id)
        return promises_of(version, spoken_words(script.language))

    def refuse_secrecy(self, group_id: int, version_id: int) -> None:
        """UserError SECRECY_PROMISED_TO_MINORS where somebody under age would be promised it."""
        promises = self.promises(version_id) if self._desk.groups.get(group_id).minors else ()
        if promises:
            raise UserError(DeskTrouble.SECRECY_PROMISED_TO_MINORS, part=promises[0].part)

    def facilitators(self, group_id: int) -> tuple[Facilitator, ...]:
        """Who leads the group, and whether they have to report."""
        return tuple(
            Facilitator(member.chosen_name, membership.reporting_duty)
            for member, membership in self._desk.members.leading_in(group_id)
        )
