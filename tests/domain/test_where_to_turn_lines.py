from datetime import date, timedelta

import pytest

from peerdesk.domain.crisis_resources import CrisisResource, spoken_lines

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"name": "Lighthouse line"}, "Lighthouse line"),
        ({"name": "Faro", "reach": "123"}, "Faro: 123"),
        ({"name": "Faro", "purpose": "de noche", "reach": "123"}, "Faro (de noche): 123"),
        ({"reach": "123", "hours": "8 pm to 6 am"}, "123, 8 pm to 6 am"),
        ({"purpose": "a bed", "hours": "at night"}, "(a bed): at night"),
        ({}, ""),
    ],
)
def test_an_entry_is_one_line_to_read_aloud(words: dict[str, str], said: str) -> None:
    assert CrisisResource(group_id=1, **words).line == said


def test_an_entry_without_a_word_is_not_read_aloud() -> None:
    listed = (
        CrisisResource(group_id=1, name="Faro", reach="123"),
        CrisisResource(group_id=1, checked_on=TODAY),
        CrisisResource(group_id=1, reach="The side door"),
    )
    assert spoken_lines(listed) == "Faro: 123\nThe side door"


@pytest.mark.parametrize(("days", "holds"), [(0, True), (90, True), (91, False)])
def test_a_check_holds_for_ninety_days(days: int, *, holds: bool) -> None:
    entry = CrisisResource(group_id=1, name="Faro", checked_on=TODAY - timedelta(days=days))
    assert entry.is_checked(TODAY) is holds


def test_what_was_never_checked_is_not_checked() -> None:
    assert not CrisisResource(group_id=1, name="Faro").is_checked(TODAY)
