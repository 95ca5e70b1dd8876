"""The program with a window: prompt, then shell, then a lock that starts anew."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from peerdesk.ui import last_resort, theme
from peerdesk.ui.entry.flow import EntryFlow
from peerdesk.ui.entry.window import EntryWindow
from peerdesk.vault.files import VaultFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.locking import LockTrigger
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.capture.guard import CaptureGuard
    from peerdesk.ui.clipboard import ClipboardWatch
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.replacing import Replacement
    from peerdesk.ui.shell import Shell

WARM_UP_MILLISECONDS = 250
"""How long after the prompt showed the rest of the program is loaded, while somebody types."""

AHEAD_MILLISECONDS = 150
"""How long after the window showed the other pages are made: its first one is seen by then."""


def _keep_for_good() -> None:
    """Collect what garbage the start left, and never look for any again in what is there now.

    It stays until the lock. To look through all of it takes 40 ms, in the midst of a word; so what
    `loading` kept with each step, a handful of objects of it garbage, is not looked through again.
    """
    gc.collect()
    gc.freeze()


class Program(QObject):
    """Owns the windows, one at a time."""

    def __init__(self, application: QApplication, services: EntryServices) -> None:
        super().__init__(application)
        self._application = application
        self._services = services
        self._desk: Desk | None = None
        self._shell: Shell | None = None
        self._clipboard: ClipboardWatch | None = None
        self._capture: CaptureGuard | None = None
        self._entry = EntryWindow()
        self._flow = EntryFlow(self._entry, services)
        self._flow.opened.connect(self._show_desk)

    def begin(self, vault: Path | None, backup: Path | None = None) -> None:
        """Show the prompt of `vault`, of the vault that was open last, or the first run.

        A `backup` that PeerDesk was started with is asked about instead.
        """
        last = self._services.settings.current.vault
        chosen = vault or (Path(last) if last else None)
        folder = VaultFolder(chosen) if chosen is not None else None
        if backup is not None:
            self._flow.restore(backup)
        elif folder is not None and (vault is not None or folder.exists()):
            self._flow.ask_passphrase(folder)
        else:
            self._flow.welcome()
        self._entry.show()
        QTimer.singleShot(WARM_UP_MILLISECONDS, self._warm_up)

    def _warm_up(self) -> None:
        from peerdesk.ui import loading
        from peerdesk.ui.capture import guard_against_capture
        from peerdesk.ui.clipboard import ClipboardWatch
        from peerdesk.ui.desktop_colours import DesktopColours
        from peerdesk.ui.file_choosing import leave_no_history

        leave_no_history()
        colours = DesktopColours(self._application, self._may_turn)
        colours.turned.connect(self._on_desktop_turned)
        # The prompt too: recovery words are shown before there is a desk.
        self._capture = guard_against_capture(self)
        # Before a vault is open too: a passphrase that was suggested may be copied.
        self._clipboard = ClipboardWatch(self)
        self._services.jobs.run(loading.load_floors).then(self._load_the_window)
        if self._shell is None:
            from peerdesk.ui.widgets.file_drop import BackupDrop

            BackupDrop(self._entry).dropped.connect(self._on_dropped)

    def _load_the_window(self, _loaded: None) -> None:
        """Load what the window needs, unless it is there already, and has loaded it at once."""
        from peerdesk.ui import loading
        from peerdesk.ui.slices import Slices

        if self._shell is None:
            Slices(self._entry, ahead=True).follow(loading.one_by_one(loading.STEPPING_STONES))

    def _on_dropped(self, backup: Path) -> None:
        """Look into a backup, unless a screen waits for its own answer."""
        if not self._services.jobs.busy:
            self._flow.restore(backup)

    def _show_desk(self, desk: Desk) -> None:
        from peerdesk.desk.restoring import restored_just_now
        from peerdesk.ui.pages.listed import PAGES
        from peerdesk.ui.shell import Shell
        from peerdesk.vault.keyfile import SlotKind

        self._desk = desk
        settings = self._services.settings
        if not desk.vault.is_sample:
            settings.change(vault=str(desk.vault.folder.root))
        shell = Shell(self._context(desk), PAGES)
        self._show_shell(shell)
        shell.tell(desk.vault.findings)
        restored = restored_just_now(desk)
        if restored is not None:
            shell.tell_restored(restored)
        if desk.vault.opened_with is SlotKind.RECOVERY:
            shell.offer_new_passphrase(self._flow.take_words())
        if self._flow.compare_with is not None:
            shell.show_page("vault", f"backups:restore:{self._flow.compare_with}")
        self._entry.hide()
        self._entry.deleteLater()

    def _context(self, desk: Desk) -> PageContext:
        from peerdesk.domain.locking import LockTrigger
        from peerdesk.ui.clock import SystemClock
        from peerdesk.ui.idle import IdleWatch
        from peerdesk.ui.pages.page import PageContext, Wishes
        from peerdesk.ui.session_watch import watch_session

        settings = self._services.settings
        wishes = Wishes(self)
        wishes.restyle.connect(self._restyle)
        wishes.replace.connect(self._replace)
        wishes.open_other.connect(self._open_other)
        clock = self._services.clock or SystemClock()
        idle = IdleWatch(settings.current.idle_minutes, SystemClock(), wishes)
        idle.must_lock.connect(partial(self._lock, LockTrigger.IDLE))
        wishes.idle_changed.connect(idle.set_minutes)
        watch = watch_session(wishes)
        watch.must_lock.connect(self._lock)
        self._watch_backups(desk)
        self._keep_a_reserve(desk)
        wishes.capture_changed.connect(self._choose_capture)
        self._choose_capture()
        return PageContext(
            desk, settings, self._services.jobs, wishes, watch.heard, self._capture, clock
        )

    def _choose_capture(self) -> None:
        """Keep the windows out of pictures, unless that was allowed or nobody in them is real."""
        is_sample = self._desk is not None and self._desk.vault.is_sample
        may = self._services.settings.current.may_be_captured or is_sample
        if self._capture is not None:
            self._capture.want(wanted=not may)

    def _watch_backups(self, desk: Desk) -> None:
        from peerdesk.ui.daily_backup import DailyBackup
        from peerdesk.ui.second_place_watch import SecondPlaceWatch
        from peerdesk.ui.unlisted_backups import UnlistedBackups

        daily = DailyBackup(desk, self._services.jobs, self)
        daily.began.connect(partial(self._on_daily_backup, running=True))
        daily.ended.connect(partial(self._on_daily_backup, running=False))
        daily.troubled.connect(self._on_backup_trouble)
        second_place = SecondPlaceWatch(desk, self._services.jobs, self)
        second_place.appeared.connect(self._on_second_place)
        # With the first events, when there is a window to say it in.
        QTimer.singleShot(0, second_place.look)
        QTimer.singleShot(0, UnlistedBackups(desk, self._services.jobs, self).look)

    def _keep_a_reserve(self, desk: Desk) -> None:
        from peerdesk.ui.reserve_keeping import ReserveKeeping

        keeping = ReserveKeeping(desk.vault, self._services.jobs, self)
        QTimer.singleShot(0, keeping.look)

    def _on_daily_backup(self, *, running: bool) -> None:
        if self._shell is not None and self._desk is not None:
            self._shell.show_backing_up(running=running)

    def _on_backup_trouble(self, error: PeerDeskError) -> None:
        if self._shell is not None and self._desk is not None:
            self._shell.explain(error)

    def _on_second_place(self) -> None:
        if self._shell is not None and self._desk is not None:
            self._shell.offer_second_place()

    def _show_shell(self, shell: Shell) -> None:
        self._shell = shell
        from peerdesk.domain.locking import LockTrigger

        shell.lock_wanted.connect(self._lock_by_hand)
        shell.curtain_stayed_down.connect(partial(self._lock, LockTrigger.CURTAIN))
        shell.quit_wanted.connect(self._quit)
        shell.take_place()
        shell.show_page(self._services.settings.current.page)
        shell.show()
        shell.focus_page()
        # Of the window, which may be made anew before that.
        begin = partial(shell.ahead.begin, _keep_for_good)
        QTimer.singleShot(AHEAD_MILLISECONDS, shell, begin)

    def _restyle(self, choice: str) -> None:
        """Apply other colours, and make the window anew, because icons are drawn in them.

        Not while a job runs, whose answer belongs to the window as it is: the icons follow at the
        next unlock then.
        """
        theme.apply(self._application, choice)
        old = self._shell
        if old is not None and not self._services.jobs.busy:
            old.flush()
            old.keep_place()
            self._show_shell(old.made_anew())
            old.put_away()
            gc.unfreeze()  # so that the old window is found to be garbage

    def _may_turn(self) -> bool:
        """Whether the window may be made anew because the desktop turned light or dark."""
        if self._shell is None or self._desk is None:
            return True
        from peerdesk.ui.desktop_colours import nothing_is_under_way

        # The room display belongs to the window of a session.
        is_running = bool(self._desk.sessions.running())
        return not is_running and not self._services.jobs.busy and nothing_is_under_way(self._shell)

    def _on_desktop_turned(self) -> None:
        choice = self._services.settings.current.theme
        if choice == "system":
            self._restyle(choice)
            if self._shell is None and not self._services.jobs.busy:
                self._flow.draw_anew()

    def _lock_by_hand(self) -> None:
        from peerdesk.domain.locking import LockTrigger

        warned = False
        try:
            warned = self._warns_of_loss()
        finally:
            if not warned:
                self._lock(LockTrigger.KEY)

    def _warns_of_loss(self) -> bool:
        """Cover everything at once; where a lock would lose words, say so, until asked again."""
        from peerdesk.ui.locking import end_long_change
        from peerdesk.ui.refused import is_refused, save_by_the_reserve, words_before_a_lock

        shell, desk = self._shell, self._desk
        if shell is None or desk is None or shell.curtain.has_warned:
            return False
        shell.curtain.drop()
        end_long_change(desk, self._services.jobs)
        shell.flush()
        save_by_the_reserve(shell, desk.vault.reserve)
        if not is_refused(shell):
            return False
        shell.curtain.drop_with(words_before_a_lock(shell))
        return True

    def _lock(self, trigger: LockTrigger) -> None:
        from peerdesk.ui.locking import lock

        jobs = self._services.jobs
        self._let_go(lambda desk: lock(desk, jobs, trigger))

    def _replace(self, replacement: Replacement) -> None:
        from peerdesk.ui.replacing import replace

        jobs = self._services.jobs
        self._let_go(lambda desk: replace(desk, jobs, replacement))

    def _open_other(self, folder: VaultFolder) -> None:
        from peerdesk.domain.locking import LockTrigger
        from peerdesk.ui.locking import lock

        jobs = self._services.jobs
        self._let_go(lambda desk: lock(desk, jobs, LockTrigger.ANOTHER, folder.root))

    def _quit(self) -> None:
        from peerdesk.domain.locking import LockTrigger
        from peerdesk.ui.locking import close

        warned = False
        try:
            warned = self._warns_of_loss()
        finally:
            if not warned:
                jobs = self._services.jobs
                with ExitStack() as last:
                    last.callback(self._application.quit)
                    self._let_go(lambda desk: close(desk, jobs, LockTrigger.QUIT))

    def _let_go(self, close: Callable[[Desk], None]) -> None:
        """Put the window away, then close the desk, if one is open.

        Lock always locks: a fault in a page must not keep the vault open.
        """
        desk, self._desk = self._desk, None
        if desk is None:
            return
        last_resort.say_no_more()
        try:
            self._put_away(desk)
        finally:
            close(desk)

    def _put_away(self, desk: Desk) -> None:
        """Take every window off the screen first, then keep what was typed in them.

        Whatever fails on the way, all that comes after it is done.
        """
        from peerdesk.ui.file_choosing import forget_folders
        from peerdesk.ui.locking import end_long_change
        from peerdesk.ui.refused import remember_loss, save_by_the_reserve

        shell = self._shell
        with ExitStack() as last_to_first:
            last_to_first.callback(forget_folders)
            if self._clipboard is not None:
                # What another program put there is the person's own, and none of ours.
                last_to_first.callback(self._clipboard.clear)
            if shell is not None:
                last_to_first.callback(remember_loss, shell)
                last_to_first.callback(save_by_the_reserve, shell, desk.vault.reserve)
                last_to_first.callback(shell.flush)
                # Else what was typed while a job changed records would still have to wait.
                last_to_first.callback(end_long_change, desk, self._services.jobs)
                last_to_first.callback(shell.keep_place)
                for window in QApplication.topLevelWidgets():
                    last_to_first.callback(window.hide)
