"""Dates, counts and states as people say them. No Qt, no record is changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from peerdesk.domain.log import LogEntry
from peerdesk.domain.members import Member

AMBER_AFTER_DAYS = 7
"""A backup older than this is said with a reason to make one."""


def day_in_words(day: date, today: date) -> str:
    """A day as seen from today: "tomorrow", "Tuesday", "Tue 4 May", with the year if another."""
    distance = (day - today).days
    if distance in _NEAR:
        return _NEAR[distance]
    if 1 < distance < 7:
        return f"{day:%A}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def when_in_words(moment: datetime, now: datetime) -> str:
    """A local moment: "Today, 19:00", and how soon when it is within two hours."""
    day = day_in_words(moment.date(), now.date())
    text = f"{day[:1].upper()}{day[1:]}, {moment:%H:%M}"
    minutes = round((moment - now).total_seconds() / 60)
    if 0 < minutes < 120:
        return f"{text}, in {counted(minutes, 'minute', 'minutes')}"
    return text


def names_in_words(members: Sequence[Member], most: int) -> str:
    """Chosen names with commas, and how many more there are."""
    names = ", ".join(member.chosen_name for member in members[:most])
    more = len(members) - most
    return f"{names} and {more} more" if more > 0 else names


def backup_in_words(entry: LogEntry | None, now: datetime) -> str:
    """How the vault stands; `now` is local wall-clock time."""
    if entry is None:
        return "Not backed up yet. If this computer is lost, so is everything in the vault."
    made = entry.created_at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    day = day_in_words(made.date(), now.date())
    text = f"Backed up and verified {day}"
    if made.date() == now.date():
        text += f", {made:%H:%M}"
    if now - made > timedelta(days=AMBER_AFTER_DAYS):
        return f"{text}. What was written since then is only on this computer."
    return f"{text}."


def counted(number: int, one: str, many: str) -> str:
    """`1 person`, `2 people`."""
    return f"{number} {one if number == 1 else many}"
