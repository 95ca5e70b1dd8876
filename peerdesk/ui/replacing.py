"""A backup takes the open vault's place: closed, exchanged, and PeerDesk starts anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from peerdesk.backup.in_place import take_place
from peerdesk.domain.locking import LockTrigger
from peerdesk.errors import PeerDeskError
from peerdesk.ui.folder_lock import held
from peerdesk.ui.locking import close, start_anew
from peerdesk.ui.messages.occasions import Occasion, words_on

if TYPE_CHECKING:
    from contextlib import ExitStack

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Replacement:
    """What `beside_the_vault` made, for as long as `making` is not closed."""

    making: ExitStack = field(repr=False)


def replace(desk: Desk, jobs: Jobs, replacement: Replacement) -> None:
    """Exchange the vault and start anew at its prompt. Does not come back.

    Where the exchange is refused, the vault is as it was, and that is said before the new start.
    """
    folder = desk.vault.folder
    close(desk, jobs, LockTrigger.REPLACED)
    try:
        with held(folder):
            take_place(folder)
    except PeerDeskError as error:
        # The vault is closed already, so there is no window left that could say it.
        QMessageBox.warning(
            None,
            QCoreApplication.translate("Replacing", "The vault was not replaced"),
            words_on(Occasion.REPLACING, error),
        )
    replacement.making.close()
    start_anew(folder.root)
