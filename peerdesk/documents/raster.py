"""PDF pages as pixels, for the preview and for printers that want pictures.

pdfium may only be entered by one thread at a time, so one lock stands around all of it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

_POINTS_PER_INCH = 72
_pdfium = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page in pixels.

    `pixels` holds `height` rows of `stride` bytes, from the top; each pixel is blue, green, red
    and one unused byte. That is `QImage.Format.Format_RGB32` on every machine that PeerDesk runs
    on (they are little-endian); the QImage does not copy, so keep the bytes while it lives.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


def pages(pdf: bytes, dots_per_inch: int) -> list[PageImage]:
    """Every page of `pdf`."""
    with _opened(pdf) as document:
        return [_drawn(document[index], dots_per_inch) for index in range(len(document))]


def page(pdf: bytes, index: int, dots_per_inch: int) -> PageImage:
    """The page of `pdf` at `index`, counted from 0. Raises IndexError when there is none."""
    with _opened(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        return _drawn(document[index], dots_per_inch)


def page_count(pdf: bytes) -> int:
    """How many pages `pdf` has."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """How wide and how high each page of `pdf` is, in points."""
    with _opened(pdf) as document:
        sizes = (document.get_page_size(index) for index in range(len(document)))
        return tuple((float(width), float(height)) for width, height in sizes)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _drawn(pdf_page: pypdfium2.PdfPage, dots_per_inch: int) -> PageImage:
    bitmap = pdf_page.render(scale=dots_per_inch / _POINTS_PER_INCH, prefer_bgrx=True)
    image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    pdf_page.close()
    return image
