"""A closed database read page by page, whatever has happened to the pages beside."""

import errno
import io
import os
from collections.abc import Callable

from peerdesk.errors import UserError
from peerdesk.vault.cipher import PLAIN_MAGIC
from peerdesk.vault.page_cipher import PAGE_BYTES, RESERVED_BYTES, PageCipher
from peerdesk.vault.troubles import VaultTrouble

USABLE_BYTES = PAGE_BYTES - RESERVED_BYTES


class PageFile:
    """Which pages are as they were written, and what is in them. Pages count from 1.

    Reads every page once to authenticate it: some 12 ms for each MiB. Raises `OSError`, and
    `UserError(CHECK_STOPPED)` where that was asked for.
    """

    def __init__(
        self, raw: io.FileIO, cipher: PageCipher, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._raw = raw
        self._cipher = cipher
        # What is left of a page that was cut off counts as one that is damaged.
        self.count = -(-os.fstat(raw.fileno()).st_size // PAGE_BYTES)
        self._intact: set[int] = set()
        for number in range(1, self.count + 1):
            if cancelled is not None and cancelled():
                raise UserError(VaultTrouble.CHECK_STOPPED)
            if cipher.is_authentic(self._read(number), number):
                self._intact.add(number)

    @property
    def damaged(self) -> int:
        """How many pages are not as they were written."""
        return self.count - len(self._intact)

    @property
    def intact(self) -> list[int]:
        """The pages that are, in order."""
        return sorted(self._intact)

    def page(self, number: int) -> bytes | None:
        """The 4,016 bytes of a page that SQLite uses; None for one that is damaged or missing."""
        if number not in self._intact:
            return None
        plain = self._cipher.decrypted(self._read(number), number)
        # So that every offset is the one of the file format's description.
        return PLAIN_MAGIC + plain if number == 1 else plain

    def _read(self, number: int) -> bytes:
        """A page as it lies there; nothing where the medium can't read it any more."""
        self._raw.seek((number - 1) * PAGE_BYTES)
        try:
            return self._raw.read(PAGE_BYTES)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return b""
