"""Two versions of a script, or of a note, compared word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerdesk.domain.scripts import ScriptVersion, Segment

ALIKE = 0.25
"""The share of their words that two lines have in common if one was made from the other."""
LOOKED_AHEAD = 12
"""Lines in which the later form of a line is looked for."""
PATIENCE = 1_000
"""From this many parts on, frequent ones are left out of the search. Without that a text of one
word over and over would take seconds (its time grows with the square)."""


class Fate(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class LineKind(StrEnum):
    """What a line of a script is."""

    TITLE = "title"
    TEXT = "text"
    RULE = "rule"
    WHY = "why"
    QUESTION = "question"


class Piece(NamedTuple):
    """Words of one fate, with single spaces between."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One line with what became of each of its words."""

    kind: LineKind
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it is new or gone."""
        return any(piece.fate is not Fate.SAME for piece in self.pieces)


class _Line(NamedTuple):
    kind: LineKind
    text: str


def compare(before: ScriptVersion, after: ScriptVersion, off_mark: str) -> tuple[Passage, ...]:
    """Every line of both versions, in reading order.

    `off_mark` stands before what is switched off.
    """
    old, new = (tuple(_lines(version, off_mark)) for version in (before, after))
    return tuple(_compared(old, new))


def compare_texts(before: str, after: str) -> tuple[Passage, ...]:
    """Every line of two plain texts, such as a note and what it said before."""
    old, new = (
        tuple(_Line(LineKind.TEXT, line.strip()) for line in text.split("\n") if line.strip())
        for text in (before, after)
    )
    return tuple(_compared(old, new))


def count(passages: Sequence[Passage], fate: Fate) -> int:
    """How many words met a fate."""
    return sum(
        len(piece.words.split())
        for passage in passages
        for piece in passage.pieces
        if piece.fate is fate
    )


def _lines(version: ScriptVersion, off_mark: str) -> Iterator[_Line]:
    for segment in version.segments:
        mark = "" if segment.switched_on else f"{off_mark} "
        yield _Line(LineKind.TITLE, mark + segment.title)
        for line in segment.text.split("\n"):
            if line.strip():
                yield _Line(LineKind.TEXT, line.strip())
        yield from _rule_lines(segment, off_mark)


def _rule_lines(segment: Segment, off_mark: str) -> Iterator[_Line]:
    for rule in segment.rules:
        mark = "" if rule.switched_on else f"{off_mark} "
        yield _Line(LineKind.RULE, mark + rule.text)
        for kind, text in ((LineKind.WHY, rule.why), (LineKind.QUESTION, rule.ask)):
            if text:
                yield _Line(kind, text)


def _compared(old: tuple[_Line, ...], new: tuple[_Line, ...]) -> Iterator[Passage]:
    for tag, old_from, old_to, new_from, new_to in _matched(old, new):
        if tag == "equal":
            for line in old[old_from:old_to]:
                yield _whole(line, Fate.SAME)
        else:
            yield from _changed(old[old_from:old_to], new[new_from:new_to])


def _changed(old: Sequence[_Line], new: Sequence[_Line]) -> Iterator[Passage]:
    """Lines of which none stayed as it was: each with its later form, where it has one."""
    at = 0
    for line in old:
        ahead = range(at, min(at + LOOKED_AHEAD, len(new)))
        later = next((place for place in ahead if _alike(line, new[place])), None)
        if later is None:
            yield _whole(line, Fate.REMOVED)
            continue
        for fresh in new[at:later]:
            yield _whole(fresh, Fate.ADDED)
        yield Passage(line.kind, tuple(_word_by_word(line.text, new[later].text)))
        at = later + 1
    for fresh in new[at:]:
        yield _whole(fresh, Fate.ADDED)


def _alike(line: _Line, other: _Line) -> bool:
    if line.kind is not other.kind:
        return False
    words, others = (set(each.text.casefold().split()) for each in (line, other))
    either = words | others
    return not either or len(words & others) >= ALIKE * len(either)


def _word_by_word(before: str, after: str) -> Iterator[Piece]:
    old, new = before.split(), after.split()
    for tag, old_from, old_to, new_from, new_to in _matched(old, new):
        if tag == "equal":
            yield Piece(Fate.SAME, " ".join(old[old_from:old_to]))
            continue
        if old_from < old_to:
            yield Piece(Fate.REMOVED, " ".join(old[old_from:old_to]))
        if new_from < new_to:
            yield Piece(Fate.ADDED, " ".join(new[new_from:new_to]))


def _matched(
    old: Sequence[object], new: Sequence[object]
) -> Sequence[tuple[str, int, int, int, int]]:
    """The blocks of `difflib`: what it is, from and to in `old`, from and to in `new`."""
    many = max(len(old), len(new)) >= PATIENCE
    return SequenceMatcher(None, old, new, autojunk=many).get_opcodes()


def _whole(line: _Line, fate: Fate) -> Passage:
    return Passage(line.kind, (Piece(fate, " ".join(line.text.split())),))
