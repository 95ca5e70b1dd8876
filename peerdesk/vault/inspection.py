"""What an open vault's own file and engine say of its protection: measured, not remembered."""

from peerdesk.vault.cipher import PLAIN_MAGIC, SETTINGS, translating
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.search_index import SEARCH_INDEXES


def is_encrypted(vault: OpenVault) -> bool:
    """Whether the first bytes of the saved file are not those of a plain database.

    Raises the vault's codes where the medium fails, as the other one does.
    """
    with translating():
        start = vault.saved_bytes(0, len(PLAIN_MAGIC))
    return len(start) == len(PLAIN_MAGIC) and start != PLAIN_MAGIC


def forgets_what_is_deleted(vault: OpenVault) -> bool:
    """Whether the engine overwrites what is deleted, in the tables and in the search index."""
    with translating():
        answers = [
            vault.connection.execute(f"PRAGMA {name}").fetchone()[0] == answer
            for name, _value, answer in SETTINGS
        ]
        return all(answers) and all(_index_is_secure(vault, name) for name in SEARCH_INDEXES)


def _index_is_secure(vault: OpenVault, index: str) -> bool:
    kept = vault.connection.execute(
        f"SELECT v FROM {index}_config WHERE k = 'secure-delete'"  # noqa: S608 - a constant
    ).fetchone()
    return kept is not None and int(kept[0]) == 1
