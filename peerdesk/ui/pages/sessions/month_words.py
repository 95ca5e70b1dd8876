"""What stands on the days of a month, in words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.calendar import Occasion, Standing
from peerdesk.ui.wording import counted


def _said(text: str) -> str:
    return QCoreApplication.translate("month", text)


def month_words(day: date) -> str:
    """ "November 2026"."""
    return f"{day:%B} {day.year}"


def day_heading(day: date, today: date) -> str:
    """ "Tuesday 24 November", with the year if it is another."""
    year = f" {day.year}" if day.year != today.year else ""
    text = f"{day:%A} {day.day} {day:%B}{year}"
    return _said("{day}, today").format(day=text) if day == today else text


def standing_words(occasion: Occasion, now: datetime) -> str:
    """What became of a meeting, or will."""
    words = {
        Standing.PLANNED: _said("planned"),
        Standing.NOT_NOTED: _said("not noted yet"),
        Standing.RUNNING: _said("running"),
        Standing.CLOSED: _said("closed"),
        Standing.CANCELLED: _said("cancelled"),
        Standing.NO_SESSION: _said("not planned yet")
        if occasion.starts_at >= now
        else _said("nothing noted"),
        Standing.LEFT_OUT: _said("no meeting"),
        Standing.MOVED: _said("moved"),
    }[occasion.standing]
    if occasion.moved_to is not None:
        moved = occasion.moved_to
        when = f"{moved:%a} {moved.day} {moved:%b}, {moved:%H:%M}"
        words = _said("moved to {when}").format(when=when)
    return f"{words}: {occasion.why}" if occasion.why else words


def occasion_words(occasion: Occasion, name: str, now: datetime) -> str:
    """A whole meeting: "19:00 Tuesday circle, planned"."""
    return f"{occasion.starts_at:%H:%M} {name}, {standing_words(occasion, now)}"


def spoken_day(
    day: date, occasions: Sequence[Occasion], names: Mapping[int, str], now: datetime
) -> str:
    """A day as a screen reader says it."""
    heading = day_heading(day, now.date())
    if not occasions:
        return _said("{day}: nothing").format(day=heading)
    several = counted(len(occasions), _said("meeting"), _said("meetings"))
    rest = "; ".join(occasion_words(each, names[each.group_id], now) for each in occasions)
    return f"{heading}: {several}. {rest}"
