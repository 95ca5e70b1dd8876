"""`peerdesk keys`: who can open a vault, and with what."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from peerdesk.backup.beside import require_usable_target
from peerdesk.backup.records import export_to
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import opened
from peerdesk.cli.passphrases import new_passphrase, passphrase
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.guessable import guessable_names
from peerdesk.desk.settling import settle_new_key
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError
from peerdesk.ui.messages import step_in_words
from peerdesk.ui.messages.log import RECOVERY_WORDS
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import calibrate
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.progress import NewKeyStep
from peerdesk.vault.reencryption import Course, NewKeyWish, ReadySet, encrypt_anew
from peerdesk.vault.strength import require_usable
from peerdesk.vault.ways_in import SlotSummary
from peerdesk.vault.words import word_list

SHORT_ID = 8
"""Hexadecimal digits that tell one key from another in a list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open vault, the secret that opened it, and what was asked for."""

    desk: Desk
    secret: str = field(repr=False)
    arguments: Arguments

    def new_secret(self) -> str:
        """A passphrase that is taken; UserError PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_WEAK."""
        names = guessable_names(self.desk)

        def require(typed: str) -> None:
            require_usable(typed, names)

        return new_passphrase(self.arguments.new_passphrase_file, require, "New passphrase: ")


def look_after_keys(arguments: Arguments) -> ExitCode:
    """Open the vault with any of its secrets, and do what was asked for."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    if arguments.keys_action == "new-key":
        require_usable_target(folder, arguments.backup)
    secret = passphrase(arguments.passphrase_file)
    with opened(folder.root, secret) as desk:
        by_words = desk.vault.opened_with is SlotKind.RECOVERY
        if by_words and arguments.keys_action in OF_A_PASSPHRASE:
            raise UserError(CliTrouble.NEEDS_PASSPHRASE)
        ACTIONS[arguments.keys_action](Asked(desk, secret, arguments))
    return ExitCode.DONE


def _list(asked: Asked) -> None:
    for way in asked.desk.vault.ways.slots():
        label = way.label if way.kind is SlotKind.PASSPHRASE else RECOVERY_WORDS
        show(f"{way.id[:SHORT_ID]} {way.kind} {way.created_at} {label}")


def _add(asked: Asked) -> None:
    asked.desk.vault.ways.add_passphrase(
        asked.secret, asked.new_secret(), asked.arguments.label, calibrate()
    )
    asked.desk.note_in_log(LogKind.KEY_ADDED)
    tell("Added. It opens the vault and every backup made from now on.")


def _change(asked: Asked) -> None:
    asked.desk.vault.ways.change_passphrase(asked.secret, asked.new_secret())
    asked.desk.note_in_log(LogKind.KEYS_CHANGED)
    tell("Changed. Backups made before keep the passphrase of their day.")


def _remove(asked: Asked) -> None:
    asked.desk.vault.ways.remove_slot(asked.secret, _named(asked).id)
    asked.desk.note_in_log(LogKind.KEY_REMOVED)
    tell("Removed. Older backups still open with it; make a new backup soon.")


def _rename(asked: Asked) -> None:
    vault = asked.desk.vault
    vault.ways.rename_passphrase(vault.ways.opened_slot, asked.secret, asked.arguments.label)
    asked.desk.note_in_log(LogKind.KEY_RENAMED)
    tell("Renamed. The log has the new name from now on.")


def _recalibrate(asked: Asked) -> None:
    asked.desk.vault.ways.fit_passphrase(asked.secret, calibrate())
    asked.desk.note_in_log(LogKind.KEY_FITTED)
    tell("Fitted to this computer: the next unlock takes about a second here.")


def _change_inner_key(asked: Asked) -> None:
    """Everything under a new master key. Only the passphrase that was typed is kept."""
    desk, vault = asked.desk, asked.desk.vault
    desk.backups.remember(export_to(vault, asked.arguments.backup).known)
    recovery = generate(word_list(), secrets.randbelow)
    others = sum(way.kind is SlotKind.PASSPHRASE for way in vault.ways.slots()) - 1
    wish = NewKeyWish({vault.ways.opened_slot: asked.secret}, recovery)
    ready = encrypt_anew(vault, wish, settle_new_key, Course(_tell_step))
    with _given_up_on_failure(ready):
        try:
            show(recovery.secret)
        except (BrokenPipeError, UserError) as error:
            raise UserError(CliTrouble.NEW_WORDS_NOT_SHOWN) from error
        ready.require_current(vault)
        desk.close(LockTrigger.NEW_KEY, keep_lock=True)
        try:
            ready.take_place()
        finally:
            vault.lock.release()
    tell(
        "Everything is encrypted under a new key, and the twelve words above are the new recovery "
        "words: write them down now. The backup was made before, and opens as the vault did then."
    )
    if others:
        tell(f"Passphrases that have to be added again: {others}.")


@contextmanager
def _given_up_on_failure(ready: ReadySet) -> Iterator[None]:
    try:
        yield
    finally:
        # Once it has taken the vault's place, there is nothing left to give up.
        ready.give_up()


def _tell_step(step: NewKeyStep) -> None:
    tell(step_in_words(step))


def _named(asked: Asked) -> SlotSummary:
    """The passphrase that is called so, or whose id begins so. UserError KEY_UNKNOWN."""
    wanted = asked.arguments.label
    ways = [way for way in asked.desk.vault.ways.slots() if way.kind is SlotKind.PASSPHRASE]
    found = [way for way in ways if way.label == wanted or way.id[:SHORT_ID] == wanted]
    if len(found) != 1:
        raise UserError(CliTrouble.KEY_UNKNOWN)
    return found[0]


OF_A_PASSPHRASE = frozenset({"change", "rename", "recalibrate", "new-key"})
"""What is done with the very passphrase that was typed."""
ACTIONS: dict[str, Callable[[Asked], None]] = {
    "list": _list,
    "add": _add,
    "change": _change,
    "remove": _remove,
    "rename": _rename,
    "recalibrate": _recalibrate,
    "new-key": _change_inner_key,
}
