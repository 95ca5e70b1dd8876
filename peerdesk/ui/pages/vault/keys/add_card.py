"""Letting one more person in, with a passphrase and a label of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from peerdesk.desk.guessable import guessable_names
from peerdesk.domain.log import LogKind
from peerdesk.domain.passphrases import normal_form
from peerdesk.errors import PeerDeskError, WrongPassphraseError
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine
from peerdesk.ui.widgets.suggest import Suggest
from peerdesk.vault.kdf import calibrate

if TYPE_CHECKING:
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class AddCard(Card):
    """Whose it is, the new passphrase twice, and any secret that opens the vault already."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self._is_busy = False
        self.cost = calibrate
        """How dear one guess is to be, measured on this computer."""
        self.body.addWidget(plain(self.tr("Add a passphrase"), style="sectionTitle"))
        self.body.addWidget(
            muted(
                self.tr(
                    "For a co-facilitator, so that each has their own and the log says who opened "
                    "the vault. Everybody who can open it sees everything in it."
                )
            )
        )
        form = Form()
        self.label = form.add(self.tr("Whose it is"), QLineEdit())
        self.new = form.add(self.tr("Their passphrase"), PassphraseField())
        self.strength = form.add_plain(StrengthLine((context.desk.vault.name,)))
        self.again = form.add(self.tr("The same once more"), PassphraseField())
        self.suggest = form.add_plain(Suggest())
        self.suggest.suggested.connect(self._take_suggestion)
        self.authority = form.add(
            self.tr("Your own passphrase"),
            PassphraseField(),
            help_text=self.tr("Or the 12 words of the recovery sheet."),
        )
        self.new.edited.connect(self._judge)
        self.authority.entered.connect(self.add)
        self.body.addWidget(form)
        self.button = button(self.tr("Add it"), self.add, icon_name="user-plus")
        self.body.addWidget(row(self.button, None))

    def add(self) -> None:
        """Make the passphrase open the vault too."""
        refusal = self._refusal()
        if refusal:
            self._banner.notice(refusal)
            return
        self._show_busy(busy=True)
        label, new, authority = self.label.text().strip(), self.new.text, self.authority.text
        vault, cost = self._context.desk.vault, self.cost

        def work(_task: Task) -> None:
            vault.ways.add_passphrase(authority, new, label, cost())

        self._context.jobs.run(work).then(self._on_added).otherwise(self._on_failed)

    def _refusal(self) -> str:
        """Why what is typed can't be tried; the cursor is where to go then."""
        if self._is_busy:
            return self.tr("One moment, the passphrase before is still being added.")
        unusable = self.strength.refusal(self.new.text)
        if not self.label.text().strip():
            self.label.setFocus()
            return self.tr("Say whose passphrase it is first. Nothing was added.")
        if unusable:
            self.new.setFocus()
            return unusable
        if normal_form(self.new.text) != normal_form(self.again.text):
            self.again.take()
            self.again.setFocus()
            return self.tr("The two are not the same. Nothing was added.")
        if not self.authority.text.strip():
            self.authority.setFocus()
            return self.tr("Type your own passphrase as well. Nothing was added.")
        return ""

    def refresh(self) -> None:
        """Know the names that are easy to guess now."""
        self.strength.know(guessable_names(self._context.desk))

    def _judge(self) -> None:
        self.strength.show_for(self.new.text)

    def _take_suggestion(self, phrase: str) -> None:
        self.new.show_text(phrase)
        self.again.take()
        self.again.setFocus()

    def _on_added(self, _nothing: object) -> None:
        self._show_busy(busy=False)
        self.label.clear()
        self.strength.clear()
        for typed in (self.new, self.again, self.authority):
            typed.take()
        self._context.desk.note_in_log(LogKind.KEY_ADDED)
        self._banner.good(self.tr("Added. It opens the vault and every backup made from now on."))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_busy(busy=False)
        if isinstance(error, WrongPassphraseError):
            self.authority.take()
            self.authority.setFocus()
        self._banner.explain(error)

    def _show_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.button.setText(self.tr("Adding…") if busy else self.tr("Add it"))
