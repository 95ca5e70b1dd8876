"""The facilitator's own reflection on a session, apart from every record about members."""

from dataclasses import dataclass

from peerdesk.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief(Record):
    """One for each session at most. It is about whoever held the group, never about a member."""

    session_id: int
    how_was_i: str = ""
    went_well: str = ""
    to_supervision: str = ""
    """What to bring to supervision."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not (self.how_was_i or self.went_well or self.to_supervision)
