"""Dates, counts and states as people say them. No Qt, no record is changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from peerdesk.domain.backups import BackupStanding
from peerdesk.domain.members import Member
from peerdesk.ui.naming import all_called


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
    names = ", ".join(all_called(members[:most]))
    more = len(members) - most
    return f"{names} and {more} more" if more > 0 else names


def backup_in_words(standing: BackupStanding, now: datetime) -> str:
    """How the vault stands; `now` is local wall-clock time."""
    if standing.newest is None:
        return "Not backed up yet. If this computer is lost, so is everything in the vault."
    text = f"Backed up and verified {_moment_in_words(standing.newest, now)}"
    if standing.elsewhere is None:
        return f"{text}, on this computer only."
    if standing.elsewhere < standing.newest:
        text += f". In another place: {_moment_in_words(standing.elsewhere, now)}"
    if standing.is_old:
        return f"{text}. What was written since then is only on this computer."
    return f"{text}."


def _moment_in_words(moment: datetime, now: datetime) -> str:
    """A UTC moment as a local day, with its time where that is today."""
    local = moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    time = f", {local:%H:%M}" if local.date() == now.date() else ""
    return f"{day_in_words(local.date(), now.date())}{time}"


def counted(number: int, one: str, many: str) -> str:
    """`1 person`, `2 people`."""
    return f"{number} {one if number == 1 else many}"
