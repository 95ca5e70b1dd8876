"""What a command is busy with, as one line that changes, where somebody is looking."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from peerdesk.cli.terminal import ERRORS, lead_nowhere
from peerdesk.ui.messages import step_in_words

CLEAR_LINE = "\r\x1b[K"


class StatusLine:
    """The line; a stream that is no terminal gets nothing, so that a scheduled job stays quiet."""

    def __init__(self) -> None:
        stream = sys.__stderr__
        self._stream = stream if stream is not None and stream.isatty() else None

    def show(self, step: str) -> None:
        """Tell a step, by its code."""
        self._write(f"{CLEAR_LINE}{step_in_words(step)}")

    def clear(self) -> None:
        """Take the line away, before other words come."""
        self._write(CLEAR_LINE)

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            # A terminal that was closed must not change what the exit code says.
            lead_nowhere(ERRORS)
            self._stream = None


@contextmanager
def status_line() -> Iterator[StatusLine]:
    """A line for as long as the block takes, gone afterwards whatever happened."""
    line = StatusLine()
    try:
        yield line
    finally:
        line.clear()
