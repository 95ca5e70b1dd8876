"""How easy a whole text is to follow, by a known measure for each language.

English: the Flesch-Kincaid grade, in years of school (Kincaid and others, 1975). Spanish: the
INFLESZ scale of 0 to 100, higher is easier (Barrio Cantalejo, 2008); from 65 "quite easy", from 80
"very easy". Syllables are counted by rule, Spanish ones as the spelling says; the English rule
gives a third of a grade more than hyphenation patterns do.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:…](?=\s|$|[\"”»])|\n")
_ENGLISH_SYLLABLE = re.compile(r"[aeiouy]+?(?=ing|[^aeiouy]|$)")
_ENGLISH_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouycgshxz]es)$")
_SPANISH_SYLLABLE = re.compile(
    # A strong vowel with the weak ones beside it, an accented weak one, or weak ones alone.
    r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéó])|y(?![aeiouáéíóú]))?|[íú]|[iuüy]+(?![aeoáéó])"
)


def words_of(text: str) -> list[str]:
    """The words of `text`, numbers left out."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """The sentences of `text`; a colon and a line break end one too."""
    return [part for part in _SENTENCE_END.split(text) if words_of(part)]


def flesch_kincaid_grade(text: str) -> float:
    """How many years of school an English text asks for."""
    words = words_of(text)
    syllables = sum(_english_syllables(word.casefold()) for word in words)
    return 0.39 * len(words) / len(sentences_of(text)) + 11.8 * syllables / len(words) - 15.59


def inflesz(text: str) -> float:
    """How easy a Spanish text is, on the scale of Szigriszt and Barrio."""
    words = words_of(text)
    syllables = sum(_spanish_syllables(word.casefold()) for word in words)
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(sentences_of(text))


def _english_syllables(word: str) -> int:
    plain = (
        word.partition("'")[0] if word.endswith(("'s", "'t", "'m", "'d", "'re", "'ll")) else word
    )
    groups = len(_ENGLISH_SYLLABLE.findall(plain))
    return max(1, groups - bool(_ENGLISH_SILENT.search(plain)))


def _spanish_syllables(word: str) -> int:
    # The u of que, qui, gue and gui is not heard.
    heard = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word)
    return max(1, len(_SPANISH_SYLLABLE.findall(heard)))
