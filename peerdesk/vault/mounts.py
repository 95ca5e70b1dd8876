"""Which file systems are mounted where, and whether what they lie on can be taken out.

Told by the kernel on Linux, by the place on macOS, and by the drive's type on Windows (written
after its documentation, not run yet).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOUNTS: Final = Path("/proc/self/mountinfo")
"""Linux: every mounted file system, a line each (proc_pid_mountinfo(5))."""
BLOCK_DEVICES: Final = Path("/sys/dev/block")
"""Linux: what is known about each disk and partition, by their numbers (sysfs(5))."""

_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_FOR_WHAT_COMES_AND_GOES: Final = (Path("/media"), Path("/run/media"))
"""Where desktops mount what somebody plugged in (udisks(8))."""
_VOLUMES: Final = Path("/Volumes")
_DRIVE_REMOVABLE: Final = 2
"""What GetDriveTypeW of Windows calls a drive that can be taken out."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One file system: where it is, its kind, what it lies on, and the numbers of that device."""

    point: Path
    system: str
    source: str
    device: str


def mounted(mounts: Path = MOUNTS) -> Iterator[Mount]:
    """Every mount, the oldest first; none where the kernel does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, described = before.split(" "), after.split(" ")
        if len(fields) > 4 and len(described) > 1:
            point = Path(_ESCAPED.sub(_unescaped, fields[4]))
            yield Mount(point, described[0], described[1], fields[2])


def mount_of(place: Path, mounts: Path = MOUNTS) -> Mount | None:
    """The deepest mount above `place`; of those at one point the newest, which hides the others."""
    deepest = None
    for mount in mounted(mounts):
        if place.is_relative_to(mount.point) and (
            deepest is None or len(mount.point.parts) >= len(deepest.point.parts)
        ):
            deepest = mount
    return deepest


def can_be_taken_out(
    place: Path, mounts: Path = MOUNTS, block_devices: Path = BLOCK_DEVICES
) -> bool:
    """Whether `place` lies on a stick, a card or a disk that is only plugged in."""
    found = place.expanduser().absolute()
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        return bool(ctypes.windll.kernel32.GetDriveTypeW(found.anchor) == _DRIVE_REMOVABLE)
    if sys.platform == "darwin":
        return found.is_relative_to(_VOLUMES) and found != _VOLUMES
    mount = mount_of(found, mounts)
    if mount is None:
        return False
    if any(mount.point.is_relative_to(each) for each in _FOR_WHAT_COMES_AND_GOES):
        return True
    return _is_plugged_in(block_devices / mount.device)


def _is_plugged_in(device: Path) -> bool:
    """Whether a disk or partition is on USB, or its drive lets go of what is in it."""
    try:
        real = device.resolve(strict=True)
    except OSError:
        return False
    if any(re.fullmatch(r"usb\d+", part) for part in real.parts):
        return True
    # A partition's own folder lies within that of its drive, which has the mark.
    return any(_text(folder / "removable") == "1" for folder in (real, real.parent))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        return ""


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))
