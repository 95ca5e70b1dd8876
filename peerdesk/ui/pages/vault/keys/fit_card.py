"""A passphrase made on another computer: slow to open here, or quicker to guess than need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.domain.log import LogKind
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.vault.kdf import Fit, calibrate
from peerdesk.vault.keyfile import SlotKind

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class FitCard(Card):
    """There only where the passphrase that opened the vault does not fit this computer."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self._fitted = False
        self.measure = calibrate
        """How dear one guess is to be, measured on this computer."""
        self.body.addWidget(plain(self.tr("Made for another computer"), style="sectionTitle"))
        self.state = plain("")
        self.body.addWidget(self.state)
        self.body.addWidget(
            muted(
                self.tr(
                    "Opening is meant to take about a second: short for you, long for whoever "
                    "tries millions of passphrases. The passphrase itself stays as it is."
                )
            )
        )
        self.button = button(self.tr("Fit to this computer…"), self._fit, icon_name="timer")
        self.body.addWidget(row(self.button, None))
        self.hide()

    def refresh(self) -> None:
        """Say how long opening took, where that is far from a second."""
        vault = self._context.desk.vault
        is_usual = vault.opened_with is SlotKind.PASSPHRASE and not vault.is_sample
        self.setVisible(is_usual and vault.opened_fit is not Fit.FITS and not self._fitted)
        name = vault.opened_by or self.tr("Without a name")
        self.state.setText(
            self.tr("{name}: making the key took about {n} seconds at this unlock.").format(
                name=name, n=round(vault.opened_seconds)
            )
            if vault.opened_fit is Fit.SLOW
            else self.tr(
                "{name}: this computer is quick at this passphrase, so it could be guarded better."
            ).format(name=name)
        )

    def _fit(self) -> None:
        secret = ask_passphrase(
            self, self.tr("Fit to this computer"), self.tr("The passphrase that is to be fitted")
        )
        if secret is None:
            return
        vault, measure = self._context.desk.vault, self.measure

        def work(_task: Task) -> None:
            vault.ways.fit_passphrase(secret, measure())

        self._context.jobs.run(work).then(self._on_fitted).otherwise(self._on_failed)

    def _on_fitted(self, _nothing: object) -> None:
        self._fitted = True
        self._context.desk.note_in_log(LogKind.KEY_FITTED)
        self.refresh()
        self._banner.good(self.tr("Fitted. The next unlock takes about a second here."))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._banner.explain(error)
