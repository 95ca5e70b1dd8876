"""The table tent: stands on a table and is read the right way up from both sides.

The sheet is folded in the middle; a foot along each short edge is folded inwards, so that the tent
does not slide.
"""

from peerdesk.documents.cutting import drawn_over, fold_marks
from peerdesk.documents.few_rules import FewRules, Room
from peerdesk.documents.flow import Page, pages
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.setting import Setting
from peerdesk.domain.paper import PaperSize, PrintSize, millimetres

_FOOT = millimetres(20)
"""How much of each short edge is folded inwards to stand on."""
_SIDE, _INNER = millimetres(20), millimetres(10)
"""What stays free at the sides, and along the folds."""
_SIZES = {PrintSize.STANDARD: 20.0, PrintSize.LARGE: 26.0, PrintSize.GIANT: 32.0}
"""A tent is read across a table, from about a metre."""


def side_room(paper: PaperSize, print_size: PrintSize) -> Room:
    """The place for rules on each side of a tent."""
    setting = Setting(_SIZES[print_size], paper.width - 2 * _SIDE)
    return Room(setting, paper.height / 2 - _FOOT - 2 * _INNER, 0.5, has_flourish=True)


def laid_out(rules: FewRules, paper: PaperSize, print_size: PrintSize) -> list[Leaf]:
    """One sheet; more where a single rule is longer than a side."""
    room = side_room(paper, print_size)
    return [_sheet(side, paper, room.height) for side in pages(rules.rows(room), room.height)]


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
