"""Putting another set of files in the place of a closed vault's own, whole or not at all.

A restore in place, a repair and a new master key all replace `vault.db` together with its keys and
its seal, and no system renames four files in one step. So the new set is built in a folder within
the vault's, one rename of that folder decides, and what is left to do can be done by anyone, at any
time, any number of times, without a key:

    vault.next.making/            the set in the making; swept by the next unlock
    vault.next/                   decided: the set has to take its place
        former-out.<name>             first the files of the vault as it was are moved out
        former-is-out.<name>          then those of the set are moved in (the same mark, renamed)
    vault.former/                 the vault as it was, where it may go once the new one has opened

The mark is an empty file: its name says all, and a name does not rot. `<name>` is where the vault
as it was stays in `set-aside/`, or "discard", which is `vault.former/`. No MAC covers it: whoever
may write to the folder could move the files as well.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Final

from peerdesk.errors import UserError
from peerdesk.vault.files import (
    FOLDER_MODE,
    VaultFolder,
    flush_folder,
    set_file_aside,
    write_new,
)
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.troubles import VaultTrouble

DISCARD: Final = "discard"
_OUT: Final = "former-out."
_IS_OUT: Final = "former-is-out."
_NAME: Final = re.compile(r"discard|\d{8}T\d{6}Z-[0-9a-f]{4}-[a-z-]{1,40}")


class Reason(StrEnum):
    """Why a vault's files are exchanged; part of the name that the former ones are kept under."""

    RESTORE = "before-restore"
    REPAIR = "before-repair"
    NEW_KEY = "before-new-key"


@contextmanager
def in_the_making(folder: VaultFolder) -> Iterator[VaultFolder]:
    """A private folder for the new set, within the vault's; it goes again unless `decide` took it.

    The caller holds the vault's lock, writes every file of the set and flushes it to the medium.
    Raises `OSError`, `UserError(UNSAFE_FOLDER)`.
    """
    _sweep_making(folder)
    folder.next_in_the_making.mkdir(mode=FOLDER_MODE)
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, folder.next_in_the_making, ignore_errors=True)
        yield VaultFolder(folder.next_in_the_making)


def decide(folder: VaultFolder, reason: Reason, *, keep_former: bool = True) -> str:
    """Decide that the set in the making takes the vault's place; gives the former one's name.

    The vault must be closed, its lock still held. After this returns only `finish` is left to do,
    now or at the next unlock. The name is one in `set-aside/`, or `DISCARD`: then the former vault
    stays only until `discard_former`. Raises `OSError` and what `require_vault` does; nothing has
    changed then.
    """
    made = VaultFolder(folder.next_in_the_making)
    made.require_vault()
    name = f"{_moment()}-{token_hex(2)}-{reason}" if keep_former else DISCARD
    _keep_the_set_alone(made)
    write_new(made.root / f"{_OUT}{name}", b"")
    flush_folder(made.root)
    made.root.rename(folder.next)
    flush_folder(folder.root)
    return name


def finish(folder: VaultFolder) -> list[Finding]:
    """Do what is left of an exchange, if one was decided, and sweep one that was not.

    The vault's lock is held. May be ended at any moment and called again. Raises `OSError`, and
    `UserError(UNSAFE_FOLDER)` where a link stands in the way.
    """
    swept = [Finding(FindingKind.NOT_EXCHANGED)] if _sweep_making(folder) else []
    if not os.path.lexists(folder.next):
        return swept
    _require_plain_folder(folder.next)
    mark = _mark(folder.next)
    if not _can_be_finished(folder.next, mark):
        kept_as = set_file_aside(folder, folder.next).name
        return [Finding(FindingKind.FOREIGN_LOG, kept_as=kept_as)]
    for _ in steps(folder):
        pass
    if mark is None:
        return []  # every file was in its place already
    name = mark.name.partition(".")[2]
    return [Finding(FindingKind.EXCHANGED, kept_as="" if name == DISCARD else name)]


def steps(folder: VaultFolder) -> Iterator[None]:
    """What `finish` does to the disk, one change after the other, each flushed to the medium.

    Whoever stops between two of them leaves what a killed process would.
    """
    mark = _mark(folder.next)
    if mark is not None:
        kind, name = mark.name.split(".")
        if f"{kind}." == _OUT:
            former = VaultFolder(folder.former if name == DISCARD else folder.set_aside / name)
            former.root.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            yield from _move(folder, former)
            mark = mark.rename(mark.with_name(f"{_IS_OUT}{name}"))
            flush_folder(folder.next)
            yield
        yield from _move(VaultFolder(folder.next), folder)
        mark.unlink()
        flush_folder(folder.next)
        yield
    folder.next.rmdir()
    flush_folder(folder.root)
    yield


def discard_former(folder: VaultFolder) -> list[Finding]:
    """Remove the vault as it was before its master key changed; the new one has been opened.

    That it has a new key is told. What can't be removed is told as well, and tried again at the
    next unlock.
    """
    if not os.path.lexists(folder.former):
        return []
    told = [Finding(FindingKind.NEW_INNER_KEY)]
    try:
        _require_plain_folder(folder.former)
        shutil.rmtree(folder.former)
        flush_folder(folder.root)
    except OSError:
        told.append(Finding(FindingKind.FORMER_STAYS, kept_as=folder.former.name))
    return told


def _move(source: VaultFolder, target: VaultFolder) -> Iterator[None]:
    """Move every file of a vault from one folder to another."""
    for path in source.files:
        if path.is_symlink():
            raise UserError(VaultTrouble.UNSAFE_FOLDER, file=path.name)
        if path.exists():
            path.replace(target.root / path.name)
            flush_folder(target.root)
            flush_folder(source.root)
            yield


def _mark(place: Path) -> Path | None:
    """The file whose name says how far an exchange is, and where the former vault goes."""
    for path in place.iterdir():
        kind, _, name = path.name.partition(".")
        if f"{kind}." in {_OUT, _IS_OUT} and _NAME.fullmatch(name):
            return path
    return None


def _can_be_finished(place: Path, mark: Path | None) -> bool:
    """Whether nothing but a decided set, or what is left of one, lies there.

    Until the former files are out, the set is whole: anything less was never decided by PeerDesk,
    and the vault must not be moved away for it.
    """
    if mark is None:
        return not any(place.iterdir())
    if not mark.name.startswith(_OUT):
        return True
    made = VaultFolder(place)
    has_keys = made.keys.is_file() or made.keys_backup.is_file()
    is_linked = any(path.is_symlink() for path in made.files)
    return made.database.is_file() and has_keys and not is_linked


def _keep_the_set_alone(made: VaultFolder) -> None:
    """Remove what else opening the set once has left there: an empty folder, a migration's copy."""
    ours = {path.name for path in made.files}
    for path in made.root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in ours:
            path.unlink()


def _sweep_making(folder: VaultFolder) -> bool:
    """Remove what an exchange that was never decided has left: ciphertext that nobody needs."""
    if not os.path.lexists(folder.next_in_the_making):
        return False
    # To empty a pipe as if it were a folder waits for somebody to write into it.
    _require_plain_folder(folder.next_in_the_making)
    shutil.rmtree(folder.next_in_the_making)
    return True


def _require_plain_folder(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        raise UserError(VaultTrouble.UNSAFE_FOLDER, file=path.name)


def _moment() -> str:
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
