"""Erasing several records in one transaction: all of them go, or none."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from peerdesk.desk.bulk_preview import bulk_preview, without_running
from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.rows import now
from peerdesk.desk.single_erasure import erase_single
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.bulk_erasure import BulkErased
from peerdesk.domain.log import LogKind
from peerdesk.domain.retention import RetentionKind
from peerdesk.errors import UserError
from peerdesk.vault.stopping import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerdesk.desk.changes import Change
    from peerdesk.domain.bulk_erasure import RecordKey
    from peerdesk.vault.open_vault import OpenVault

TOUCHED = (
    *(Kind.MEMBER_NOTE, Kind.FOLLOW_UP, Kind.ATTENDANCE, Kind.GROUP_NOTE, Kind.PARKED),
    *(Kind.DEBRIEF, Kind.SESSION, Kind.DRAFT, Kind.RELEASE, Kind.CONSENT, Kind.RETENTION, Kind.LOG),
)
"""What may have gone or changed, beside the people."""
CACHE_KIBIBYTES = 256 * 1024
"""At most so much of the file is held in memory by a change of thousands of records."""
_LOGGED_AS = {
    RetentionKind.PERSON: Kind.MEMBER,
    RetentionKind.MEMBER_NOTE: Kind.MEMBER_NOTE,
    RetentionKind.MEMBER_FOLLOW_UP: Kind.FOLLOW_UP,
    RetentionKind.RELEASE: Kind.RELEASE,
    RetentionKind.CONSENT: Kind.CONSENT,
    RetentionKind.ATTENDANCE: Kind.ATTENDANCE,
    RetentionKind.GROUP_NOTE: Kind.GROUP_NOTE,
    RetentionKind.FOLLOW_UP: Kind.FOLLOW_UP,
    RetentionKind.DEBRIEF: Kind.DEBRIEF,
    RetentionKind.SESSION: Kind.SESSION,
    RetentionKind.GROUP_RELEASE: Kind.RELEASE,
}


def erase_many(
    desk: Desk,
    records: Iterable[RecordKey],
    *,
    share: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BulkErased:
    """Erase what a person decided about. `desk.traces.prove` looks whether any of it is left.

    Whoever is in a running session is left out. UserError ERASING_STOPPED where that was asked for,
    RECORD_GONE; the vault's codes for what the disk refuses. Nothing is erased then.
    """

    def go_on() -> None:
        if cancelled is not None and cancelled():
            raise UserError(DeskTrouble.ERASING_STOPPED)

    chosen = list(records)
    texts: list[str] = []
    with desk.change(None) as change:
        preview = bulk_preview(desk.connection, chosen, go_on)
        going, _ = without_running(desk.connection, chosen)
        done = 0

        def next_one() -> None:
            nonlocal done
            go_on()
            if share is not None:
                share(done / preview.records)
            done += 1

        people = going[RetentionKind.PERSON]
        for erased in desk.erasures.erase_within(change, people, next_one) if people else ():
            texts += erased.texts
        for kind, ids in going.items():
            for record_id in ids if kind is not RetentionKind.PERSON else ():
                next_one()
                texts += erase_single(desk, kind, record_id)
        moment = now()
        for kind, count in preview.chosen.items():
            desk.log.write(LogKind.ERASED, _LOGGED_AS[kind], count)
        for touched in TOUCHED:
            change.touch(touched)
        newest = desk.erasures.newest()
        go_on()
    return BulkErased(preview, moment, newest.uid[:8] if newest else "", tuple(texts))


@contextmanager
def desk_for_a_job(
    vault: OpenVault,
    cancelled: Callable[[], bool] = bool,
    stopped: DeskTrouble = DeskTrouble.ERASING_STOPPED,
) -> Iterator[tuple[Desk, list[Change]]]:
    """A desk with a connection of its own, and the changes that it made.

    Whoever started the job passes these on by `Desk.tell`. Readers go on until the commit; other
    changes are refused meanwhile as BUSY, and what was typed is saved right after. Whatever
    statement runs when it is `cancelled`, as at a lock, ends then: nothing is changed, and
    UserError `stopped` raised.
    """
    with (
        vault.long_change,
        closing(vault.upkeep()) as connection,
        stoppable(connection, cancelled, stopped),
    ):
        # Else a large transaction takes the file for itself long before its end, and looks for room
        # in a full cache at each page.
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
        if cancelled():
            raise UserError(stopped)  # while another job had its turn
        changes: list[Change] = []
        desk = Desk(vault, connection)
        desk.listen(changes.append)
        yield desk, changes
