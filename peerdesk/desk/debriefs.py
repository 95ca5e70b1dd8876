"""Debriefs, one for each session at most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.debriefs import Debrief
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Debriefs(Aggregate):
    """What facilitators wrote about themselves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "debriefs", Debrief)

    def of_session(self, session_id: int) -> Debrief:
        """A session's debrief; a blank one that is not kept where nobody wrote any."""
        found = self._table.where("session_id = ?", (session_id,))
        return found[0] if found else Debrief(session_id=session_id)

    def keep(self, debrief: Debrief) -> Debrief:
        """Keep what was written; one without a word is removed."""
        cleaned = replace(
            debrief,
            how_was_i=many_lines(debrief.how_was_i),
            went_well=many_lines(debrief.went_well),
            to_supervision=many_lines(debrief.to_supervision),
        )
        with self._desk.change(LogKind.CHANGED, Kind.DEBRIEF) as change:
            if cleaned.is_blank:
                self._table.delete("session_id = ?", (cleaned.session_id,))
                kept = Debrief(session_id=cleaned.session_id)
            else:
                kept = self._table.save(cleaned)
            change.touch(Kind.DEBRIEF, kept.id)
        return kept
