"""A clock that tells what a test wants it to tell; never part of PeerDesk.

`PEERDESK_TOLD_CLOCK` names a file with four numbers: a moment of the computer's own clock, what the
clock on the wall and the count of seconds were at that moment, and how many of their seconds each
second is since. Every process that is given the same file tells the same time, also after a kill.
"""

import os
import time
from datetime import datetime
from functools import partial
from pathlib import Path


class ToldClock:
    def __init__(self, file):
        self._file = file

    def now(self):
        wall, _ = self._told()
        return datetime.fromtimestamp(wall).replace(microsecond=0)  # noqa: DTZ006 - local on purpose

    def ticks(self):
        from peerdesk.domain.timers import Ticks  # noqa: PLC0415 - not before the program wants it

        _, ticks = self._told()
        return Ticks("one start", ticks)

    def _told(self):
        since, wall, ticks, speed = map(float, self._file.read_text("ascii").split())
        passed = (time.time() - since) * speed
        return wall + passed, ticks + passed


def hand_in(app):
    """Have the window use it."""
    clock = ToldClock(Path(os.environ["PEERDESK_TOLD_CLOCK"]))
    app.run_window = partial(app.run_window, clock=clock)
