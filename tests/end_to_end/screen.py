"""A virtual screen with a window manager, and pictures of it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from patience import wait_until
from PIL import Image
from Xlib import X
from Xlib.display import Display

WIDTH, HEIGHT = 1280, 800
LAST_LATIN_1, UNICODE_KEYSYM = "\xff", 0x01000000
"""Letters up to the first are their own keysym; of others it is this and their number."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A running X server: `name` is its display, such as `:3`."""

    name: str
    width: int = WIDTH
    """Of all screens that stand side by side on it."""

    def xdotool(self, *arguments: str) -> str:
        """Send real X events; see xdotool(1)."""
        environment = {**os.environ, "DISPLAY": self.name}
        command = ["xdotool", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    def teach(self, letters: str) -> None:
        """Give each letter that the keyboard lacks a key of its own, for as long as it is there.

        xdotool would lend it one and take it back, which a busy program may find done already when
        it comes to read which letter that key stood for.
        """
        with closing(Display(self.name)) as display:
            first, last = display.display.info.min_keycode, display.display.info.max_keycode
            mapping = display.get_keyboard_mapping(first, last - first + 1)
            known = {keysym for row in mapping for keysym in row}
            free = (first + number for number, row in enumerate(mapping) if not any(row))
            for letter in dict.fromkeys(letters):
                keysym = ord(letter) if letter <= LAST_LATIN_1 else UNICODE_KEYSYM + ord(letter)
                if keysym not in known:
                    display.change_keyboard_mapping(next(free), [[keysym]])
            display.sync()

    def picture(self) -> Image.Image:
        """Give what the screen shows now."""
        with closing(Display(self.name)) as display:
            root = display.screen().root
            raw = root.get_image(0, 0, self.width, HEIGHT, X.ZPixmap, 0xFFFFFFFF)
        return Image.frombytes("RGB", (self.width, HEIGHT), raw.data, "raw", "BGRX")

    def save_picture(self, path: Path) -> None:
        """Write what the screen shows as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.picture().save(path)


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """Start Xvfb on a free display, and openbox on it; stop both afterwards."""
    with x_server() as name, window_manager(name):
        yield Screen(name)


@contextmanager
def x_server(screens: int = 1, width: int = WIDTH) -> Iterator[str]:
    """An X server with so many screens; gives its display."""
    reading, writing = os.pipe()
    options = ["-nolisten", "tcp", "-noreset"]
    for number in range(screens):
        options += ["-screen", str(number), f"{width}x{HEIGHT}x24"]
    command = ["Xvfb", "-displayfd", str(writing), *options]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def window_manager(screen: str) -> Iterator[None]:
    environment = {**os.environ, "DISPLAY": screen}
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        with closing(Display(screen)) as display:
            sign = display.get_atom("_NET_SUPPORTING_WM_CHECK")
            root = display.screen().root
            wait_until(
                lambda: root.get_full_property(sign, X.AnyPropertyType) is not None,
                lambda: "openbox on the screen",
            )
        yield
    finally:
        manager.terminate()
        manager.wait()
