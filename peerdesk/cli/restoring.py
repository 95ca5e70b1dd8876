"""`peerdesk restore`: a backup as a new vault, or in the place of one that is there."""

from contextlib import ExitStack

from peerdesk.app import held, open_desk, restore_backup
from peerdesk.backup.fresh import back_up_afresh
from peerdesk.backup.in_place import beside_the_vault, take_place
from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.proof import opens_with
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.passphrases import of_backup, passphrase
from peerdesk.cli.progress import StatusLine, status_line
from peerdesk.cli.results import Fact, show_result
from peerdesk.cli.terminal import ExitCode, tell
from peerdesk.cli.troubles import CliTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.new_place import NewPlace
from peerdesk.desk.restoring import Settling, legacy_of
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.restoring import Settled
from peerdesk.errors import VaultError, WrongPassphraseError
from peerdesk.vault.files import VaultFolder


def as_new(arguments: Arguments) -> ExitCode:
    """Make a new vault from a backup; an existing one is never overwritten."""
    place = NewPlace.at(arguments.vault_folder)
    secret = of_backup(arguments.backup, arguments.passphrase_file)
    with status_line() as line:
        settled = restore_backup(
            arguments.backup, VaultFolder(place.root), secret, progress=line.show
        )
    _show(arguments, settled, {})
    tell("The backup was restored as a new vault. The vault it came from was not touched.")
    if opens_with(arguments.backup) is OpensWith.OWN:
        tell(
            "Only the passphrase of this backup opens the new vault: it has no recovery words. "
            "Open it in the window and make some, under Vault, Keys."
        )
    return ExitCode.DONE


def in_place(arguments: Arguments) -> ExitCode:
    """Put a backup in the place of a vault, which is backed up first and kept in `set-aside/`.

    WrongPassphraseError VAULT_NOT_OPENED, where who was erased can't be known. A vault that is
    damaged is replaced only where that was asked for.
    """
    folder = VaultFolder(arguments.vault_folder)
    if not (arguments.even_if_damaged and any(path.exists() for path in folder.files)):
        folder.require_vault()
    secret = of_backup(arguments.backup, arguments.passphrase_file)
    own = arguments.vault_passphrase_file
    with status_line() as line, ExitStack() as stack:
        desk = _opened(arguments, folder, passphrase(own) if own else secret, stack, line)
        settling = Settling(legacy_of(desk, takes_its_place=True) if desk is not None else None)
        if desk is None:
            stack.enter_context(held(folder))
        stack.enter_context(
            beside_the_vault(
                arguments.backup,
                folder,
                secret,
                of_vault=desk.vault.vault_id if desk is not None else None,
                settle=settling,
                progress=line.show,
            )
        )
        if desk is not None:
            # Nobody else may open it in between.
            desk.close(LockTrigger.REPLACED, keep_lock=True)
            stack.callback(desk.vault.lock.release)
        kept_as = take_place(folder)
    _show(arguments, settling.done, {"kept_as": kept_as})
    tell(f"The backup is in the vault's place. The former vault is kept in set-aside as {kept_as}.")
    if desk is None:
        tell("It could not be opened, so it is not known who was erased since the backup was made.")
    return ExitCode.DONE


def _opened(
    arguments: Arguments, folder: VaultFolder, secret: str, stack: ExitStack, line: StatusLine
) -> Desk | None:
    """The vault that is there, backed up first; None where it is damaged and that was expected."""
    try:
        desk = open_desk(folder, secret, line.show)
        stack.callback(_close, desk)
        kept = back_up_afresh(desk.vault, BackupOrigin.BEFORE_RESTORE, progress=line.show)
        desk.backups.remember(kept)
    except WrongPassphraseError:
        raise WrongPassphraseError(CliTrouble.VAULT_NOT_OPENED) from None
    except VaultError:
        if not arguments.even_if_damaged:
            raise
        return None
    return desk


def _close(desk: Desk) -> None:
    if not desk.vault.is_closed:
        desk.close()


def _show(arguments: Arguments, settled: Settled, facts: dict[str, Fact]) -> None:
    if settled.erased_again:
        facts = {**facts, "erased_again": settled.erased_again}
    show_result(arguments, "restored", facts, settled.counts)
