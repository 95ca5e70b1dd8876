"""The table tent: stands on a table and is read the right way up from both sides.

The sheet is folded in the middle; a foot along each short edge is folded inwards, so that the tent
does not slide.
"""

from dataclasses import dataclass, replace
from datetime import date

from peerdesk.documents.cutting import drawn_over, fold_marks
from peerdesk.documents.fitting import that_fit
from peerdesk.documents.flow import Page, Row, kept_together, pages
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


@dataclass(frozen=True, slots=True)
class TentWords:
    """What PeerDesk itself says on the tent."""

    title: str
    neutral_title: str
    more: str


def tent_words(language: str) -> TentWords:
    """The words in `language`."""
    return words_of(TentWords, "tent", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTent:
    """All that is on the tent. A rule is one sentence."""

    rules: tuple[str, ...]
    """The most essential first; `fitted` leaves out those that have no room."""
    has_more: bool
    language: str
    made_on: date
    group_name: str = ""
    is_discreet: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        return (self.group_name, *self.rules)


def fitted(tent: TableTent, paper: PaperSize, print_size: PrintSize) -> TableTent:
    """`tent` with those of its rules that have room on a side, and a word that there is more."""
    setting = _setting(paper, print_size)
    chosen = that_fit(
        _head(tent, setting),
        _rules(tent, setting),
        _more(tent, setting),
        _height(paper),
        is_all=not tent.has_more,
    )
    rules = tuple(tent.rules[place] for place in chosen)
    return replace(tent, rules=rules, has_more=tent.has_more or len(rules) < len(tent.rules))


def laid_out(tent: TableTent, paper: PaperSize, print_size: PrintSize) -> list[Leaf]:
    """One sheet; more where a single rule is longer than a side."""
    setting, height = _setting(paper, print_size), _height(paper)
    rows = _head(tent, setting)
    rows += [row for rule in _rules(tent, setting) for row in rule]
    rows += _more(tent, setting) if tent.has_more else []
    return [_sheet(side, paper, height) for side in pages(rows, height)]


def _setting(paper: PaperSize, print_size: PrintSize) -> Setting:
    return Setting(_SIZES[print_size], paper.width - 2 * _SIDE)


def _height(paper: PaperSize) -> float:
    return paper.height / 2 - _FOOT - 2 * _INNER


def _head(tent: TableTent, setting: Setting) -> list[Row]:
    words = tent_words(tent.language)
    title = words.neutral_title if tent.is_discreet else words.title
    above = [] if tent.is_discreet else setting.rows(tent.group_name, setting.accent)
    return [*kept_together([*above, *setting.head(title)]), setting.flourish()]


def _rules(tent: TableTent, setting: Setting) -> list[list[Row]]:
    return [kept_together(setting.rows(rule, setting.body, gap=0.5)) for rule in tent.rules]


def _more(tent: TableTent, setting: Setting) -> list[Row]:
    return setting.rows(tent_words(tent.language).more, setting.quiet, gap=0.5)


def _sheet(side: Page, paper: PaperSize, height: float) -> Leaf:
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
    return Leaf(paper, (drawn_over(sheet, shapes), *sides))
