"""A check of everything in an open vault: its pages, its references and its search index."""

from peerdesk.desk.desk import Desk
from peerdesk.vault.cipher import integrity_faults, translating
from peerdesk.vault.search_index import search_faults


def faults_of(desk: Desk) -> list[str]:
    """What is wrong, empty where nothing is.

    Raises UserError and VaultError with the codes of the vault where the disk fails meanwhile.
    """
    with translating():
        return [*integrity_faults(desk.connection), *search_faults(desk.connection)]
