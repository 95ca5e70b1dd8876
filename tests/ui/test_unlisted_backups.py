"""A backup that was published right before a kill is named all the same."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.backup.places import back_up_into
from peerdesk.backup.second_place import back_up_to_second_place, choose
from peerdesk.desk.desk import Desk
from peerdesk.desk.erased_backups import may_hold_erased
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.members import Member
from peerdesk.ui.backing_up import local_now
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.unlisted_backups import UnlistedBackups


@pytest.fixture
def looked(desk: Desk, qapp: QApplication) -> UnlistedBackups:
    return UnlistedBackups(desk, Jobs(qapp), qapp)


def published(desk: Desk) -> Path:
    """What a killed process leaves: a whole backup, and not a word of it in the vault."""
    place = desk.vault.folder.backups
    return back_up_into(desk.vault, place, BackupOrigin.DAILY, local_now()).made.known.path


def test_after_an_erasure_it_is_among_those_that_may_hold_the_person(
    qtbot: QtBot, desk: Desk, looked: UnlistedBackups
) -> None:
    wren = desk.members.save(Member(chosen_name="Wren"))
    path = published(desk)
    desk.erasures.erase(wren.id)
    assert may_hold_erased(desk) == []
    looked.look()
    qtbot.waitUntil(lambda: bool(may_hold_erased(desk)))
    (found,) = may_hold_erased(desk)
    assert (found.path, found.size, found.verified_at) == (path, path.stat().st_size, None)


def test_what_is_known_stays_as_it_is_known(
    qtbot: QtBot, desk: Desk, looked: UnlistedBackups
) -> None:
    placed = back_up_into(desk.vault, desk.vault.folder.backups, BackupOrigin.DAILY, local_now())
    known = desk.backups.remember(placed.made.known)
    looked.look()
    qtbot.waitUntil(lambda: not looked._looking.busy)
    assert desk.backups.all() == [known]


def test_what_only_has_such_a_name_is_not_taken_in(
    qtbot: QtBot, desk: Desk, looked: UnlistedBackups
) -> None:
    path = published(desk)
    with path.open("r+b") as file:
        file.seek(60)
        file.write(b"x")
    looked.look()
    qtbot.waitUntil(lambda: not looked._looking.busy)
    assert desk.backups.all() == []


def test_one_on_the_stick_is_known_to_be_there(
    qtbot: QtBot, desk: Desk, looked: UnlistedBackups, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    place = choose(desk.vault.folder, tmp_path / "stick")
    desk.backups.choose_second_place(place)
    made = back_up_to_second_place(desk.vault, place, place.folder, local_now()).made.known
    looked.look()
    qtbot.waitUntil(lambda: bool(desk.backups.all()))
    (found,) = desk.backups.all()
    assert (found.path, found.origin) == (made.path, BackupOrigin.SECOND_PLACE)
