"""Rows of a document, and how they are shared out over pages. Lengths are points.

A row is never split. What belongs together (a heading and what it heads, a number and its rule)
is a chain of rows that stays on one page, unless it is longer than a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from peerdesk.documents.drawing import Figure
from peerdesk.documents.lines import Colour, Line, Spans, TextStyle, set_in_lines


class Role(Enum):
    """What a text is for whoever has it read aloud, by its name in PDF."""

    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    FIGURE = "Figure"
    ARTIFACT = "Artifact"
    """Nothing to read: what adorns, and what stands on every page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of text on a row. `baseline` is how far below the row's top it stands.

    A line that does not `begin` a text goes on with that of the mark before it.
    """

    line: Line
    left: float
    baseline: float
    role: Role = Role.PARAGRAPH
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled strip on a row, `top` below the row's top."""

    left: float
    top: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Panel:
    """A calm box behind rows that follow one another; `padding` is inside it on every side."""

    left: float
    width: float
    padding: float
    colour: Colour
    edge: Colour


EDGE = 4.0
"""The width of the darker strip at the left of a panel."""


@dataclass(frozen=True, slots=True)
class Row:
    """The least that moves from page to page. `gap` above it is dropped at the top of a page."""

    height: float
    gap: float = 0.0
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    figures: tuple[Figure, ...] = ()
    panel: Panel | None = None
    keeps_with_next: bool = False
    bookmark: str = ""
    parts: bool = False
    """It only parts what is above from what is below, so that no page begins with it."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row on its page, `top` below the upper edge of the text area."""

    row: Row
    top: float


Page = tuple[PlacedRow, ...]

_BASELINE = 0.76
"""Where the baseline stands in a row, as a share of the letters' size below its upper edge."""


def paragraph(
    text: str,
    style: TextStyle,
    *,
    left: float,
    width: float,
    gap: float = 0.0,
    strong: int | Spans = 0,
) -> list[Row]:
    """The rows of one paragraph; a right-to-left one is set against the right edge.

    `strong` as in `set_in_lines`. The first two lines stay together, and so do the last.
    """
    lines = set_in_lines(text, style, width, strong=strong)
    rows = []
    for number, line in enumerate(lines):
        indent = width - line.width if line.is_right_to_left else 0.0
        baseline = (style.leading - style.size) / 2 + _BASELINE * style.size
        rows.append(
            Row(
                height=style.leading,
                gap=0.0 if number else gap,
                marks=(Mark(line, left + indent, baseline, begins=number == 0),),
                keeps_with_next=number + 1 < len(lines) and number in {0, len(lines) - 2},
            )
        )
    return rows


def kept_together(rows: Sequence[Row]) -> list[Row]:
    """`rows` as one chain."""
    return [replace(row, keeps_with_next=True) for row in rows[:-1]] + list(rows[-1:])


def merged(rows: Sequence[Row]) -> Row:
    """`rows` as one that is never split, the gap of the first left out."""
    marks: list[Mark] = []
    bars: list[Bar] = []
    figures: list[Figure] = []
    height = 0.0
    for row in rows:
        top = height + (row.gap if height else 0.0)
        marks += [replace(mark, baseline=mark.baseline + top) for mark in row.marks]
        bars += [replace(bar, top=bar.top + top) for bar in row.bars]
        figures += [replace(figure, top=figure.top + top) for figure in row.figures]
        height = top + row.height
    return Row(height, marks=tuple(marks), bars=tuple(bars), figures=tuple(figures))


def heading(rows: Sequence[Row], title: str) -> list[Row]:
    """`rows` as a heading: together, with what follows, and in the bookmarks as `title`."""
    chained = [replace(row, keeps_with_next=True) for row in read_as(Role.HEADING, rows)]
    return [replace(chained[0], bookmark=title), *chained[1:]]


def read_as(role: Role, rows: Sequence[Row]) -> list[Row]:
    """`rows` with this role for all of their text."""
    return [
        replace(row, marks=tuple(replace(mark, role=role) for mark in row.marks)) for row in rows
    ]


def beside(number: Mark, rows: Sequence[Row]) -> list[Row]:
    """`rows` with one more mark on the first of them, read as its beginning."""
    first, *others = rows[0].marks
    marks = (number, replace(first, begins=False), *others)
    return [replace(rows[0], marks=marks), *rows[1:]]


def on_panel(panel: Panel, rows: Sequence[Row]) -> list[Row]:
    """`rows` with `panel` behind them."""
    return [replace(row, panel=panel) for row in rows]


_TIGHTER = (0.9, 0.8, 0.7)
_WORTH_SAVING = 0.4
"""A last page that is filled less than this is saved where smaller gaps do it."""
_SHORTER = (0.95, 0.9, 0.85, 0.8)
_SCANT = 0.25
"""A last page that is filled less than this is given lines of the pages before it."""


def pages(rows: Sequence[Row], height: float) -> list[Page]:
    """`rows` shared out over pages whose text area is `height` points high.

    Where only a few lines would stand on the last page, the gaps shrink a little to save it; where
    that doesn't, the pages before it give some of theirs.
    """
    shared = _shared_out(rows, height)
    if len(shared) == 1 or _filled(shared, height) >= _WORTH_SAVING:
        return shared
    for share in _TIGHTER:
        closer = _shared_out([replace(row, gap=row.gap * share) for row in rows], height)
        if len(closer) < len(shared):
            return closer
    if _filled(shared, height) >= _SCANT:
        return shared
    for share in _SHORTER:
        evener = _shared_out(rows, height * share)
        if len(evener) == len(shared) and _filled(evener, height) >= _SCANT:
            return evener
    return shared


def _filled(shared: Sequence[Page], height: float) -> float:
    """How full the last page is, from 0 to 1."""
    return _bottom(shared[-1]) / height


def _bottom(page: Page) -> float:
    return page[-1].top + page[-1].row.height


def _shared_out(rows: Sequence[Row], height: float) -> list[Page]:
    layout = _Layout(height)
    for chain in _chains(rows):
        if not layout.holds(chain) and (_fits_a_page(chain, height) or not layout.holds(chain[:4])):
            layout.turn_the_page()
        for row in chain:
            if not layout.holds([row]):
                layout.turn_the_page()
            layout.place(row)
    return layout.finished()


def _chains(rows: Sequence[Row]) -> Iterator[list[Row]]:
    chain: list[Row] = []
    for row in rows:
        chain.append(row)
        if not row.keeps_with_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _fits_a_page(chain: Sequence[Row], height: float) -> bool:
    return _Layout(height).holds(chain)


class _Layout:
    """Pages while they fill up."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._pages: list[Page] = []
        self._page: list[PlacedRow] = []
        self._bottom = 0.0

    def holds(self, rows: Sequence[Row]) -> bool:
        """Whether all of `rows` still fit on the page; the first row of a page always does."""
        previous = self._page[-1].row if self._page else None
        if previous is None and len(rows) == 1:
            return True
        bottom = self._bottom
        for row in rows:
            bottom += _space_above(row, previous) + row.height
            previous = row
        closing = previous.panel.padding if previous and previous.panel else 0.0
        return bottom + closing <= self._height

    def place(self, row: Row) -> None:
        if row.parts and not self._page:
            return
        previous = self._page[-1].row if self._page else None
        top = self._bottom + _space_above(row, previous)
        self._page.append(PlacedRow(row, top))
        self._bottom = top + row.height

    def turn_the_page(self) -> None:
        if self._page:
            self._pages.append(tuple(self._page))
        self._page = []
        self._bottom = 0.0

    def finished(self) -> list[Page]:
        self.turn_the_page()
        return self._pages


def _space_above(row: Row, previous: Row | None) -> float:
    """The gap above `row`, and room for the edges of a panel that begins or ends there."""
    space = row.gap if previous else 0.0
    above = previous.panel if previous else None
    if row.panel is not above:
        space += row.panel.padding if row.panel else 0.0
        space += above.padding if above else 0.0
    return space
