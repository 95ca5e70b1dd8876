"""Ending in order when a signal asks for it, be it Ctrl+C, a service manager or a closed window."""

import signal
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end; everything half-done is undone on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def stop_in_order() -> None:
    """From now on raise `Stopped` where a signal would end the process on the spot.

    A signal that the starter of this process had ignored, as `nohup` does, stays ignored.
    """
    for name in NAMES:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is None:
            continue
        if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, _raise_stopped)


def _raise_stopped(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)
