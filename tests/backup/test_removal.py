"""Which files go where somebody wants backups gone: those very backups, and no other file."""

import secrets
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from peerdesk.app import open_desk
from peerdesk.backup.records import export_to
from peerdesk.backup.removal import Removal, remove
from peerdesk.desk.desk import Desk
from peerdesk.desk.settling import settle_new_key
from peerdesk.domain.backups import KnownBackup
from peerdesk.domain.recovery_words import generate
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.reencryption import NewKeyWish, encrypt_anew
from peerdesk.vault.words import word_list


def backed_up(desk: Desk, target: Path) -> KnownBackup:
    return desk.backups.remember(export_to(desk.vault, target).known)


def with_a_new_key(desk: Desk, passphrase: str) -> Desk:
    vault = desk.vault
    wish = NewKeyWish(
        {vault.ways.opened_slot: passphrase}, generate(word_list(), secrets.randbelow)
    )
    ready = encrypt_anew(vault, wish, settle_new_key)
    desk.close(keep_lock=True)
    ready.take_place()
    vault.lock.release()
    return open_desk(VaultFolder(vault.folder.root), passphrase)


def test_a_backup_from_before_a_new_key_goes_as_well(
    filled_desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    """Whoever was erased is in it as in any other."""
    backed_up(filled_desk, older := tmp_path / "older.peerdesk-backup")
    with closing(with_a_new_key(filled_desk, passphrase)) as desk:
        assert remove(desk.vault.vault_id, desk.backups.all()) == Removal((older,), (), ())
    assert not older.exists()


def test_a_later_backup_that_came_under_the_same_name_stays(
    filled_desk: Desk, tmp_path: Path
) -> None:
    """Made by a vault beside this one, say: nobody asked for it to go."""
    known = backed_up(filled_desk, target := tmp_path / "evening.peerdesk-backup")
    earlier = replace(known, made_at=known.made_at.replace(year=known.made_at.year - 1))
    assert remove(filled_desk.vault.vault_id, [earlier]) == Removal((), (), (target,))
    assert target.exists()
