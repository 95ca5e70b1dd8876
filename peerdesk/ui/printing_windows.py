"""Printing on Windows, which has no CUPS: each page is painted as a picture, in memory only.

Written against the documentation of Qt and NOT YET RUN on Windows. Nothing else imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from peerdesk.documents import raster
from peerdesk.domain.paper import PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.print_troubles import PrintTrouble
from peerdesk.ui.printing import JOB_TITLE, Printer, PrintOrder, paper_of

if TYPE_CHECKING:
    from peerdesk.ui.jobs import Task

DOTS_PER_INCH = 300
"""Sharp enough for letters of 12 points, and 35 MB a page in memory."""

_PAPER = {
    PaperSize.A4: QPageSize.PageSizeId.A4,
    PaperSize.LETTER: QPageSize.PageSizeId.Letter,
}


def look(_task: Task) -> tuple[Printer, ...]:
    """Every printer, the usual one first. UserError NO_PRINTER."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        raise UserError(PrintTrouble.NO_PRINTER)
    ordered = sorted(names, key=str.casefold)
    found = [Printer(name, is_usual=name == usual) for name in ordered]
    return (
        *(printer for printer in found if printer.is_usual),
        *(printer for printer in found if not printer.is_usual),
    )


def send(pdf: bytes, order: PrintOrder) -> None:
    """Paint every page on the printer. UserError REFUSED."""
    printer = _printer(order, paper_of(pdf))
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(PrintTrouble.REFUSED, reason="")
    try:
        for index in range(raster.page_count(pdf)):
            if index and not printer.newPage():
                raise UserError(PrintTrouble.REFUSED, reason="")
            _paint(painter, printer, raster.page(pdf, index, DOTS_PER_INCH))
    finally:
        painter.end()


def _printer(order: PrintOrder, paper: PaperSize | None) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(order.printer)
    printer.setDocName(JOB_TITLE)
    printer.setCopyCount(order.copies)
    two_sided = QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(two_sided if order.two_sided else QPrinter.DuplexMode.DuplexNone)
    # The margins are part of the document, so the whole sheet is painted on.
    printer.setFullPage(True)
    if paper is not None:
        size, upright = QPageSize(_PAPER[paper]), QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(size, upright, QMarginsF()))
    return printer


def _paint(painter: QPainter, printer: QPrinter, drawn: raster.PageImage) -> None:
    picture = QImage(
        drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
    )
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    painter.drawImage(QRect(0, 0, round(sheet.width()), round(sheet.height())), picture)
