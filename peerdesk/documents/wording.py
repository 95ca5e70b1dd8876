"""What PeerDesk itself says on paper: `resources/paper` has a file for each document and language.

A document declares its words as a dataclass of texts and tuples of texts; the file has exactly
those. A new language is one more folder.
"""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import TypeVar

from peerdesk.paths import resource

Words = TypeVar("Words")
_FIRST = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """What every document says."""

    months: tuple[str, ...]
    day: str
    """With {day}, {month} and {year}."""
    page: str
    """With {number} and {total}."""
    version: str
    """With {number}."""
    keeping: str
    """On whatever names somebody: how it is kept or destroyed."""

    def date_shown(self, day: date) -> str:
        """`day` as people write it."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def page_shown(self, number: int, total: int) -> str:
        """Which page of how many."""
        return self.page.format(number=number, total=total)


def wording(language: str) -> Wording:
    """What every document says in `language`."""
    return words_of(Wording, "common", language)


def words_of(kind: type[Words], document: str, language: str) -> Words:
    """The words of a document in `language`, a tag such as `en` or `es-MX`.

    They are English where there are none yet. Raises ValueError where file and dataclass differ.
    """
    found = _read(document, language_on_paper(language))
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # always a dataclass
    if found.keys() != names:
        raise ValueError(document, sorted(found.keys() ^ names))
    return kind(**found)


@lru_cache(maxsize=64)
def _read(document: str, language: str) -> dict[str, str | tuple[str, ...]]:
    text = resource("paper", language, f"{document}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return {name: tuple(t) if isinstance(t, list) else t for name, t in found.items()}


def languages_on_paper() -> tuple[str, ...]:
    """The languages that PeerDesk has words in."""
    return tuple(sorted(folder.name for folder in resource("paper").iterdir()))


def language_on_paper(language: str) -> str:
    """The language in which PeerDesk's own words stand beside words in `language`."""
    spoken = language.partition("-")[0].lower()
    return spoken if spoken.isalpha() and resource("paper", spoken).is_dir() else _FIRST
