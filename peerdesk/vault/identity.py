"""The one row that says which vault a database is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from peerdesk.errors import VaultError
from peerdesk.vault.cipher import Connection
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class Identity:
    """A vault's UUID, its name, whether it is the sample, and how many changes were saved."""

    vault_id: str
    name: str
    is_sample: bool
    generation: int


def insert(connection: Connection, vault_id: str, name: str, *, is_sample: bool) -> None:
    """Write the row of a new vault."""
    now = _now()
    connection.execute(
        "INSERT INTO vault (id, uid, name, is_sample, generation, created_at, updated_at)"
        " VALUES (1, ?, ?, ?, 0, ?, ?)",
        (vault_id, name, int(is_sample), now, now),
    )


def read(connection: Connection) -> Identity:
    """Read the row; raises `VaultError(DATABASE_FOREIGN)` where there is none."""
    row = connection.execute(
        "SELECT uid, name, is_sample, generation FROM vault WHERE id = 1"
    ).fetchone()
    if row is None:
        raise VaultError(VaultTrouble.DATABASE_FOREIGN)
    return Identity(str(row[0]), str(row[1]), bool(row[2]), int(row[3]))


def rename(connection: Connection, name: str) -> None:
    """Give the vault another name, as one saved change."""
    connection.execute(
        "UPDATE vault SET name = ?, generation = generation + 1, updated_at = ? WHERE id = 1",
        (name, _now()),
    )


def count_change(connection: Connection) -> None:
    """Count one saved change that is none of the desk's, such as a migration."""
    connection.execute(
        "UPDATE vault SET generation = generation + 1, updated_at = ? WHERE id = 1", (_now(),)
    )


def go_on_from(connection: Connection, generation: int) -> None:
    """Count on from another vault's number of changes where that is higher.

    So of two vaults of one id, the one that took the other's place never has the lower number, and
    what was made of the former still compares with what is done in it.
    """
    connection.execute(
        "UPDATE vault SET generation = max(generation, ?) WHERE id = 1", (generation,)
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
