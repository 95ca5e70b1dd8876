"""A new passphrase in the place of the forgotten one, as soon as the words opened the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from peerdesk.desk.guessable import guessable_names
from peerdesk.domain.log import LogKind
from peerdesk.domain.passphrases import MINIMUM_CHARACTERS, normal_form
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import at_top, column, row, scrolling
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine
from peerdesk.ui.widgets.suggest import Suggest
from peerdesk.vault.keyfile import SlotKind

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext


class ForgottenDialog(Dialog):
    """Nobody has to type the 12 words twice. `replaced` once the new passphrase opens the vault."""

    replaced = Signal()

    def __init__(self, context: PageContext, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("A new passphrase"))
        self._context = context
        self._words = words
        self.banner = Banner()
        form = Form()
        self.forgotten = form.add(self.tr("&Whose passphrase was forgotten"), QComboBox())
        for way in context.desk.vault.ways.slots():
            if way.kind is SlotKind.PASSPHRASE:
                self.forgotten.addItem(way.label or self.tr("Without a name"), way.id)
        self.new = form.add(
            self.tr("The new &passphrase"),
            PassphraseField(),
            help_text=self.tr("At least {n} characters; spaces are fine.").format(
                n=MINIMUM_CHARACTERS
            ),
        )
        self.strength = form.add_plain(StrengthLine(guessable_names(context.desk)))
        self.again = form.add(self.tr("The same &again"), PassphraseField())
        self.new.edited.connect(self._judge)
        self.again.entered.connect(self.replace)
        suggest = Suggest()
        suggest.suggested.connect(self._take_suggestion)
        content = column(
            plain(
                self.tr(
                    "The recovery words opened the vault. Choose the passphrase that opens it from "
                    "now on; the forgotten one stops working. The sheet stays valid."
                )
            ),
            form,
            suggest,
            spacing=16,
        )
        self.use_button = button(self.tr("&Use it"), self.replace, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(scrolling(at_top(content)), 1)
        layout.addWidget(row(None, button(self.tr("&Later"), self.reject), self.use_button))
        self.resize(600, 520)
        fit_on_screen(self)
        self.new.setFocus()

    def replace(self) -> None:
        """Put the new passphrase in the place of the forgotten one."""
        if not self.use_button.isEnabled():
            return
        refusal = self.strength.refusal(self.new.text)
        if refusal:
            self.banner.notice(refusal)
            self.new.setFocus()
            return
        if normal_form(self.new.text) != normal_form(self.again.text):
            self.banner.notice(self.tr("The two are not the same. Nothing was changed."))
            self.again.take()
            self.again.setFocus()
            return
        self.use_button.setEnabled(False)
        vault, words, new = self._context.desk.vault, self._words, self.new.text
        slot_id = str(self.forgotten.currentData())

        def work(_task: Task) -> None:
            vault.ways.replace_passphrase(slot_id, words, new)

        self._context.jobs.run(work).then(self._on_replaced).otherwise(self._on_failed)

    def reject(self) -> None:
        """Not while the keys are written: the answer would find nobody."""
        if self.use_button.isEnabled():
            super().reject()

    def _judge(self) -> None:
        self.strength.show_for(self.new.text)

    def _take_suggestion(self, phrase: str) -> None:
        self.new.show_text(phrase)
        self.again.take()
        self.again.setFocus()

    def _on_replaced(self, _nothing: object) -> None:
        self._context.desk.note_in_log(LogKind.KEYS_CHANGED)
        for typed in (self.new, self.again):
            typed.take()
        self.replaced.emit()
        self.accept()

    def _on_failed(self, error: PeerDeskError) -> None:
        self.use_button.setEnabled(True)
        self.banner.explain(error)
