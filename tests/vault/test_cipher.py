import errno
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from vault_kit import Desk, add_member

from peerdesk.errors import PeerDeskError, UserError, VaultError
from peerdesk.vault.cipher import SETTINGS, connect, integrity_faults, told, translating
from peerdesk.vault.troubles import VaultTrouble

KEY = bytes(range(48))


def test_every_setting_of_the_contract_holds(tmp_path: Path) -> None:
    path = tmp_path / "with space #and?marks%20.db"
    path.touch()
    connection = connect(path, bytearray(KEY))
    for name, _, answer in SETTINGS:
        assert connection.execute(f"PRAGMA {name}").fetchone() == (answer,)
    with pytest.raises(dbapi2.OperationalError):
        connection.execute("SELECT load_extension('nothing')")
    connection.execute("CREATE TABLE t (a TEXT) STRICT")
    connection.close()
    assert path.read_bytes()[:16] == KEY[32:]


def test_the_given_key_is_left_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    key = bytearray(KEY)
    connect(path, key).close()
    assert key == KEY
    with pytest.raises(ValueError, match="48 bytes"):
        connect(path, bytearray(32))


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError) as trouble:
        connect(tmp_path / "none.db", bytearray(KEY))
    assert trouble.value.code is VaultTrouble.MEDIUM_GONE
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_writes_nothing_to_standard_error(desk: Desk) -> None:
    data = bytearray(desk.folder.database.read_bytes())
    data[9000] ^= 1
    desk.folder.database.write_bytes(data)
    script = (
        "import sys\nfrom pathlib import Path\nfrom vault_kit import Desk\n"
        "from peerdesk.errors import VaultError\nfrom peerdesk.vault.files import VaultFolder\n"
        "try:\n    Desk(VaultFolder(Path(sys.argv[1])), '').unlock()\n"
        "except VaultError as trouble:\n    print(trouble.code)\n"
    )
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", script, str(desk.folder.root)],
        env={"PYTHONPATH": f"{here}:{here.parent.parent}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("database-damaged\n", "")


def test_a_foreign_key_without_its_row_is_a_fault(desk: Desk) -> None:
    with desk.unlock() as vault:
        assert integrity_faults(vault.connection) == []
        vault.connection.execute("PRAGMA foreign_keys = OFF")
        vault.connection.execute(
            "INSERT INTO memberships (uid, created_at, updated_at, group_id, member_id, role)"
            " VALUES ('u', 'now', 'now', 99, 1, 'member')"
        )
        assert len(integrity_faults(vault.connection)) == 1


def test_a_reader_on_another_thread_reads_and_cannot_write(desk: Desk) -> None:
    answers: list[object] = []

    def work() -> None:
        reader = vault.reader()
        answers.append(reader.execute("SELECT count(*) FROM members").fetchone())
        try:
            with translating():
                reader.execute("DELETE FROM members")
        except PeerDeskError as trouble:
            answers.append(trouble.code)
        reader.close()

    with desk.unlock() as vault:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        add_member(vault, "x")
    assert answers == [(41,), VaultTrouble.READ_ONLY]


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        (errno.ENOSPC, UserError, VaultTrouble.DISK_FULL),
        (errno.EROFS, UserError, VaultTrouble.READ_ONLY),
        (errno.EACCES, UserError, VaultTrouble.READ_ONLY),
        (errno.ENODEV, UserError, VaultTrouble.MEDIUM_GONE),
        (errno.EIO, VaultError, VaultTrouble.IO_FAILED),
    ],
)
def test_a_systems_error_has_its_own_trouble(
    number: int, kind: type[PeerDeskError], code: VaultTrouble
) -> None:
    with pytest.raises(kind) as trouble, translating():
        raise OSError(number, "x")
    assert trouble.value.code is code


def test_a_second_writer_is_busy_and_a_bug_stays_a_bug(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    one, other = connect(path, bytearray(KEY)), connect(path, bytearray(KEY))
    one.execute("BEGIN EXCLUSIVE")
    other.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(UserError) as trouble, translating():
        other.execute("BEGIN IMMEDIATE")
    assert trouble.value.code is VaultTrouble.BUSY
    with pytest.raises(dbapi2.OperationalError) as bug, translating():
        one.execute("SELECT nonsense")
    assert told(bug.value) is None
    one.close()
    other.close()
