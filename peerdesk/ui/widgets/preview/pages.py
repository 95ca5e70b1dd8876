"""The pages below one another, each in its own place before it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerdesk.documents.raster import PageImage

MARGIN = 12
"""Pixels around each page."""
KEPT_AROUND = 6
"""Pages before and after those in sight that stay drawn; one takes some 5 MB."""


class Pages(QScrollArea):
    """Sheets of paper. `turned` carries how many pages to go on."""

    turned = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[QLabel] = []
        self._sizes: tuple[tuple[int, int], ...] = ()
        self._ratio = 1.0
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went would change the width that the pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        name_control(
            self,
            self.tr("Pages as they will be printed"),
            self.tr("Arrow keys scroll; Ctrl with Page Down or Page Up goes from page to page."),
        )

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    @property
    def current(self) -> int:
        """The page at the top of what is visible, from 0."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        above = [number for number, sheet in enumerate(self._sheets) if sheet.y() <= top]
        return max(above, default=0)

    @property
    def missing(self) -> list[int]:
        """The pages in sight, and the next one, that are not drawn yet."""
        seen = self._in_sight()
        wanted = [*seen, *([seen[-1] + 1] if seen and seen[-1] + 1 < self.count else [])]
        return [number for number in wanted if self._sheets[number].pixmap().isNull()]

    def lay_out(self, sizes: tuple[tuple[int, int], ...], ratio: float) -> None:
        """Make room for other pages, of these sizes in device pixels; the place in them stays."""
        if sizes == self._sizes and ratio == self._ratio:
            return
        bar = self.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._sizes, self._ratio = sizes, ratio
        self._sheets = [self._sheet(width, height) for width, height in sizes]
        self._name_sheets()
        holder = QWidget()
        holder.setObjectName("scrolled")
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        for sheet in self._sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(holder)
        holder.adjustSize()
        column.activate()
        bar.setValue(round(place * bar.maximum()))

    def show_images(self, images: Mapping[int, PageImage]) -> None:
        """Put drawn pages into their places, and let go of those far from what is in sight."""
        for number, image in images.items():
            if number < self.count:
                self._sheets[number].setPixmap(self._pixmap(image))
        seen = self._in_sight()
        if seen:
            for number, sheet in enumerate(self._sheets):
                if not seen[0] - KEPT_AROUND <= number <= seen[-1] + KEPT_AROUND:
                    sheet.clear()

    def forget_images(self) -> None:
        """Show blank paper: what was drawn is not what will be printed any more."""
        for sheet in self._sheets:
            sheet.clear()

    def go_to(self, number: int) -> None:
        """Bring the top of a page into sight; the nearest one there is."""
        if self._sheets:
            target = self._sheets[min(max(number, 0), self.count - 1)]
            self.verticalScrollBar().setValue(target.y() - MARGIN)

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

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            number
            for number, sheet in enumerate(self._sheets)
            if sheet.y() < bottom and sheet.y() + sheet.height() > top
        ]

    def _sheet(self, width: int, height: int) -> QLabel:
        sheet = QLabel()
        sheet.setObjectName("paper")
        sheet.setFixedSize(QSize(round(width / self._ratio), round(height / self._ratio)))
        return sheet

    def _name_sheets(self) -> None:
        words = self.tr("Page {number} of {total}")
        for number, sheet in enumerate(self._sheets, start=1):
            name_control(sheet, words.format(number=number, total=self.count))

    def _pixmap(self, page: PageImage) -> QPixmap:
        form = QImage.Format.Format_RGB32
        pixmap = QPixmap.fromImage(QImage(page.pixels, page.width, page.height, page.stride, form))
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap
