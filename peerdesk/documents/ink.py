"""Pages drawn as a PDF by ReportLab: fonts embedded and subset, the same bytes every time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from peerdesk.documents.embedding import embedded
from peerdesk.documents.flow import Bar, Page, Panel, PlacedRow
from peerdesk.documents.lines import Colour, Line
from peerdesk.documents.typeface import PER_EM, Glyph, Weight, typeface
from peerdesk.domain.paper import PaperSize

_PRODUCT = "PeerDesk"
_CORNER = 8.0
EDGE = 4.0
"""The width of the darker strip at the left of a panel."""


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


def printed(pages: list[Page], frame: Frame, imprint: Imprint) -> bytes:
    """The PDF of `pages`. Equal arguments give equal bytes, on any day and on any thread."""
    target = BytesIO()
    paper = frame.paper
    first_font = embedded(typeface(Weight.REGULAR.value)).fontName
    canvas = Canvas(
        target,
        pagesize=(paper.width, paper.height),
        pageCompression=1,
        invariant=1,
        lang=imprint.language,
        # Else every page would name Helvetica, which is not embedded.
        initialFontName=first_font,  # type: ignore[arg-type]  # the stub takes it for a number
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
    canvas.rect(panel.left, -bottom, EDGE, bottom - top, stroke=0, fill=1)
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
    """Draw `line`; a letter that takes several glyphs carries its text for search and copying."""
    style = line.style
    for face, run in groupby(line.pieces, key=lambda piece: piece.face):
        font = embedded(face)
        for glyphs in _spans(tuple(glyph for piece in run for glyph in piece.glyphs)):
            text = canvas.beginText(left, baseline)
            _fill(text, style.colour)
            text.setFont(font.fontName, style.size, style.leading)
            text.textOut(font.take_up(glyphs, canvas))
            with _reading_as(canvas, glyphs):
                canvas.drawText(text)
            left += sum(glyph.advance for glyph in glyphs) * style.size / PER_EM


def _spans(glyphs: tuple[Glyph, ...]) -> Iterator[tuple[Glyph, ...]]:
    """`glyphs` cut so that each letter that takes several of them stands alone."""
    simple: list[Glyph] = []
    position = 0
    while position < len(glyphs):
        end = position + 1
        while end < len(glyphs) and not glyphs[end].text:
            end += 1
        if end > position + 1:
            if simple:
                yield tuple(simple)
                simple = []
            yield glyphs[position:end]
        else:
            simple.append(glyphs[position])
        position = end
    if simple:
        yield tuple(simple)


@contextmanager
def _reading_as(canvas: Canvas, glyphs: tuple[Glyph, ...]) -> Iterator[None]:
    """Mark what is drawn with the text of its letter, if that takes several glyphs."""
    takes_several = len(glyphs) > 1 and not glyphs[1].text
    if takes_several:
        canvas.addLiteral(f"/Span <</ActualText <{_utf_16(glyphs[0].text)}>>> BDC")
    yield
    if takes_several:
        canvas.addLiteral("EMC")


def _utf_16(text: str) -> str:
    return (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper()


def _fill(target: Canvas | PDFTextObject, colour: Colour) -> None:
    target.setFillColorRGB(colour.red / 255, colour.green / 255, colour.blue / 255)
