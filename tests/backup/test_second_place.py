"""The folder on a stick: found again wherever it appears, and never half written."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filled_vault import names_in
from sticks import Stick, failing_stick, made_stick, run

from peerdesk.backup.naming import PLACE_FOLDER, SUFFIX
from peerdesk.backup.places import PlacedBackup
from peerdesk.backup.proof import verify
from peerdesk.backup.reports import BackupStep, Progress
from peerdesk.backup.second_place import back_up_to_second_place, choose, media, within_reach
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import SecondPlace
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault.troubles import VaultTrouble

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(params=["vfat", "ext2"])
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stick]:
    made = made_stick(tmp_path, request.param)
    yield made
    if made.at.is_mount():
        made.take_out()


def back_up(desk: Desk, place: SecondPlace, progress: Progress | None = None) -> PlacedBackup:
    return back_up_to_second_place(desk.vault, place, place.folder, NOW, progress=progress)


def backups_on(place: SecondPlace) -> list[str]:
    return [name for name in names_in(place.folder) if name.endswith(SUFFIX)]


def at_step(step: BackupStep, do: Callable[[], object]) -> Progress:
    def progress(found: BackupStep) -> None:
        if found is step:
            do()

    return progress


def test_a_chosen_folder_gets_a_folder_for_backups_with_a_mark(
    filled_desk: Desk, tmp_path: Path
) -> None:
    place = choose(filled_desk.vault.folder, tmp_path)
    assert place.folder == tmp_path / PLACE_FOLDER
    assert names_in(place.folder) == [f".peerdesk-place-{place.mark}"]
    assert within_reach(place) == place.folder
    again = choose(filled_desk.vault.folder, place.folder)
    assert again.folder == place.folder
    assert again.mark != place.mark


def test_the_vaults_own_folder_is_no_second_place(filled_desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        choose(filled_desk.vault.folder, filled_desk.vault.folder.backups)
    assert refused.value.code is BackupTrouble.TARGET_IS_VAULT_FOLDER


def test_a_folder_that_is_not_there_is_no_second_place(filled_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        choose(filled_desk.vault.folder, tmp_path / "no stick")
    assert refused.value.code is BackupTrouble.TARGET_FOLDER_MISSING


def test_an_empty_folder_where_the_stick_was_takes_no_backup(
    filled_desk: Desk, tmp_path: Path
) -> None:
    place = choose(filled_desk.vault.folder, tmp_path)
    (place.folder / f".peerdesk-place-{place.mark}").unlink()
    assert within_reach(place) is None
    with pytest.raises(UserError) as gone:
        back_up(filled_desk, place)
    assert gone.value.code is VaultTrouble.MEDIUM_GONE
    assert names_in(place.folder) == []


def test_a_backup_is_on_the_stick_when_it_is_pulled_at_once_and_put_in_elsewhere(
    filled_desk: Desk, stick: Stick, passphrase: str, tmp_path: Path
) -> None:
    place = choose(filled_desk.vault.folder, stick.at)
    known = back_up(filled_desk, place).made.known
    assert stick.at in media()
    stick.pull()
    assert within_reach(place) is None
    stick.put_in(tmp_path / "another name")
    found = within_reach(place)
    assert found == tmp_path / "another name" / PLACE_FOLDER
    assert verify(found / known.path.name, passphrase).counts["members"] == 4


def test_a_full_stick_is_told_and_keeps_its_backups(
    filled_desk: Desk, stick: Stick, passphrase: str
) -> None:
    place = choose(filled_desk.vault.folder, stick.at)
    known = back_up(filled_desk, place).made.known
    before = names_in(place.folder)
    stick.fill(leaving=60_000)
    with pytest.raises(UserError) as full:
        back_up(filled_desk, place)
    assert full.value.code is VaultTrouble.DISK_FULL
    assert names_in(place.folder) == before
    assert verify(known.path, passphrase).counts["members"] == 4


def test_a_write_protected_stick_is_told_and_keeps_its_backups(
    filled_desk: Desk, stick: Stick
) -> None:
    place = choose(filled_desk.vault.folder, stick.at)
    back_up(filled_desk, place)
    before = names_in(place.folder)
    stick.protect()
    with pytest.raises(UserError) as protected:
        back_up(filled_desk, place)
    assert protected.value.code is VaultTrouble.READ_ONLY
    assert names_in(place.folder) == before


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Stick]:
    made = failing_stick(tmp_path)
    yield made
    made.pull()
    run("umount", "--lazy", str(made.image.parent)).check_returncode()


def test_a_stick_that_can_not_keep_what_it_took_is_told_and_gets_no_backup(
    filled_desk: Desk, failing: Stick
) -> None:
    place = choose(filled_desk.vault.folder, failing.at)
    os.sync()
    room = failing.image.parent
    (room / "filler").write_bytes(bytes(shutil.disk_usage(room).free))
    with pytest.raises(PeerDeskError) as fault:
        back_up(filled_desk, place)
    # Which of the two the flush is told depends on the kernel.
    assert fault.value.code in {VaultTrouble.DISK_FULL, VaultTrouble.IO_FAILED}
    assert backups_on(place) == []


@pytest.mark.parametrize(
    "step", [BackupStep.COPYING, BackupStep.WRITING, BackupStep.READING_BACK, BackupStep.CHECKING]
)
def test_a_stick_that_is_pulled_half_way_is_told_and_keeps_its_backups(
    filled_desk: Desk, stick: Stick, step: BackupStep, passphrase: str
) -> None:
    place = choose(filled_desk.vault.folder, stick.at)
    known = back_up(filled_desk, place).made.known
    with pytest.raises(UserError) as gone:
        back_up(filled_desk, place, at_step(step, stick.pull))
    assert gone.value.code is VaultTrouble.MEDIUM_GONE
    stick.put_in(stick.at)
    assert backups_on(place) == [known.path.name]
    assert verify(known.path, passphrase).counts["members"] == 4
    back_up(filled_desk, place)
    assert len(backups_on(place)) == 2
