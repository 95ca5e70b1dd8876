"""What can be read of a damaged vault, laid out beside it, ready to take its place."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from peerdesk.errors import VaultError, WrongPassphraseError
from peerdesk.vault import attempts, exchange, keystore
from peerdesk.vault.cipher import connect, integrity_faults, translating
from peerdesk.vault.exchange import Reason
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keys import OpenedKeys, wipe
from peerdesk.vault.salvage import SalvageReport, salvage
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A whole vault in `folder`, for as long as nobody decides otherwise, and what is in it."""

    folder: VaultFolder
    report: SalvageReport


@contextmanager
def salvaged_beside(
    folder: VaultFolder, secret: str, cancelled: Callable[[], bool] | None = None
) -> Iterator[Salvaged]:
    """What can be read, as a vault in the making; it goes again unless `take_place` takes it.

    Whoever calls holds the vault's lock, and the vault is closed. The damaged file is only read.
    Raises as `salvage` and `keystore.open_stored`.
    """
    with ExitStack() as stack:
        stack.enter_context(translating())
        exchange.finish(folder)
        opened = stack.enter_context(opened_keys(folder, secret))
        made = stack.enter_context(exchange.in_the_making(folder))
        report = salvage(folder, opened, made, cancelled)
        _require_whole(made, opened)
        yield Salvaged(made, report)


def take_place(folder: VaultFolder) -> str:
    """Put what was salvaged in the vault's place; gives the name in `set-aside/` of what was there.

    Should it be ended by force, the next unlock finishes it or finds everything as it was.
    """
    with translating():
        kept_as = exchange.decide(folder, Reason.REPAIR)
        exchange.finish(folder)
    return kept_as


@contextmanager
def opened_keys(folder: VaultFolder, secret: str) -> Iterator[OpenedKeys]:
    """A closed vault's keys, wiped afterwards. Raises what an unlock does before its database."""
    folder.require_vault()
    try:
        opened, _from_copy = keystore.open_stored(keystore.read(folder), secret)
    except WrongPassphraseError:
        attempts.count_one(folder, datetime.now(UTC))
        raise
    wipe(opened.master)
    try:
        yield opened
    finally:
        opened.subkeys.wipe()


def _require_whole(made: VaultFolder, opened: OpenedKeys) -> None:
    connection = connect(made.database, opened.subkeys.database, read_only=True)
    try:
        faults = integrity_faults(connection)
    finally:
        connection.close()
    if faults:
        raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=len(faults))
