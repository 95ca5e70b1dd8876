"""A screen for the tests that use a real window."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from program import Program
from screen import HEIGHT, WIDTH, Screen, virtual_screen, window_manager, x_server

NEEDED = ("Xvfb", "openbox", "xdotool")


def pytest_configure(config: pytest.Config) -> None:
    # Known also where pytest-xdist is switched off.
    config.addinivalue_line("markers", "xdist_group(name): runs with the others of its name")


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A virtual screen with a window manager on it."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"a real window needs {', '.join(missing)}")
    with virtual_screen() as running:
        yield running


@pytest.fixture(scope="session")
def two_screens() -> Iterator[Screen]:
    """Two virtual screens side by side, as with a projector; skips where there can't be any."""
    missing = [program for program in (*NEEDED, "xrandr") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"a second screen needs {', '.join(missing)}")
    with x_server(width=2 * WIDTH) as name, window_manager(name):
        wide = Screen(name, width=2 * WIDTH)
        plug_in(wide, 0, "screen")
        plug_in(wide, 1, "none")
        yield wide


def plug_in(screen: Screen, number: int, output: str = "none") -> None:
    """Let a part of the X screen be a screen of its own, as the system tells of it."""
    geometry = f"{WIDTH}/300x{HEIGHT}/190+{number * WIDTH}+0"
    _xrandr(screen, "--setmonitor", f"SCREEN{number}", geometry, output)


def unplug(screen: Screen, number: int) -> None:
    """Take it away again, if it is there."""
    _xrandr(screen, "--delmonitor", f"SCREEN{number}", may_fail=True)


def _xrandr(screen: Screen, *arguments: str, may_fail: bool = False) -> None:
    environment = {**os.environ, "DISPLAY": screen.name}
    subprocess.run(["xrandr", *arguments], env=environment, check=not may_fail, capture_output=True)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: PEERDESK_SCREENSHOTS, or a folder that is thrown away."""
    return Path(os.environ.get("PEERDESK_SCREENSHOTS") or tmp_path / "pictures")


class Start(Protocol):
    """Makes a program to use in a `with` block; those with one home share their files."""

    def __call__(
        self, arguments: Sequence[str] = ("-m", "peerdesk"), home: str = "home"
    ) -> Program: ...


@pytest.fixture
def start(screen: Screen, pictures: Path, tmp_path: Path) -> Start:
    """Start programs, in home folders below the test's own folder."""

    def program(arguments: Sequence[str] = ("-m", "peerdesk"), home: str = "home") -> Program:
        return Program(screen, tmp_path / home, pictures, arguments)

    return program


@pytest.fixture
def start_beside_wall(two_screens: Screen, pictures: Path, tmp_path: Path) -> Start:
    """As `start`, with a second screen for the room."""

    def program(arguments: Sequence[str] = ("-m", "peerdesk"), home: str = "home") -> Program:
        return Program(two_screens, tmp_path / home, pictures, arguments)

    return program
