"""Paragraphs broken into lines at a given size; words stay whole.

Lengths are points. Nothing here knows of pages or of PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from peerdesk.documents.clusters import clusters
from peerdesk.documents.direction import in_visual_order, levels, runs_right_to_left
from peerdesk.documents.typeface import PER_EM, Glyph, Typeface, Weight, chosen


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque colour of the screen's RGB space, each part from 0 to 255."""

    red: int
    green: int
    blue: int


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How letters are set. `size` and `leading` (baseline to baseline) are points."""

    weight: Weight
    size: float
    leading: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one typeface and one direction, from left to right as drawn."""

    face: Typeface
    level: int
    glyphs: tuple[Glyph, ...]

    @property
    def advance(self) -> float:
        """Its width, in thousandths of the letters' size."""
        return sum(glyph.advance for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph, its pieces in the order in which they are seen."""

    pieces: tuple[Piece, ...]
    width: float
    style: TextStyle
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    """A cluster, or the part of one that a single typeface draws."""

    text: str
    face: Typeface
    level: int


_Word = tuple[_Letter, ...]


def set_in_lines(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """One paragraph in lines of at most `width` points.

    Only a word that is longer than a whole line is cut, between two letters.
    """
    words, spaces = _words(text, style.weight)
    right_to_left = runs_right_to_left(text)
    available = width * PER_EM / style.size
    lines: list[list[_Letter]] = []
    used = 0.0
    for word, space in zip(words, spaces, strict=True):
        for position, part in enumerate(_cut_to_fit(word, available)):
            advance = _advance(part)
            gap = _advance((space,))
            if lines and position == 0 and used + gap + advance <= available:
                lines[-1] += [space, *part]
                used += gap + advance
            else:
                lines.append([*part])
                used = advance
    return tuple(_line(letters, style, right_to_left) for letters in lines)


def _words(text: str, weight: Weight) -> tuple[list[_Word], list[_Letter]]:
    """The words of `text`, and for each the space before it (the first one's is never drawn)."""
    every_level = levels(text)
    words: list[_Word] = []
    spaces = [_Letter(" ", chosen(" ", weight)[0].face, 0)]
    word: list[_Letter] = []
    start = 0
    for cluster in clusters(text):
        parts = [_Letter(c.text, c.face, every_level[start]) for c in chosen(cluster, weight)]
        start += len(cluster)
        if cluster == " ":
            words.append(tuple(word))
            spaces.append(parts[0])
            word = []
        else:
            word += parts
    return [*words, tuple(word)], spaces


def _cut_to_fit(word: _Word, available: float) -> Iterator[_Word]:
    """`word` whole if it fits a line, else in parts that do."""
    if _advance(word) <= available:
        yield word
        return
    part: _Word = ()
    for letter in word:
        longer = (*part, letter)
        if part and _advance(longer) > available:
            yield part
            longer = (letter,)
        part = longer
    yield part


def _pieces(letters: list[_Letter] | _Word) -> list[Piece]:
    """The letters in runs of one typeface and direction, shaped, in reading order."""
    runs = groupby(letters, key=lambda letter: (letter.face, letter.level, letter.text == " "))
    return [
        Piece(
            face,
            level,
            face.shape("".join(letter.text for letter in run), right_to_left=level % 2 == 1),
        )
        for (face, level, _), run in runs
    ]


def _advance(letters: _Word) -> float:
    return sum(piece.advance for piece in _pieces(letters))


def _line(letters: list[_Letter], style: TextStyle, right_to_left: bool) -> Line:  # noqa: FBT001
    pieces = in_visual_order(_pieces(letters), lambda piece: piece.level)
    width = sum(piece.advance for piece in pieces) * style.size / PER_EM
    return Line(tuple(pieces), width, style, right_to_left)
