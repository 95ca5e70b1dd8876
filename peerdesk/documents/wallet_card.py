"""The wallet card: the rules that matter most and where to turn, folded to the size of a bank card.

Front and back are printed below one another and folded, so any printer gets both sides right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.documents.cutting import copies_of, grid_of, sheets_of
from peerdesk.documents.few_rules import FewRules, Room
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

    where_to_turn: str
    danger: str
    ask: str


def card_words(language: str) -> CardWords:
    """The words in `language`."""
    return words_of(CardWords, "card", language)


@dataclass(frozen=True, slots=True)
class WalletCard:
    """The rules on its front, and on its back where to turn: lines and places to be trusted."""

    front: FewRules
    resources: tuple[CrisisResource, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text on it that somebody may have typed."""
        turning = (text for each in self.resources for text in (each.name, each.found))
        return (*self.front.texts, *turning)


def enlargement(print_size: PrintSize) -> float:
    """How many times a card is larger than a bank card."""
    return _SIZES[print_size] / LEAST_SIZE


def laid_out(card: WalletCard, paper: PaperSize, print_size: PrintSize) -> list[Leaf]:
    """The sheets: as many cards on each as there is room for.

    Where to turn goes on to a second card rather than being cut. UserError TOO_LARGE_FOR_PAPER.
    """
    times = enlargement(print_size)
    width, height, margin = CARD_WIDTH * times, CARD_HEIGHT * times, _MARGIN * times
    room = front_room(print_size)
    sides = [
        side
        for rows in (card.front.rows(room), _turning(card, room.setting))
        for side in pages(rows, room.height)
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


def front_room(print_size: PrintSize) -> Room:
    """The place for rules on the front of a card."""
    times = enlargement(print_size)
    setting = Setting(_SIZES[print_size], (CARD_WIDTH - 2 * _MARGIN) * times)
    return Room(setting, (CARD_HEIGHT - 2 * _MARGIN) * times, _GAP)


def _turning(card: WalletCard, setting: Setting) -> list[Row]:
    words = card_words(card.front.language)
    rows = kept_together(setting.head(words.where_to_turn))
    rows += setting.rows(words.danger, setting.strong, gap=0.2)
    for resource in card.resources:
        rows += kept_together(setting.lead(resource.name, resource.found, gap=_GAP))
    if not card.resources:
        rows += setting.rows(words.ask, setting.body, gap=_GAP)
    return rows
