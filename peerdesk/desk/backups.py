"""What the vault knows of its backups. The files themselves are `peerdesk.backup`'s."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.backups import (
    OLD_AFTER,
    BackupCare,
    BackupOrigin,
    BackupStanding,
    KnownBackup,
    KnownBackups,
    SecondPlace,
)
from peerdesk.domain.log import LogKind
from peerdesk.domain.records import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from peerdesk.desk.desk import Desk

TRY_AGAIN_AFTER = timedelta(hours=1)
_DAY = timedelta(days=1)
_NEWEST_FIRST = "made_at DESC, id DESC"


class Backups(Aggregate):
    """Every backup that was made of this vault and not removed again, and where they go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "backups", KnownBackup)
        self._places = Table(self._connection, "second_places", SecondPlace)
        self._cares = Table(self._connection, "backup_care", BackupCare)

    def remember(self, backup: KnownBackup) -> KnownBackup:
        """Keep what was made and proven, in the place of any former one of that path; logs it.

        A failure of the day's own backup is over then.
        """
        with self._desk.change(LogKind.BACKED_UP, backup.origin) as change:
            self._drop(backup.path)
            kept = self._table.add(self._stored(backup))
            if not self.is_elsewhere(backup):
                self._care_with(failed_at=None, failure="")
            change.touch(Kind.BACKUP, kept.id)
        return replace(kept, path=backup.path)

    def keep_placed(self, backup: KnownBackup, removed: Iterable[Path]) -> None:
        """One backup came into a place and others went for it, as one change; logs it."""
        with self._desk.change(LogKind.BACKED_UP, backup.origin):
            self.remember(backup)
            self.forget(removed)

    def take_in(self, found: Iterable[KnownBackup]) -> None:
        """Know of backups that were made but never written down, as before a kill."""
        new = [backup for backup in found if self.at(backup.path) is None]
        if new:
            with self._desk.change(None) as change:
                for backup in new:
                    self._table.add(self._stored(backup))
                change.touch(Kind.BACKUP)

    def all(self) -> list[KnownBackup]:
        """Every known backup, the newest first, with its full path of today."""
        return self._where("1")

    def at(self, path: Path) -> KnownBackup | None:
        """The known backup of that path."""
        bases = [base for base in self._bases() if base is not None]
        stored = [path, *(path.relative_to(base) for base in bases if path.is_relative_to(base))]
        marks = ", ".join("?" * len(stored))
        found = self._where(f"path IN ({marks})", stored)
        return next((each for each in found if each.path == path), None)

    def newest_verified(self, *, elsewhere: bool = False) -> KnownBackup | None:
        """The newest that was proven; `elsewhere`: outside of the vault's own folder."""
        if not elsewhere:
            return next(iter(self._where("verified_at IS NOT NULL", limit=1)), None)
        candidates = self._where(
            "verified_at IS NOT NULL AND origin IN (?, ?)",
            (BackupOrigin.CHOSEN, BackupOrigin.SECOND_PLACE),
        )
        return next((each for each in candidates if self.is_elsewhere(each)), None)

    def is_elsewhere(self, backup: KnownBackup) -> bool:
        """Whether it lies outside of the vault's own folder, and may outlive the computer."""
        return not backup.path.is_relative_to(self._desk.vault.folder.root)

    def standing(self, moment: datetime) -> BackupStanding:
        """How the vault stands at `moment` (UTC). A sample is never in need of a backup."""
        newest, elsewhere = self.newest_verified(), self.newest_verified(elsewhere=True)
        if newest is None:
            # Before there was this record, the log alone told of a backup, to a file somewhere.
            entry = self._desk.log.latest(LogKind.BACKED_UP)
            made = apart = entry.created_at if entry is not None else None
        else:
            made = newest.made_at
            apart = elsewhere.made_at if elsewhere is not None else None
        is_old = not self._desk.vault.is_sample and moment - (apart or self._begun()) > OLD_AFTER
        return BackupStanding(made, apart, is_old)

    def is_behind(self) -> bool:
        """Whether anything was changed since the newest backup in the second place."""
        changed = self._desk.log.last_change()
        there = self._where("origin = ?", (BackupOrigin.SECOND_PLACE,), limit=1)
        return not there or (changed is not None and changed > there[0].made_at)

    def is_daily_due(self, now: datetime) -> bool:
        """Whether the local day of `now`, which has its zone, still needs its own backup.

        One that failed is tried again after `TRY_AGAIN_AFTER`.
        """
        failed_at = self.care.failed_at
        if self._desk.vault.is_sample or (failed_at and now - failed_at < TRY_AGAIN_AFTER):
            return False
        # From a little before, and looked at one by one: a clock that was ahead for a while must
        # neither keep a day from its backup nor give it one after the other.
        recent = self._where(
            "origin = ? AND made_at > ?", (BackupOrigin.DAILY, now.astimezone(UTC) - 2 * _DAY)
        )
        return now.date() not in {each.made_at.astimezone(now.tzinfo).date() for each in recent}

    def verified(self, backup: KnownBackup, moment: datetime) -> None:
        """It was read back and proven once more at `moment` (UTC). UserError RECORD_GONE."""
        self._keep(replace(backup, verified_at=moment))

    def drilled(self, backup: KnownBackup, moment: datetime) -> None:
        """It was restored into a throw-away place at `moment` (UTC). UserError RECORD_GONE."""
        self._keep(replace(backup, drilled_at=moment))

    def forget(self, paths: Iterable[Path]) -> None:
        """What was removed is no backup any more; paths that are not known are passed by."""
        gone = tuple(paths)
        if gone:
            with self._desk.change(None) as change:
                for path in gone:
                    self._drop(path)
                change.touch(Kind.BACKUP)

    def handed_on(self) -> KnownBackups:
        """All of it, for a vault that takes this one's place."""
        return KnownBackups(
            tuple(self._table.where(order="made_at, id")), self.second_place, self.care
        )

    def take_over(self, known: KnownBackups) -> None:
        """Know what the vault knew whose place this one takes, and nothing else."""
        with self._desk.change(None) as change:
            for table in (self._table, self._places, self._cares):
                table.delete("1", ())
            for backup in known.backups:
                self._table.add(replace(backup, id=0))
            if known.second_place is not None:
                self._places.add(replace(known.second_place, id=0), {"id": 1})
            if known.care.id:
                self._cares.add(replace(known.care, id=0), {"id": 1})
            change.touch(Kind.BACKUP)

    def forget_own(self) -> None:
        """The vault lies in another folder now, in whose `backups/` there are none of these."""
        self.forget([each.path for each in self.all() if not self.is_elsewhere(each)])

    @property
    def second_place(self) -> SecondPlace | None:
        """The folder elsewhere that was chosen, within reach or not."""
        found = self._places.where()
        return found[0] if found else None

    def choose_second_place(self, place: SecondPlace) -> None:
        """Let backups go there from now on. Those in a former place stay known where they are."""
        with self._desk.change(None) as change:
            self._let_go_of_second_place()
            self._places.add(replace(place, id=0, uid=""), {"id": 1})
            change.touch(Kind.BACKUP)

    def forget_second_place(self) -> None:
        """Use none any more; nothing in it is removed."""
        with self._desk.change(None) as change:
            self._let_go_of_second_place()
            change.touch(Kind.BACKUP)

    def second_place_seen(self, folder: Path) -> None:
        """The medium appeared, perhaps under another name than before."""
        known = self.second_place
        if known is not None and known.folder != folder:
            with self._desk.change(None) as change:
                self._places.update(replace(known, folder=folder))
                change.touch(Kind.BACKUP)

    @property
    def care(self) -> BackupCare:
        """What was said about backups."""
        found = self._cares.where()
        return found[0] if found else BackupCare()

    def explained(self, moment: datetime) -> None:
        """It was said at `moment` (UTC) why a backup elsewhere matters."""
        with self._desk.change(None) as change:
            self._care_with(explained_at=moment)
            change.touch(Kind.BACKUP)

    def failed(self, failure: str) -> None:
        """The day's own backup failed for the reason of that code."""
        with self._desk.change(None) as change:
            self._care_with(failed_at=now(), failure=failure)
            change.touch(Kind.BACKUP)

    def _begun(self) -> datetime:
        """When the vault was made, or a moment long ago where its log does not say."""
        entry = self._desk.log.latest(LogKind.CREATED)
        return entry.created_at if entry is not None else NEVER

    def _care_with(self, **values: datetime | str | None) -> None:
        changed = replace(self.care, **values)  # type: ignore[arg-type] # names and types are ours
        if changed.id:
            self._cares.update(changed)
        elif changed != BackupCare():
            self._cares.add(changed, {"id": 1})

    def _keep(self, backup: KnownBackup) -> None:
        with self._desk.change(None) as change:
            self._table.update(self._stored(backup))
            change.touch(Kind.BACKUP, backup.id)

    def _drop(self, path: Path) -> None:
        known = self.at(path)
        if known is not None:
            self._table.delete("id = ?", (known.id,))

    def _let_go_of_second_place(self) -> None:
        """Give what lies in it its full path, since there is nothing left to be relative to."""
        bases = self._bases()
        for each in self._table.where("origin = ?", (BackupOrigin.SECOND_PLACE,)):
            self._table.update(_found(each, bases))
        self._places.delete("1", ())

    def _where(
        self, condition: str, values: Iterable[object] = (), *, limit: int = -1
    ) -> list[KnownBackup]:
        """The backups that meet an SQL condition, the newest first; all where `limit` is -1."""
        bases = self._bases()
        found = self._table.where(condition, values, order=f"{_NEWEST_FIRST} LIMIT {int(limit)}")
        return [_found(each, bases) for each in found]

    def _stored(self, backup: KnownBackup) -> KnownBackup:
        base = _base_of(backup, self._bases())
        if base is None or not backup.path.is_relative_to(base):
            return backup
        return replace(backup, path=backup.path.relative_to(base))

    def _bases(self) -> _Bases:
        place = self.second_place
        return self._desk.vault.folder.root, place.folder if place is not None else None


_Bases = tuple[Path, Path | None]
"""The vault's folder and the second place: what is kept relative to either."""


def _found(backup: KnownBackup, bases: _Bases) -> KnownBackup:
    base = _base_of(backup, bases)
    # `/` leaves a path that is absolute already alone.
    return backup if base is None else replace(backup, path=base / backup.path)


def _base_of(backup: KnownBackup, bases: _Bases) -> Path | None:
    root, second = bases
    if backup.origin is BackupOrigin.SECOND_PLACE:
        return second
    return None if backup.origin is BackupOrigin.CHOSEN else root
