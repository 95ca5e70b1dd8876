"""Every way in which this system tells that nobody is there locks, also with a dialog open."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from program import Program
from system_services import System, running_system

from peerdesk.app import open_desk
from peerdesk.domain.log import LogKind
from peerdesk.vault.files import VaultFolder

pytestmark = [
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon"),
]

Start = Callable[..., Program]

TYPED = "Quillfeather Abernathy"
TRIGGERS = {
    "sleep": "sleep",
    "lock": "screen",
    "locked": "screen",
    "switch": "session",
    "lid": "lid",
    "saver": "screen",
}
"""What the system says, and what the log calls it."""


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    folder = tmp_path / "system"
    folder.mkdir()
    with running_system(folder) as running:
        yield running


def unlocked(start: Start, system: System, folder: VaultFolder, passphrase: str) -> Program:
    program: Program = start(("-m", "peerdesk", "--vault", str(folder.root)))
    program.environment["DBUS_SYSTEM_BUS_ADDRESS"] = system.address
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = system.address
    program.__enter__()
    program.wait_for("Your vault is locked")
    program.fill("Passphrase", passphrase)
    program.key("Return")
    program.wait_for("Cover the screen")
    return program


def half_typed_with_a_dialog_open(program: Program) -> None:
    """A name that was typed and not saved by hand, and a window over it."""
    program.click("People", kind="QToolButton")
    program.click("Add the first person")
    program.fill("Chosen name", TYPED)
    program.wait_for("Saved")
    program.click("Import people…")
    program.wait_for("File name")


@pytest.mark.parametrize("said", TRIGGERS)
def test_the_vault_locks_and_nothing_of_it_stays_in_memory(
    start: Start, system: System, vault_folder: VaultFolder, passphrase: str, said: str
) -> None:
    program = unlocked(start, system, vault_folder, passphrase)
    try:
        half_typed_with_a_dialog_open(program)
        assert program.memory_holds(TYPED), "the search must be able to find what is there"
        before = program.pid
        system.says(said)
        program.wait_for("Your vault is locked")
        assert program.pid == before
        assert [word for word in (TYPED, passphrase) if program.memory_holds(word)] == []
        assert program.complaints() == ""
    finally:
        program.__exit__(None, None, None)
    desk = open_desk(vault_folder, passphrase)
    try:
        assert desk.vault.findings == ()
        locked = desk.log.latest(LogKind.LOCKED)
        assert locked is not None
        assert locked.subject == TRIGGERS[said]
        assert [member.chosen_name for member in desk.members.all()] == [TYPED]
    finally:
        desk.close()
