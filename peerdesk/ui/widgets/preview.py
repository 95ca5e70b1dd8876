"""The pages of a PDF as they will be printed, to look at, page through and zoom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from peerdesk.documents import raster
from peerdesk.ui.icons import icon
from peerdesk.ui.latest import Latest
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Jobs, Task

MARGIN = 12
"""Pixels around each page."""
ZOOM_STEPS = (25, 50, 75, 100, 125, 150, 200, 300)
"""Percent of the paper's own size on this screen."""
SETTLING_MILLISECONDS = 120
"""After a resize, before the pages are drawn anew."""
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to draw: so many dots an inch, or (0) as wide as `width` device pixels."""

    dots_per_inch: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every page, and at how many dots an inch."""

    pages: tuple[raster.PageImage, ...]
    dots_per_inch: int


class PdfPreview(QWidget):
    """Shows a PDF. Drawing happens in the background; the newest request wins."""

    drawn = Signal()
    """The pages that were asked for are on the screen."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._drawing: Latest[Drawn] = Latest(jobs)
        self.destroyed.connect(self._drawing.drop)
        self._pdf = b""
        self._percent: int | None = None
        self._shown_percent = 100
        self._sheets: list[QLabel] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self._draw)
        self.pages = _Pages()
        self.pages.turned.connect(self.turn)
        self.pages.resized.connect(self._on_resized)
        self.pages.verticalScrollBar().valueChanged.connect(self._say_page)
        self._place = muted("")
        self._zoom = muted("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tools())
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another document; the place in the pages stays."""
        self._pdf = pdf
        self._draw()

    def clear(self) -> None:
        """Show nothing, because there is nothing to print."""
        self._pdf = b""
        self._drawing.drop()
        self.pages.show_sheets([])
        self._sheets = []
        self._say_page()

    def stop(self) -> None:
        """Want no more drawing, because the window goes."""
        self._settling.stop()
        self._drawing.drop()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sheets)

    @property
    def current_page(self) -> int:
        """The page at the top of what is visible, from 0."""
        top = self.pages.verticalScrollBar().value() + self.pages.viewport().height() // 3
        above = [number for number, sheet in enumerate(self._sheets) if sheet.y() <= top]
        return max(above, default=0)

    @property
    def percent(self) -> int:
        """The zoom that is shown, in percent of the paper's own size."""
        return self._shown_percent

    def turn(self, step: int) -> None:
        """Go `step` pages on, or back."""
        if self._sheets:
            target = min(max(self.current_page + step, 0), len(self._sheets) - 1)
            self.pages.verticalScrollBar().setValue(self._sheets[target].y() - MARGIN)

    def turn_on(self) -> None:
        """Go to the next page."""
        self.turn(1)

    def turn_back(self) -> None:
        """Go to the page before."""
        self.turn(-1)

    def fit_width(self) -> None:
        """As wide as the window."""
        self._zoom_to(None)

    def real_size(self) -> None:
        """As large as on paper."""
        self._zoom_to(100)

    def zoom_in(self) -> None:
        """One step larger."""
        larger = [step for step in ZOOM_STEPS if step > self._shown_percent]
        self._zoom_to(larger[0] if larger else ZOOM_STEPS[-1])

    def zoom_out(self) -> None:
        """One step smaller."""
        smaller = [step for step in ZOOM_STEPS if step < self._shown_percent]
        self._zoom_to(smaller[-1] if smaller else ZOOM_STEPS[0])

    def _tools(self) -> QWidget:
        back = self._tool("chevron-up", self.tr("Page before (Ctrl+PgUp)"), self.turn_back)
        on = self._tool("chevron-down", self.tr("Next page (Ctrl+PgDown)"), self.turn_on)
        smaller = self._tool("zoom-out", self.tr("Smaller (Ctrl+-)"), self.zoom_out, "Ctrl+-")
        larger = self._tool("zoom-in", self.tr("Larger (Ctrl++)"), self.zoom_in, "Ctrl++")
        fit = button(self.tr("Fit &width"), self.fit_width, weight="quiet")
        real = button(self.tr("&100 %"), self.real_size, weight="quiet")
        for label in (self._place, self._zoom):
            label.setWordWrap(False)
        return row(back, self._place, on, None, smaller, self._zoom, larger, fit, real, spacing=4)

    def _tool(
        self, icon_name: str, tip: str, do: Callable[[], object], keys: str = ""
    ) -> QPushButton:
        made = button("", do, weight="quiet", tip=tip)
        made.setIcon(icon(icon_name))
        made.setFixedWidth(36)
        if keys:
            made.setShortcut(keys)
        return made

    def _zoom_to(self, percent: int | None) -> None:
        self._percent = percent
        self._draw()

    def _on_resized(self) -> None:
        if self._percent is None and self._pdf:
            self._settling.start()

    def _wanted(self) -> Wanted:
        ratio = self.devicePixelRatioF()
        if self._percent is None:
            return Wanted(width=round((self.pages.viewport().width() - 2 * MARGIN) * ratio))
        return Wanted(dots_per_inch=round(self.logicalDpiX() * ratio * self._percent / 100))

    def _draw(self) -> None:
        if self._pdf and self.isVisible():
            self._drawing.run(partial(_draw, self._pdf, self._wanted()), self._show, _never_fails)

    def _show(self, drawn: Drawn) -> None:
        ratio = self.devicePixelRatioF()
        self._shown_percent = round(100 * drawn.dots_per_inch / (self.logicalDpiX() * ratio))
        # The place within the document stays, whatever the size.
        bar = self.pages.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._sheets = [self._sheet(page, ratio) for page in drawn.pages]
        self.pages.show_sheets(self._sheets)
        bar.setValue(round(place * bar.maximum()))
        self._say_page()
        self.drawn.emit()

    def _sheet(self, page: raster.PageImage, ratio: float) -> QLabel:
        image = QImage(page.pixels, page.width, page.height, page.stride, _FORMAT)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        sheet = QLabel()
        sheet.setPixmap(pixmap)
        sheet.setFixedSize(QSize(round(page.width / ratio), round(page.height / ratio)))
        return sheet

    def _say_page(self) -> None:
        total = len(self._sheets)
        words = self.tr("Page {number} of {total}") if total else self.tr("No page")
        self._place.setText(words.format(number=self.current_page + 1, total=total))
        self._zoom.setText(self.tr("{percent} %").format(percent=self._shown_percent))
        for number, sheet in enumerate(self._sheets, start=1):
            name_control(
                sheet, self.tr("Page {number} of {total}").format(number=number, total=total)
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settling.start()


_FORMAT = QImage.Format.Format_RGB32


class _Pages(QScrollArea):
    """The pages below one another. `turned` carries how many pages to go on."""

    turned = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went would change the width that the pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        name_control(
            self,
            self.tr("Pages as they will be printed"),
            self.tr("Arrow keys scroll; Ctrl with Page Down or Page Up goes from page to page."),
        )

    def show_sheets(self, sheets: list[QLabel]) -> None:
        """Replace the pages."""
        holder = QWidget()
        holder.setObjectName("scrolled")
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        for sheet in sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(holder)
        holder.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page through; Home and End reach the ends."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.verticalScrollBar().maximum()}
        key = Qt.Key(event.key())
        if control and key in turns:
            self.turned.emit(turns[key])
        elif key in ends:
            self.verticalScrollBar().setValue(ends[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def _draw(pdf: bytes, wanted: Wanted, _task: Task) -> Drawn:
    dots = wanted.dots_per_inch
    if not dots:
        first = raster.page(pdf, 0, POINTS_PER_INCH)
        dots = max(POINTS_PER_INCH // 4, POINTS_PER_INCH * wanted.width // first.width)
    return Drawn(tuple(raster.pages(pdf, dots)), dots)


def _never_fails(error: PeerDeskError) -> None:
    """Drawing what PeerDesk itself made has no failure that a person could mend."""
    raise error
