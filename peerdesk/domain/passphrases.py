"""What a passphrase is: how it is spelled for the keys, how long it must be, how one is made."""

import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum

MINIMUM_CHARACTERS = 15
"""NIST SP 800-63B-4 §3.1.1.2: at least 15 where a password is the only factor."""

FEWEST_WORDS, MOST_WORDS = 6, 8


class WeakReason(StrEnum):
    """What makes it easy to guess: the largest guessable part."""

    NONE = "none"
    COMMON_PASSWORD = "common-password"  # noqa: S105 - a reason, not a password
    COMMON_PHRASE = "common-phrase"
    COMMON_WORD = "common-word"
    NAME = "name"
    ABOUT_YOU = "about-you"
    KEYBOARD = "keyboard"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    DATE = "date"


def normal_form(secret: str) -> str:
    """The spelling that keys are derived from: NFKC, so that every keyboard's ü is the same."""
    return unicodedata.normalize("NFKC", secret)


def is_too_short(secret: str) -> bool:
    """Whether it has fewer than 15 characters once spelled in its normal form."""
    return len(normal_form(secret)) < MINIMUM_CHARACTERS


def generate(
    word_list: Sequence[str], random_below: Callable[[int], int], count: int = FEWEST_WORDS
) -> str:
    """Draw 6 to 8 words (12.9 bits each of the EFF large list), a space between each.

    `random_below(n)` gives 0 to n - 1, as `secrets.randbelow` does. Raises `ValueError` for another
    count.
    """
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        message = f"a passphrase has {FEWEST_WORDS} to {MOST_WORDS} words"
        raise ValueError(message)
    while True:
        phrase = " ".join(word_list[random_below(len(word_list))] for _ in range(count))
        # Six of the list's shortest words fall below the minimum: about one draw in a million.
        if not is_too_short(phrase):
            return phrase
