"""What helps somebody to take part: a list that everybody shares and anybody may extend."""

from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.records import Record


class AccessKind(StrEnum):
    """What is asked for often enough to be in every list."""

    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    STEP_FREE = "step_free"
    NEAR_DOOR = "near_door"
    HEARING_LOOP = "hearing_loop"
    INTERPRETER = "interpreter"
    OTHER_CHAIR = "other_chair"
    BREAKS = "breaks"
    COMPANION = "companion"
    ASSISTANCE_DOG = "assistance_dog"
    OTHER = "other"
    """In words of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNeed(Record):
    """One need of a member. `words` belong to `OTHER` alone."""

    member_id: int
    kind: AccessKind
    words: str = ""
