"""One change is one transaction: all of it is kept and announced, or none of it."""

from datetime import date

import pytest

from peerdesk.app import open_desk
from peerdesk.desk.changes import Change, Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder


class Ear:
    """Hears the changes of a desk, and what the desk held when each was announced."""

    def __init__(self, desk: Desk) -> None:
        self.heard: list[Change] = []
        self.in_transaction: list[bool] = []
        self._desk = desk
        desk.listen(self.hear)

    def hear(self, change: Change) -> None:
        self.heard.append(change)
        self.in_transaction.append(self._desk.connection.in_transaction)


def generation(desk: Desk) -> int:
    (number,) = desk.connection.execute("SELECT generation FROM vault").fetchone()
    return int(number)


def test_a_change_is_announced_once_after_its_commit(desk: Desk) -> None:
    ear = Ear(desk)
    group = desk.groups.save(Group(name="Harbour"))
    assert [change.touched for change in ear.heard] == [((Kind.GROUP, group.id), (Kind.LOG, 0))]
    assert ear.in_transaction == [False]


def test_a_change_inside_a_change_is_one_announcement_and_one_generation(desk: Desk) -> None:
    before = generation(desk)
    ear = Ear(desk)
    with desk.change(LogKind.CHANGED, Kind.GROUP):
        desk.groups.save(Group(name="Harbour"))
        desk.members.save(Member(chosen_name="Ana"))
    assert len(ear.heard) == 1
    assert ear.heard[0].kinds == {Kind.GROUP, Kind.MEMBER, Kind.LOG}
    assert generation(desk) == before + 1


@pytest.mark.parametrize(
    "error", [ValueError("a bug"), KeyboardInterrupt(), UserError(DeskTrouble.NAME_MISSING)]
)
def test_any_error_takes_back_all_of_a_change(desk: Desk, error: BaseException) -> None:
    before = (desk.counts(), len(desk.log.entries()), generation(desk))
    ear = Ear(desk)
    with pytest.raises(type(error)), desk.change(LogKind.CHANGED, Kind.GROUP):  # noqa: PT012 - the change is what is looked at
        desk.groups.save(Group(name="Harbour"))
        raise error
    assert (desk.counts(), len(desk.log.entries()), generation(desk)) == before
    assert ear.heard == []


def test_an_error_of_an_inner_change_takes_back_the_outer_one(desk: Desk) -> None:
    ear = Ear(desk)
    with pytest.raises(UserError), desk.change(LogKind.CHANGED, Kind.MEMBER):  # noqa: PT012 - as above
        desk.members.save(Member(chosen_name="Ana"))
        desk.members.save(Member(chosen_name=" \u200d "))
    assert desk.members.all() == []
    assert ear.heard == []


def test_the_desk_works_on_after_a_change_that_failed(desk: Desk) -> None:
    with pytest.raises(UserError):
        desk.groups.save(Group(name=""))
    with pytest.raises(ZeroDivisionError), desk.change(None):
        raise ZeroDivisionError
    assert desk.groups.save(Group(name="Harbour")).id


def test_who_stopped_listening_hears_nothing_more(desk: Desk) -> None:
    ear = Ear(desk)
    desk.stop_listening(ear.hear)
    desk.groups.save(Group(name="Harbour"))
    assert ear.heard == []


def test_what_was_kept_is_there_after_closing_and_opening(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    first = open_desk(vault_folder, passphrase)
    kept = first.groups.save(Group(name="Зелёный круг 🌿"))
    first.close()
    again = open_desk(vault_folder, passphrase)
    try:
        assert again.groups.get(kept.id).name == "Зелёный круг 🌿"
        assert again.vault.findings == ()
    finally:
        again.close()


def test_counts_tell_each_kind_of_record(desk: Desk) -> None:
    desk.members.save(Member(chosen_name="Ana"))
    counts = desk.counts()
    assert counts["members"] == 1
    assert counts["scripts"] == len(desk.scripts.all()) > 0


def add_two_groups(desk: Desk, first: str, second: str) -> None:
    with desk.change(None):
        desk.groups.save(Group(name=first))
        desk.groups.save(Group(name=second))


def test_an_inner_error_that_the_outer_change_catches_takes_back_the_inner_half(desk: Desk) -> None:
    with desk.change(None):
        desk.groups.save(Group(name="Harbour"))
        with pytest.raises(UserError):
            add_two_groups(desk, "Lanterns", "")

    assert [group.name for group in desk.groups.all()] == ["Harbour"]


def test_taking_the_agreement_that_is_in_force_changes_nothing(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    taken = desk.agreements.take(group.id, version.id, date(2026, 11, 22))
    before = generation(desk)

    assert desk.agreements.take(group.id, version.id, date(2026, 12, 1)) == taken
    assert generation(desk) == before
