"""A round: a time for each person, shown without a sound, and a pass that is always there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QProgressBar, QSizePolicy, QStackedWidget, QVBoxLayout

from peerdesk.desk.spoken import FALLBACK
from peerdesk.domain.room import RoundTimer, minutes_and_seconds
from peerdesk.domain.running import ROUND_KINDS
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.sessions.circle import Circle
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.round_setup import RoundSetup
from peerdesk.ui.pages.sessions.words import COMING_TO_AN_END, pace_of_turn, turn_words
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.buttons import button, toggle
from peerdesk.ui.widgets.columns import Adaptive, yielding
from peerdesk.ui.widgets.form import name_control, plain
from peerdesk.ui.widgets.layout import column, flowing, row, scrolling
from peerdesk.ui.widgets.moving import MovingList
from peerdesk.ui.widgets.properties import show_state
from peerdesk.ui.widgets.records import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from peerdesk.domain.sessions import Session
    from peerdesk.domain.timers import Timer
    from peerdesk.ui.pages.sessions.course import Course
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.room.wall import Wall

TICK_MILLISECONDS = 250
LIST_WIDTH = 200


class RoundPane(Part):
    """Space, Page Down or a clicker goes on to the next person; P passes."""

    def __init__(self, page: SessionsPage, wall: Wall, course: Course) -> None:
        super().__init__(page)
        self._wall = wall
        self._course = course
        self._on_wall = False
        self._said = ""
        self._session: Session | None = None
        self.language = FALLBACK
        self.circle = Circle(page.desk, page.moments)
        self.setup = RoundSetup(self._begin, self._offer_again)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(self.setup))
        self._stack.addWidget(self._going_on())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(self._stack)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self._session = session
        self.circle.load(session)
        timer = self.circle.timer
        self._stack.setCurrentIndex(0 if timer is None else 1)
        if timer is None:
            self._timer.stop()
            self._show_setup(fresh=fresh)
        else:
            self._timer.start()
            self._show_circle()
        self.tick()

    def follow(self) -> None:
        """Show the round as it is by now."""
        if self._session is not None:
            self.show_session(self._session, fresh=False)

    def begin(self) -> None:
        """Put the keyboard on what is next: a person, or the round itself."""
        (self.next if self.is_going_on else self.setup.begin_button).setFocus()

    def finish(self) -> None:
        self._timer.stop()

    def tick(self) -> None:
        """Say the time anew, here and on the wall."""
        timer = self.circle.timer
        if timer is None or self._session is None:
            self._end_on_wall()
            return
        now = self.page.moments.of(self._session.id)
        left = timer.left(now)
        shown = max(0, -int(-left // 1))
        self.time_label.setText(minutes_and_seconds(shown))
        self.bar.setValue(round(timer.share(now) * self.bar.maximum()))
        ending = left <= COMING_TO_AN_END and not timer.is_held
        show_state(self.bar, "ending", holds=ending)
        cue = self.tr("The time stands still.") if timer.is_held else pace_of_turn(left)
        self.cue.setText(cue)
        if cue and cue != self._said:
            announce(self, cue)
        self._said = cue
        self._show_on_wall(timer, shown)

    def go_on(self) -> None:
        """It is the next person's turn."""
        self._do(self.circle.go_on)

    def go_back(self) -> None:
        """It is the turn of whoever was before."""
        self._do(self.circle.go_back)

    @property
    def is_going_on(self) -> bool:
        """Whether somebody has the word."""
        return self.circle.timer is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_step(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same keys where the keyboard is in the circle, which would look for letters."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_step(event)
        return super().eventFilter(watched, event)

    def _take_step(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Space: self.go_on,
            Qt.Key.Key_PageDown: self.go_on,
            Qt.Key.Key_PageUp: self.go_back,
            Qt.Key.Key_P: self._pass,
            Qt.Key.Key_H: self._hold,
        }
        key = Qt.Key(event.key())
        if not self.is_going_on or key not in steps or event.modifiers():
            return False
        steps[key]()
        return True

    def _going_on(self) -> QWidget:
        self.who = plain("", style="pageTitle")
        self.time_label = plain("", style="largeTime")
        self.bar = QProgressBar()
        self.bar.setObjectName("softBar")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        name_control(self.bar, self.tr("Time of whoever speaks"))
        self.cue = plain(" ")
        self.next = button(
            self.tr("Next person"), self.go_on, icon_name="chevron-right", weight="primary"
        )
        self.next.setToolTip(self.tr("Space or Page Down"))
        self.next.setMinimumHeight(44)
        self.pass_button = button(self.tr("&Pass"), self._pass, tip=self.tr("P"))
        self.pass_button.setMinimumHeight(44)
        self.back = button(self.tr("Back"), self.go_back, weight="quiet")
        self.hold = toggle(self.tr("Hold the time"), self._hold)
        self.hold.setToolTip(self.tr("H"))
        self.more = button(self.tr("The time again"), self._more)
        self.end = button(self.tr("End the round"), self._end, weight="quiet")
        self.initials = QCheckBox(self.tr("Show whose turn it is, by initials"))
        self.initials.toggled.connect(self._on_initials)
        self.list = MovingList(self.tr("The circle, by initials"))
        self.list.setAccessibleDescription(
            self.tr("Enter gives the word to a person, Alt with Up or Down moves them.")
        )
        self.list.setToolTip(self.tr("Drag somebody to another place, or press Alt+Up or Alt+Down"))
        self.list.move_wanted.connect(self._move)
        self.list.installEventFilter(self)
        self.list.clicked.connect(self._on_person)
        self.list.activated.connect(self._on_person)
        left = column(
            self.who,
            self.time_label,
            row(self.next, self.pass_button, None),
            self.bar,
            self.cue,
            row(self.hold, self.more, None),
            flowing(self.back, self.end, self._wall.another_button()),
            self.initials,
        )
        layout = left.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)
        self.list.setMinimumWidth(LIST_WIDTH)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return scrolling(Adaptive(left, yielding(self.list, 6), shares=(3, 2), least=40))

    def _show_setup(self, *, fresh: bool) -> None:
        item = self._course.item
        minutes = item.minutes if item is not None and item.kind in ROUND_KINDS else 0
        self.setup.show_circle(self.circle, minutes, fresh=fresh)

    def _show_circle(self) -> None:
        shown, current = self.circle.shows_initials, self.circle.current
        seats = self.circle.seats
        place = seats.index(current) if current is not None else 0
        count = self.tr("{n} of {all}").format(n=place + 1, all=len(seats))
        letters = (current.letters or self.tr("A guest")) if current is not None else ""
        self.who.setText(f"{letters} · {count}" if shown else count)
        self.back.setEnabled(place > 0)
        self.hold.setChecked(bool(self.circle.timer and self.circle.timer.is_held))
        self.initials.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.initials.setChecked(shown)
        self.initials.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.list.setVisible(shown)
        entries = tuple(
            Entry(n, seat.letters or self.tr("A guest"), mark=turn_words(seat.turn.state))
            for n, seat in enumerate(seats)
        )
        if entries != self.list.entries:
            self.list.show_entries(entries)
        if not self.list.hasFocus():
            self.list.choose(place)

    def _show_on_wall(self, timer: Timer, left: int) -> None:
        view = RoundTimer(self.language, max(1, timer.seconds), left, held=timer.is_held)
        show = self._wall.keep if self._on_wall else self._wall.bring
        self._on_wall = True
        show(view)

    def _end_on_wall(self) -> None:
        if self._on_wall:
            self._on_wall = False
            self._wall.end(RoundTimer)

    def _begin(self) -> None:
        # While people speak the session stays at this part, whatever the clock says.
        self._do(self._course.follow)
        self._do(partial(self.circle.begin, self.setup.seconds, self.setup.order))
        if self.is_going_on:
            self.begin()

    def _pass(self) -> None:
        self._do(partial(self.circle.go_on, passed=True))

    def _hold(self) -> None:
        self._do(self.circle.hold)

    def _more(self) -> None:
        self._do(self.circle.more)

    def _end(self) -> None:
        self._do(self.circle.end)

    def _offer_again(self) -> None:
        self._do(self.circle.offer_again)

    def _on_person(self, index: QModelIndex) -> None:
        self._do(partial(self.circle.go_to, index.row()))

    def _move(self, place: int, to: int) -> None:
        try:
            undo = self.circle.move(place, to)
        except PeerDeskError as error:
            self.page.banner.explain(error)
        else:
            self.page.offer_undo(self.tr("The circle has another order."), undo)
        self.follow()

    def _on_initials(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._do(partial(self.circle.show_initials, shown=shown))

    def _do(self, step: Callable[[], None]) -> None:
        """One step of the round, kept at once."""
        self.page.attempt(step)
        self.follow()
