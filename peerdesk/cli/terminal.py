"""Standard output and error: results go out, words for people go to the error stream."""

import os
import sys
from enum import IntEnum

from peerdesk.cli.troubles import CliTrouble
from peerdesk.errors import UserError

OUTPUT, ERRORS = 1, 2
"""The descriptors of the two streams."""


class ExitCode(IntEnum):
    """What the program's end says to a script; 128 and a signal's number after a signal."""

    DONE = 0
    MENDABLE = 1
    """The user can mend it; also a bug, which is told with its place."""
    USAGE = 2
    UNUSABLE = 3
    """The vault or the file is damaged, or not usable by this version."""
    WRONG_PASSPHRASE = 4
    STOPPED = 130
    """Ctrl+C, told as shells do: 128 and the number of the signal."""


def show(*lines: str) -> None:
    """Write results to standard output.

    BrokenPipeError where nobody reads on, UserError RESULTS_NOT_SHOWN where it can't be written to.
    """
    stream = sys.__stdout__
    if stream is None:
        return
    try:
        stream.writelines(f"{line}\n" for line in lines)
        stream.flush()
    except BrokenPipeError:
        lead_nowhere(OUTPUT)
        raise
    except OSError as error:
        lead_nowhere(OUTPUT)
        raise UserError(CliTrouble.RESULTS_NOT_SHOWN) from error


def tell(*words: str) -> None:
    """Write lines of words for people to standard error, as far as it takes them.

    An error stream that is closed or full must not change what the exit code says.
    """
    # The stream is None where a program was started with it closed.
    stream = sys.__stderr__
    if stream is None:
        return
    try:
        stream.writelines(f"{line}\n" for line in words)
        stream.flush()
    except OSError:
        lead_nowhere(ERRORS)


def require_output() -> None:
    """Refuse to begin where results could not be shown. UserError OUTPUT_CLOSED."""
    stream = sys.__stdout__
    if stream is None:
        raise UserError(CliTrouble.OUTPUT_CLOSED)
    # A name that the terminal can't write must not turn a result into a failure.
    stream.reconfigure(errors="backslashreplace")


def lead_nowhere(descriptor: int) -> None:
    """Lead a stream nowhere, so that Python's last flush of it can neither fail nor hang."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
