"""The rules in easy words: `resources/easy` has a file for each language.

Easy-read text has one idea a line beside a picture, and short sentences: "Information for all",
Inclusion Europe, 2009, and product.md's at most 15 words.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from peerdesk.documents.wording import language_on_paper
from peerdesk.domain.scripts import RuleTopic
from peerdesk.paths import resource

MOST_WORDS = 15
"""Of one sentence."""

_SENTENCE = re.compile(r"(?<=[.!?\u2026\u061f])[\"'\u201d\u2019\u00bb)]*\s+")
_PART = re.compile(r"(?<=[:;])\s+")


@dataclass(frozen=True, slots=True)
class Idea:
    """One picture, by its name, and the lines beside it."""

    picture: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _EasyIdea:
    """An idea of a topic; with `scripts`, as these built-in scripts have it."""

    topic: RuleTopic
    scripts: frozenset[str]
    idea: Idea


def easy_ideas(topic: RuleTopic, script: str, language: str) -> tuple[Idea, ...]:
    """A topic in easy words, as the built-in `script` has it."""
    found = [each for each in _read(language_on_paper(language)) if each.topic is topic]
    special = tuple(each.idea for each in found if script in each.scripts)
    return special or tuple(each.idea for each in found if not each.scripts)


@cache
def _read(language: str) -> tuple[_EasyIdea, ...]:
    text = resource("easy", f"{language}.toml").read_text(encoding="utf-8")
    return tuple(
        _EasyIdea(
            RuleTopic(each["topic"]),
            frozenset(each.get("scripts", ())),
            Idea(each["picture"], tuple(each["says"])),
        )
        for each in tomllib.loads(text)["ideas"]
    )


def easy_lines(text: str) -> tuple[str, ...]:
    """A text of the group's own, one sentence a line, and its words as they are.

    A long sentence is parted after a colon or a semicolon. What is still long stays whole.
    """
    return tuple(line for sentence in _parted(_SENTENCE, text) for line in _eased(sentence))


def _eased(sentence: str) -> Iterator[str]:
    if is_easy(sentence):
        yield sentence
    else:
        yield from _parted(_PART, sentence)


def _parted(end: re.Pattern[str], text: str) -> list[str]:
    """`text` cut after each `end`, what closes a quotation staying with what it closes."""
    cuts = [found.start() + len(found[0].rstrip()) for found in end.finditer(text)]
    parts = (text[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(text)], strict=True))
    return [part.strip() for part in parts if part.strip()]


def is_easy(line: str) -> bool:
    """Whether it is short enough."""
    return len(line.split()) <= MOST_WORDS
