"""Folders in which PeerDesk keeps backups by itself."""

import secrets
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aged import aged, flip_in_database
from filled_vault import Made, names_in

from peerdesk.app import create_desk, open_desk
from peerdesk.backup import naming
from peerdesk.backup.container import Container
from peerdesk.backup.places import back_up_into, next_to_go, own_backups, tidy
from peerdesk.backup.proof import inspect, opened_backup, verify
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def two_of_a_day(desk: Desk, made: Made, place: Path) -> tuple[Path, Path]:
    """The earlier and the later backup of a day three weeks ago."""
    day = (NOW - 21 * DAY).replace(hour=9)
    return (
        aged(desk.vault, made.backup, place, day),
        aged(desk.vault, made.backup, place, day + timedelta(hours=3)),
    )


def test_a_backup_comes_into_the_vaults_own_folder_proven_and_known(
    filled_desk: Desk, passphrase: str
) -> None:
    folder = filled_desk.vault.folder.backups
    placed = back_up_into(filled_desk.vault, folder, BackupOrigin.DAILY, NOW)
    known = filled_desk.backups.remember(placed.made.known)
    assert [known.path.name] == names_in(folder)
    assert verify(known.path, passphrase).counts["members"] == known.members == 4
    assert known.made_at == inspect(known.path).created
    assert known.size == known.path.stat().st_size
    assert known.verified_at is not None
    assert known.generation < filled_desk.generation


def test_names_say_the_moment_and_nothing_else(filled_desk: Desk, place: Path) -> None:
    moment = datetime(2026, 11, 25, 14, 2, 33, tzinfo=UTC)
    first, second = (
        back_up_into(filled_desk.vault, place, BackupOrigin.DAILY, moment).made.known.path
        for _ in range(2)
    )
    assert first.name == "PeerDesk 2026-11-25 14.02.33.peerdesk-backup"
    assert second.name == "PeerDesk 2026-11-25 14.02.33 2.peerdesk-backup"
    assert naming.is_dated(first.name)
    assert naming.is_dated(second.name)


@pytest.mark.parametrize(
    "name",
    [
        "evening.peerdesk-backup",
        "PeerDesk 2026-11-25.peerdesk-backup",
        "PeerDesk 2026-11-25 14.02.33.peerdesk-backup.part",
        "my PeerDesk 2026-11-25 14.02.33.peerdesk-backup",
        "PeerDesk 2026-11-25 14.02.33.peerdesk-backup\n",
    ],
)
def test_a_name_that_somebody_else_gave_is_not_ours(name: str) -> None:
    assert not naming.is_dated(name)


def test_a_new_backup_removes_what_the_rotation_does_not_keep(
    filled_desk: Desk, made: Made, place: Path
) -> None:
    earlier, later = two_of_a_day(filled_desk, made, place)
    assert next_to_go(filled_desk.vault, place, NOW) == (earlier,)
    placed = back_up_into(filled_desk.vault, place, BackupOrigin.DAILY, NOW)
    assert placed.tidied.removed == (earlier,)
    assert names_in(place) == sorted([later.name, placed.made.known.path.name])


def test_a_year_of_days_is_thinned_and_what_stays_opens(
    filled_desk: Desk, made: Made, place: Path, passphrase: str
) -> None:
    for days in range(365):
        aged(filled_desk.vault, made.backup, place, NOW - days * DAY)
    tidied = tidy(filled_desk.vault, place, NOW)
    left = names_in(place)
    assert len(left) + len(tidied.removed) == 365
    assert 2 + 12 + 10 + 7 <= len(left) <= 2 + 12 + 10 + 9
    assert verify(place / left[0], passphrase).counts["members"] == 4


def test_no_backup_goes_for_one_that_is_damaged(filled_desk: Desk, made: Made, place: Path) -> None:
    earlier, later = two_of_a_day(filled_desk, made, place)
    flip_in_database(later)
    assert tidy(filled_desk.vault, place, NOW).removed == ()
    assert names_in(place) == [earlier.name, later.name]


def test_no_backup_goes_for_one_that_somebody_made_up(
    filled_desk: Desk, made: Made, place: Path
) -> None:
    earlier, later = two_of_a_day(filled_desk, made, place)
    with opened_backup(later) as contents:
        container, manifest = contents.container, contents.manifest
        database = later.read_bytes()[container.database_offset : container.directory_offset]
    forged = Container(manifest.sealed(bytes(32)), container.keys, container.database)
    later.write_bytes(forged.head() + database + forged.tail())
    assert [each.path for each in own_backups(filled_desk.vault, place)] == [earlier]
    assert tidy(filled_desk.vault, place, NOW).removed == ()


def test_only_our_own_files_are_ever_removed(
    filled_desk: Desk, made: Made, place: Path, tmp_path: Path
) -> None:
    earlier, later = two_of_a_day(filled_desk, made, place)
    day = (NOW - 21 * DAY).replace(hour=7)
    by_hand = shutil.copy(earlier, place / "the one that matters.peerdesk-backup")
    strange = naming.free_name(place, day)
    strange.write_bytes(b"not a backup")
    outside = shutil.copy(earlier, tmp_path / "outside")
    link = naming.free_name(place, day + timedelta(minutes=1))
    link.symlink_to(outside)
    folder = naming.free_name(place, day + timedelta(minutes=2))
    folder.mkdir()
    assert tidy(filled_desk.vault, place, NOW).removed == (earlier,)
    assert set(names_in(place)) == {
        later.name, by_hand.name, strange.name, link.name, folder.name
    }  # fmt: skip
    assert outside.exists()


def test_another_vaults_backups_stay_in_a_place_that_both_use(
    filled_desk: Desk, made: Made, place: Path, tmp_path: Path
) -> None:
    two_of_a_day(filled_desk, made, place)
    before = names_in(place)
    other = create_desk(
        VaultFolder(tmp_path / "another"),
        passphrase="another passphrase for it",
        label="",
        recovery=generate(word_list(), secrets.randbelow),
        name="Another",
        cost=FLOOR,
    )
    assert own_backups(other.vault, place) == []
    assert tidy(other.vault, place, NOW).removed == ()
    other.close()
    assert names_in(place) == before


def test_a_backup_that_is_stopped_leaves_the_place_as_it_was(
    filled_desk: Desk, made: Made, place: Path
) -> None:
    two_of_a_day(filled_desk, made, place)
    before = names_in(place)
    with pytest.raises(UserError) as stopped:
        back_up_into(filled_desk.vault, place, BackupOrigin.DAILY, NOW, cancelled=lambda: True)
    assert stopped.value.code is BackupTrouble.CANCELLED
    assert names_in(place) == before


def test_a_restored_vault_goes_on_with_the_rotation_of_the_former_one(
    filled_desk: Desk, made: Made, place: Path, passphrase: str
) -> None:
    earlier, _later = two_of_a_day(filled_desk, made, place)
    again = open_desk(VaultFolder(made.vault), passphrase)
    assert tidy(again.vault, place, NOW).removed == (earlier,)
    again.close()
