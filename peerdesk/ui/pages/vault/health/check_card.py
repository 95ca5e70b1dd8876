"""Checking the open vault: every page authenticated, every row and reference in its place."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from peerdesk.domain.log import LogKind
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.vault.cipher import integrity_faults

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class CheckCard(Card):
    """One button, and the answer in words."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self._checking = False
        self.body.addWidget(plain(self.tr("Check now"), style="sectionTitle"))
        self.body.addWidget(
            muted(self.tr("Reads the whole vault and makes sure that nothing in it is damaged."))
        )
        self._button = button(self.tr("Chec&k the vault"), self._check, icon_name="shield-check")
        self.body.addWidget(row(self._button, None))

    def _check(self) -> None:
        # The button stays enabled, since the keyboard would leave a disabled one.
        if self._checking:
            return
        self._show_checking(checking=True)
        vault = self._context.desk.vault

        def work(_task: Task) -> list[str]:
            with closing(vault.reader()) as reader:
                return integrity_faults(reader)

        self._context.jobs.run(work).then(self._on_checked).otherwise(self._on_failed)

    def _on_checked(self, faults: list[str]) -> None:
        self._show_checking(checking=False)
        if faults:
            self._banner.warn(
                self.tr(
                    "The vault has {n} faults. Nothing was changed. Do not write more into it: "
                    "lock PeerDesk and restore your newest backup as a new vault."
                ).format(n=len(faults))
            )
        else:
            self._context.desk.note_in_log(LogKind.CHECKED)
            self._banner.good(self.tr("The vault is whole: every page and every row was read."))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_checking(checking=False)
        self._banner.explain(error)

    def _show_checking(self, *, checking: bool) -> None:
        self._checking = checking
        self._button.setText(self.tr("Checking…") if checking else self.tr("Chec&k the vault"))
