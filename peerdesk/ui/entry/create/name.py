"""Step 1: what the vault is called and where it lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from peerdesk.domain.names import LONGEST_NAME, one_line
from peerdesk.errors import PeerDeskError
from peerdesk.ui.entry.place import require_place
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.surroundings import surroundings_in_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row
from peerdesk.vault.surroundings import look_around

if TYPE_CHECKING:
    from peerdesk.ui.entry.create.draft import NewVault


class NameScreen(Screen):
    """A name, a role and a folder; the folder is tried before the 12 words are written down."""

    done = Signal(object)
    back = Signal(object)
    """Both carry a NewVault."""

    def __init__(self, draft: NewVault) -> None:
        super().__init__(
            self.tr("A name for your vault"),
            self.tr("Step 1 of 3. One vault holds all your groups. Its name is encrypted as well."),
        )
        self._draft = draft
        self._told_of = ""
        """The folder whose surroundings were told already: once is enough."""
        self._build_form()
        self.column.addWidget(
            row(
                button(self.tr("Choose another folder…"), self._choose, icon_name="folder-open"),
                None,
            )
        )
        self.column.addWidget(
            row(
                button(self.tr("&Back"), self._go_back, weight="quiet"),
                None,
                button(self.tr("Ne&xt"), self._next, weight="primary"),
            )
        )

    def begin(self) -> None:
        self._name.setFocus()

    def _build_form(self) -> None:
        form = Form()
        self._name = form.add(
            self.tr("&Name"),
            QLineEdit(self._draft.name),
            help_text=self.tr("For example: Harbour peer support"),
        )
        self._label = form.add(
            self.tr("&Your role"),
            QLineEdit(self._draft.label or self.tr("Facilitator")),
            help_text=self.tr("The log says who opened the vault. A role is enough."),
        )
        self._place = form.add(
            self.tr("&Folder"),
            QLineEdit(self._draft.place),
            help_text=self.tr("A new, empty folder. Best not one that a cloud service copies."),
        )
        self._name.setMaxLength(LONGEST_NAME)
        self._label.setMaxLength(60)
        for line in (self._name, self._label, self._place):
            line.returnPressed.connect(self._next)
        self.column.addWidget(form)

    def _choose(self) -> None:
        parent = QFileDialog.getExistingDirectory(self, self.tr("Where to put the vault"))
        if parent:
            self._place.setText(str(Path(parent) / self.tr("My vault")))

    def _filled_in(self) -> NewVault:
        return replace(
            self._draft,
            name=one_line(self._name.text()),
            label=one_line(self._label.text()) or self.tr("Facilitator"),
            place=self._place.text().strip(),
        )

    def _go_back(self) -> None:
        self.back.emit(self._filled_in())

    def _next(self) -> None:
        draft = self._filled_in()
        if not draft.name:
            self.banner.notice(self.tr("Give the vault a name first. You can change it later."))
            self._name.setFocus()
            return
        if not draft.place:
            self.banner.notice(self.tr("Choose a folder for the vault first."))
            self._place.setFocus()
            return
        try:
            require_place(draft.folder)
        except PeerDeskError as error:
            self.banner.warn(words_on(Occasion.NEW_VAULT, error))
            self._place.setFocus()
            return
        warnings = surroundings_in_words(look_around(draft.folder.root))
        if warnings and self._told_of != draft.place:
            self._told_of = draft.place
            self.banner.notice(
                " ".join((*warnings, self.tr("To use it all the same, press Next again.")))
            )
            self._place.setFocus()
            return
        self.done.emit(draft)
