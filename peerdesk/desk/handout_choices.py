"""How each handout was set last for each group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.kept_choices import KeptChoice, kept_choice

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice, HandoutKind


class HandoutChoices(Aggregate):
    """At most one for each kind of handout and group; not logged, since nothing was printed yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "handout_choices", KeptChoice)

    def last(self, group_id: int) -> KeptChoice | None:
        """The one that was kept last for a group; `NO_GROUP` for no group in particular."""
        found = self._table.where(
            "ifnull(group_id, 0) = ?", (group_id,), order="updated_at DESC, id DESC LIMIT 1"
        )
        return found[0] if found else None

    def of(self, group_id: int, kind: HandoutKind) -> KeptChoice | None:
        """How this handout was set last for a group, or None."""
        found = self._table.where("ifnull(group_id, 0) = ? AND kind = ?", (group_id, kind))
        return found[0] if found else None

    def keep(self, choice: HandoutChoice) -> None:
        """Begin there the next time. A vault that could be opened to read only stays as it is."""
        if not self._desk.vault.can_save:
            return
        wanted = kept_choice(choice)
        known = self.of(choice.group_id, choice.kind)
        with self._desk.change(None) as change:
            if known is None:
                self._table.add(wanted)
            else:
                record = replace(wanted, id=known.id, uid=known.uid, created_at=known.created_at)
                self._table.update(record)
            change.touch(Kind.HANDOUT_CHOICE)
