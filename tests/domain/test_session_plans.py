"""A session's plan, and who came."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.sessions import (
    STANDARD_AGENDA,
    AgendaItem,
    AgendaKind,
    Presence,
    fitted,
)

agendas = st.lists(
    st.builds(AgendaItem, kind=st.sampled_from(AgendaKind), minutes=st.integers(0, 120)), min_size=1
).map(tuple)


@given(agendas, st.integers(5, 720))
def test_fitting_changes_only_the_longest_item(
    agenda: tuple[AgendaItem, ...], minutes: int
) -> None:
    changed = [
        (before, after)
        for before, after in zip(agenda, fitted(agenda, minutes), strict=True)
        if before != after
    ]
    assert len(changed) <= 1
    for before, after in changed:
        assert before.minutes == max(item.minutes for item in agenda)
        assert (after.kind, after.title) == (before.kind, before.title)


@given(agendas, st.integers(5, 720))
def test_a_fitted_plan_fills_the_time_unless_its_longest_item_is_at_its_least(
    agenda: tuple[AgendaItem, ...], minutes: int
) -> None:
    plan = fitted(agenda, minutes)
    total = sum(item.minutes for item in plan)
    assert total == minutes or (total > minutes and any(item.minutes == 5 for item in plan))


def test_the_standard_plan_takes_ninety_minutes_and_fits_two_hours() -> None:
    assert sum(item.minutes for item in STANDARD_AGENDA) == 90
    assert sum(item.minutes for item in fitted(STANDARD_AGENDA, 120)) == 120


def test_an_empty_plan_stays_empty() -> None:
    assert fitted((), 90) == ()


def test_who_came_late_or_left_early_was_in_the_room() -> None:
    assert {presence for presence in Presence if presence.came} == {
        Presence.PRESENT,
        Presence.LATE,
        Presence.LEFT_EARLY,
    }
