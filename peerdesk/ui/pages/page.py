"""What a page is: it declares itself, shows what it reads, and keeps what is typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui import naming
from peerdesk.ui.clock import Clock, SystemClock
from peerdesk.ui.handing_out import HandoutRequest, open_handouts
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

    from peerdesk.desk.changes import Change, Kind
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.locking import LockTrigger
    from peerdesk.settings import SettingsStore
    from peerdesk.ui.capture.guard import CaptureGuard
    from peerdesk.ui.dialogs.handout import HandoutDialog
    from peerdesk.ui.jobs import Jobs


class Wishes(QObject):
    """What a page may ask of the window around it."""

    go = Signal(str, object)
    """Show a page by name, with the key of a record to open there, or None."""
    lock = Signal()
    keep_typed = Signal()
    """Keep everything that was typed anywhere, now."""
    curtain = Signal()
    restyle = Signal(str)
    """Use another theme: system, light, dark or contrast."""
    replace = Signal(object)
    """Put a `Replacement`, which is ready, in the place of the open vault."""
    open_other = Signal(object)
    """Lock this vault and go to the prompt of the one in the `VaultFolder` it carries."""
    idle_changed = Signal(int)
    """Lock after this many idle minutes."""
    capture_changed = Signal()
    """Whether the windows may be in pictures of the screen was chosen anew."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page is given."""

    desk: Desk
    settings: SettingsStore
    jobs: Jobs
    wishes: Wishes
    heard: frozenset[LockTrigger] = frozenset()
    """What the system tells of, so that PeerDesk locks."""
    capture: CaptureGuard | None = None
    """What keeps the windows out of pictures of the screen."""
    clock: Clock = field(default_factory=SystemClock)
    place: QWidget | None = None
    """Where in the window a page is made: moved there later, it would have its look made anew."""


LEAST_WIDTH = 744
"""A page scrolls in a window that leaves it less, so that no button loses its words."""


class Page(QWidget):
    """The frame of a page: its title, one sentence, at most one primary action, a banner.

    A subclass declares the class attributes, builds its controls below `self.body` and shows
    records in `refresh`. Sidebar, menu, shortcut, help and screenshots follow from that.
    """

    name: ClassVar[str]
    """How settings and other pages refer to it; also the help file's name."""
    title: ClassVar[str]
    icon: ClassVar[str]
    sentence: ClassVar[str] = ""
    reads: ClassVar[frozenset[Kind]] = frozenset()
    """The kinds of records after whose change it refreshes."""
    comes_next: ClassVar[bool] = False
    """Whether the big button of Today leads here, so that it is made before the others."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.place)
        self.context = context
        self.desk = context.desk
        naming.use(context.desk.directory)
        self.clock: Clock = context.clock
        self.head_actions: list[QPushButton] = []
        self._undo_offered: Callable[[], object] | None = None
        self._offer: tuple[Callable[[], bool], QWidget | None] | None = None
        self.setObjectName("page")
        self.setMinimumWidth(LEAST_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        self._head = HeadLayout()
        self._title = plain(self.tr(self.title), style="pageTitle")
        self._title.setWordWrap(False)
        self._head.addWidget(self._title)
        outer.addLayout(self._head)
        if self.sentence:
            outer.addWidget(plain(self.tr(self.sentence), style="muted"))
        self.banner = Banner()
        self._is_banner_below = False
        outer.addWidget(self.banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)

    def add_action(self, action: QPushButton) -> None:
        """Put a button at the right of the title."""
        self.head_actions.append(action)
        self._head.addWidget(action)

    def show_head(self, *, shown: bool) -> None:
        """Show the title and its buttons, or leave their room to what matters now."""
        for part in (self._title, *self.head_actions):
            part.setVisible(shown)

    def put_banner(self, *, below: bool) -> None:
        """Say things below what is worked at, which then stays where it is, or above it."""
        outer = self.layout()
        if isinstance(outer, QVBoxLayout) and below is not self._is_banner_below:
            self._is_banner_below = below
            outer.removeWidget(self.banner)
            outer.insertWidget(outer.count() if below else outer.indexOf(self.body), self.banner)
            self.banner.keep_room(kept=below)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do what a person asked for and explain where the desk refuses; whether it was done."""
        try:
            work()
        except PeerDeskError as error:
            self.banner.explain(error)
            return False
        return True

    def say_mended(self) -> None:
        """What the disk had refused is in the vault."""
        self.banner.good(self.tr("There is room again. Everything that you typed is saved."))

    def offer_undo(
        self,
        text: str,
        undo: Callable[[], object],
        *,
        stays: bool = False,
        fits: Callable[[], bool] | None = None,
    ) -> None:
        """Say what was done and how to take it back; `stays` until it is closed.

        Once it no longer `fits` what the vault holds, the offer goes.
        """
        self._undo_offered = undo
        show = self.banner.notice if stays else self.banner.good
        show(text, self.tr("Undo"), self.undo)
        self._offer = (fits, self.banner.message) if fits is not None else None

    def _look_at_offer(self) -> None:
        """Take the offer of an undo away that came too late."""
        if self._offer is None:
            return
        fits, message = self._offer
        if self.banner.message is not message:
            self._offer = None
        elif not fits():
            self._offer = self._undo_offered = None
            self.banner.clear()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_at_offer()

    def undo(self) -> None:
        """Take back what was done last."""
        take_back, self._undo_offered = self._undo_offered, None
        self._offer = None
        self.banner.clear()
        if take_back is not None:
            self.attempt(take_back)

    def make_ahead(self) -> Iterator[QWidget | None]:
        """Make what is not there yet, one piece with each step, while nobody waits for it.

        It gives what is made by then, or None as long as that is not whole.
        """
        yield from ()

    def refresh(self) -> None:
        """Show what the desk holds now. Called when the page is shown, and after changes."""
        raise NotImplementedError

    def naming_changed(self) -> None:
        """Names were masked or are shown again: say everything that is on the page anew."""
        self.banner.retell(naming.veiled)
        self.refresh()

    def on_change(self, change: Change) -> None:
        """Refresh if the change meets what this page reads."""
        self._look_at_offer()
        if self.reads & change.kinds:
            self.refresh()

    def open(self, key: int | str) -> None:
        """Show one record, whose key came with `Wishes.go`."""

    def focus_first(self) -> None:
        """Put the keyboard on the first control here, unless it is on one already."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            return
        control = self.nextInFocusChain()
        while control is not None and control is not self:
            takes_tab = control.focusPolicy() & Qt.FocusPolicy.TabFocus
            if self.isAncestorOf(control) and control.isVisibleTo(self) and takes_tab:
                control.setFocus()
                return
            control = control.nextInFocusChain()

    def take_up(self) -> bool:
        """After an unlock: put the keyboard where something goes on; whether anything does."""
        return False

    def begin_new(self) -> None:
        """Ctrl+N: begin a new record of this page's kind."""

    def handout_request(self) -> HandoutRequest:
        """What the handout window begins with when it is opened here."""
        return HandoutRequest()

    def open_handouts(self, request: HandoutRequest | None = None) -> HandoutDialog:
        """Show the handout window, for what is shown here unless another `request` is made."""
        self.flush()
        wanted = request or self.handout_request()
        dialog = open_handouts(self.context, wanted, self.window(), clock=self.clock)
        dialog.not_kept.connect(self.banner.explain)
        return dialog

    def print_here(self) -> None:
        """Ctrl+P: print or preview what is shown."""
        self.open_handouts()

    def flush(self) -> None:
        """Keep everything that was typed and not saved yet; before leaving, and before a lock."""
