"""Where to turn in a crisis: kept in order, checked, and carried over from the text it was."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from peerdesk.desk.changes import Change, Kind
from peerdesk.desk.desk import Desk
from peerdesk.domain.crisis_resources import CrisisResource, spoken_lines
from peerdesk.domain.groups import Group
from peerdesk.errors import UserError
from peerdesk.vault.cipher import connect
from peerdesk.vault.migrations import migrate

TODAY = date(2026, 11, 24)
FARO = CrisisResource(group_id=0, name="Faro", reach="123", checked_on=TODAY)
DOOR = CrisisResource(group_id=0, name="Side door", purpose="to sit", hours="at night")
BEFORE_ROWS = 6
"""The schema version in which each group had one text."""


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour"))


def names(desk: Desk, group: Group) -> list[str]:
    return [each.name for each in desk.crisis_resources.of_group(group.id)]


def test_a_list_keeps_its_order_and_its_rows(desk: Desk, group: Group) -> None:
    first, second = desk.crisis_resources.arrange(group.id, (FARO, DOOR))
    turned = desk.crisis_resources.arrange(group.id, (second, replace(first, name=" Lighthouse ")))
    assert [each.name for each in turned] == ["Side door", "Lighthouse"]
    assert [each.uid for each in turned] == [second.uid, first.uid]
    assert turned[0].updated_at == second.updated_at
    assert turned[1].updated_at >= first.updated_at


def test_what_is_left_out_goes_and_comes_back_as_it_was(desk: Desk, group: Group) -> None:
    first, second = desk.crisis_resources.arrange(group.id, (FARO, DOOR))
    desk.crisis_resources.arrange(group.id, (second,))
    assert names(desk, group) == ["Side door"]
    back = desk.crisis_resources.arrange(group.id, (first, second))
    assert (back[0].uid, back[0].created_at, back[0].name) == (first.uid, first.created_at, "Faro")


def test_lists_of_other_groups_are_left_alone(desk: Desk, group: Group) -> None:
    other = desk.groups.save(Group(name="Lanterns"))
    desk.crisis_resources.arrange(other.id, (DOOR,))
    desk.crisis_resources.arrange(group.id, (FARO,))
    desk.crisis_resources.arrange(group.id, ())
    assert names(desk, other) == ["Side door"]


def test_a_change_tells_the_group_and_is_one_line_in_the_log(desk: Desk, group: Group) -> None:
    told: list[Change] = []
    desk.listen(told.append)
    desk.crisis_resources.arrange(group.id, (FARO, DOOR))
    assert told[0].kinds == {Kind.CRISIS_RESOURCE, Kind.GROUP, Kind.LOG}
    assert desk.log.entries()[0].subject == Kind.CRISIS_RESOURCE


def test_words_stay_short_enough_to_be_read_aloud(desk: Desk, group: Group) -> None:
    with pytest.raises(UserError) as refused:
        desk.crisis_resources.arrange(group.id, (replace(FARO, reach="x" * 2_001),))
    assert refused.value.data == {"limit": 2_000, "length": 2_001}
    assert names(desk, group) == []


def test_a_check_is_noted_for_single_entries_and_taken_back(desk: Desk, group: Group) -> None:
    faro, door = desk.crisis_resources.arrange(group.id, (FARO, DOOR))
    before = desk.crisis_resources.set_checked(group.id, {door.uid: TODAY})
    assert [each.checked_on for each in desk.crisis_resources.of_group(group.id)] == [TODAY, TODAY]
    desk.crisis_resources.arrange(group.id, (replace(faro, name="Lighthouse"), door))
    desk.crisis_resources.set_checked(group.id, before)
    kept = desk.crisis_resources.of_group(group.id)
    assert [(each.name, each.checked_on) for each in kept] == [
        ("Lighthouse", TODAY),
        ("Side door", None),
    ]


def test_entries_that_never_got_a_word_are_tidied_away(desk: Desk, group: Group) -> None:
    desk.crisis_resources.arrange(group.id, (FARO, CrisisResource(group_id=group.id)))
    desk.crisis_resources.tidy(group.id)
    assert names(desk, group) == ["Faro"]


@pytest.mark.parametrize(
    ("listed", "is_due"),
    [
        ((), False),
        ((FARO,), False),
        ((FARO, DOOR), True),
        ((replace(FARO, checked_on=TODAY - timedelta(days=90)),), False),
        ((replace(FARO, checked_on=TODAY - timedelta(days=91)),), True),
        ((CrisisResource(group_id=0),), False),
    ],
)
def test_a_group_is_due_while_an_entry_was_not_checked_for_90_days(
    desk: Desk, group: Group, listed: tuple[CrisisResource, ...], *, is_due: bool
) -> None:
    desk.crisis_resources.arrange(group.id, listed)
    assert desk.crisis_resources.due(TODAY) == ((group.id,) if is_due else ())
    desk.groups.save(replace(group, archived=True))
    assert desk.crisis_resources.due(TODAY) == ()


def test_the_lines_of_before_become_entries_without_a_word_lost(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    path.touch(0o600)
    connection = connect(path, bytearray(range(48)))
    migrate(connection, up_to=BEFORE_ROWS)
    text = (
        "Faro: 123\n\n  Side door, ring twice \nhttps://example.org\nAsk Ana: call: 9\n: odd\nEnd:"
    )
    insert = """INSERT INTO groups (id, uid, created_at, updated_at, name, kind, note_policy,
        crisis_resources) VALUES (?, ?, ?, ?, 'a', 'open', 'themes', ?)"""
    moment = "2026-05-04T10:00:00.000000+00:00"
    connection.execute(insert, (7, "u7", moment, moment, text))
    connection.execute(insert, (8, "u8", moment, moment, ""))
    migrate(connection)

    rows = connection.execute(
        "SELECT group_id, name, reach, created_at, checked_on, uid FROM crisis_resources "
        "ORDER BY position"
    ).fetchall()
    entries = [CrisisResource(group_id=row[0], name=row[1], reach=row[2]) for row in rows]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert spoken_lines(entries).splitlines() == lines
    assert [(each.name, each.reach) for each in entries[:2]] == [
        ("Faro", "123"),
        ("Side door, ring twice", ""),
    ]
    assert {row[0] for row in rows} == {7}
    assert {row[3:5] for row in rows} == {(moment, None)}
    assert len({UUID(row[5]) for row in rows}) == len(rows)
    assert all(UUID(row[5]).version == 4 for row in rows)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(groups)")]
    assert "crisis_resources" not in columns
