"""Records to rows and back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.rows import Table, encoded, now
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group, GroupKind, NotePolicy
from peerdesk.errors import UserError

FULL = Group(
    name="Cercle d’été",
    purpose="To listen",
    kind=GroupKind.CLOSED,
    place="Library",
    capacity=12,
    recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    first_date=date(2024, 2, 29),
    start_time=time(18, 30),
    minutes=75,
    crosstalk=True,
    note_policy=NotePolicy.FULL,
    archived=True,
)


@pytest.fixture
def table(desk: Desk) -> Table[Group]:
    return Table(desk.connection, "groups", Group)


def test_every_kind_of_value_comes_back_as_it_was(desk: Desk, table: Table[Group]) -> None:
    with desk.change(None):
        kept = table.add(FULL)
    assert table.get(kept.id) == kept
    unkept = replace(kept, id=0, uid="", created_at=FULL.created_at, updated_at=FULL.updated_at)
    assert unkept == FULL


def test_a_new_record_gets_an_identity_and_its_moments_in_utc(
    desk: Desk, table: Table[Group]
) -> None:
    before = now()
    with desk.change(None):
        kept = table.add(FULL)
    assert kept.id > 0
    assert len(kept.uid) == 36
    assert before <= kept.created_at == kept.updated_at <= datetime.now(UTC)


def test_an_update_keeps_the_identity_and_moves_only_the_later_moment(
    desk: Desk, table: Table[Group]
) -> None:
    with desk.change(None):
        kept = table.add(FULL)
        changed = table.save(replace(kept, name="Other", capacity=None))
    found = table.get(kept.id)
    assert found == changed
    assert (found.id, found.uid, found.created_at) == (kept.id, kept.uid, kept.created_at)
    assert found.updated_at >= kept.updated_at
    assert (found.name, found.capacity) == ("Other", None)


def test_a_record_that_is_gone_is_said_to_be_so(desk: Desk, table: Table[Group]) -> None:
    with desk.change(None):
        kept = table.add(FULL)
        assert table.delete("id = ?", (kept.id,)) == 1
    with pytest.raises(UserError) as read:
        table.get(kept.id)
    assert read.value.code is DeskTrouble.RECORD_GONE
    with pytest.raises(UserError) as written, desk.change(None):
        table.update(kept)
    assert written.value.code is DeskTrouble.RECORD_GONE


def test_only_what_has_a_column_type_can_be_kept() -> None:
    with pytest.raises(TypeError):
        encoded(1.5)
    assert encoded(True) == 1
    assert encoded(None) is None
    assert encoded(NotePolicy.FULL) == "full"
