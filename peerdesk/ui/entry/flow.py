"""Which entry screen follows which, until a desk is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.entry.create import NewVault
    from peerdesk.ui.entry.restore import LookedInto
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.entry.welcome import WelcomeScreen
    from peerdesk.ui.entry.window import EntryWindow
    from peerdesk.vault.files import VaultFolder


class EntryFlow(QObject):
    """Leads from the start of the program to an open desk."""

    opened = Signal(object)

    def __init__(self, window: EntryWindow, services: EntryServices) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._begun: NewVault | None = None
        self._welcome: WelcomeScreen | None = None
        self.compare_with: Path | None = None
        """A backup that somebody wants to compare with the vault that is unlocked next."""
        self._words = ""

    def ask_passphrase(self, folder: VaultFolder) -> None:
        """The unlock prompt. Nothing else is imported for it."""
        from peerdesk.ui.entry.unlock import UnlockScreen

        screen = UnlockScreen(folder, self._services)
        screen.opened.connect(self.opened)
        screen.elsewhere.connect(self.welcome)
        screen.forgotten.connect(self._ask_recovery_words)
        screen.damaged.connect(self._repair)
        self._window.show_screen(screen)

    def _ask_recovery_words(self, folder: VaultFolder) -> None:
        """The way in for whoever forgot the passphrase."""
        from peerdesk.ui.entry.forgotten import ForgottenScreen

        screen = ForgottenScreen(folder, self._services)
        screen.opened.connect(self._on_opened_by_words)
        screen.damaged.connect(self._repair)
        screen.back.connect(self.ask_passphrase)
        self._window.show_screen(screen)

    def _repair(self, folder: VaultFolder, secret: str) -> None:
        """The way out of a vault that is damaged."""
        from peerdesk.ui.entry.repair import RepairScreen

        screen = RepairScreen(folder, secret, self._services)
        screen.opened.connect(self.opened)
        screen.back.connect(self.ask_passphrase)
        self._window.show_screen(screen)

    def _on_opened_by_words(self, desk: Desk, words: str) -> None:
        self._words = words
        self.opened.emit(desk)

    def take_words(self) -> str:
        """The recovery words that opened the desk, once; empty where none were typed as such."""
        words, self._words = self._words, ""
        return words

    def welcome(self) -> None:
        """The four ways to begin."""
        self.compare_with = None
        from peerdesk.ui.entry.welcome import WelcomeScreen

        screen = self._welcome = WelcomeScreen(self._services)
        screen.create_wanted.connect(self._create)
        screen.restore_wanted.connect(self._restore_any)
        screen.open_folder.connect(self.ask_passphrase)
        screen.opened.connect(self.opened)
        self._window.show_screen(screen)

    def draw_anew(self) -> None:
        """Make a screen again whose icons are drawn in other colours, where nothing is typed."""
        if self._welcome is not None and self._window.shown is self._welcome:
            self.welcome()

    def _create(self) -> None:
        """Begin a new vault, or go on with the one that was begun."""
        from peerdesk.paths import default_vault_folder
        from peerdesk.ui.entry.create import NewVault
        from peerdesk.ui.entry.place import free_folder

        self._name(self._begun or NewVault(place=str(free_folder(default_vault_folder()))))

    def _name(self, draft: NewVault) -> None:
        from peerdesk.ui.entry.create import NameScreen

        screen = NameScreen(draft)
        screen.back.connect(self._leave_creating)
        screen.done.connect(self._passphrase)
        self._window.show_screen(screen)

    def _passphrase(self, draft: NewVault) -> None:
        from peerdesk.ui.entry.create import PassphraseScreen

        screen = PassphraseScreen(draft)
        screen.back.connect(self._name)
        screen.done.connect(self._recovery)
        self._window.show_screen(screen)

    def _recovery(self, draft: NewVault) -> None:
        from peerdesk.ui.entry.create import RecoveryScreen

        screen = RecoveryScreen(draft, self._services)
        screen.back.connect(self._passphrase)
        screen.folder_wanted.connect(self._name)
        screen.opened.connect(self.opened)
        self._window.show_screen(screen)

    def _leave_creating(self, draft: NewVault) -> None:
        self._begun = draft
        self.welcome()

    def _restore_any(self) -> None:
        self.restore()

    def restore(self, backup: Path | None = None) -> None:
        """Ask for a backup, or for the passphrase of the one that was named already."""
        from peerdesk.ui.entry.restore import RestoreScreen

        screen = RestoreScreen(self._services, backup)
        screen.back.connect(self.welcome)
        screen.looked.connect(self._decide)
        screen.unlock_first.connect(self._unlock_and_compare)
        self._window.show_screen(screen)

    def _decide(self, looked: LookedInto) -> None:
        from peerdesk.ui.entry.restore_decision import RestoreDecisionScreen

        screen = RestoreDecisionScreen(self._services, looked)
        screen.back.connect(self.restore)
        screen.opened.connect(self.opened)
        self._window.show_screen(screen)

    def _unlock_and_compare(self, folder: VaultFolder, backup: Path) -> None:
        self.compare_with = backup
        self.ask_passphrase(folder)
