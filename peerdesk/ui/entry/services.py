"""What the entry screens are given by the composition root."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Protocol

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.recovery_words import RecoveryWords
    from peerdesk.domain.restoring import Settled
    from peerdesk.settings import SettingsStore
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.jobs import Jobs
    from peerdesk.vault.files import VaultFolder

    class CreateDesk(Protocol):
        """`peerdesk.app.create_desk`."""

        def __call__(
            self,
            folder: VaultFolder,
            *,
            passphrase: str,
            label: str,
            recovery: RecoveryWords,
            name: str,
        ) -> Desk:
            """Make a vault and open it."""
            ...

    class RestoreBackup(Protocol):
        """`peerdesk.app.restore_backup`."""

        def __call__(
            self,
            source: Path,
            folder: VaultFolder,
            secret: str,
            progress: Callable[[str], None] | None = None,
        ) -> Settled:
            """Prove a backup and make a new vault of it."""
            ...


class EntryServices:
    """How the entry screens open, make and restore vaults, without knowing how that is done.

    Without a `clock` the computer's own is used.
    """

    def __init__(
        self,
        *,
        settings: SettingsStore,
        open_desk: Callable[[VaultFolder, str, Callable[[str], None]], Desk],
        create_desk: CreateDesk,
        restore: RestoreBackup,
        sample_desk: Callable[[Path], Desk],
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self.open_desk = open_desk
        self.create_desk = create_desk
        self.restore = restore
        self.sample_desk = sample_desk
        self.clock = clock

    @cached_property
    def jobs(self) -> Jobs:
        """Background work; made when the first is asked for, which is after the prompt shows.

        What a job uses of Qt, the lock of a vault's folder, is loaded on this thread before that.
        """
        from PySide6.QtWidgets import QApplication

        import peerdesk.ui.folder_lock  # noqa: F401 - see peerdesk/ui/loading.py
        from peerdesk.ui.jobs import Jobs

        return Jobs(QApplication.instance())
