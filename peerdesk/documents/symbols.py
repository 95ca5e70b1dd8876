"""Small drawings of our own that stand beside words: never instead of them."""

from peerdesk.documents.drawing import Drawing, Shape, Step, Verb, box, ellipse, line
from peerdesk.documents.look import INK, QUIET

_BOX = 24.0
"""The side of the square that each is drawn in."""

TICK_BOX = Drawing(_BOX, _BOX, (Shape(box(2, 2, 20, 20, 3), stroke=INK, width=1.8),))
"""To be ticked by hand."""

ATTENTION = Drawing(
    _BOX,
    _BOX,
    (
        Shape(
            (
                Step(Verb.MOVE, (12, 2.5)),
                Step(Verb.LINE, (22.5, 21)),
                Step(Verb.LINE, (1.5, 21)),
                Step(Verb.CLOSE),
            ),
            stroke=INK,
            width=2,
        ),
        Shape(line(12, 9, 12, 14.5), stroke=INK, width=2.4),
        Shape(ellipse(12, 18, 0.7, 0.7), fill=INK, stroke=INK, width=1),
    ),
)
"""A triangle with an exclamation mark."""


def _face(bend: float) -> Drawing:
    """A face whose mouth alone tells how it is: `bend` is how far its middle hangs down."""
    # The ends of the mouth rise as its middle sinks, so that it stays in the same place.
    ends, middle = 15.8 - bend * 0.35, 15.8 + bend
    mouth = (
        Step(Verb.MOVE, (7, ends)),
        Step(Verb.CURVE, (9.5, middle, 14.5, middle, 17, ends)),
    )
    return Drawing(
        _BOX,
        _BOX,
        (
            Shape(ellipse(12, 12, 10.5, 10.5), stroke=QUIET, width=1.2),
            Shape(ellipse(8.3, 9.2, 1.1, 1.4), fill=INK),
            Shape(ellipse(15.7, 9.2, 1.1, 1.4), fill=INK),
            Shape(mouth, stroke=INK, width=1.6),
        ),
    )


FACES = tuple(_face(bend) for bend in (-5.0, -2.5, 0.0, 2.5, 5.0))
"""From sad, 0, to glad, 4. Each is one drawing, so that a page of them is drawn quickly."""


def scale_for(height: float) -> float:
    """How much a symbol is scaled to be `height` points high."""
    return height / _BOX
