"""The handout window: what will be printed, exactly as it will be, and the ways to paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from peerdesk.desk.paper_file import save_paper
from peerdesk.documents.typeface import unprintable
from peerdesk.domain.handouts import NO_GROUP, HandoutChoice, HandoutKind
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.errors import PeerDeskError
from peerdesk.handouts.listed import handout_of
from peerdesk.ui.clock import Clock, SystemClock
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.handouts import remark_in_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.ui.widgets.layout import scrolling
from peerdesk.ui.widgets.preview import PdfPreview
from peerdesk.vault.troubles import told_of_system

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.handouts.handout import Prepared
    from peerdesk.ui.dialogs.print_dialog import PrintDialog
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

USUAL_SIZE = QSize(1040, 660)
SIDE_WIDTH = 290


@dataclass(frozen=True, slots=True)
class Setting:
    """How a sheet was set last, so that the next one begins there."""

    paper: PaperSize
    print_size: PrintSize = PrintSize.STANDARD


@dataclass(frozen=True, slots=True)
class Made:
    """A finished sheet and the characters of it that no typeface has."""

    prepared: Prepared
    pdf: bytes
    missing: tuple[str, ...]


class HandoutDialog(QDialog):
    """Shows a script version as a sheet for a group; prints it, or saves it as a PDF file."""

    setting_left = Signal(object)
    """Carries the Setting that was chosen last, when the window closes."""

    def __init__(
        self,
        context: PageContext,
        version_id: int,
        parent: QWidget,
        *,
        setting: Setting | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Handout"))
        self.setSizeGripEnabled(True)
        self._context = context
        self._desk = context.desk
        self._clock = clock or SystemClock()
        self._making: Latest[Made] = Latest(context.jobs)
        self._saving: Latest[Path] = Latest(context.jobs)
        for awaited in (self._making, self._saving):
            self.destroyed.connect(awaited.drop)
        self._made: Made | None = None
        self.preview = PdfPreview(context.jobs)
        self.banner = Banner()
        self._build()
        self._fill(version_id, setting or usual_setting())
        self.finished.connect(self._let_go)

    @property
    def setting(self) -> Setting:
        """The paper and the print size that are chosen."""
        # Qt hands an enum of strings back as a plain string.
        return Setting(
            PaperSize(self.paper.currentData()), PrintSize(self.print_size.currentData())
        )

    @property
    def pdf(self) -> bytes | None:
        """The sheet as chosen, or None while it is being made or where there is none."""
        return self._made.pdf if self._made is not None else None

    @property
    def _subject(self) -> str:
        return self._made.prepared.subject if self._made is not None else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)
            self.preview.setFocus()

    def reject(self) -> None:
        """Not while a file is being written: what left the vault is always logged."""
        if not self._saving.busy:
            super().reject()

    def print_sheet(self) -> PrintDialog | None:
        """Choose a printer and print."""
        from peerdesk.ui.dialogs.print_dialog import PrintDialog  # noqa: PLC0415 - rarely opened

        if self._made is None:
            return None
        dialog = PrintDialog(self._made.pdf, self._context.jobs, self)
        dialog.printed.connect(self._on_printed)
        dialog.open()
        return dialog

    def save(self) -> None:
        """Ask for a file name and save there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # The name tells of no group: file managers and recent-file lists show it to everyone.
        proposed = Path(folder) / self.tr("Ground rules.pdf")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), str(proposed), self.tr("PDF files (*.pdf)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the sheet to a file, in the background; say where it is and who can read it."""
        if self._made is None:
            return
        target = path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self.banner.clear()
        self._allow(paper=False)
        work = partial(_write, target, self._made.pdf)
        self._saving.run(work, self._on_saved, self._on_save_failed)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.banner)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        side = scrolling(self._side())
        side.setFixedWidth(max(SIDE_WIDTH, 24 * self.fontMetrics().averageCharWidth() + 90))
        halves.addWidget(side)
        halves.addWidget(self.preview, 1)
        outer.addLayout(halves, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        form = Form()
        self.group = form.add(self.tr("Gro&up"), narrow(QComboBox()))
        self.script = form.add(self.tr("Sc&ript"), narrow(QComboBox()))
        self.version = form.add(self.tr("V&ersion"), QComboBox())
        self.paper = form.add(self.tr("Pa&per"), QComboBox())
        self.print_size = form.add(self.tr("Print si&ze"), QComboBox())
        column.addWidget(form)
        self.notes = muted("")
        column.addWidget(self.notes)
        column.addStretch(1)
        self.print_button = button(
            self.tr("&Print…"), self.print_sheet, icon_name="printer", weight="primary"
        )
        self.print_button.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self.save_button = button(self.tr("&Save as PDF…"), self.save, icon_name="save")
        self.close_button = button(self.tr("&Close"), self.reject)
        for control in (self.print_button, self.save_button, self.close_button):
            control.setAutoDefault(False)
            column.addWidget(control)
        return side

    def _fill(self, version_id: int, setting: Setting) -> None:
        shown = self._desk.scripts.version(version_id)
        self.group.addItem(self.tr("No group in particular"), NO_GROUP)
        for group in self._desk.groups.all():
            self.group.addItem(group.name, group.id)
            in_force = self._desk.agreements.in_force(group.id)
            if in_force is not None and in_force.version.id == version_id:
                self.group.setCurrentIndex(self.group.count() - 1)
        for script in self._desk.scripts.all():
            self.script.addItem(script.title, script.id)
        self.script.setCurrentIndex(self.script.findData(shown.script_id))
        self._fill_versions()
        self.version.setCurrentIndex(self.version.findData(version_id))
        self.paper.addItem(self.tr("A4"), PaperSize.A4)
        self.paper.addItem(self.tr("Letter"), PaperSize.LETTER)
        self.paper.setCurrentIndex(self.paper.findData(setting.paper))
        self.print_size.addItem(self.tr("Standard, 14 point"), PrintSize.STANDARD)
        self.print_size.addItem(self.tr("Large, 18 point"), PrintSize.LARGE)
        self.print_size.addItem(self.tr("Giant, 24 point"), PrintSize.GIANT)
        self.print_size.setCurrentIndex(self.print_size.findData(setting.print_size))
        self.script.currentIndexChanged.connect(self._fill_versions)
        for choice in (self.group, self.version, self.paper, self.print_size):
            choice.currentIndexChanged.connect(self._renew)
        self._renew()

    def _fill_versions(self) -> None:
        self.version.clear()
        for version in self._desk.scripts.versions(self.script.currentData()):
            words = self.tr("Version {number}").format(number=version.number)
            self.version.addItem(words, version.id)
        self.version.setEnabled(self.version.count() > 1)

    def _renew(self) -> None:
        """Make the sheet anew from what is chosen."""
        version_id = self.version.currentData()
        if version_id is None:  # the list of versions is just being changed
            return
        self._allow(paper=False)
        self._made = None
        setting = self.setting
        choice = HandoutChoice(
            kind=HandoutKind.RULES,
            group_id=self.group.currentData(),
            version_id=version_id,
            paper=setting.paper,
            print_size=setting.print_size,
        )
        try:
            prepared = handout_of(choice.kind).prepared(self._desk, choice, self._clock.now())
        except PeerDeskError as error:
            self._on_failed(error)
            return
        self.notes.setText("\n\n".join(remark_in_words(each) for each in prepared.remarks))
        self._making.run(partial(_make, prepared), self._on_made, self._on_failed)

    def _on_made(self, made: Made) -> None:
        self._made = made
        self.banner.clear()
        if made.missing:
            self.banner.warn(
                self.tr(
                    "No typeface here has these characters: {characters}. On paper each is a "
                    "question mark in a box."
                ).format(characters=" ".join(made.missing))
            )
        self.preview.show_pdf(made.pdf)
        self._allow(paper=True)

    def _on_failed(self, error: PeerDeskError) -> None:
        self._making.drop()
        self.preview.clear()
        self._allow(paper=False)
        self.banner.explain(error)

    def _on_saved(self, path: Path) -> None:
        self._desk.note_in_log(LogKind.SAVED_PDF, self._subject, 1)
        self._allow(paper=True)
        self.save_button.setFocus()
        self.banner.notice(
            self.tr(
                "Saved as “{file}” in {folder}. This file is not encrypted: anyone who gets it can "
                "read it."
            ).format(file=path.name, folder=path.parent)
        )

    def _on_save_failed(self, error: PeerDeskError) -> None:
        self._allow(paper=True)
        # Switched off while it was saving, it lost the keyboard; trying again is what comes next.
        self.save_button.setFocus()
        self.banner.explain(error)

    def _on_printed(self, copies: int) -> None:
        self._desk.note_in_log(LogKind.PRINTED, self._subject, copies)
        self.banner.good(
            self.tr("The printer has it. Take every sheet with you.")
            if copies == 1
            else self.tr("The printer has it, {copies} copies. Take every sheet with you.").format(
                copies=copies
            )
        )

    def _allow(self, *, paper: bool) -> None:
        for control in (self.print_button, self.save_button):
            control.setEnabled(paper)

    def _let_go(self) -> None:
        self.setting_left.emit(self.setting)
        self._making.drop()
        self.preview.stop()


def usual_setting() -> Setting:
    """The paper of this part of the world, at the standard size."""
    imperial = QLocale.MeasurementSystem.ImperialUSSystem
    is_imperial = QLocale.system().measurementSystem() is imperial
    return Setting(PaperSize.LETTER if is_imperial else PaperSize.A4)


def _make(prepared: Prepared, _task: Task) -> Made:
    return Made(prepared, prepared.render(), unprintable("\n".join(prepared.texts)))


def _write(path: Path, pdf: bytes, _task: Task) -> Path:
    try:
        save_paper(path, pdf)
    except OSError as failure:
        raise told_of_system(failure) from failure
    return path
