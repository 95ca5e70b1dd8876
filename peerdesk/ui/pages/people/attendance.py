"""Attendance as a sentence and a few lines, not as a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.terms import BETWEEN, presence_words
from peerdesk.ui.wording import day_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sessions import Presence, Session

Seen = tuple["Session", "Presence"]
LOOKED_BACK = 12
"""Sessions that the sentence speaks of."""
LINES = 6


def attendance_sentence(seen: Sequence[Seen]) -> str:
    """How often somebody came of late; `seen` is newest first."""
    recent = seen[:LOOKED_BACK]
    if not recent:
        return QCoreApplication.translate("attendance", "No session is noted yet.")
    came = sum(presence.came for _, presence in recent)
    if len(recent) == 1:
        text = QCoreApplication.translate("attendance", "One session is noted so far.")
    else:
        text = QCoreApplication.translate(
            "attendance", "Came to {came} of the last {sessions} sessions that were noted."
        )
    return text.format(came=came, sessions=len(recent))


def attendance_lines(desk: Desk, seen: Sequence[Seen], today: date) -> list[str]:
    """The last sessions, a line each: day, group, whether the person came."""
    names = {group.id: group.name for group in desk.groups.all(with_archived=True)}
    return [
        BETWEEN.join(
            (
                _begin(day_in_words(session.starts_at.date(), today)),
                names[session.group_id],
                presence_words(presence),
            )
        )
        for session, presence in seen[:LINES]
    ]


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
