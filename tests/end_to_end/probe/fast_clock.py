"""A clock that runs faster, for a whole session within a minute; never part of PeerDesk.

`PEERDESK_FAST_CLOCK` holds the moment from which it is faster, in seconds since 1970, and by how
much. Every process that is given the same tells the same time, also after a lock or a kill.
"""

import os
import time
from datetime import datetime, timedelta
from functools import partial


class FastClock:
    def __init__(self, since, factor):
        self._since, self._factor = since, factor
        self._began = datetime.fromtimestamp(since)  # noqa: DTZ006 - local on purpose

    def now(self):
        passed = timedelta(seconds=self._passed())
        return (self._began + passed).replace(microsecond=0)

    def ticks(self):
        from peerdesk.domain.timers import Ticks  # noqa: PLC0415 - not before the program wants it

        return Ticks("one start", self._passed())

    def _passed(self):
        return (time.time() - self._since) * self._factor


def hand_in(app):
    """Have the window use it."""
    since, factor = os.environ["PEERDESK_FAST_CLOCK"].split(",")
    app.run_window = partial(app.run_window, clock=FastClock(float(since), float(factor)))
