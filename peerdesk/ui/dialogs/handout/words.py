"""What papers, sizes, spacings and inks are called in the handout window."""

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize


def _said(text: str) -> str:
    return QCoreApplication.translate("words", text)


def paper_words(paper: PaperSize) -> str:
    """A sheet by the name on its packet."""
    return {
        PaperSize.A4: _said("A4"),
        PaperSize.LETTER: _said("Letter"),
        PaperSize.A3: _said("A3"),
        PaperSize.TABLOID: _said("Tabloid, 11 by 17 inches"),
    }[paper]


def print_size_words(print_size: PrintSize) -> str:
    """How large the letters are."""
    return {
        PrintSize.STANDARD: _said("Standard, 14 point"),
        PrintSize.LARGE: _said("Large, 18 point"),
        PrintSize.GIANT: _said("Giant, 24 point"),
    }[print_size]


def spacing_words(spacing: LineSpacing) -> str:
    """How far apart the lines are."""
    return {
        LineSpacing.CLOSE: _said("Usual"),
        LineSpacing.OPEN: _said("Wide, easier for tired eyes"),
    }[spacing]


def ink_words(ink: Ink) -> str:
    """What the printer has."""
    return {
        Ink.COLOUR: _said("Colour"),
        Ink.GREY: _said("Black and grey"),
    }[ink]
