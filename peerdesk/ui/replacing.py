"""Another vault takes the place of the open one: closed, exchanged, and PeerDesk starts anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from peerdesk.errors import PeerDeskError
from peerdesk.ui.locking import close, start_anew
from peerdesk.ui.messages.occasions import Occasion, words_on

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.locking import LockTrigger
    from peerdesk.ui.jobs import Jobs
    from peerdesk.vault.files import VaultFolder


class Successor(Protocol):
    """A whole vault within the folder of the open one, ready to take its place."""

    def take_place(self) -> object:
        """Do so; the open one is closed by then and its lock still held. PeerDeskError."""
        ...

    def give_up(self) -> None:
        """Remove what has not taken the place."""
        ...


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place, why the vault is locked for it, and which words fit a refusal."""

    successor: Successor = field(repr=False)
    trigger: LockTrigger
    occasion: Occasion


def refusal_in_words(folder: VaultFolder, occasion: Occasion, error: PeerDeskError) -> str:
    """What a refused exchange has left; once it was decided, the next unlock finishes it."""
    if folder.next.exists():
        return QCoreApplication.translate(
            "Replacing",
            "The disk refused the last step of putting the other vault in place. Nothing is lost: "
            "look at the stick or disk, and unlock. PeerDesk finishes it then.",
        )
    return words_on(occasion, error)


def replace(desk: Desk, jobs: Jobs, replacement: Replacement) -> None:
    """Exchange the vault and start anew at its prompt. Does not come back.

    Where the exchange is refused, the vault is as it was, and that is said before the new start.
    """
    folder, held = desk.vault.folder, desk.vault.lock
    close(desk, jobs, replacement.trigger, keep_lock=True)
    try:
        replacement.successor.take_place()
    except PeerDeskError as error:
        # The vault is closed already, so there is no window left that could say it.
        QMessageBox.warning(
            None,
            "PeerDesk",
            refusal_in_words(folder, replacement.occasion, error),
        )
    finally:
        # Before anybody else may open the vault and sweep what lies there.
        replacement.successor.give_up()
        held.release()
    start_anew(folder.root)
