"""Saving a script as a file that anyone can read, after a look at what would leave the vault."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from peerdesk.desk.sharing import ENDING, identifier, names_in, shared_words, write_script
from peerdesk.domain.log import LogKind
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.pages.ground_rules.file_view import FileView
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import row
from peerdesk.vault.troubles import told_of_system

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import ScriptText
    from peerdesk.ui.jobs import Jobs, Task

USUAL_SIZE = QSize(820, 640)


class ShareDialog(Dialog):
    """Shows the file first, with the names that were found in it. `saved` carries its Path."""

    saved = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, text: ScriptText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Save a script as a file"))
        self._desk = desk
        self._text = text
        self._saving: Latest[Path] = Latest(jobs)
        self.banner = Banner()
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
        self._look_through()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)

    def reject(self) -> None:
        """Not while the file is being written: what left the vault is always logged."""
        if not self._saving.busy:
            super().reject()

    def save(self) -> None:
        """Ask for a file name and save there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder) / f"{self._text.id or identifier(self._text.title)}{ENDING}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save a script as a file"), str(proposed), self.tr("Scripts (*.toml)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the file in the background; say where it is and who can read it."""
        target = path if path.suffix.casefold() == ENDING else path.with_name(path.name + ENDING)
        self.save_button.setEnabled(False)
        work = partial(_write, target, self._text)
        self._saving.run(work, self._on_saved, self._on_failed)

    def _look_through(self) -> None:
        try:
            self.words.setPlainText(shared_words(self._text))
        except PeerDeskError as error:
            self.banner.explain(error)
            self.save_button.setEnabled(False)
            return
        if names := names_in(self._desk, self._text):
            self.banner.warn(
                self.tr(
                    "These names of your vault are in the words: {names}. Change the words first "
                    "if they should not leave the vault. A name can also be missed, so read it "
                    "through."
                ).format(names=", ".join(names))
            )

    def _on_saved(self, path: Path) -> None:
        self._desk.note_in_log(LogKind.SHARED_SCRIPT)
        self.save_button.setEnabled(True)
        self.saved.emit(path)
        self.accept()

    def _on_failed(self, error: PeerDeskError) -> None:
        self.save_button.setEnabled(True)
        self.save_button.setFocus()
        self.banner.explain(error)


def _write(path: Path, text: ScriptText, _task: Task) -> Path:
    try:
        write_script(path, text)
    except OSError as failure:
        raise told_of_system(failure) from failure
    return path
