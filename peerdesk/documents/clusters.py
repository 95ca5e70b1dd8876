"""Text as people see it: cleaned of what can't be printed, cut where a letter ends.

A cluster is what a reader takes for one letter: a base with its accents, a flag, a family emoji.
A font must hold all of it, and a line may only break between two of them.
"""

import re
import unicodedata

ZERO_WIDTH_JOINER = "\u200d"
_JOINERS = {"\u200c", ZERO_WIDTH_JOINER}
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """`text` in Unicode form C without control characters; its line ends become `\\n`.

    Directional controls go too: the order of mixed scripts follows from the letters alone, and one
    stray control could turn a whole line around. Joiners stay, emoji and Arabic need them.
    """
    one_kind_of_end = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    return "".join(c for c in one_kind_of_end if c == "\n" or _is_kept(c))


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in {"Cc", "Cf", "Cs"} or character in _JOINERS


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, cleaned. Every line end starts a new one; empty ones are left out.

    White space within a paragraph is single, except that a no-break space stays what it is.
    """
    lines = cleaned(text).split("\n")
    tidy = (re.sub(r"[^\S\xa0]+", " ", line).strip() for line in lines)
    return tuple(line for line in tidy if line)


def clusters(text: str) -> list[str]:
    """`text`, cut between what a reader takes for single letters."""
    parts: list[str] = []
    for character in text:
        if parts and _continues(parts[-1], character):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _continues(cluster: str, character: str) -> bool:
    if cluster[-1].isspace():
        return False
    if unicodedata.category(character)[0] == "M" or character in _JOINERS:
        return True
    if ord(character) in _SKIN_TONES:
        return True
    if ord(character) in _FLAG_LETTERS:
        return len(cluster) == 1 and ord(cluster) in _FLAG_LETTERS
    joined = cluster[-1] == ZERO_WIDTH_JOINER
    return joined and unicodedata.category(character) == "So"


def is_invisible(character: str) -> bool:
    """Whether it only steers its neighbours, so that a font may do without it."""
    return character in _JOINERS or ord(character) in _VARIATION_SELECTORS
