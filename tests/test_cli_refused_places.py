"""A place that takes no file, told by each command in the words of what was wanted there."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import peerdesk

from peerdesk.app import open_desk
from peerdesk.domain.members import Member
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a place like /sys")

REFUSES = Path("/sys")
"""Nobody may make a file here, the superuser included."""
Words = Callable[[Path, Path, Path], list[str | Path]]


def paper(vault: Path, key: Path, _name: Path) -> list[str | Path]:
    return ["handout", "rules", "--vault", vault, "--passphrase-file", key, "-o", REFUSES / "r.pdf"]


def sheet_of_the_sample(_vault: Path, _key: Path, _name: Path) -> list[str | Path]:
    return ["handout", "rules", "--sample", "-o", REFUSES / "r.pdf"]


def copy_for_a_person(vault: Path, key: Path, name: Path) -> list[str | Path]:
    files: list[str | Path] = ["--passphrase-file", key, "--name-file", name]
    return ["held", vault, "-o", REFUSES / "copy.json", *files]


def script(vault: Path, key: Path, _name: Path) -> list[str | Path]:
    target: list[str | Path] = ["-o", REFUSES / "g.toml"]
    return ["script", "export", vault, "general", *target, "--passphrase-file", key]


def measured(_vault: Path, _key: Path, _name: Path) -> list[str | Path]:
    return ["privacy-check", "-o", REFUSES / "p.pdf"]


def backup(vault: Path, key: Path, _name: Path) -> list[str | Path]:
    return ["backup", vault, REFUSES / "b.peerdesk-backup", "--passphrase-file", key]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (paper, "Nothing was saved"),
        (sheet_of_the_sample, "Nothing was saved"),
        (copy_for_a_person, "Nothing was saved"),
        (script, "Nothing was saved"),
        (measured, "Nothing was saved"),
        (backup, "no backup was made"),
    ],
)
def test_a_place_that_takes_nothing_is_told_as_that_and_not_as_the_vaults(
    vault_folder: VaultFolder,
    passphrase: str,
    key: Path,
    tmp_path: Path,
    command: Words,
    words: str,
) -> None:
    desk = open_desk(vault_folder, passphrase)
    desk.members.save(Member(chosen_name="Wren"))
    desk.close()
    name = tmp_path / "name.txt"
    name.write_text("Wren", encoding="utf-8")
    done = peerdesk(*command(vault_folder.root, key, name))
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "copy the vault" not in done.stderr


def test_a_folder_for_a_vault_that_can_not_be_made_is_told(key: Path) -> None:
    done = peerdesk("new", REFUSES / "vault", "--passphrase-file", key)
    assert (done.returncode, done.stdout) == (1, "")
    assert "can't make that folder" in done.stderr
