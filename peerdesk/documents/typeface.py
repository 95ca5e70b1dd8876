"""The letters: Atkinson Hyperlegible in two weights, and Noto where it has no letter.

Fonts are opened when the first text needs them, once in a process, whichever thread comes first.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import uharfbuzz

from peerdesk.documents.clusters import cleaned, clusters, is_invisible
from peerdesk.paths import resource

PER_EM = 1000
"""Glyph measures are thousandths of the letters' size, as in PDF."""

REPLACEMENT = "\ufffd"
"""Drawn for a character that no font has; `unprintable` says which those are."""

_GLYPH_CODES = 0xF0000
"""Where glyphs that no single character stands for get one: a private plane of Unicode."""

# Ligatures make single letters harder to tell apart; scripts that must join do so by `rlig`.
_FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False}


class Weight(Enum):
    """The two weights of the typeface, by the file that holds each."""

    REGULAR = "AtkinsonHyperlegible-Regular"
    BOLD = "AtkinsonHyperlegible-Bold"


# Letters of Arabic as drawn in 2020 are one glyph each, so that a reader of the PDF finds whole
# words; the newer drawing builds them from parts, and only steps in for rarer letters.
_FALLBACKS_BOLD = ("NotoSans-Bold", "NotoSansHebrew-Bold", "NotoSansArabic2020-Bold")
_MORE_SCRIPTS = (
    "Devanagari",
    "Bengali",
    "Gurmukhi",
    "Gujarati",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
    "Ethiopic",
    "Georgian",
    "Armenian",
)
"""In one weight; what of them is bold elsewhere stands out by its size and place."""
_FALLBACKS = (
    "NotoSans-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansArabic2020-Regular",
    "NotoSansArabic-Regular",
    "PeerDeskHan-Regular",
    "PeerDeskHangul-Regular",
    "NotoEmoji-Regular",
    *(f"NotoSans{script}-Regular" for script in _MORE_SCRIPTS),
)
_WITH_REPLACEMENT = "NotoSans-Regular"


class Glyph(NamedTuple):
    """One drawn shape. Measures are thousandths of the letters' size."""

    code: str
    """The character under which the document's font holds it."""
    text: str
    """What it stands for when the text is searched or read aloud; may be empty or several."""
    number: int
    """Its number in the font file."""
    width: float
    """The advance that the font itself gives it."""
    advance: float
    """How far the pen moves on here."""
    right: float
    up: float


class Typeface:
    """One font file: which characters it has, and how a run of them is drawn."""

    __slots__ = ("_font", "_scale", "_unicodes", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(resource("fonts", f"{name}.ttf"))))
        self._font = uharfbuzz.Font(face)
        self._scale = PER_EM / face.upem
        self._unicodes = frozenset(face.unicodes)

    def has(self, cluster: str) -> bool:
        """Whether it can draw every character of `cluster` that is to be seen."""
        return all(ord(c) in self._unicodes or is_invisible(c) for c in cluster)

    def has_own(self, character: str) -> bool:
        """Whether it holds a glyph for this very character, seen or unseen."""
        return ord(character) in self._unicodes

    def shape(self, text: str, *, right_to_left: bool) -> tuple[Glyph, ...]:
        """The glyphs of `text`, one run of one direction, from left to right as drawn."""
        buffer = uharfbuzz.Buffer()
        # An accent is one with its base, so that it is found there; but where text is turned around
        # again by whoever reads it, each must stand for itself.
        whole_letters = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        characters = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.cluster_level = characters if right_to_left else whole_letters
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        meanings = _meanings(text, [info.cluster for info in buffer.glyph_infos])
        return tuple(
            self._glyph(info.codepoint, meaning, position)
            for info, meaning, position in zip(
                buffer.glyph_infos, meanings, buffer.glyph_positions, strict=True
            )
        )

    def _glyph(self, number: int, meaning: str, position: uharfbuzz.GlyphPosition) -> Glyph:
        plain = len(meaning) == 1 and self._font.get_nominal_glyph(ord(meaning)) == number
        return Glyph(
            code=meaning if plain else chr(_GLYPH_CODES + number),
            text=meaning,
            number=number,
            width=self._font.get_glyph_h_advance(number) * self._scale,
            advance=position.x_advance * self._scale,
            right=position.x_offset * self._scale,
            up=position.y_offset * self._scale,
        )


def _meanings(text: str, starts: Sequence[int]) -> list[str]:
    """What each glyph stands for, given where in `text` its cluster starts.

    Where several glyphs draw one cluster, the first of them stands for all of it.
    """
    borders = [*sorted(set(starts)), len(text)]
    ends = dict(pairwise(borders))
    told: set[int] = set()
    meanings = []
    for start in starts:
        meanings.append("" if start in told else text[start : ends[start]])
        told.add(start)
    return meanings


_opened: dict[str, Typeface] = {}
_opening = threading.Lock()


def typeface(name: str) -> Typeface:
    """The typeface in `resources/fonts/<name>.ttf`, opened at most once."""
    with _opening:
        if name not in _opened:
            _opened[name] = Typeface(name)
        return _opened[name]


@dataclass(frozen=True, slots=True)
class Choice:
    """A piece of text and the typeface that draws it."""

    text: str
    face: Typeface


def _in_order(weight: Weight) -> tuple[str, ...]:
    """The names of the typefaces for `weight`, the first choice first."""
    return (weight.value, *(_FALLBACKS_BOLD if weight is Weight.BOLD else ()), *_FALLBACKS)


def chosen(word: Sequence[str], weight: Weight) -> list[tuple[Choice, ...]]:
    """Which typefaces draw each cluster of `word`: one for all of them if any has them all.

    Else each cluster gets the first that has it. A character that no font has is drawn as
    `REPLACEMENT`.
    """
    whole = "".join(word)
    for name in _in_order(weight):
        face = typeface(name)
        if face.has(whole):
            return [(Choice(_without_strays(cluster, face), face),) for cluster in word]
    return [_chosen_alone(cluster, weight) for cluster in word]


@lru_cache(maxsize=1024)  # letters come again and again; single ones tell nothing about anyone
def _chosen_alone(cluster: str, weight: Weight) -> tuple[Choice, ...]:
    for name in _in_order(weight):
        face = typeface(name)
        if face.has(cluster):
            return (Choice(_without_strays(cluster, face), face),)
    if len(cluster) == 1:
        return (Choice(REPLACEMENT, typeface(_WITH_REPLACEMENT)),)
    return tuple(choice for character in cluster for choice in _chosen_alone(character, weight))


def _without_strays(cluster: str, face: Typeface) -> str:
    """`cluster` without the invisible characters that `face` would draw as a box."""
    return "".join(c for c in cluster if not is_invisible(c) or face.has_own(c))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of `text` that no font has, each once, in order of appearance."""
    names = _in_order(Weight.REGULAR)
    missing = (
        character
        for cluster in clusters(cleaned(text))
        for character in cluster
        if not character.isspace() and not any(typeface(name).has(character) for name in names)
    )
    return tuple(dict.fromkeys(missing))
