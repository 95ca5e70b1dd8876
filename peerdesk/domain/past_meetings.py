"""When a group met until today, for records that are made afterwards."""

from datetime import date, timedelta

from peerdesk.domain.schedules import Schedule


def past_dates(schedule: Schedule, today: date, count: int) -> tuple[date, ...]:
    """The last `count` days before `today` on which `schedule` met, oldest first.

    The rhythm of a fortnightly schedule is taken to end with the latest such weekday; its own
    first date is not looked at.
    """
    if schedule.nth_of_month:
        return _past_monthly(schedule, today, count)
    back = (today.weekday() - schedule.weekday - 1) % 7 + 1
    latest = today - timedelta(days=back)
    return tuple(latest - timedelta(weeks=schedule.every_weeks * n) for n in range(count))[::-1]


def _past_monthly(schedule: Schedule, today: date, count: int) -> tuple[date, ...]:
    found: list[date] = []
    month = today.replace(day=1)
    while len(found) < count:
        day = _nth_weekday(month, schedule.weekday, schedule.nth_of_month)
        if day < today:
            found.append(day)
        month = (month - timedelta(days=1)).replace(day=1)
    return tuple(reversed(found))


def _nth_weekday(month: date, weekday: int, nth: int) -> date:
    """The `nth` `weekday` (-1 for the last) of the month that begins with `month`."""
    if nth > 0:
        return month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * (nth - 1))
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
