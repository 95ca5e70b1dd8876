"""Whether this computer's clock runs behind what the vault has seen already."""

from datetime import UTC, datetime, timedelta
from typing import Final

from peerdesk.vault.cipher import Connection
from peerdesk.vault.findings import Finding, FindingKind

TOLERANCE: Final = timedelta(minutes=15)
"""By so much two computers that share a vault on a stick may differ."""

_LATEST = "SELECT max(created_at) FROM log_entries"


def finding(connection: Connection, now: datetime | None = None) -> list[Finding]:
    """What to tell where the log's newest entry lies in the future; nothing is mended.

    A vault that was written to under a clock that ran ahead is told the same, until then.
    """
    (latest,) = connection.execute(_LATEST).fetchone()
    try:
        last = datetime.fromisoformat(str(latest))
    except ValueError:
        return []  # no entry yet
    if last.tzinfo is None or last - (now or datetime.now(UTC)) <= TOLERANCE:
        return []
    return [Finding(FindingKind.CLOCK_BEHIND, last=last)]
