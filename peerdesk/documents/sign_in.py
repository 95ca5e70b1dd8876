"""Sign-in by chosen names: a slip for each person, or one list.

A slip names no group, so that one left on a chair tells little. Both say how the paper is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from peerdesk.documents.by_hand import line_to_write_on, to_tick
from peerdesk.documents.cutting import UNPRINTED, Grid, sheets_of
from peerdesk.documents.drawing import Figure
from peerdesk.documents.fitting import height_of
from peerdesk.documents.flow import Bar, Mark, Page, Row, kept_together, pages
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.lines import set_in_lines
from peerdesk.documents.look import HAIRLINE, Look, with_feet
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.setting import Setting
from peerdesk.documents.symbols import TICK_BOX, scale_for
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize, millimetres

_SIDE, _INNER = millimetres(9), millimetres(6)
"""What stays free at the sides of a slip, and above and below its words."""
_COLUMNS = {PrintSize.STANDARD: 2, PrintSize.LARGE: 2, PrintSize.GIANT: 1}
_FOR_NEWCOMERS = 2
"""Blank slips, or lines of the list, beyond those with a name."""
_FEWEST_LINES = 8
"""A list has at least this many, so that a new group can use it."""


@dataclass(frozen=True, slots=True)
class SignInWords:
    """What PeerDesk itself says on it."""

    title: str
    welcome: str
    here: str
    first_time: str
    blank_name: str
    how: str
    keeping: str
    slip_keeping: str
    list_name: str
    list_here: str
    list_others: str


def sign_in_words(language: str) -> SignInWords:
    """The words in `language`."""
    return words_of(SignInWords, "sign_in", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Who is expected, by chosen name in the order of the roster, and on which day."""

    names: tuple[str, ...]
    day: date
    language: str
    group_name: str = ""
    """On the list only."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        return (self.group_name, *self.names)


def slips_laid_out(
    sign_in: SignIn, paper: PaperSize, print_size: PrintSize, pace: Pace = UNWATCHED
) -> list[Leaf]:
    """A slip for each name, and blank ones for newcomers that fill up the last sheet.

    UserError STOPPED where the pace says so.
    """
    columns = _COLUMNS[print_size]
    width = paper.width / columns
    setting = Setting(print_size.body, width - 2 * _SIDE - 2 * (UNPRINTED if columns == 1 else 0))
    frame = _Around.of(sign_in, setting)
    slips = [frame.slip(name) for name in pace.laying_out(sign_in.names)]
    blank = frame.blank_slip()
    highest = max(map(height_of, [*slips, blank])) + 2 * _INNER
    rows = max(1, int((paper.height - 2 * UNPRINTED) // highest))
    grid = Grid(paper, columns, rows, width, paper.height / rows)
    room = grid.piece_height - 2 * _INNER
    missing = -(len(slips) + _FOR_NEWCOMERS) % grid.pieces
    sides = [
        side
        for slip in [*slips, *[blank] * (_FOR_NEWCOMERS + missing)]
        for side in pages(slip, room)
    ]
    return sheets_of(grid, [(_placed(side, grid, setting),) for side in sides])


def _placed(side: Page, grid: Grid, setting: Setting) -> Area:
    height = side[-1].top + side[-1].row.height
    left = (grid.piece_width - setting.width) / 2
    return Area(side, left, (grid.piece_height - height) / 2)


@dataclass(frozen=True, slots=True)
class _Around:
    """What all slips have in common, set once."""

    words: SignInWords
    setting: Setting
    day: list[Row]
    here: list[Row]
    how: list[Row]

    @classmethod
    def of(cls, sign_in: SignIn, setting: Setting) -> "_Around":
        words = sign_in_words(sign_in.language)
        day = wording(sign_in.language).date_shown(sign_in.day)
        return cls(
            words,
            setting,
            setting.rows(day, setting.quiet),
            to_tick(words.here, setting.body, width=setting.width, gap=0.6 * setting.size),
            setting.rows(f"{words.how} {words.slip_keeping}", setting.quiet, gap=0.5),
        )

    def slip(self, name: str) -> list[Row]:
        """The slip of somebody on the roster."""
        called = self.setting.head(name, gap=0.2)
        return kept_together([*self.day, *called, *self.here, *self.how])

    def blank_slip(self) -> list[Row]:
        """A slip for somebody who is new, with a line to write the name on."""
        setting, words = self.setting, self.words
        size, width = setting.size, setting.width
        called = setting.head(words.welcome, gap=0.2)
        called += line_to_write_on(words.blank_name, setting.strong, width=width, gap=0.8 * size)
        first = to_tick(words.first_time, setting.body, width=width, gap=0.4 * size)
        return kept_together([*self.day, *called, *self.here, *first, *self.how])


def list_laid_out(sign_in: SignIn, look: Look, pace: Pace = UNWATCHED) -> list[Leaf]:
    """One list with a box beside each name and empty lines below.

    UserError STOPPED where the pace says so.
    """
    words, common = sign_in_words(sign_in.language), wording(sign_in.language)
    body = look.print_size.body
    rows = look.head(sign_in.group_name, words.title)
    rows += look.rows((common.date_shown(sign_in.day),), look.strong, first_gap=0.8 * body)
    rows += look.rows((words.keeping, words.list_others), look.body, first_gap=0.5 * body)
    return with_feet(_list_pages(rows, sign_in.names, words, look, pace), look, words.title, common)


def _list_pages(
    rows: list[Row], names: Sequence[str], words: SignInWords, look: Look, pace: Pace
) -> list[Page]:
    """The list below `rows`. Each page says what it is kept for, so none is one of bare names."""
    empty = max(_FOR_NEWCOMERS, _FEWEST_LINES - len(names))
    body = look.print_size.body
    called = set_in_lines(words.list_here, look.strong, look.width)[0]
    column = max(4.5 * body, called.width + body)
    head = kept_together(_table_head(words, look, column))
    sides: list[Page] = []
    side = [*rows, *head]
    for name in pace.laying_out((*names, *[""] * empty)):
        line = kept_together(_line(name, look, column))
        if height_of([*side, *line]) > look.height:
            sides += pages(side, look.height)
            side = [*look.rows((words.keeping,), look.body), *head]
        side += line
    return sides + pages(side, look.height)


def _table_head(words: SignInWords, look: Look, column: float) -> list[Row]:
    gap = 1.2 * look.print_size.body
    rows = look.rows((words.list_name,), look.strong, indent=column, first_gap=gap)
    here = set_in_lines(words.list_here, look.strong, column)[0]
    first = rows[0]
    mark = Mark(here, 0.0, first.marks[0].baseline)
    return [replace(first, marks=(mark, *first.marks), keeps_with_next=True), *rows[1:]]


def _line(name: str, look: Look, column: float) -> list[Row]:
    """A box to tick and a name, or room for one."""
    size = look.body.size
    height = 1.5 * size
    box = Figure(TICK_BOX, 0.2 * size, 0.35 * size, scale_for(1.25 * size))
    rows = look.rows((name,), look.body, indent=column, first_gap=0.5 * size)
    if not rows:
        rows = [Row(height, gap=0.5 * size)]
    last = rows[-1]
    rule = Bar(column, last.height + 0.25 * size, look.width - column, 0.75, HAIRLINE)
    rows[-1] = replace(last, bars=(rule,))
    rows[0] = replace(rows[0], figures=(replace(box, top=(rows[0].height - 1.25 * size) / 2),))
    return rows
