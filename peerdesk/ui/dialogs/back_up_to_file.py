"""Where one backup goes, and what opens it: decided before it is made."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.backup.rekeyed import OwnPassphrase
from peerdesk.domain.passphrases import generate, normal_form
from peerdesk.ui.widgets.backup_file import BackupFileForm, proposed_name
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import at_top, column, row, scrolling
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine
from peerdesk.ui.widgets.tick_line import TickLine
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent


@dataclass(frozen=True, slots=True)
class BackupWish:
    """One backup as somebody wants it."""

    target: Path
    own: OwnPassphrase | None
    with_opener: bool


class BackUpToFileDialog(Dialog):
    """`wished` carries a `BackupWish`; nothing is written here."""

    wished = Signal(object)

    def __init__(self, vault_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Back up to another file"))
        self.banner = Banner()
        self.place = BackupFileForm(proposed_name())
        own_line = self._tick_line(
            self.tr("Give it a passphrase of its own"),
            self.tr(
                "Without one, the passphrases and recovery words of today open it, also later when "
                "the vault has others."
            ),
        )
        self.has_own = own_line.box
        self.has_own.toggled.connect(self._show_own)
        self._own_part = self._fields_for_own(vault_name)
        opener_line = self._tick_line(
            self.tr("Copy the opener beside it"),
            self.tr(
                "A small program that opens the backup without PeerDesk, on any computer with "
                "Python. It needs the same passphrase."
            ),
        )
        self.with_opener = opener_line.box
        content = column(
            plain(self.tr("One encrypted file, read back and proven"), style="sectionTitle"),
            self.place,
            opener_line,
            column(own_line, self._own_part, spacing=8),
            spacing=16,
        )
        self.make_button = button(
            self.tr("&Back up"), self.accept_wish, icon_name="hard-drive", weight="primary"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(scrolling(at_top(content)), 1)
        layout.addWidget(row(None, button(self.tr("&Cancel"), self.reject), self.make_button))
        # Enter in a field makes the backup, and does not choose another place.
        self.make_button.setDefault(True)
        self._show_own(wanted=False)
        self.resize(640, 680)
        fit_on_screen(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place.line.setFocus()

    def accept_wish(self) -> None:
        """Say what is wanted, once it can be done."""
        refusal = self._refusal()
        if refusal:
            self.banner.notice(refusal)
            return
        own = None
        if self.has_own.isChecked():
            own = OwnPassphrase(self.own.take(), self.tr("Passphrase of a backup"))
            self.again.take()
        self.wished.emit(BackupWish(self.place.target, own, self.with_opener.isChecked()))
        self.accept()

    def _tick_line(self, text: str, below: str) -> TickLine:
        line = TickLine(text, text, below)
        line.box.setAccessibleDescription(below)
        return line

    def _fields_for_own(self, vault_name: str) -> QWidget:
        form = Form()
        self.own = form.add(self.tr("&Passphrase of the backup"), PassphraseField())
        self.strength = form.add_plain(StrengthLine((vault_name,)))
        self.again = form.add(self.tr("The same once &more"), PassphraseField())
        self.own.edited.connect(self._judge)
        self.again.entered.connect(self.accept_wish)
        self.suggest = button(self.tr("&Suggest one"), self._suggest, icon_name="dices")
        return column(
            plain(
                self.tr(
                    "Only this passphrase opens the backup: not those of the vault, and not the "
                    "recovery words. It does not open the vault. Once it is forgotten, nobody can "
                    "open this backup, and it is useless."
                )
            ),
            form,
            row(self.suggest, None),
            spacing=8,
        )

    def _refusal(self) -> str:
        """Why what is typed can't be done; the keyboard is where to go then."""
        if self.place.is_empty:
            self.place.line.setFocus()
            return self.tr("Choose the file for the backup first. Nothing was made.")
        if not self.has_own.isChecked():
            return ""
        unusable = self.strength.refusal(self.own.text)
        if unusable:
            self.own.setFocus()
            return unusable
        if normal_form(self.own.text) != normal_form(self.again.text):
            self.again.take()
            self.again.setFocus()
            return self.tr("The two are not the same. Nothing was made.")
        return ""

    def _show_own(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._own_part.setVisible(wanted)
        if wanted:
            self.own.setFocus()

    def _judge(self) -> None:
        self.strength.show_for(self.own.text)

    def _suggest(self) -> None:
        self.own.show_text(generate(word_list(), secrets.randbelow))
        self.again.take()
        self.again.setFocus()
