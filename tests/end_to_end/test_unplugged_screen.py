"""Screens that come and go while the room reads along: real ones, as the X server tells of them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pace import slowness
from patience import PATIENCE_SECONDS, wait_until
from screen import HEIGHT, WIDTH, window_manager, x_server

pytestmark = [
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(
        shutil.which("xrandr") is None,
        reason="xrandr is not installed (x11-xserver-utils), so no screen can be unplugged",
    ),
]

PROGRAM = Path(__file__).with_name("two_screens.py")
LEFT = ("LEFT", f"{WIDTH}/300x{HEIGHT}/190+0+0", "screen")
RIGHT = ("RIGHT", f"{WIDTH}/300x{HEIGHT}/190+{WIDTH}+0", "none")
MIRROR = ("RIGHT", f"{WIDTH}/300x{HEIGHT}/190+0+0", "none")


class Screens:
    """The program on two screens that can be plugged in and out."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.plug(*LEFT)
        self.plug(*RIGHT)
        self._program = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def plug(self, *monitor: str) -> None:
        self._xrandr("--setmonitor", *monitor)

    def unplug(self, name: str) -> None:
        self._xrandr("--delmonitor", name)

    def ask(self, line: str = "look") -> dict[str, Any]:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{line}\n")
        self._program.stdin.flush()
        answer: dict[str, Any] = json.loads(self._program.stdout.readline())
        return answer

    def settled(self, key: str, wanted: object) -> dict[str, Any]:
        """Ask until something is as wanted; what was said last is told where it never is."""
        said: dict[str, Any] = {}

        def is_so() -> bool:
            said.update(self.ask())
            return bool(said[key] == wanted)

        wait_until(is_so, lambda: f"{key} to be {wanted}, not {said}")
        return said

    def stop(self) -> int:
        """Let the program end by itself; gives its exit code."""
        with self._program as program:
            assert program.stdin is not None
            program.stdin.close()
            return program.wait(PATIENCE_SECONDS)

    def _xrandr(self, *arguments: str) -> None:
        subprocess.run(
            ["xrandr", *arguments], env=self._environment, check=True, capture_output=True
        )


@pytest.fixture
def screens() -> Iterator[Screens]:
    with x_server(width=2 * WIDTH) as display, window_manager(display):
        made = Screens(display)
        yield made
        assert made.stop() == 0


def test_a_screen_that_is_unplugged_and_plugged_in_again_costs_no_window_and_no_moment(
    screens: Screens,
) -> None:
    screens.settled("screens", [[0, 0, WIDTH, HEIGHT], [WIDTH, 0, WIDTH, HEIGHT]])
    screens.ask("show")
    before = screens.settled("wall", [WIDTH, 0, WIDTH, HEIGHT])
    assert before["banner"] == ""
    screens.ask("calm")
    screens.unplug("RIGHT")
    gone = screens.settled("wall", None)
    assert gone["screens"] == [[0, 0, WIDTH, HEIGHT]]
    assert gone["window"] == before["window"]
    assert "second screen is gone" in gone["banner"]
    assert gone["stall"] < 0.5 * slowness()
    screens.plug(*RIGHT)
    back = screens.settled("screens", [[0, 0, WIDTH, HEIGHT], [WIDTH, 0, WIDTH, HEIGHT]])
    assert "back" in screens.settled("banner", "The second screen is back.")["banner"]
    assert back["wall"] is None
    screens.ask("show")
    screens.settled("wall", [WIDTH, 0, WIDTH, HEIGHT])


def test_a_projector_that_mirrors_is_told_of_as_soon_as_it_is_plugged_in(
    screens: Screens,
) -> None:
    screens.unplug("RIGHT")
    screens.settled("screens", [[0, 0, WIDTH, HEIGHT]])
    screens.plug(*MIRROR)
    said = screens.settled("screens", [[0, 0, WIDTH, HEIGHT], [0, 0, WIDTH, HEIGHT]])
    assert "the room sees whatever you see" in said["banner"]
