"""The table tent: stands on a table and is read the right way up from both sides.

The sheet is folded in the middle; a foot along each short edge is folded inwards, so that the tent
does not slide.
"""

from dataclasses import dataclass
from datetime import date

from peerdesk.documents.cutting import UNPRINTED, drawn_over, fold_marks
from peerdesk.documents.fitting import as_many_as_fit
from peerdesk.documents.flow import Page, Row, kept_together, pages, paragraph
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.setting import Setting
from peerdesk.documents.wording import words_of
from peerdesk.domain.paper import PaperSize, PrintSize, millimetres

_FOOT = millimetres(20)
"""How much of each short edge is folded inwards to stand on."""
_SIDE, _INNER = millimetres(20), millimetres(10)
"""What stays free at the sides, and along the folds."""
_SIZES = {PrintSize.STANDARD: 20.0, PrintSize.LARGE: 26.0, PrintSize.GIANT: 32.0}
"""A tent is read across a table, from about a metre."""
_FOLD_LETTERS = 12.0


@dataclass(frozen=True, slots=True)
class TentWords:
    """What PeerDesk itself says on the tent."""

    title: str
    neutral_title: str
    more: str
    fold: str


def tent_words(language: str) -> TentWords:
    """The words in `language`."""
    return words_of(TentWords, "tent", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTent:
    """All that is on the tent. A rule is one sentence."""

    rules: tuple[str, ...]
    """The most essential first. Those that have no room are left out, and the tent says so."""
    has_more: bool
    language: str
    made_on: date
    group_name: str = ""
    is_discreet: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        return (self.group_name, *self.rules)


def laid_out(tent: TableTent, paper: PaperSize, print_size: PrintSize) -> list[Leaf]:
    """One sheet; more where a single rule is longer than a side."""
    setting = Setting(_SIZES[print_size], paper.width - 2 * _SIDE)
    height = paper.height / 2 - _FOOT - 2 * _INNER
    return [
        _sheet(side, paper, height, tent_words(tent.language))
        for side in pages(_rows(tent, setting, height), height)
    ]


def _rows(tent: TableTent, setting: Setting, height: float) -> list[Row]:
    words = tent_words(tent.language)
    title = words.neutral_title if tent.is_discreet else words.title
    head = [] if tent.is_discreet else setting.rows(tent.group_name, setting.accent)
    head = [*kept_together([*head, *setting.head(title)]), setting.flourish()]
    rules = [kept_together(setting.rows(rule, setting.body, gap=0.5)) for rule in tent.rules]
    more = setting.rows(words.more, setting.quiet, gap=0.5)
    return as_many_as_fit(head, rules, more, height, is_all=not tent.has_more)


def _sheet(side: Page, paper: PaperSize, height: float, words: TentWords) -> Leaf:
    """The same side twice: below the middle upright, above it upside down, both in the middle."""
    middle = paper.height / 2
    spare = (height - side[-1].top - side[-1].row.height) / 2
    near, far = middle + _INNER + spare, middle - _INNER - spare
    sides = (
        Area(side, _SIDE, near),
        Area(side, paper.width - _SIDE, far, turned=True, repeats=True),
    )
    sheet = Leaf(paper, ())
    folds = (_FOOT, middle, paper.height - _FOOT)
    shapes = [shape for y in folds for shape in fold_marks(y, paper.width)]
    return Leaf(paper, (drawn_over(sheet, shapes), *(_said(y, words) for y in folds), *sides))


def _said(y: float, words: TentWords) -> Area:
    """The word at the left end of a fold, just above it."""
    style = Setting(_FOLD_LETTERS, 0.0).quiet
    rows = paragraph(words.fold, style, left=0.0, width=2 * _SIDE)
    return Area(pages(rows, style.leading)[0], UNPRINTED, y - style.leading)
