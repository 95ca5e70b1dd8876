"""What is pointed out while a note is typed: names of the roster, and words that label or judge.

A nudge explains and can be passed by; nothing is refused, counted or kept about whoever writes.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.known_names import KnownNames
from peerdesk.domain.names import folded

_WORD = re.compile(r"[^\W_]+")


class NudgeKind(StrEnum):
    """What was found."""

    NAME = "name"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Nudge:
    """Text from `start` to `end` (characters) and what could stand there instead.

    Of a name it is empty: what stands for somebody is said in the reader's own language.
    """

    kind: NudgeKind
    start: int
    end: int
    found: str
    instead: str = ""

    @property
    def key(self) -> str:
        """What two nudges about the same words share."""
        return folded(self.found)


class GentleWords:
    """Words that label or judge, each with gentler ones, made ready for looking quickly."""

    def __init__(self, instead_of: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, instead in instead_of.items():
            words = tuple(folded(word) for word in _WORD.findall(label))
            if words:
                self._by_first.setdefault(words[0], []).append((words, instead))
        for several in self._by_first.values():
            several.sort(key=_longest_first)

    def found_in(self, text: str) -> list[Nudge]:
        """The labels in a text, in its order; of two at one place the longer."""
        words = list(_WORD.finditer(text))
        keys = [folded(word[0]) for word in words]
        found = []
        place = 0
        while place < len(words):
            match = self._at(keys, place)
            if match is None:
                place += 1
                continue
            length, instead = match
            start, end = words[place].start(), words[place + length - 1].end()
            found.append(Nudge(NudgeKind.LABEL, start, end, text[start:end], instead))
            place += length
        return found

    def _at(self, keys: list[str], place: int) -> tuple[int, str] | None:
        for words, instead in self._by_first.get(keys[place], ()):
            if tuple(keys[place : place + len(words)]) == words:
                return len(words), instead
        return None


def names_in(text: str, known: KnownNames) -> list[Nudge]:
    """Where the names that are in a text stand, in its order."""
    wanted = {folded(word) for name in known.found_in(text) for word in _WORD.findall(name)}
    found: list[Nudge] = []
    for word in _WORD.finditer(text):
        if folded(word[0]) not in wanted or not word[0][0].isupper():
            continue
        before = found[-1] if found else None
        if before is not None and text[before.end : word.start()].isspace():
            # Two words of one name are one place.
            found[-1] = _name_at(text, before.start, word.end())
        else:
            found.append(_name_at(text, word.start(), word.end()))
    return found


def nudges_for(
    text: str, known: KnownNames, gentle: GentleWords, passed: Collection[str] = ()
) -> tuple[Nudge, ...]:
    """All that could be pointed out in a text, in its order, each word once.

    `passed` are the keys of what somebody decided to keep.
    """
    found: dict[str, Nudge] = {}
    for nudge in _in_order((*names_in(text, known), *gentle.found_in(text))):
        if nudge.key not in passed:
            found.setdefault(nudge.key, nudge)
    return tuple(found.values())


def _name_at(text: str, start: int, end: int) -> Nudge:
    return Nudge(NudgeKind.NAME, start, end, text[start:end])


def _in_order(nudges: Iterable[Nudge]) -> list[Nudge]:
    return sorted(nudges, key=_start)


def _start(nudge: Nudge) -> int:
    return nudge.start


def _longest_first(entry: tuple[tuple[str, ...], str]) -> int:
    return -len(entry[0])
