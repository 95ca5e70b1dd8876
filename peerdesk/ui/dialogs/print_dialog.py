"""Which printer, which pages, how many, one side or both; and what a print queue keeps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from peerdesk.documents import raster
from peerdesk.domain.paper import Duplex
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.printing import way
from peerdesk.ui.printing.order import Printer, PrintOrder, QueueState, pages_named
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.bound_form import spin
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import FRAME
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.ui.widgets.layout import column as below_one_another
from peerdesk.ui.widgets.layout import row, scrolling
from peerdesk.ui.widgets.queue_note import QueueNote

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.ui.jobs import Jobs, Task

MOST_COPIES = 99


@dataclass(slots=True)
class Taken:
    """How many copies a printer took, known to the job before this thread hears of it."""

    copies: int = 0


class PrintDialog(Dialog):
    """Prints one PDF. `printed` carries the number of copies that a printer took."""

    printed = Signal(int)

    def __init__(
        self,
        pdf: bytes,
        jobs: Jobs,
        parent: QWidget,
        *,
        occasion: Occasion | None = None,
        duplex: Duplex = Duplex.ONE_SIDE,
        in_grey: bool = False,
    ) -> None:
        """`occasion` is what is printed, where its troubles need words of their own.

        `duplex` and `in_grey` are what the document is made for.
        """
        super().__init__(parent)
        self._occasion = occasion
        self._page_count = raster.page_count(pdf)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Print"))
        self.setMinimumWidth(440)
        self._pdf = pdf
        self._looking: Latest[tuple[Printer, ...]] = Latest(jobs)
        self._sending: Latest[int] = Latest(jobs)
        self._taken = Taken()
        self.banner = Banner()
        self._state = muted("")
        self._state.hide()
        self._choices = self._form(duplex, in_grey=in_grey)
        self.queue_note = QueueNote()
        self.queue_note.grown.connect(self._fit)
        self._content = below_one_another(
            self.banner, self._choices, self.queue_note, self._state, spacing=12
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(scrolling(self._content))
        self.print_button = button(
            self.tr("&Print"), self.send, icon_name="printer", weight="primary"
        )
        self.again_button = button(self.tr("&Look again"), self.look_for_printers)
        self.again_button.hide()
        self.close_button = button(self.tr("&Cancel"), self.reject)
        self._buttons = row(None, self.again_button, self.close_button, self.print_button)
        column.addWidget(self._buttons)
        self.print_button.setDefault(True)
        self._allow(printing_now=False)
        self.finished.connect(self._let_go)
        for awaited in (self._looking, self._sending):
            self.destroyed.connect(awaited.drop)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.printers.count():
            self.look_for_printers()

    def reject(self) -> None:
        """Not while the printer is given the document: what left the vault is always logged."""
        if not self._sending.busy:
            super().reject()

    def look_for_printers(self) -> None:
        """Ask the system for its printers, in the background."""
        self.banner.clear()
        self.again_button.hide()
        self._say(self.tr("Looking for printers…"))
        self._looking.run(_look, self._show_printers, self._explain)

    def send(self) -> None:
        """Print, and close when the printer took it."""
        self.banner.clear()
        try:
            order = self._order()
        except PeerDeskError as error:
            self._explain(error)
            self.pages.setFocus()
            return
        self._allow(printing_now=True)
        self._say(self.tr("Giving it to the printer…"))
        self._taken = Taken()
        work = partial(_send, self._pdf, order, self._taken)
        self._sending.run(work, self._on_sent, self._explain)

    def _order(self) -> PrintOrder:
        """What is chosen. UserError NO_SUCH_PAGES."""
        return PrintOrder(
            printer=str(self.printers.currentData()),
            copies=self.copies.value(),
            duplex=Duplex.LONG_EDGE if self.two_sided.isChecked() else Duplex.ONE_SIDE,
            pages=pages_named(self.pages.text(), self._page_count),
            in_grey=self.in_grey.isChecked(),
        )

    def _form(self, duplex: Duplex, *, in_grey: bool) -> QWidget:
        form = Form()
        self.printers = form.add(self.tr("P&rinter"), QComboBox())
        self.copies = form.add(self.tr("C&opies"), spin(1, MOST_COPIES))
        self.pages = QLineEdit()
        if self._page_count > 1:
            form.add(self.tr("Pag&es"), self.pages)
            all_of_them = self.tr("All {count}, or for example 1-2, 4")
            self.pages.setPlaceholderText(all_of_them.format(count=self._page_count))
        self.two_sided = QCheckBox(self.tr("On &both sides of the paper"))
        if self._page_count > 1:
            form.add_plain(self.two_sided)
            self.two_sided.setChecked(duplex is not Duplex.ONE_SIDE)
        self.in_grey = form.add_plain(QCheckBox(self.tr("In gre&y, without colours")))
        self.in_grey.setChecked(in_grey)
        return form

    def _show_printers(self, found: tuple[Printer, ...]) -> None:
        self.printers.clear()
        for printer in found:
            self.printers.addItem(self._printer_words(printer), printer.name)
        ready = (place for place, each in enumerate(found) if each.state is QueueState.READY)
        self.printers.setCurrentIndex(next(ready, 0))
        self._allow(printing_now=False)
        self._say("")
        self.print_button.setFocus()

    def _printer_words(self, printer: Printer) -> str:
        words = "{name}"
        if printer.state is QueueState.PAUSED:
            words = self.tr("{name} (paused)")
        elif printer.state is QueueState.CLOSED:
            words = self.tr("{name} (takes nothing)")
        elif printer.is_usual:
            words = self.tr("{name} (usual)")
        return words.format(name=printer.name)

    @property
    def taken_untold(self) -> int:
        """Copies that a printer took before a lock ended the job that gave them to it."""
        return self._taken.copies if self._sending.busy else 0

    def _on_sent(self, copies: int) -> None:
        self.printed.emit(copies)
        self.accept()

    def _explain(self, error: PeerDeskError) -> None:
        self._allow(printing_now=False)
        self._say("")
        self.again_button.setVisible(not self.printers.count())
        self.banner.warn(words_on(self._occasion, error))
        self._fit()

    def _allow(self, *, printing_now: bool) -> None:
        self._choices.setVisible(bool(self.printers.count()))
        ready = bool(self.printers.count()) and not printing_now
        self.print_button.setEnabled(ready)
        self._choices.setEnabled(ready)
        self.close_button.setEnabled(not printing_now)

    def _say(self, state: str) -> None:
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need, and no higher than the screen; then they scroll.

        A window does not follow wrapped text by itself.
        """
        frame, content = self.layout(), self._content.layout()
        if frame is None or content is None:
            return
        content.activate()
        frame.activate()
        margins = frame.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        high = content.totalHeightForWidth(wide) + self._buttons.sizeHint().height()
        high += margins.top() + margins.bottom() + frame.spacing()
        room = self.screen().availableSize() - QSize(0, FRAME)
        self.resize(QSize(self.width(), high).boundedTo(room))

    def _let_go(self) -> None:
        """What still runs may end, but has nobody to tell."""
        self._looking.drop()
        self._sending.drop()


def _look(_task: Task) -> tuple[Printer, ...]:
    return way.printers()


def _send(pdf: bytes, order: PrintOrder, taken: Taken, _task: Task) -> int:
    way.send(pdf, order)
    taken.copies = order.copies
    return order.copies
