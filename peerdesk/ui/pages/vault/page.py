"""The Vault page: a column of cards, each with one purpose."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.pages.vault.backup_card import BackupCard
from peerdesk.ui.pages.vault.check_card import CheckCard
from peerdesk.ui.pages.vault.keys_card import KeysCard
from peerdesk.ui.pages.vault.log_card import LogCard
from peerdesk.ui.pages.vault.settings_card import SettingsCard
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import scrolling

_TAB = "peerdesk_vault_tab"
"""Which part is shown, kept while the vault is open: other colours build the whole window anew."""


class VaultPage(Page):
    """Everything about the vault itself rather than what is in it."""

    name: ClassVar[str] = "vault"
    title: ClassVar[str] = "Vault"
    icon: ClassVar[str] = "vault"
    reads: ClassVar[frozenset[Kind]] = frozenset({Kind.LOG, Kind.VAULT})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._backup = BackupCard(context, self.banner)
        self._log = LogCard(context.desk)
        tabs = self._tabs = QTabWidget()
        name_control(tabs, self.tr("Parts of this page"))
        tabs.addTab(
            _column(self._backup, CheckCard(context, self.banner)), self.tr("Backup and check")
        )
        tabs.addTab(
            _column(KeysCard(context, self.banner), SettingsCard(context)),
            self.tr("Passphrase and this computer"),
        )
        tabs.addTab(self._log, self.tr("Log"))
        tabs.setCurrentIndex(int(context.wishes.property(_TAB) or 0))
        tabs.currentChanged.connect(self._keep_tab)
        self.body.addWidget(tabs, 1)
        place = muted(
            self.tr("This vault lies in {place}").format(place=context.desk.vault.folder.root)
        )
        self.body.addWidget(place)

    def _keep_tab(self, index: int) -> None:
        self.context.wishes.setProperty(_TAB, index)

    def refresh(self) -> None:
        self._backup.refresh()
        if self._log.isVisible():
            self._log.refresh()

    def begin_new(self) -> None:
        self._backup.export()


def _column(*cards: QWidget) -> QWidget:
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(0, 12, 8, 0)
    layout.setSpacing(16)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return scrolling(content)
