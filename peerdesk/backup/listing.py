"""Which backups lie in a folder, and how each of them stands."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from peerdesk.backup.naming import SUFFIX
from peerdesk.backup.proof import inspect, verify
from peerdesk.backup.reports import BackupSummary
from peerdesk.errors import PeerDeskError
from peerdesk.vault.cipher import translating


@dataclass(frozen=True, slots=True)
class Listed:
    """One file. `trouble` says why it is no backup that can be relied on; None where it is one.

    `proven` where it was opened too, and not only its digests looked at.
    """

    path: Path
    summary: BackupSummary | None
    trouble: PeerDeskError | None
    proven: bool


def backups_in(place: Path, secret: str | None = None) -> list[Listed]:
    """The backups of a folder, the newest first, what is damaged last.

    Each file is read whole. With a passphrase each is opened and checked as by `verify`, which
    takes a second or more for each. Raises the vault's codes where the folder can't be read.
    """
    with translating():
        paths = [path for path in place.iterdir() if path.name.endswith(SUFFIX) and path.is_file()]
    listed = [_looked_at(path, secret) for path in paths]
    return sorted(listed, key=lambda each: (_age(each), each.path.name))


def _looked_at(path: Path, secret: str | None) -> Listed:
    summary: BackupSummary | None = None
    try:
        summary = inspect(path)
        if secret is not None:
            verify(path, secret)
    except PeerDeskError as trouble:
        return Listed(path, summary, trouble, proven=False)
    return Listed(path, summary, None, proven=secret is not None)


def _age(listed: Listed) -> float:
    """Seconds since it was made; for ever where it doesn't say when."""
    if listed.summary is None:
        return float("inf")
    return (datetime.now(UTC) - listed.summary.created).total_seconds()
