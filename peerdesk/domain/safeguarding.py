"""Safeguarding concerns: what was seen and heard, what was done, and who was told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from peerdesk.domain.records import Record


class PersonTold(StrEnum):
    """Whether the person knew before somebody else was told."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardingConcern(Record):
    """Kept apart from all notes, and never removed by a rule."""

    happened_at: datetime
    """On the local clock, as a session's start."""
    session_id: int | None = None
    member_id: int | None = None
    """Whom it is about, where that is somebody on the roster."""
    facts: str = ""
    """What was seen and heard, in the words that were said; no guess at causes."""
    action: str = ""
    told: str = ""
    """Who was told, by their function."""
    person_told: PersonTold = PersonTold.NOT_YET
