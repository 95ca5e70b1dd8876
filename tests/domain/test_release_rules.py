"""Releases and consents: how a consent stands, whom it covers, and what is pointed out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.releases import (
    Authority,
    Element,
    InformationRelease,
    Part2,
    ReleaseConsent,
    ReleaseRemark,
    Standing,
    Told,
    accounted_since,
    remarks_on,
    strictest,
)
from peerdesk.domain.scripts import Manner

GIVEN, DAY, END = date(2026, 9, 1), date(2026, 11, 20), date(2026, 12, 1)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
NAMES = st.text(st.characters(categories=("L", "N", "Zs")), max_size=20)


def consent(**values: object) -> ReleaseConsent:
    """Zoë allows that Dr Lee at the clinic is told that she comes, until December."""
    usual = {
        "member_id": 1,
        "what": "That I come, and how often",
        "recipient": "Dr Lee",
        "organisation": "Harbour Clinic",
        "purpose": "So that we can plan together",
        "manner": Manner.ON_PAPER,
        "given_on": GIVEN,
        "expires_on": END,
    }
    return ReleaseConsent(**(usual | values))  # type: ignore[arg-type] # as the record has them


def release(**values: object) -> InformationRelease:
    """Dr Lee was told."""
    usual = {
        "member_id": 1,
        "consent_id": 1,
        "released_on": DAY,
        "what": "That she came in October",
        "recipient": "Dr Lee",
        "organisation": "Harbour Clinic",
        "authority": Authority.CONSENT,
        "told": Told.BEFORE,
    }
    return InformationRelease(**(usual | values))  # type: ignore[arg-type] # as above


@given(day=DAYS, given_on=DAYS, ends=st.none() | DAYS, withdrawn=st.none() | DAYS)
def test_a_consent_is_good_between_its_days_alone(
    day: date, given_on: date, ends: date | None, withdrawn: date | None
) -> None:
    standing = consent(given_on=given_on, expires_on=ends, withdrawn_on=withdrawn).standing(day)
    good = (
        given_on <= day and (ends is None or day <= ends) and (withdrawn is None or day < withdrawn)
    )
    assert (standing is Standing.GOOD) == good


@given(day=DAYS, later=st.integers(0, 5_000))
def test_what_was_withdrawn_or_has_ended_is_never_good_again(day: date, later: int) -> None:
    for ended in (consent(expires_on=day - timedelta(days=1)), consent(withdrawn_on=day)):
        assert ended.standing(day + timedelta(days=later)) is not Standing.GOOD


def test_the_last_day_still_counts_and_the_day_of_withdrawing_does_not() -> None:
    assert consent().standing(END) is Standing.GOOD
    assert consent().standing(END + timedelta(days=1)) is Standing.EXPIRED
    assert consent(withdrawn_on=DAY).standing(DAY) is Standing.WITHDRAWN
    assert consent(withdrawn_on=DAY).standing(DAY - timedelta(days=1)) is Standing.GOOD
    assert consent().standing(GIVEN - timedelta(days=1)) is Standing.NOT_YET


@pytest.mark.parametrize(
    ("recipient", "organisation", "covered"),
    [
        ("Dr Lee", "Harbour Clinic", True),
        ("  dr LEE ", "harbour  clinic", True),
        ("Dr Lee", "", False),
        ("Dr Lee", "Another Clinic", False),
        ("Dr Moss", "Harbour Clinic", False),
    ],
)
def test_a_consent_covers_whom_it_names(
    recipient: str,
    organisation: str,
    covered: bool,
) -> None:
    assert consent().covers(recipient, organisation) is covered


@given(recipient=NAMES)
def test_one_that_names_an_organisation_alone_covers_anybody_there(recipient: str) -> None:
    of_the_house = consent(recipient="")
    assert of_the_house.covers(recipient, "Harbour Clinic")
    assert not of_the_house.covers(recipient, "")


@given(recipient=NAMES, organisation=NAMES)
def test_one_that_names_nobody_covers_nobody(recipient: str, organisation: str) -> None:
    assert not consent(recipient="", organisation="").covers(recipient, organisation)


def test_what_it_does_not_name_yet_is_told_in_the_order_of_the_law() -> None:
    assert consent().missing == ()
    bare = ReleaseConsent(member_id=1, given_on=DAY)
    assert bare.is_blank
    assert bare.missing == (Element.WHAT, Element.RECIPIENT, Element.PURPOSE, Element.END)
    assert consent(expires_on=None, expires_when="when I have a flat").missing == ()


def test_nothing_is_pointed_out_where_all_is_as_it_should_be() -> None:
    assert remarks_on(release(), consent(), Part2.YES) == ()


@pytest.mark.parametrize(
    ("given", "under", "remark"),
    [
        (release(authority=Authority.NOT_SAID), None, ReleaseRemark.NO_AUTHORITY),
        (release(consent_id=None), None, ReleaseRemark.NO_CONSENT),
        (release(released_on=GIVEN - timedelta(1)), consent(), ReleaseRemark.CONSENT_LATER),
        (release(released_on=END + timedelta(1)), consent(), ReleaseRemark.CONSENT_EXPIRED),
        (release(), consent(withdrawn_on=DAY - timedelta(1)), ReleaseRemark.CONSENT_WITHDRAWN),
        (release(), consent(withdrawn_on=DAY), ReleaseRemark.WITHDRAWN_THAT_DAY),
        (release(recipient="Dr Moss"), consent(), ReleaseRemark.OTHER_RECIPIENT),
        (release(), consent(manner=Manner.SPOKEN), ReleaseRemark.NOT_WRITTEN),
        (
            release(),
            consent(expires_on=None, expires_when="when I have a flat"),
            ReleaseRemark.CONSENT_MAY_HAVE_ENDED,
        ),
        (release(told=Told.NO), consent(), ReleaseRemark.NO_REASON),
    ],
)
def test_each_doubt_is_pointed_out_by_itself(
    given: InformationRelease, under: ReleaseConsent | None, remark: ReleaseRemark
) -> None:
    assert remarks_on(given, under, Part2.YES) == (remark,)


def test_a_consent_matters_only_where_it_is_the_authority() -> None:
    ordered = release(authority=Authority.COURT_ORDER, recipient="The county court")
    assert remarks_on(ordered, consent(withdrawn_on=GIVEN), Part2.YES) == ()


def test_a_spoken_consent_is_enough_outside_of_part_2() -> None:
    for answer in (Part2.NO, Part2.UNSURE):
        assert remarks_on(release(), consent(manner=Manner.SPOKEN), answer) == ()


@given(st.lists(st.sampled_from(Part2)))
def test_one_group_under_part_2_is_enough_and_only_no_everywhere_is_no(
    answers: list[Part2],
) -> None:
    answer = strictest(answers)
    assert (answer is Part2.YES) == (Part2.YES in answers)
    assert (answer is Part2.NO) == (bool(answers) and set(answers) == {Part2.NO})


@given(DAYS)
def test_three_years_are_three_years_even_on_29_february(today: date) -> None:
    since = accounted_since(today)
    assert today.year - since.year == 3
    assert since.month == today.month
    assert timedelta(days=1094) <= today - since <= timedelta(days=1097)
