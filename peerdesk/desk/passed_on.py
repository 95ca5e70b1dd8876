"""What consents and releases have in common: something, a recipient and a purpose, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines, one_line

if TYPE_CHECKING:
    from peerdesk.desk.changes import Kind
    from peerdesk.desk.desk import Desk
    from peerdesk.desk.rows import Table
    from peerdesk.domain.releases import InformationRelease, ReleaseConsent

Given = TypeVar("Given", bound="ReleaseConsent | InformationRelease")


class PassedOn(Aggregate, Generic[Given]):
    """Keeps, removes and brings back one of the two; each says which columns hold what."""

    kind: ClassVar[Kind]
    first_logged: ClassVar[LogKind]
    """What the log says of a new one."""
    lines: ClassVar[tuple[str, ...]] = ("recipient", "organisation")
    """Columns of one line each."""
    paragraphs: ClassVar[tuple[str, ...]] = ("what", "purpose")

    def __init__(self, desk: Desk, table: Table[Given]) -> None:
        super().__init__(desk)
        self._table: Table[Given] = table

    def get(self, record_id: int) -> Given:
        """One of them. UserError RECORD_GONE."""
        return self._table.get(record_id)

    def keep(self, record: Given) -> Given:
        """Keep what it says. UserError NAME_TOO_LONG, RECORD_GONE."""
        return self._keep(record, LogKind.CHANGED if record.id else self.first_logged)

    def _keep(self, record: Given, logged: LogKind) -> Given:
        cleaned = {
            **{name: within_limit(one_line(getattr(record, name))) for name in self.lines},
            **{name: many_lines(getattr(record, name)) for name in self.paragraphs},
        }
        with self._desk.change(logged, self.kind) as change:
            kept = self._table.save(replace(record, **cleaned))  # type: ignore[arg-type] # texts by the names of text columns
            change.touch(self.kind, kept.id)
        return kept

    def _delete(self, record: Given) -> None:
        with self._desk.change(LogKind.CHANGED, self.kind) as change:
            self._table.delete("id = ?", (record.id,))
            change.touch(self.kind, record.id)

    def _bring_back(self, record: Given) -> Given:
        """The same, with its old uid."""
        return self._keep(replace(record, id=0), LogKind.CHANGED)
