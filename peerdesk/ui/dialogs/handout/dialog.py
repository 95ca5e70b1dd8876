"""The window itself: what is chosen at the left, the pages that will print at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.paper import Ink, PaperSize
from peerdesk.errors import PeerDeskError
from peerdesk.ui.clock import Clock, SystemClock
from peerdesk.ui.dialogs.handout.choosing import Choosing
from peerdesk.ui.dialogs.handout.fields import Fields
from peerdesk.ui.dialogs.handout.making import Made, load_handouts, make
from peerdesk.ui.dialogs.handout.making_line import MakingLine
from peerdesk.ui.latest import Latest
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing
from peerdesk.ui.messages.handouts import remark_in_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.calm_note import CalmNote
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.layout import column, scrolling
from peerdesk.ui.widgets.names_note import NamesNote
from peerdesk.ui.widgets.preview import PdfPreview

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from peerdesk.handouts.handout import Handout
    from peerdesk.ui.handing_out import HandoutRequest
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

USUAL_SIZE = QSize(1120, 700)
SIDE_WIDTH = 300


class HandoutDialog(Dialog):
    """Shows a handout for a group; prints it, or saves it as a PDF file."""

    not_kept = Signal(object)
    """Carries the error that kept the choice from being remembered."""

    def __init__(
        self,
        context: PageContext,
        request: HandoutRequest,
        parent: QWidget,
        *,
        paper: PaperSize | None = None,
        clock: Clock | None = None,
    ) -> None:
        """`paper` is the usual one; that of this part of the world where it is not given."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Handouts"))
        self.setSizeGripEnabled(True)
        self._desk = context.desk
        self._clock = clock or SystemClock()
        self._request = request
        self._usual_paper = paper or usual_paper()
        self._choosing: Choosing | None = None
        self._made: Made | None = None
        self._touched = False
        self._is_stopped = False
        self._loading: Latest[tuple[Handout, ...]] = Latest(context.jobs)
        self._making: Latest[Made] = Latest(context.jobs)
        for awaited in (self._loading, self._making):
            self.destroyed.connect(awaited.drop)
        self.banner = Banner()
        self.preview = PdfPreview(context.jobs)
        self.fields = Fields()
        self.fields.chosen.connect(self._on_chosen)
        self.leaving = Leaving(context, self, self.banner)
        self.leaving.begun.connect(self._on_leaving)
        self.leaving.ended.connect(self._on_ended)
        self.leaving.left.connect(self._on_left)
        self.under_way = MakingLine()
        self.under_way.stop_wanted.connect(self.stop)
        self._build()
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self.show_help)
        # Not the button's own, which would take its letter away.
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_button.click)
        self._allow(paper=False)
        self.finished.connect(self._let_go)

    @property
    def choosing(self) -> Choosing | None:
        """What is chosen, or None for the moment that it takes to load what draws handouts."""
        return self._choosing

    @property
    def pdf(self) -> bytes | None:
        """The handout as chosen, or None while it is being made or where there is none."""
        return self._made.pdf if self._made is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)
            self.preview.setFocus()
            if self._choosing is None:
                self._load()

    def reject(self) -> None:
        """Not while a file is being written: what left the vault is always logged."""
        if not self.leaving.writing:
            super().reject()

    def print_sheet(self) -> None:
        """Choose a printer and print."""
        if self._made is not None:
            self._pressed = self.print_button
            self.leaving.print(self._outgoing(self._made))

    def save(self) -> None:
        """Ask for a file name and save there."""
        if self._made is not None:
            self._pressed = self.save_button
            self.leaving.save(self._outgoing(self._made))

    def save_to(self, path: Path) -> None:
        """Save into a file that is known already."""
        if self._made is not None:
            self.leaving.save_to(path, self._outgoing(self._made))

    def stop(self) -> None:
        """Make no more pages of what is chosen."""
        self._loading.drop()
        self._making.drop()
        self._is_stopped = True
        self._show_nothing()
        self.banner.notice(
            self.tr(
                "Stopped. These pages were not made, and nothing has left the vault. Choose "
                "something shorter, or have them made after all."
            ),
            self.tr("Make the pages"),
            self._make_after_all,
        )
        # What had the keyboard is gone.
        self.preview.setFocus()

    def show_help(self) -> None:
        """F1: what there is to know about handouts."""
        from peerdesk.ui.dialogs.help import HelpDialog  # noqa: PLC0415 - rarely opened

        HelpDialog("handouts", self).open()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.banner)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(self._side())
        self.names_note = NamesNote(is_sample=self._desk.vault.is_sample)
        self.notes = CalmNote()
        halves.addWidget(column(self.names_note, self.notes, self.preview), 1)
        outer.addLayout(halves, 1)

    def _side(self) -> QWidget:
        content = QWidget()
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, 8, 0)
        fields.setSpacing(12)
        fields.addWidget(self.fields)
        fields.addStretch(1)
        self.print_button = button(
            self.tr("&Print…"), self.print_sheet, icon_name="printer", weight="primary"
        )
        self.save_button = button(self.tr("&Save as PDF…"), self.save, icon_name="save")
        self.close_button = button(self.tr("&Close"), self.reject)
        self._pressed = self.save_button
        for control in (self.print_button, self.save_button, self.close_button):
            control.setAutoDefault(False)
        # The ways out stay in sight, however many fields there are above them.
        buttons = (self.under_way, self.print_button, self.save_button, self.close_button)
        side = column(scrolling(content), *buttons)
        side.setFixedWidth(max(SIDE_WIDTH, 24 * self.fontMetrics().averageCharWidth() + 100))
        return side

    def _load(self) -> None:
        self.under_way.begin()
        self._loading.run(load_handouts, self._on_loaded, self._on_failed)

    def _make_after_all(self) -> None:
        self.preview.setFocus()
        if self._choosing is None:
            self._load()
        self._renew()

    def _on_loaded(self, handouts: tuple[Handout, ...]) -> None:
        self.fields.once_made(partial(self._begin, handouts))

    def _begin(self, handouts: tuple[Handout, ...]) -> None:
        try:
            self._choosing = Choosing(
                self._desk, handouts, self._request, self._usual_paper, self._clock.now()
            )
        except PeerDeskError as error:
            self._on_failed(error)
            return
        self.fields.show_choice(self._choosing)
        self._renew()

    def _on_chosen(self) -> None:
        self._touched = True
        self._renew()

    def _renew(self) -> None:
        """Make the pages anew from what is chosen."""
        if self._is_stopped:
            self._is_stopped = False
            self.banner.clear()
        if self._choosing is None:
            return
        self._allow(paper=False)
        self._made = None
        self.under_way.begin()
        try:
            prepared = self._choosing.prepared()
        except PeerDeskError as error:
            self._on_failed(error)
            return
        work = partial(make, prepared)
        self._making.run(work, self._on_made, self._on_failed, self.under_way.tell)

    def _on_made(self, made: Made) -> None:
        self._made = made
        self.under_way.end()
        self.banner.clear()
        if made.missing:
            self.banner.warn(
                self.tr(
                    "No typeface here has these characters: {characters}. On paper each is a "
                    "question mark in a box."
                ).format(characters=" ".join(made.missing))
            )
        self.notes.say("\n".join(remark_in_words(each) for each in made.prepared.remarks))
        self.names_note.show_where(people_are_named=made.prepared.holds_names)
        self.preview.show_pdf(made.pdf)
        self._allow(paper=True)

    def _on_failed(self, error: PeerDeskError) -> None:
        self._making.drop()
        self._show_nothing()
        self.banner.explain(error)

    def _show_nothing(self) -> None:
        self.under_way.end()
        self.preview.clear()
        self.notes.say("")
        self.names_note.show_where(people_are_named=False)
        self._allow(paper=False)

    def _on_leaving(self) -> None:
        self._allow(paper=False)
        self.fields.setEnabled(False)

    def _on_ended(self) -> None:
        self.fields.setEnabled(True)
        self._allow(paper=self._made is not None)
        # Switched off meanwhile, it lost the keyboard; trying again is what comes next.
        self._pressed.setFocus()

    def _outgoing(self, made: Made) -> Outgoing:
        ask_first = AskFirst(
            self.tr("This paper names people"),
            of_paper=self.tr("Whoever has the paper can read who comes here."),
            of_file=self.tr("The file is not encrypted: whoever has it can read who comes here."),
        )
        return Outgoing(
            # Neither group nor person: file managers and recent-file lists show it to everyone.
            stem=made.prepared.stem,
            lines=(LogLine(made.prepared.subject),),
            make=partial(_as_made, made.pdf),
            ask_first=ask_first if made.prepared.holds_names else None,
            duplex=made.prepared.duplex,
            in_grey=made.prepared.choice.ink is Ink.GREY,
        )

    def _on_left(self) -> None:
        self._touched = True

    def _allow(self, *, paper: bool) -> None:
        for control in (self.print_button, self.save_button):
            control.setEnabled(paper)

    def _let_go(self) -> None:
        self.under_way.end()
        self._loading.drop()
        self._making.drop()
        self.leaving.drop()
        self.preview.stop()
        if self._choosing is None or not self._touched or self._desk.vault.is_closed:
            return
        try:
            self._desk.handout_choices.keep(self._choosing.choice)
        except PeerDeskError as error:
            self.not_kept.emit(error)


def _as_made(pdf: bytes, _task: Task) -> bytes:
    """What is shown is what leaves."""
    return pdf


def usual_paper() -> PaperSize:
    """The paper of this part of the world."""
    imperial = QLocale.MeasurementSystem.ImperialUSSystem
    is_imperial = QLocale.system().measurementSystem() is imperial
    return PaperSize.LETTER if is_imperial else PaperSize.A4
