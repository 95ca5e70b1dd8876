"""The wall poster: a few words and their pictures, to be read from across the room.

Capital letters are at least 1/200 of the distance high, the rule of thumb of the US Federal
Aviation Administration's human factors guide: 15 mm for 3 m. That is 17 minutes of arc; ISO 9241-3
asks for 16. The line at the foot says which words these are, for whoever hangs them up; it is not
meant to be read from afar.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from peerdesk.documents.drawing import Figure
from peerdesk.documents.flow import (
    EDGE,
    Bar,
    Mark,
    Panel,
    PlacedRow,
    Role,
    Row,
    merged,
    on_panel,
    pages,
    paragraph,
    read_as,
)
from peerdesk.documents.leaf import Frame, Leaf, leaves
from peerdesk.documents.lines import TextStyle, set_in_lines
from peerdesk.documents.look import ACCENT, HAIRLINE, INK, TINT, Look
from peerdesk.documents.pictograms import pictogram
from peerdesk.documents.typeface import Weight
from peerdesk.documents.wording import wording
from peerdesk.domain.paper import PaperSize, PrintSize

DISTANCE = 3000.0
"""Millimetres from which it is read."""
CAPITALS = DISTANCE / 200 * 72 / 25.4
"""The height of a capital letter, in points."""
_CAPITALS_SHARE = 0.668
"""Of the letters' size, in both weights of Atkinson Hyperlegible (sCapHeight in its OS/2 table)."""
LETTERS = CAPITALS / _CAPITALS_SHARE
_LEADING = 1.1
_MARGIN = 54.0
_PICTURE = 86.0
_BESIDE = 26.0
"""Between a picture and its words."""
_LEAST_GAP, _WIDEST_GAP = 8.0, 30.0
_PADDING = 20.0
_ABOVE_FOOT = 24.0


@dataclass(frozen=True, slots=True)
class PosterLine:
    """A few words and the name of their picture."""

    picture: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """All that is on the poster. `first` stands apart: what stays here, and when it can't."""

    title: str
    group_name: str
    language: str
    made_on: date
    version_label: str
    first: tuple[PosterLine, ...]
    lines: tuple[PosterLine, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        return (self.group_name, *(line.words for line in (*self.first, *self.lines)))


def fitted(poster: Poster, paper: PaperSize) -> Poster:
    """The poster with as many of its lines as one sheet has room for."""
    bare = replace(poster, lines=())
    left = _room(poster, paper) - _height(_rows(bare, paper)) - _PADDING
    lines = []
    for line in poster.lines:
        height = _LEAST_GAP + _line(line, 0.0, _width(paper)).height
        if height <= left:
            lines.append(line)
            left -= height
    return replace(poster, lines=tuple(lines))


def laid_out(poster: Poster, paper: PaperSize) -> list[Leaf]:
    """One sheet; more only where a single line takes more than that."""
    rows = _rows(poster, paper)
    gaps = len(poster.lines)
    spare = (_room(poster, paper) - _height(rows)) / gaps if gaps else 0.0
    wider = max(0.0, min(spare, _WIDEST_GAP - _LEAST_GAP))
    loose = [replace(row, gap=row.gap + wider) if row.gap == _LEAST_GAP else row for row in rows]
    shared = pages(loose, _room(poster, paper))
    foot = PlacedRow(_foot(poster, paper), _room(poster, paper) + _ABOVE_FOOT)
    return leaves([(*page, foot) for page in shared], Frame(paper, _MARGIN, _MARGIN))


def _room(poster: Poster, paper: PaperSize) -> float:
    """How high the rows may be, above the foot."""
    return paper.height - 2 * _MARGIN - _foot(poster, paper).height - _ABOVE_FOOT


def _width(paper: PaperSize) -> float:
    return paper.width - 2 * _MARGIN


def _height(rows: Sequence[Row]) -> float:
    """Of rows on one page, the edges of a panel included."""
    (page,) = pages(rows, float("inf"))
    return page[-1].top + page[-1].row.height


def _rows(poster: Poster, paper: PaperSize) -> list[Row]:
    width = _width(paper)
    size = LETTERS * 1.12
    title = TextStyle(Weight.BOLD, size, size * _LEADING, INK)
    rows = read_as(Role.TITLE, paragraph(poster.title, title, left=0.0, width=width))
    rows.append(Row(6.0, gap=12.0, bars=(Bar(0.0, 0.0, 120.0, 6.0, ACCENT),)))
    panel = Panel(0.0, width, _PADDING, TINT, ACCENT)
    inside = [
        _line(line, _PADDING + EDGE, width - _PADDING, Weight.REGULAR if place else Weight.BOLD)
        for place, line in enumerate(poster.first)
    ]
    rows += on_panel(panel, [replace(row, gap=_LEAST_GAP + 4.0) for row in inside])
    return rows + [replace(_line(line, 0.0, width), gap=_LEAST_GAP) for line in poster.lines]


def _line(line: PosterLine, left: float, right: float, weight: Weight = Weight.REGULAR) -> Row:
    """A picture with its words in the middle beside it."""
    style = TextStyle(weight, LETTERS, LETTERS * _LEADING, INK)
    indent = left + _PICTURE + _BESIDE
    text = paragraph(line.words, style, left=indent, width=right - indent)
    height = merged(text).height
    beside = merged([Row(max(0.0, (_PICTURE - height) / 2)), *text])
    drawing = pictogram(line.picture)
    top = max(0.0, (height - _PICTURE) / 2)
    picture = Figure(drawing, left, top, _PICTURE / drawing.width)
    return replace(beside, height=max(_PICTURE, beside.height), figures=(picture,))


def _foot(poster: Poster, paper: PaperSize) -> Row:
    """Which words these are: the group, as many lines as its name takes, and the version."""
    look, words = Look(paper, PrintSize.STANDARD), wording(poster.language)
    style, width = look.body, _width(paper)
    version = f"{poster.version_label}, {words.date_shown(poster.made_on)}"
    right = set_in_lines(version, style, width)[0]
    room = width - right.width - style.size
    group = merged(paragraph(poster.group_name, style, left=0.0, width=room))
    below = 0.6 * style.size
    hairline = Bar(0.0, -below, width, 0.75, HAIRLINE)
    mark = Mark(right, width - right.width, 0.86 * style.size)
    return Row(group.height, marks=(*group.marks, mark), bars=(hairline,))
