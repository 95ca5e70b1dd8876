"""As a new vault, or in the place of the open one: the decision of a restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QRadioButton

from peerdesk.paths import default_vault_folder
from peerdesk.ui.entry.place import folder_at, free_folder
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.vault.files import VaultFolder


class RestoreChoice(Card):
    """As a new vault, unless somebody says otherwise: that one changes nothing that is there."""

    def __init__(self, *, may_replace: bool) -> None:
        super().__init__(self.tr("What to make of it"))
        self.as_new = QRadioButton(self.tr("A &new vault, beside the one that is open"))
        self.as_new.setChecked(True)
        self.replacing = QRadioButton(self.tr("&Put it in the place of the vault that is open"))
        form = Form()
        self.place = form.add(
            self.tr("New &folder for the vault"),
            QLineEdit(str(free_folder(default_vault_folder()))),
        )
        self._explanation = muted(
            self.tr(
                "Your vault as it is now is backed up first, and all of its files are kept in its "
                "folder, under set-aside. Then PeerDesk locks. What opened the backup opens the "
                "vault from then on. People who were erased stay erased."
            )
        )
        self._form = form
        for control in (self.as_new, self.replacing):
            self.body.addWidget(control)
            control.toggled.connect(self._on_chosen)
        self.body.addWidget(form)
        self.body.addWidget(self._explanation)
        self.replacing.setVisible(may_replace)
        self.setFocusProxy(self.as_new)
        self._on_chosen()

    @property
    def in_place(self) -> bool:
        """Whether the open vault is to be replaced."""
        return self.replacing.isChecked()

    @property
    def folder(self) -> VaultFolder:
        """Where a new vault goes."""
        return folder_at(self.place.text())

    def _on_chosen(self, *_arguments: object) -> None:
        self._form.setVisible(not self.in_place)
        self._explanation.setVisible(self.in_place)
