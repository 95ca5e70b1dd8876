"""What a place lies on: which mount is the one that counts, and whether it can be taken out."""

import sys
from pathlib import Path

import pytest

from peerdesk.vault.mounts import Mount, can_be_taken_out, mount_of, mounted

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Linux's way of telling about mounts"
)

ROOT = "24 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n"
STICK = "99 24 8:17 / /mnt/a\\040stick rw - vfat /dev/sdb1 rw\n"
PLUGGED_IN = "98 24 8:17 / /run/media/ana/BLUE rw - exfat /dev/sdb1 rw\n"


def told(tmp_path: Path, *lines: str) -> Path:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("".join(lines), "utf-8")
    return mounts


def drive(tmp_path: Path, numbers: str, place: str, *, lets_go: bool) -> Path:
    """A folder as /sys/dev/block, with a partition on a drive that lies at `place`."""
    blocks = tmp_path / "block"
    blocks.mkdir(exist_ok=True)
    partition = tmp_path / "devices" / place / "sdb" / "sdb1"
    partition.mkdir(parents=True)
    (partition.parent / "removable").write_text(f"{int(lets_go)}\n", "utf-8")
    (blocks / numbers).symlink_to(partition)
    return blocks


def test_the_deepest_mount_is_the_one_that_counts(tmp_path: Path) -> None:
    mounts = told(tmp_path, ROOT, STICK)

    assert mount_of(Path("/mnt/a stick/letters"), mounts) == Mount(
        Path("/mnt/a stick"), "vfat", "/dev/sdb1", "8:17"
    )
    above = mount_of(Path("/mnt/another"), mounts)
    assert above is not None
    assert above.point == Path("/")


def test_a_mount_over_another_hides_it(tmp_path: Path) -> None:
    over = STICK.replace("vfat", "ext4")

    found = mount_of(Path("/mnt/a stick"), told(tmp_path, ROOT, STICK, over))

    assert found is not None
    assert found.system == "ext4"


def test_lines_that_make_no_sense_are_passed_by(tmp_path: Path) -> None:
    assert list(mounted(told(tmp_path, "\n", "1 2 3\n", " - \n"))) == []
    assert list(mounted(tmp_path / "nothing")) == []


def test_what_a_desktop_mounted_for_somebody_can_be_taken_out(tmp_path: Path) -> None:
    mounts = told(tmp_path, ROOT, PLUGGED_IN)

    assert can_be_taken_out(Path("/run/media/ana/BLUE/papers"), mounts, tmp_path)
    assert not can_be_taken_out(Path("/home/ana/papers"), mounts, tmp_path)


@pytest.mark.parametrize(
    ("place", "lets_go", "expected"),
    [
        ("pci0000:00/usb2/2-1", False, True),
        ("pci0000:00/mmc0", True, True),
        ("pci0000:00/ata1", False, False),
    ],
)
def test_a_disk_is_told_by_what_it_hangs_on(
    tmp_path: Path, place: str, lets_go: bool, expected: bool
) -> None:
    blocks = drive(tmp_path, "8:17", place, lets_go=lets_go)

    found = can_be_taken_out(Path("/mnt/a stick/x.pdf"), told(tmp_path, ROOT, STICK), blocks)

    assert found is expected


def test_a_device_of_which_nothing_is_known_is_taken_to_stay(tmp_path: Path) -> None:
    assert not can_be_taken_out(Path("/mnt/a stick"), told(tmp_path, ROOT, STICK), tmp_path)
    assert not can_be_taken_out(Path("/mnt/a stick"), tmp_path / "nothing", tmp_path)
