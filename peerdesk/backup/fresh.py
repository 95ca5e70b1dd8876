"""A backup that is surely newer than a moment, before older ones go."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from peerdesk.backup.make import export
from peerdesk.backup.naming import free_name
from peerdesk.backup.records import generation_of, record_of
from peerdesk.backup.reports import Cancelled, Progress
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import FOLDER_MODE
from peerdesk.vault.open_vault import OpenVault

_PAUSE_SECONDS: Final = 0.05


def back_up_afresh(
    vault: OpenVault,
    origin: BackupOrigin,
    *,
    after: datetime | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> KnownBackup:
    """Back an open vault up into its own folder, or another; for its record.

    Waits up to a second for `after`: a manifest tells whole seconds, so that a backup of the same
    second as the change of `after` (UTC) could not be told from one before it. Nothing is tidied
    up: what would go may be the very backup that somebody has in hand. Raises as
    `peerdesk.backup.make.export`.
    """
    while after is not None and datetime.now(UTC).replace(microsecond=0) <= after:
        time.sleep(_PAUSE_SECONDS)
    with translating():
        place = folder or vault.folder.backups
        place.mkdir(mode=FOLDER_MODE, exist_ok=True)
        generation = generation_of(vault)
        target = free_name(place, datetime.now().astimezone())
        report = export(vault, target, progress=progress, cancelled=cancelled)
    return record_of(report, origin, generation)
