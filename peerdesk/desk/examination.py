"""A check of everything in an open vault, for those who want a bare answer."""

from peerdesk.desk.desk import Desk
from peerdesk.vault.health import examine


def faults_of(desk: Desk) -> list[str]:
    """The steps of the check that found something, each with how much; empty for a whole vault.

    Raises UserError and VaultError with the codes of the vault where the disk fails meanwhile.
    """
    answers = examine(desk.vault).answers
    return [f"{answer.step} {answer.faults}" for answer in answers if answer.faults]
