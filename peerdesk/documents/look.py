"""What PeerDesk's paper looks like: colours, sizes and margins. Lengths are points.

Every colour of a letter has a contrast of at least 7:1 to what is behind it (WCAG 2.2, 1.4.6), and
nothing is told by colour alone, so a copy in grey says the same.
"""

from dataclasses import dataclass, replace
from functools import partial

from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.flow import (
    EDGE,
    Bar,
    Mark,
    Page,
    Panel,
    PlacedRow,
    Role,
    Row,
    heading,
    kept_together,
    pages,
    paragraph,
    read_as,
)
from peerdesk.documents.leaf import Area, Frame, Leaf, leaves
from peerdesk.documents.lines import Colour, Line, TextStyle, set_in_lines
from peerdesk.documents.sentences import lead_of
from peerdesk.documents.typeface import Weight
from peerdesk.documents.wording import Wording
from peerdesk.domain.paper import LineSpacing, PaperSize, PrintSize

INK = Colour(0x1B, 0x24, 0x26)
QUIET = Colour(0x3A, 0x47, 0x4B)
ACCENT = Colour(0x12, 0x4E, 0x4D)
TINT = Colour(0xEC, 0xF3, 0xF1)
HAIRLINE = Colour(0xA8, 0xBC, 0xB9)

_CHARACTERS_A_LINE = 66
_CHARACTER_WIDTH = 0.5
"""Of running English in Atkinson Hyperlegible, as a share of the letters' size."""
_LEAST_MARGIN = 48.0
_TOP_MARGIN = 56.0
_BOTTOM_MARGIN = 44.0
_HEADING_SPACING = 1.15
_SMALLER_AT_FOOT = (18.0, 14.0, 12.0)
"""What tells the version may shrink to these; the page number never does."""


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet of paper at one print size."""

    paper: PaperSize
    print_size: PrintSize
    spacing: LineSpacing = LineSpacing.CLOSE

    @property
    def width(self) -> float:
        """How wide the text is: 66 characters where the paper allows."""
        wanted = _CHARACTERS_A_LINE * _CHARACTER_WIDTH * self.print_size.body
        return min(wanted, self.paper.width - 2 * _LEAST_MARGIN)

    @property
    def height(self) -> float:
        """How high the text is, the foot of the page left out."""
        return self.paper.height - _TOP_MARGIN - _BOTTOM_MARGIN - 2.2 * self.print_size.body

    @property
    def frame(self) -> Frame:
        """Where on the paper the text stands."""
        return Frame(self.paper, (self.paper.width - self.width) / 2, _TOP_MARGIN)

    @property
    def body(self) -> TextStyle:
        """Running text."""
        return self._running(Weight.REGULAR, self.print_size.body, INK)

    @property
    def strong(self) -> TextStyle:
        """Running text that is to be seen first."""
        return self._running(Weight.BOLD, self.print_size.body, INK)

    @property
    def quiet(self) -> TextStyle:
        """What explains: a little smaller, except where every letter is asked to be large."""
        share = 0.9 if self.print_size is PrintSize.STANDARD else 1.0
        return self._running(Weight.REGULAR, self.print_size.body * share, QUIET)

    @property
    def number(self) -> TextStyle:
        """The number of a rule, on the same lines as `strong`."""
        return self._running(Weight.BOLD, self.print_size.body, ACCENT)

    @property
    def subtitle(self) -> TextStyle:
        """The line above a title."""
        return self._display(1.15, ACCENT)

    @property
    def heading(self) -> TextStyle:
        """The letters of a section's heading."""
        return self._display(1.3, ACCENT)

    @property
    def title(self) -> TextStyle:
        """What heads the document."""
        return self._display(2.3 if self.print_size is PrintSize.STANDARD else 2.0, INK)

    def panel(self) -> Panel:
        """A calm box over the whole width."""
        return Panel(0.0, self.width, self.print_size.body, TINT, ACCENT)

    def flourish(self) -> Row:
        """The short strip under a title."""
        body = self.print_size.body
        return Row(4.0, gap=0.6 * body, bars=(Bar(0.0, 0.0, 4 * body, 4.0, ACCENT),))

    def rows(
        self,
        texts: tuple[str, ...],
        style: TextStyle,
        *,
        indent: float = 0.0,
        panel: Panel | None = None,
        first_gap: float = 0.0,
        lead: bool = False,
    ) -> list[Row]:
        """The rows of `texts`, each a paragraph or several: set in by `indent`, or inside `panel`.

        `first_gap` is the space above the first paragraph; between two there is half a line.
        With `lead`, the first sentence is bold, unless it is very long. A last paragraph of one
        line stays with the one before it.
        """
        if panel is not None:
            indent = panel.padding + EDGE
        width = self.width - indent - (panel.padding if panel else 0.0)
        rows, above, added = list[Row](), list[Row](), list[Row]()
        for text in (single for several in texts for single in paragraphs(several)):
            gap = 0.5 * self.print_size.body if rows else first_gap
            strong = lead_of(text) if lead and not rows else 0
            added = paragraph(text, style, left=indent, width=width, gap=gap, strong=strong)
            above, rows = rows, [*rows, *added]
        if above and len(added) == 1:
            rows[-2] = replace(rows[-2], keeps_with_next=True)
        return rows

    def head(self, above: str, title: str) -> list[Row]:
        """What heads a document: a line above its title, and the strip below."""
        rows = self.rows((above,), self.subtitle)
        heading = self.rows((title,), self.title, first_gap=0.2 * self.print_size.body)
        rows += read_as(Role.TITLE, heading)
        return [*kept_together(rows), self.flourish()]

    def section_heading(self, title: str) -> list[Row]:
        """What heads a section: kept with what follows, and in the bookmarks."""
        rows = self.rows((title,), self.heading, first_gap=1.7 * self.print_size.body)
        return heading(rows, title)

    def _running(self, weight: Weight, size: float, colour: Colour) -> TextStyle:
        return TextStyle(weight, size, size * self.spacing.factor, colour)

    def _display(self, times: float, colour: Colour) -> TextStyle:
        size = self.print_size.body * times
        return TextStyle(Weight.BOLD, size, size * _HEADING_SPACING, colour)


def on_leaves(rows: list[Row], look: Look, foot: str, words: Wording) -> list[Leaf]:
    """`rows` shared out over pages, each with `foot` and its number below."""
    return with_feet(pages(rows, look.height), look, foot, words)


def with_feet(sheets: list[Page], look: Look, left: str, words: Wording) -> list[Leaf]:
    """`sheets` on leaves, each with `left` and its page number below the text, at body size."""
    foot = partial(_foot, look, left, words)
    return [replace(leaf, foot=foot) for leaf in leaves(sheets, look.frame)]


def _in_one_line(text: str, style: TextStyle, room: float) -> tuple[Line, ...]:
    """`text` in `style`, or in smaller letters where only they keep it whole."""
    sizes = (style.size, *(size for size in _SMALLER_AT_FOOT if size < style.size))
    for size in sizes:
        lines = set_in_lines(text, replace(style, size=size), room)
        if len(lines) == 1:
            break
    return lines[:1]


def _foot(look: Look, left: str, words: Wording, number: int, total: int) -> Area:
    style = look.body
    page = set_in_lines(words.page_shown(number, total), style, look.width)[0]
    marks = [Mark(page, look.width - page.width, 1.6 * style.size)]
    room = look.width - page.width - style.size
    marks += [Mark(line, 0.0, 1.6 * style.size) for line in _in_one_line(left, style, room)]
    hairline = Bar(0.0, 0.0, look.width, 0.75, HAIRLINE)
    row = Row(2 * style.size, marks=tuple(marks), bars=(hairline,))
    (row,) = read_as(Role.ARTIFACT, [row])
    placed = PlacedRow(row, look.height + 0.4 * style.size)
    return Area((placed,), look.frame.left, look.frame.top)
