"""As much as a piece of paper has room for, whole, with a word that there is more."""

import math
from collections.abc import Sequence

from peerdesk.documents.flow import Row, pages


def height_of(rows: Sequence[Row]) -> float:
    """How high `rows` stand below one another."""
    (page,) = pages(rows, math.inf) or [()]
    return page[-1].top + page[-1].row.height if page else 0.0


def that_fit(
    head: Sequence[Row],
    items: Sequence[Sequence[Row]],
    more: Sequence[Row],
    height: float,
    *,
    is_all: bool,
) -> list[int]:
    """Which items have room below `head` in `height`, the first ones first.

    Unless all of them do, and `is_all` says that there is nothing beyond them, `more` has to fit as
    well. Where not even one has room it is all of them, to flow on to another piece.
    """
    everything = list(range(len(items)))
    closing = [] if is_all else more
    if height_of([*head, *_joined(items, everything), *closing]) <= height:
        return everything
    chosen: list[int] = []
    for place in everything:
        if height_of([*head, *_joined(items, [*chosen, place]), *more]) <= height:
            chosen.append(place)
    return chosen or everything


def _joined(items: Sequence[Sequence[Row]], places: Sequence[int]) -> list[Row]:
    return [row for place in places for row in items[place]]
