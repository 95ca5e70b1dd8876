"""What every kept record has, whatever its kind."""

from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime.min.replace(tzinfo=UTC)
"""The moment of a record that was not kept yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The identity of one row.

    `id` is 0 until the desk has kept the record. `uid` is a random UUID that stays the same when
    vaults are merged. The two moments are UTC.
    """

    id: int = 0
    uid: str = ""
    created_at: datetime = NEVER
    updated_at: datetime = NEVER
