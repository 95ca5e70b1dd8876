"""The composition root: a vault is made whole or not at all, and a window only where one can be."""

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from homes import HOMES, LONG_AGO, sweep_homes
from patience import PATIENCE_SECONDS

from peerdesk.app import create_desk
from peerdesk.desk.new_place import NewPlace
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list

PROJECT = Path(__file__).resolve().parents[1]
SIZES = range(260, 400, 40)
"""KiB. The smaller fill while the files are made, the larger while the scripts are put in."""
CLUTTER = "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"


def make(root: Path) -> None:
    create_desk(
        VaultFolder(root),
        passphrase="seven quiet chairs by the window",
        label="Robin",
        recovery=generate(word_list(), secrets.randbelow),
        name="Harbour House",
        cost=FLOOR,
    ).close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A function that gives an empty disk of so many KiB in place of the one before."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "stick"
    place.mkdir()

    def renew(kibibytes: int) -> Path:
        if place.is_mount():
            subprocess.run([str(unmount), str(place)], check=True)
        options = f"size={kibibytes}k"
        command = [str(mount), "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        done = subprocess.run(command, capture_output=True, check=False) if mount else None
        if unmount is None or done is None or done.returncode:
            pytest.skip("mounting a small disk is not allowed here")
        return place

    yield renew
    if place.is_mount():
        subprocess.run([str(unmount), str(place)], check=True)


def test_a_disk_that_fills_while_a_vault_is_made_is_left_empty(
    small_disk: Callable[[int], Path],
) -> None:
    for kibibytes in SIZES:
        disk = small_disk(kibibytes)

        with pytest.raises(PeerDeskError) as refused:
            make(disk / "programme" / "vault")

        assert refused.value.code is VaultTrouble.DISK_FULL
        assert list(disk.iterdir()) == [], kibibytes


def test_a_place_is_put_back_as_it_was(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for root in (empty, tmp_path / "new" / "deep"):
        place = NewPlace.at(root)
        root.mkdir(parents=True, exist_ok=True)
        (root / "backups").mkdir()
        (root / "backups" / "one").write_text("x")
        (root / "vault.db").write_text("x")

        with pytest.raises(KeyboardInterrupt), place.put_back_on_failure():
            raise KeyboardInterrupt

    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_a_place_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    for folder in (tmp_path, tmp_path / "diary.txt", tmp_path / "link"):
        with pytest.raises(UserError) as refused:
            NewPlace.at(folder)
        assert refused.value.code is VaultTrouble.FOLDER_NOT_EMPTY


# The window


@pytest.mark.skipif(sys.platform != "linux", reason="screens are found otherwise there")
@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":4711"},
        {"DISPLAY": "localhost:10.0"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-4711"},
        {"QT_QPA_PLATFORM": "no-such-platform"},
        {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":4711"},
    ],
    ids=str,
)
def test_without_a_screen_that_can_be_reached_the_window_says_so(
    environment: dict[str, str],
) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in CLUTTER}

    done = subprocess.run(
        [sys.executable, "-m", "peerdesk"],
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        timeout=PATIENCE_SECONDS,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no screen here")
    assert done.stderr.count("\n") == 1


# Shows the prompt of the vault that is named, and prints the enums that PySide made for that. It
# makes those of a type, and of all its subclasses, when it first has to know the type.
ENUMS_OF_THE_PROMPT = """
import enum, sys
from pathlib import Path

made = []
make = enum.EnumType.__new__


def note(cls, name, *arguments, **more):
    made.append(make(cls, name, *arguments, **more))
    return made[-1]


enum.EnumType.__new__ = note
from PySide6.QtWidgets import QApplication
from peerdesk.app import run_window


def shown():
    while not any(window.isVisible() for window in QApplication.topLevelWidgets()):
        QApplication.processEvents()
    print(*[enum.__qualname__ for enum in made if enum.__module__.startswith("PySide6")])
    return 0


QApplication.exec = staticmethod(shown)
sys.exit(run_window(Path(sys.argv[1])))
"""


def test_the_prompt_has_no_types_made_that_it_does_not_use(tmp_path: Path) -> None:
    """Qt's `Qt` namespace takes 22 ms, the types of all widgets 10, of the 110 of the start."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", ENUMS_OF_THE_PROMPT, tmp_path / "vault"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )

    assert done.returncode == 0, done.stderr
    made = done.stdout.split()
    assert "QSizePolicy.Policy" in made
    needless = {"Qt", "QTabWidget", "QComboBox", "QAbstractSpinBox", "QAbstractItemView"}
    assert [each for each in made if each.partition(".")[0] in needless] == []


# What the tests themselves leave


def test_homes_of_killed_test_runs_are_swept_and_living_ones_are_not(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    killed, former, living, fresh = (
        tmp_path / f"{HOMES}{name}"
        for name in (f"{ended.pid}-a", "unnumbered", f"{os.getpid()}-b", f"{ended.pid}-c")
    )
    for home in (killed, former, living, fresh):
        (home / "config").mkdir(parents=True)
    then = time.time() - 2 * LONG_AGO
    for home in (killed, former, living):
        os.utime(home, (then, then))

    sweep_homes(tmp_path)

    assert sorted(tmp_path.iterdir()) == sorted([living, fresh])
