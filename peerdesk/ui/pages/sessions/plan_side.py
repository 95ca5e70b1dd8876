"""The plan beside a running session: the item that is current, its time, and what follows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from peerdesk.domain.sessions import AgendaItem, Session, SessionState
from peerdesk.ui.icons import icon
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.timing import (
    Place,
    is_timed,
    local,
    minutes_between,
    minutes_late,
    place_by_clock,
)
from peerdesk.ui.pages.sessions.words import pace_words
from peerdesk.ui.terms import agenda_title, minutes_words
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import yielding
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from peerdesk.ui.pages.sessions.page import SessionsPage

TICK_MILLISECONDS = 5000


class PlanSide(Part):
    """Soft time: it says how long something has been going on, and never rings."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._session: Session | None = None
        self._has_room = True
        self._items: tuple[AgendaItem, ...] = ()
        self._places: dict[int, Place] = {}
        self._announced: tuple[int, int] | None = None
        self.now_label = plain("", style="pageTitle")
        self.item_time = plain("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        name_control(self.bar, self.tr("Time of this part"))
        self.session_time = muted("")
        self.previous = button("", self._previous, tip=self.tr("Back to the part before"))
        self.previous.setIcon(icon("chevron-left"))
        self.previous.setFixedWidth(40)
        self.next = button(self.tr("&Next"), self._next, icon_name="chevron-right")
        self.next.setAccessibleName(self.tr("Go on to the next part of the plan"))
        self.items = RecordList(self.tr("Plan"))
        self.items.chosen.connect(self._on_chosen)
        card = Card()
        for widget in (self.now_label, self.item_time, self.bar, self.session_time):
            card.body.addWidget(widget)
        card.body.addWidget(row(self.previous, self.next, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(card)
        outer.addWidget(yielding(self.items, 5), 1)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        self._session = session
        self._items = tuple(self.desk.sessions.agenda(session.id))
        timed = session.state is SessionState.RUNNING and self._is_timed(session)
        self._timer.start() if timed else self._timer.stop()
        self.items.setVisible(bool(self._items) and self._has_room)
        place = self._place()
        self.items.show_entries(
            [
                Entry(position, agenda_title(item), mark=minutes_words(item.minutes))
                for position, item in enumerate(self._items)
            ]
        )
        if place is not None:
            self.items.choose(place.index)
        self.tick()

    def show_list(self, has_room: bool) -> None:  # noqa: FBT001 - a signal's argument
        """List the whole plan where there is room; else the current part is enough."""
        self._has_room = has_room
        self.items.setVisible(bool(self._items) and has_room)

    def finish(self) -> None:
        """Nobody looks at the time any more."""
        self._timer.stop()

    def tick(self) -> None:
        """Say the time anew."""
        session, place = self._session, self._place()
        if session is None or session.opened_at is None:
            return
        now, opened = self.page.clock.now(), local(session.opened_at)
        timed = session.state is SessionState.RUNNING and self._is_timed(session)
        for widget in (self.item_time, self.bar):
            widget.setVisible(timed and place is not None)
        self.previous.setEnabled(place is not None and place.index > 0)
        self.next.setEnabled(place is not None and place.index < len(self._items) - 1)
        self.now_label.setText(self._title(place))
        if not timed:
            self.session_time.setText(self.tr("Noted afterwards: no time is kept."))
            return
        passed = minutes_between(opened, now)
        text = self.tr("{passed} of {all} min").format(passed=passed, all=session.minutes)
        if place is None:
            self.session_time.setText(text)
            return
        self._say_item(place, now)
        late = minutes_late(self._minutes(), place, opened, now)
        self.session_time.setText(
            self.tr("Session: {passed}. {pace}.").format(passed=text, pace=pace_words(late))
        )

    def _title(self, place: Place | None) -> str:
        if place is None:
            return self.tr("No plan, and that is fine")
        return agenda_title(self._items[place.index])

    def _say_item(self, place: Place, now: datetime) -> None:
        minutes = self._items[place.index].minutes
        passed = minutes_between(place.began, now)
        self.item_time.setText(self.tr("{passed} of {all} min").format(passed=passed, all=minutes))
        self.bar.setRange(0, max(1, minutes))
        self.bar.setValue(min(passed, minutes))
        if minutes and passed >= minutes and self._session is not None:
            self._announce_once(self._session.id, place.index)

    def _announce_once(self, session_id: int, index: int) -> None:
        if self._announced != (session_id, index):
            self._announced = (session_id, index)
            title = agenda_title(self._items[index])
            announce(self, self.tr("The time of {part} is over").format(part=title))

    def _minutes(self) -> tuple[int, ...]:
        return tuple(item.minutes for item in self._items)

    def _is_timed(self, session: Session) -> bool:
        return session.opened_at is not None and is_timed(
            local(session.opened_at), session.minutes, self.page.clock.now()
        )

    def _place(self) -> Place | None:
        """Where the session is: as it was followed here, or else by the clock."""
        session = self._session
        if session is None or session.opened_at is None or not self._items:
            return None
        place = self._places.get(session.id)
        if place is None or place.index >= len(self._items):
            opened = local(session.opened_at)
            if not self._is_timed(session):
                return Place(0, opened)
            place = place_by_clock(self._minutes(), opened, self.page.clock.now())
        return place

    def _go_to(self, index: int) -> None:
        place = self._place()
        if self._session is None or place is None or index == place.index:
            return
        self._places[self._session.id] = Place(index, self._began(place, index))
        self.items.choose(index)
        self.tick()

    def _began(self, place: Place, index: int) -> datetime:
        """A part that is gone back to had begun when its minutes before the present one began."""
        if index > place.index:
            return self.page.clock.now()
        return place.began - timedelta(minutes=sum(self._minutes()[index : place.index]))

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        place = self._place()
        if place is not None and 0 <= place.index + by < len(self._items):
            self._go_to(place.index + by)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int):
            self._go_to(key)
