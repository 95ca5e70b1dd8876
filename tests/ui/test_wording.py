"""Dates, counts and states as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.backups import OLD_AFTER, BackupStanding
from peerdesk.domain.members import Member
from peerdesk.ui.wording import (
    backup_in_words,
    counted,
    day_in_words,
    names_in_words,
    when_in_words,
)

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "Tuesday"),
        (6, "Saturday"),
        (7, "Sun 29 Nov"),
        (-2, "Fri 20 Nov"),
        (60, "Thu 21 Jan 2027"),
    ],
)
def test_a_day_is_said_as_seen_from_today(days: int, said: str) -> None:
    assert day_in_words(TODAY + timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "Today, 12:01, in 1 minute"),
        (90, "Today, 13:30, in 90 minutes"),
        (120, "Today, 14:00"),
        (0, "Today, 12:00"),
        (-5, "Today, 11:55"),
        (24 * 60, "Tomorrow, 12:00"),
    ],
)
def test_a_moment_is_said_with_how_soon_it_is(minutes: int, said: str) -> None:
    assert when_in_words(NOON + timedelta(minutes=minutes), NOON) == said


def test_long_lists_of_names_say_how_many_more() -> None:
    people = [Member(chosen_name=name) for name in ("Ana", "Lee", "Sam")]
    assert names_in_words(people, 3) == "Ana, Lee, Sam"
    assert names_in_words(people, 2) == "Ana, Lee and 1 more"
    assert names_in_words([], 2) == ""


def backed_up(ago: timedelta) -> str:
    local = NOON.astimezone()
    made = (local - ago).astimezone(UTC)
    return backup_in_words(BackupStanding(made, made, is_old=ago > OLD_AFTER), NOON)


def test_a_backup_is_said_with_its_day_and_a_reason_when_it_is_old() -> None:
    none = BackupStanding(None, None, is_old=False)
    assert backup_in_words(none, NOON).startswith("Not backed up yet.")
    assert backed_up(timedelta(hours=2)) == "Backed up and verified today, 10:00."
    assert backed_up(timedelta(days=1)) == "Backed up and verified yesterday."
    assert backed_up(OLD_AFTER).endswith("Sun 15 Nov.")
    assert "only on this computer" in backed_up(OLD_AFTER + timedelta(minutes=1))


def test_a_backup_on_this_computer_is_not_told_as_one_in_another_place() -> None:
    today, long_ago = NOON.astimezone(UTC), (NOON - timedelta(days=21)).astimezone(UTC)
    here = BackupStanding(today, None, is_old=False)
    assert backup_in_words(here, NOON) == (
        "Backed up and verified today, 12:00, on this computer only."
    )
    both = BackupStanding(today, long_ago, is_old=True)
    assert backup_in_words(both, NOON) == (
        "Backed up and verified today, 12:00. In another place: Sun 1 Nov. What was written since "
        "then is only on this computer."
    )


@given(st.integers(0, 1000))
def test_one_is_said_in_the_singular(number: int) -> None:
    assert counted(number, "person", "people") == (
        "1 person" if number == 1 else f"{number} people"
    )
