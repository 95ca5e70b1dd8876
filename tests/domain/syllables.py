"""Syllables by rule, which find a few more than the patterns that divide lines do.

Spanish ones follow from the spelling. English ones are groups of vowels without a silent e.
"""

import re

_ENGLISH = re.compile(r"[aeiouy]+?(?=ing|[^aeiouy]|$)")
_ENGLISH_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouycgshxz]es)$")
_SPANISH = re.compile(
    # A strong vowel with the weak ones beside it, an accented weak one, or weak ones alone.
    r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéó])|y(?![aeiouáéíóú]))?|[íú]|[iuüy]+(?![aeoáéó])"
)


def english(word: str) -> int:
    """The syllables of an English word."""
    plain = re.split(r"['\u2019]", word.casefold())[0]
    groups = len(_ENGLISH.findall(plain))
    return max(1, groups - bool(_ENGLISH_SILENT.search(plain)))


def spanish(word: str) -> int:
    """The syllables of a Spanish word."""
    # The u of que, qui, gue and gui is not heard.
    heard = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.casefold())
    return max(1, len(_SPANISH.findall(heard)))
