"""Printing on Windows, which has no CUPS: each page is painted as a picture, in memory only.

Written against the documentation of Qt and NOT YET RUN on Windows. Nothing but the package's own
two functions imports it, and only there.
"""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from peerdesk.documents import raster
from peerdesk.domain.paper import Duplex, PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.printing.order import JOB_TITLE, Printer, PrintOrder, QueueState, Sheets
from peerdesk.ui.printing.sheets import sheets_of
from peerdesk.ui.printing.troubles import PrintTrouble

DOTS_PER_INCH = 300
"""Sharp enough for letters of 12 points, and 35 MB for a page of A4 in memory."""

_PAPER = {
    PaperSize.A4: QPageSize.PageSizeId.A4,
    PaperSize.LETTER: QPageSize.PageSizeId.Letter,
    PaperSize.A3: QPageSize.PageSizeId.A3,
    PaperSize.TABLOID: QPageSize.PageSizeId.Tabloid,
}
# Windows calls a printer that is paused or waits for paper "aborted" and one that is broken
# "error" (doc.qt.io, QPrinterInfo::state).
_NOT_READY = {QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error}


def printers() -> tuple[Printer, ...]:
    """Every printer, the usual one first. UserError NO_PRINTER."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        raise UserError(PrintTrouble.NO_PRINTER)
    ordered = sorted(names, key=str.casefold)
    found = [Printer(name, is_usual=name == usual, state=_state(name)) for name in ordered]
    return (
        *(printer for printer in found if printer.is_usual),
        *(printer for printer in found if not printer.is_usual),
    )


def send(pdf: bytes, order: PrintOrder) -> None:
    """Paint the wanted pages on the printer. UserError PRINTER_GONE, QUEUE_PAUSED, REFUSED."""
    if QPrinterInfo.printerInfo(order.printer).isNull():
        raise UserError(PrintTrouble.PRINTER_GONE, printer=order.printer)
    if _state(order.printer) is not QueueState.READY:
        raise UserError(PrintTrouble.QUEUE_PAUSED, printer=order.printer, said="")
    printer = _printer(order, sheets_of(pdf))
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(PrintTrouble.REFUSED, said="")
    try:
        for place, index in enumerate(_wanted(order, raster.page_count(pdf))):
            if place and not printer.newPage():
                printer.abort()
                raise UserError(PrintTrouble.REFUSED, said="")
            _paint(painter, printer, raster.page(pdf, index, DOTS_PER_INCH))
    finally:
        painter.end()


def _state(name: str) -> QueueState:
    not_ready = QPrinterInfo.printerInfo(name).state() in _NOT_READY
    return QueueState.PAUSED if not_ready else QueueState.READY


def _wanted(order: PrintOrder, page_count: int) -> list[int]:
    """The pages to paint, counted from 0."""
    if not order.pages:
        return list(range(page_count))
    return [index for pages in order.pages for index in range(pages.first - 1, pages.last)]


def _printer(order: PrintOrder, sheets: Sheets) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(order.printer)
    printer.setDocName(JOB_TITLE)
    printer.setCopyCount(order.copies)
    printer.setCollateCopies(True)
    printer.setDuplex(_duplex(order.duplex, sheets))
    if order.in_grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    # The margins are part of the document, so the whole sheet is painted on.
    printer.setFullPage(True)
    if sheets.paper is not None:
        wide, upright = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
        size = QPageSize(_PAPER[sheets.paper])
        layout = QPageLayout(size, wide if sheets.is_wide else upright, QMarginsF())
        printer.setPageLayout(layout)
    return printer


def _duplex(duplex: Duplex, sheets: Sheets) -> QPrinter.DuplexMode:
    if duplex is Duplex.ONE_SIDE:
        return QPrinter.DuplexMode.DuplexNone
    if sheets.is_wide:
        return QPrinter.DuplexMode.DuplexShortSide
    return QPrinter.DuplexMode.DuplexLongSide


def _paint(painter: QPainter, printer: QPrinter, drawn: raster.PageImage) -> None:
    picture = QImage(
        drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
    )
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    painter.drawImage(QRect(0, 0, round(sheet.width()), round(sheet.height())), picture)
