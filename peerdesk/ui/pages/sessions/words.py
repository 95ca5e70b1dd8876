"""Forms, states and times of a session as people say them."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.running import RoundOrder, TonightRole, TurnState
from peerdesk.domain.sessions import Presence, SessionState
from peerdesk.ui.pages.sessions.timing import ON_TIME_WITHIN

COMING_TO_AN_END = 15
"""Seconds before the end of somebody's time from which it is said, without a sound."""


def _said(text: str) -> str:
    return QCoreApplication.translate("sessions", text)


def state_words(state: SessionState) -> str:
    """Where a session stands, in a word."""
    return {
        SessionState.PLANNED: _said("planned"),
        SessionState.RUNNING: _said("running"),
        SessionState.CLOSED: _said("closed"),
        SessionState.CANCELLED: _said("cancelled"),
    }[state]


def presence_button(presence: Presence) -> str:
    """A presence, on its button."""
    return {
        Presence.PRESENT: _said("Present"),
        Presence.LATE: _said("Late"),
        Presence.LEFT_EARLY: _said("Left early"),
        Presence.APOLOGIES: _said("Apologies"),
        Presence.ABSENT: _said("Absent"),
    }[presence]


def note_prompts(policy: NotePolicy) -> tuple[str, ...]:
    """What may help to begin a note; none where nothing is written down."""
    return {
        NotePolicy.CONTENT_FREE: (),
        NotePolicy.THEMES: (
            _said("What came up, in general and without names?"),
            _said("What helped, or was hard, in the way we worked together?"),
            _said("What should we come back to?"),
        ),
        NotePolicy.FULL: (
            _said("Write as if everyone who was there will read it, because they may ask to."),
        ),
    }[policy]


def pace_words(minutes_late: int, ends_at: datetime) -> str:
    """How the session keeps to its plan, said gently; `ends_at` is local wall-clock time."""
    time = f"{ends_at:%H:%M}"
    if abs(minutes_late) <= ON_TIME_WITHIN:
        return _said("On time, until {time}").format(time=time)
    if minutes_late > 0:
        return _said(
            "About {n} min later than planned, and that is all right: until {time}"
        ).format(n=minutes_late, time=time)
    return _said("About {n} min in hand: until {time}").format(n=-minutes_late, time=time)


def pace_of_turn(seconds_left: float) -> str:
    """What is said of the time of whoever speaks; nothing while there is enough of it."""
    if seconds_left > COMING_TO_AN_END:
        return ""
    if seconds_left > 0:
        return _said("Time to come to an end, gently.")
    return _said("The time is over. Let them finish their thought.")


def turn_words(state: TurnState) -> str:
    """What became of a turn, in a word."""
    return {
        TurnState.WAITING: "",
        TurnState.NOW: _said("now"),
        TurnState.DONE: _said("spoke"),
        TurnState.PASSED: _said("passed"),
    }[state]


def order_words(order: RoundOrder) -> str:
    """Who is asked after whom."""
    return {
        RoundOrder.CIRCLE: _said("As they are listed"),
        RoundOrder.SHUFFLED: _said("Shuffled"),
    }[order]


def tonight_words(role: TonightRole) -> str:
    """A role of tonight."""
    return {
        TonightRole.FACILITATOR: _said("Facilitator"),
        TonightRole.CO_FACILITATOR: _said("Co-facilitator"),
        TonightRole.TIMEKEEPER: _said("Timekeeper"),
        TonightRole.STEPS_OUT: _said("Steps out with somebody"),
    }[role]


def length_words(seconds: int) -> str:
    """A time for each person: "30 seconds", "1 minute", "2½ minutes"."""
    if seconds < 60:
        return _said("{n} seconds").format(n=seconds)
    if seconds == 60:
        return _said("1 minute")
    minutes, rest = divmod(seconds, 60)
    return _said("{n} minutes").format(n=f"{minutes}½" if rest else str(minutes))
