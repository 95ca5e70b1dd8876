"""Which way text runs, and in which order pieces of both ways stand on a line (UAX #9)."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from bidi import algorithm  # type: ignore[import-untyped]

_Piece = TypeVar("_Piece")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


def levels(text: str) -> list[int]:
    """The embedding level of each character of one paragraph: odd ones run right to left."""
    if not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return [0] * len(text)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return _with_neutral_boundaries(text, storage["base_level"], storage["chars"])


def _with_neutral_boundaries(
    text: str, base: int, resolved: Sequence[dict[str, object]]
) -> list[int]:
    """The levels, with those of joiners, which rule X9 leaves out, taken from their neighbour."""
    found = [int(str(character["level"])) for character in reversed(resolved)]
    complete: list[int] = []
    for character in text:
        if unicodedata.bidirectional(character) == "BN":
            complete.append(complete[-1] if complete else base)
        else:
            complete.append(found.pop())
    return complete


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction says so (rules P2 and P3)."""
    return bool(algorithm.get_base_level(text))


def in_visual_order(pieces: Sequence[_Piece], level: Callable[[_Piece], int]) -> list[_Piece]:
    """The pieces of one line from left to right (rule L2)."""
    ordered = list(pieces)
    for depth in range(max(map(level, pieces), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and level(ordered[end]) >= depth:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = max(end, start + 1)
    return ordered
