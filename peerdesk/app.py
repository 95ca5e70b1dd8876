"""The composition root: the one place that builds objects and wires them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.recovery_words import RecoveryWords
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
    from peerdesk.desk.desk import Desk  # noqa: PLC0415 - the prompt must not wait for these
    from peerdesk.desk.library import install_built_ins  # noqa: PLC0415
    from peerdesk.domain.log import LogKind  # noqa: PLC0415
    from peerdesk.ui.folder_lock import QtFolderLock  # noqa: PLC0415
    from peerdesk.vault.kdf import calibrate  # noqa: PLC0415
    from peerdesk.vault.vault import create  # noqa: PLC0415

    desk = Desk(
        create(
            folder,
            passphrase=passphrase,
            label=label,
            recovery=recovery,
            cost=cost or calibrate(),
            lock=QtFolderLock(folder.lock_file),
            name=name,
            is_sample=is_sample,
        )
    )
    desk.note_in_log(LogKind.CREATED)
    install_built_ins(desk)
    return desk


def open_desk(
    folder: VaultFolder, secret: str, progress: Callable[[str], None] | None = None
) -> Desk:
    """Unlock a vault with a passphrase or its recovery words.

    Raises UserError and VaultError with the codes of `peerdesk.vault.troubles`.
    """
    from peerdesk.desk.desk import Desk  # noqa: PLC0415 - the prompt must not wait for these
    from peerdesk.desk.library import install_built_ins  # noqa: PLC0415
    from peerdesk.domain.log import LogKind  # noqa: PLC0415
    from peerdesk.ui.folder_lock import QtFolderLock  # noqa: PLC0415
    from peerdesk.vault.vault import unlock  # noqa: PLC0415

    vault = unlock(folder, secret, lock=QtFolderLock(folder.lock_file), progress=progress)
    desk = Desk(vault)
    desk.note_in_log(LogKind.UNLOCKED)
    install_built_ins(desk)
    return desk


def run_window(vault: Path | None) -> int:
    """Open the window, at the unlock prompt of `vault` where one is named. Gives the exit code.

    The process is hardened before anything else, because a filter on system calls must be there
    before the first thread starts.
    """
    from peerdesk.safety.hardening import harden  # noqa: PLC0415
    from peerdesk.safety.network import refuse_network  # noqa: PLC0415

    harden()
    refuse_network()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from peerdesk.settings import SettingsStore  # noqa: PLC0415
    from peerdesk.ui import last_resort, theme  # noqa: PLC0415
    from peerdesk.ui.entry.services import EntryServices  # noqa: PLC0415
    from peerdesk.ui.program import Program  # noqa: PLC0415

    application = QApplication(["PeerDesk", "-style", "Fusion"])
    application.setApplicationName("PeerDesk")
    application.setDesktopFileName("peerdesk")
    last_resort.install()
    settings = SettingsStore()
    theme.apply(application, settings.current.theme)
    services = EntryServices(
        settings=settings,
        open_desk=open_desk,
        create_desk=create_desk,
        restore=restore_backup,
        sample_desk=sample_desk,
    )
    program = Program(application, services)
    program.begin(vault)
    return application.exec()


def restore_backup(
    source: Path, folder: VaultFolder, secret: str, progress: Callable[[str], None]
) -> None:
    """Prove a backup and make a new vault of it. Raises as `peerdesk.backup.restore` does."""
    from peerdesk.backup.restore import restore  # noqa: PLC0415

    restore(source, folder, secret, progress=progress)


def sample_desk(root: Path) -> Desk:
    """A vault of made-up people in `root`, under a passphrase that nobody needs to know."""
    import secrets  # noqa: PLC0415
    from datetime import date  # noqa: PLC0415

    from peerdesk.desk.sample import fill_with_sample  # noqa: PLC0415
    from peerdesk.domain.recovery_words import generate  # noqa: PLC0415
    from peerdesk.domain.sample_files import parse_programme  # noqa: PLC0415
    from peerdesk.paths import resource  # noqa: PLC0415
    from peerdesk.vault.files import VaultFolder  # noqa: PLC0415
    from peerdesk.vault.kdf import FLOOR  # noqa: PLC0415
    from peerdesk.vault.words import word_list  # noqa: PLC0415

    text = resource("samples", "en", "programme.toml").read_text(encoding="utf-8")
    desk = create_desk(
        VaultFolder(root),
        passphrase=secrets.token_urlsafe(32),
        label="Facilitator",
        recovery=generate(word_list(), secrets.randbelow),
        name="Sample vault",
        cost=FLOOR,
        is_sample=True,
    )
    fill_with_sample(desk, parse_programme(text), date.today())  # noqa: DTZ011 - the local day
    return desk
