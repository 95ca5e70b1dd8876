"""How long a test waits for what must come: longer than the slowest machine needs.

There is one figure for all of them, since a test that passes never waits that long: it goes on as
soon as what it waits for is there. What must come *soon* is a figure, and is held by `pace.py`.
"""

import time
from collections.abc import Callable
from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE_SECONDS = 120
POLL_SECONDS = 0.02


class NotInTimeError(AssertionError):
    """What a test waited for did not come."""


def wait_until(
    holds: Callable[[], bool], awaited: Callable[[], str], seconds: float = PATIENCE_SECONDS
) -> None:
    """Return once `holds()`; raise NotInTimeError, with what was awaited, after `seconds`.

    Nothing happens in this process meanwhile: for what its own event loop does, ask `qtbot`.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise NotInTimeError(f"not within {seconds} s: {awaited()}")
        time.sleep(POLL_SECONDS)


class PatientBot(QtBot):
    """The bot of pytest-qt, whose own patience is five seconds."""


for _waiting in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
    _patient = partialmethod(getattr(QtBot, _waiting), timeout=1000 * PATIENCE_SECONDS)
    setattr(PatientBot, _waiting, _patient)
