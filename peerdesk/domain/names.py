"""Text that people type as a name or a single line."""

import unicodedata

LONGEST_NAME = 200
"""Characters (code points) that a name may have; more is a paste gone wrong."""

_JOINERS = {"\u200c", "\u200d"}
_REPLACED_BY_SPACE = {"Zs", "Zl", "Zp"}


def one_line(raw: str) -> str:
    """`raw` in Unicode form C, on one line, without control characters or doubled spaces.

    Zero-width joiners stay, because emoji and several scripts need them; directional controls go,
    because a single one can turn a whole row of a table around.
    """
    kept = []
    for character in unicodedata.normalize("NFC", raw):
        category = unicodedata.category(character)
        if category in _REPLACED_BY_SPACE or character in "\t\r\n":
            kept.append(" ")
        elif category in {"Cc", "Cs"} or (category == "Cf" and character not in _JOINERS):
            continue
        else:
            kept.append(character)
    return " ".join("".join(kept).split())


def folded(text: str) -> str:
    """`text` for comparing and searching: without case, accents or doubled spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())


def initials(name: str) -> str:
    """The first character of each of the first three words, for a screen that others can see."""
    return "".join(word[0].upper() for word in name.split()[:3])


def many_lines(raw: str) -> str:
    """`raw` in Unicode form C without control characters, its line breaks as `\\n`."""
    unified = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        c for c in unified if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}
    ).rstrip()
