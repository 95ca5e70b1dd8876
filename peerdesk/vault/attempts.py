"""Wrong secrets that were tried since the vault was last open, counted in a file beside the keys.

`vault.attempts` is one canonical JSON object and a newline: `format` "peerdesk-attempts-1",
`count`, `first` and `last` (UTC, YYYY-MM-DDThh:mm:ssZ). It is apart from `vault.keys` because that
file must never be rewritten by somebody who has no key, and because no MAC could cover the count:
whoever may write to the folder can remove it. It keeps nobody out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from peerdesk.errors import PeerDeskError
from peerdesk.vault.canonical import Json, canonical, parse_object
from peerdesk.vault.files import VaultFolder, read_at_most, write_atomically

FORMAT: Final = "peerdesk-attempts-1"
MOST_BYTES: Final = 512
MOST_COUNTED: Final = 1_000_000
MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
SLIPS: Final = 2
SLIPS_WITHIN: Final = timedelta(minutes=10)
"""As many wrong ones so shortly before the right one are somebody's own slips of the finger."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many wrong secrets were tried, and when (UTC). `count` is 0 where the file is no longer
    what PeerDesk wrote, so that how many is not known."""

    count: int
    first: datetime
    last: datetime

    def are_slips(self, now: datetime) -> bool:
        """Whether they need no more than a line in the log."""
        return 0 < self.count <= SLIPS and timedelta(0) <= now - self.first < SLIPS_WITHIN


def count_one(folder: VaultFolder, now: datetime) -> None:
    """Count one more wrong secret at `now`.

    Where the folder can't be written to, it is not counted: what the person needs to hear then is
    that the passphrase was wrong.
    """
    former = _read(folder)
    known = former is not None and former.count > 0
    first = former.first if former is not None and known else now
    count = min(MOST_COUNTED, (former.count if former is not None else 0) + 1)
    fields: dict[str, Json] = {
        "format": FORMAT,
        "count": count,
        "first": first.strftime(MOMENT),
        "last": now.strftime(MOMENT),
    }
    try:
        write_atomically(folder.attempts, canonical(fields) + b"\n")
    except OSError:
        return


def take(folder: VaultFolder) -> Attempts | None:
    """What was counted, and forget it; None where there is nothing.

    What can't be removed (the folder is read-only, or a folder lies in its place) is told again at
    the next unlock: it only counts, so it never shuts anybody out.
    """
    found = _read(folder)
    if found is not None:
        try:
            folder.attempts.unlink(missing_ok=True)
        except OSError:
            return found
    return found


def _read(folder: VaultFolder) -> Attempts | None:
    never = datetime.min.replace(tzinfo=UTC)
    try:
        data = read_at_most(folder.attempts, MOST_BYTES)
        fields = parse_object(data or b"", most_brackets=1)
        if set(fields) != {"format", "count", "first", "last"} or fields["format"] != FORMAT:
            return Attempts(0, never, never)
        count = fields["count"]
        if type(count) is not int or not 0 < count <= MOST_COUNTED:
            return Attempts(0, never, never)
        return Attempts(count, _moment(fields["first"]), _moment(fields["last"]))
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError, PeerDeskError, OSError):
        # A link, a folder or nonsense in its place: it only counts, so it never shuts anybody out.
        return Attempts(0, never, never)


def _moment(text: object) -> datetime:
    if not isinstance(text, str):
        raise ValueError(text)  # noqa: TRY004 - one exception for all malformed input
    return datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
