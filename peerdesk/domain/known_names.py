"""Finding the names that a vault knows in words that others are going to read.

A name counts where it is written with a capital: "Hope" is found, "hope" is not. So does a part of
a longer one, unless the words have it as an ordinary word: "Quiet One" is found as a whole.
"""

import re
from collections.abc import Collection, Iterable

from peerdesk.domain.names import folded

SHORTEST_PART = 3
"""Letters; a shorter part of a name, such as "de", is not looked for by itself."""

_WORD = re.compile(r"[^\W_]+")


class KnownNames:
    """The names of people and groups, made ready once so that looking takes no time."""

    def __init__(self, people: Iterable[str], groups: Iterable[str] = ()) -> None:
        self._single: dict[str, list[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._several: dict[str, list[str]] = {}
        """By the first word of each, so that only those are compared that may be there."""
        for name in dict.fromkeys(people):
            words = _WORD.findall(name)
            for part in _parts(words):
                (self._parts if len(words) > 1 else self._single).setdefault(part, []).append(name)
            if len(words) > 1:
                self._several.setdefault(_folded(words[0]), []).append(name)
        for name in dict.fromkeys(groups):
            for word in _WORD.findall(name)[:1]:
                self._several.setdefault(_folded(word), []).append(name)

    def found_in(self, words: str, ordinary: Collection[str] = frozenset()) -> tuple[str, ...]:
        """The names that are in the words, each once, in the order of the words.

        `ordinary` are words that the language has anyway, as `ordinary_words` or `all_words` gives
        them.
        """
        own = ordinary_words(words)
        whole = f" {_spaced(words)} "
        found: dict[str, None] = {}
        # A word that comes again leads to the same names; a note may repeat one a thousand times.
        for word in dict.fromkeys(_WORD.findall(words)):
            key = _folded(word)
            if word[0].isupper():
                found.update(dict.fromkeys(self._single.get(key, ())))
                if key not in own and key not in ordinary:
                    found.update(dict.fromkeys(self._parts.get(key, ())))
            for name in self._several.get(key, ()):
                if name not in found and f" {_spaced(name)} " in whole:
                    found[name] = None
        return tuple(found)


def ordinary_words(text: str) -> frozenset[str]:
    """The words of a text that are written small in it, and so are no names."""
    return frozenset(_folded(word) for word in _WORD.findall(text) if word[0].islower())


def all_words(text: str) -> frozenset[str]:
    """Every word of a text in which no word is meant as a name."""
    return frozenset(map(_folded, _WORD.findall(text)))


def _parts(words: list[str]) -> set[str]:
    """The words of a name that could stand for the person: not "with the bike" after "Sam"."""
    return {
        _folded(word)
        for word in words
        if len(word) >= SHORTEST_PART and (len(words) == 1 or not word[0].islower())
    }


def _spaced(text: str) -> str:
    return " ".join(map(_folded, _WORD.findall(text)))


def _folded(word: str) -> str:
    """As `folded`, which looks for spaces besides: thousands of names are folded in one go."""
    return word.lower() if word.isascii() else folded(word)
