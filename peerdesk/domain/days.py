"""Days as people write them in tables."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

_PARTS = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})(?:[ T].*)?")


class DayOrder(StrEnum):
    """Which part of a day stands first; one that begins with four digits is always the year."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def read_day(text: str, order: DayOrder) -> date | None:
    """The day that `text` writes, or None where there is no such day: 30 February, 2024-13-01.

    A year has four digits; a time behind the day is passed over.
    """
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return None
    first, middle, last = found.groups()
    if len(first) == 4:
        year, month, day = first, middle, last
    elif order is DayOrder.MONTH_FIRST:
        month, day, year = first, middle, last
    else:
        day, month, year = first, middle, last
    if len(year) != 4:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def order_of(texts: Iterable[str], usual: DayOrder) -> DayOrder:
    """The order in which a column writes its days: the one that reads more of them.

    Where both read as many, nothing in the column tells, and it is `usual`.
    """
    several = list(texts)
    other = DayOrder.MONTH_FIRST if usual is DayOrder.DAY_FIRST else DayOrder.DAY_FIRST
    return max(
        (usual, other), key=lambda order: sum(read_day(text, order) is not None for text in several)
    )
