"""What an unlock or a new key is busy with; free of cryptography and SQLCipher."""

from collections.abc import Callable
from enum import StrEnum


class UnlockStep(StrEnum):
    """The steps that may take long enough to be shown."""

    DERIVING = "deriving"
    READING_FILE = "reading-file"
    CHECKING_PAGES = "checking-pages"
    CHECKING_RECORDS = "checking-records"
    MIGRATING = "migrating"
    # Where that found damage, and a repair is looked for.
    SALVAGING = "salvaging"
    LOOKING_AT_BACKUPS = "looking-at-backups"


class NewKeyStep(StrEnum):
    """The steps of making a new master key."""

    DERIVING = "new-key-deriving"
    COPYING = "new-key-copying"
    ENCRYPTING = "new-key-encrypting"
    PROVING = "new-key-proving"


Progress = Callable[[UnlockStep], None]
"""Called on the unlocking thread as each step begins."""


def tell(progress: Progress | None, step: UnlockStep) -> None:
    """Say that a step begins, to whoever asked for it."""
    if progress is not None:
        progress(step)
