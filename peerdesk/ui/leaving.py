"""What leaves the vault in the clear, on its way to a printer or into a file.

Whoever lets something out says what it is (`Outgoing`); `Leaving` does the rest, the same
everywhere: the passphrase where it names people, the pages made in a job, what is to be known of
the place, the words afterwards, and the line in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from peerdesk.desk.paper_file import PDF, FileForm, require_place_for, save_in_form
from peerdesk.documents.pace import Pace
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import Duplex
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.complaining import complain
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.surroundings import place_of_paper_in_words
from peerdesk.vault.cipher import translating
from peerdesk.vault.mounts import can_be_taken_out
from peerdesk.vault.surroundings import Surroundings, look_around

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from peerdesk.ui.dialogs.print_dialog import PrintDialog
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner
    from peerdesk.vault.open_vault import OpenVault

PATIENCE_MILLISECONDS = 300
"""After that it is said that the pages are being made."""
STOP_MILLISECONDS = 3000
"""After that they can be stopped."""


@dataclass(frozen=True, slots=True)
class AskFirst:
    """The words of the question for the passphrase, for what names people."""

    title: str
    of_paper: str
    """Who can read a printed one."""
    of_file: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """What the line of the log says of it: what it is and how many; never whose names it has."""

    subject: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One thing that is to leave, as a sheet or as a file."""

    stem: str
    """Proposed for a file. Others see it in file managers, so it has neither group nor person."""
    lines: tuple[LogLine, ...]
    make: Callable[[Task], bytes]
    """Gives what leaves; runs in a job, and only after the right passphrase."""
    ask_first: AskFirst | None
    """None where it names nobody."""
    form: FileForm = PDF
    after_saving: str = ""
    """What to know of the file, in the place of that anyone can read it."""
    duplex: Duplex = Duplex.ONE_SIDE
    in_grey: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is to go, and what is known of that place."""

    target: Path
    surroundings: Surroundings
    can_be_taken_out: bool

    def in_words(self) -> list[str]:
        """A line for each thing to know; none for a quiet place."""
        return place_of_paper_in_words(self.surroundings, can_be_taken_out=self.can_be_taken_out)


class _File:
    """A file on its way to its place, as the job that writes it and this thread both know it."""

    def __init__(self, outgoing: Outgoing, place: Place) -> None:
        self.outgoing = outgoing
        self.place = place
        self.is_written = False

    def write(self, vault: OpenVault, secret: str, task: Task) -> None:
        """Belongs into a job. WrongPassphraseError; UserError and VaultError for the place."""
        content = _made(vault, secret, self.outgoing.make, task)
        if task.cancelled():
            raise UserError(DocumentTrouble.STOPPED)
        with translating():
            save_in_form(self.place.target, content, self.outgoing.form)
        self.is_written = True


class Leaving(QObject):
    """Prints and saves over a window, and says in its banner what happened."""

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
        self._making: Latest[bytes] = Latest(context.jobs)
        self._placing: Latest[Place] = Latest(context.jobs)
        self._saving: Latest[None] = Latest(context.jobs)
        self._file: _File | None = None
        self._printing: tuple[PrintDialog, Outgoing] | None = None
        self._share = 0.0
        self._said: QWidget | None = None
        for awaited in (self._making, self._placing, self._saving):
            self.destroyed.connect(awaited.drop)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say_making)
        context.jobs.ended.connect(self._on_jobs_ended)

    @property
    def writing(self) -> bool:
        """Whether a file is being written: what left the vault is always logged."""
        return self._saving.busy

    @property
    def busy(self) -> bool:
        """Whether anything is on its way."""
        return self._making.busy or self._placing.busy or self._saving.busy

    def drop(self) -> None:
        """The window goes: want no answer any more."""
        self._patience.stop()
        for awaited in (self._making, self._placing):
            awaited.drop()

    def print(self, outgoing: Outgoing) -> None:
        """Make the pages, choose a printer and print."""
        if self.busy:
            return
        self._banner.clear()
        secret = self._passphrase(outgoing.ask_first)
        if secret is None:
            return
        self._begin()
        work = partial(_made, self._desk.vault, secret, outgoing.make)
        show = partial(self._open_printers, outgoing)
        self._making.run(work, show, self._on_failed, self._on_share)

    def save(self, outgoing: Outgoing) -> None:
        """Ask for a file name and save there."""
        title, kinds = self._words_of(outgoing.form)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder) / f"{outgoing.stem}{outgoing.form.endings[0]}"
        chosen, _filter = QFileDialog.getSaveFileName(self._window, title, str(proposed), kinds)
        if chosen:
            self.save_to(Path(chosen), outgoing)

    def save_to(self, path: Path, outgoing: Outgoing) -> None:
        """Write into a file, in the background; say where it is and who can read it."""
        if self.busy:
            return
        self._banner.clear()
        self._begin()
        look = partial(_look_at_place, outgoing.form.named(path), outgoing.form)
        self._placing.run(look, partial(self._on_place, outgoing), self._on_save_failed)

    def _on_place(self, outgoing: Outgoing, place: Place) -> None:
        self._patience.stop()
        secret = self._passphrase(outgoing.ask_first, place)
        if secret is None:
            self._rest()
            self.ended.emit()
            return
        self._patience.start(PATIENCE_MILLISECONDS)
        self._file = _File(outgoing, place)
        work = partial(self._file.write, self._desk.vault, secret)
        self._saving.run(work, self._on_saved, self._on_save_failed, self._on_share)

    def _on_saved(self, _done: None) -> None:
        file, self._file = self._file, None
        self._rest()
        if file is None:
            return
        noted = self._note(file.outgoing.form.logged_as, file.outgoing)
        target = file.place.target
        saved = self.tr("Saved as “{file}” in {folder}.").format(
            file=target.name, folder=target.parent
        )
        anyone = self.tr("This file is not encrypted: anyone who gets it can read it.")
        told = [*file.place.in_words(), *noted]
        show = self._banner.warn if told else self._banner.notice
        show(" ".join([saved, file.outgoing.after_saving or anyone, *told]))
        self.ended.emit()
        self.left.emit()

    def _on_jobs_ended(self) -> None:
        """A lock ended the jobs: what left by then has its line in the log all the same."""
        file, self._file = self._file, None
        if file is not None and file.is_written:
            self._note(file.outgoing.form.logged_as, file.outgoing)
        printing, self._printing = self._printing, None
        if printing is not None and (copies := printing[0].taken_untold):
            self._note(LogKind.PRINTED, printing[1], copies)

    def _open_printers(self, outgoing: Outgoing, pdf: bytes) -> None:
        from peerdesk.ui.dialogs.print_dialog import PrintDialog  # noqa: PLC0415 - rarely opened

        self._rest()
        self.ended.emit()
        dialog = PrintDialog(
            pdf, self._jobs, self._window, duplex=outgoing.duplex, in_grey=outgoing.in_grey
        )
        dialog.printed.connect(partial(self._on_printed, outgoing))
        self._printing = (dialog, outgoing)
        dialog.finished.connect(self._on_printers_closed)
        dialog.open()

    def _on_printers_closed(self) -> None:
        self._printing = None

    def _on_printed(self, outgoing: Outgoing, copies: int) -> None:
        noted = self._note(LogKind.PRINTED, outgoing, copies)
        said = (
            self.tr("The printer has it. Take every sheet with you.")
            if copies == 1
            else self.tr("The printer has it, {copies} copies. Take every sheet with you.").format(
                copies=copies
            )
        )
        show = self._banner.warn if noted else self._banner.good
        show(" ".join([said, *noted]))
        self.left.emit()

    def _note(self, kind: LogKind, outgoing: Outgoing, copies: int = 1) -> list[str]:
        """Note that it left; what to say where the vault's own disk refuses that.

        It has left by then, so that nothing may end here: neither this window nor a lock.
        """
        try:
            for line in outgoing.lines:
                self._desk.note_in_log(kind, line.subject, line.count * copies)
        except PeerDeskError as error:
            complain(f"PeerDesk could not note what left the vault: {error.code}")
            return [
                self.tr(
                    "The log has no line of it, because the vault's disk takes nothing: make some "
                    "room there."
                )
            ]
        return []

    def _on_failed(self, error: PeerDeskError) -> None:
        self._rest()
        self._banner.explain(error)
        self.ended.emit()

    def _on_save_failed(self, error: PeerDeskError) -> None:
        self._file = None
        self._rest()
        if error.code is DocumentTrouble.STOPPED:
            self._banner.notice(words_on(None, error))
        else:
            self._banner.warn(words_on(Occasion.SAVING_PAPER, error))
        self.ended.emit()

    def _begin(self) -> None:
        self._share = 0.0
        self._patience.start(PATIENCE_MILLISECONDS)
        self.begun.emit()

    def _rest(self) -> None:
        self._patience.stop()
        self._banner.clear()

    def _say_making(self) -> None:
        if self._patience.interval() == PATIENCE_MILLISECONDS:
            self._banner.notice(making_in_words(self._share))
            self._patience.start(STOP_MILLISECONDS - PATIENCE_MILLISECONDS)
        else:
            self._banner.notice(making_in_words(self._share), self.tr("Stop"), self.stop)
        self._said = self._banner.message

    def _on_share(self, done: float) -> None:
        """Say how far it is, where it was said at all; nobody has it read aloud each time."""
        self._share = done
        if self._said is not None and self._banner.message is self._said:
            self._banner.retell(lambda _before: making_in_words(done))

    def stop(self) -> None:
        """Make no more pages; nothing leaves."""
        if self._saving.busy:
            # Its answer is awaited: it may be that the file is there already.
            self._saving.cancel()
            return
        self.drop()
        self._on_save_failed(UserError(DocumentTrouble.STOPPED))

    def _passphrase(self, ask_first: AskFirst | None, place: Place | None = None) -> str | None:
        """None where the person changed their mind; empty where none is needed.

        The people of the sample vault are invented, and nobody knows its passphrase.
        """
        if ask_first is None or self._desk.vault.is_sample:
            return ""
        why = ask_first.of_paper
        if place is not None:
            why = " ".join([ask_first.of_file, *place.in_words()])
        return ask_passphrase(self._window, ask_first.title, self.tr("Your passphrase"), why)

    def _words_of(self, form: FileForm) -> tuple[str, str]:
        """The title of the question for a file, and what it may be."""
        return {
            ".pdf": (self.tr("Save as PDF"), self.tr("PDF files (*.pdf)")),
            ".md": (self.tr("Save as text"), self.tr("Plain text (*.md *.txt)")),
            ".csv": (self.tr("Save as a table"), self.tr("Tables (*.csv)")),
            ".ics": (self.tr("Save for a calendar"), self.tr("Calendars (*.ics)")),
            ".toml": (self.tr("Save a script as a file"), self.tr("Scripts (*.toml)")),
            ".json": (self.tr("Save for programs"), self.tr("Files for programs (*.json)")),
        }[form.endings[0]]


def pace_of(task: Task) -> Pace:
    """A job as what makes a document sees it."""
    return Pace(task.share, task.cancelled)


def making_in_words(share: float) -> str:
    """How far the pages are, from 0 to 1."""
    if not share:
        return QCoreApplication.translate("Leaving", "Making the pages…")
    words = QCoreApplication.translate("Leaving", "Making the pages: {percent} %")
    return words.format(percent=int(100 * share))


def _look_at_place(target: Path, form: FileForm, _task: Task) -> Place:
    """What is to be known of the place; refuses one as `require_place_for`."""
    with translating():
        require_place_for(form, target)
        return Place(target, look_around(target.parent), can_be_taken_out(target.parent))


def _made(vault: OpenVault, secret: str, make: Callable[[Task], bytes], task: Task) -> bytes:
    """WrongPassphraseError unless the passphrase is right, where one was asked for."""
    if secret:
        vault.ways.require(secret)
    return make(task)
