"""Letters of one size in a column of one width: for what is smaller or larger than a page."""

from dataclasses import dataclass

from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.flow import Bar, Role, Row, paragraph, read_as
from peerdesk.documents.lines import Colour, TextStyle
from peerdesk.documents.look import ACCENT, INK, QUIET
from peerdesk.documents.sentences import lead_of, with_whole_numbers
from peerdesk.documents.typeface import Weight

LEAST_SIZE = 12.0
"""No letter on paper is smaller than this."""
_LARGE = 18.0
_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Setting:
    """Styles and rows of a piece of paper. Lengths are points."""

    size: float
    width: float

    @property
    def body(self) -> TextStyle:
        """Running text."""
        return self._style(Weight.REGULAR, 1.0, INK)

    @property
    def strong(self) -> TextStyle:
        """What is to be seen first."""
        return self._style(Weight.BOLD, 1.0, INK)

    @property
    def quiet(self) -> TextStyle:
        """What explains: a little smaller, except in large print."""
        return self._style(Weight.REGULAR, 1.0 if self.size >= _LARGE else 0.9, QUIET)

    @property
    def accent(self) -> TextStyle:
        """A line above or below a title."""
        return self._style(Weight.BOLD, 1.0, ACCENT)

    @property
    def title(self) -> TextStyle:
        """What heads the piece."""
        return self._style(Weight.BOLD, 1.35, ACCENT)

    def rows(
        self, text: str, style: TextStyle, *, gap: float = 0.0, lead: bool = False
    ) -> list[Row]:
        """The rows of `text`, one paragraph or several; `gap` above the first, in lines.

        With `lead` the first sentence is bold.
        """
        rows: list[Row] = []
        for each in paragraphs(text):
            above = (0.4 if rows else gap) * self.size
            strong = lead_of(each) if lead and not rows else 0
            rows += paragraph(each, style, left=0.0, width=self.width, gap=above, strong=strong)
        return rows

    def head(self, text: str, *, gap: float = 0.0) -> list[Row]:
        """The rows of what heads the piece."""
        return read_as(Role.TITLE, self.rows(text, self.title, gap=gap))

    def lead(self, called: str, said: str, *, gap: float = 0.0) -> list[Row]:
        """What is called so in bold, and what is said of it after it, as one paragraph."""
        parts = [part for part in (*paragraphs(called), *paragraphs(said)) if part]
        text = with_whole_numbers(": ".join(parts))
        strong = len(parts[0]) + 1 if len(parts) > 1 else 0
        above = gap * self.size
        return paragraph(text, self.body, left=0.0, width=self.width, gap=above, strong=strong)

    def flourish(self) -> Row:
        """The short strip under a title."""
        return Row(2.5, gap=0.3 * self.size, bars=(Bar(0.0, 0.0, 3 * self.size, 2.5, ACCENT),))

    def _style(self, weight: Weight, times: float, colour: Colour) -> TextStyle:
        size = max(LEAST_SIZE, self.size * times)
        return TextStyle(weight, size, size * _LEADING, colour)
