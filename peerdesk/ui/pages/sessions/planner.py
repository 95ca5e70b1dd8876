"""Choosing the group and the date of a new session."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.widgets.bound_form import choices, day_field, read, time_field, write
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import row, scrolling
from peerdesk.ui.wording import day_in_words

if TYPE_CHECKING:
    from peerdesk.domain.groups import Group
    from peerdesk.ui.pages.sessions.page import SessionsPage

EVENING = time(19, 0)
"""Proposed for a group without a schedule."""


class SessionPlanner(QWidget):
    """A group, a day and a time, proposed from the group's schedule; a past day is fine too."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__()
        self._page = page
        self.is_begun = False
        self.group = narrow(choices(), 20)
        self.group.currentIndexChanged.connect(self._propose)
        self.day = day_field()
        self.day.dateChanged.connect(self._explain)
        self.time = time_field()
        self._why = muted("")
        form = Form()
        form.add(self.tr("Gr&oup"), self.group)
        form.add(self.tr("&Day"), self.day)
        form.add(self.tr("&Begins at"), self.time)
        for field in (self.day, self.time):
            field.setMaximumWidth(field.fontMetrics().horizontalAdvance("m") * 20)
        self.plan_button = button(
            self.tr("&Plan it"), self._plan, icon_name="calendar-days", weight="primary"
        )
        self.paper_button = button(
            self.tr("It took place &already"),
            self._note_from_paper,
            icon_name="notebook-pen",
            weight="primary",
        )
        self.cancel_button = button(self.tr("Not now"), self._cancel, weight="quiet")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(plain(self.tr("A new session"), style="sectionTitle"))
        column.addWidget(form)
        column.addWidget(self._why)
        column.addWidget(row(self.paper_button, self.plan_button, self.cancel_button, None))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))

    def begin(self, group_id: int, day: date | None = None) -> None:
        """Propose the next date of a group, or (id 0) of the one that meets next, or `day`."""
        self.is_begun = True
        self._show_groups()
        wanted = group_id or self._meets_next()
        self.group.setCurrentIndex(max(0, self.group.findData(wanted)))
        self._propose()
        if day is not None:
            write(self.day, day)
        self.group.setFocus()

    def end(self) -> None:
        """The date was chosen, or will not be."""
        self.is_begun = False

    def refresh(self) -> None:
        """Show groups that were added or renamed meanwhile; the date stays as chosen."""
        self._show_groups()

    def _show_groups(self) -> None:
        groups = self._page.desk.groups.all()
        shown = [
            (self.group.itemData(index), self.group.itemText(index))
            for index in range(self.group.count())
        ]
        if shown == [(group.id, group.name) for group in groups]:
            return
        chosen = self.group.currentData()
        self.group.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.group.clear()
        for group in groups:
            self.group.addItem(group.name, group.id)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        self.group.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _meets_next(self) -> int:
        dated = [
            (moment, group.id)
            for group in self._page.desk.groups.all()
            if (moment := self._next_date(group)) is not None
        ]
        return min(dated)[1] if dated else 0

    def _next_date(self, group: Group) -> datetime | None:
        """Today's meeting counts as the next one, also when it should have begun already."""
        now = self._page.clock.now()
        not_over = now - timedelta(minutes=group.minutes)
        before_today = datetime.combine(now.date(), time.min) - timedelta(seconds=1)
        return self._page.desk.sessions.next_unplanned(group, min(not_over, before_today))

    def _propose(self, _index: int = 0) -> None:
        group_id = self.group.currentData()
        if not group_id:
            return
        group = self._page.desk.groups.get(group_id)
        moment = self._next_date(group)
        if moment is None:
            today = self._page.clock.now().date()
            moment = datetime.combine(today, group.start_time or EVENING)
        write(self.day, moment.date())
        write(self.time, moment.time())
        self._explain()

    def _explain(self, _day: object = None) -> None:
        today = self._page.clock.now().date()
        chosen = self._chosen()
        is_past = chosen.date() < today
        self.paper_button.setVisible(is_past)
        self.plan_button.setVisible(not is_past)
        if is_past:
            text = self.tr("That day has passed: note from paper who came and what was said.")
            self._why.setText(text)
            return
        group = self._page.desk.groups.get(self.group.currentData())
        if self._next_date(group) == chosen < self._page.clock.now():
            self._why.setText(self.tr("The group meets today. A late start is fine."))
        elif self._next_date(group) == chosen:
            text = self.tr("{day} is the next date of the group that is not planned yet.")
            day = day_in_words(chosen.date(), today)
            self._why.setText(text.format(day=f"{day[:1].upper()}{day[1:]}"))
        else:
            self._why.setText(
                self.tr("A day that has passed is fine too, to note a session from paper.")
            )

    def _chosen(self) -> datetime:
        day, begins = read(self.day), read(self.time)
        if not isinstance(day, date) or not isinstance(begins, time):
            raise TypeError(day, begins)
        return datetime.combine(day, begins)

    def _plan(self) -> None:
        self._page.plan(int(self.group.currentData()), self._chosen())

    def _note_from_paper(self) -> None:
        self._page.note_from_paper(int(self.group.currentData()), self._chosen())

    def _cancel(self) -> None:
        self._page.stop_planning()
