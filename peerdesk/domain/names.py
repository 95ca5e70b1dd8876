"""Text that people type as a name or a single line."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

LONGEST_NAME = 200
"""Characters (code points) that a name may have; more is a paste gone wrong."""

_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = " \u200c\u200d"
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_REPLACED_BY_SPACE = {"Zs", "Zl", "Zp"}
_LINE_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
"""What ends a line in text pasted from elsewhere; word processors break one inside a paragraph by
a vertical tab."""


def one_line(raw: str) -> str:
    """`raw` in Unicode form C, on one line, without control characters or doubled spaces.

    Zero-width joiners stay, because emoji and several scripts need them; directional controls go,
    because a single one can turn a whole row of a table around.
    """
    kept = []
    for character in raw.translate(_LINE_BREAKS):
        category = unicodedata.category(character)
        if category in _REPLACED_BY_SPACE or character in "\t\n":
            kept.append(" ")
        elif category in {"Cc", "Cs"} or (category == "Cf" and character not in _JOINERS):
            continue
        else:
            kept.append(character)
    # Only now: what was dropped may have stood between a letter and its accent.
    line = " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
    # Joiners alone would be a name that nobody can see.
    return line if line.strip(_INVISIBLE) else ""


def kept_apart(name: str) -> str:
    """A name within a sentence: one that runs from the right turns nothing around it (UAX #9)."""
    runs_from_the_right = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in name)
    return f"{_ISOLATE}{name}{_END_OF_ISOLATE}" if runs_from_the_right else name


def folded(text: str) -> str:
    """`text` for comparing and searching: without case, accents or doubled spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Twice, because decomposing gives capitals (of a mathematical A) and lower case gives accents.
    return " ".join(_bare(_bare(text).casefold()).split())


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def many_lines(raw: str) -> str:
    """`raw` in Unicode form C without control characters, its line breaks as `\\n`."""
    unified = raw.replace("\r\n", "\n").translate(_LINE_BREAKS)
    kept = "".join(c for c in unified if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).rstrip()


def letters_of(names: Sequence[str]) -> tuple[str, ...]:
    """For each name what tells it from the others and gives none away: "AB", "Am", "A 2"."""
    short = [_first_letters(name) for name in names]
    taken = Counter(short)
    longer = [
        name[:2] if taken[letters] > 1 and name[:2].isalpha() else letters
        for name, letters in zip(names, short, strict=True)
    ]
    seen: Counter[str] = Counter()
    told_apart = []
    for letters in longer:
        seen[letters] += 1
        told_apart.append(letters if seen[letters] == 1 else f"{letters} {seen[letters]}")
    return tuple(told_apart)


def _first_letters(name: str) -> str:
    """The first letter of the first two words, a symbol with all that belongs to it."""
    return "".join(_first_of(word) for word in name.split()[:2]).upper()


def _first_of(word: str) -> str:
    end = 1
    while end < len(word) and (
        word[end] in _JOINERS
        or word[end - 1] in _JOINERS
        or unicodedata.category(word[end]) in {"Mn", "Me", "Mc", "Sk"}
    ):
        end += 1
    return word[:end]
