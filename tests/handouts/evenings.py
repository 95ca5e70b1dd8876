"""What handouts are printed for in tests."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group


@dataclass(frozen=True, slots=True)
class Evening:
    """A group of the sample that agreed to its ground rules, an hour before it meets."""

    desk: Desk
    group: Group
    now: datetime
