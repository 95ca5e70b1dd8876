"""Before a vault is brought up to another schema, there is a proven backup of it as it was."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from peerdesk.app import open_desk
from peerdesk.backup import before_migration, make
from peerdesk.backup.before_migration import BeforeMigration
from peerdesk.backup.proof import inspect, verify
from peerdesk.domain.backups import BackupOrigin
from peerdesk.errors import UserError
from peerdesk.ui.folder_lock import QtFolderLock
from peerdesk.ui.messages import finding_in_words
from peerdesk.vault import vault as vault_module
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.migrations import SCHEMA_FOLDER, SCHEMA_VERSION
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.unlocking import unlock


@pytest.fixture
def longer(tmp_path: Path) -> Path:
    """The shipped schema and one step more."""
    folder = tmp_path / "longer"
    shutil.copytree(SCHEMA_FOLDER, folder)
    step = f"{SCHEMA_VERSION + 1:04}_extra.sql"
    (folder / step).write_text("ALTER TABLE members ADD COLUMN extra TEXT NOT NULL DEFAULT '';")
    return folder


def unlocked(folder: VaultFolder, secret: str, schema: Path, before: BeforeMigration) -> OpenVault:
    lock = QtFolderLock(folder.lock_file)
    return unlock(folder, secret, lock=lock, schema=schema, back_up_first=before)


def test_the_vault_as_it_was_is_a_backup_that_opens(
    made_copy: Path, passphrase: str, longer: Path
) -> None:
    folder, before = VaultFolder(made_copy), BeforeMigration()
    with unlocked(folder, passphrase, longer, before) as vault:
        (finding,) = vault.findings
    assert finding.kind is FindingKind.MIGRATED_AFTER_BACKUP
    assert finding.kept_as in finding_in_words(finding)
    assert before.made is not None
    assert before.made.path == folder.backups / finding.kept_as
    assert before.made.origin is BackupOrigin.BEFORE_MIGRATION
    assert inspect(before.made.path).schema_version == SCHEMA_VERSION
    assert verify(before.made.path, passphrase).counts["members"] == 4


def test_a_vault_of_this_version_gets_none(made_copy: Path, passphrase: str) -> None:
    before = BeforeMigration()
    unlocked(VaultFolder(made_copy), passphrase, SCHEMA_FOLDER, before).close()
    assert before.made is None


def test_a_vault_too_large_for_a_backup_is_copied_as_it_is(
    made_copy: Path, passphrase: str, longer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "DATABASE_LIMIT", 4096)
    folder, before = VaultFolder(made_copy), BeforeMigration()
    content = folder.database.read_bytes()
    with unlocked(folder, passphrase, longer, before) as vault:
        (finding,) = vault.findings
    assert finding.kind is FindingKind.MIGRATED
    assert "too large" in finding_in_words(finding)
    assert (folder.backups / finding.kept_as).read_bytes() == content


def test_a_vault_that_can_not_be_backed_up_stays_as_it_is(
    made_copy: Path, passphrase: str, longer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise UserError(VaultTrouble.DISK_FULL)

    monkeypatch.setattr(before_migration, "back_up_into", full)
    folder = VaultFolder(made_copy)
    content = folder.database.read_bytes()
    with pytest.raises(UserError) as refused:
        unlocked(folder, passphrase, longer, BeforeMigration())
    assert refused.value.code is VaultTrouble.DISK_FULL
    assert folder.database.read_bytes() == content


def test_the_desk_remembers_the_backup_that_was_made_before_it_was_there(
    made_copy: Path, passphrase: str, longer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_module, "unlock", partial(unlock, schema=longer))
    desk = open_desk(VaultFolder(made_copy), passphrase)
    (known,) = desk.backups.all()
    desk.close()
    assert known.origin is BackupOrigin.BEFORE_MIGRATION
    assert verify(known.path, passphrase).counts["members"] == known.members
