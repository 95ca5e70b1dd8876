"""Saving a script as a file that anyone can read, after a look at what would leave the vault."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.sharing import SCRIPT_FILE, identifier, names_in, shared_words
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing
from peerdesk.ui.pages.ground_rules.file_view import FileView
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import row
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from peerdesk.domain.scripts import ScriptText
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.vault.open_vault import OpenVault

USUAL_SIZE = QSize(820, 640)


class ShareDialog(Dialog):
    """Shows the file first, with the names that were found in it."""

    saved = Signal(str)
    """Carries what to say of it: where it is, and who can read it."""

    def __init__(self, context: PageContext, text: ScriptText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Save a script as a file"))
        self._desk = context.desk
        self._text = text
        self._names: tuple[str, ...] | None = None
        """None as long as it is not known which names are in the words: nothing leaves before."""
        self._looking: Latest[tuple[str, ...]] = Latest(context.jobs)
        self.destroyed.connect(self._looking.drop)
        self.banner = Banner()
        self.leaving = Leaving(context, self, self.banner)
        self.words = FileView(self.tr("What the file will hold"))
        self.save_button = button(
            self.tr("&Save as a file…"), self.save, icon_name="save", weight="primary"
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(
            plain(
                self.tr(
                    "This is all that the file will hold: the words of “{title}”. PeerDesk adds "
                    "nothing about your groups or people. Another PeerDesk can take the file in. "
                    "It is not encrypted."
                ).format(title=text.title)
            )
        )
        outer.addWidget(self.banner)
        outer.addWidget(self.words, 1)
        outer.addWidget(row(None, button(self.tr("C&lose"), self.reject), self.save_button))
        self.leaving.begun.connect(self._busy)
        self.leaving.ended.connect(self._busy)
        self.leaving.left.connect(self._on_left)
        self._look_through()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)

    def reject(self) -> None:
        """Not while the file is being written: what left the vault is always logged."""
        if not self.leaving.busy:
            super().reject()

    @property
    def is_looked_through(self) -> bool:
        """Whether it is known which names are in the words."""
        return self._names is not None

    def save(self) -> None:
        """Ask for a file name and save there."""
        if self.is_looked_through:
            self.leaving.save(self._outgoing())

    def save_to(self, path: Path) -> None:
        """Save into a file that is known already."""
        if self.is_looked_through:
            self.leaving.save_to(path, self._outgoing())

    def _outgoing(self) -> Outgoing:
        return Outgoing(
            stem=self._text.id or identifier(self._text.title),
            lines=(LogLine(""),),
            make=partial(_content, self._text),
            ask_first=self._asked_first(),
            form=SCRIPT_FILE,
        )

    def _asked_first(self) -> AskFirst | None:
        """The passphrase, where somebody of this vault can be read about in the file."""
        if not self._names:
            return None
        of_file = self.tr("The file is not encrypted: whoever has it can read these names.")
        return AskFirst(self.tr("Names are in this file"), of_paper="", of_file=of_file)

    def _look_through(self) -> None:
        """Show the words now; they may be saved once it is known which names are in them."""
        self.save_button.setEnabled(False)
        try:
            self.words.setPlainText(shared_words(self._text))
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        work = partial(_names_in, self._desk.vault, self._text)
        self._looking.run(work, self._on_looked, self.banner.explain)

    def _on_looked(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.save_button.setEnabled(True)
        if names:
            self.banner.warn(
                self.tr(
                    "These names of your vault are in the words: {names}. Change the words first "
                    "if they should not leave the vault. A name can also be missed, so read it "
                    "through."
                ).format(names=", ".join(names))
            )

    def _on_left(self) -> None:
        self.saved.emit(self.banner.text)
        self.accept()

    def _busy(self) -> None:
        self.save_button.setEnabled(not self.leaving.busy)
        if not self.leaving.busy:
            self.save_button.setFocus()


def _content(text: ScriptText, _task: Task) -> bytes:
    return shared_words(text).encode()


def _names_in(vault: OpenVault, text: ScriptText, task: Task) -> tuple[str, ...]:
    if task.cancelled() or vault.is_closed:
        return ()
    with translating(), closing(vault.reader()) as reader:
        return names_in(reader, text)
