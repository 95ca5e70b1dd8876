"""The wallet card: the rules that matter most and where to turn, folded to the size of a bank card.

Front and back are printed below one another and folded, so any printer gets both sides right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from peerdesk.documents.cutting import copies_of, grid_of, sheets_of
from peerdesk.documents.fitting import that_fit
from peerdesk.documents.flow import Page, Row, kept_together, pages
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.setting import LEAST_SIZE, Setting
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.documents.wording import words_of
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.paper import PaperSize, PrintSize, millimetres
from peerdesk.errors import UserError

CARD_WIDTH, CARD_HEIGHT = millimetres(85.6), millimetres(53.98)
"""ID-1, the size of a bank card (ISO/IEC 7810:2019, table 1)."""
_MARGIN = millimetres(3.5)
_SIZES = {PrintSize.STANDARD: 12.0, PrintSize.LARGE: 18.0, PrintSize.GIANT: 24.0}
"""A card is read close up, so its letters begin at the smallest size that is allowed."""
_GAP = 0.25
"""Between two paragraphs, as a share of a letter's size."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """What PeerDesk itself says on the card."""

    title: str
    neutral_title: str
    more: str
    where_to_turn: str
    danger: str
    ask: str


def card_words(language: str) -> CardWords:
    """The words in `language`."""
    return words_of(CardWords, "card", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletCard:
    """All that is on the card. A rule is one sentence; `resources` are those to be trusted."""

    rules: tuple[str, ...]
    """The most essential first; `fitted` leaves out those that have no room."""
    has_more: bool
    """Whether there are more rules than these, so that the card has to say so."""
    resources: tuple[CrisisResource, ...]
    language: str
    made_on: date
    group_name: str = ""
    is_discreet: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        turning = (text for each in self.resources for text in (each.name, each.found))
        return (self.group_name, *self.rules, *turning)


def enlargement(print_size: PrintSize) -> float:
    """How many times a card is larger than a bank card."""
    return _SIZES[print_size] / LEAST_SIZE


def laid_out(card: WalletCard, paper: PaperSize, print_size: PrintSize) -> list[Leaf]:
    """The sheets: as many cards on each as there is room for.

    Where to turn goes on to a second card rather than being cut. UserError TOO_LARGE_FOR_PAPER.
    """
    times = enlargement(print_size)
    width, height, margin = CARD_WIDTH * times, CARD_HEIGHT * times, _MARGIN * times
    setting = _setting(print_size)
    sides = [
        side
        for rows in (_front(card, setting), _turning(card, setting))
        for side in pages(rows, height - 2 * margin)
    ]
    grid = grid_of(paper, width, 2 * height, fold=height)
    if grid is None:
        raise UserError(DocumentTrouble.TOO_LARGE_FOR_PAPER)
    cards = [
        _folded(sides[first : first + 2], width, height, margin)
        for first in range(0, len(sides), 2)
    ]
    copies = max(1, grid.pieces // len(cards))
    return sheets_of(grid, copies_of(cards, copies))


def _folded(sides: Sequence[Page], width: float, height: float, margin: float) -> list[Area]:
    """The front below the fold, and above it the back, upside down."""
    areas = [Area(sides[0], margin, height + margin)]
    if len(sides) > 1:
        areas.append(Area(sides[1], width - margin, height - margin, turned=True))
    return areas


def fitted(card: WalletCard, print_size: PrintSize) -> WalletCard:
    """`card` with those of its rules that have room on its front, and a word that there is more."""
    times = enlargement(print_size)
    setting = _setting(print_size)
    chosen = that_fit(
        _head(card, setting),
        _rules(card, setting),
        _more(card, setting),
        (CARD_HEIGHT - 2 * _MARGIN) * times,
        is_all=not card.has_more,
    )
    rules = tuple(card.rules[place] for place in chosen)
    return replace(card, rules=rules, has_more=card.has_more or len(rules) < len(card.rules))


def _setting(print_size: PrintSize) -> Setting:
    width = (CARD_WIDTH - 2 * _MARGIN) * enlargement(print_size)
    return Setting(_SIZES[print_size], width)


def _front(card: WalletCard, setting: Setting) -> list[Row]:
    rows = _head(card, setting)
    rows += [row for rule in _rules(card, setting) for row in rule]
    return rows + _more(card, setting) if card.has_more else rows


def _head(card: WalletCard, setting: Setting) -> list[Row]:
    words = card_words(card.language)
    title = words.neutral_title if card.is_discreet else words.title
    above = [] if card.is_discreet else setting.rows(card.group_name, setting.accent)
    return kept_together([*above, *setting.head(title)])


def _rules(card: WalletCard, setting: Setting) -> list[list[Row]]:
    return [kept_together(setting.rows(rule, setting.body, gap=_GAP)) for rule in card.rules]


def _more(card: WalletCard, setting: Setting) -> list[Row]:
    return setting.rows(card_words(card.language).more, setting.quiet, gap=_GAP)


def _turning(card: WalletCard, setting: Setting) -> list[Row]:
    words = card_words(card.language)
    rows = kept_together(setting.head(words.where_to_turn))
    rows += setting.rows(words.danger, setting.strong, gap=0.2)
    for resource in card.resources:
        rows += kept_together(setting.lead(resource.name, resource.found, gap=_GAP))
    if not card.resources:
        rows += setting.rows(words.ask, setting.body, gap=_GAP)
    return rows
