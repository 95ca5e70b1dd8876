"""The passphrase of a command: from a prompt, a file or standard input; never from elsewhere."""

import getpass
import sys
import unicodedata
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final

from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.proof import opens_with
from peerdesk.cli.terminal import tell
from peerdesk.cli.troubles import CliTrouble
from peerdesk.errors import UserError

LARGEST_PASSPHRASE_FILE = 4096
"""Bytes."""
BYTE_ORDER_MARK = "\ufeff"
STANDARD_INPUT = "-"
OF_THE_BACKUP: Final = "Passphrase of this backup: "
_PROMPTS: Final = {OpensWith.VAULT: "Passphrase: ", OpensWith.OWN: OF_THE_BACKUP}


def passphrase(source: str | None, prompt: str = "Passphrase: ") -> str:
    """The passphrase from a file (`-`: standard input) or, where `source` is None, a `prompt`.

    A terminal as standard input is asked as by the prompt, which shows nothing of what is typed.
    UserError with one of the codes about passphrases, NO_TERMINAL among them.
    """
    return _usable(_asked(prompt) if _is_asked_for(source) else _from_file(source or ""))


def shown_line(source: str | None, prompt: str) -> str:
    """One line that is no secret but names somebody, so that no other program may see it.

    From a file, or asked for at a terminal, where it shows. Raises as `passphrase`.
    """
    if not _is_asked_for(source):
        return _usable(_from_file(source or ""))
    # Standard output is for results alone.
    tell(prompt)
    try:
        return _usable(input().strip())
    except EOFError:
        raise UserError(CliTrouble.NO_TERMINAL) from None


def of_backup(path: Path, source: str | None) -> str:
    """The passphrase of a backup; what is wrong with the file is said before anybody is asked.

    Raises as `passphrase` and as `peerdesk.backup.proof.inspect`.
    """
    return passphrase(source, _PROMPTS[opens_with(path)])


def new_passphrase(
    source: str | None, require: Callable[[str], object], prompt: str = "Passphrase: "
) -> str:
    """As `passphrase`, but a prompt asks twice, the second time only for what `require` lets pass.

    UserError PASSPHRASES_DIFFER, and whatever `require` raises.
    """
    typed = passphrase(source, prompt)
    require(typed)
    if _is_asked_for(source) and typed != _asked("The same once more: "):
        raise UserError(CliTrouble.PASSPHRASES_DIFFER)
    return typed


def _is_asked_for(source: str | None) -> bool:
    stdin = sys.__stdin__
    is_terminal = stdin is not None and stdin.isatty()
    return source is None or (source == STANDARD_INPUT and is_terminal)


def _asked(prompt: str) -> str:
    with warnings.catch_warnings():
        # Without a terminal getpass would read and echo the passphrase, after a mere warning.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except getpass.GetPassWarning:
            raise UserError(CliTrouble.NO_TERMINAL) from None
        except EOFError:
            # Ctrl+D: there is a terminal, and nothing was typed.
            raise UserError(CliTrouble.PASSPHRASE_EMPTY) from None


def _usable(typed: str) -> str:
    if not typed:
        raise UserError(CliTrouble.PASSPHRASE_EMPTY)
    # A terminal hands over bytes that are no text as lone surrogates.
    if any(unicodedata.category(character) == "Cs" for character in typed):
        raise UserError(CliTrouble.PASSPHRASE_NOT_UTF8)
    if any(unicodedata.category(character) == "Cc" for character in typed):
        raise UserError(CliTrouble.PASSPHRASE_HAS_CONTROLS)
    return typed


def _from_file(source: str) -> str:
    """The text of the file without a byte-order mark and one line end.

    Decoding errors would quote the file, so they go.
    """
    try:
        text = _first_bytes(source).decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(CliTrouble.PASSPHRASE_NOT_UTF8) from None
    text = text.removeprefix(BYTE_ORDER_MARK)
    return text.removesuffix("\r\n" if text.endswith("\r\n") else "\n")


def _first_bytes(source: str) -> bytes:
    stdin = sys.__stdin__
    if source == STANDARD_INPUT and stdin is None:
        raise UserError(CliTrouble.PASSPHRASE_FILE_UNREADABLE)
    try:
        if source == STANDARD_INPUT and stdin is not None:
            data = bytes(stdin.buffer.read(LARGEST_PASSPHRASE_FILE + 1))
        else:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST_PASSPHRASE_FILE + 1)
    except OSError as error:
        raise UserError(CliTrouble.PASSPHRASE_FILE_UNREADABLE) from error
    if len(data) > LARGEST_PASSPHRASE_FILE:
        raise UserError(CliTrouble.PASSPHRASE_FILE_TOO_LARGE, limit=LARGEST_PASSPHRASE_FILE)
    return data
