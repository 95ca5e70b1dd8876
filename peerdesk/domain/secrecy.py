"""Promises that nobody can keep: that whatever is said stays secret.

Where somebody under age comes, such a promise must not be made at all, because adults have to act
when a child is in danger. What is found are phrases; a script that says it in words of its own is
still its author's to judge.
"""

import re
from dataclasses import dataclass

from peerdesk.domain.scripts import ScriptVersion
from peerdesk.domain.spoken import SpokenWords

_SENTENCE = re.compile(r"[^.!?;:\n]+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'"})


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence that promises secrecy, and the number of its part, from 1."""

    part: int
    sentence: str


def promises_in(text: str, spoken: SpokenWords) -> tuple[str, ...]:
    """The sentences of `text` that promise secrecy, as they stand there."""
    return tuple(
        sentence
        for match in _SENTENCE.finditer(text)
        if _promises(sentence := match[0].strip(), spoken)
    )


def promises_of(version: ScriptVersion, spoken: SpokenWords) -> tuple[Promise, ...]:
    """Every promise of secrecy in what is switched on."""
    return tuple(
        Promise(number, sentence)
        for number, segment in enumerate(version.segments, start=1)
        if segment.switched_on
        for text in (
            segment.text,
            *(
                words
                for rule in segment.rules
                if rule.switched_on
                for words in (rule.text, rule.why, rule.ask)
            ),
        )
        for sentence in promises_in(text, spoken)
    )


def _promises(sentence: str, spoken: SpokenWords) -> bool:
    said = " ".join(sentence.casefold().translate(_APOSTROPHES).split())
    found = (said.find(phrase) for phrase in spoken.secrecy)
    return any(at >= 0 and not _denied(said[:at], spoken.denials) for at in found)


def _denied(before: str, denials: tuple[str, ...]) -> bool:
    """Whether a word such as "can't" stands in front of a phrase."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", before) for word in denials)
