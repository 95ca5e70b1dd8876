"""Months and weekdays in words that others are going to read: which of them say a day.

"June" may be the month or somebody's name. With a number beside it, it is a date for certain: "7
June", "June 2027", "Monday, 19:00". After a word such as "in" it most likely is one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP = r"[ \t\u00a0\u202f]+"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.|º)?"
_OF = rf"(?:(?:of|de|del){_GAP})?"
_AT = rf"(?:(?:at|from|until|by|a{_GAP}las|desde{_GAP}las){_GAP})?"
_BEFORE_A_DATE = (
    *("in", "on", "by", "until", "till", "since", "from", "before", "after", "during", "through"),
    *("every", "each", "next", "last", "this", "early", "late", "mid", "of", "to"),
    *("en", "desde", "hasta", "cada", "el", "los"),
)


class WrittenDates:
    """Finds dates in the words of a language."""

    def __init__(self, months: Iterable[str], weekdays: Iterable[str]) -> None:
        month, weekday = _any_of(months), _any_of(weekdays)
        date = rf"(?:{_DAY}{_GAP}{_OF}{month}|{month}{_GAP}{_OF}(?:\d{{4}}|{_DAY}))(?!\w)"
        day = rf"{weekday}s?,?{_GAP}(?:{date}|{_AT}\d+)"
        self._certain = re.compile(rf"(?<!\w)(?:{day}|{date})", re.IGNORECASE)
        before = _any_of(_BEFORE_A_DATE)
        self._likely = re.compile(
            rf"(?<!\w){before}{_GAP}(?:{month}|{weekday}s?)(?!\w)", re.IGNORECASE
        )

    def without_certain(self, words: str) -> str:
        """The words but for what is a date, whoever may be called so."""
        return self._certain.sub(" ", words)

    def without_likely(self, words: str) -> str:
        """The words but for what is most likely one."""
        return self._likely.sub(" ", self.without_certain(words))


@lru_cache(maxsize=4)
def written_dates(months: tuple[str, ...], weekdays: tuple[str, ...]) -> WrittenDates:
    """As the class, made once for each language."""
    return WrittenDates(months, weekdays)


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
