"""What a backup holds beside the open vault, and what a restored vault takes over from it."""

from collections.abc import Container
from datetime import datetime

from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.restoring import (
    Comparison,
    Counted,
    Difference,
    Legacy,
    Restored,
    Settled,
    Standing,
    VaultContents,
)
from peerdesk.vault import identity
from peerdesk.vault.cipher import Connection, translating
from peerdesk.vault.open_vault import OpenVault

_RECORDS = {
    Counted.GROUP: "SELECT uid, updated_at, uid FROM groups",
    Counted.MEMBER: "SELECT uid, updated_at, uid FROM members",
    Counted.SESSION: "SELECT uid, updated_at, uid FROM sessions",
    Counted.GROUP_NOTE: "SELECT uid, updated_at, uid FROM group_notes",
    Counted.MEMBER_NOTE: (
        "SELECT n.uid, n.updated_at, m.uid FROM member_notes AS n"
        " JOIN members AS m ON m.id = n.member_id"
    ),
}
"""Of each record its uid, when it was last saved, and the uid with whose erasure it goes."""
ERASED_AGAIN = "erased_again"
"""The subject of a restore's line in the log, whose count is of people then."""
_LAST_SESSION = "SELECT max(starts_at) FROM sessions WHERE opened_at IS NOT NULL"
_GROUPS = "SELECT name FROM groups ORDER BY name COLLATE NOCASE"
_ERASED = "SELECT record_uid FROM erasures WHERE kind <> 'attendance'"


def contents_of(connection: Connection) -> VaultContents:
    """What a vault, or the database of a backup, holds. Raises the vault's codes."""
    with translating():
        found = identity.read(connection)
        (last,) = connection.execute(_LAST_SESSION).fetchone()
        return VaultContents(
            vault_id=found.vault_id,
            name=found.name,
            generation=found.generation,
            groups=tuple(name for (name,) in connection.execute(_GROUPS)),
            counts={kind: len(_moments(connection, kind)) for kind in Counted},
            last_session=datetime.fromisoformat(last).date() if last else None,
        )


def compared(backup: Connection, vault: Connection) -> Comparison:
    """A backup's database beside a reader of the open vault. Reads both, so it belongs into a job.

    Raises the vault's codes.
    """
    there, here = contents_of(backup), contents_of(vault)
    with translating():
        erased = {uid for (uid,) in vault.execute(_ERASED)}
        differences = tuple(_difference(kind, backup, vault, erased) for kind in Counted)
        erased_here = len(erased & _moments(backup, Counted.MEMBER).keys())
    return Comparison(_standing(there, here, differences), there, here, differences, erased_here)


class Settling:
    """Makes a vault that was put together from a backup ready to be seen, in one transaction.

    Whoever was erased since is erased again, and the restore is in its log. Called with the vault
    while it is open for the first time; `done` says what it came to. Raises as `Erasures.erase`.
    """

    done: Settled

    def __init__(self, legacy: Legacy | None = None) -> None:
        self._legacy = legacy or Legacy()

    def __call__(self, vault: OpenVault) -> None:
        """Settle a restored vault."""
        desk = Desk(vault)
        with desk.change(None):
            again = desk.erasures.erase_again(self._legacy.erasures)
            if self._legacy.backups is None:
                desk.backups.forget_own()
            else:
                desk.backups.take_over(self._legacy.backups)
            identity.go_on_from(desk.connection, self._legacy.generation)
            desk.note_in_log(LogKind.RESTORED, ERASED_AGAIN if again else "", len(again))
        self.done = Settled(len(again), desk.counts())


def restored_just_now(desk: Desk) -> Restored | None:
    """What a restore did, where this is the first unlock since; None at every other unlock."""
    entries = iter(desk.log.entries(limit=20))
    # The unlock itself may have added lines, such as for a new built-in script.
    next((entry for entry in entries if entry.kind is LogKind.UNLOCKED), None)
    newest = next((entry for entry in entries if entry.kind is not LogKind.UNLOCK_FAILED), None)
    if newest is None or newest.kind is not LogKind.RESTORED:
        return None
    return Restored(newest.count if newest.subject == ERASED_AGAIN else 0)


def legacy_of(desk: Desk, *, takes_its_place: bool) -> Legacy:
    """What a vault that takes this one's place, or stands beside it, takes over."""
    return Legacy(
        erasures=tuple(desk.erasures.all()),
        generation=desk.generation,
        backups=desk.backups.handed_on() if takes_its_place else None,
    )


def _difference(
    kind: Counted, backup: Connection, vault: Connection, erased: set[str]
) -> Difference:
    there, here = _moments(backup, kind, without=erased), _moments(vault, kind)
    return Difference(
        kind=kind,
        missing=len(here.keys() - there.keys()),
        coming_back=len(there.keys() - here.keys()),
        changed=sum(here[uid] != there[uid] for uid in here.keys() & there.keys()),
    )


def _moments(connection: Connection, kind: Counted, without: Container[str] = ()) -> dict[str, str]:
    """The uid of each record, and when it was last saved."""
    rows = connection.execute(_RECORDS[kind])
    return {uid: moment for uid, moment, owner in rows if owner not in without}


def _standing(
    there: VaultContents, here: VaultContents, differences: tuple[Difference, ...]
) -> Standing:
    if there.vault_id != here.vault_id:
        return Standing.ANOTHER_VAULT
    if there.generation == here.generation and not any(
        each.missing or each.coming_back or each.changed for each in differences
    ):
        return Standing.SAME
    if there.generation > here.generation:
        return Standing.NEWER
    return Standing.OLDER
