"""What documents are printed on, and how large their letters are. Lengths are points, 1/72 inch."""

from enum import StrEnum

_POINTS_PER_MILLIMETRE = 72 / 25.4


def millimetres(length: float) -> float:
    """A length in millimetres, in points."""
    return length * _POINTS_PER_MILLIMETRE


class PaperSize(StrEnum):
    """The sheets that printers hold; always upright."""

    A4 = "a4"
    LETTER = "letter"
    A3 = "a3"
    TABLOID = "tabloid"

    @property
    def width(self) -> float:
        """The shorter side, in points."""
        return _SIDES[self][0]

    @property
    def height(self) -> float:
        """The longer side, in points."""
        return _SIDES[self][1]

    @property
    def is_metric(self) -> bool:
        """Whether it is one of the sizes of ISO 216, which most of the world prints on."""
        return self in {PaperSize.A4, PaperSize.A3}


_SIDES = {
    PaperSize.A4: (210 * _POINTS_PER_MILLIMETRE, 297 * _POINTS_PER_MILLIMETRE),
    PaperSize.LETTER: (8.5 * 72, 11 * 72),
    PaperSize.A3: (297 * _POINTS_PER_MILLIMETRE, 420 * _POINTS_PER_MILLIMETRE),
    PaperSize.TABLOID: (11 * 72, 17 * 72),
}


class PrintSize(StrEnum):
    """How large a document is set. It is laid out anew at each size, never scaled."""

    STANDARD = "standard"
    LARGE = "large"
    GIANT = "giant"

    @property
    def body(self) -> float:
        """The size of running text, in points."""
        return _BODY[self]


_BODY = {PrintSize.STANDARD: 14.0, PrintSize.LARGE: 18.0, PrintSize.GIANT: 24.0}


class LineSpacing(StrEnum):
    """The distance from line to line."""

    CLOSE = "close"
    OPEN = "open"

    @property
    def factor(self) -> float:
        """Baseline to baseline, as a multiple of the letters' size."""
        return _FACTOR[self]


_FACTOR = {LineSpacing.CLOSE: 1.2, LineSpacing.OPEN: 1.5}


class Ink(StrEnum):
    """What a printer has."""

    COLOUR = "colour"
    GREY = "grey"
    """Black only. Every colour becomes the grey that is just as light."""


class Duplex(StrEnum):
    """Which sides of the paper a document is made for."""

    ONE_SIDE = "one_side"
    """What hangs on a wall, is cut or is folded."""
    LONG_EDGE = "long_edge"
    """Both sides, turned like the pages of a book."""
