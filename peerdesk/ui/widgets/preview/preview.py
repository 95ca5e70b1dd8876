"""Pages with their tools: turning, zooming, and drawing what comes into sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from peerdesk.ui.latest import Latest
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.preview.drawing import Fit, Looked, Room, Wanted, draw, look
from peerdesk.ui.widgets.preview.pages import MARGIN, Pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from peerdesk.documents.raster import PageImage
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Jobs

ZOOM_STEPS = (25, 50, 75, 100, 125, 150, 200, 300)
"""Percent of the paper's own size on this screen."""
SETTLING_MILLISECONDS = 120
"""After a resize, before the pages are drawn anew."""
SCROLLING_MILLISECONDS = 15
"""After a turn, before the pages that came into sight are drawn."""


class PdfPreview(QWidget):
    """Shows a PDF. Drawing happens in the background; the newest request wins."""

    drawn = Signal()
    """The pages that were asked for are on the screen."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._looking: Latest[Looked] = Latest(jobs)
        self._drawing: Latest[dict[int, PageImage]] = Latest(jobs)
        for awaited in (self._looking, self._drawing):
            self.destroyed.connect(awaited.drop)
        self._pdf = b""
        self._fit: Fit | None = Fit.WIDTH
        self._percent = 100
        self._dots = 0
        self._settling = self._timer(SETTLING_MILLISECONDS, self._look)
        self._scrolling = self._timer(SCROLLING_MILLISECONDS, self._draw_missing)
        self.pages = Pages()
        self.pages.turned.connect(self.turn)
        self.pages.resized.connect(self._on_resized)
        self.pages.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._place = muted("")
        self.zoom = QComboBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tools())
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another document; the place in the pages stays."""
        self._pdf = pdf
        self._look()

    def clear(self) -> None:
        """Show nothing, because there is nothing to print."""
        self._pdf = b""
        self.stop()
        self.pages.lay_out((), 1.0)
        self._say_place()

    def stop(self) -> None:
        """Want no more drawing, because the window goes."""
        self._settling.stop()
        self._scrolling.stop()
        self._looking.drop()
        self._drawing.drop()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self.pages.count

    @property
    def current_page(self) -> int:
        """The page at the top of what is visible, from 0."""
        return self.pages.current

    @property
    def percent(self) -> int:
        """The zoom that is shown, in percent of the paper's own size."""
        return self._percent

    def turn(self, step: int) -> None:
        """Go `step` pages on, or back."""
        self.pages.go_to(self.current_page + step)

    def turn_on(self) -> None:
        """Go to the next page."""
        self.turn(1)

    def turn_back(self) -> None:
        """Go to the page before."""
        self.turn(-1)

    def zoom_in(self) -> None:
        """One step larger."""
        larger = [step for step in ZOOM_STEPS if step > self._percent]
        self._zoom_to(larger[0] if larger else ZOOM_STEPS[-1])

    def zoom_out(self) -> None:
        """One step smaller."""
        smaller = [step for step in ZOOM_STEPS if step < self._percent]
        self._zoom_to(smaller[-1] if smaller else ZOOM_STEPS[0])

    def _timer(self, milliseconds: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer

    def _tools(self) -> QWidget:
        back = self._tool("chevron-up", self.tr("Page before (Ctrl+PgUp)"), self.turn_back)
        on = self._tool("chevron-down", self.tr("Next page (Ctrl+PgDown)"), self.turn_on)
        smaller = self._tool("zoom-out", self.tr("Smaller (Ctrl+-)"), self.zoom_out, "Ctrl+-")
        larger = self._tool("zoom-in", self.tr("Larger (Ctrl++)"), self.zoom_in, "Ctrl++")
        self._place.setWordWrap(False)
        self.zoom.addItem(self.tr("Fit width"), Fit.WIDTH)
        self.zoom.addItem(self.tr("Whole page"), Fit.PAGE)
        for step in ZOOM_STEPS:
            self.zoom.addItem(self.tr("{percent} %").format(percent=step), step)
        name_control(self.zoom, self.tr("Zoom"))
        self.zoom.activated.connect(self._on_zoom_chosen)
        return row(back, self._place, on, None, smaller, self.zoom, larger, spacing=4)

    def _tool(
        self, icon_name: str, tip: str, do: Callable[[], object], keys: str = ""
    ) -> QPushButton:
        made = only_picture(button("", do, weight="quiet", tip=tip), icon_name)
        if keys:
            made.setShortcut(keys)
        return made

    def _on_zoom_chosen(self, place: int) -> None:
        chosen = self.zoom.itemData(place)
        if isinstance(chosen, Fit):
            self._fit = chosen
            self._look()
        else:
            self._zoom_to(chosen)

    def _zoom_to(self, percent: int) -> None:
        self._fit, self._percent = None, percent
        self._look()

    def _on_resized(self) -> None:
        if self._fit is not None and self._pdf:
            self._settling.start()

    def _on_scrolled(self) -> None:
        self._say_place()
        self._scrolling.start()

    def _room(self) -> Room:
        ratio = self.devicePixelRatioF()
        width = round((self.pages.viewport().width() - 2 * MARGIN) * ratio)
        height = round((self.pages.viewport().height() - 2 * MARGIN) * ratio)
        if self._fit is not None:
            return Room(width, height, self._fit)
        return Room(width, height, dots=round(self.logicalDpiX() * ratio * self._percent / 100))

    def _look(self) -> None:
        if self._pdf and self.isVisible():
            self._drawing.drop()
            wanted = Wanted(self._pdf, self._room(), self.current_page)
            self._looking.run(partial(look, wanted), self._show, _never_fails)

    def _show(self, looked: Looked) -> None:
        ratio = self.devicePixelRatioF()
        self._dots = looked.dots
        if self._fit is not None:
            self._percent = round(100 * looked.dots / (self.logicalDpiX() * ratio))
        self.pages.lay_out(looked.sizes, ratio)
        self.pages.forget_images()
        self.pages.show_images(looked.images)
        self._say_place()
        self.drawn.emit()
        self._scrolling.start()

    def _draw_missing(self) -> None:
        missing = self.pages.missing
        if missing and self._pdf and not self._looking.busy:
            work = partial(draw, self._pdf, missing, self._dots)
            self._drawing.run(work, self._on_drawn, _never_fails)

    def _on_drawn(self, images: dict[int, PageImage]) -> None:
        self.pages.show_images(images)
        self._scrolling.start()

    def _say_place(self) -> None:
        total = self.page_count
        words = self.tr("Page {number} of {total}") if total else self.tr("No page")
        self._place.setText(words.format(number=self.current_page + 1, total=total))
        self.zoom.setCurrentIndex(self.zoom.findData(self._fit or self._percent))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settling.start()


def _never_fails(error: PeerDeskError) -> None:
    """Drawing what PeerDesk itself made has no failure that a person could mend."""
    raise error
