"""`peerdesk keys`, started as a process."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import peerdesk

from peerdesk.app import create_desk, open_desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import RecoveryWords, generate
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

KIM = "nine lanterns over a quiet harbour"
File = Callable[[str, str], Path]


@pytest.fixture
def words() -> RecoveryWords:
    return generate(word_list(), secrets.randbelow)


@pytest.fixture
def root(tmp_path: Path, passphrase: str, words: RecoveryWords) -> Path:
    folder = tmp_path / "vault"
    create_desk(
        VaultFolder(folder),
        passphrase=passphrase,
        label="Robin",
        recovery=words,
        name="Harbour House",
        cost=FLOOR,
    ).close()
    return folder


@pytest.fixture
def file(tmp_path: Path) -> File:
    """Makes a passphrase file."""

    def make(name: str, secret: str) -> Path:
        path = tmp_path / name
        path.write_text(secret + "\n", encoding="utf-8")
        return path

    return make


@pytest.mark.parametrize(
    "arguments",
    [
        ("x", "bogus"),
        ("x", "add"),
        ("x", "remove", "--label", " "),
        ("x", "new-key"),
        ("x", "change", "--passphrase-file", "-", "--new-passphrase-file", "-"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...]) -> None:
    done = peerdesk("keys", *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_passphrase_is_added_listed_renamed_changed_fitted_and_removed(
    root: Path, file: File, passphrase: str
) -> None:
    robin, kim = file("robin", passphrase), file("kim", KIM)
    mine = ("--passphrase-file", robin)
    done = peerdesk("keys", root, "add", *mine, "--new-passphrase-file", kim, "--label", "Kim")
    assert done.returncode == 0, done.stderr
    as_kim = ("--passphrase-file", kim)
    assert peerdesk("keys", root, "rename", *as_kim, "--label", "Kim Vane").returncode == 0
    listed = peerdesk("keys", root, *as_kim).stdout.splitlines()
    assert [line.split(" ", 3)[1::2] for line in listed] == [
        ["passphrase", "Robin"],
        ["recovery", "Recovery words"],
        ["passphrase", "Kim Vane"],
    ]
    refused = peerdesk(
        "keys", root, "change", *mine, "--new-passphrase-file", file("n", "Harbour House Kim")
    )
    assert (refused.returncode, "guessed too quickly" in refused.stderr) == (1, True)
    other = file("other", "seven damp notebooks by a stove")
    assert peerdesk("keys", root, "change", *mine, "--new-passphrase-file", other).returncode == 0
    assert peerdesk("keys", root, "recalibrate", "--passphrase-file", other).returncode == 0
    unknown = peerdesk("keys", root, "remove", *as_kim, "--label", "Nobody")
    assert (unknown.returncode, "No single passphrase" in unknown.stderr) == (1, True)
    assert peerdesk("keys", root, "remove", *as_kim, "--label", "Robin").returncode == 0
    assert peerdesk("keys", root, "--passphrase-file", other).returncode == 4
    last = peerdesk("keys", root, "remove", *as_kim, "--label", "Kim Vane")
    assert (last.returncode, "last passphrase" in last.stderr) == (1, True)
    desk = open_desk(VaultFolder(root), KIM)
    kinds = {entry.kind for entry in desk.log.entries()}
    desk.close()
    assert kinds >= {
        LogKind.KEY_ADDED,
        LogKind.KEY_RENAMED,
        LogKind.KEYS_CHANGED,
        LogKind.KEY_FITTED,
        LogKind.KEY_REMOVED,
    }


def test_the_recovery_words_add_a_passphrase_and_change_none(
    root: Path, file: File, words: RecoveryWords
) -> None:
    sheet, kim = file("sheet", words.secret), file("kim", KIM)
    by_words = ("--passphrase-file", sheet)
    refused = peerdesk("keys", root, "change", *by_words, "--new-passphrase-file", kim)
    assert (refused.returncode, "needs a passphrase" in refused.stderr) == (1, True)
    added = peerdesk("keys", root, "add", *by_words, "--new-passphrase-file", kim, "--label", "Kim")
    assert added.returncode == 0, added.stderr
    open_desk(VaultFolder(root), KIM).close()


def test_everything_is_encrypted_anew_after_a_backup(
    root: Path, file: File, passphrase: str, words: RecoveryWords, tmp_path: Path
) -> None:
    mine = ("--passphrase-file", file("robin", passphrase))
    backup = tmp_path / "before.peerdesk-backup"
    done = peerdesk("keys", root, "new-key", *mine, "--backup", backup)
    assert done.returncode == 0, done.stderr
    new_words = done.stdout.strip()
    assert len(new_words.split(" ")) == 12
    assert peerdesk("keys", root, "--passphrase-file", file("old", words.secret)).returncode == 4
    assert peerdesk("keys", root, "--passphrase-file", file("new", new_words)).returncode == 0
    assert peerdesk("verify", backup, *mine).returncode == 0
    desk = open_desk(VaultFolder(root), passphrase)
    assert desk.log.latest(LogKind.VAULT_KEY_RENEWED) is not None
    assert desk.vault.findings == ()
    desk.close()
