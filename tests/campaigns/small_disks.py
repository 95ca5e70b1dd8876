"""File systems of a few MiB, mounted for a test: full and read-only for real."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MIB = 2**20


@contextmanager
def small_disk(place: Path, kind: str = "tmpfs", mib: int = 4) -> Iterator[Path]:
    """A file system of that kind and size; skips where nothing may be mounted."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    disk = place / "disk"
    disk.mkdir()
    made = subprocess.run(
        [mount, *options(place, kind, mib), str(disk)], check=False, capture_output=True
    )
    if made.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {made.stderr.decode()[:80]}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def options(place: Path, kind: str, mib: int) -> list[str]:
    if kind == "tmpfs":
        return ["-t", "tmpfs", "-o", f"size={mib}m", "tmpfs"]
    image = place / "image"
    with image.open("wb") as file:
        file.truncate(mib * MIB)
    maker = shutil.which(f"mkfs.{kind}")
    if maker is None:
        pytest.skip(f"needs mkfs.{kind}")
    # No room kept back for root, who runs this.
    subprocess.run([maker, "-q", "-m", "0", str(image)], check=True, capture_output=True)
    return ["-o", "loop", str(image)]


@contextmanager
def full(disk: Path, *, leaving: int = 0) -> Iterator[None]:
    """Fill the disk but for so many bytes; make the room again at the end."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        spare = shutil.disk_usage(disk).free - leaving
        file.write(bytes(max(spare, 0)))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Write-protect it, as the switch of a stick does."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
