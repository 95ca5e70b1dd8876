"""A finished handout on its way out of the vault: to a printer, or into a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import Ink
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.handout.making import Made, Place, allow, look_at_place, write
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.surroundings import place_of_paper_in_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner

PDF = ".pdf"


class Leaving(QObject):
    """Prints and saves; asks for the passphrase first where a handout names people."""

    begun = Signal()
    """Something is on its way: nothing else may be chosen or begun."""
    ended = Signal()
    left = Signal()
    """A printer has it, or a file."""

    def __init__(self, context: PageContext, window: QWidget, banner: Banner) -> None:
        super().__init__(window)
        self._desk = context.desk
        self._jobs = context.jobs
        self._window = window
        self._banner = banner
        self._made: Made | None = None
        self._allowing: Latest[None] = Latest(context.jobs)
        self._placing: Latest[Place] = Latest(context.jobs)
        self._saving: Latest[Place] = Latest(context.jobs)
        for awaited in (self._allowing, self._placing, self._saving):
            self.destroyed.connect(awaited.drop)

    @property
    def writing(self) -> bool:
        """Whether a file is being written: what left the vault is always logged."""
        return self._saving.busy

    def drop(self) -> None:
        """The window goes: want no answer any more."""
        for awaited in (self._allowing, self._placing):
            awaited.drop()

    def print(self, made: Made) -> None:
        """Choose a printer and print."""
        self._made = made
        self._banner.clear()
        if not self._asks_first(made):
            self._open_printers(None)
            return
        secret = self._passphrase(self.tr("Whoever has the paper can read who comes here."))
        if secret is not None:
            self.begun.emit()
            work = partial(allow, self._desk.vault, secret)
            self._allowing.run(work, self._open_printers, self._on_failed)

    def save(self, made: Made) -> None:
        """Ask for a file name and save there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # The name tells of no group: file managers and recent-file lists show it to everyone.
        proposed = Path(folder) / f"{made.prepared.stem}{PDF}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window, self.tr("Save as PDF"), str(proposed), self.tr("PDF files (*.pdf)")
        )
        if chosen:
            self.save_to(Path(chosen), made)

    def save_to(self, path: Path, made: Made) -> None:
        """Write into a file, in the background; say where it is and who can read it."""
        self._made = made
        self._banner.clear()
        self.begun.emit()
        target = path if path.suffix.casefold() == PDF else path.with_name(f"{path.name}{PDF}")
        self._placing.run(partial(look_at_place, target), self._on_place, self._on_save_failed)

    def _on_place(self, place: Place) -> None:
        made = self._made
        if made is None:
            return
        secret = None
        if self._asks_first(made):
            anyone = self.tr("The file is not encrypted: whoever has it can read who comes here.")
            secret = self._passphrase(" ".join([anyone, *_told(place)]))
            if secret is None:
                self.ended.emit()
                return
        work = partial(write, place, made.pdf, self._desk.vault, secret)
        self._saving.run(work, self._on_saved, self._on_save_failed)

    def _on_saved(self, place: Place) -> None:
        self._note(LogKind.SAVED_PDF, 1)
        self.ended.emit()
        words = self.tr(
            "Saved as “{file}” in {folder}. This file is not encrypted: anyone who gets it can "
            "read it."
        ).format(file=place.target.name, folder=place.target.parent)
        told = _told(place)
        show = self._banner.warn if told else self._banner.notice
        show(" ".join([words, *told]))
        self.left.emit()

    def _open_printers(self, _allowed: None) -> None:
        from peerdesk.ui.dialogs.print_dialog import PrintDialog  # noqa: PLC0415 - rarely opened

        self.ended.emit()
        made = self._made
        if made is None:
            return
        dialog = PrintDialog(
            made.pdf,
            self._jobs,
            self._window,
            duplex=made.prepared.duplex,
            in_grey=made.prepared.choice.ink is Ink.GREY,
        )
        dialog.printed.connect(self._on_printed)
        dialog.open()

    def _on_printed(self, copies: int) -> None:
        self._note(LogKind.PRINTED, copies)
        self._banner.good(
            self.tr("The printer has it. Take every sheet with you.")
            if copies == 1
            else self.tr("The printer has it, {copies} copies. Take every sheet with you.").format(
                copies=copies
            )
        )
        self.left.emit()

    def _on_failed(self, error: PeerDeskError) -> None:
        self.ended.emit()
        self._banner.explain(error)

    def _on_save_failed(self, error: PeerDeskError) -> None:
        self.ended.emit()
        self._banner.warn(words_on(Occasion.SAVING_PAPER, error))

    def _note(self, kind: LogKind, count: int) -> None:
        """What the handout is and how many; never whose names are on it."""
        if self._made is not None:
            self._desk.note_in_log(kind, self._made.prepared.subject, count)

    def _asks_first(self, made: Made) -> bool:
        """The people of the sample vault are invented, and nobody knows its passphrase."""
        return made.prepared.holds_names and not self._desk.vault.is_sample

    def _passphrase(self, why: str) -> str | None:
        return ask_passphrase(
            self._window, self.tr("This paper names people"), self.tr("Your passphrase"), why
        )


def _told(place: Place) -> list[str]:
    return place_of_paper_in_words(place.surroundings, can_be_taken_out=place.can_be_taken_out)
