"""The composition root: the one place that builds objects and wires them together."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.recovery_words import RecoveryWords
    from peerdesk.domain.restoring import Settled
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.repairing import Repaired
    from peerdesk.vault.files import VaultFolder
    from peerdesk.vault.kdf import KdfCost


def create_desk(
    folder: VaultFolder,
    *,
    passphrase: str,
    label: str,
    recovery: RecoveryWords,
    name: str,
    cost: KdfCost | None = None,
    is_sample: bool = False,
) -> Desk:
    """Make a vault with the built-in scripts in it and open it.

    `cost` is calibrated on this machine where it is None. Raises UserError and VaultError with the
    codes of `peerdesk.vault.troubles`; on any failure nothing is left in `folder`.
    """
    from contextlib import ExitStack

    from peerdesk.desk.desk import Desk
    from peerdesk.desk.library import install_built_ins
    from peerdesk.desk.new_place import NewPlace
    from peerdesk.domain.log import LogKind
    from peerdesk.ui.folder_lock import QtFolderLock
    from peerdesk.vault.kdf import calibrate
    from peerdesk.vault.vault import create

    place = NewPlace.at(folder.root)
    cost = cost or calibrate()
    desk = Desk(
        create(
            folder,
            passphrase=passphrase,
            label=label,
            recovery=recovery,
            cost=cost,
            lock=QtFolderLock(folder.lock_file),
            name=name,
            is_sample=is_sample,
        )
    )
    with ExitStack() as undo:
        undo.callback(place.put_back)
        undo.callback(desk.close)
        desk.note_in_log(LogKind.CREATED)
        install_built_ins(desk)
        undo.pop_all()
    return desk


def open_desk(
    folder: VaultFolder, secret: str, progress: Callable[[str], None] | None = None
) -> Desk:
    """Unlock a vault with a passphrase or its recovery words.

    Raises UserError and VaultError with the codes of `peerdesk.vault.troubles`.
    """
    from contextlib import ExitStack

    from peerdesk.backup.before_migration import BeforeMigration
    from peerdesk.desk.desk import Desk
    from peerdesk.desk.library import install_built_ins
    from peerdesk.domain.log import LogKind
    from peerdesk.errors import UserError
    from peerdesk.ui.folder_lock import QtFolderLock
    from peerdesk.vault.findings import FindingKind
    from peerdesk.vault.keyfile import SlotKind
    from peerdesk.vault.troubles import VaultTrouble
    from peerdesk.vault.vault import unlock

    before_migration = BeforeMigration()
    vault = unlock(
        folder,
        secret,
        lock=QtFolderLock(folder.lock_file),
        progress=progress,
        back_up_first=before_migration,
    )
    desk = Desk(vault)
    with ExitStack() as undo:
        # A disk that fails at the first save must leave the vault closed and its lock free.
        undo.callback(vault.close)
        try:
            if before_migration.made is not None:
                desk.backups.remember(before_migration.made)
            for finding in vault.findings:
                if finding.kind in {FindingKind.FAILED_UNLOCKS, FindingKind.SLIPS}:
                    desk.note_in_log(LogKind.UNLOCK_FAILED, count=finding.count)
            by_words = vault.opened_with is SlotKind.RECOVERY
            desk.note_in_log(LogKind.UNLOCKED, SlotKind.RECOVERY if by_words else "")
            if vault.can_save:
                install_built_ins(desk)
        except UserError as error:
            # On a full disk a vault can be read all the same, as the findings say.
            if error.code is not VaultTrouble.DISK_FULL:
                raise
        undo.pop_all()
    return desk


def run_window(
    vault: Path | None, backup: Path | None = None, *, clock: Clock | None = None
) -> int:
    """Open the window, at the unlock prompt of `vault` where one is named. Gives the exit code.

    With a `backup`, that one is looked into instead. Without a `clock`, the computer's own is used.

    The process is hardened before anything else, because a filter on system calls must be there
    before the first thread starts. Without a screen it says so, and gives 1.
    """
    if not _has_screen():
        if sys.stderr is not None:
            sys.stderr.write(f"{_NO_SCREEN}\n")
        return 1
    import gc

    from peerdesk.safety.hardening import harden
    from peerdesk.safety.network import refuse_network

    # Nothing made until the prompt shows is garbage; looking for some would delay it by 5 ms.
    gc.disable()
    harden()
    refuse_network()
    from PySide6.QtWidgets import QApplication

    from peerdesk.settings import SettingsStore
    from peerdesk.ui import last_resort, theme
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.program import Program

    application = QApplication(["PeerDesk", "-style", "Fusion"])
    application.setApplicationName("PeerDesk")
    application.setDesktopFileName("peerdesk")
    last_resort.install()
    settings = SettingsStore(_settings_file())
    theme.apply(application, settings.current.theme)
    services = EntryServices(
        settings=settings,
        open_desk=open_desk,
        create_desk=create_desk,
        restore=restore_backup,
        sample_desk=sample_desk,
        clock=clock,
    )
    program = Program(application, services)
    program.begin(vault, backup)
    return application.exec()


_NO_SCREEN = (
    "There is no screen here for a window, or the one that DISPLAY, WAYLAND_DISPLAY or "
    "QT_QPA_PLATFORM names can't be reached; a screen over the network is never used. Nothing was "
    "opened. `peerdesk --help` lists the commands that need no screen."
)
_NEED_NO_SERVER = frozenset(
    {"eglfs", "linuxfb", "minimal", "minimalegl", "offscreen", "vkkhrdisplay", "vnc"}
)
"""Qt's own platforms for Linux, those of a display server aside."""
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where every X server listens


def _has_screen() -> bool:
    """Whether Qt will find a screen; it would end the process with a crash report otherwise.

    As far as names of files tell: asking the server itself would delay the unlock prompt.
    """
    if sys.platform != "linux":
        return True
    wanted = os.environ.get("QT_QPA_PLATFORM") or "xcb;wayland"
    names = [platform.partition(":")[0] for platform in wanted.split(";")]
    return any(
        name in _NEED_NO_SERVER
        or (name == "xcb" and _has_x_server(os.environ.get("DISPLAY", "")))
        or (name.startswith("wayland") and _has_wayland_server())
        for name in names
    )


def _has_x_server(display: str) -> bool:
    """Whether `display` is of this machine, and a socket is there for it."""
    host, colon, number = display.rpartition(":")
    if not colon:
        return False
    if host.startswith("/"):
        return Path(host).exists() or Path(display).exists()
    if host not in {"", "unix", "unix/"}:
        return False  # by TCP, which the filter on system calls refuses
    place = f"{_X_SOCKETS}{number.partition('.')[0]}"
    return Path(place).exists() or _is_listening(f"@{place}")


def _has_wayland_server() -> bool:
    if os.environ.get("WAYLAND_SOCKET"):
        return True
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    return Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).exists()


def _is_listening(name: str) -> bool:
    """Whether a local socket without a file is bound to `name`, written with an @ in front."""
    try:
        with Path("/proc/net/unix").open(encoding="utf-8", errors="replace") as sockets:
            return any(line.rstrip("\n").endswith(f" {name}") for line in sockets)
    except OSError:
        return False


def _settings_file() -> Path:
    """Where the window's settings are kept. Qt knows; `platformdirs` would cost the prompt 3 ms."""
    from pathlib import Path

    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "PeerDesk" / "settings.json"


def restore_backup(
    source: Path,
    folder: VaultFolder,
    secret: str,
    progress: Callable[[str], None] | None = None,
) -> Settled:
    """Prove a backup and make a new vault of it. Raises as `peerdesk.backup.restore.restore`."""
    from peerdesk.backup.restore import restore
    from peerdesk.desk.restoring import Settling

    settling = Settling()
    restore(source, folder, secret, settle=settling, progress=progress)
    return settling.done


def held(folder: VaultFolder) -> AbstractContextManager[None]:
    """Keep every other PeerDesk out of a vault that is not open. Raises as `FolderLock.acquire`."""
    from peerdesk.ui.folder_lock import held

    return held(folder)


def repair_vault(folder: VaultFolder, secret: str) -> Repaired:
    """Put what can be read of a damaged vault in its place; the damaged files are kept.

    Raises as `peerdesk.vault.repair.salvaged_beside`.
    """
    from peerdesk.ui.repairing import use_what_can_be_read

    return use_what_can_be_read(folder, secret)


def sample_desk(root: Path, passphrase: str | None = None) -> Desk:
    """A vault of made-up people in `root`, as of today.

    Without a `passphrase` it gets one that nobody knows. Its keys cost the least that is allowed:
    it holds nobody's data, and nobody should wait for it. On any failure nothing is left in `root`.
    """
    import secrets
    from contextlib import ExitStack
    from datetime import date

    from peerdesk.desk.new_place import NewPlace
    from peerdesk.desk.sample import built_in_programme, fill_with_sample
    from peerdesk.domain.recovery_words import generate
    from peerdesk.vault.files import VaultFolder
    from peerdesk.vault.kdf import FLOOR
    from peerdesk.vault.words import word_list

    place = NewPlace.at(root)
    programme = built_in_programme()
    desk = create_desk(
        VaultFolder(root),
        passphrase=passphrase or secrets.token_urlsafe(32),
        label="Facilitator",
        recovery=generate(word_list(), secrets.randbelow),
        name=programme.name,
        cost=FLOOR,
        is_sample=True,
    )
    with ExitStack() as undo:
        undo.callback(place.put_back)
        undo.callback(desk.close)
        fill_with_sample(desk, programme, date.today())  # noqa: DTZ011 - the day on the wall
        undo.pop_all()
    return desk
