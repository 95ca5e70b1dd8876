"""The composition root: the one place that builds objects and wires them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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
