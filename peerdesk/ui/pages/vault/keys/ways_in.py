"""Who can open the vault: every passphrase with its label, and the recovery sheet."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.log import LogKind
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.rename_passphrase import NewName, RenameDialog
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, clear_layout, column, row, with_action
from peerdesk.vault.keyfile import SlotKind

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner
    from peerdesk.vault.ways_in import SlotSummary


class WaysInCard(Card):
    """One line for each way in; the last passphrase can't be removed."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self.body.addWidget(plain(self.tr("Who can open this vault"), style="sectionTitle"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def refresh(self) -> None:
        """Show the ways in as they are now."""
        clear_layout(self._lines)
        ways = self._context.desk.vault.ways.slots()
        passphrases = [way for way in ways if way.kind is SlotKind.PASSPHRASE]
        for way in passphrases:
            self._lines.addWidget(self._line(way, removable=len(passphrases) > 1))

    def _line(self, way: SlotSummary, *, removable: bool) -> QWidget:
        made = datetime.fromisoformat(way.created_at).astimezone().date()
        is_mine = way.id == self._context.desk.vault.ways.opened_slot
        since = self.tr("a passphrase since {day}").format(day=full_day(made))
        if is_mine:
            since = self.tr("{since}; it opened the vault now").format(since=since)
        name = way.label or self.tr("Without a name")
        words = column(plain(name), muted(since), spacing=0)
        rename = button(self.tr("Rename…"), partial(self._rename, way), icon_name="pencil")
        rename.setAccessibleName(self.tr("Rename the passphrase of {name}").format(name=name))
        if not removable:
            return with_action(words, rename)
        remove = button(self.tr("Remove…"), partial(self._remove, way), icon_name="trash-2")
        remove.setAccessibleName(self.tr("Remove the passphrase of {name}").format(name=name))
        return with_action(words, row(rename, remove))

    def _rename(self, way: SlotSummary) -> None:
        dialog = RenameDialog(way, self)
        dialog.wished.connect(self._give_name)
        dialog.open()

    def _give_name(self, wish: NewName) -> None:
        vault = self._context.desk.vault

        def work(_task: Task) -> None:
            vault.ways.rename_passphrase(wish.slot_id, wish.secret, wish.label)

        self._context.jobs.run(work).then(self._on_renamed).otherwise(self._on_failed)

    def _on_renamed(self, _nothing: object) -> None:
        self._context.desk.note_in_log(LogKind.KEY_RENAMED)
        self.refresh()
        self._banner.good(
            self.tr("Renamed. The log has the new name from now on; older lines keep the old one.")
        )

    def _remove(self, way: SlotSummary) -> None:
        secret = ask_passphrase(
            self,
            self.tr("Remove a passphrase"),
            self.tr(
                "After this, that passphrase opens neither this vault nor backups made from now "
                "on; older backups and copies it still opens. Type your own passphrase to remove "
                "it:"
            ),
        )
        if secret is None:
            return
        vault = self._context.desk.vault

        def work(_task: Task) -> None:
            vault.ways.remove_slot(secret, way.id)

        self._context.jobs.run(work).then(self._on_removed).otherwise(self._on_failed)

    def _on_removed(self, _nothing: object) -> None:
        self._context.desk.note_in_log(LogKind.KEY_REMOVED)
        self.refresh()
        self._banner.good(
            self.tr("Removed. Older backups still open with it; make a new backup soon.")
        )

    def _on_failed(self, error: PeerDeskError) -> None:
        self._banner.explain(error)
