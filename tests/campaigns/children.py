"""Programs that a campaign starts, to kill them or to take something from them."""

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
PROJECT = TESTS.parent
SEARCHED = os.pathsep.join(str(folder) for folder in (TESTS / "vault", PROJECT))


def start(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """A Python of its own that does what the script says, with pipes to it and from it."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": SEARCHED},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def next_line(child: "subprocess.Popen[str]") -> str:
    """What the child says next; an empty text where it ended."""
    assert child.stdout is not None
    return child.stdout.readline().rstrip("\n")


def kill(child: "subprocess.Popen[str]") -> list[str]:
    """End it as a power cut would, and give the lines it had said by then that nobody has read.

    Not by `communicate`: with two pipes it passes by the lines that `readline` has buffered, and
    saves that were acknowledged would count as not.
    """
    assert child.stdout is not None
    child.kill()
    lines = child.stdout.read().splitlines()
    child.communicate()
    return lines
