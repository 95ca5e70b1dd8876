"""Changing the passphrase that opened the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.domain.log import LogKind
from peerdesk.domain.passphrases import normal_form
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine

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
        self.body.addWidget(plain(self.tr("Change the passphrase"), style="sectionTitle"))
        self.body.addWidget(
            muted(
                self.tr(
                    "Backups made before keep the passphrase of their day. The recovery sheet "
                    "stays valid."
                )
            )
        )
        form = Form()
        self._old = form.add(self.tr("Passphrase &now"), PassphraseField())
        self._new = form.add(self.tr("N&ew passphrase"), PassphraseField())
        self._strength = StrengthLine((context.desk.vault.name,))
        form.add_plain(self._strength)
        self._again = form.add(self.tr("The new one &again"), PassphraseField())
        self._new.edited.connect(self._judge)
        self.body.addWidget(form)
        self._button = button(self.tr("C&hange it"), self._change, icon_name="key-round")
        self.body.addWidget(row(self._button, None))

    def _judge(self) -> None:
        self._strength.show_for(self._new.text)

    def _change(self) -> None:
        refusal = self._strength.refusal(self._new.text)
        if refusal:
            self._banner.notice(refusal)
            return
        if normal_form(self._new.text) != normal_form(self._again.text):
            self._banner.notice(self.tr("The two new ones are not the same. Nothing was changed."))
            self._again.take()
            self._again.setFocus()
            return
        old, new = self._old.take(), self._new.take()
        self._again.take()
        self._strength.clear()
        self._button.setEnabled(False)
        vault = self._context.desk.vault

        def work(_task: Task) -> None:
            vault.change_passphrase(old, new)

        self._context.jobs.run(work).then(self._on_changed).otherwise(self._on_failed)

    def _on_changed(self, _nothing: object) -> None:
        self._button.setEnabled(True)
        self._context.desk.note_in_log(LogKind.KEYS_CHANGED)
        self._banner.good(
            self.tr("The passphrase was changed. The next unlock asks for the new one.")
        )

    def _on_failed(self, error: PeerDeskError) -> None:
        self._button.setEnabled(True)
        self._banner.explain(error)
