"""As much as a piece of paper has room for, whole, with a word that there is more."""

import math
from collections.abc import Sequence

from peerdesk.documents.flow import Row, pages


def height_of(rows: Sequence[Row]) -> float:
    """How high `rows` stand below one another."""
    (page,) = pages(rows, math.inf) or [()]
    return page[-1].top + page[-1].row.height if page else 0.0


def as_many_as_fit(
    head: Sequence[Row],
    items: Sequence[Sequence[Row]],
    more: Sequence[Row],
    height: float,
    *,
    is_all: bool,
) -> list[Row]:
    """`head` and the items that fit into `height`, the first ones first; then `more`.

    `is_all` says that there is nothing beyond the items, so that `more` is left out where all of
    them fit. Where not even one fits they are all given, to flow on to another piece.
    """
    whole = [*head, *_joined(items)]
    closing = [] if is_all else list(more)
    if height_of([*whole, *closing]) <= height:
        return [*whole, *closing]
    chosen: list[Row] = []
    for item in items:
        if height_of([*head, *chosen, *item, *more]) <= height:
            chosen += item
    return [*head, *chosen, *more] if chosen else [*whole, *closing]


def _joined(items: Sequence[Sequence[Row]]) -> list[Row]:
    return [row for item in items for row in item]
