"""Lines of a PDF as they are drawn, for measuring where paper is cut and folded."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

POINTS_PER_MILLIMETRE = 72 / 25.4
_NEAR = 1.2
"""A stroke's box is a little thicker than the stroke."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One straight line; points from the sheet's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    is_broken: bool

    @property
    def is_level(self) -> bool:
        return self.bottom - self.top < _NEAR < self.right - self.left

    @property
    def is_upright(self) -> bool:
        return self.right - self.left < _NEAR < self.bottom - self.top


def strokes(pdf: bytes, page: int = 0) -> list[Stroke]:
    """Every straight level or upright line that is stroked on a page."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    height = sheet.get_height()
    found = []
    for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        broken = raw.FPDFPageObj_GetDashCount(item.raw) > 0
        line = Stroke(left, height - top, right, height - bottom, broken)
        if _is_stroked(item) and (line.is_level or line.is_upright):
            found.append(line)
    return found


def _is_stroked(item: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    return bool(stroke.value)


def level_lines(pdf: bytes, page: int = 0) -> list[float]:
    """The heights, in millimetres from the top, of broken lines across the sheet."""
    broken = (line for line in strokes(pdf, page) if line.is_level and line.is_broken)
    return _places((line.top + line.bottom) / 2 for line in broken)


def upright_lines(pdf: bytes, page: int = 0) -> list[float]:
    """How far from the left edge, in millimetres, broken lines run down the sheet."""
    broken = (line for line in strokes(pdf, page) if line.is_upright and line.is_broken)
    return _places((line.left + line.right) / 2 for line in broken)


def _places(points: Iterable[float]) -> list[float]:
    return sorted({round(point / POINTS_PER_MILLIMETRE, 1) for point in points})
