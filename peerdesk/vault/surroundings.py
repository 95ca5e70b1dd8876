"""What else has its hands on the place where a vault lies: sync programs, and disks elsewhere.

Told by the marks that these programs leave, as their makers document them; the comments name each.
Only names of files are looked at. Nothing is written, and whatever can't be looked at is passed by.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from peerdesk.vault.mounts import MOUNTS, mount_of

MOST_BYTES: Final = 256 * 1024
"""More than any of the settings files that are read here has."""


class SyncService(StrEnum):
    """Programs that copy a folder to other computers."""

    DROPBOX = "Dropbox"
    ONEDRIVE = "OneDrive"
    ICLOUD = "iCloud Drive"
    GOOGLE_DRIVE = "Google Drive"
    NEXTCLOUD = "Nextcloud or ownCloud"
    SYNCTHING = "Syncthing"


NETWORK_SYSTEMS: Final = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.rclone", "fuse.sshfs", "glusterfs",
     "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)  # fmt: skip
"""File systems of other computers, as Linux names them: locks and flushes are not to be relied on
there (sqlite.org/useovernet.html)."""

_MARKS: Final[tuple[tuple[SyncService, re.Pattern[str]], ...]] = (
    # Dropbox's own folders within the one that it copies.
    (SyncService.DROPBOX, re.compile(r"\.dropbox(\.cache)?")),
    # docs.syncthing.net/users/config: the folder's marker; users/ignoring: its patterns.
    (SyncService.SYNCTHING, re.compile(r"\.stfolder|\.stignore|\.stversions")),
    # The clients' journals: docs.nextcloud.com, "Desktop client", and ownCloud's of before.
    (SyncService.NEXTCLOUD, re.compile(r"\.sync_[0-9a-f]+\.db|\._sync_[0-9a-f]+\.db"
                                       r"|\.(nextcloud|owncloud)sync\.log|\.csync_journal\.db")),
    (SyncService.GOOGLE_DRIVE, re.compile(r"\.tmp\.drive(down|up)load")),
)  # fmt: skip
_NAMES: Final[tuple[tuple[SyncService, re.Pattern[str]], ...]] = (
    # OneDrive calls its folder "OneDrive" or "OneDrive - Organisation"; macOS keeps all of them
    # in Library/CloudStorage, each with its own prefix.
    (SyncService.ONEDRIVE, re.compile(r"OneDrive( - .+|-.+)?")),
    (SyncService.ICLOUD, re.compile(r"com~apple~CloudDocs|Mobile Documents|iCloudDrive")),
    (SyncService.GOOGLE_DRIVE, re.compile(r"GoogleDrive-.+|Google Drive|DriveFS")),
    (SyncService.DROPBOX, re.compile(r"Dropbox( \(.+\))?|Dropbox-.+")),
)
_ONEDRIVE_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_CONFLICT: Final = re.compile(
    # "vault (conflicted copy 2026-11-22).db", "vault (Ada's conflicted copy).db" (Dropbox,
    # Nextcloud), "vault.sync-conflict-20261122-….db" (Syncthing), "vault-LAPTOP.db" (OneDrive),
    # "vault (1).db" (Google Drive), "vault 2.db" (iCloud).
    r"vault( \(.*conflict.*\)|\.sync-conflict-.+|-[A-Z0-9][\w-]*| \(\d+\)| \d+)\.(db|keys|seal)"
    r"|vault\.(db|keys|seal) \(.*conflict.*\)|vault\.(db|keys|seal)\.sync-conflict-.+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was recognised. `conflicts` are names of second copies that a sync program has made."""

    service: SyncService | None
    network: str
    """The kind of file system, where it is another computer's; else empty."""
    conflicts: tuple[str, ...]

    @property
    def are_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return self.service is None and not self.network and not self.conflicts


def look_around(
    place: Path,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
    mounts: Path = MOUNTS,
) -> Surroundings:
    """What has its hands on `place`, a vault's folder or one that is to become it."""
    found = place.expanduser().absolute()
    settings = _Settings(home or Path.home(), os.environ if environment is None else environment)
    return Surroundings(
        _service(found, settings), _network_system(found, mounts), tuple(_conflicts(found))
    )


@dataclass(frozen=True, slots=True)
class _Settings:
    home: Path
    environment: Mapping[str, str]

    def named_folders(self) -> Iterator[tuple[SyncService, Path]]:
        """The folders that the programs' own settings name."""
        for variable in _ONEDRIVE_VARIABLES:
            if self.environment.get(variable):
                yield SyncService.ONEDRIVE, Path(self.environment[variable])
        # help.dropbox.com, "locate your Dropbox folder programmatically".
        for place in (
            self.home / ".dropbox",
            Path(self.environment.get("LOCALAPPDATA", "")) / "Dropbox",
        ):
            for path in _dropbox_folders(_text(place / "info.json")):
                yield SyncService.DROPBOX, path
        config = self.home / ".config"
        for path in (config / "Nextcloud/nextcloud.cfg", config / "ownCloud/owncloud.cfg"):
            for line in _text(path).splitlines():
                if "localPath=" in line:
                    yield SyncService.NEXTCLOUD, Path(line.partition("localPath=")[2].strip())


def _service(place: Path, settings: _Settings) -> SyncService | None:
    for service, folder in settings.named_folders():
        if folder.is_absolute() and place.is_relative_to(folder):
            return service
    for folder in (place, *place.parents):
        names = set(_names_in(folder)) if folder != settings.home else set()
        # In the home folder itself `.dropbox` holds the program, and copies nothing.
        for service, mark in _MARKS:
            if any(mark.fullmatch(name) for name in names):
                return service
        for service, name in _NAMES:
            if name.fullmatch(folder.name):
                return service
    return None


def _conflicts(place: Path) -> list[str]:
    return sorted(name for name in _names_in(place) if _CONFLICT.fullmatch(name))


def _network_system(place: Path, mounts: Path) -> str:
    """The kind of file system, where it is another computer's."""
    if sys.platform == "win32":
        return "smb" if str(place).startswith("\\\\") else ""
    mount = mount_of(place, mounts)
    return mount.system if mount is not None and mount.system in NETWORK_SYSTEMS else ""


def _dropbox_folders(text: str) -> Iterator[Path]:
    try:
        accounts = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(accounts, dict):
        for account in accounts.values():
            if isinstance(account, dict) and isinstance(account.get("path"), str):
                yield Path(account["path"])


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are enough, and there may be many
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES).decode(errors="replace")
    except OSError:
        return ""
