"""The recovery words: rehearsed now and then, and made anew where the sheet may be lost."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from peerdesk.desk.rehearsals import last_rehearsal, recovery_made_on
from peerdesk.domain.recovery_words import generate
from peerdesk.ui.dialogs.recovery_words import NewRecoveryDialog, RehearsalDialog
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class RecoveryCard(Card):
    """Since when the words are, when they were last tried, and two buttons."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self.body.addWidget(plain(self.tr("Recovery words"), style="sectionTitle"))
        self.state = plain("")
        self.body.addWidget(self.state)
        self.body.addWidget(
            muted(
                self.tr(
                    "They open the vault when a passphrase is forgotten. Trying them now and then "
                    "shows that the sheet can still be found and read."
                )
            )
        )
        self.rehearse = button(self.tr("Try the words…"), self._rehearse, icon_name="list-checks")
        self.renew = button(self.tr("Make new words…"), self._renew, icon_name="printer")
        self.body.addWidget(flowing(self.rehearse, self.renew))

    def refresh(self) -> None:
        """Say how the words stand."""
        made = recovery_made_on(self._context.desk.vault)
        self.rehearse.setVisible(made is not None)
        if made is None:
            self.state.setText(
                self.tr(
                    "This vault has none: it was made of a backup with a passphrase of its own. "
                    "If you forget that passphrase, nobody can open the vault. Make words now."
                )
            )
            return
        tried = last_rehearsal(self._context.desk)
        words = self.tr("Made on {day}.").format(day=_day(made))
        if tried is None:
            words += " " + self.tr("Not tried since.")
        else:
            words += " " + self.tr("Last tried on {day}.").format(day=_day(tried))
        self.state.setText(words)

    def _rehearse(self) -> None:
        dialog = RehearsalDialog(self._context, self)
        dialog.rehearsed.connect(self._on_rehearsed)
        dialog.open()

    def _renew(self) -> None:
        words = generate(word_list(), secrets.randbelow)
        has_old = recovery_made_on(self._context.desk.vault) is not None
        dialog = NewRecoveryDialog(self._context, words, self)
        dialog.renewed.connect(self._on_renewed if has_old else self._on_first_made)
        dialog.open()

    def _on_rehearsed(self) -> None:
        self._banner.good(self.tr("These words open this vault. Put the sheet back in its place."))

    def _on_first_made(self) -> None:
        self.refresh()
        self._banner.good(
            self.tr("The words open the vault now. Keep the sheet away from this computer.")
        )

    def _on_renewed(self) -> None:
        self.refresh()
        self._banner.good(
            self.tr(
                "The new words open the vault, the old ones no longer do. Destroy the old sheet, "
                "unless you keep backups from before: those still open with it."
            )
        )


def _day(moment: datetime) -> str:
    return full_day(moment.astimezone().date())
