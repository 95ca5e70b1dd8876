"""The main window: sidebar, search, menus, lock. It knows nothing of any page."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerdesk.desk.changes import Kind
from peerdesk.errors import PeerDeskError
from peerdesk.ui import naming
from peerdesk.ui.ahead import MakingAhead
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.curtain import Curtain
from peerdesk.ui.sidebar import Sidebar
from peerdesk.ui.unlock_banner import UnlockBanner
from peerdesk.ui.widgets.buttons import without_arguments
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.layout import ScrolledBothWays
from peerdesk.ui.wording import backup_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.desk.changes import Change
    from peerdesk.domain.restoring import Restored
    from peerdesk.ui.pages.page import Page, PageContext
    from peerdesk.vault.findings import Finding

USUAL_SIZE = QSize(1240, 700)
LEAST_SIZE = QSize(480, 320)
"""A small laptop at 200 %: what does not fit then is scrolled."""


class Shell(QMainWindow):
    """Holds the pages. `lock` and `quit` are wishes: the program does them."""

    lock_wanted = Signal()
    curtain_stayed_down = Signal()
    quit_wanted = Signal()

    def __init__(self, context: PageContext, pages: tuple[type[Page], ...]) -> None:
        super().__init__()
        self._context = context
        self._types = {page.name: page for page in pages}
        self.made: dict[str, Page] = {}
        """The pages that are there by now, by name."""
        self._areas: dict[str, ScrolledBothWays] = {}
        """Each page has its own, so that a tall one does not make the others scroll."""
        self.ahead = MakingAhead(self, self._types, self._page_named)
        self.setWindowTitle("PeerDesk")
        self.setMinimumSize(LEAST_SIZE)
        self.curtain = Curtain(self)
        self.curtain.must_lock.connect(self.lock_wanted)
        self.curtain.stayed_down.connect(self.curtain_stayed_down)
        self._stack = QStackedWidget()
        self._sidebar = Sidebar(context.desk, pages)
        self._sidebar.page_wanted.connect(self.show_page)
        self._sidebar.curtain_wanted.connect(self.curtain.toggle)
        self._sidebar.mask_wanted.connect(self._mask_names)
        self._sidebar.lock_wanted.connect(self.lock_wanted)
        self._findings = UnlockBanner()
        self._findings.backups_wanted.connect(self._go_to_backups)
        self._build_body()
        self._build_menus()
        context.wishes.go.connect(self.show_page)
        context.wishes.lock.connect(self.lock_wanted)
        context.wishes.keep_typed.connect(self.flush)
        context.wishes.curtain.connect(self.curtain.toggle)
        context.desk.listen(self._on_change)
        self._show_backup_state()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.made.get(self._context.settings.current.page)

    def show_page(self, name: str, key: object = None) -> None:
        """Show a page by name, and a record on it where `key` names one."""
        name = name if name in self._types else next(iter(self._types))
        leaving = self.page
        if leaving is not None:
            leaving.flush()
            self._findings.went_on()
        page = self._page_named(name)
        if self._context.settings.current.page != name:
            self._context.settings.change(page=name)
        self._stack.setCurrentWidget(self._areas[name])
        self._sidebar.mark(name)
        page.refresh()
        if isinstance(key, int | str):
            page.open(key)
            page.focus_first()
        else:
            self._sidebar.focus(name)

    def focus_page(self) -> None:
        """Begin with the keyboard where work goes on, or on the page's own entry in the sidebar."""
        if self.page is None or not self.page.take_up():
            self._sidebar.focus(self._context.settings.current.page)

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """Say above every page what the unlock found out about the vault's files."""
        self._findings.tell(findings)

    def tell_restored(self, restored: Restored) -> None:
        """Say at the first unlock after a restore that it was done."""
        self._findings.tell_restored(restored)

    def offer_new_passphrase(self, words: str) -> None:
        """Say what to do after the recovery words opened the vault; with them, do it at once."""
        offer = self.tr(
            "The recovery words opened the vault. Add a new passphrase under Keys, with the 12 "
            "words as proof, and remove the forgotten one."
        )
        # What the unlock found stays: wrong passphrases that were tried, most likely.
        told = f"{self._findings.text} {offer}".strip()
        self._findings.notice(told, self.tr("Go to Keys"), self._go_to_keys)
        if words:
            from peerdesk.ui.dialogs.forgotten import ForgottenDialog  # noqa: PLC0415 - rare

            dialog = ForgottenDialog(self._context, words, self)
            dialog.replaced.connect(self._on_new_passphrase)
            dialog.open()

    def _on_new_passphrase(self) -> None:
        self._findings.good(
            self.tr("The new passphrase opens the vault from now on. The sheet stays valid.")
        )

    def offer_second_place(self) -> None:
        """Offer a backup in one click, now that the stick for it is in."""
        if not self._findings.text:
            self._findings.notice(
                self.tr(
                    "The stick or disk for backups is there, and lacks what was changed since."
                ),
                self.tr("Back up now"),
                self._back_up_now,
            )

    def show_backing_up(self, *, running: bool) -> None:
        """Say at the foot of the sidebar that the backup of the day is being made."""
        if running:
            self._sidebar.show_state(self.tr("Making the backup of the day…"))
        else:
            self._show_backup_state()

    def explain(self, error: PeerDeskError) -> None:
        """Say above every page what failed in the background."""
        self._findings.explain(error)

    def _back_up_now(self) -> None:
        self._findings.clear()
        self.show_page("vault", "backups:now")

    def _go_to_backups(self) -> None:
        """The message stays: it says what to look for there."""
        self.show_page("vault", "backups")

    def _go_to_keys(self) -> None:
        self._findings.clear()
        self.show_page("vault", "keys")

    def flush(self) -> None:
        """Keep everything that was typed on any page."""
        with ExitStack() as each:
            for page in self.made.values():
                each.callback(page.flush)

    def keep_place(self) -> None:
        """Remember where the window is; the page's name is remembered already."""
        geometry = bytes(self.saveGeometry().data()).hex()
        self._context.settings.change(geometry=geometry)

    def take_place(self) -> None:
        """Go where the window was, or to a size that fits a small laptop."""
        kept = self._context.settings.current.geometry
        restored = kept and self.restoreGeometry(QByteArray(bytes.fromhex(kept)))
        fit_on_screen(self, None if restored else USUAL_SIZE)

    def made_anew(self) -> Shell:
        """The same window, built again; what was told and not closed is told there as well."""
        made = Shell(self._context, tuple(self._types.values()))
        made.tell(self._findings.still_told)
        return made

    def put_away(self) -> None:
        """Let go of the window and of what it listens to."""
        self._context.desk.stop_listening(self._on_change)
        self._context.wishes.go.disconnect(self.show_page)
        self._context.wishes.lock.disconnect(self.lock_wanted)
        self._context.wishes.keep_typed.disconnect(self.flush)
        self._context.wishes.curtain.disconnect(self.curtain.toggle)
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.quit_wanted.emit()

    def _on_change(self, change: Change) -> None:
        if {Kind.LOG, Kind.BACKUP} & change.kinds:
            self._show_backup_state()
        if not change.kinds <= {Kind.LOG, Kind.BACKUP}:
            self._findings.went_on()
        page = self.page
        if page is not None:
            page.on_change(change)

    def _show_backup_state(self) -> None:
        now = SystemClock().now()
        standing = self._context.desk.backups.standing(now.astimezone(UTC))
        self._sidebar.show_state(backup_in_words(standing, now))

    def _page_named(self, name: str) -> Page:
        if name in self.made:
            return self.made[name]
        area = ScrolledBothWays(self._stack)
        self._stack.addWidget(area)
        page = self._types[name](replace(self._context, place=area.place))
        page.setAccessibleName(page.title)
        area.hold(page)
        self._areas[name] = area
        self.made[name] = page
        return page

    def _build_body(self) -> None:
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sidebar)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._findings)
        column.addWidget(self._stack, 1)
        layout.addWidget(content, 1)
        self.setCentralWidget(body)

    def _build_menus(self) -> None:
        vault = self.menuBar().addMenu(self.tr("&Vault"))
        self._action(vault, self.tr("&New here"), "Ctrl+N", self._new_here)
        self._action(vault, self.tr("&Print…"), "Ctrl+P", self._print_here)
        vault.addSeparator()
        self._action(vault, self.tr("&Cover the screen"), "F9", self.curtain.toggle)
        self._action(vault, self.tr("&Mask names"), "F8", self._mask_names)
        self._action(vault, self.tr("&Lock"), "Ctrl+L", self.lock_wanted.emit)
        self._action(vault, self.tr("&Quit"), "Ctrl+Q", self.quit_wanted.emit)
        go = self.menuBar().addMenu(self.tr("&Go"))
        self._action(go, self.tr("&Search"), "Ctrl+K", self._sidebar.finder.begin)
        go.addSeparator()
        for number, page in enumerate(self._types.values(), start=1):
            action = QAction(self.tr(page.title), self)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.setData(page.name)
            # Connected as it is: `sender` knows nothing of a call that comes by another function.
            action.triggered.connect(self._on_go)
            go.addAction(action)
        go.addSeparator()
        self._action(go, self.tr("Start the next session"), "F5", self._start_session)
        assistance = self.menuBar().addMenu(self.tr("&Help"))
        self._action(assistance, self.tr("Help for &this page"), "F1", self._help)
        shown = partial(self._open_help, "shortcuts")
        shortcuts = self._action(assistance, self.tr("&Keyboard shortcuts"), "Ctrl+?", shown)
        shortcuts.setShortcuts([QKeySequence("Ctrl+?"), QKeySequence("?")])
        self._action(assistance, self.tr("Privacy &check…"), "", self._privacy)
        protected = partial(self._open_help, "privacy")
        self._action(assistance, self.tr("&What is protected"), "", protected)
        self._action(assistance, self.tr("&About PeerDesk"), "", partial(self._open_help, "about"))
        self._sidebar.finder.offer_commands(self.findChildren(QAction))

    def _action(self, menu: QMenu, text: str, keys: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(without_arguments(do))
        menu.addAction(action)
        return action

    def _on_go(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.show_page(str(sender.data()))

    def _new_here(self) -> None:
        if self.page is not None:
            self.page.begin_new()

    def _print_here(self) -> None:
        if self.page is not None:
            self.page.print_here()

    def _mask_names(self) -> None:
        self.flush()
        naming.mask(masked=not naming.is_masked())
        self._sidebar.show_masking(masked=naming.is_masked())
        if self.page is not None:
            self.page.naming_changed()

    def _start_session(self) -> None:
        self.show_page("today", "start")

    def _help(self) -> None:
        self._open_help(self._context.settings.current.page.replace("_", "-"))

    def _privacy(self) -> None:
        from peerdesk.ui.dialogs.privacy_check import PrivacyCheckDialog  # noqa: PLC0415 - rare

        try:
            PrivacyCheckDialog(self._context, self).open()
        except PeerDeskError as error:
            # The stick with the vault was pulled: that is what there is to say.
            self._findings.explain(error)

    def _open_help(self, name: str) -> None:
        from peerdesk.ui.dialogs.help import HelpDialog  # noqa: PLC0415 - rarely opened

        HelpDialog(name, self).open()
