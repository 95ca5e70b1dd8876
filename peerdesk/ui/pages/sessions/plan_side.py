"""The plan beside a running session: the part that is current, its time, and what follows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from peerdesk.desk.spoken import FALLBACK
from peerdesk.domain.room import BreakTimer, minutes_and_seconds
from peerdesk.domain.sessions import AgendaKind, Session
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.sessions.course import Course
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.plan_list import PlanList
from peerdesk.ui.pages.sessions.timing import local, minutes_between
from peerdesk.ui.pages.sessions.words import pace_words
from peerdesk.ui.terms import BETWEEN, agenda_title, minutes_words
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.columns import yielding
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.ui.widgets.rows import give_way

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.room.wall import Wall

TICK_MILLISECONDS = 1000


class PlanSide(Part):
    """Soft time: it says how long something has been going on, and never rings."""

    moved = Signal()
    """The session is at another part."""

    def __init__(self, page: SessionsPage, wall: Wall) -> None:
        super().__init__(page)
        self._wall = wall
        self._has_room = True
        self._announced: tuple[int, int] | None = None
        self._break_on_wall = False
        self._shown_place = -1
        self.language = FALLBACK
        """Of the words that the room reads."""
        self.course = Course(page.desk, page.moments)
        self.now_label = plain("", style="pageTitle")
        self.item_time = plain("", style="sectionTitle")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        name_control(self.bar, self.tr("Time of this part"))
        self.session_time = give_way(muted(""))
        self.following = give_way(muted(""))
        self._build_buttons()
        self.items = PlanList()
        self.items.wanted.connect(self.go_to)
        self.items.move_wanted.connect(self._move)
        self.items.switch_wanted.connect(self._switch)
        card = Card()
        for widget in (self.now_label, self.item_time, self.bar, self.session_time):
            card.body.addWidget(widget)
        card.body.addWidget(flowing(self.previous, self.next, self.more, self.skip, self.pause))
        card.body.addWidget(self.following)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(card)
        outer.addWidget(yielding(self.items, 2), 1)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)

    def event(self, event: QEvent) -> bool:
        """Ask for what it takes at this width: the list asks for nothing, so that it yields."""
        laid_out = self.layout()
        if (
            event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}
            and laid_out is not None
            and laid_out.hasHeightForWidth()
        ):
            self.setMinimumHeight(laid_out.minimumHeightForWidth(self.width()))
        return super().event(event)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        self.course.load(session)
        self._timer.start() if self.course.is_timed else self._timer.stop()
        self.items.setVisible(bool(self.course.items) and self._has_room)
        self._show_plan()
        self.tick()

    def show_list(self, has_room: bool) -> None:  # noqa: FBT001 - a signal's argument
        """List the whole plan where there is room; else the part and its time, in one line."""
        self._has_room = has_room
        self.items.setVisible(bool(self.course.items) and has_room)
        self.now_label.setObjectName("pageTitle" if has_room else "sectionTitle")
        self.now_label.style().unpolish(self.now_label)
        self.now_label.style().polish(self.now_label)
        self.following.setVisible(has_room and self.course.neighbour(1) is not None)
        self.tick()

    def finish(self) -> None:
        """Nobody looks at the time any more."""
        self._timer.stop()

    def tick(self) -> None:
        """Say the time anew."""
        course, session = self.course, self.course.session
        if session is None or session.opened_at is None:
            return
        place, timed = course.place, course.is_timed
        for widget in (self.item_time, self.bar):
            widget.setVisible(timed and place is not None and self._has_room)
        self.session_time.setVisible(self._has_room or not timed)
        for control in (self.more, self.skip, self.pause):
            control.setVisible(timed and place is not None)
        self._allow_buttons()
        if place is not None and place.index != self._shown_place:
            self._show_plan()  # the clock went on to the next part
            self.moved.emit()
        self.now_label.setText(self._title())
        if not timed:
            self.session_time.setText(self.tr("It was to end long ago: no time is kept any more."))
            return
        passed = minutes_between(session.opened_at, course.now)
        text = self.tr("{passed} of {all} min").format(passed=passed, all=session.minutes)
        if place is None or course.ends_at is None:
            self.session_time.setText(text)
            return
        self._say_item()
        self.session_time.setText(
            self.tr("Session: {passed}. {pace}.").format(
                passed=text, pace=pace_words(course.late, course.ends_at)
            )
        )
        if not self._has_room:
            self.now_label.setText(BETWEEN.join((self._title(), self.item_time.text())))

    def go_to(self, index: int) -> None:
        """Go to a part of the plan."""
        place = self.course.place
        if place is not None and place.index != index:
            self._do(partial(self.course.go_to, index))

    def go_on(self) -> None:
        """Go to the next part that is not left out."""
        self._step(1)

    def go_back(self) -> None:
        """Go to the part before."""
        self._step(-1)

    def longer(self) -> None:
        """Give the part five more minutes."""
        self._do(self.course.longer, self.tr("Five more minutes for this part."))

    def take_break(self) -> None:
        """Have a break now, whatever the plan says."""
        self._do(
            self.course.take_break,
            self.tr("A break. What was left of the part before comes after it."),
        )

    def _build_buttons(self) -> None:
        self.previous = button("", self.go_back, tip=self.tr("Back to the part before (Shift+F12)"))
        only_picture(self.previous, "chevron-left")
        self.next = button(
            self.tr("&Next part"), self.go_on, icon_name="chevron-right", tip=self.tr("F12")
        )
        self.next.setAccessibleName(self.tr("Go on to the next part of the plan"))
        self.more = button(self.tr("+5 min"), self.longer, tip=self.tr("+"))
        self.more.setAccessibleName(self.tr("Five more minutes for this part"))
        self.skip = button(self.tr("Leave out"), self._skip)
        self.skip.setAccessibleName(self.tr("Leave this part out and go on"))
        self.pause = button(self.tr("Break"), self.take_break, icon_name="coffee", tip=self.tr("B"))
        self.pause.setAccessibleName(self.tr("Have a break now"))

    def _allow_buttons(self) -> None:
        self.previous.setEnabled(self.course.neighbour(-1) is not None)
        self.next.setEnabled(self.course.neighbour(1) is not None)
        self.skip.setEnabled(self.course.neighbour(1) is not None)
        item = self.course.item
        self.pause.setEnabled(item is not None and item.kind is not AgendaKind.BREAK)

    def _title(self) -> str:
        item = self.course.item
        return agenda_title(item) if item is not None else self.tr("No plan, and that is fine")

    def _say_item(self) -> None:
        place, item, timer = self.course.place, self.course.item, self.course.timer
        if place is None or item is None or timer is None:
            return
        now = self.course.now
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(timer.share(now) * 1000))
        if item.kind is AgendaKind.BREAK:
            self._say_break(item.minutes * 60)
        else:
            self._end_break()
            passed = minutes_between(place.began, now)
            self.item_time.setText(
                self.tr("{passed} of {all} min").format(passed=passed, all=item.minutes)
            )
        if timer.seconds and timer.left(now) <= 0:
            self._announce_once(place.index)

    def _say_break(self, seconds: int) -> None:
        timer = self.course.timer
        if timer is None:
            return
        now = self.course.now
        left, back_at = round(timer.left(now)), local(timer.ends_at(now)).time()
        if left > 0:
            text = self.tr("Back at {time}, in {left}").format(
                time=f"{back_at:%H:%M}", left=minutes_and_seconds(left)
            )
        else:
            text = self.tr("The break is over")
        self.item_time.setText(text)
        self._break_on_wall = True
        self._wall.keep(BreakTimer(self.language, seconds, left, back_at if left > 0 else None))

    def _end_break(self) -> None:
        if self._break_on_wall:
            self._break_on_wall = False
            self._wall.end(BreakTimer)

    def _announce_once(self, index: int) -> None:
        session_id = self.page.session_id
        if self._announced != (session_id, index):
            self._announced = (session_id, index)
            title = agenda_title(self.course.items[index])
            announce(self, self.tr("The time of {part} is over").format(part=title))

    def _show_plan(self) -> None:
        place = self.course.place
        self._shown_place = place.index if place is not None else -1
        self.items.show_plan(self.course.items, place.index if place is not None else None)
        if place is not None and not self.items.hasFocus():
            self.items.choose(place.index)
        after = self.course.neighbour(1)
        self.following.setVisible(after is not None and self._has_room)
        if after is not None:
            item = self.course.items[after]
            self.following.setText(
                self.tr("Then: {part}, {minutes}").format(
                    part=agenda_title(item), minutes=minutes_words(item.minutes)
                )
            )

    def _step(self, by: int) -> None:
        index = self.course.neighbour(by)
        if index is not None:
            self.go_to(index)

    def _skip(self) -> None:
        place = self.course.place
        if place is not None:
            self._switch(place.index)

    def _switch(self, index: int) -> None:
        item = self.course.items[index]
        said = self.tr("“{part}” is left out tonight.") if not item.skipped else ""
        self._do(
            partial(self.course.leave_out, index, skipped=not item.skipped),
            said.format(part=agenda_title(item)),
        )

    def _move(self, index: int, to: int) -> None:
        self._do(partial(self.course.move, index, to))

    def _do(self, change: Callable[[], Callable[[], None] | None], said: str = "") -> None:
        """Change the course; where something is `said` of it, it can be undone."""
        try:
            undo = change()
        except PeerDeskError as error:
            self.page.banner.explain(error)
            return
        if undo is not None and said:
            self.page.offer_undo(said, undo)
        self._show_plan()
        self.tick()
        self._show_break_on_wall()
        self.moved.emit()

    def _show_break_on_wall(self) -> None:
        """A break that has just begun is what the room wants to see."""
        item, timer = self.course.item, self.course.timer
        if item is None or timer is None or item.kind is not AgendaKind.BREAK:
            return
        now = self.course.now
        ends = local(timer.ends_at(now)).time()
        self._wall.bring(BreakTimer(self.language, item.minutes * 60, round(timer.left(now)), ends))
