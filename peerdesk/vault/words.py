"""The word list of this program, and recovery words read with it."""

from functools import cache

from peerdesk.domain import recovery_words
from peerdesk.domain.recovery_words import RecoveryFault, RecoveryWords, RecoveryWordsError
from peerdesk.errors import UserError
from peerdesk.paths import resource
from peerdesk.vault.troubles import VaultTrouble


@cache
def word_list() -> tuple[str, ...]:
    """The 7,776 words of the EFF large list."""
    return tuple(resource("words", "eff_large.txt").read_text(encoding="utf-8").split())


def read_recovery_words(text: str) -> RecoveryWords:
    """Parse a typed sheet.

    Raises `UserError` with RECOVERY_WORD_UNKNOWN, RECOVERY_WORD_COUNT or RECOVERY_CHECKSUM.
    """
    try:
        return recovery_words.parse(text, word_list())
    except RecoveryWordsError as error:
        raise _told(error) from None  # the cause would carry what was typed


def _told(error: RecoveryWordsError) -> UserError:
    if error.fault is RecoveryFault.UNKNOWN_WORD:
        return UserError(VaultTrouble.RECOVERY_WORD_UNKNOWN, position=error.position)
    if error.fault is RecoveryFault.COUNT:
        return UserError(VaultTrouble.RECOVERY_WORD_COUNT, count=error.count)
    return UserError(VaultTrouble.RECOVERY_CHECKSUM)
