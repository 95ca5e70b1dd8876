"""Days as people type them into a search: "24 nov", "tuesday", "2026-11-24", "november 2025"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_NUMBERS = re.compile(r"(\d{1,4})[./-](\d{1,2})(?:[./-](\d{2}|\d{4})?)?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
FEWEST_LETTERS = 3
"""Of the name of a month or a weekday."""
YEARS_BACK, YEARS_AHEAD = 20, 1
WEEKS = 8
"""Around today, in which a weekday alone is looked for."""


@dataclass(frozen=True, slots=True)
class TypedDay:
    """What was said of a day. A month alone is all of it, a weekday alone those near today."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def says_enough(self) -> bool:
        """Whether days can be told from it: a year alone or a number alone could be anything."""
        return self.month is not None or (self.weekday is not None and self.day is None)

    def spans(self, today: date) -> tuple[tuple[date, date], ...]:
        """First and last days that can be meant, the nearest to `today` first."""
        if self.month is None:
            days = [today + timedelta(days=n) for n in range(-7 * WEEKS, 7 * WEEKS + 1)]
            spans = [(day, day) for day in days if day.weekday() == self.weekday]
        else:
            usual = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
            years = usual if self.year is None else (self.year,)
            spans = [span for year in years if (span := self._in(year, self.month))]
        return tuple(sorted(spans, key=lambda span: _distance(span, today)))

    def _in(self, year: int, month: int) -> tuple[date, date] | None:
        try:
            first = date(year, month, self.day or 1)
        except ValueError:
            return None
        if self.day:
            return first, first
        return first, first.replace(day=monthrange(year, month)[1])


def read_typed_day(typed: str, today: date) -> tuple[TypedDay | None, str]:
    """The day that stands in `typed`, or None, and the words that say nothing of it."""
    said: dict[str, int] = {}
    rest: list[str] = []
    for word in typed.casefold().replace(",", " ").split():
        told = _told_by(word, today)
        if told is None or told.keys() & said.keys():
            rest.append(word)
        else:
            said |= told
    day = TypedDay(**said)
    if not day.says_enough:
        return None, " ".join(typed.split())
    return day, " ".join(rest)


def _told_by(word: str, today: date) -> dict[str, int] | None:
    """What one word says of a day."""
    if word in _NEAR:
        return _all_of(today + timedelta(days=_NEAR[word]))
    if len(word) >= FEWEST_LETTERS:
        for name, names, first in (("month", _MONTHS, 1), ("weekday", _WEEKDAYS, 0)):
            for place, known in enumerate(names, first):
                if known.startswith(word):
                    return {name: place}
    if _YEAR.fullmatch(word):
        return {"year": int(word)}
    if found := _DAY.fullmatch(word):
        return {"day": int(found[1])}
    return _told_by_numbers(word)


def _told_by_numbers(word: str) -> dict[str, int] | None:
    """2026-11-24, 24.11.2026, 24.11., 24/11/26; 11/24 where there is no other way to read it."""
    found = _NUMBERS.fullmatch(word)
    if found is None:
        return None
    first, second, third = found[1], int(found[2]), found[3]
    if len(first) == 4:
        told = {"year": int(first), "month": second}
        return told | ({"day": int(third)} if third else {})
    day, month = int(first), second
    if month > len(_MONTHS):
        day, month = month, day
    told = {"day": day, "month": month}
    if third:
        told["year"] = int(third) + (2000 if len(third) == 2 else 0)
    return told


def _all_of(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _distance(span: tuple[date, date], today: date) -> int:
    first, last = span
    if first <= today <= last:
        return 0
    return min(abs((first - today).days), abs((last - today).days))
