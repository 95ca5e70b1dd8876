"""`peerdesk script` as its users meet it: started as a process, judged by what it leaves."""

from functools import partial
from pathlib import Path

import pytest
from command_line import PROJECT, peerdesk

from peerdesk.app import open_desk
from peerdesk.domain.members import Member
from peerdesk.domain.script_files import parse_script
from peerdesk.domain.scripts import Script
from peerdesk.vault.files import VaultFolder

script = partial(peerdesk, "script")


def own_scripts(folder: VaultFolder, passphrase: str) -> list[Script]:
    desk = open_desk(folder, passphrase)
    try:
        return [each for each in desk.scripts.all() if not each.built_in]
    finally:
        desk.close()


def test_a_script_goes_out_as_a_file_and_comes_in_again(
    vault_folder: VaultFolder, passphrase: str, key: Path, tmp_path: Path
) -> None:
    file = tmp_path / "duelo.toml"
    vault = vault_folder.root

    out = peerdesk(
        "script", "export", vault, "es/bereavement", "-o", file, "--passphrase-file", key
    )
    assert (out.returncode, out.stdout) == (0, f"bytes {file.stat().st_size}\n")
    assert "can read it" in out.stderr
    assert parse_script(file.read_text("utf-8"), file.name).title == "Duelo"

    file.write_text(file.read_text("utf-8").replace('"Duelo"', '"Nuestro duelo"'), "utf-8")
    back = script("import", vault, file, "--passphrase-file", key)
    assert (back.returncode, back.stdout) == (0, "added Nuestro duelo\n")
    assert [each.title for each in own_scripts(vault_folder, passphrase)] == ["Nuestro duelo"]

    again = script("import", vault, file, "--passphrase-file", key)
    assert again.returncode == 1
    assert "with the same words" in again.stderr


def test_a_name_of_the_vault_leaves_in_a_script_only_where_that_is_meant(
    vault_folder: VaultFolder, passphrase: str, key: Path, tmp_path: Path
) -> None:
    desk = open_desk(vault_folder, passphrase)
    desk.members.save(Member(chosen_name="Marlene"))
    general = next(each for each in desk.scripts.all() if each.origin == "general")
    desk.scripts.duplicate(general.id, "Marlene's words")
    desk.close()
    file = tmp_path / "ours.toml"
    export = ("export", vault_folder.root, "marlene's words", "--passphrase-file", key, "-o", file)

    refused = script(*export)
    assert refused.returncode == 1
    assert "in the script: Marlene." in refused.stderr
    assert not file.exists()

    assert script(*export, "--with-names").returncode == 0
    assert "Marlene" in file.read_text("utf-8")


def test_a_file_is_checked_without_a_vault(tmp_path: Path) -> None:
    good = PROJECT / "resources" / "scripts" / "en" / "voices.toml"
    checked = script("check", good)
    assert checked.returncode == 0
    assert checked.stdout.splitlines()[0] == "script en/voices"

    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text("utf-8").replace('kind = "roles"', 'kind = "rolls"'), "utf-8")
    refused = script("check", bad)
    assert refused.returncode == 1
    assert "In bad.toml, line 35: “rolls”" in refused.stderr


@pytest.mark.parametrize("name", ["", "no-such-file.toml"])
def test_what_is_no_script_file_is_said_in_words(tmp_path: Path, name: str) -> None:
    refused = script("check", tmp_path / name)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1


def test_an_unknown_script_is_answered_with_those_there_are(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    file = tmp_path / "x.toml"
    refused = peerdesk(
        "script", "export", vault_folder.root, "none", "-o", file, "--passphrase-file", key
    )
    assert refused.returncode == 1
    assert "general" in refused.stderr
    assert "es/general" in refused.stderr
    assert not file.exists()
