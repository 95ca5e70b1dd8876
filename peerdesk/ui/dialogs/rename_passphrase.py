"""Another name for a passphrase, in the list of keys and in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import at_top, row, scrolling
from peerdesk.ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from peerdesk.vault.ways_in import SlotSummary


@dataclass(frozen=True, slots=True)
class NewName:
    """Which passphrase is to be called what, and the passphrase itself."""

    slot_id: str
    label: str
    secret: str = field(repr=False)


class RenameDialog(Dialog):
    """`wished` carries a `NewName`; nothing is changed here."""

    wished = Signal(object)

    def __init__(self, way: SlotSummary, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Rename a passphrase"))
        self._way = way
        self.banner = Banner()
        form = Form()
        self.label = form.add(self.tr("Whose it &is"), QLineEdit(way.label))
        self.secret = form.add(
            self.tr("This very &passphrase"),
            PassphraseField(),
            help_text=self.tr("Its name is sealed together with it, so nobody else can rename it."),
        )
        self.label.returnPressed.connect(self.secret.setFocus)
        self.secret.entered.connect(self.rename)
        self.rename_button = button(self.tr("&Rename"), self.rename, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self.banner)
        layout.addWidget(scrolling(at_top(form)), 1)
        layout.addWidget(row(None, button(self.tr("&Cancel"), self.reject), self.rename_button))
        self.resize(520, 360)
        fit_on_screen(self)
        self.label.selectAll()
        self.label.setFocus()

    def rename(self) -> None:
        """Say what is wanted, once it is all there."""
        if not self.label.text().strip():
            self.banner.notice(self.tr("Say whose passphrase it is. Nothing was changed."))
            self.label.setFocus()
        elif not self.secret.text.strip():
            self.banner.notice(self.tr("Type that passphrase as well. Nothing was changed."))
            self.secret.setFocus()
        else:
            self.wished.emit(NewName(self._way.id, self.label.text().strip(), self.secret.take()))
            self.accept()
