"""Lock: the process is replaced by a fresh one, so that the kernel takes back every page of memory
that held a key or a word of a note."""

import os
import shutil
import sys
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QProcess

from peerdesk.desk.desk import Desk
from peerdesk.domain.locking import LockTrigger
from peerdesk.errors import PeerDeskError
from peerdesk.ui.complaining import complain, flush_streams
from peerdesk.ui.jobs import Jobs

SAMPLE_PREFIX = "peerdesk-sample-"
"""What the name of a sample's temporary folder begins with; all of it goes with the sample."""

JOBS_MAY_TAKE_MILLISECONDS = 1500
"""How long a running job gets to stop at its next check; then the process goes all the same."""


def fresh_command(vault: Path | None) -> list[str]:
    """The command that starts PeerDesk anew at the unlock prompt. No secret is ever in it."""
    program = [sys.executable]
    if not getattr(sys, "frozen", False):
        program += ["-P", "-m", "peerdesk"]
    return program + (["--vault", str(vault)] if vault is not None else [])


def lock(desk: Desk, jobs: Jobs, trigger: LockTrigger, then: Path | None = None) -> None:
    """Close the vault and become a fresh process, at the prompt of `then` or the same vault.

    Does not come back.
    """
    folder = None if desk.vault.is_sample else desk.vault.folder.root
    try:
        close(desk, jobs, trigger)
    finally:
        # Also after a fault of our own: what is in memory goes with the process.
        start_anew(then or folder)


def close(desk: Desk, jobs: Jobs, trigger: LockTrigger, *, keep_lock: bool = False) -> None:
    """End the jobs, close the vault and throw a sample away.

    Whatever fails on the way (a stick that is gone, a full disk) must not keep the vault open: its
    last commit is whole, and the next unlock checks it and says what it found.
    """
    jobs.stop(JOBS_MAY_TAKE_MILLISECONDS)
    try:
        desk.close(trigger, keep_lock=keep_lock)
    except PeerDeskError as error:
        complain(f"PeerDesk closed the vault without a seal: {error.code}")
    holder = desk.vault.folder.root.parent
    if desk.vault.is_sample and _is_passing(holder):
        shutil.rmtree(holder, ignore_errors=True)


def _is_passing(holder: Path) -> bool:
    """Whether this folder was made to be thrown away.

    A sample vault may lie anywhere, as one that the demo made or that was restored: then the folder
    around it is somebody's own.
    """
    is_ours = holder.name.startswith(SAMPLE_PREFIX)
    return is_ours and holder.resolve().parent == Path(gettempdir()).resolve()


def end_long_change(desk: Desk, jobs: Jobs) -> None:
    """End the jobs where one of them changes records; nothing is changed by it then."""
    if desk.vault.long_change.locked():
        jobs.stop(JOBS_MAY_TAKE_MILLISECONDS)


def start_anew(vault: Path | None) -> None:
    """Replace this process, with the vault's unlock prompt next. Does not come back."""
    command = fresh_command(vault)
    flush_streams()
    if os.name == "posix":
        _become(command)
    # Not run yet: Windows has no exec that keeps the process, so a new one starts and this ends.
    QProcess.startDetached(command[0], command[1:])
    os._exit(0)


def _become(command: list[str]) -> None:
    """Replace the process; where that fails (the program was removed), end it all the same."""
    try:
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    except OSError as error:
        complain(f"PeerDesk locked the vault and could not start anew: {error.strerror}")
        os._exit(1)
