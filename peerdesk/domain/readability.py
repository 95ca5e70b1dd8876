"""How easy a text is to follow: Flesch's reading ease, in the form made for each language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.scripts import ReadingLevel

FEWEST_WORDS = 15
"""Below this the measure says more about chance than about the text."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?\u2026]+(?:\s|$)|\n+")


class Ease(StrEnum):
    """What the number means for somebody who listens."""

    EASY = "easy"
    PLAIN = "plain"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Measure:
    """One form of Flesch's formula: from `base` go words a sentence and syllables a word."""

    name: str
    base: float
    words_a_sentence: float
    syllables_a_word: float

    def score(self, counts: "Counts") -> float:
        """About 0 (very hard) to 100 (very easy), and beyond at both ends."""
        return (
            self.base
            - self.words_a_sentence * counts.words / counts.sentences
            - self.syllables_a_word * counts.syllables / counts.words
        )


MEASURES = {
    # R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    "en": Measure("Flesch", 206.835, 1.015, 84.6),
    # J. Fernandez Huerta, "Medidas sencillas de lecturabilidad", Consigna 214 (1959).
    "es": Measure("Fernández Huerta", 206.84, 1.02, 60.0),
    # T. Amstad, "Wie verständlich sind unsere Zeitungen?", Zürich (1978).
    "de": Measure("Amstad", 180.0, 1.0, 58.5),
    # L. Kandel and A. Moles, "Application de l'indice de Flesch à la langue française" (1958).
    "fr": Measure("Kandel & Moles", 207.0, 1.015, 73.6),
}
"""By main language; a language that is not here is not measured."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text consists of."""

    words: int
    sentences: int
    syllables: int


@dataclass(frozen=True, slots=True)
class Readability:
    """A score with the name of its measure."""

    measure: str
    score: float

    @property
    def ease(self) -> Ease:
        """Flesch's own bands: from 80 on easy, from 60 on plain."""
        if self.score >= 80:
            return Ease.EASY
        return Ease.PLAIN if self.score >= 60 else Ease.HARD

    def suits(self, level: ReadingLevel) -> bool:
        """Whether it is as easy as a script is meant to be."""
        return self.ease is Ease.EASY or (
            self.ease is Ease.PLAIN and level is not ReadingLevel.EASY
        )


def counted(text: str, syllables: Callable[[str], int]) -> Counts:
    """The counts of a text; `syllables` says how many a word has. A line end ends a sentence."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    return Counts(len(words), len(sentences), sum(max(1, syllables(word)) for word in words))


def readability(counts: Counts, language: str) -> Readability | None:
    """The measure of a language, or None for a short text or a language without one."""
    measure = MEASURES.get(language.partition("-")[0])
    if measure is None or counts.words < FEWEST_WORDS:
        return None
    return Readability(measure.name, measure.score(counts))
