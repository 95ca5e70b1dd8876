"""Twelve words on paper that open a vault when its passphrase is forgotten.

Eleven words are drawn at random from a list of 7,776 (142 bits), the twelfth is a checksum over
them, so that a slip of the pen is told from the sheet of another vault before any key is tried.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

COUNT = 12
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


class RecoveryFault(StrEnum):
    """Why a line of words is no recovery sheet."""

    COUNT = "count"
    UNKNOWN_WORD = "unknown-word"
    CHECKSUM = "checksum"


class RecoveryWordsError(ValueError):
    """What was typed is not a sheet of recovery words.

    `position` counts from 1 and names the first unknown word, 0 where none is meant; `count` is
    the number of words that were read.
    """

    def __init__(self, fault: RecoveryFault, *, count: int, position: int = 0) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.count = count
        self.position = position


@dataclass(frozen=True, slots=True)
class RecoveryWords:
    """Twelve words whose checksum holds; made by `generate` and `parse` only."""

    words: tuple[str, ...] = field(repr=False)

    @property
    def secret(self) -> str:
        """The one spelling that keys are derived from: the words with a space between each."""
        return " ".join(self.words)


def checksum(words: Sequence[str], word_list: Sequence[str]) -> str:
    """The last word that belongs to the eleven before it."""
    digest = hashlib.sha256(" ".join(words).encode()).digest()
    return word_list[int.from_bytes(digest, "big") % len(word_list)]


def generate(word_list: Sequence[str], random_below: Callable[[int], int]) -> RecoveryWords:
    """Draw a new sheet; `random_below(n)` gives 0 to n - 1, as `secrets.randbelow` does."""
    drawn = [word_list[random_below(len(word_list))] for _ in range(COUNT - 1)]
    return RecoveryWords((*drawn, checksum(drawn, word_list)))


def parse(text: str, word_list: Sequence[str]) -> RecoveryWords:
    """Read what was typed, whatever its case, spacing, dashes and numbering.

    Raises `RecoveryWordsError` with the fault, and the position of the first unknown word.
    """
    known = frozenset(word_list)
    words = read_words(text, known)
    for position, word in enumerate(words, start=1):
        if word not in known:
            raise RecoveryWordsError(
                RecoveryFault.UNKNOWN_WORD, count=len(words), position=position
            )
    if len(words) != COUNT:
        raise RecoveryWordsError(RecoveryFault.COUNT, count=len(words))
    if words[-1] != checksum(words[:-1], word_list):
        raise RecoveryWordsError(RecoveryFault.CHECKSUM, count=len(words))
    return RecoveryWords(tuple(words))


def looks_like_words(text: str, word_list: Sequence[str]) -> bool:
    """Whether someone who typed this meant a recovery sheet: 12 words, or nearly, mostly known."""
    known = frozenset(word_list)
    words = read_words(text, known)
    hits = sum(word in known for word in words)
    return COUNT - 1 <= len(words) <= COUNT + 1 and hits >= COUNT - 3


def read_words(text: str, known: frozenset[str]) -> list[str]:
    """Split into words; "drop down" and "drop-down" are one word where the list has it so."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(DASHES)
    pieces = [piece.strip(".,;:()") for piece in plain.split()]
    pieces = [piece for piece in pieces if piece and not piece.isdecimal()]
    # A sheet typed with dashes all along ("abacus-abdomen-…") has pieces that the list lacks.
    parts = [part for piece in pieces for part in _unhyphenated(piece, known)]
    words: list[str] = []
    for part in parts:
        joined = f"{words[-1]}-{part}" if words else ""
        if joined in known:
            words[-1] = joined
        else:
            words.append(part)
    return words


def _unhyphenated(piece: str, known: frozenset[str]) -> list[str]:
    if piece in known:
        return [piece]
    return [part for part in piece.split("-") if part]
