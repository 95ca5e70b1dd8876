"""Simple drawings: outlines that are filled or stroked. Nothing here knows of PDF."""

from dataclasses import dataclass
from enum import Enum

from peerdesk.documents.lines import Colour


class Verb(Enum):
    """What a step of an outline does."""

    MOVE = "move"
    LINE = "line"
    CURVE = "curve"
    """A cubic one: two control points, then where it ends."""
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an outline: x and y of each point, y downwards."""

    verb: Verb
    points: tuple[float, ...] = ()


Outline = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline with round ends and corners; filled, stroked, or both."""

    outline: Outline
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 1.0
    """Of the stroke."""
    dashes: tuple[float, ...] = ()
    """Lengths of strokes and gaps in turn; empty for an unbroken line."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in a box, those behind first."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing on a row, its box `left` and `top` from the row's corner.

    `says` is read aloud in its place; a drawing that only adorns says nothing.
    """

    drawing: Drawing
    left: float
    top: float
    scale: float = 1.0
    says: str = ""


_ROUND = 0.5522847498
"""How far a quarter circle's control points lie from its ends, as a share of the radius."""


def line(x: float, y: float, to_x: float, to_y: float) -> Outline:
    """From one point to another."""
    return (Step(Verb.MOVE, (x, y)), Step(Verb.LINE, (to_x, to_y)))


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Outline:
    """A rectangle, its corners rounded by `radius`."""
    right, bottom, off = x + width, y + height, radius * (1 - _ROUND)
    if not radius:
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        first, *others = corners
        lines = (Step(Verb.LINE, corner) for corner in others)
        return (Step(Verb.MOVE, first), *lines, Step(Verb.CLOSE))
    return (
        Step(Verb.MOVE, (x + radius, y)),
        Step(Verb.LINE, (right - radius, y)),
        Step(Verb.CURVE, (right - off, y, right, y + off, right, y + radius)),
        Step(Verb.LINE, (right, bottom - radius)),
        Step(Verb.CURVE, (right, bottom - off, right - off, bottom, right - radius, bottom)),
        Step(Verb.LINE, (x + radius, bottom)),
        Step(Verb.CURVE, (x + off, bottom, x, bottom - off, x, bottom - radius)),
        Step(Verb.LINE, (x, y + radius)),
        Step(Verb.CURVE, (x, y + off, x + off, y, x + radius, y)),
        Step(Verb.CLOSE),
    )


def ellipse(x: float, y: float, across: float, down: float) -> Outline:
    """Around the point (x, y), with its two radii."""
    k, m = across * _ROUND, down * _ROUND
    return (
        Step(Verb.MOVE, (x + across, y)),
        Step(Verb.CURVE, (x + across, y + m, x + k, y + down, x, y + down)),
        Step(Verb.CURVE, (x - k, y + down, x - across, y + m, x - across, y)),
        Step(Verb.CURVE, (x - across, y - m, x - k, y - down, x, y - down)),
        Step(Verb.CURVE, (x + k, y - down, x + across, y - m, x + across, y)),
        Step(Verb.CLOSE),
    )
