"""Pages drawn as a PDF by ReportLab: fonts embedded and subset, the same bytes every time."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDictionary, PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from peerdesk.documents.flow import Bar, Page, Panel, PlacedRow
from peerdesk.documents.lines import Colour, Line
from peerdesk.documents.typeface import Glyph, Typeface
from peerdesk.domain.paper import PaperSize
from peerdesk.paths import resource

_PRODUCT = "PeerDesk"
_CORNER = 8.0
_EDGE = 4.0
_NOTHING = "\u200b"
"""A glyph that only completes its neighbour reads as a zero-width space."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page: its distances from the paper's edges, in points."""

    paper: PaperSize
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; never anything about a group or a person."""

    title: str
    language: str
    made_on: date


class _EmbeddedFont(TTFont):
    """A font that also holds glyphs without a character of their own, and says what they mean.

    ReportLab addresses glyphs by characters, and lets a reader copy those. Shaped glyphs have a
    private one, so each document notes the text behind it and writes that into its ToUnicode map.
    """

    def __init__(self, face: Typeface) -> None:
        super().__init__(face.name, str(resource("fonts", f"{face.name}.ttf")), asciiReadable=False)
        self._texts: WeakKeyDictionary[PDFDocument, dict[int, str]] = WeakKeyDictionary()

    def take_up(self, glyphs: tuple[Glyph, ...], document: PDFDocument) -> ShapedStr:
        """`glyphs` in the form in which ReportLab draws them in `document`."""
        texts = self._texts.setdefault(document, {})
        for glyph in glyphs:
            code = ord(glyph.code)
            texts.setdefault(code, glyph.text or _NOTHING)
            if glyph.code != glyph.text:
                self.face.charToGlyph[code] = glyph.number
                self.face.charWidths[code] = glyph.width
        data = [
            ShapeData(
                position, glyph.advance, 0, glyph.right, glyph.up,
                self.face.charWidths[ord(glyph.code)],
            )
            for position, glyph in enumerate(glyphs)
        ]  # fmt: skip
        codes = "".join(glyph.code for glyph in glyphs)
        return ShapedStr(codes, data)  # type: ignore[arg-type]  # the stub forgets the list

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the font, then the map from its codes back to text."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        texts = self._texts.pop(doc)
        fonts = cast("PDFDictionary", doc.idToObject[BasicFonts]).dict
        for name, subset in zip(names, subsets, strict=True):
            stream = cast("PDFStream", doc.idToObject[fonts[name].ToUnicode.name])
            stream.content = _to_unicode([texts.get(code, chr(code)) for code in subset])


def _to_unicode(texts: list[str]) -> str:
    """A CMap from one-byte codes to `texts` (ISO 32000-1 §9.10.3: UTF-16BE, blocks of 100)."""
    entries = [f"<{n:02X}> <{t.encode('utf-16-be').hex().upper()}>" for n, t in enumerate(texts)]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


_registering = threading.Lock()


def _embedded(face: Typeface) -> _EmbeddedFont:
    """The font of `face` as ReportLab knows it, registered at most once in the process."""
    with _registering:
        if face.name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(_EmbeddedFont(face))
        font = pdfmetrics.getFont(face.name)
    if not isinstance(font, _EmbeddedFont):
        raise TypeError(face.name)
    return font


def printed(pages: list[Page], frame: Frame, imprint: Imprint) -> bytes:
    """The PDF of `pages`. Equal arguments give equal bytes, on any day and on any thread."""
    target = BytesIO()
    paper = frame.paper
    canvas = Canvas(
        target,
        pagesize=(paper.width, paper.height),
        pageCompression=1,
        invariant=1,
        lang=imprint.language,
    )
    _say_what_it_is(canvas, imprint)
    for page in pages:
        _draw_page(canvas, page, frame)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _say_what_it_is(canvas: Canvas, imprint: Imprint) -> None:
    canvas.setTitle(imprint.title)
    canvas.setAuthor(_PRODUCT)
    canvas.setCreator(_PRODUCT)
    canvas.setProducer(_PRODUCT)
    canvas.setSubject("")
    # The day that is printed on the sheet; the hour would tell more than anyone needs.
    day = f"D:{imprint.made_on:%Y%m%d}000000Z"
    canvas.setDateFormatter(lambda *_clock: day)
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw_page(canvas: Canvas, page: Page, frame: Frame) -> None:
    canvas.saveState()
    canvas.translate(frame.left, frame.paper.height - frame.top)
    for panel, placed in _panels(page):
        _draw_panel(canvas, panel, placed)
    for placed_row in page:
        _draw_row(canvas, placed_row)
    canvas.restoreState()


def _panels(page: Page) -> Iterator[tuple[Panel, list[PlacedRow]]]:
    for _, run in groupby(page, key=lambda placed: id(placed.row.panel)):
        placed = list(run)
        if placed[0].row.panel is not None:
            yield placed[0].row.panel, placed


def _draw_panel(canvas: Canvas, panel: Panel, placed: list[PlacedRow]) -> None:
    top = placed[0].top - panel.padding
    bottom = placed[-1].top + placed[-1].row.height + panel.padding
    canvas.saveState()
    outline = canvas.beginPath()
    outline.roundRect(panel.left, -bottom, panel.width, bottom - top, _CORNER)
    canvas.clipPath(outline, stroke=0, fill=0)
    _fill(canvas, panel.colour)
    canvas.rect(panel.left, -bottom, panel.width, bottom - top, stroke=0, fill=1)
    _fill(canvas, panel.edge)
    canvas.rect(panel.left, -bottom, _EDGE, bottom - top, stroke=0, fill=1)
    canvas.restoreState()


def _draw_row(canvas: Canvas, placed: PlacedRow) -> None:
    row = placed.row
    if row.bookmark:
        # The title is in the key's place only as a number: keys may show up in a viewer.
        key = f"section-{canvas.getPageNumber()}-{round(placed.top)}"
        canvas.bookmarkHorizontal(key, 0, -placed.top)
        canvas.addOutlineEntry(row.bookmark, key, level=0, closed=False)
    for bar in row.bars:
        _draw_bar(canvas, bar, placed.top)
    for mark in row.marks:
        _draw_line(canvas, mark.line, mark.left, -(placed.top + mark.baseline))


def _draw_bar(canvas: Canvas, bar: Bar, top: float) -> None:
    _fill(canvas, bar.colour)
    canvas.rect(bar.left, -(top + bar.top + bar.height), bar.width, bar.height, stroke=0, fill=1)


def _draw_line(canvas: Canvas, line: Line, left: float, baseline: float) -> None:
    text = canvas.beginText(left, baseline)
    _fill(text, line.style.colour)
    for face, run in groupby(line.pieces, key=lambda piece: piece.face):
        font = _embedded(face)
        glyphs = tuple(glyph for piece in run for glyph in piece.glyphs)
        text.setFont(face.name, line.style.size, line.style.leading)
        document: PDFDocument = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        text.textOut(font.take_up(glyphs, document))
    canvas.drawText(text)


def _fill(target: Canvas | PDFTextObject, colour: Colour) -> None:
    target.setFillColorRGB(colour.red / 255, colour.green / 255, colour.blue / 255)
