"""Changing the passphrase that opened the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.guessable import guessable_names
from peerdesk.domain.log import LogKind
from peerdesk.domain.passphrases import normal_form
from peerdesk.errors import WrongPassphraseError
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine
from peerdesk.ui.widgets.suggest import Suggest

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class KeysCard(Card):
    """The old passphrase, the new one twice, one button."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self.body.addWidget(plain(self.tr("Change your passphrase"), style="sectionTitle"))
        self.body.addWidget(
            muted(
                self.tr(
                    "Backups made before keep the passphrase of their day. The recovery sheet "
                    "stays valid."
                )
            )
        )
        self._build_form()
        self._button = button(self.tr("Change &it"), self._change, icon_name="key-round")
        self.body.addWidget(row(self._button, None))

    def _build_form(self) -> None:
        form = Form()
        self._old = form.add(self.tr("Passphrase &now"), PassphraseField())
        self._new = form.add(self.tr("N&ew passphrase"), PassphraseField())
        self._strength = form.add_plain(StrengthLine((self._context.desk.vault.name,)))
        self._again = form.add(self.tr("The new one &again"), PassphraseField())
        self._fields = (self._old, self._new, self._again)
        for typed in self._fields:
            typed.edited.connect(self._banner.clear)
        self._new.edited.connect(self._judge)
        self._again.entered.connect(self._change)
        self.body.addWidget(form)
        suggest = Suggest()
        suggest.suggested.connect(self._take_suggestion)
        self.body.addWidget(suggest)

    def refresh(self) -> None:
        """Know the names that are easy to guess now."""
        self._strength.know(guessable_names(self._context.desk))

    def _take_suggestion(self, phrase: str) -> None:
        self._new.show_text(phrase)
        self._again.take()
        self._again.setFocus()

    def _judge(self) -> None:
        self._strength.show_for(self._new.text)

    def _change(self) -> None:
        if not self._button.isEnabled() or not self._is_usable():
            return
        self._banner.clear()
        self._show_busy(busy=True)
        old, new, vault = self._old.text, self._new.text, self._context.desk.vault

        def work(_task: Task) -> None:
            vault.ways.change_passphrase(old, new)

        self._context.jobs.run(work).then(self._on_changed).otherwise(self._on_failed)

    def _is_usable(self) -> bool:
        """Whether what is typed can be tried; if not, it is said, and the cursor is where to go."""
        refusal = self._strength.refusal(self._new.text)
        if not self._old.text:
            self._ask(self._old, self.tr("Type the passphrase that opens the vault now."))
        elif refusal:
            self._ask(self._new, refusal)
        elif normal_form(self._new.text) != normal_form(self._again.text):
            self._again.take()
            self._ask(
                self._again, self.tr("The two new ones are not the same. Nothing was changed.")
            )
        else:
            return True
        return False

    def _ask(self, field: PassphraseField, words: str) -> None:
        self._banner.notice(words)
        field.setFocus()

    def _on_changed(self, _nothing: object) -> None:
        self._show_busy(busy=False)
        for typed in self._fields:
            typed.take()
        self._strength.clear()
        self._context.desk.note_in_log(LogKind.KEYS_CHANGED)
        self._banner.good(
            self.tr("The passphrase was changed. The next unlock asks for the new one.")
        )

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_busy(busy=False)
        if isinstance(error, WrongPassphraseError):
            self._old.take()
            if self.isVisible():
                self._old.setFocus()
        self._banner.explain(error)

    def _show_busy(self, *, busy: bool) -> None:
        # A field that may only be read keeps the keyboard; a disabled button would pass it on.
        if self.window().focusWidget() in (self._button, self._again.line):
            self._old.setFocus()
        for typed in self._fields:
            typed.line.setReadOnly(busy)
        self._button.setEnabled(not busy)
