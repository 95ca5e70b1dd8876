"""`peerdesk repair`: what can still be read of a damaged vault, counted or put in its place."""

from peerdesk.app import held, repair_vault
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.passphrases import passphrase
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.ui.messages.repair import damage_in_words, doubts_in_words, rows
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.repair import salvaged_beside
from peerdesk.vault.salvage import SalvageReport


def repair(arguments: Arguments) -> ExitCode:
    """Count what can be read; change the vault only where that was asked for."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    secret = passphrase(arguments.passphrase_file)
    if not arguments.replace:
        with held(folder), salvaged_beside(folder, secret) as salvaged:
            _show("readable", salvaged.report)
        tell("Nothing was changed. To put this in the vault's place, run again with --replace.")
        return ExitCode.DONE
    repaired = repair_vault(folder, secret)
    _show("repaired", repaired.report)
    tell(
        "What could be read is in the vault's place. The damaged files are kept in set-aside as "
        f"{repaired.kept_as}."
    )
    return ExitCode.DONE


def _show(result: str, report: SalvageReport) -> None:
    """A line for each kind of record: how many can be read, and how many are missing."""
    lines = (
        f"{row.kind}: {row.readable} read, {row.missing} missing" for row in rows(report, None)
    )
    show(result, *lines)
    tell(damage_in_words(report))
    if doubts := doubts_in_words(report):
        tell(doubts)
