"""The next meetings of a group, one row each: leave one out, move it, put a break between."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.calendar_file import CALENDAR, calendar_of
from peerdesk.desk.meeting_changes import Departure, on_day
from peerdesk.domain.handouts import NO_GROUP, HandoutKind
from peerdesk.errors import PeerDeskError
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.leaving import Leaving, LogLine, Outgoing
from peerdesk.ui.pages.groups.meeting_forms import BreakForm, MoveForm
from peerdesk.ui.pages.records_page import NEW
from peerdesk.ui.terms import full_day, weekday_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, clear_layout, column, flowing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from peerdesk.domain.meeting_changes import MeetingChange
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.groups.page import GroupsPage

MEETINGS_SHOWN = 6


class MeetingRow(QWidget):
    """One meeting ahead. Both signals carry its start."""

    left_out = Signal(object)
    moved = Signal(object)

    def __init__(self, starts_at: datetime, words: str) -> None:
        super().__init__()
        self._starts_at = starts_at
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(plain(words), 1)
        for text, told, name in (
            (self.tr("Move"), self._move, self.tr("Move the meeting of {day}")),
            (self.tr("Leave out"), self._leave_out, self.tr("No meeting on {day}")),
        ):
            control = button(text, told, weight="quiet")
            control.setAccessibleName(name.format(day=weekday_words(starts_at.date())))
            line.addWidget(control)

    def _move(self) -> None:
        self.moved.emit(self._starts_at)

    def _leave_out(self) -> None:
        self.left_out.emit(self._starts_at)


class ChangeRow(QWidget):
    """Something that departs from the schedule. `removed` carries it."""

    removed = Signal(object)

    def __init__(self, change: MeetingChange, words: str) -> None:
        super().__init__()
        self._change = change
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(muted(words), 1)
        control = button(self.tr("Take back"), self._remove, weight="quiet")
        control.setAccessibleName(self.tr("Take back: {words}").format(words=words))
        line.addWidget(control)

    def _remove(self) -> None:
        self.removed.emit(self._change)


class MeetingsCard(Card):
    """The dates that follow from the schedule as it is typed, and from what departs from it."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(QCoreApplication.translate("groups", "Next dates"))
        self._page = page
        self.leaving = Leaving(page.context, self, page.banner)
        self.sentence = plain("")
        self._rows = column(spacing=2)
        self._changes = column(spacing=2)
        self.moving, self.break_form = MoveForm(), BreakForm()
        self.moving.chosen.connect(self.move_meeting)
        self.break_form.chosen.connect(self.keep_break)
        for form in (self.moving, self.break_form):
            form.dropped.connect(self.stop_asking)
        self.break_button = button(self.tr("A &break…"), self.ask_for_break, icon_name="plus")
        self.print_button = button(self.tr("Print…"), self.print_dates, icon_name="printer")
        self.print_button.setAccessibleName(self.tr("Print the next dates"))
        self.save_button = button(self.tr("To a calendar…"), self.save, icon_name="calendar-days")
        self.save_button.setAccessibleName(self.tr("Save the meetings for a calendar"))
        for part in (
            self.sentence,
            self._rows,
            self.moving,
            self._changes,
            self.break_form,
            flowing(self.break_button, self.print_button, self.save_button),
        ):
            self.body.addWidget(part)

    def show_dates(self, sentence: str, upcoming: Sequence[datetime]) -> None:
        """Show what the schedule is in words, and its next meetings."""
        self.sentence.setText(sentence)
        self._put(self._rows, [self._meeting_row(moment) for moment in upcoming])
        group = self._page.group()
        kept = self._page.desk.meeting_changes.of_group(group.id) if group.id else ()
        today = self._page.clock.now().date()
        self._put(
            self._changes, [self._change_row(each) for each in kept if not each.is_over(today)]
        )
        is_scheduled = bool(upcoming)
        self.break_button.setVisible(bool(group.id) and is_scheduled)
        for control in (self.print_button, self.save_button):
            control.setVisible(bool(group.id) and is_scheduled)
        if not is_scheduled:
            self.stop_asking()

    def stop_asking(self) -> None:
        """Put the two small forms away."""
        self.moving.hide()
        self.break_form.hide()

    def leave_out(self, starts_at: datetime) -> None:
        """No meeting on this day, with Undo."""
        day = starts_at.date()
        self._add(
            on_day(NEW, day),
            self.tr("No meeting on {day}.").format(day=weekday_words(day)),
        )

    def ask_where_to(self, starts_at: datetime) -> None:
        """Ask for the new day and time of a meeting, below the list."""
        self.stop_asking()
        self.moving.ask(starts_at)

    def move_meeting(self, change: MeetingChange) -> None:
        """Move the meeting that was asked about, with Undo."""
        moved_to = change.moved_to
        if moved_to is not None:
            told = self.tr("Moved to {day}, {time}.")
            day = weekday_words(moved_to.date())
            self._add(change, told.format(day=day, time=f"{moved_to:%H:%M}"))

    def ask_for_break(self) -> None:
        """Ask from when to when the group does not meet."""
        self.stop_asking()
        self.break_form.ask(self._page.clock.now().date())

    def keep_break(self, change: MeetingChange) -> None:
        """Keep the break, with Undo."""
        self._add(change, self.tr("The break is kept. Sessions planned in it are cancelled."))

    def print_dates(self) -> None:
        """Show the next dates as they will be on paper."""
        self._page.flush()
        group_id = self._page.shown_id or NO_GROUP
        self._page.open_handouts(HandoutRequest(kind=HandoutKind.DATES, group_id=group_id))

    def save(self) -> None:
        """Ask for a file, and write the meetings there for a calendar program."""
        if (meetings := self._for_a_calendar()) is not None:
            self.leaving.save(meetings)

    def save_to(self, path: Path) -> None:
        """Write the meetings into a file that is known already."""
        if (meetings := self._for_a_calendar()) is not None:
            self.leaving.save_to(path, meetings)

    def _for_a_calendar(self) -> Outgoing | None:
        desk = self._page.desk
        try:
            calendar = calendar_of(desk, self._page.group(), self._page.clock.now())
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return None
        return Outgoing(
            stem=self.tr("Meetings"),
            lines=(LogLine(""),),
            make=partial(_as_made, calendar),
            ask_first=None,
            form=CALENDAR,
            after_saving=self.tr(
                "It holds the times alone and calls each a meeting: no group, no place, nobody. "
                "A calendar program may send it to a server."
            ),
        )

    def _meeting_row(self, starts_at: datetime) -> MeetingRow:
        words = f"{starts_at:%a} {starts_at.day} {starts_at:%B}, {starts_at:%H:%M}"
        made = MeetingRow(starts_at, words)
        made.left_out.connect(self.leave_out)
        made.moved.connect(self.ask_where_to)
        return made

    def _change_row(self, change: MeetingChange) -> ChangeRow:
        made = ChangeRow(change, self._change_words(change))
        made.removed.connect(self._remove)
        return made

    def _change_words(self, change: MeetingChange) -> str:
        first, last = full_day(change.first_day), full_day(change.last_day)
        if change.moved_to is not None:
            to = f"{weekday_words(change.moved_to.date())}, {change.moved_to:%H:%M}"
            words = self.tr("{day}: moved to {to}").format(day=first, to=to)
        elif change.first_day == change.last_day:
            words = self.tr("{day}: no meeting").format(day=first)
        else:
            words = self.tr("{first} to {last}: no meeting").format(first=first, last=last)
        return f"{words} ({change.why})" if change.why else words

    def _add(self, change: MeetingChange, told: str) -> None:
        self._page.flush()
        try:
            kept = replace(change, group_id=self._page.shown_id or NEW)
            departure = self._page.desk.meeting_changes.add(kept)
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return
        self.stop_asking()
        self._page.offer_undo(told, partial(self._take_back, departure))

    def _take_back(self, departure: Departure) -> None:
        self._page.desk.meeting_changes.take_back(departure)

    def _remove(self, change: MeetingChange) -> None:
        changes = self._page.desk.meeting_changes
        if self._page.attempt(partial(changes.remove, change)):
            self._page.offer_undo(
                self.tr("The group meets as its schedule says again."),
                partial(changes.bring_back, change),
            )

    def _put(self, holder: QWidget, rows: Sequence[QWidget]) -> None:
        layout = holder.layout()
        if layout is None:
            return
        clear_layout(layout)
        for each in rows:
            layout.addWidget(each)
            each.show()
        holder.setVisible(bool(rows))


def _as_made(calendar: bytes, _task: Task) -> bytes:
    return calendar
