"""Sheets of ground rules as PDF, the way the handout makes them."""

from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look
from peerdesk.documents.rules_sheet import RulesSheet, laid_out
from peerdesk.domain.paper import LineSpacing, PaperSize, PrintSize


def render(
    sheet: RulesSheet,
    paper: PaperSize,
    print_size: PrintSize,
    spacing: LineSpacing = LineSpacing.CLOSE,
) -> bytes:
    imprint = Imprint(sheet.title, sheet.language, sheet.made_on)
    return printed(laid_out(sheet, Look(paper, print_size, spacing)), imprint)
