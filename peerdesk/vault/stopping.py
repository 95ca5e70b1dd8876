"""Long work of the engine that ends where somebody no longer wants it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from sqlcipher3 import dbapi2

from peerdesk.errors import UserError
from peerdesk.vault.cipher import Connection

ENGINE_STEPS: Final = 2_000
"""After so many the engine asks whether to stop; far less than a millisecond of work."""


@contextmanager
def stoppable(
    connection: Connection, cancelled: Callable[[], bool], stopped: StrEnum
) -> Iterator[None]:
    """Let the engine ask now and then, also within one long statement.

    UserError `stopped` where it was cancelled; a transaction that was open is rolled back.
    """
    connection.set_progress_handler(lambda: int(cancelled()), ENGINE_STEPS)
    try:
        yield
    except dbapi2.OperationalError as error:
        if cancelled():
            raise UserError(stopped) from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
