"""A connection that stays the same to everybody while the one beneath it is exchanged."""

from collections.abc import Callable, Iterable
from typing import Any

from peerdesk.vault.cipher import Connection, Cursor


class SteadyConnection:
    """Passes everything on to the connection that is open now.

    A stick that was pulled and put back is another file to the system, so its connection is another
    one too; the desk and its aggregates need not know.
    """

    def __init__(self, current: Connection) -> None:
        self._current = current

    def exchange(self, another: Connection) -> Connection:
        """Pass on to another one from now on; gives the former."""
        former, self._current = self._current, another
        return former

    @property
    def row_factory(self) -> Any:
        """How a row is made of its values."""
        return self._current.row_factory

    @row_factory.setter
    def row_factory(self, factory: Any) -> None:
        self._current.row_factory = factory

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._current.in_transaction

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run one statement."""
        return self._current.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Cursor:
        """Run one statement for each row of parameters."""
        return self._current.executemany(sql, rows)

    def executescript(self, sql: str, /) -> Cursor:
        """Run several statements; commits whatever was open before."""
        return self._current.executescript(sql)

    def interrupt(self) -> None:
        """Stop what runs, from any thread; it raises there."""
        self._current.interrupt()

    def set_progress_handler(self, handler: Callable[[], int] | None, every: int, /) -> None:
        """Call `handler` each so many steps; other than 0 stops what runs."""
        self._current.set_progress_handler(handler, every)

    def close(self) -> None:
        """Let go of the file."""
        self._current.close()
