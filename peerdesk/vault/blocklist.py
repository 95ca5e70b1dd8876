"""Passphrases that a guesser tries first: phrases that everybody knows, however they are spelled.

zxcvbn knows words, names, rows of keys, repetitions and dates, but takes a saying for as many
words as it has. Nobody who guesses does.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from peerdesk.domain.passphrases import MINIMUM_CHARACTERS
from peerdesk.paths import resource

FEW: Final = 8
"""Characters beside a known phrase that are no more than an afterthought, such as a year."""
_LEET: Final = str.maketrans("013457$@!+", "oleastsait")
_UNSAID: Final = re.compile(r"[\W_]+")


def is_known(passphrase: str) -> bool:
    """Whether it is a phrase of the list, a part of one, or one with a few characters added."""
    return any(_is_known(spelled) for spelled in spellings(passphrase))


def is_one_part_again(passphrase: str) -> bool:
    """Whether it is one short part, too short by itself, said two times or more."""
    for spelled in spellings(passphrase):
        # A text is a part repeated if it is found in itself, doubled, before its own end.
        part = (spelled + spelled).find(spelled, 1)
        if 0 < part < min(len(spelled), MINIMUM_CHARACTERS):
            return True
    return False


def is_made_of(passphrase: str, names: Iterable[str]) -> bool:
    """Whether little is left once these names and every digit are taken out."""
    parts = sorted({part for name in names for part in spellings(name)}, key=len, reverse=True)
    for spelled in spellings(passphrase):
        left = spelled
        for part in parts:
            left = left.replace(part, "")
        letters = [character for character in left if not character.isdecimal()]
        if left != spelled and len(letters) < FEW:
            return True
    return False


def spellings(passphrase: str) -> set[str]:
    """Letters and digits alone, without case and accents; and the same with digits as letters."""
    apart = unicodedata.normalize("NFKD", passphrase).casefold()
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return {_UNSAID.sub("", plain), _UNSAID.sub("", plain.translate(_LEET))} - {""}


@cache
def known_phrases() -> tuple[str, ...]:
    """Every phrase of the list, as `spellings` has them, the longest first."""
    text = resource("words", "common_passphrases.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(sorted({min(spellings(line)) for line in lines}, key=len, reverse=True))


def _is_known(spelled: str) -> bool:
    if len(spelled) < FEW:
        return False
    return any(
        spelled in phrase or (phrase in spelled and len(spelled) - len(phrase) <= FEW)
        for phrase in known_phrases()
    )
