"""Forms, states and times of a session as people say them."""

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import Presence, SessionState
from peerdesk.ui.pages.sessions.timing import ON_TIME_WITHIN


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


def form_words(form: ReadingForm) -> str:
    """A reading form, as in a list."""
    return {
        ReadingForm.FULL: _said("Everything"),
        ReadingForm.NEWCOMER: _said("With a word for newcomers"),
        ReadingForm.SHORT: _said("Short form"),
    }[form]


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


def pace_words(minutes_late: int) -> str:
    """How the session keeps to its plan, said gently."""
    if abs(minutes_late) <= ON_TIME_WITHIN:
        return _said("On time")
    if minutes_late > 0:
        return _said("About {n} min later than planned, and that is all right").format(
            n=minutes_late
        )
    return _said("About {n} min in hand").format(n=-minutes_late)
