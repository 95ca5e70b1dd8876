"""When a group meets, with its next dates in words while it is being changed."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

from peerdesk.desk.groups import next_dates
from peerdesk.domain.schedules import Schedule, Weekday
from peerdesk.ui.pages.groups.meetings import MEETINGS_SHOWN, MeetingsCard
from peerdesk.ui.pages.records_page import NEW, Section
from peerdesk.ui.terms import nth_words, schedule_words
from peerdesk.ui.widgets.beside import Beside
from peerdesk.ui.widgets.bound_form import (
    BoundForm,
    Value,
    Values,
    choices,
    day_field,
    spin,
    time_field,
)

if TYPE_CHECKING:
    from peerdesk.domain.groups import Group
    from peerdesk.ui.pages.groups.page import GroupsPage

USUAL_START = time(18, 30)
LAST = -1


class Pattern(StrEnum):
    """The choices of the screen."""

    NONE = "none"
    WEEKLY = "weekly"
    EVERY_FEW_WEEKS = "every_few_weeks"
    MONTHLY = "monthly"


def pattern_of(schedule: Schedule | None) -> Pattern:
    """Which choice a schedule stands for."""
    if schedule is None:
        return Pattern.NONE
    if schedule.nth_of_month:
        return Pattern.MONTHLY
    return Pattern.WEEKLY if schedule.every_weeks == 1 else Pattern.EVERY_FEW_WEEKS


def nth_in_month(day: date) -> int:
    """Which one of its weekday in the month `day` is: 1 to 4, or -1 for a fifth, which is last."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth <= 4 else LAST


class ScheduleSection(Section):
    """How often, from when, at what time and for how long."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self._filling = False
        self.form = BoundForm(page.autosave, self._keep)
        self._add_fields()
        self.meetings = MeetingsCard(page)
        self.column.addWidget(Beside(self.form, self.meetings, shares=(2, 3)))
        self.column.addStretch(1)
        self._say_dates()

    def _add_fields(self) -> None:
        bind = self.form.bind
        patterns = {
            Pattern.NONE: self.tr("No fixed schedule"),
            Pattern.WEEKLY: self.tr("Every week"),
            Pattern.EVERY_FEW_WEEKS: self.tr("Every few weeks"),
            Pattern.MONTHLY: self.tr("Once a month, on a weekday"),
        }
        self.pattern = bind(
            "pattern",
            self.tr("How &often"),
            choices(*((pattern.value, words) for pattern, words in patterns.items())),
        )
        self.every_weeks = bind(
            "every_weeks", self.tr("Weeks from one meeting to the &next"), spin(2, 99)
        )
        self.first_date = bind(
            "first_date",
            self.tr("&First date"),
            day_field(),
            help_text=self.tr("The group meets on the weekday of this date."),
        )
        self.nth = bind(
            "nth",
            self.tr("Which of these weekdays in the &month"),
            choices(*((nth, nth_words(nth).capitalize()) for nth in (1, 2, 3, 4, LAST))),
        )
        self.start_time = bind("start_time", self.tr("&Starts at"), time_field())
        self.minutes = bind("minutes", self.tr("&Lasts"), spin(5, 720, self.tr(" minutes")))
        self.minutes.setSingleStep(5)
        self.first_date.dateChanged.connect(self._on_first_date)
        for changed in (
            self.pattern.currentIndexChanged,
            self.every_weeks.valueChanged,
            self.first_date.dateChanged,
            self.nth.currentIndexChanged,
            self.start_time.timeChanged,
            self.minutes.valueChanged,
        ):
            changed.connect(self._say_dates)

    def show_record(self, *, fresh: bool) -> None:
        self._filling = True
        try:
            self.form.show_values(self._values(self._page.group()), fresh=fresh)
        finally:
            self._filling = False
        if fresh:
            self.meetings.stop_asking()
        self._say_dates()

    def save(self) -> None:
        self.form.save()

    def typed_schedule(self) -> Schedule | None:
        """The schedule as the fields have it now."""
        pattern = Pattern(self.pattern.currentData())
        if pattern is Pattern.NONE:
            return None
        first = self._first_date()
        start = self.start_time.time()
        every = {Pattern.WEEKLY: 1, Pattern.EVERY_FEW_WEEKS: self.every_weeks.value()}
        return Schedule(
            weekday=Weekday(first.weekday()),
            first_date=first,
            start=time(start.hour(), start.minute()),
            minutes=self.minutes.value(),
            every_weeks=every.get(pattern, 0),
            nth_of_month=self.nth.currentData() if pattern is Pattern.MONTHLY else 0,
        )

    def _values(self, group: Group) -> dict[str, Value]:
        schedule = group.schedule
        today = self._page.clock.now().date()
        first = group.first_date or today
        return {
            "pattern": pattern_of(schedule),
            "every_weeks": max(2, schedule.every_weeks if schedule else 2),
            "first_date": first,
            "nth": (schedule.nth_of_month if schedule else 0) or nth_in_month(first),
            "start_time": group.start_time or USUAL_START,
            "minutes": group.minutes,
        }

    def _keep(self, _changes: Values) -> None:
        schedule = self.typed_schedule()
        if schedule is None:
            self._page.keep_group({"recurrence": "", "minutes": self.minutes.value()})
            return
        self._page.keep_group(
            {
                "recurrence": schedule.recurrence,
                "first_date": schedule.first_date,
                "start_time": schedule.start,
                "minutes": schedule.minutes,
            }
        )

    def _first_date(self) -> date:
        day = self.first_date.date()
        return date(day.year(), day.month(), day.day())

    def _on_first_date(self) -> None:
        """A first date on the third Tuesday most likely means every third Tuesday."""
        if not self._filling:
            self.nth.setCurrentIndex(self.nth.findData(nth_in_month(self._first_date())))

    def _say_dates(self) -> None:
        if self._filling:
            return  # with every field that is filled; once is enough, after the last one
        pattern = Pattern(self.pattern.currentData())
        for field in ("first_date", "start_time"):
            self.form.show_field(field, visible=pattern is not Pattern.NONE)
        self.form.show_field("every_weeks", visible=pattern is Pattern.EVERY_FEW_WEEKS)
        self.form.show_field("nth", visible=pattern is Pattern.MONTHLY)
        schedule = self.typed_schedule()
        if schedule is None:
            self.meetings.show_dates(
                self.tr("Without a schedule, each session is planned by hand."), ()
            )
            return
        changes = self._page.desk.meeting_changes.of_group(self._page.shown_id or NEW)
        upcoming = next_dates(schedule, self._page.clock.now(), MEETINGS_SHOWN, changes)
        self.meetings.show_dates(schedule_words(schedule), upcoming)
