"""How scripts come onto the page and leave it: the library, and files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from peerdesk.desk.sharing import read_script
from peerdesk.ui.latest import Latest
from peerdesk.ui.pages.ground_rules.script_library import ScriptLibraryDialog, usual_language
from peerdesk.ui.pages.ground_rules.share_dialog import ShareDialog
from peerdesk.ui.pages.ground_rules.take_in_dialog import TakeInDialog
from peerdesk.vault.troubles import told_of_system

if TYPE_CHECKING:
    from peerdesk.domain.scripts import Script, ScriptText
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.ground_rules.page import GroundRulesPage


class ComingAndGoing(QObject):
    """Opens the windows for it and tells the page what came of them."""

    def __init__(self, page: GroundRulesPage) -> None:
        super().__init__(page)
        self._page = page
        self._reading: Latest[ScriptText] = Latest(page.context.jobs)

    def open_library(self) -> ScriptLibraryDialog:
        """Offer the built-in scripts, in the language of the shown one."""
        page = self._page
        page.flush()
        shown = page.opened
        language = shown.script.language if shown else usual_language(page.desk.scripts.all())
        dialog = ScriptLibraryDialog(page.desk, language, page.window())
        dialog.look_wanted.connect(page.open)
        dialog.copy_wanted.connect(page.make_ours)
        dialog.file_wanted.connect(self.choose_file)
        dialog.open()
        return dialog

    def share(self) -> ShareDialog | None:
        """Show the words of the shown version as a file, to be saved."""
        page = self._page
        page.flush()
        if page.opened is None:
            return None
        newest = page.desk.scripts.text_of(page.opened.script.id)
        text = replace(newest, segments=page.opened.version.segments)
        dialog = ShareDialog(page.context, text, page.window())
        dialog.saved.connect(page.banner.notice)
        dialog.open()
        return dialog

    def choose_file(self) -> None:
        """Ask for a script file, and show what is in it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _filter = QFileDialog.getOpenFileName(
            self._page.window(), said("Take in a script"), folder, said("Scripts (*.toml)")
        )
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a script file in the background, since it may lie on a slow stick."""
        self._page.banner.clear()
        self._reading.run(partial(_read, path), self._on_read, self._page.banner.explain)

    def _on_read(self, text: ScriptText) -> None:
        dialog = TakeInDialog(self._page.desk, text, self._page.window())
        dialog.taken_in.connect(self._on_taken_in)
        dialog.open()

    def _on_taken_in(self, script: Script) -> None:
        self._page.open(script.id)
        self._page.banner.good(said("“{title}” is one of yours now.").format(title=script.title))


def said(text: str) -> str:
    """`text` in the language of the screen."""
    return QCoreApplication.translate("ComingAndGoing", text)


def _read(path: Path, _task: Task) -> ScriptText:
    try:
        return read_script(path)
    except OSError as failure:
        raise told_of_system(failure) from failure
