"""A note is typed while the disk fails: it is said, the words stay, and they are saved later."""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import injection
import pytest
from injection import Fault
from patience import wait_until
from program import Program
from small_disks import full, small_disk

from peerdesk.app import open_desk
from peerdesk.vault.files import VaultFolder

pytestmark = [pytest.mark.campaign, pytest.mark.xdist_group("screen")]

NAME = "Zinnia Holloway"
NOTE = "Marzipan anchor, to be asked about"
FAILING = Fault("pwrite64,fsync,fdatasync", "EIO", stays=True)
Start = Callable[..., Program]


@pytest.fixture
def folder(template_vault: Path, tmp_path: Path) -> Iterator[VaultFolder]:
    with small_disk(tmp_path) as disk:
        shutil.copytree(template_vault, disk / "vault")
        yield VaultFolder(disk / "vault")


@contextmanager
def full_disk(program: Program, folder: VaultFolder) -> Iterator[None]:
    with full(folder.root.parent):
        yield


@contextmanager
def failing_disk(program: Program, folder: VaultFolder) -> Iterator[None]:
    """Every write and flush of the running program is refused, until the block ends."""
    if reason := injection.reason_against_tracing():
        pytest.skip(reason)
    command = ["strace", "-f", "-qq", "-o", "/dev/null", *FAILING.options(1)]
    tracer = subprocess.Popen([*command, "-p", str(program.pid)], stderr=subprocess.PIPE)
    try:
        wait_until(lambda: is_traced(program) or tracer.poll() is not None, lambda: "a tracer")
        if tracer.poll() is not None:
            pytest.skip("this machine lets nobody trace a running program")
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.communicate()


def is_traced(program: Program) -> bool:
    status = Path(f"/proc/{program.pid}/status").read_text("utf-8")
    return "TracerPid:\t0\n" not in status


@pytest.mark.parametrize(
    ("fails", "words"),
    [(full_disk, "The disk is full"), (failing_disk, "The disk reported a fault")],
)
def test_what_was_typed_meanwhile_is_saved_once_the_disk_works(
    start: Start,
    folder: VaultFolder,
    passphrase: str,
    fails: Callable[[Program, VaultFolder], AbstractContextManager[None]],
    words: str,
) -> None:
    with start(("-m", "peerdesk", "--vault", str(folder.root))) as program:
        open_a_note(program, passphrase)
        with fails(program, folder):
            program.type(NOTE)
            program.wait_for(words)
            program.screenshot("refused")
            assert program.see(NOTE), "the words stay where they were typed"
        program.key("ctrl+l")
        program.wait_for("Your vault is locked")
        assert program.complaints() == ""
    desk = open_desk(folder, passphrase)
    try:
        (member,) = desk.members.all()
        assert member.chosen_name == NAME
        assert [note.text for note in desk.notes.of_member(member.id)] == [NOTE]
    finally:
        desk.close()


def open_a_note(program: Program, passphrase: str) -> None:
    program.wait_for("Your vault is locked")
    program.fill("Passphrase", passphrase)
    program.key("Return")
    program.wait_for("Cover the screen")
    program.click("People", kind="QToolButton")
    program.click("Add the first person")
    program.fill("Chosen name", NAME)
    program.wait_for("Saved")
    program.click("Notes", kind="QTabBar item")
    program.click("Add a note")
    program.wait_until_gone("Saved")
