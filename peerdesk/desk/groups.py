"""Groups, their agenda templates and their next dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.desk.spoken import FALLBACK, spoken_words
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.crisis_resources import spoken_lines
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.limits import limits_statement, reporting_statement
from peerdesk.domain.log import LogKind
from peerdesk.domain.meeting_changes import as_changed
from peerdesk.domain.names import folded, many_lines, one_line
from peerdesk.domain.placeholders import Placeholder
from peerdesk.domain.sessions import STANDARD_AGENDA, AgendaItem, fitted
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dateutil.rrule import rrule, rruleset

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.meeting_changes import MeetingChange
    from peerdesk.domain.schedules import Schedule

MOST_RULES = 256
"""Schedules whose next meetings are remembered."""


def next_dates(
    schedule: Schedule,
    after: datetime,
    how_many: int,
    changes: Iterable[MeetingChange] = (),
) -> list[datetime]:
    """The next meetings that start later than `after`, both in local wall-clock time.

    `changes` are what departs from the schedule. The wall clock is the room's: where it is put
    forward or back for summer time, a meeting begins at the same hour as ever.
    """
    first = datetime.combine(schedule.counted_from(after.date()), schedule.start)
    rule = _rule(schedule.recurrence, first)
    return list(islice(as_changed(rule.xafter(after), changes, after), how_many))


@lru_cache(maxsize=MOST_RULES)
def _rule(recurrence: str, first: datetime) -> rrule | rruleset:
    """The rule, with the meetings that were counted by it before: each group is asked often."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - not needed to show the unlock prompt

    return rrulestr(recurrence, dtstart=first, cache=True)


def dates_between(schedule: Schedule, first: date, last: date) -> list[datetime]:
    """The schedule's own meetings from `first` to `last`, in local wall-clock time."""
    begin = datetime.combine(schedule.counted_from(first), schedule.start)
    rule = _rule(schedule.recurrence, begin)
    found: list[datetime] = rule.between(
        datetime.combine(first, time.min), datetime.combine(last, time.max), inc=True
    )
    return found


def _by_name(group: Group) -> str:
    """Where it stands in a list: Émile's group beside Emil's, which SQLite alone can't do."""
    return folded(group.name)


class Groups(Aggregate):
    """Groups that meet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "groups", Group)
        self._template = Table(self._connection, "template_items", AgendaItem)

    def save(self, group: Group) -> Group:
        """Keep `group`. UserError NAME_MISSING, NAME_TOO_LONG."""
        cleaned = replace(
            group,
            name=required_name(group.name),
            place=within_limit(one_line(group.place)),
            purpose=many_lines(group.purpose),
        )
        with (
            self._desk.change(LogKind.CHANGED, Kind.GROUP) as change,
            self._desk.reviews.asked_if_changed(group.id),
        ):
            kept = self._table.save(cleaned)
            change.touch(Kind.GROUP, kept.id)
        return kept

    def get(self, group_id: int) -> Group:
        """One group. UserError RECORD_GONE."""
        return self._table.get(group_id)

    def all(self, *, with_archived: bool = False) -> list[Group]:
        """Groups by name."""
        condition = "1" if with_archived else "archived = 0"
        return sorted(self._table.where(condition), key=_by_name)

    def require_words_allowed(self, group_id: int) -> None:
        """UserError NOTE_POLICY_CONTENT_FREE where the group writes nothing down."""
        if self.get(group_id).note_policy is NotePolicy.CONTENT_FREE:
            raise UserError(DeskTrouble.NOTE_POLICY_CONTENT_FREE)

    def template(self, group_id: int) -> tuple[AgendaItem, ...]:
        """The group's agenda template, or the standard one fitted to its minutes."""
        own = self._template.where("group_id = ?", (group_id,), order="position")
        return tuple(own) or fitted(STANDARD_AGENDA, self.get(group_id).minutes)

    def set_template(self, group_id: int, items: tuple[AgendaItem, ...]) -> None:
        """Replace the group's agenda template."""
        with self._desk.change(LogKind.CHANGED, Kind.GROUP) as change:
            self._template.delete("group_id = ?", (group_id,))
            for position, item in enumerate(items):
                fresh = AgendaItem(kind=item.kind, title=one_line(item.title), minutes=item.minutes)
                self._template.add(fresh, {"group_id": group_id, "position": position})
            change.touch(Kind.GROUP, group_id)

    def next_dates(self, group: Group, after: datetime, how_many: int = 3) -> list[datetime]:
        """The next meetings, or none where the group has no schedule."""
        if group.schedule is None:
            return []
        changes = self._desk.meeting_changes.of_group(group.id)
        return next_dates(group.schedule, after, how_many, changes)

    def placeholders(
        self, group: Group, after: datetime, language: str = FALLBACK, *, by_name: bool = True
    ) -> dict[str, str]:
        """What a script's placeholders say for this group, in the language of the script.

        Not `by_name` they tell of those who lead it, and name none.
        """
        spoken = spoken_words(language)
        leading = self._desk.limits.facilitators(group.id)
        upcoming = self.next_dates(group, after, 1)
        names = tuple(each.name for each in leading) if by_name else ()
        turning = spoken_lines(self._desk.crisis_resources.of_group(group.id))
        values = {
            Placeholder.GROUP: group.name or spoken.no_group,
            Placeholder.PLACE: group.place or spoken.no_place,
            Placeholder.FACILITATORS: spoken.listed(names) or spoken.no_facilitators,
            Placeholder.NEXT_DATE: spoken.moment(upcoming[0]) if upcoming else spoken.no_next_date,
            Placeholder.CRISIS_RESOURCES: turning or spoken.no_crisis_resources,
        }
        plain = {name.value: value for name, value in values.items()}
        limits = self._desk.limits.of_group(group.id)
        return plain | {
            Placeholder.LIMITS.value: limits_statement(limits, spoken, plain),
            Placeholder.REPORTING_STATEMENT.value: reporting_statement(
                leading, spoken, by_name=by_name
            ),
        }
