"""The vault's own record of its backups."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.app import open_desk
from peerdesk.desk.changes import Change, Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.backups import BackupOrigin, KnownBackup, SecondPlace
from peerdesk.domain.log import LogKind
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def backup(
    path: Path,
    origin: BackupOrigin = BackupOrigin.CHOSEN,
    *,
    made_at: datetime = NOON,
    verified_at: datetime | None = NOON,
    generation: int = 5,
) -> KnownBackup:
    return KnownBackup(
        path=path,
        origin=origin,
        made_at=made_at,
        size=40_000,
        generation=generation,
        verified_at=verified_at,
        groups=3,
        members=31,
        sessions=62,
    )


def own(desk: Desk, name: str, hours: int = 0) -> KnownBackup:
    path = desk.vault.folder.backups / name
    return backup(path, BackupOrigin.DAILY, made_at=NOON + hours * HOUR)


def test_what_was_made_is_kept_as_it_was_told(desk: Desk) -> None:
    kept = desk.backups.remember(backup(Path("/media/stick/evening.peerdesk-backup")))
    assert desk.backups.all() == [kept]
    assert (kept.groups, kept.members, kept.sessions) == (3, 31, 62)
    assert kept.verified_at == kept.made_at == NOON
    assert kept.drilled_at is None


def test_a_backup_is_in_the_log_with_its_reason_and_told_to_listeners(desk: Desk) -> None:
    told: list[Change] = []
    desk.listen(told.append)
    desk.backups.remember(own(desk, "today"))
    entry = desk.log.latest(LogKind.BACKED_UP)
    assert entry is not None
    assert entry.subject == BackupOrigin.DAILY
    assert [change.kinds for change in told] == [{Kind.BACKUP, Kind.LOG}]


def test_what_came_and_what_went_for_it_are_one_change_and_one_line_in_the_log(desk: Desk) -> None:
    old = desk.backups.remember(own(desk, "old"))
    generation, lines = desk.generation, len(desk.log.entries())
    desk.backups.keep_placed(own(desk, "new", hours=1), [old.path])
    assert [each.path.name for each in desk.backups.all()] == ["new"]
    assert desk.generation == generation + 1
    assert len(desk.log.entries()) == lines + 1
    entry = desk.log.latest(LogKind.BACKED_UP)
    assert entry is not None
    assert entry.subject == BackupOrigin.DAILY


def test_a_file_that_was_written_over_is_known_once(desk: Desk) -> None:
    path = Path("/media/stick/evening.peerdesk-backup")
    desk.backups.remember(backup(path))
    later = desk.backups.remember(backup(path, made_at=NOON + HOUR))
    assert desk.backups.all() == [later]


def test_the_newest_comes_first_and_only_a_proven_one_counts(desk: Desk) -> None:
    old = desk.backups.remember(own(desk, "old"))
    elsewhere = desk.backups.remember(backup(Path("/media/stick/a"), made_at=NOON - HOUR))
    unproven = desk.backups.remember(
        backup(Path("/media/stick/b"), made_at=NOON + 2 * HOUR, verified_at=None)
    )
    new = desk.backups.remember(own(desk, "new", hours=1))
    assert desk.backups.all() == [unproven, new, old, elsewhere]
    assert desk.backups.newest_verified() == new
    assert desk.backups.newest_verified(elsewhere=True) == elsewhere


def test_a_file_that_was_named_within_the_vaults_own_folder_is_not_elsewhere(desk: Desk) -> None:
    desk.backups.remember(backup(desk.vault.folder.backups / "mine.peerdesk-backup"))
    assert desk.backups.newest_verified() is not None
    assert desk.backups.newest_verified(elsewhere=True) is None


def test_a_drill_and_a_later_proof_are_remembered(desk: Desk) -> None:
    kept = desk.backups.remember(own(desk, "today"))
    desk.backups.drilled(kept, NOON + HOUR)
    (drilled,) = desk.backups.all()
    desk.backups.verified(drilled, NOON + 2 * HOUR)
    (found,) = desk.backups.all()
    assert (found.drilled_at, found.verified_at) == (NOON + HOUR, NOON + 2 * HOUR)
    assert found.path == kept.path


def test_what_was_removed_is_forgotten_and_can_not_be_drilled(desk: Desk) -> None:
    kept = desk.backups.remember(own(desk, "today"))
    desk.backups.forget([kept.path, Path("/nowhere/at/all")])
    assert desk.backups.all() == []
    with pytest.raises(UserError) as gone:
        desk.backups.drilled(kept, NOON)
    assert gone.value.code is DeskTrouble.RECORD_GONE


def test_backups_move_along_with_the_vaults_folder(
    vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    desk = open_desk(vault_folder, passphrase)
    desk.backups.remember(own(desk, "today"))
    desk.close()
    moved = VaultFolder(tmp_path / "on a stick")
    shutil.move(vault_folder.root, moved.root)
    desk = open_desk(moved, passphrase)
    (found,) = desk.backups.all()
    desk.close()
    assert found.path == moved.backups / "today"


def place(folder: Path) -> SecondPlace:
    return SecondPlace(folder=folder, within=Path("PeerDesk backups"), mark="5f" * 8)


def test_backups_move_along_with_the_stick(desk: Desk) -> None:
    here, there = (Path(f"/media/{name}/PeerDesk backups") for name in ("STICK", "STICK1"))
    desk.backups.choose_second_place(place(here))
    desk.backups.remember(backup(here / "evening", BackupOrigin.SECOND_PLACE))
    desk.backups.second_place_seen(there)
    (found,) = desk.backups.all()
    assert found.path == there / "evening"
    assert desk.backups.second_place is not None
    assert desk.backups.second_place.folder == there


def test_another_second_place_leaves_what_lies_in_the_former_one_known(desk: Desk) -> None:
    here, there = (Path(f"/media/{name}/PeerDesk backups") for name in ("STICK", "DISK"))
    desk.backups.choose_second_place(place(here))
    desk.backups.remember(backup(here / "evening", BackupOrigin.SECOND_PLACE))
    desk.backups.choose_second_place(place(there))
    assert [each.path for each in desk.backups.all()] == [here / "evening"]
    desk.backups.forget_second_place()
    assert desk.backups.second_place is None
    assert [each.path for each in desk.backups.all()] == [here / "evening"]


def test_a_failure_is_remembered_until_a_backup_of_the_day_succeeds(desk: Desk) -> None:
    assert desk.backups.care.failed_at is None
    desk.backups.failed("disk-full")
    desk.backups.explained(NOON)
    assert desk.backups.care.failure == "disk-full"
    assert desk.backups.care.failed_at is not None
    desk.backups.remember(backup(Path("/media/stick/a")))
    assert desk.backups.care.failure == "disk-full"
    desk.backups.remember(own(desk, "today"))
    assert (desk.backups.care.failed_at, desk.backups.care.failure) == (None, "")
    assert desk.backups.care.explained_at == NOON
