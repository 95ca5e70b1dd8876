"""What the entry screens are given by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from peerdesk.settings import SettingsStore
from peerdesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.recovery_words import RecoveryWords
    from peerdesk.vault.files import VaultFolder


class CreateDesk(Protocol):
    """`peerdesk.app.create_desk`."""

    def __call__(
        self,
        folder: "VaultFolder",
        *,
        passphrase: str,
        label: str,
        recovery: "RecoveryWords",
        name: str,
    ) -> "Desk":
        """Make a vault and open it."""
        ...


@dataclass(frozen=True, slots=True)
class EntryServices:
    """How the entry screens open, make and restore vaults, without knowing how that is done."""

    settings: SettingsStore
    jobs: Jobs
    open_desk: Callable[["VaultFolder", str, Callable[[str], None]], "Desk"]
    create_desk: CreateDesk
    restore: Callable[[Path, "VaultFolder", str, Callable[[str], None]], None]
    sample_desk: Callable[[Path], "Desk"]
