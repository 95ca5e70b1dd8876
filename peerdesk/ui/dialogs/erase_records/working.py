"""What the jobs of erasing several records do, one after the other."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.backup.fresh import back_up_afresh
from peerdesk.desk.bulk_erasure import desk_for_a_job, erase_many
from peerdesk.desk.bulk_preview import bulk_preview
from peerdesk.desk.desk import Desk
from peerdesk.desk.traces import prove
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.desk.changes import Change
    from peerdesk.domain.bulk_erasure import BulkErased, BulkPreview, RecordKey
    from peerdesk.domain.erasure import Erased, ErasurePreview, ErasureProof
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.open_vault import OpenVault

Keys = tuple["RecordKey", ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased, and the changes that the window is still to be told of."""

    erased: BulkErased
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class OneGone:
    """As `Gone`, for one person who was erased from their page."""

    preview: ErasurePreview
    erased: Erased
    changes: tuple[Change, ...]


def preview_of_one(vault: OpenVault, member_id: int) -> Callable[[Task], ErasurePreview]:
    """Work for a job: what erasing one person would do. Every note of sessions is read."""

    def work(_task: Task) -> ErasurePreview:
        with translating(), closing(vault.reader()) as reader:
            return Desk(vault, reader).erasures.preview(member_id)

    return work


def erasing_of_one(vault: OpenVault, member_id: int) -> Callable[[Task], OneGone]:
    """Work for a job: one person goes in one transaction. Raises as `Erasures.erase`."""

    def work(task: Task) -> OneGone:
        with translating(), desk_for_a_job(vault, task.cancelled) as (desk, changes):
            preview = desk.erasures.preview(member_id)
            erased = desk.erasures.erase(member_id)
            return OneGone(preview, erased, tuple(changes))

    return work


def preview_of(vault: OpenVault, keys: Keys) -> Callable[[Task], BulkPreview]:
    """Work for a job: what erasing these would do."""

    def work(task: Task) -> BulkPreview:
        with translating(), closing(vault.reader()) as reader:
            return bulk_preview(reader, keys, _stopping(task))

    return work


def backup_into(vault: OpenVault, folder: Path) -> Callable[[Task], KnownBackup]:
    """Work for a job: a proven backup in another place than the vault's own. Raises as `export`."""

    def work(task: Task) -> KnownBackup:
        return back_up_afresh(
            vault,
            BackupOrigin.CHOSEN,
            folder=folder,
            progress=task.progress,
            cancelled=task.cancelled,
        )

    return work


def erasing_of(vault: OpenVault, keys: Keys) -> Callable[[Task], Gone]:
    """Work for a job: all of them go in one transaction, or none. Raises as `erase_many`."""

    def work(task: Task) -> Gone:
        with translating(), desk_for_a_job(vault, task.cancelled) as (desk, changes):
            erased = erase_many(desk, keys, share=task.share, cancelled=task.cancelled)
            return Gone(erased, tuple(changes))

    return work


def proof_of(vault: OpenVault, erased: BulkErased) -> Callable[[Task], ErasureProof]:
    """Work for a job: one search of the whole file for all of it."""

    def work(task: Task) -> ErasureProof:
        return prove(vault, erased.texts, share=task.share, cancelled=task.cancelled)

    return work


def _stopping(task: Task) -> Callable[[], None]:
    def go_on() -> None:
        if task.cancelled():
            raise UserError(DeskTrouble.ERASING_STOPPED)

    return go_on
