"""Paragraphs broken into lines at a given size; words stay whole.

Lengths are points. Nothing here knows of pages or of PDF.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

from peerdesk.documents.clusters import clusters
from peerdesk.documents.direction import in_visual_order, levels, runs_right_to_left
from peerdesk.documents.typeface import PER_EM, Glyph, Typeface, Weight, chosen


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque colour of the screen's RGB space, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def grey(self) -> float:
        """The grey that is just as light, from 0 for black to 1: contrasts stay what they are."""
        parts = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        light = sum(share * part for share, part in zip(_LUMINANCE, parts, strict=True))
        return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""How light red, green and blue look, as shares of white (IEC 61966-2-1)."""


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


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
    is_cut: bool = False
    """Its last word goes on in the next line."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A cluster, or the part of one that a single typeface draws."""

    text: str
    face: Typeface
    level: int


_Word = tuple[_Letter, ...]
Spans = tuple[tuple[int, int], ...]
"""Parts of a text: the first character of each, and the one after its last."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, or a part of one that is longer than a line. `advance` is in thousandths."""

    pieces: tuple[Piece, ...]
    advance: float
    space: Piece | None
    """The space before it; a part that goes on with a word has none and begins a line."""


def set_in_lines(
    text: str, style: TextStyle, width: float, *, strong: int | Spans = 0
) -> tuple[Line, ...]:
    """One paragraph in lines of at most `width` points.

    In bold are its first `strong` characters, or those of the spans.
    Only a word that is longer than a whole line is cut, between two letters.
    """
    spans = ((0, strong),) if isinstance(strong, int) else strong
    available = width * PER_EM / style.size
    right_to_left = runs_right_to_left(text)
    parts = [
        _Part(pieces, _advance(pieces), _space(space) if first else None)
        for word, space in _words(text, style.weight, spans)
        for first, pieces in _cut_to_fit(word, available)
    ]
    lines = _balanced(parts, available)
    cut = [following[0].space is None for following in lines[1:]]
    return tuple(
        _line(line, style, right_to_left=right_to_left, is_cut=goes_on)
        for line, goes_on in zip(lines, [*cut, False], strict=True)
    )


_NEVER_FIRST = {"Pe", "Pf", "Po"}
"""Kinds of characters that end something: brackets, quotation marks, stops and commas."""
_WIDEST_SPACE = 0.35 * PER_EM
"""The space of a typeface of pictures is as wide as a picture."""
_NARROWER = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 0.8)
_SHORT_LAST_LINE = 0.2


def _balanced(parts: list[_Part], available: float) -> list[list[_Part]]:
    """The parts in lines, set a little narrower where that saves the last word from loneliness."""
    best = _filled(parts, available)
    for share in _NARROWER:
        if _extent(best[-1]) >= _SHORT_LAST_LINE * available:
            break
        lines = _filled(parts, available * share)
        if len(lines) == len(best) and _extent(lines[-1]) > _extent(best[-1]):
            best = lines
    return best


def _filled(parts: list[_Part], available: float) -> list[list[_Part]]:
    lines: list[list[_Part]] = []
    used = 0.0
    for part in parts:
        longer = used + part.advance + (part.space.advance if part.space else 0.0)
        if lines and part.space and longer <= available:
            lines[-1].append(part)
            used = longer
        else:
            lines.append([part])
            used = part.advance
    return lines


def _extent(line: list[_Part]) -> float:
    spaces = (part.space for part in line[1:])
    return sum(part.advance for part in line) + sum(space.advance for space in spaces if space)


def _words(text: str, weight: Weight, strong: Spans) -> Iterator[tuple[_Word, _Letter]]:
    """The words of `text`, each with the space before it (the first one's is never drawn)."""
    every_level = levels(text)
    bold = {place for begin, end in strong for place in range(begin, end)}
    space = _Letter(" ", chosen(" ", weight)[0][0].face, 0)
    start = 0
    for word in text.split(" "):
        places = range(start, start + len(word))
        weights = [Weight.BOLD if place in bold else weight for place in places]
        letters = tuple(_letters(word, every_level[start : start + len(word)], weights))
        yield letters, space
        start += len(word) + 1
        if start < len(text):
            # In the typeface of the word before it, so that both go into one run of text.
            before = letters[-1].face
            face = before if before.has(" ") else chosen(" ", weight)[0][0].face
            space = _Letter(" ", face, every_level[start - 1])


def _letters(word: str, word_levels: list[int], weights: list[Weight]) -> Iterator[_Letter]:
    """The letters of a word, each in the weight that its first character has."""
    parts = clusters(word)
    placed = zip(accumulate(map(len, parts), initial=0), parts, strict=False)
    for weight, run in groupby(placed, key=lambda part: weights[part[0]]):
        alike = list(run)
        choices = chosen([cluster for _, cluster in alike], weight)
        for (start, _), drawn in zip(alike, choices, strict=True):
            for choice in drawn:
                yield _Letter(choice.text, choice.face, word_levels[start])


def _cut_to_fit(word: _Word, available: float) -> Iterator[tuple[bool, tuple[Piece, ...]]]:
    """`word` whole if it fits a line, else in parts that do; the first of them marked as such."""
    whole = _pieces(word)
    if _advance(whole) <= available:
        yield True, whole
        return
    part: _Word = ()
    is_first = True
    for letter in word:
        longer = (*part, letter)
        if part and _advance(_pieces(longer)) > available:
            kept = _end_of_line(part, letter)
            yield is_first, _pieces(part[:kept])
            is_first = False
            longer = (*part[kept:], letter)
        part = longer
    yield is_first, _pieces(part)


def _end_of_line(part: _Word, following: _Letter) -> int:
    """How many of the letters stay, so that no line begins with a mark that ends something."""
    kept, first = len(part), following
    while _ends_something(first) and kept > 1:
        kept -= 1
        first = part[kept]
    return len(part) if _ends_something(first) else kept


def _ends_something(letter: _Letter) -> bool:
    return unicodedata.category(letter.text[0]) in _NEVER_FIRST


def _pieces(letters: _Word) -> tuple[Piece, ...]:
    """The letters in runs of one typeface and direction, shaped, in reading order."""
    runs = groupby(letters, key=lambda letter: (letter.face, letter.level))
    return tuple(
        Piece(face, level, face.shape("".join(x.text for x in run), right_to_left=level % 2 == 1))
        for (face, level), run in runs
    )


def _advance(pieces: Sequence[Piece]) -> float:
    return sum(piece.advance for piece in pieces)


def _space(space: _Letter) -> Piece:
    return Piece(space.face, space.level, _space_glyphs(space.face))


@lru_cache(maxsize=32)
def _space_glyphs(face: Typeface) -> tuple[Glyph, ...]:
    glyphs = face.shape(" ", right_to_left=False)
    return tuple(glyph._replace(advance=min(glyph.advance, _WIDEST_SPACE)) for glyph in glyphs)


def _line(parts: list[_Part], style: TextStyle, *, right_to_left: bool, is_cut: bool) -> Line:
    ordered = list(parts[0].pieces)
    for part in parts[1:]:
        ordered += [*([part.space] if part.space else []), *part.pieces]
    pieces = in_visual_order(ordered, lambda piece: piece.level)
    width = _advance(pieces) * style.size / PER_EM
    return Line(tuple(pieces), width, style, right_to_left, is_cut)
