"""What is inside a backup, how it stands to the open vault, and what a restore did."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peerdesk.domain.backups import KnownBackups
from peerdesk.domain.erasure import ErasedRecord


class Standing(StrEnum):
    """How the vault in a backup stands to the one that is open."""

    OLDER = "older"
    SAME = "same"
    """Neither a saved change nor a record lies between them."""
    NEWER = "newer"
    """More changes were saved in it: the vault itself was put back to an earlier day."""
    ANOTHER_VAULT = "another-vault"


class Counted(StrEnum):
    """The kinds of records that a person decides by."""

    GROUP = "group"
    MEMBER = "member"
    SESSION = "session"
    GROUP_NOTE = "group_note"
    MEMBER_NOTE = "member_note"


@dataclass(frozen=True, slots=True)
class VaultContents:
    """What one vault holds. `last_session` is the local day of the newest session that began."""

    vault_id: str
    name: str
    generation: int
    groups: tuple[str, ...]
    counts: dict[Counted, int]
    last_session: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of record: how many would be missing after a restore, come back, or read as before.

    `changed` are in both and were last saved at different moments.
    """

    kind: Counted
    missing: int
    coming_back: int
    changed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside the open vault. `erased_here` people of the backup were erased in the vault.

    These are not counted as coming back, because a restore erases them again.
    """

    standing: Standing
    there: VaultContents
    here: VaultContents
    differences: tuple[Difference, ...]
    erased_here: int

    @property
    def nothing_missing(self) -> bool:
        """Whether a restore would lose neither a record nor a later wording."""
        return not any(each.missing or each.changed for each in self.differences)


@dataclass(frozen=True, slots=True)
class Legacy:
    """What a restored vault takes over from the one that was open when it was restored.

    `generation` is how many changes that one had seen. `backups` are its known ones, where the new
    vault takes its very place; None where it stands beside it, with a folder of its own.
    """

    erasures: tuple[ErasedRecord, ...] = ()
    generation: int = 0
    backups: KnownBackups | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done to a restored vault before anybody saw it. `erased_again` are people."""

    erased_again: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """What the log of a vault says of its restore. `erased_again` are people."""

    erased_again: int
