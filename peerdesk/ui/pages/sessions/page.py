"""Sessions: every meeting in a list, and the chosen one in its three steps."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.domain.sessions import SessionState
from peerdesk.errors import PeerDeskError
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.pages.page import LEAST_WIDTH, Page, PageContext
from peerdesk.ui.pages.sessions.from_paper import FromPaper
from peerdesk.ui.pages.sessions.listing import SessionList
from peerdesk.ui.pages.sessions.moments import Moments
from peerdesk.ui.pages.sessions.month import MonthView
from peerdesk.ui.pages.sessions.planner import SessionPlanner
from peerdesk.ui.pages.sessions.view import SessionView
from peerdesk.ui.widgets.autosave import Autosave
from peerdesk.ui.widgets.buttons import button, toggle
from peerdesk.ui.widgets.empty import EmptyState
from peerdesk.ui.widgets.layout import ShownOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.changes import Change
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.pages.sessions.steps import Step

LIST_WIDTH = 300
LEAST_ALONE = 600
"""What a running session needs without the list: its five tabs, and the buttons above them."""
MONTH_KEY = "Ctrl+M"
WITHOUT_GROUPS, WITHOUT_SESSIONS, SPLIT, MONTH = range(4)
"""What the page shows as a whole."""


class SessionsPage(Page):
    """The sessions at the left; at the right one of them, or the one that is being planned."""

    name: ClassVar[str] = "sessions"
    title: ClassVar[str] = "Sessions"
    icon: ClassVar[str] = "calendar-days"
    comes_next: ClassVar[bool] = True
    reads: ClassVar[frozenset[Kind]] = frozenset(Kind) - {
        Kind.DRAFT,
        Kind.LOG,
        Kind.VAULT,
        Kind.MEMBER_NOTE,
        Kind.HANDOUT_CHOICE,
    }

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context)
        self.clock = clock or context.clock
        self.moments = Moments(self.desk, self.clock)
        self.session_id = 0
        self.autosave = Autosave(self._save, self)
        self.autosave.failed.connect(self.banner.explain)
        self.autosave.mended.connect(self.say_mended)
        self.plan_button = button(
            self.tr("Plan a session"), self.begin_new, icon_name="plus", tip="Ctrl+N"
        )
        self.month_button = toggle(self.tr("Month"), self.toggle_month)
        self.month_button.setToolTip(MONTH_KEY)
        QShortcut(QKeySequence(MONTH_KEY), self).activated.connect(self.toggle_month)
        self.add_action(self.month_button)
        self.add_action(self.plan_button)
        self.listing = SessionList(self.desk, self.clock)
        self.listing.chosen.connect(self._on_chosen)
        self.listing.setFixedWidth(LIST_WIDTH)
        self._whole = ShownOnly(self)
        self._right = ShownOnly(self._whole)
        self.body.addWidget(self._whole, 1)
        for whole in (self._without_groups(), self._without_sessions(), self._split()):
            self._whole.addWidget(whole)
        self.view = SessionView(self, self._right)
        self._right.addWidget(self.view)

    @cached_property
    def planner(self) -> SessionPlanner:
        """Where a new session gets its date."""
        made = SessionPlanner(self)
        self._right.addWidget(made)
        return made

    @cached_property
    def paper(self) -> FromPaper:
        """Where a session that took place already is noted."""
        made = FromPaper(self)
        self._right.addWidget(made)
        return made

    @cached_property
    def month(self) -> MonthView:
        """The month in place of the list."""
        made = MonthView(self)
        made.wanted.connect(self.show_session)
        made.day_wanted.connect(self._plan_on)
        made.paper_wanted.connect(self.note_from_paper)
        self._whole.addWidget(made)
        return made

    def make_ahead(self) -> Iterator[QWidget | None]:
        yield from self.view.make_ahead()
        yield self.planner
        yield self.month
        yield self.paper

    @property
    def is_planning(self) -> bool:
        """Whether the date of a new session is being chosen."""
        return self._shows(SessionPlanner)

    @property
    def shows_month(self) -> bool:
        """Whether the month is shown in place of the list; it stays so until it is put away."""
        return self._whole.currentIndex() == MONTH

    def _shows(self, kind: type[QWidget]) -> bool:
        return isinstance(self._right.currentWidget(), kind)

    def refresh(self) -> None:
        groups = self.desk.groups.all()
        self.month_button.setEnabled(bool(groups))
        if self.shows_month and groups:
            self.month.refresh()
            return
        # While a session runs the list is put away, and need not be made anew with every click.
        is_away = bool(self.session_id) and self.listing.isHidden()
        has_sessions = is_away or self.listing.refresh(self.session_id)
        if has_sessions or (self.is_planning and self.planner.is_begun and groups):
            self._show_whole(SPLIT)
        else:
            self._show_whole(WITHOUT_SESSIONS if groups else WITHOUT_GROUPS)
            self.autosave.forget()
            self.session_id = 0
            return
        if self.is_planning and self.planner.is_begun:
            self.planner.refresh()
        elif self.session_id:
            self._show_session(fresh=False)
        else:
            self.listing.choose_first()

    def on_change(self, change: Change) -> None:
        """After a step of a running session, only that step is shown anew."""
        if change.kinds == {Kind.PROGRESS}:
            self.view.follow()
        else:
            super().on_change(change)

    def open(self, key: int | str) -> None:
        if key == "new":
            self.begin_new()
        elif isinstance(key, int):
            self.show_session(key)
        elif key.startswith("start:"):
            self.show_session(int(key.removeprefix("start:")))
            self.view.start()
        elif key.startswith("plan:"):
            _, group_id, starts_at = key.split(":", 2)
            self.plan(int(group_id), datetime.fromisoformat(starts_at))

    def focus_first(self) -> None:
        focused = QApplication.focusWidget()
        if (focused is not None and self.isAncestorOf(focused)) or not self.take_up():
            super().focus_first()

    def take_up(self) -> bool:
        return self.view.isVisible() and self.view.take_up()

    def begin_new(self) -> None:
        self._begin_new(self.month.filter.group_id if self.shows_month else self.listing.group_id)

    def begin_for(self, group_id: int) -> None:
        """Plan a session of one group, on a day to be chosen."""
        self._begin_new(group_id)

    def _plan_on(self, day: date) -> None:
        self._begin_new(self.month.filter.group_id, day)

    def _begin_new(self, group_id: int, day: date | None = None) -> None:
        groups = self.desk.groups.all()
        if not groups:
            self._show_whole(WITHOUT_GROUPS)
            return
        self._leave()
        self.view.starting.stop_asking()
        self.listing.forget_choice()
        self._right.setCurrentWidget(self.planner)
        self._show_whole(SPLIT)
        self.show_list(shown=True)
        self.planner.begin(group_id, day)

    def stop_planning(self) -> None:
        """Go back to what was shown before a new session was begun."""
        self._end_planning()
        if self.session_id:
            self.show_session(self.session_id)
        else:
            self._right.setCurrentWidget(self.view)
            self.refresh()

    def _end_planning(self) -> None:
        if self.is_planning:
            self.planner.end()

    def plan(self, group_id: int, starts_at: datetime) -> None:
        """Plan a session, or find the one that is planned for then, and show it."""
        try:
            session = self.desk.sessions.plan(group_id, starts_at)
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self._end_planning()
        self.show_session(session.id)

    def show_session(self, session_id: int, step: Step | None = None) -> None:
        """Show a session at the step it has reached, or at `step`."""
        self._leave()
        self.view.starting.stop_asking()
        self._end_planning()
        self.session_id = session_id
        self._right.setCurrentWidget(self.view)
        self._show_whole(SPLIT)
        self.view.forget_step(step)
        self.listing.show_for(session_id)
        self._show_session(fresh=True)

    def toggle_month(self) -> None:
        """Show the month in place of the list and its session, or put it away."""
        if self.shows_month:
            self.listing.filter.choose_quietly(self.month.filter.group_id)
            self._show_whole(SPLIT)
            self.refresh()
        elif self.desk.groups.all():
            self._leave()
            self.month.filter.choose_quietly(self.listing.group_id)
            self._show_whole(MONTH)
            self.month.refresh()
            self.month.begin()
        self._say_which_is_shown()

    def note_from_paper(self, group_id: int, starts_at: datetime) -> None:
        """Note a meeting that took place already; one that is closed is only shown."""
        try:
            known = self.desk.sessions.of_group_at(group_id, starts_at)
            session = known or self.desk.sessions.plan(group_id, starts_at)
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self.show_session(session.id)
        if session.state is not SessionState.PLANNED:
            return
        self.note_shown()
        if known is None:
            take_back = partial(self._take_back_noting, session.id)
            self.offer_undo(self.tr("Kept as a session that is still to be noted."), take_back)

    def note_shown(self) -> None:
        """Note the planned session that is shown, because it took place already."""
        self.view.let_go()
        self._right.setCurrentWidget(self.paper)
        self.show_list(shown=True)
        self.paper.show_session(self.session(), fresh=True)
        self.paper.begin()

    def _take_back_noting(self, session_id: int) -> None:
        """Show another session first: this one goes, unless something was noted already."""
        self._leave()
        self._right.setCurrentWidget(self.view)
        self.session_id = 0
        self.desk.sessions.take_back_plan(session_id)

    def show_chosen(self) -> None:
        """Show the chosen session at its step again."""
        self.show_session(self.session_id)

    def show_list(self, *, shown: bool) -> None:
        """Put the list away while a session runs, or bring it back."""
        if shown and self.listing.isHidden() and self.session_id:
            self.listing.refresh(self.session_id)
        self.listing.setVisible(shown)
        self.setMinimumWidth(LEAST_WIDTH if shown else LEAST_ALONE)

    def session(self) -> Session:
        """The session that is shown. UserError RECORD_GONE."""
        return self.desk.sessions.get(self.session_id)

    def handout_request(self) -> HandoutRequest:
        """The paper of the shown session."""
        return HandoutRequest(session_id=self.session_id or None)

    def flush(self) -> None:
        self.autosave.flush()
        self.view.finish()
        if "paper" in vars(self):
            self.paper.finish()

    def event(self, event: QEvent) -> bool:
        """Claim F5 before the window's own "start the next session" while one is prepared here."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F5
            and self.view.may_start
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5 and self.view.may_start:
            self.view.start()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        self.autosave.flush()
        self.view.finish()
        self.view.let_go()
        if "paper" in vars(self):
            self.paper.note.let_go()

    def _show_whole(self, which: int) -> None:
        self._whole.setCurrentIndex(which)
        self._say_which_is_shown()

    def _say_which_is_shown(self) -> None:
        self.month_button.setChecked(self.shows_month)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and (key != self.session_id or self.is_planning):
            self.show_session(key)

    def _show_session(self, *, fresh: bool) -> None:
        if not fresh:
            self.autosave.flush()
        try:
            session = self.session()
        except PeerDeskError as error:
            self.autosave.forget()
            self.session_id = 0
            self.banner.explain(error)
            self.refresh()
            return
        if self._shows(FromPaper) and session.state is SessionState.PLANNED:
            self.paper.show_session(session, fresh=fresh)
            return
        self._right.setCurrentWidget(self.view)
        self.view.show_session(session, fresh=fresh)

    def _save(self) -> None:
        self.view.save()

    def _split(self) -> QWidget:
        holder = QWidget(self._whole)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.listing)
        line.addWidget(self._right, 1)
        return holder

    def _without_groups(self) -> QWidget:
        return EmptyState(
            "users",
            self.tr("First, a group"),
            self.tr("A session belongs to a group. Add yours: a name is enough to begin."),
            self.tr("Add a group"),
            self._add_group,
        )

    def _without_sessions(self) -> QWidget:
        return EmptyState(
            "calendar-days",
            self.tr("No sessions yet"),
            self.tr(
                "A session has three steps: prepare it, run it with the script and the attendance "
                "at hand, and close it with a few words. It begins with a date."
            ),
            self.tr("Plan a session"),
            self.begin_new,
        )

    def _add_group(self) -> None:
        self.context.wishes.go.emit("groups", "new")
