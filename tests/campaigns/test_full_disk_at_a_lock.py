"""A full disk when PeerDesk locks, quits or is killed: what was typed is saved in the reserve."""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import children
import pytest
from campaign_table import Campaign, CampaignRow
from evening import Evening
from full_evening import MORE, NOTE, begin_with_a_note, text_kept, type_on_a_full_disk
from patience import wait_until
from program import Program
from small_disks import full, small_disk
from system_services import System, running_system
from window_fixtures import Start

from peerdesk.app import open_desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.notes import NoteKind
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.reserve import BYTES, Reserve

pytestmark = [pytest.mark.campaign, pytest.mark.xdist_group("screen")]

LOSS = "what was typed last, and that is lost"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, mib=32) as mounted:
        yield mounted


@pytest.fixture
def evening(start: Start, template_vault: Path, passphrase: str, disk: Path) -> Evening:
    (disk / "evening").mkdir()
    shutil.copytree(template_vault, disk / "evening" / "vault")
    return Evening(start, VaultFolder(disk / "evening" / "vault"), passphrase)


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    folder = tmp_path / "system"
    folder.mkdir()
    with running_system(folder) as running:
        yield running


def wait_for_the_reserve(evening: Evening) -> None:
    kept = Reserve(evening.folder.reserve)
    wait_until(lambda: kept.is_kept, lambda: "the reserve")


def how_it_was_locked(evening: Evening) -> str:
    """What the log says, of a vault that was closed under its seal."""
    with evening.left_behind() as desk:
        assert desk.vault.findings == ()
        locked = desk.log.latest(LogKind.LOCKED)
        assert locked is not None
        return locked.subject


def end(program: Program) -> None:
    wait_until(lambda: not program.is_running, lambda: "the end of the program")


@pytest.mark.parametrize("trigger", ["sleep", "idle", "key"])
def test_a_lock_on_a_full_disk_loses_nothing_and_asks_nothing(
    evening: Evening, disk: Path, system: System, tmp_path: Path, trigger: str, campaigns: bool
) -> None:
    if trigger == "idle":
        if not campaigns:
            pytest.skip("for the long campaigns: nobody may be there for a minute")
        settings = tmp_path / "home" / ".config" / "PeerDesk" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text('{"idle_minutes": 1}', "utf-8")
    evening.environment.update(
        DBUS_SYSTEM_BUS_ADDRESS=system.address, DBUS_SESSION_BUS_ADDRESS=system.address
    )
    with evening.program() as program:
        begin_with_a_note(program)
        wait_for_the_reserve(evening)
        with full(disk):
            type_on_a_full_disk(program)
            if trigger == "sleep":
                system.says("sleep")
            elif trigger == "key":
                program.key("ctrl+l")
            program.wait_for("Your vault is locked")
            assert not program.see(LOSS)
            program.screenshot(f"full-locked-by-{trigger}")
            assert text_kept(evening) == NOTE + MORE
            assert not evening.folder.reserve.exists()
        assert how_it_was_locked(evening) == trigger
        evening.unlock(program)
        wait_for_the_reserve(evening)
        assert program.complaints() == ""


def test_quitting_on_a_full_disk_loses_nothing(evening: Evening, disk: Path) -> None:
    with evening.program() as program:
        begin_with_a_note(program)
        wait_for_the_reserve(evening)
        with full(disk):
            type_on_a_full_disk(program)
            program.key("ctrl+q")
            end(program)
            assert text_kept(evening) == NOTE + MORE
    assert program.exit_code == 0
    assert how_it_was_locked(evening) == "quit"
    assert program.complaints() == ""


def test_quitting_without_a_reserve_says_what_would_be_lost_first(
    evening: Evening, disk: Path
) -> None:
    evening.folder.reserve.mkdir()  # then none can be made
    words = len((NOTE + MORE).split())
    with evening.program() as program:
        begin_with_a_note(program)
        with full(disk):
            type_on_a_full_disk(program)
            program.key("ctrl+q")
            program.wait_for(f"the disk refuses to save {words} words")
            program.screenshot("full-quit-asked")
            assert program.is_running
            program.key("alt+F4")
            end(program)
            assert text_kept(evening) == NOTE
    assert program.exit_code == 0


def test_words_typed_just_before_the_key_are_counted_as_well(evening: Evening, disk: Path) -> None:
    evening.folder.reserve.mkdir()
    with evening.program() as program:
        begin_with_a_note(program)
        with full(disk):
            program.key("ctrl+End")
            program.screen.xdotool("type", "--delay", "0", " More")
            program.screen.xdotool("key", "ctrl+l")
            program.wait_for("a lock would lose that")
        program.click("Go on")
        program.wait_for(f"{NOTE} More")
        program.key("ctrl+l")
        program.wait_for("Your vault is locked")
    assert text_kept(evening) == f"{NOTE} More"


LOCKER = """
import sys
from pathlib import Path
from peerdesk.app import open_desk
from peerdesk.domain.notes import NoteKind
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder

folder, session, filler = VaultFolder(Path(sys.argv[1])), int(sys.argv[3]), Path(sys.argv[4])
desk = open_desk(folder, sys.argv[2])
assert desk.vault.reserve.make()
with filler.open("wb", buffering=0) as file:
    try:
        while file.write(bytes(4096)) == 4096:
            pass
    except OSError:
        pass
text = "typed on a full disk " * 400
try:
    desk.drafts.keep(NoteKind.GROUP, session, text)
except UserError:
    print("full", flush=True)
desk.vault.reserve.give_up()
desk.drafts.keep(NoteKind.GROUP, session, text)
print("saved", flush=True)
desk.close()
print("closed", flush=True)
"""


def test_killed_while_the_reserve_is_used_the_vault_is_whole(
    evening: Evening, disk: Path, passphrase: str, campaigns: bool, campaign: Campaign
) -> None:
    rounds, lost, untold, worst = (60 if campaigns else 5), 0, 0, 0.0
    filler = disk / "filler"
    for seed in range(rounds):
        arguments = (evening.folder.root, passphrase, evening.session_id, filler)
        child = children.start(LOCKER, *arguments)
        assert children.next_line(child) == "full"
        time.sleep(random.Random(seed).uniform(0, 0.12))  # noqa: S311 - a moment of no consequence
        said = children.kill(child)
        filler.unlink()
        evening.folder.lock_file.unlink(missing_ok=True)
        began = time.monotonic()
        desk = open_desk(evening.folder, passphrase)
        worst = max(worst, time.monotonic() - began)
        untold += not {found.kind for found in desk.vault.findings} <= {FindingKind.AFTER_CRASH}
        draft = desk.drafts.text(NoteKind.GROUP, evening.session_id)
        lost += "saved" in said and (draft or "").count("typed") != 400
        desk.drafts.drop(NoteKind.GROUP, evening.session_id)
        desk.close()
    campaign(CampaignRow("`kill -9` at a lock on a full disk", rounds, lost, untold, worst))
    assert (lost, untold) == (0, 0)


def test_on_a_disk_with_little_room_none_is_made(evening: Evening, disk: Path) -> None:
    reserve = Reserve(evening.folder.reserve)
    with full(disk, leaving=4 * BYTES):
        assert not reserve.make()
        assert not evening.folder.reserve.exists()
    assert reserve.make()


@pytest.mark.parametrize("leaving", [0, 4096])
def test_an_unlock_on_a_full_disk_uses_the_reserve_and_says_so(
    evening: Evening, disk: Path, passphrase: str, leaving: int
) -> None:
    """Else nothing could be saved until the lock, and nothing at the lock."""
    assert Reserve(evening.folder.reserve).make()
    with full(disk, leaving=leaving):
        desk = open_desk(evening.folder, passphrase)
        assert [found.kind for found in desk.vault.findings] == [FindingKind.RESERVE_USED]
        desk.drafts.keep(NoteKind.GROUP, evening.session_id, NOTE)
        desk.close()
        assert not evening.folder.reserve.exists()
    with evening.left_behind() as desk:
        assert desk.vault.findings == ()
        assert desk.drafts.text(NoteKind.GROUP, evening.session_id) == NOTE


def test_a_reserve_that_makes_no_room_leaves_the_vault_to_be_read(
    evening: Evening, disk: Path, passphrase: str
) -> None:
    """As where a snapshot of the disk holds what was removed since."""
    assert Reserve(evening.folder.reserve).make()
    (disk / "snapshot").hardlink_to(evening.folder.reserve)
    with full(disk):
        desk = open_desk(evening.folder, passphrase)
        assert [found.kind for found in desk.vault.findings] == [FindingKind.DISK_FULL]
        assert desk.sessions.get(evening.session_id).id == evening.session_id
        desk.close()
