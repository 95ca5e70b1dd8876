"""What can be done with the backup that the list of known ones stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from peerdesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from peerdesk.domain.backups import KnownBackup
    from peerdesk.ui.pages.vault.backups.restore_card import RestoreCard


class KnownBackupActions(QObject):
    """Two buttons for below the list; of no use until a line of it is chosen."""

    def __init__(self, card: RestoreCard) -> None:
        super().__init__(card)
        self._card = card
        self._backup: KnownBackup | None = None
        self._restore = button(
            self.tr("Look inside, and restore…"), self._restore_it, icon_name="history"
        )
        self._drill = button(self.tr("Try this one out…"), self._drill_it, icon_name="shield-check")
        self.stand_on(None)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """In the order in which they stand."""
        return self._restore, self._drill

    def stand_on(self, backup: KnownBackup | None) -> None:
        """Do it with this one from now on."""
        self._backup = backup
        for each in self.buttons:
            each.setEnabled(backup is not None)

    def _restore_it(self) -> None:
        if self._backup is not None:
            self._card.restore(self._backup.path)

    def _drill_it(self) -> None:
        if self._backup is not None:
            self._card.drill(self._backup.path)
