"""Unlocking: from a folder and a secret to an open vault, each failure told apart."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from peerdesk.errors import UserError, WrongPassphraseError
from peerdesk.vault import attempts, exchange, keystore
from peerdesk.vault.cipher import require_engine, translating
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.keys import OpenedKeys, wipe
from peerdesk.vault.lockfile import FolderLock
from peerdesk.vault.migrations import SCHEMA_FOLDER
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.opening import Opening, exposed_to_others, is_own, open_database
from peerdesk.vault.progress import Progress, UnlockStep, tell
from peerdesk.vault.reserve import Reserve
from peerdesk.vault.stored import BackUpFirst
from peerdesk.vault.troubles import VaultTrouble


def unlock(
    folder: VaultFolder,
    secret: str,
    *,
    lock: FolderLock,
    progress: Progress | None = None,
    schema: Path = SCHEMA_FOLDER,
    back_up_first: BackUpFirst | None = None,
) -> OpenVault:
    """Open a vault with a passphrase or its twelve recovery words.

    In this order, so that three failures say three things: is it a vault, is it free, is the key
    file whole (before any key is derived), does the secret open it, was the key file altered, is
    the database the one that was closed. `back_up_first` is asked for a backup before the vault is
    brought up to a newer schema. Raises `UserError`, `WrongPassphraseError`, `VaultError`;
    nothing stays open or locked then.
    """
    with translating():
        require_engine()
        folder.require_vault()
        with ExitStack() as stack:
            refusal, findings = _locked_or_refusal(folder, lock)
            stack.callback(lock.release)
            if refusal is None:
                findings += exchange.finish(folder)
            folder.require_vault()
            stored = keystore.read(folder)
            tell(progress, UnlockStep.DERIVING)
            opened, from_copy = _opened(folder, stored, secret)
            stack.callback(opened.subkeys.wipe)
            wipe(opened.master)
            if refusal is None:
                findings += keystore.mend(folder, stored, opened, from_copy=from_copy)
            findings += _failed_unlocks(folder)
            opening = Opening(
                folder, opened.key_file, opened.subkeys, schema, back_up_first, progress, refusal
            )
            vault = open_with(opening, opened, lock, findings)
            stack.pop_all()
        return vault


def _locked_or_refusal(
    folder: VaultFolder, lock: FolderLock
) -> tuple[VaultTrouble | None, list[Finding]]:
    """Take the lock, or say why not even its file can be written: the vault is only read then.

    On a full disk there may be room that was kept; where giving it up makes none, as when a copy of
    the disk's state holds it, the vault is read all the same. SQLite's own lock keeps a reader
    apart from whoever may write. A set of files that has to take the vault's place first can't do
    so there, so that is refused.
    """
    refusal = _refusal_of(lock, folder)
    if refusal is VaultTrouble.DISK_FULL and Reserve(folder.reserve).give_up():
        refusal = _refusal_of(lock, folder)
        if refusal is None:
            return None, [Finding(FindingKind.RESERVE_USED)]
    return refusal, []


def _refusal_of(lock: FolderLock, folder: VaultFolder) -> VaultTrouble | None:
    try:
        lock.acquire()
    except UserError as error:
        if error.code not in _ONLY_READ or folder.next.exists():
            raise
        return VaultTrouble(error.code)
    return None


_ONLY_READ = frozenset({VaultTrouble.READ_ONLY, VaultTrouble.DISK_FULL})


def _opened(
    folder: VaultFolder, stored: keystore.StoredKeys, secret: str
) -> tuple[OpenedKeys, bool]:
    """As `keystore.open_stored`; a wrong secret is counted."""
    try:
        return keystore.open_stored(stored, secret)
    except WrongPassphraseError:
        attempts.count_one(folder, datetime.now(UTC))
        raise


def _failed_unlocks(folder: VaultFolder) -> list[Finding]:
    found = attempts.take(folder)
    if found is None:
        return []
    are_slips = found.are_slips(datetime.now(UTC))
    kind = FindingKind.SLIPS if are_slips else FindingKind.FAILED_UNLOCKS
    return [Finding(kind, count=found.count, last=found.last if found.count else None)]


def open_with(
    opening: Opening, opened: OpenedKeys, lock: FolderLock, findings: list[Finding]
) -> OpenVault:
    """Open the database of a vault whose keys are at hand and whose lock is held."""
    can_save = opening.refusal is None
    exposed = exposed_to_others(opening.folder, may_change=can_save)
    database = open_database(opening)
    with ExitStack() as undo:
        undo.callback(database.raw.close)
        undo.callback(database.connection.close)
        about_the_place = [Finding(FindingKind.OPEN_TO_OTHERS)] if exposed else []
        if not is_own(opening.folder.root):
            about_the_place.append(Finding(FindingKind.OWNED_BY_OTHER))
        of_new_key = exchange.discard_former(opening.folder) if can_save else []
        undo.pop_all()
    everything = (*findings, *database.findings, *about_the_place, *of_new_key)
    return OpenVault(opening.folder, opened, replace(database, findings=everything), lock)
