"""Having the kernel refuse calls: `strace` answers them with an error instead of doing them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import children
import pytest


@dataclass(frozen=True, slots=True)
class Fault:
    """Calls that fail with an error: from the first chosen one on, or that one alone."""

    calls: str
    error: str
    stays: bool

    def options(self, first: int) -> list[str]:
        """The arguments of strace by which the call of that number, from 1, is the first."""
        when = f"{first}+" if self.stays else str(first)
        inject = f"inject={self.calls}:error={self.error}:when={when}"
        return ["-e", f"trace={self.calls}", "-e", inject]


FULL = Fault("pwrite64,rename,mkdir", "ENOSPC", stays=True)
REMOVING = "unlink,unlinkat,rmdir"
READ_ONLY = Fault(f"pwrite64,rename,mkdir,ftruncate,{REMOVING}", "EROFS", stays=True)
GONE = Fault(f"{READ_ONLY.calls},fsync,fdatasync", "EIO", stays=True)
ONE_FAULT = Fault("pwrite64,fsync,fdatasync,rename", "EIO", stays=False)
FAULTS = {
    "the disk is full": FULL,
    "the disk becomes read-only": READ_ONLY,
    "the stick is gone": GONE,
    "one fault of the disk": ONE_FAULT,
}


@dataclass(frozen=True, slots=True)
class Refused:
    """How a program ended, and which calls were refused to it, as the tracer writes them."""

    code: int
    output: str
    words: str
    calls: tuple[str, ...]

    @property
    def could_remove(self) -> bool:
        """Whether it was let go of what it made and gave up again."""
        return not any(name in call for call in self.calls for name in REMOVING.split(","))


def run(arguments: Sequence[object], fault: Fault, first: int, log: Path) -> Refused:
    """Run a command of PeerDesk, with that fault from its call of that number on."""
    done = subprocess.run(
        [
            *tracer(),
            *fault.options(first),
            *("-o", str(log)),
            *(sys.executable, "-P", "-m", "peerdesk", *map(str, arguments)),
        ],
        env={**os.environ, "PYTHONPATH": str(children.PROJECT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    log_lines = log.read_text("utf-8", errors="replace").splitlines()
    calls = tuple(line for line in log_lines if line.endswith("(INJECTED)"))
    return Refused(done.returncode, done.stdout, done.stderr, calls)


def tracer() -> list[str]:
    """The command in front of another that traces it; skips where this machine has none."""
    if reason := reason_against_tracing():
        pytest.skip(reason)
    # -D: the program itself is the child, so that its number and its end are those of the command.
    return ["strace", "-D", "-f", "--seccomp-bpf", "-qq"]


@cache
def reason_against_tracing() -> str:
    """Why nothing can be traced here; empty where it can."""
    strace = shutil.which("strace")
    if strace is None:
        return "needs strace"
    probe = [strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=rename", "true"]
    tried = subprocess.run(probe, capture_output=True, text=True, check=False)
    return f"strace may not trace here: {tried.stderr[:80]}" if tried.returncode else ""
