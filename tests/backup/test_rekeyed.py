"""A backup with a passphrase of its own: the same records, and no way from it to the vault."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filled_vault import NAMES, PLANTED, names_in

from peerdesk.app import open_desk
from peerdesk.backup.container import opened_file, read_container
from peerdesk.backup.make import export
from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.opened import opened_database
from peerdesk.backup.proof import inspect, opens_with, verify
from peerdesk.backup.rekeyed import OwnPassphrase
from peerdesk.backup.reports import BackupStep
from peerdesk.backup.restore import restore
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.rehearsals import is_due, last_rehearsal, recovery_made_on
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError, VaultError, WrongPassphraseError
from peerdesk.vault.cipher import connect
from peerdesk.vault.counting import row_digest, schema_version
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.migrations import APPLICATION_ID
from peerdesk.vault.rekeying import rekeyed_copy
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list

OWN = OwnPassphrase("nine loud benches by the door", "Passphrase of a backup")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "Own.peerdesk-backup"


def test_it_opens_with_its_own_passphrase_and_with_nothing_else(
    filled_desk: Desk, target: Path, passphrase: str
) -> None:
    report = export(filled_desk.vault, target, own=OWN)
    assert verify(target, OWN.secret) == report
    assert report.counts["members"] == len(NAMES)
    with pytest.raises(WrongPassphraseError) as raised:
        verify(target, passphrase)
    assert raised.value.code is BackupTrouble.WRONG_OWN_PASSPHRASE


def test_its_keys_do_not_open_the_vault_and_share_no_byte_of_key_with_it(
    filled_desk: Desk, target: Path
) -> None:
    export(filled_desk.vault, target, own=OWN)
    assert not filled_desk.vault.accepts(OWN.secret)
    vault_keys = json.loads(filled_desk.vault.keys_json())
    with opened_file(target) as file:
        own_keys = json.loads(read_container(file).keys)
    assert own_keys["vault"] == vault_keys["vault"]
    assert [slot["kind"] for slot in own_keys["slots"]] == ["passphrase"]
    assert own_keys["slots"][0]["memory_kib"] == vault_keys["slots"][0]["memory_kib"]
    mine = filled_desk.vault.folder.database.read_bytes()
    assert mine[:16] not in target.read_bytes()


def test_what_it_opens_with_can_be_asked_before_a_passphrase(
    filled_desk: Desk, target: Path, tmp_path: Path
) -> None:
    export(filled_desk.vault, target, own=OWN)
    export(filled_desk.vault, tmp_path / "usual")
    assert opens_with(target) is inspect(target).opens_with is OpensWith.OWN
    assert opens_with(tmp_path / "usual") is OpensWith.VAULT


def test_every_row_is_the_same_and_the_versions_are_kept(filled_desk: Desk, target: Path) -> None:
    export(filled_desk.vault, target, own=OWN)
    with closing(filled_desk.vault.reader()) as live, opened_database(target, OWN.secret) as copy:
        assert row_digest(copy.connection) == row_digest(live)
        assert schema_version(copy.connection) == schema_version(live)
        application = copy.connection.execute("PRAGMA application_id").fetchone()[0]
        assert application == APPLICATION_ID


def test_a_digest_of_rows_sees_every_value_of_every_table(filled_desk: Desk) -> None:
    connection = filled_desk.vault.connection
    before = row_digest(connection)
    assert row_digest(connection) == before
    for change in (
        "UPDATE members SET pronouns = 'x' WHERE id = 1",
        "UPDATE member_notes SET updated_at = 'x'",
        "DELETE FROM log_entries WHERE id = (SELECT max(id) FROM log_entries)",
        "INSERT INTO group_notes_search (group_notes_search, rank) VALUES ('automerge', 2)",
    ):
        connection.execute("BEGIN")
        connection.execute(change)
        assert row_digest(connection) != before, change
        connection.execute("ROLLBACK")
    assert row_digest(connection) == before


def test_no_word_of_the_vault_lies_in_clear_while_it_is_made(
    filled_desk: Desk, target: Path
) -> None:
    seen: list[bytes] = []

    def look(_step: BackupStep) -> None:
        seen.extend(each.read_bytes() for each in target.parent.rglob("*") if each.is_file())

    export(filled_desk.vault, target, own=OWN, progress=look)
    seen.append(target.read_bytes())
    words = [*NAMES[:3], *PLANTED.split(), "Tuesday circle", "Harbour House", "Robin", OWN.label]
    assert [word for word in words if any(word.encode() in raw for raw in seen)] == []


def test_the_vaults_own_passphrase_is_refused_as_that_of_a_backup(
    filled_desk: Desk, target: Path, passphrase: str
) -> None:
    with pytest.raises(UserError) as raised:
        export(filled_desk.vault, target, own=OwnPassphrase(passphrase, "x"))
    assert raised.value.code is BackupTrouble.OWN_IS_THE_VAULTS
    with pytest.raises(UserError) as raised:
        export(filled_desk.vault, target, own=OwnPassphrase("too short", "x"))
    assert raised.value.code is VaultTrouble.PASSPHRASE_TOO_SHORT
    assert names_in(target.parent) == []


def test_a_row_that_is_lost_on_the_way_is_caught(
    filled_desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value is changed under the new key, so that every page, count and digest fits."""

    def lossy(database: Path, key: bytearray, copy: Path, copy_key: bytearray) -> str:
        rows = rekeyed_copy(database, key, copy, copy_key)
        with closing(connect(copy, copy_key)) as connection:
            connection.execute("UPDATE members SET chosen_name = 'Nobody' WHERE id = 1")
        return rows

    monkeypatch.setattr("peerdesk.backup.rekeyed.rekeyed_copy", lossy)
    with pytest.raises(VaultError) as raised:
        export(filled_desk.vault, target, own=OWN)
    assert (raised.value.code, raised.value.data) == (BackupTrouble.PROOF_FAILED, {"part": "rows"})
    assert names_in(target.parent) == []


def at(step: BackupStep, act: Callable[[], object]) -> Callable[[BackupStep], None]:
    def progress(begun: BackupStep) -> None:
        if begun is step:
            act()

    return progress


@pytest.mark.parametrize("step", [BackupStep.REKEYING, BackupStep.WRITING])
def test_the_vault_is_not_held_while_the_copy_is_encrypted_and_written(
    filled_desk: Desk, target: Path, step: BackupStep
) -> None:
    group = filled_desk.groups.all()[0]
    report = export(
        filled_desk.vault,
        target,
        own=OWN,
        progress=at(step, lambda: filled_desk.groups.save(group)),
    )
    assert report.counts["members"] == len(NAMES)


def test_a_vault_made_of_it_opens_has_no_recovery_words_and_can_be_given_some(
    filled_desk: Desk, target: Path, tmp_path: Path
) -> None:
    export(filled_desk.vault, target, own=OWN)
    root = tmp_path / "again"
    restore(target, VaultFolder(root), OWN.secret)
    desk = open_desk(VaultFolder(root), OWN.secret)
    assert [way.label for way in desk.vault.slots()] == [OWN.label]
    assert recovery_made_on(desk.vault) is None
    assert last_rehearsal(desk) is None
    assert not is_due(desk, datetime.now(UTC))
    words = generate(word_list(), lambda below: below // 2)
    desk.vault.renew_recovery(OWN.secret, words, desk.vault.dearest_cost)
    assert recovery_made_on(desk.vault) is not None
    desk.close()
    reopened = open_desk(VaultFolder(root), words.secret)
    assert reopened.vault.opened_with is SlotKind.RECOVERY
    reopened.close()


def test_a_full_temporary_folder_leaves_the_earlier_backup(
    filled_desk: Desk, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(filled_desk.vault, target, own=OWN)
    before = target.read_bytes()
    gone = tmp_path / "temporary"
    gone.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(gone))
    with pytest.raises(UserError) as raised:
        export(
            filled_desk.vault,
            target,
            own=OWN,
            progress=at(BackupStep.REKEYING, lambda: shutil.rmtree(gone)),
        )
    assert raised.value.code is VaultTrouble.MEDIUM_GONE
    assert target.read_bytes() == before
    assert names_in(target.parent) == [target.name]
