"""Legal texts as this vault has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.legal_texts import LegalText, LegalTextKind, built_in
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk


class LegalTexts(Aggregate):
    """One of each kind; only what was written otherwise is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "legal_texts", LegalText)

    def get(self, kind: LegalTextKind) -> LegalText:
        """The text as it stands on paper now."""
        found = self._table.where("kind = ?", (kind,))
        return found[0] if found else built_in(kind)

    def write(self, kind: LegalTextKind, wording: str, today: date) -> LegalText:
        """Keep other words, with the day. PeerDesk's own words, or none, are kept by no row."""
        present, cleaned = self.get(kind), many_lines(wording).strip()
        if cleaned == present.wording:
            return present
        usual = built_in(kind)
        with self._desk.change(LogKind.CHANGED, Kind.LEGAL_TEXT) as change:
            change.touch(Kind.LEGAL_TEXT)
            if cleaned in {"", usual.wording}:
                self._table.delete("kind = ?", (kind,))
                return usual
            return self._table.save(replace(present, wording=cleaned, written_on=today))
