"""A virtual screen, and the time a program takes to show a window on it.

Runs in the environment's Python, for python-xlib.
"""

import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from Xlib import X, display
from Xlib.error import BadDrawable, BadWindow

from development.errors import SetupError

# Smaller windows are helpers: of the clipboard, of the tray, of the input method.
LEAST_WIDTH, LEAST_HEIGHT = 200, 150
PATIENCE = 60.0  # seconds


class NoWindowError(Exception):
    """A program ended, or too much time passed, before it showed a window."""


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Start Xvfb on a free display and give its name, such as `:3`; stop it afterwards."""
    reading, writing = os.pipe()
    options = ["-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    command = ["Xvfb", "-displayfd", str(writing), *options]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise SetupError("Xvfb did not start.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True, slots=True)
class Start:
    """How long a program took to its window, in seconds: by the clock, and of the processor."""

    seconds: float
    processor: float
    """Of all its threads; 0 where the system does not tell."""


def start_to_window(command: Sequence[str], environment: Mapping[str, str], screen: str) -> Start:
    """Start a program, wait until its first real window is to be seen, and stop the program.

    The time is from just before the start. Raises SetupError where the program ends, or a minute
    passes, without such a window.
    """
    with (
        closing(display.Display(screen)) as watcher,
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints,
    ):
        watcher.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
        watcher.sync()
        start = time.perf_counter()
        program = subprocess.Popen(
            command,
            env={**environment, "DISPLAY": screen},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            wait_for_window(watcher, program, start + PATIENCE)
            return Start(time.perf_counter() - start, processor_seconds(program.pid))
        except NoWindowError as error:
            complaints.seek(0)
            raise SetupError(f"{command[0]} {error}\n{complaints.read()}") from error
        finally:
            stop(program)


def processor_seconds(pid: int) -> float:
    """How long the threads of a process have had a processor (Linux, /proc/…/schedstat)."""
    nanoseconds = 0
    for told in Path("/proc", str(pid), "task").glob("*/schedstat"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that just ended
            nanoseconds += int(told.read_text("ascii").split()[0])
    return nanoseconds / 1e9


def wait_for_window(
    watcher: display.Display, program: subprocess.Popen[bytes], deadline: float
) -> None:
    """Return once a window large enough is mapped and viewable; raise NoWindowError otherwise."""
    while time.perf_counter() < deadline:
        # Events that python-xlib has read already would not wake select.
        while watcher.pending_events():
            event = watcher.next_event()
            if event.type in (X.MapNotify, X.ConfigureNotify) and is_real_window(event.window):
                return
        if program.poll() is not None:
            raise NoWindowError("ended before it showed a window.")
        select.select([watcher], [], [], 0.2)
    raise NoWindowError(f"showed no window within {PATIENCE:.0f} s.")


def is_real_window(window: Any) -> bool:
    """Say whether a child of the root is viewable and larger than any helper window."""
    try:
        if window.get_attributes().map_state != X.IsViewable:
            return False
        size = window.get_geometry()
    except (BadWindow, BadDrawable):  # gone since the event was sent
        return False
    return bool(size.width > LEAST_WIDTH and size.height > LEAST_HEIGHT)


def stop(program: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started in its own session."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(program.pid, number)
            program.wait(timeout=5)
        except ProcessLookupError:
            program.wait()
            return
        except subprocess.TimeoutExpired:
            continue
