"""Small file systems of their own, as on a stick, where this machine lets tests mount them."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

MAKERS = {
    "vfat": ["mkfs.vfat", "-n", "STICK"],
    "ext2": ["mkfs.ext2", "-q", "-m", "0"],
}
"""FAT as sticks have it (no permissions, no links, moments of 2 s), and one of every Linux."""
SIZE = 3 * 2**20


@dataclass
class Stick:
    """An image file that is mounted and pulled like a stick."""

    image: Path
    kind: str
    at: Path

    def put_in(self, at: Path, *options: str) -> None:
        at.mkdir(exist_ok=True)
        every = ["loop", *(["umask=077"] if self.kind == "vfat" else []), *options]
        done = run("mount", "-t", self.kind, "-o", ",".join(every), str(self.image), str(at))
        if done.returncode != 0:
            pytest.skip(f"{self.kind} can't be mounted here: {done.stderr.strip()[:80]}")
        self.at = at

    def take_out(self) -> None:
        run("umount", str(self.at)).check_returncode()

    def pull(self) -> None:
        """Take it away while files on it are open."""
        run("umount", "--lazy", str(self.at)).check_returncode()

    def protect(self) -> None:
        self.take_out()
        self.put_in(self.at, "ro")

    def fill(self, *, leaving: int = 0) -> Path:
        """Fill it up to the last `leaving` bytes."""
        filler = self.at / "holiday pictures"
        filler.write_bytes(bytes(max(shutil.disk_usage(self.at).free - leaving, 0)))
        return filler


def made_stick(folder: Path, kind: str) -> Stick:
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    if shutil.which(MAKERS[kind][0]) is None:
        pytest.skip(f"{MAKERS[kind][0]} is not installed")
    image = folder / f"{kind}.img"
    image.write_bytes(bytes(SIZE))
    run(*MAKERS[kind], str(image)).check_returncode()
    stick = Stick(image, kind, folder / "media")
    stick.put_in(folder / "media")
    return stick


def failing_stick(folder: Path) -> Stick:
    """A stick that takes what is written and fails when it has to keep it.

    Its image grows within a small file system that is full.
    """
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    small = folder / "small"
    small.mkdir()
    done = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small))
    if done.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()[:80]}")
    image = small / "ext2.img"
    image.touch()
    os.truncate(image, SIZE)
    run(*MAKERS["ext2"], str(image)).check_returncode()
    stick = Stick(image, "ext2", folder / "media")
    stick.put_in(folder / "media")
    return stick


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, check=False, capture_output=True, text=True)
