"""The feedback slip: the pulse on paper, several a sheet, with nothing that tells whose it is."""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from peerdesk.documents.by_hand import empty_line, line_to_write_on, to_tick
from peerdesk.documents.cutting import UNPRINTED, Grid, copies_of, sheets_of
from peerdesk.documents.drawing import Figure
from peerdesk.documents.fitting import height_of
from peerdesk.documents.flow import Mark, Page, Row, kept_together, pages, paragraph
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.lines import set_in_lines
from peerdesk.documents.setting import Setting
from peerdesk.documents.symbols import FACES, scale_for
from peerdesk.documents.wording import words_of
from peerdesk.domain.paper import PaperSize, PrintSize, millimetres

_SIDE = millimetres(15)
_INNER = millimetres(5)
"""What stays free above and below the words of a slip."""
_COLUMN = 3.1
"""How wide the column of a face and its number is, in letter sizes."""
_GAP = 0.45
"""Between two questions, in letter sizes."""
_FACE = 1.7
"""How high a face is, in letter sizes."""
_LEAST_SHARE = 0.5
"""Faces stand beside their question where it keeps this share of the width, else below it."""
_LINES_FOR_CHANGE = 1
"""Empty lines below the one that follows its words."""


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What PeerDesk itself says on the slip; nobody else has typed a word on it."""

    title: str
    anonymous: str
    questions: tuple[str, ...]
    scale: str
    change: str
    private_word: str
    no_scale: str


def slip_words(language: str) -> SlipWords:
    """The words in `language`."""
    return words_of(SlipWords, "slip", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSlips:
    """As many slips as are wanted at least; the last sheet is filled up."""

    language: str
    made_on: date
    copies: int = 1


def laid_out(slips: FeedbackSlips, paper: PaperSize, print_size: PrintSize) -> list[Leaf]:
    """The sheets. A slip that is longer than a sheet goes on over the next one."""
    setting = Setting(print_size.body, paper.width - 2 * _SIDE)
    rows = _slip(slip_words(slips.language), setting)
    most = paper.height - 2 * UNPRINTED
    beside = max(1, int(most // (height_of(rows) + 2 * _INNER)))
    grid = Grid(paper, 1, beside, paper.width, paper.height / beside)
    sides = pages(rows, min(most, grid.piece_height) - 2 * _INNER)
    copies = ceil(slips.copies / beside) * beside
    slip = [[_placed(side, grid, len(sides))] for side in sides]
    return sheets_of(grid, copies_of(slip, copies))


def _placed(side: Page, grid: Grid, sides: int) -> Area:
    """In the middle of its piece, unless the slip goes on."""
    height = side[-1].top + side[-1].row.height
    middle = (grid.piece_height - height) / 2
    return Area(side, _SIDE, middle if sides == 1 else UNPRINTED + _INNER)


def _slip(words: SlipWords, setting: Setting) -> list[Row]:
    """All rows of one slip; what is written by hand stays on one side."""
    size, width = setting.size, setting.width
    rows = kept_together(setting.head(words.title))
    rows += setting.rows(words.anonymous, setting.body, gap=0.3)
    rows += _questions(words, setting)
    by_hand = [
        *line_to_write_on(words.change, setting.strong, width=width, gap=0.7 * size),
        *(empty_line(size, width=width) for _ in range(_LINES_FOR_CHANGE)),
        *_private_word(words, setting),
        *setting.rows(words.no_scale, setting.quiet, gap=0.6),
    ]
    return rows + kept_together(by_hand)


def _private_word(words: SlipWords, setting: Setting) -> list[Row]:
    """A box to tick, and a line for how to be found, which is on paper only."""
    size = setting.size
    rows = to_tick(words.private_word, setting.body, width=setting.width, gap=0.7 * size)
    return [*rows, empty_line(size, width=setting.width)]


def _questions(words: SlipWords, setting: Setting) -> list[Row]:
    """What the faces mean, then a row for each question."""
    rows = setting.rows(words.scale, setting.quiet, gap=0.6)
    wide = len(FACES) * _COLUMN * setting.size
    left = setting.width - wide
    for question in words.questions:
        if left >= _LEAST_SHARE * setting.width:
            rows += _beside(question, setting, left)
        else:
            rows += _below(question, setting)
    return rows


def _beside(question: str, setting: Setting, left: float) -> list[Row]:
    """A question with the faces at its right."""
    size = setting.size
    asked = paragraph(question, setting.body, left=0.0, width=left - size, gap=_GAP * size)
    first, height = asked[0], _FACE * size
    off = max(0.0, (height - first.height) / 2) if len(asked) == 1 else 0.0
    marks = tuple(replace(mark, baseline=mark.baseline + off) for mark in first.marks)
    row = replace(first, height=max(first.height, height) if off else first.height)
    faces = _faces(setting, left)
    return kept_together(
        [replace(faces, height=row.height, gap=row.gap, marks=(*marks, *faces.marks)), *asked[1:]]
    )


def _below(question: str, setting: Setting) -> list[Row]:
    """A question with the faces in a row of their own."""
    gap = _GAP * setting.size
    asked = paragraph(question, setting.body, left=0.0, width=setting.width, gap=gap)
    return kept_together([*asked, replace(_faces(setting, 0.0), gap=gap / 2)])


def _faces(setting: Setting, left: float) -> Row:
    """Five faces from `left` on, each with its number at its right."""
    size, height = setting.size, _FACE * setting.size
    figures, marks = [], []
    for level, face in enumerate(FACES):
        start = left + level * _COLUMN * size
        figures.append(Figure(face, start, 0.0, scale_for(height)))
        number = set_in_lines(str(level), setting.quiet, setting.width)[0]
        marks.append(Mark(number, start + height + 0.25 * size, 0.68 * height))
    return Row(height, figures=tuple(figures), marks=tuple(marks))
