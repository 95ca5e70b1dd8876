"""Text that is being typed, kept in the vault so that a crash costs two seconds of it at most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.names import many_lines
from peerdesk.domain.notes import Draft, NoteKind

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Drafts(Aggregate):
    """At most one draft for each session's note and each member note. Drafts are not logged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "drafts", Draft)

    def keep(self, kind: NoteKind, subject_id: int, text: str) -> None:
        """Keep what was typed so far."""
        current = self._of(kind, subject_id)
        draft = Draft(kind=kind, subject_id=subject_id, text=many_lines(text))
        with self._desk.change(None) as change:
            if current is None:
                self._table.add(draft)
            else:
                self._table.update(replace(current, text=draft.text))
            change.touch(Kind.DRAFT, subject_id)

    def text(self, kind: NoteKind, subject_id: int) -> str | None:
        """What was typed and not yet kept as a note, or None."""
        draft = self._of(kind, subject_id)
        return None if draft is None else draft.text

    def drop(self, kind: NoteKind, subject_id: int) -> None:
        """Forget a draft, inside the change that keeps its note or because it was discarded."""
        with self._desk.change(None) as change:
            self._table.delete("kind = ? AND subject_id = ?", (kind, subject_id))
            change.touch(Kind.DRAFT, subject_id)

    def all(self) -> list[Draft]:
        """Every draft, the newest first."""
        return self._table.where("1", order="updated_at DESC")

    def _of(self, kind: NoteKind, subject_id: int) -> Draft | None:
        found = self._table.where("kind = ? AND subject_id = ?", (kind, subject_id))
        return found[0] if found else None
