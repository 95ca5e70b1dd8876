"""Draws leaves on a ReportLab canvas, in colour or in grey."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.textobject import PDFTextObject

from peerdesk.documents.drawing import Figure, Outline, Shape, Verb
from peerdesk.documents.embedding import embedded
from peerdesk.documents.flow import EDGE, Bar, Page, Panel, PlacedRow, Role
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.lines import Colour, Line, TextStyle
from peerdesk.documents.tags import Tags
from peerdesk.documents.typeface import PER_EM, Glyph, typeface
from peerdesk.domain.paper import Ink

_CORNER = 8.0
_ROUND = 1
"""The number of round line ends and of round corners (ISO 32000-1 §8.4.3.3 and §8.4.3.4)."""


class Pen:
    """Everything that is drawn goes through here."""

    def __init__(self, canvas: Canvas, ink: Ink) -> None:
        self._canvas = canvas
        self._ink = ink
        self._tags = Tags(canvas)
        self._bookmarks = 0
        self._paths: dict[int, tuple[Outline, PDFPathObject]] = {}
        """By the outline's identity: symbols come again and again, and numbers take time to write.
        The outline is kept with it, so that no other one gets its identity."""
        self._depth = 0
        """How deep in the outline a bookmark stands: below the document that began, if any did."""

    def draw(self, leaf: Leaf) -> None:
        """Draw all areas on a page of its own."""
        self._canvas.setPageSize((leaf.width, leaf.height))
        self._tags.begin_page()
        if leaf.begins:
            self._depth = 0
            self._bookmark(leaf.begins, leaf.height)
            self._depth = 1
        for area in leaf.areas:
            self._canvas.saveState()
            self._canvas.translate(area.left, leaf.height - area.top)
            if area.turned:
                self._canvas.rotate(180)
            self._draw_area(area)
            self._canvas.restoreState()
        self._canvas.showPage()
        self._tags.end_page()

    def finish(self) -> None:
        """To be called after the last page."""
        self._tags.finish()

    def _draw_area(self, area: Area) -> None:
        """What adorns lies below; then what is read, in its order."""
        self._tags.begin(Role.ARTIFACT, anew=True)
        for panel, placed in _panels(area.rows):
            self._draw_panel(panel, placed)
        for placed_row in area.rows:
            for bar in placed_row.row.bars:
                self._draw_bar(bar, placed_row.top)
            for figure in placed_row.row.figures:
                if area.repeats or not figure.says:
                    self._draw_figure(figure, placed_row.top)
        self._tags.end()
        for placed_row in area.rows:
            self._draw_row(placed_row, is_read=not area.repeats)
        self._tags.end()

    def _draw_panel(self, panel: Panel, placed: list[PlacedRow]) -> None:
        canvas = self._canvas
        top = placed[0].top - panel.padding
        bottom = placed[-1].top + placed[-1].row.height + panel.padding
        canvas.saveState()
        outline = canvas.beginPath()
        outline.roundRect(panel.left, -bottom, panel.width, bottom - top, _CORNER)
        canvas.clipPath(outline, stroke=0, fill=0)
        self._fill(canvas, panel.colour)
        canvas.rect(panel.left, -bottom, panel.width, bottom - top, stroke=0, fill=1)
        self._fill(canvas, panel.edge)
        canvas.rect(panel.left, -bottom, EDGE, bottom - top, stroke=0, fill=1)
        canvas.restoreState()

    def _draw_row(self, placed: PlacedRow, *, is_read: bool) -> None:
        row = placed.row
        if row.bookmark:
            self._bookmark(row.bookmark, -placed.top)
        for figure in row.figures:
            if is_read and figure.says:
                self._tags.begin(Role.FIGURE, anew=True, says=figure.says)
                self._draw_figure(figure, placed.top)
                self._tags.end()
        for mark in row.marks:
            role = mark.role if is_read else Role.ARTIFACT
            self._tags.begin(role, anew=mark.begins)
            self._draw_line(mark.line, mark.left, -(placed.top + mark.baseline))

    def _bookmark(self, title: str, height: float) -> None:
        """Add `title` to the outline, for the place `height` above the origin."""
        self._bookmarks += 1
        # The title is not in the key: keys may show up in a viewer.
        key = f"section-{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, height)
        self._canvas.addOutlineEntry(title, key, level=self._depth, closed=False)

    def _draw_bar(self, bar: Bar, top: float) -> None:
        self._fill(self._canvas, bar.colour)
        bottom = -(top + bar.top + bar.height)
        self._canvas.rect(bar.left, bottom, bar.width, bar.height, stroke=0, fill=1)

    def _draw_figure(self, figure: Figure, top: float) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(figure.left, -(top + figure.top))
        # A drawing counts downwards.
        canvas.scale(figure.scale, -figure.scale)
        canvas.setLineCap(_ROUND)
        canvas.setLineJoin(_ROUND)
        for shape in figure.drawing.shapes:
            self._draw_shape(shape)
        canvas.restoreState()

    def _draw_shape(self, shape: Shape) -> None:
        canvas = self._canvas
        if shape.fill:
            self._fill(canvas, shape.fill)
        if shape.stroke:
            canvas.setLineWidth(shape.width)
            canvas.setDash(list(shape.dashes))
            self._set_stroke(shape.stroke)
        canvas.drawPath(
            self._path(shape.outline),
            stroke=int(shape.stroke is not None),
            fill=int(shape.fill is not None),
        )

    def _path(self, outline: Outline) -> PDFPathObject:
        known = self._paths.get(id(outline))
        if known is None:
            known = self._paths[id(outline)] = outline, _path(self._canvas, outline)
        return known[1]

    def _draw_line(self, line: Line, left: float, baseline: float) -> None:
        """Draw `line`; a letter that takes several glyphs carries its text for search and copying.

        Readers then find the letter, not its parts.
        """
        style, canvas = line.style, self._canvas
        for face, run in groupby(line.pieces, key=lambda piece: piece.face):
            font = embedded(face)
            for glyphs in _spans(tuple(glyph for piece in run for glyph in piece.glyphs)):
                text = canvas.beginText(left, baseline)
                self._fill(text, style.colour)
                text.setFont(font.fontName, style.size, style.leading)
                text.textOut(font.take_up(glyphs, canvas))
                with _reading_as(canvas, glyphs):
                    canvas.drawText(text)
                left += sum(glyph.advance for glyph in glyphs) * style.size / PER_EM
        if not line.is_cut:
            self._draw_space(style, left, baseline)

    def _draw_space(self, style: TextStyle, left: float, baseline: float) -> None:
        """Part the words of two lines for a reader that goes by the tags alone."""
        face = typeface(style.weight.value)
        font = embedded(face)
        text = self._canvas.beginText(left, baseline)
        text.setFont(font.fontName, style.size, style.leading)
        text.textOut(font.take_up(face.shape(" ", right_to_left=False), self._canvas))
        self._canvas.drawText(text)

    def _fill(self, target: Canvas | PDFTextObject, colour: Colour) -> None:
        if self._ink is Ink.GREY:
            target.setFillGray(colour.grey)
        else:
            target.setFillColorRGB(colour.red / 255, colour.green / 255, colour.blue / 255)

    def _set_stroke(self, colour: Colour) -> None:
        if self._ink is Ink.GREY:
            self._canvas.setStrokeGray(colour.grey)
        else:
            self._canvas.setStrokeColorRGB(colour.red / 255, colour.green / 255, colour.blue / 255)


def _path(canvas: Canvas, outline: Outline) -> PDFPathObject:
    path = canvas.beginPath()
    for step in outline:
        match step.verb:
            case Verb.MOVE:
                path.moveTo(*step.points)
            case Verb.LINE:
                path.lineTo(*step.points)
            case Verb.CURVE:
                path.curveTo(*step.points)
            case Verb.CLOSE:
                path.close()
    return path


def _panels(page: Page) -> Iterator[tuple[Panel, list[PlacedRow]]]:
    for _, run in groupby(page, key=lambda placed: id(placed.row.panel)):
        placed = list(run)
        if placed[0].row.panel is not None:
            yield placed[0].row.panel, placed


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
