"""Step 2: the passphrase, its strength in words, and a generator one click away."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from peerdesk.domain.passphrases import MINIMUM_CHARACTERS, generate, normal_form
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from peerdesk.ui.entry.create.draft import NewVault


class PassphraseScreen(Screen):
    """Typed twice, so that a slip of the finger does not shut the vault for ever."""

    done = Signal(object)
    back = Signal(object)
    """Both carry a NewVault."""

    def __init__(self, draft: NewVault) -> None:
        super().__init__(
            self.tr("A passphrase"),
            self.tr(
                "Step 2 of 3. Several words that you will remember and nobody would guess. There "
                "is no other way in, apart from the recovery sheet that comes next."
            ),
        )
        self._draft = draft
        self._build_form()
        self.column.addWidget(
            row(button(self.tr("&Suggest one"), self._suggest, icon_name="dices"), None)
        )
        self.column.addWidget(
            row(
                button(self.tr("&Back"), self._go_back, weight="quiet"),
                None,
                button(self.tr("Ne&xt"), self._next, weight="primary"),
            )
        )

    def begin(self) -> None:
        self._first.setFocus()

    def _build_form(self) -> None:
        form = Form()
        self._first = form.add(
            self.tr("&Passphrase"),
            PassphraseField(),
            help_text=self.tr("At least {n} characters; spaces are fine.").format(
                n=MINIMUM_CHARACTERS
            ),
        )
        self._strength = form.add_plain(StrengthLine((self._draft.name, self._draft.label)))
        self._second = form.add(self.tr("The same &again"), PassphraseField())
        self._first.line.setText(self._draft.passphrase)
        self._second.line.setText(self._draft.again)
        self._judge()
        self._first.edited.connect(self._judge)
        self._second.entered.connect(self._next)
        self.column.addWidget(form)

    def _judge(self) -> None:
        self._strength.show_for(self._first.text)

    def _suggest(self) -> None:
        self._first.show_text(generate(word_list(), secrets.randbelow))
        self._second.take()
        self.banner.notice(
            self.tr("Write it down until you know it by heart, then type it again below.")
        )

    def _filled_in(self) -> NewVault:
        return replace(self._draft, passphrase=self._first.text, again=self._second.text)

    def _go_back(self) -> None:
        self.back.emit(self._filled_in())

    def _next(self) -> None:
        draft = self._filled_in()
        refusal = self._strength.refusal(draft.passphrase)
        if refusal:
            self.banner.notice(refusal)
            self._first.setFocus()
        elif normal_form(draft.passphrase) != normal_form(draft.again):
            self.banner.notice(self.tr("The two are not the same. Type the second one again."))
            self._second.take()
            self._second.setFocus()
        else:
            self.done.emit(draft)
