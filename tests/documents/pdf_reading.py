"""Reads PDFs back with pdfium, the way a viewer would."""

import ctypes
import unicodedata
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class Character:
    page: int
    text: str
    size: float
    font: str
    left: float
    bottom: float
    right: float
    top: float
    colour: tuple[int, int, int]


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def plain(text: str) -> str:
    """Without presentation forms, with single spaces: how a search compares."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def whole_text(pdf: bytes) -> str:
    return plain(" ".join(texts(pdf)))


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    return [page.get_size() for page in pypdfium2.PdfDocument(pdf)]


def bookmarks(pdf: bytes) -> list[str]:
    return [item.get_title() for item in pypdfium2.PdfDocument(pdf).get_toc()]


def characters(pdf: bytes) -> list[Character]:
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        textpage = page.get_textpage()
        for index in range(textpage.count_chars()):
            code = raw.FPDFText_GetUnicode(textpage, index)
            if raw.FPDFText_IsGenerated(textpage, index) or code in {10, 13, 32}:
                continue
            found.append(_character(number, textpage, index, code))
    return found


def _character(number: int, textpage: pypdfium2.PdfTextPage, index: int, code: int) -> Character:
    left, bottom, right, top = textpage.get_charbox(index)
    name = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(textpage, index, name, 200, ctypes.c_int())
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(textpage, index, *parts)
    colour = (parts[0].value, parts[1].value, parts[2].value)
    size = raw.FPDFText_GetFontSize(textpage, index)
    font = name.value.decode()
    return Character(number, chr(code), size, font, left, bottom, right, top, colour)


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (x / 255 for x in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
