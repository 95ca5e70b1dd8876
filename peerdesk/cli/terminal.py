"""Standard input, output and error: results go out, words for people go to the error stream."""

import getpass
import os
import sys
import warnings
from enum import IntEnum
from pathlib import Path

from peerdesk.cli.troubles import CliTrouble
from peerdesk.errors import UserError

LARGEST_PASSPHRASE_FILE = 4096
"""Bytes."""


class ExitCode(IntEnum):
    """What the program's end says to a script."""

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
    """Write results to standard output. BrokenPipeError where nobody reads on."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def tell(words: str) -> None:
    """Write words for people to standard error, unless it is closed."""
    # The stream is None where a program was started with it closed.
    stream = sys.__stderr__
    if stream is not None:
        stream.write(f"{words}\n")
        stream.flush()


def require_output() -> None:
    """Refuse to begin where results could not be shown. UserError OUTPUT_CLOSED."""
    stream = sys.__stdout__
    if stream is None:
        raise UserError(CliTrouble.OUTPUT_CLOSED)
    # A name that the terminal can't write must not turn a result into a failure.
    stream.reconfigure(errors="backslashreplace")


def forget_output() -> None:
    """Lead standard output nowhere, so that Python's last flush has no broken pipe to meet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def passphrase(source: str | None) -> str:
    """The passphrase from a file (`-`: standard input) or, where `source` is None, a prompt.

    UserError NO_TERMINAL, or one of the codes about the passphrase file.
    """
    typed = _asked("Passphrase: ") if source is None else _from_file(source)
    if not typed:
        raise UserError(CliTrouble.PASSPHRASE_EMPTY)
    return typed


def new_passphrase(source: str | None) -> str:
    """As `passphrase`, but a prompt asks twice. UserError PASSPHRASES_DIFFER."""
    typed = passphrase(source)
    if source is None and typed != _asked("The same once more: "):
        raise UserError(CliTrouble.PASSPHRASES_DIFFER)
    return typed


def _asked(prompt: str) -> str:
    with warnings.catch_warnings():
        # Without a terminal getpass would read and echo the passphrase, after a mere warning.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError):
            raise UserError(CliTrouble.NO_TERMINAL) from None


def _from_file(source: str) -> str:
    """The text of the file without one line end. Decoding errors would quote it, so they go."""
    try:
        text = _first_bytes(source).decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(CliTrouble.PASSPHRASE_NOT_UTF8) from None
    return text.removesuffix("\r\n" if text.endswith("\r\n") else "\n")


def _first_bytes(source: str) -> bytes:
    stdin = sys.__stdin__
    if source == "-" and stdin is None:
        raise UserError(CliTrouble.PASSPHRASE_FILE_UNREADABLE)
    try:
        if source == "-" and stdin is not None:
            data = bytes(stdin.buffer.read(LARGEST_PASSPHRASE_FILE + 1))
        else:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST_PASSPHRASE_FILE + 1)
    except OSError as error:
        raise UserError(CliTrouble.PASSPHRASE_FILE_UNREADABLE) from error
    if len(data) > LARGEST_PASSPHRASE_FILE:
        raise UserError(CliTrouble.PASSPHRASE_FILE_TOO_LARGE, limit=LARGEST_PASSPHRASE_FILE)
    return data
