"""Several pieces on a sheet: where they lie, and the marks by which they are cut and folded.

Marks lie outside the pieces, as printers' do, and a thin broken line leads the scissors from one
to the next. Lengths are points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peerdesk.documents.drawing import Drawing, Figure, Shape, line
from peerdesk.documents.flow import Page, PlacedRow, Row
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.look import QUIET
from peerdesk.domain.paper import PaperSize

UNPRINTED = 14.0
"""Printers leave about 5 mm along each edge blank; nothing is drawn nearer to it."""
_MARK = 11.0
"""How long a mark is."""
_OFF = 3.0
"""How far it stays away from what it marks."""
_HAIR = 0.5
_CUT, _FOLD = (1.5, 4.0), (7.0, 3.0)
"""Dots lead the scissors; dashes say where to fold."""
_NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal pieces beside and below one another, in the middle of a sheet."""

    paper: PaperSize
    columns: int
    rows: int
    piece_width: float
    piece_height: float
    sideways: bool = False
    fold: float | None = None
    """How far below the upper edge of each piece it is folded."""

    @property
    def sheet(self) -> Leaf:
        """The blank sheet."""
        return Leaf(self.paper, (), self.sideways)

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return (self.sheet.width - self.columns * self.piece_width) / 2

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return (self.sheet.height - self.rows * self.piece_height) / 2

    @property
    def pieces(self) -> int:
        """How many pieces a sheet has."""
        return self.columns * self.rows

    def corners(self) -> Iterator[tuple[float, float]]:
        """The upper left corner of each piece, in reading order."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield self.left + column * self.piece_width, self.top + row * self.piece_height


def grid_of(
    paper: PaperSize, width: float, height: float, fold: float | None = None
) -> Grid | None:
    """As many pieces as a sheet holds, upright or sideways; None where it holds none."""
    grids = []
    for sideways in (False, True):
        sheet = Leaf(paper, (), sideways)
        columns, rows = _count(sheet.width, width), _count(sheet.height, height)
        grids.append(Grid(paper, columns, rows, width, height, sideways, fold))
    best = max(grids, key=lambda grid: (grid.pieces, not grid.sideways))
    return best if best.pieces else None


def _count(available: float, wanted: float) -> int:
    return int((available - 2 * UNPRINTED + _NEAR) // wanted)


def copies_of(pieces: Sequence[Sequence[Area]], copies: int) -> list[list[Area]]:
    """The pieces again and again; only the first of each is to be read aloud."""
    again = [[replace(area, repeats=True) for area in piece] for piece in pieces]
    return [*map(list, pieces), *again * (copies - 1)]


def sheets_of(grid: Grid, pieces: Sequence[Sequence[Area]]) -> list[Leaf]:
    """The pieces on as many sheets as they need. Areas count from the corner of their piece."""
    return [
        _sheet(grid, pieces[start : start + grid.pieces])
        for start in range(0, len(pieces), grid.pieces)
    ]


def _sheet(grid: Grid, pieces: Sequence[Sequence[Area]]) -> Leaf:
    areas = [
        replace(area, left=left + area.left, top=top + area.top)
        for (left, top), piece in zip(grid.corners(), pieces, strict=False)
        for area in piece
    ]
    return Leaf(grid.paper, (_marks(grid), *areas), grid.sideways)


def _marks(grid: Grid) -> Area:
    """Cut lines around every piece and, where there is one, the fold line of every row."""
    sheet = grid.sheet
    across = [grid.left + column * grid.piece_width for column in range(grid.columns + 1)]
    down = [grid.top + row * grid.piece_height for row in range(grid.rows + 1)]
    shapes = [
        shape
        for x in across
        if UNPRINTED <= x <= sheet.width - UNPRINTED
        for shape in _upright(x, down[0], down[-1], sheet.height)
    ]
    shapes += [
        shape
        for y in down
        if UNPRINTED <= y <= sheet.height - UNPRINTED
        for shape in _level(y, across[0], across[-1], sheet.width, _CUT)
    ]
    if grid.fold is not None:
        shapes += [
            shape
            for y in down[:-1]
            for shape in _level(y + grid.fold, across[0], across[-1], sheet.width, _FOLD)
        ]
    return drawn_over(sheet, shapes)


def drawn_over(sheet: Leaf, shapes: Sequence[Shape]) -> Area:
    """Shapes anywhere on a sheet, counted from its upper left corner."""
    drawing = Drawing(sheet.width, sheet.height, tuple(shapes))
    rows: Page = (PlacedRow(Row(sheet.height, figures=(Figure(drawing, 0.0, 0.0),)), 0.0),)
    return Area(rows, 0.0, 0.0)


def _upright(x: float, top: float, bottom: float, height: float) -> Iterator[Shape]:
    yield _stroke(x, top, x, bottom, _CUT)
    for start, end in _margins(top, bottom, height):
        yield _stroke(x, start, x, end)


def _level(
    y: float, left: float, right: float, width: float, dashes: tuple[float, ...]
) -> Iterator[Shape]:
    yield _stroke(left, y, right, y, dashes)
    for start, end in _margins(left, right, width):
        yield _stroke(start, y, end, y, dashes if dashes == _FOLD else ())


def fold_marks(y: float, width: float) -> list[Shape]:
    """Marks at both edges of a sheet that is folded at `y`, and a line between them."""
    return list(_level(y, UNPRINTED + _MARK + _OFF, width - UNPRINTED - _MARK - _OFF, width, _FOLD))


def _margins(first: float, last: float, length: float) -> Iterator[tuple[float, float]]:
    """Where marks stand before `first` and after `last`, as far as the margin has room."""
    before = max(UNPRINTED, first - _OFF - _MARK)
    if before < first - _OFF:
        yield before, first - _OFF
    after = min(length - UNPRINTED, last + _OFF + _MARK)
    if after > last + _OFF:
        yield last + _OFF, after


def _stroke(x: float, y: float, to_x: float, to_y: float, dashes: tuple[float, ...] = ()) -> Shape:
    return Shape(line(x, y, to_x, to_y), stroke=QUIET, width=_HAIR, dashes=dashes)
