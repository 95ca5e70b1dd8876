"""Step 2: the session itself, with as little to look at as possible."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.room import Breathing
from peerdesk.domain.sessions import SessionState
from peerdesk.ui.dialogs.distress_card import DistressCard
from peerdesk.ui.pages.sessions.attendance import AttendancePane
from peerdesk.ui.pages.sessions.distress import distress_of
from peerdesk.ui.pages.sessions.note_pane import NotePane
from peerdesk.ui.pages.sessions.parking_pane import ParkingPane
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.plan_side import PlanSide
from peerdesk.ui.pages.sessions.reader import ReaderPane
from peerdesk.ui.pages.sessions.round_pane import RoundPane
from peerdesk.ui.room.wall import Wall
from peerdesk.ui.widgets.buttons import weigh
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.layout import column, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

P = TypeVar("P", bound=Part)
SIDE_BY_SIDE_FROM = 60
"""Widths of an m; below it the plan is one line and its buttons, above the tabs."""
LEAST_LINES = 22
"""Lines of text that a tab is high; where the window is lower, the step scrolls."""
LINES_OF_PEOPLE = 6
"""The list of people scrolls by itself, so its tab may be lower: no scrolling within scrolling."""


class Tab(IntEnum):
    """What there is to do beside the plan; each has a key, F2 to F7."""

    WHO = 0
    READ = 1
    ROUND = 2
    PARKED = 3
    NOTE = 4


TAB_KEYS = {Tab.WHO: "F2", Tab.READ: "F3", Tab.ROUND: "F4", Tab.PARKED: "F6", Tab.NOTE: "F7"}


class _Tabs(QTabWidget):
    """As high at the least as the tab that is looked at, and not as the highest of them."""

    def hasHeightForWidth(self) -> bool:
        return False  # it would be that of the highest tab

    def sizeHint(self) -> QSize:
        """No more than the least, because what scrolls around it asks for this."""
        wanted = super().sizeHint()
        return QSize(wanted.width(), max(self.minimumSizeHint().height(), self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if not self.count():
            return least
        asked = self.currentWidget().minimumSizeHint().height() + self.tabBar().sizeHint().height()
        return QSize(least.width(), min(least.height(), asked))


class RunStep(Part):
    """The plan at the side; who is here, what is read, a round, and what is written as tabs."""

    weighed = Signal()
    """Another button may be the one to press next."""

    def __init__(self, page: SessionsPage, place: QWidget) -> None:
        super().__init__(page, place)
        self._session: Session | None = None
        self._stale: set[Tab] = set()
        """The tabs that do not show yet what has changed since they were looked at."""
        self._unbegun: set[Tab] = set()
        """Those that have shown nothing of this session yet, and begin where it was left: the
        pieces that would have shown it may have been broken off by others."""
        self.wall = Wall(page)
        self.wall.opens_in = self
        self.plan = PlanSide(page, self.wall)
        self._panes: dict[Tab, Part] = {}
        self._build_tabs()
        both = Adaptive(
            self.plan, self.tabs, shares=(2, 5), stacked=(0, 1), least=SIDE_BY_SIDE_FROM, spacing=12
        )
        both.turned.connect(self.plan.show_list)
        self.plan.moved.connect(self._weigh)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(column(both)))
        self._build_keys()

    def _make_pieces(self) -> Generator[None]:
        page, add = self.page, self._add
        self.attendance = add(AttendancePane(page), Tab.WHO, self.tr("Who is here"))
        self.tabs.setCornerWidget(self.attendance.count)
        yield
        self.reader = add(ReaderPane(page, self.wall), Tab.READ, self.tr("Read"))
        yield
        circle = RoundPane(page, self.wall, self.plan.course)
        self.round = add(circle, Tab.ROUND, self.tr("Round"))
        yield
        self.parking = add(ParkingPane(page), Tab.PARKED, self.tr("Parking lot"))
        yield
        self.note = add(NotePane(page), Tab.NOTE, self.tr("Note"))
        self.note.setContentsMargins(0, 8, 0, 0)
        yield

    def _add(self, pane: P, tab: Tab, title: str) -> P:
        self._panes[tab] = pane
        self.tabs.addTab(pane, title)
        self.tabs.setTabToolTip(tab, TAB_KEYS[tab])
        return pane

    def show_session(self, session: Session, *, fresh: bool) -> None:
        for _piece in self.show_pieces(session, fresh=fresh):
            pass

    def show_pieces(self, session: Session, *, fresh: bool) -> Iterator[None]:
        """At the first look in pieces: the plan, then what is looked at beside it."""
        is_first = self._session is None
        moved = self._session is None or self._session.id != session.id
        self._session = session
        group = self.desk.groups.get(session.group_id)
        may_note = group.note_policy is not NotePolicy.CONTENT_FREE
        for tab in (Tab.PARKED, Tab.NOTE):
            self.tabs.setTabVisible(tab, may_note)
        if moved:
            self.tabs.setCurrentIndex(Tab.WHO)
            self.wall.clear()
            self._unbegun = {Tab.READ, Tab.ROUND}
        if moved or session.state is not SessionState.RUNNING:
            self.wall.put_away()
        self._stale.update(Tab)
        self.plan.show_session(session, fresh=fresh)
        self._weigh()
        if is_first:
            yield
        if Tab.READ in self._unbegun:
            # It says what the room sees, looked at here or not, and in which language.
            self._fill(Tab.READ, session, fresh=True)
        if is_first:
            yield
        if Tab.ROUND in self._unbegun:
            self._fill(Tab.ROUND, session, fresh=True)
            if self.round.is_going_on:
                self.tabs.setCurrentIndex(Tab.ROUND)
        tab = Tab(self.tabs.currentIndex())
        self._fill(tab, session, fresh=moved or fresh)
        if tab is not Tab.WHO:
            self.attendance.show_count(session)

    def _fill(self, tab: Tab, session: Session, *, fresh: bool) -> None:
        """Show what the desk holds on one tab; the others follow when they are looked at."""
        self._stale.discard(tab)
        begins = tab in self._unbegun
        self._unbegun.discard(tab)
        self._panes[tab].show_session(session, fresh=fresh or begins)
        if tab is Tab.READ and begins:
            self.plan.language = self.round.language = self.reader.language

    def follow(self) -> None:
        """Show where the session is by now; its records have not changed."""
        if self._session is not None:
            self.plan.show_session(self._session, fresh=False)
            if self.tabs.currentIndex() == Tab.ROUND:
                self.round.follow()
            else:
                self._stale.add(Tab.ROUND)

    @property
    def is_at_its_end(self) -> bool:
        """Whether no part of the plan follows, so that closing is what comes next."""
        return self._session is not None and self.plan.course.neighbour(1) is None

    @property
    def is_round_looked_at(self) -> bool:
        """Whether the next thing to do is said by the round."""
        return self.tabs.currentIndex() == Tab.ROUND

    def finish(self) -> None:
        self.plan.finish()
        self.attendance.finish()
        self.round.finish()
        self.parking.finish()
        self.note.finish()

    def let_go(self) -> None:
        self.note.let_go()

    def begin(self) -> None:
        self.attendance.begin()

    def take_up(self) -> bool:
        """Put the keyboard on what is going on; False where the session does not run."""
        if self._session is None or self._session.state is not SessionState.RUNNING:
            return False
        tab = Tab(self.tabs.currentIndex())
        if tab in {Tab.WHO, Tab.ROUND}:
            self._panes[tab].begin()
        else:
            self.tabs.currentWidget().setFocus()
        return True

    def show_distress_card(self) -> None:
        """Calm steps, who steps out with whom, and where to turn; nothing to fill in."""
        session = self._session
        if session is None or session.state is not SessionState.RUNNING:
            return
        card = DistressCard(distress_of(self.desk, session, self.page.clock.now().date()), self)
        card.break_wanted.connect(self.plan.take_break)
        card.breathing_wanted.connect(self._breathe)
        card.finished.connect(card.deleteLater)
        card.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field and no list has taken for itself."""
        if event.key() == Qt.Key.Key_Plus:
            self.plan.longer()
        elif event.key() == Qt.Key.Key_B and not event.modifiers():
            self.plan.take_break()
        else:
            super().keyPressEvent(event)

    def _build_tabs(self) -> None:
        self.tabs = _Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        name_control(self.tabs.tabBar(), self.tr("Parts of the running session"))
        self.tabs.currentChanged.connect(self._on_tab)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self._claim_height()

    def _build_keys(self) -> None:
        for tab, keys in TAB_KEYS.items():
            self._key(keys, self._on_tab_key).setObjectName(str(int(tab)))
        self._key("F12", self.plan.go_on)
        self._key("Shift+F12", self.plan.go_back)
        self._key("F10", self.show_distress_card)

    def _key(self, keys: str, pressed: Callable[[], None]) -> QShortcut:
        """A key that works wherever the keyboard is in the window, as long as this is shown."""
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(pressed)
        return made

    def _breathe(self) -> None:
        """Put the breathing exercise on the wall, where there is one to see it on."""
        self.wall.bring(Breathing(self.reader.language))
        if self.wall.display is None:
            self.wall.toggle()

    def _on_tab_key(self) -> None:
        key = self.sender()
        if key is None or not self.tabs.isTabVisible(int(key.objectName())):
            return
        self.tabs.setCurrentIndex(int(key.objectName()))
        self.take_up()

    def _on_tab_clicked(self, index: int) -> None:
        """The keyboard comes along; left at a button of the plan, a space would press that."""
        if index >= 0:
            self.tabs.setCurrentIndex(index)
            self.take_up()

    def _weigh(self) -> None:
        """Let one button be the next thing to do: in a round its own, at the end the close."""
        others = self.is_round_looked_at or self.is_at_its_end
        weigh(self.plan.next, "" if others else "primary")
        self.weighed.emit()

    def _claim_height(self) -> None:
        lines = LINES_OF_PEOPLE if self.tabs.currentIndex() in {-1, Tab.WHO} else LEAST_LINES
        self.tabs.setMinimumHeight(self.fontMetrics().lineSpacing() * lines)

    def _on_tab(self, _index: int) -> None:
        self._claim_height()
        if self._session is None:
            return
        self._weigh()
        self.note.finish()
        tab = Tab(self.tabs.currentIndex())
        if tab is Tab.READ and self.reader.view.form.hasFocus():
            # Qt took the first control; the keys that turn are at the words.
            self.reader.setFocus()
        if tab in self._stale or tab is Tab.NOTE:
            self._fill(tab, self.page.session(), fresh=tab is Tab.NOTE)
