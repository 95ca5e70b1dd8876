"""Which way text runs, and in which order pieces of both ways stand on a line (UAX #9)."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bidi import algorithm  # type: ignore[import-untyped]  # ships no types

_Piece = TypeVar("_Piece")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_NEUTRAL = "\ufffd"
"""Stands in for characters that Unicode has not assigned yet, which have no direction."""


def levels(text: str) -> list[int]:
    """The embedding level of each character of one paragraph: odd ones run right to left."""
    if not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return [0] * len(text)
    known = "".join(c if unicodedata.bidirectional(c) else _NEUTRAL for c in text)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = _base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(known, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return _with_neutral_boundaries(text, storage["base_level"], storage["chars"])


_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "\u00ab": "\u00bb", "\u2039": "\u203a"}


def _resolve_brackets(characters: list[dict[str, str]], base: str) -> None:
    """Give both brackets of a pair one direction (rule N0, which the library leaves out)."""
    for opening, closing in sorted(_bracket_pairs(characters)):
        inside = {_STRONG.get(c["type"]) for c in characters[opening + 1 : closing]} - {None}
        before = (_STRONG.get(c["type"]) for c in reversed(characters[:opening]))
        context = next((strong for strong in before if strong), base)
        if inside:
            direction = base if base in inside else context
            characters[opening]["type"] = characters[closing]["type"] = direction


def _bracket_pairs(characters: list[dict[str, str]]) -> Iterator[tuple[int, int]]:
    """The places of brackets that match (definition BD16)."""
    open_ones: list[tuple[str, int]] = []
    for place, character in enumerate(characters):
        if character["ch"] in _CLOSING:
            open_ones.append((_CLOSING[character["ch"]], place))
        else:
            waiting = [closing for closing, _ in open_ones]
            if character["ch"] in waiting:
                last = len(waiting) - 1 - waiting[::-1].index(character["ch"])
                yield open_ones[last][1], place
                del open_ones[last:]


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
    """Whether a paragraph begins at the right."""
    return bool(_base_level(text))


def _base_level(text: str) -> int:
    """That of the first letter that has a direction (UAX #9, P2 and P3).

    But a sentence that only begins with a name from the right runs on as most of its letters do.
    """
    level: int = algorithm.get_base_level(text)
    kinds = [unicodedata.bidirectional(c) for c in text] if level else []
    from_right = sum(kind in {"R", "AL"} for kind in kinds)
    return 0 if kinds.count("L") > from_right else level


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
