"""How easy a script's words are, with the syllables that Pyphen's patterns find.

To be asked in a job: the first text of a language reads its patterns, which takes 0.1 s. Patterns
are made for dividing lines and miss some syllables ("idea" counts as one), so the score leans a
little to the easy side, for every text alike.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from peerdesk.domain.readability import MEASURES, Readability, counted, readability

if TYPE_CHECKING:
    from pyphen import Pyphen

_PATTERNS = {"en": "en_US", "es": "es", "de": "de_DE", "fr": "fr"}
MOST_REMEMBERED = 20_000
"""Words whose syllables are known; a script has fewer than 2,000 different ones."""


def readability_of(text: str, language: str) -> Readability | None:
    """The measure of a text in its language, or None where there is none to give."""
    main = language.partition("-")[0]
    if main not in MEASURES:
        return None
    counts = counted(text, lambda word: _syllables(word.casefold(), _PATTERNS[main]))
    return readability(counts, main)


@lru_cache(MOST_REMEMBERED)
def _syllables(word: str, patterns: str) -> int:
    # One more than the places where it could be divided.
    return sum(len(_hyphens(patterns).positions(part)) + 1 for part in word.split("-"))


@cache
def _hyphens(patterns: str) -> Pyphen:
    from pyphen import Pyphen  # noqa: PLC0415 - not needed before something is edited

    return Pyphen(lang=patterns, left=1, right=1)
