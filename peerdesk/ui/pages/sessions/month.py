"""A month of sessions: the grid, and what the chosen day has beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from peerdesk.desk.calendar import occasions
from peerdesk.domain.calendar import Occasion, Standing
from peerdesk.ui.pages.sessions.group_filter import GroupFilter
from peerdesk.ui.pages.sessions.month_grid import MonthGrid
from peerdesk.ui.pages.sessions.month_words import day_heading, month_words, standing_words
from peerdesk.ui.terms import BETWEEN
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import flowing
from peerdesk.ui.widgets.records import Entry, RecordList
from peerdesk.ui.wording import when_in_words

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.ui.pages.sessions.page import SessionsPage

SIDE_BY_SIDE_FROM = 62
"""Widths of an m; below it the chosen day stands under the month."""


class MonthView(QWidget):
    """What is on each day, and Enter opens it: a session, or a date that is planned by that."""

    wanted = Signal(int)
    """Show a session."""
    day_wanted = Signal(object)
    """Plan a session on a day that has nothing yet."""
    paper_wanted = Signal(int, object)
    """Note a group's meeting of a past moment."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__()
        self._page = page
        self._desk = page.desk
        self._names: dict[int, str] = {}
        self.filter = GroupFilter(page.desk)
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.grid = MonthGrid()
        self.grid.turned.connect(self._on_turned)
        self.grid.day_chosen.connect(self._show_day)
        self.grid.opened.connect(self.open_day)
        self._title = plain("", style="sectionTitle")
        self._title.setWordWrap(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._bar())
        both = Adaptive(
            self.grid, self._day_side(), shares=(3, 1), least=SIDE_BY_SIDE_FROM, spacing=16
        )
        outer.addWidget(both, 1)

    def refresh(self) -> None:
        """Show what the desk holds of the shown month; today's at first."""
        self.filter.refresh()
        if not self.grid.is_begun:
            self.grid.go_to(self._page.clock.now().date())
        self._fill()

    def begin(self) -> None:
        """Put the keyboard on the grid."""
        self.grid.setFocus()

    def open_day(self, day: date) -> None:
        """Open what a day has; where that is several, the keyboard goes to their list."""
        found = self.grid.of_day(day)
        if len(found) == 1:
            self._open(found[0])
        elif found:
            self.list.choose_first()
            self.list.setFocus()
        else:
            self.day_wanted.emit(day)

    def go_to_today(self) -> None:
        """Make today the current day."""
        self.grid.go_to(self._page.clock.now().date())
        self.grid.setFocus()

    def _open(self, occasion: Occasion) -> None:
        now = self._page.clock.now()
        if occasion.session_id:
            self.wanted.emit(occasion.session_id)
        elif occasion.moved_to is not None:
            self.grid.go_to(occasion.moved_to.date())
            self.grid.setFocus()
        elif occasion.standing is Standing.LEFT_OUT:
            self._page.context.wishes.go.emit("groups", occasion.group_id)
        elif occasion.starts_at.date() < now.date():
            self.paper_wanted.emit(occasion.group_id, occasion.starts_at)
        else:
            self._page.attempt(partial(self._plan, occasion))

    def _plan(self, occasion: Occasion) -> None:
        """Plan a date of the schedule and stay here, so that the next can be planned as well."""
        session = self._desk.sessions.plan(occasion.group_id, occasion.starts_at)
        when = when_in_words(session.starts_at, self._page.clock.now())
        self._page.offer_undo(
            self.tr("Planned: {group}, {when}. Enter opens it.").format(
                group=self._names[session.group_id], when=when
            ),
            partial(self._desk.sessions.take_back_plan, session.id),
        )

    def _bar(self) -> QWidget:
        self.before = button("", self._month_before, tip=self.tr("The month before"))
        only_picture(self.before, "chevron-left")
        self.after = button("", self._month_after, tip=self.tr("The next month"))
        only_picture(self.after, "chevron-right")
        self.today = button(self.tr("Today"), self.go_to_today)
        self._title.setMinimumHeight(self.today.minimumHeight())
        self._title.setMinimumWidth(self._title.fontMetrics().horizontalAdvance("m") * 12)
        return flowing(self.before, self.after, self._title, self.today, self.filter)

    def _day_side(self) -> QWidget:
        self.day_title = plain("", style="sectionTitle")
        self.day_title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.list = RecordList(self.tr("Meetings of the day"))
        self.list.activated_key.connect(self._on_activated)
        self.list.chosen.connect(self._say_what_opens)
        self.open_button = button(self.tr("Open"), self._open_chosen)
        self.open_button.setAccessibleName(self.tr("Open the chosen meeting"))
        self.plan_button = button(self.tr("Plan one this day"), self._plan_here, icon_name="plus")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.day_title)
        column.addWidget(self.list, 1)
        column.addWidget(flowing(self.open_button, self.plan_button))
        # The room that is left where the day has no list; a list takes all of it.
        policy = QSizePolicy.Policy
        column.addItem(QSpacerItem(0, 0, policy.Minimum, policy.Expanding))
        return holder

    def _fill(self) -> None:
        first, last = self.grid.span
        now = self._page.clock.now()
        days = occasions(self._desk, first, last, now, self.filter.group_id)
        self._names = {each.id: each.name for each in self._desk.groups.all(with_archived=True)}
        self.grid.show_days(days, self._names, now)
        self._title.setText(month_words(self.grid.month))
        if self.grid.currentIndex().isValid():
            self._show_day(self.grid.day)

    def _show_day(self, day: date) -> None:
        """Say beside the grid, in whole words, what a day has."""
        now = self._page.clock.now()
        found = self.grid.of_day(day)
        self.day_title.setText(day_heading(day, now.date()))
        self.list.show_entries(
            tuple(
                Entry(
                    place,
                    self._names[each.group_id],
                    BETWEEN.join((f"{each.starts_at:%H:%M}", standing_words(each, now))),
                )
                for place, each in enumerate(found)
            )
        )
        self.list.setVisible(bool(found))
        self.open_button.setVisible(bool(found))
        if found:
            self.list.choose_first()
            self._say_what_opens(self.list.current_key)

    def _say_what_opens(self, key: object) -> None:
        found = self.grid.of_day(self.grid.day)
        if isinstance(key, int) and key < len(found):
            self.open_button.setText(self._open_words(found[key]))

    def _open_words(self, occasion: Occasion) -> str:
        if occasion.session_id:
            return self.tr("Open")
        if occasion.standing is Standing.MOVED:
            return self.tr("Go to that day")
        if occasion.standing is Standing.LEFT_OUT:
            return self.tr("Go to the group")
        is_past = occasion.starts_at.date() < self._page.clock.now().date()
        return self.tr("It took place…") if is_past else self.tr("Plan it")

    def _on_turned(self, _month: object) -> None:
        self._fill()
        announce(self.grid, month_words(self.grid.month))

    def _on_filter(self, _index: int) -> None:
        self._fill()

    def _on_activated(self, key: object) -> None:
        found = self.grid.of_day(self.grid.day)
        if isinstance(key, int) and key < len(found):
            self._open(found[key])

    def _open_chosen(self) -> None:
        self._on_activated(self.list.current_key)

    def _plan_here(self) -> None:
        self.day_wanted.emit(self.grid.day)

    def _month_before(self) -> None:
        self.grid.go_months(-1)

    def _month_after(self) -> None:
        self.grid.go_months(1)
