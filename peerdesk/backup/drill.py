"""A drill: a backup is restored into a place that is thrown away, and all of it is looked at.

`verify` proves the file. A drill proves the restoring: the vault is laid out, opened, brought to
this version, closed under its seal and opened again, and then read to its last word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from peerdesk.backup.assembly import put_together
from peerdesk.backup.container import damaged
from peerdesk.backup.proof import existing_backup
from peerdesk.backup.reports import BackupStep, BackupSummary, Cancelled, Progress, Reporter
from peerdesk.errors import VaultError
from peerdesk.vault import leftovers
from peerdesk.vault.cipher import integrity_faults
from peerdesk.vault.counting import rows_read
from peerdesk.vault.files import FOLDER_MODE, VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.lockfile import NeedsNoLock
from peerdesk.vault.migrations import SCHEMA_VERSION
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.search_index import search_faults
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.unlocking import unlock


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillReport:
    """A backup that was restored and found whole.

    `counts` gives the rows of every table by its name, each of them read. `passphrases` and
    `recovery_words` say how many ways in the restored vault has, `opened_with` which was used.
    """

    summary: BackupSummary
    counts: Mapping[str, int]
    passphrases: int
    recovery_words: int
    opened_with: SlotKind


def drill(
    path: Path,
    secret: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> DrillReport:
    """Restore a backup into a private folder, check every part of it, and throw it away.

    What lies there meanwhile is ciphertext, and the backup is only read. Raises as
    `peerdesk.backup.restore.restore`; VaultError DATABASE_DAMAGED for what a check finds, DAMAGED
    where rows are missing or the vault does not fit its own seal.
    """
    reporter = Reporter(progress, cancelled)
    with existing_backup(path) as contents, leftovers.private_folder() as place:
        staged = VaultFolder(place / "vault")
        staged.root.mkdir(mode=FOLDER_MODE)
        expected = put_together(contents, staged, secret, reporter)
        reporter.begin(BackupStep.DRILLING)
        with unlock(staged, secret, lock=NeedsNoLock()) as vault:
            if any(found.kind is not FindingKind.OPEN_TO_OTHERS for found in vault.findings):
                raise damaged("seal")
            counts = _looked_through(vault, reporter)
            if contents.manifest.schema_version == SCHEMA_VERSION and counts != expected:
                raise damaged("counts")
            return _report(contents.summary(path), counts, vault)


def _looked_through(vault: OpenVault, reporter: Reporter) -> dict[str, int]:
    faults = integrity_faults(vault.connection)
    reporter.go_on()
    faults += search_faults(vault.connection)
    if faults:
        raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=len(faults))
    reporter.go_on()
    return rows_read(vault.connection)


def _report(summary: BackupSummary, counts: dict[str, int], vault: OpenVault) -> DrillReport:
    kinds = [way.kind for way in vault.ways.slots()]
    return DrillReport(
        summary=summary,
        counts=counts,
        passphrases=kinds.count(SlotKind.PASSPHRASE),
        recovery_words=kinds.count(SlotKind.RECOVERY),
        opened_with=vault.opened_with,
    )
