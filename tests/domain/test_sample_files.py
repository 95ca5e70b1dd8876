"""The sample programme: believable, harmless, and every reference in it checked."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.members import Role
from peerdesk.domain.names import folded, one_line
from peerdesk.domain.sample_files import parse_programme
from peerdesk.domain.sample_programme import Agreed, Programme
from peerdesk.domain.strict_toml import ScriptFileError, ScriptTrouble
from peerdesk.paths import resource

TEXT = resource("samples", "en", "programme.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def programme() -> Programme:
    return parse_programme(TEXT)


def refusal(text: str) -> ScriptFileError:
    with pytest.raises(ScriptFileError) as caught:
        parse_programme(text, "p.toml")
    return caught.value


def test_it_has_three_groups_thirty_members_and_sixty_past_sessions(programme: Programme) -> None:
    assert len(programme.groups) == 3
    assert len(programme.members) == 30
    assert sum(group.past_sessions for group in programme.groups) == 60


def test_every_chosen_name_is_its_own_and_survives_being_typed(programme: Programme) -> None:
    names = [member.chosen_name for member in programme.members]

    assert len({folded(name) for name in names}) == 30
    assert all(one_line(name) == name for name in names)


def test_the_names_try_what_names_can_be(programme: Programme) -> None:
    names = " ".join(member.chosen_name for member in programme.members)

    assert re.search("[\u0600-\u06ff]", names), "a right-to-left name"
    assert "ë" in names
    assert "🦊" in names
    assert sum(member.chosen_name.startswith("Sam ") for member in programme.members) == 2


def test_every_telephone_number_and_address_is_kept_for_fiction(programme: Programme) -> None:
    words = " ".join(
        " ".join((m.emergency_reach, *(f"{way.value} {way.may_be_said}" for way in m.ways)))
        for m in programme.members
    )
    numbers = re.findall(r"\d{5} \d{6}", words)
    addresses = re.findall(r"\S+@(\S+)", words)

    assert len(numbers) > 20
    assert all(re.fullmatch("07700 900[0-9]{3}|01632 960[0-9]{3}", number) for number in numbers)
    assert set(addresses) == {"example.org"}


def test_every_group_is_led_and_has_a_script_that_comes_with_peerdesk(
    programme: Programme,
) -> None:
    places = [place for member in programme.members for place in member.places]
    led = {place.group for place in places if place.role is Role.FACILITATOR}

    assert led == {group.key for group in programme.groups}
    for group in programme.groups:
        assert resource("scripts", "en", f"{group.script}.toml").is_file()


def test_somebody_is_new_and_has_not_agreed_yet(programme: Programme) -> None:
    waiting = [
        place
        for member in programme.members
        for place in member.places
        if place.agreed is Agreed.NOT_YET
    ]

    assert 2 <= len(waiting) <= 5
    assert all(place.joined_weeks_ago <= 5 for place in waiting)


def test_group_notes_are_short_and_name_nobody(programme: Programme) -> None:
    names = [
        word
        for member in programme.members
        if " " not in member.chosen_name
        for word in (member.chosen_name, member.other_name)
        if word
    ]

    assert len(programme.group_notes) == 40
    for note in programme.group_notes:
        assert 20 <= len(note.text.split()) <= 80
        assert not [name for name in names if re.search(rf"\b{name}\b", note.text)]


def test_a_content_free_group_has_no_words(programme: Programme) -> None:
    silent = {g.key for g in programme.groups if g.note_policy is NotePolicy.CONTENT_FREE}
    worded = Counter(
        entry.group
        for entries in (programme.group_notes, programme.member_notes, programme.follow_ups)
        for entry in entries
    )

    assert silent
    assert not silent & set(worded)


def test_notes_about_members_and_follow_ups_are_there(programme: Programme) -> None:
    assert len(programme.member_notes) == 15
    assert len(programme.follow_ups) == 12
    assert any(promise.done_after_days is None for promise in programme.follow_ups)


DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@given(DAYS)
def test_past_sessions_fall_on_the_groups_own_days_and_before_today(today: date) -> None:
    for group in parse_once().groups:
        schedule = group.schedule(today)
        dates = group.session_dates(today)

        assert len(set(dates)) == group.past_sessions
        assert list(dates) == sorted(dates)
        assert dates[0] == schedule.first_date
        assert dates[-1] < today
        assert {day.weekday() for day in dates} == {schedule.weekday}


@given(DAYS)
def test_weekly_and_monthly_rhythms_are_kept(today: date) -> None:
    weekly, fortnightly, monthly = (group.session_dates(today) for group in parse_once().groups)

    assert {b - a for a, b in pairwise(weekly)} == {timedelta(weeks=1)}
    assert {b - a for a, b in pairwise(fortnightly)} == {timedelta(weeks=2)}
    assert all(day.day <= 7 for day in monthly)
    assert len({(day.year, day.month) for day in monthly}) == len(monthly)
    assert today - weekly[-1] <= timedelta(days=7)


@given(DAYS)
def test_nobody_has_a_note_from_before_they_came_or_after_they_left(today: date) -> None:
    programme = parse_once()
    groups = {group.key: group for group in programme.groups}
    places = {(m.key, place.group): place for m in programme.members for place in m.places}
    for note in programme.member_notes:
        place = places[note.member, note.group]
        day = groups[note.group].session_dates(today)[-note.sessions_ago]

        assert day >= today - timedelta(weeks=place.joined_weeks_ago)
        if place.left_weeks_ago is not None:
            assert day <= today - timedelta(weeks=place.left_weeks_ago)


def test_the_last_weekday_of_a_month_is_found() -> None:
    text = TEXT.replace("FREQ=MONTHLY;BYDAY=1SA", "FREQ=MONTHLY;BYDAY=-1SA")
    carers = parse_programme(text).groups[2]

    assert carers.session_dates(date(2024, 3, 1))[-2:] == (date(2024, 1, 27), date(2024, 2, 24))


BAD = {
    "a group that is not there": (
        'group = "tuesday", role = "facilitator"',
        'group = "monday", role = "facilitator"',
        ScriptTrouble.UNKNOWN_VALUE,
        {"key": "group", "value": "monday"},
    ),
    "two members with one key": (
        'key = "sam_k"',
        'key = "sam_bike"',
        ScriptTrouble.DUPLICATE,
        {"value": "sam_bike"},
    ),
    "a likelihood above one": (
        "comes = 0.9 }",
        "comes = 1.9 }",
        ScriptTrouble.OUT_OF_RANGE,
        {"highest": 1},
    ),
    "a likelihood in words": (
        "guests = 0.25",
        'guests = "often"',
        ScriptTrouble.WRONG_TYPE,
        {"key": "guests", "expected": "number"},
    ),
    "a place without a likelihood": (
        ", comes = 0.9 }",
        " }",
        ScriptTrouble.MISSING,
        {"key": "comes"},
    ),
    "a note for a group that keeps none": (
        '[[group_notes]]\ngroup = "tuesday"',
        '[[group_notes]]\ngroup = "lanterns"',
        ScriptTrouble.NOT_KEPT,
        {"value": "lanterns"},
    ),
    "a note from before the first session": (
        "sessions_ago = 34",
        "sessions_ago = 35",
        ScriptTrouble.OUT_OF_RANGE,
        {"highest": 34},
    ),
    "two notes for one session": (
        "sessions_ago = 33",
        "sessions_ago = 34",
        ScriptTrouble.DUPLICATE,
        {"value": 34},
    ),
    "a rhythm that no screen offers": (
        "BYDAY=1SA",
        "BYDAY=6SA",
        ScriptTrouble.UNKNOWN_VALUE,
        {"key": "recurrence"},
    ),
    "a weekday that does not exist": (
        "BYDAY=TU",
        "BYDAY=XX",
        ScriptTrouble.UNKNOWN_VALUE,
        {"key": "recurrence"},
    ),
    "an hour that does not exist": (
        '"18:30"',
        '"25:30"',
        ScriptTrouble.UNKNOWN_VALUE,
        {"key": "start"},
    ),
    "a field for a diagnosis": (
        'chosen_name = "Zoë"',
        'chosen_name = "Zoë"\ndiagnosis = "x"',
        ScriptTrouble.UNKNOWN_KEY,
        {"key": "diagnosis"},
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_programme_is_refused_with_its_line_and_the_reason(case: str) -> None:
    good, bad, trouble, data = BAD[case]
    assert good in TEXT

    error = refusal(TEXT.replace(good, bad, 1))

    changed = TEXT[: TEXT.index(good)].count("\n") + 1
    assert error.code is trouble
    assert data.items() <= error.data.items()
    # Inline tables count as one with their key, which is the line above or the same one.
    assert -1 <= int(error.data["line"]) - changed <= 1


def test_a_note_about_somebody_who_is_not_in_the_group_is_refused() -> None:
    note = '[[member_notes]]\nmember = "zoe"\ngroup = "carers"\nsessions_ago = 1\ntext = "x"\n'

    error = refusal(f"{TEXT}\n{note}")

    assert (error.code, error.data["key"]) == (ScriptTrouble.UNKNOWN_VALUE, "group")


PARSED = parse_programme(TEXT)


def parse_once() -> Programme:
    """The programme for property tests, which can't take a fixture of a narrower scope."""
    return PARSED
