"""How long records are kept and what is due, in words, for the window and for the commands."""

from collections.abc import Mapping
from datetime import date

from peerdesk.domain.retention import FACTS, WITH_A_PERSON, CountedFrom, Due, RetentionKind
from peerdesk.ui.wording import counted

TITLES: dict[RetentionKind, str] = {
    RetentionKind.PERSON: "People, with everything on their page",
    RetentionKind.MEMBER_NOTE: "Notes about people",
    RetentionKind.MEMBER_FOLLOW_UP: "What people were promised, once it is done",
    RetentionKind.RELEASE: "What was given to others about people",
    RetentionKind.CONSENT: "What people allowed to be given, once it has ended",
    RetentionKind.ATTENDANCE: "Who came to a session",
    RetentionKind.GROUP_NOTE: "What was written about a session",
    RetentionKind.FOLLOW_UP: "Follow-ups of a session, once they are done",
    RetentionKind.DEBRIEF: "Debriefs",
    RetentionKind.SESSION: "Past sessions altogether",
    RetentionKind.GROUP_RELEASE: "What was given to others about a group as a whole",
    RetentionKind.CONCERN: "Safeguarding concerns",
}
MEANINGS: dict[RetentionKind, str] = {
    RetentionKind.PERSON: (
        "Counted from the day on which they came last; for who never came, from the day on which "
        "they were added. Whoever something was released about under 42 CFR Part 2 is not asked "
        "about for three years after that."
    ),
    RetentionKind.MEMBER_NOTE: (
        "Counted from the day of its session. Without a rule of its own a note goes with the "
        "person."
    ),
    RetentionKind.MEMBER_FOLLOW_UP: (
        "Counted from the day on which it was done. Without a rule of its own it goes with the "
        "person."
    ),
    RetentionKind.RELEASE: (
        "Counted from the newest release about a person; three years at the least. Without a rule "
        "of its own it goes with the person."
    ),
    RetentionKind.CONSENT: (
        "Counted from the day on which a consent was withdrawn or ended, or from what was given "
        "under it last; three years at the least, so that a release can be explained. One that is "
        "still in force is never asked about. Without a rule of its own it goes with the person."
    ),
    RetentionKind.ATTENDANCE: (
        "Counted from the day of the session. The names go, and a bare count stays. Without a "
        "rule of its own it goes with each person."
    ),
    RetentionKind.GROUP_NOTE: (
        "Its note with its earlier words, and what was kept for another time. Counted from the "
        "day of the session."
    ),
    RetentionKind.FOLLOW_UP: "Counted from the day on which they were done.",
    RetentionKind.DEBRIEF: "Your own reflection. Counted from the day of the session.",
    RetentionKind.SESSION: (
        "Everything about a session, its date and its bare count included. Counted from its day."
    ),
    RetentionKind.GROUP_RELEASE: (
        "Each counted from its own day; three years at the least, because a programme under "
        "42 CFR Part 2 may have to account for it for so long."
    ),
    RetentionKind.CONCERN: (
        "Counted from the day on which it happened. You are asked to look at it again; it is "
        "never proposed for erasing."
    ),
}
_COUNTED: dict[RetentionKind, tuple[str, str]] = {
    RetentionKind.PERSON: ("person", "people"),
    RetentionKind.MEMBER_NOTE: ("note about somebody", "notes about people"),
    RetentionKind.MEMBER_FOLLOW_UP: (
        "person with promises that are done",
        "people with promises that are done",
    ),
    RetentionKind.RELEASE: (
        "person with old records of releases",
        "people with old records of releases",
    ),
    RetentionKind.CONSENT: ("consent that has ended", "consents that have ended"),
    RetentionKind.ATTENDANCE: ("session's attendance", "sessions' attendance"),
    RetentionKind.GROUP_NOTE: ("session's notes", "sessions' notes"),
    RetentionKind.FOLLOW_UP: (
        "session with follow-ups that are done",
        "sessions with follow-ups that are done",
    ),
    RetentionKind.DEBRIEF: ("debrief", "debriefs"),
    RetentionKind.SESSION: ("past session", "past sessions"),
    RetentionKind.GROUP_RELEASE: (
        "release about a whole group",
        "releases about a whole group",
    ),
    RetentionKind.CONCERN: (
        "safeguarding concern to look at again",
        "safeguarding concerns to look at again",
    ),
}
PERIODS = (1, 3, 6, 9, 12, 18, 24, 36, 48, 60, 72, 84, 120)
"""Months that are offered; another one that a rule has is offered beside them."""


def period_in_words(months: int | None) -> str:
    """How long something is kept."""
    if months is None:
        return "No end: nobody is asked"
    if months > 12 and months % 12 == 0:
        return counted(months // 12, "year", "years")
    return counted(months, "month", "months")


def without_end_in_words(kind: RetentionKind) -> str:
    """What no end means for a kind."""
    if kind in WITH_A_PERSON:
        return "As long as the person's page"
    if kind is RetentionKind.ATTENDANCE:
        return "As long as each person's page"
    return period_in_words(None)


def counted_in_words(kind: RetentionKind, count: int) -> str:
    """So many of a kind."""
    return counted(count, *_COUNTED[kind])


def due_in_words(counts: Mapping[RetentionKind, int]) -> str:
    """What is due altogether, people first; empty where nothing is."""
    return ", ".join(
        counted_in_words(kind, counts[kind]) for kind in RetentionKind if kind in counts
    )


def reason_in_words(due: Due, today: date) -> str:
    """Why a record is due, or when it will be."""
    since = day_written(due.counted_from)
    if due.decided is not None and due.due_on == due.decided.review_on:
        told = f"Somebody decided on {day_written(due.decided.decided_on)} to look at it again"
        when = "by now" if due.due_on <= today else f"on {day_written(due.due_on)}"
        return f"{told} {when}."
    if due.never_came:
        begun = f"Added on {since}, and never came"
    elif due.kind is RetentionKind.GROUP_RELEASE:
        begun = f"Given to somebody on {since}"
    else:
        begun = _BEGUN[FACTS[due.kind].counted_from].format(day=since)
    when = "due since" if due.due_on <= today else "due on"
    return f"{begun}; {when} {day_written(due.due_on)}."


def brief_in_words(due: Due) -> str:
    """The same in a few words, for a line of a list."""
    if due.decided is not None and due.due_on == due.decided.review_on:
        return f"To be looked at on {day_written(due.due_on)}"
    if due.never_came:
        return f"Never came; added on {day_written(due.counted_from)}"
    if due.kind is RetentionKind.PERSON:
        return f"Came last on {day_written(due.counted_from)}"
    return f"Due on {day_written(due.due_on)}"


_BEGUN = {
    CountedFrom.LAST_CAME: "Came last on {day}",
    CountedFrom.WRITTEN: "Written on {day}",
    CountedFrom.SESSION: "The session was on {day}",
    CountedFrom.DONE: "Done on {day}",
    CountedFrom.HAPPENED: "It happened on {day}",
    CountedFrom.RELEASED: "Last given to somebody on {day}",
    CountedFrom.ENDED: "Ended, or used last, on {day}",
}


def day_written(day: date) -> str:
    """A day with its year, as "4 November 2025"."""
    return f"{day.day} {day:%B %Y}"
