"""Handouts are there at once: a sheet of two pages, and all that an evening of thirty needs.

Measured in the time that a computer works for them, whatever else it is busy with.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pace import within

from peerdesk.desk.desk import Desk
from peerdesk.documents.raster import page_count
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.members import Member
from peerdesk.handouts.handout import Prepared
from peerdesk.handouts.listed import HANDOUTS, handout_of

SHEET_SECONDS = 0.2
PACK_SECONDS = 1.5
PREPARED_SECONDS = 0.05
PEOPLE = 30
NOW = datetime(2026, 11, 24, 18, 0)


def prepared_in_time(desk: Desk, choice: HandoutChoice) -> Prepared:
    """What was read from the vault, on the thread of the window."""
    handout = handout_of(choice.kind)
    within(PREPARED_SECONDS, lambda: handout.prepared(desk, choice, NOW))
    return handout.prepared(desk, choice, NOW)


@pytest.fixture
def group(desk: Desk) -> Group:
    """Thirty people who agreed to the general rules and meet in an hour."""
    group = desk.groups.save(Group(name="Harbour Circle", capacity=PEOPLE))
    for number in range(PEOPLE):
        desk.members.add_to_group(Member(chosen_name=f"Person {number}"), group.id)
    (general,) = (s for s in desk.scripts.all() if (s.origin, s.language) == ("general", "en"))
    desk.agreements.take(group.id, desk.scripts.latest(general.id).id, date(2026, 1, 6))
    desk.sessions.plan(group.id, datetime(2026, 11, 24, 19, 0))
    return group


def test_a_sheet_of_two_pages_is_there_within_a_fifth_of_a_second(desk: Desk, group: Group) -> None:
    (short,) = (s for s in desk.scripts.all() if (s.origin, s.language) == ("first_meeting", "en"))
    version_id = desk.scripts.latest(short.id).id
    choice = HandoutChoice(kind=HandoutKind.RULES, group_id=group.id, version_id=version_id)

    prepared = prepared_in_time(desk, choice)

    assert page_count(prepared.render()) >= 2
    within(SHEET_SECONDS, prepared.render)


@pytest.mark.parametrize("kind", [handout.kind for handout in HANDOUTS])
def test_reading_the_vault_never_keeps_the_window_waiting(
    desk: Desk, group: Group, kind: HandoutKind
) -> None:
    choice = HandoutChoice(kind=HandoutKind.RULES, group_id=group.id)
    within(PACK_SECONDS, prepared_in_time(desk, replace(choice, kind=kind)).render)
