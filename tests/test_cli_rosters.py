"""People imported without a window."""

import codecs
import os
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from command_line import counts, peerdesk, words_of

from peerdesk.app import open_desk
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.papers import choice_of
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutKind
from peerdesk.handouts.listed import handout_of
from peerdesk.vault.files import VaultFolder

UNUSUAL_NAMES = ("Zoë Ångström", "مها من الميناء", "נועה", "Kit 🌻", "ñ" * 200)


def test_a_roster_is_imported_and_its_odd_lines_are_counted(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    table = tmp_path / "roster.csv"
    table.write_bytes(
        codecs.BOM_UTF8 + "Chosen name;Pronouns\nZoë;she\n\nzoë;she\nSam;\n;they\n".encode()
    )

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    assert counts(done.stdout) == {
        "added": 2, "duplicates": 1, "empty": 2, "too_long": 0, "no_such_day": 0
    }  # fmt: skip
    assert "line 3, 4, 6" in done.stderr


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"name\nSam\x00\n", "Line 2"),
        (b"name\n", "No name"),
        (b"Ada,1\nBo,2\n", "2 columns"),
        (b"name\n" + b"Somebody\n" * 10_001, "10000"),
    ],
    ids=["binary", "empty", "no-column", "too-large"],
)
def test_an_unusable_roster_exits_with_1_and_changes_nothing(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, content: bytes, line: str
) -> None:
    table = tmp_path / "roster.csv"
    table.write_bytes(content)
    before = vault_folder.database.read_bytes()

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert line in done.stderr
    assert vault_folder.database.read_bytes() == before


def test_ten_thousand_people_are_imported(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    table = tmp_path / "roster.csv"
    table.write_text("name\n" + "".join(f"Person {number}\n" for number in range(10_000)))

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert counts(done.stdout)["added"] == 10_000, done.stderr
    assert (
        counts(peerdesk("check", vault_folder.root, "--passphrase-file", key).stdout)["members"]
        == 10_000
    )


def test_more_than_the_name_is_taken_on_request_and_into_a_group(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, passphrase: str
) -> None:
    table = tmp_path / "roster.csv"
    table.write_text("name;pronouns;joined\nZoë;she;29.02.2024\n")
    with closing(open_desk(vault_folder, passphrase)) as desk:
        desk.groups.save(Group(name="Café"))
    wanted = ("--take", "pronouns", "--take", "joined_on", "--group", "cafe")

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key, *wanted)

    assert done.returncode == 0, done.stderr
    with closing(open_desk(vault_folder, passphrase)) as desk:
        ((member, _),) = desk.members.of_group(desk.groups.all()[0].id)
        assert (member.pronouns, str(member.joined_on)) == ("she", "2024-02-29")
    done = peerdesk(
        "import-roster", vault_folder.root, table, "--passphrase-file", key, "--group", "nobody"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "no group of that name" in done.stderr


def test_a_pipe_as_roster_is_refused_at_once(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    done = peerdesk("import-roster", vault_folder.root, pipe, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert "a pipe" in done.stderr


def test_a_roster_of_one_endless_line_is_told_as_too_large(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    table = tmp_path / "roster.csv"
    table.write_bytes(b"x" * (65 * 1024 * 1024))

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert "64 MiB" in done.stderr
    assert "1 lines" not in done.stderr


def test_a_missing_roster_exits_with_1(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    done = peerdesk("import-roster", vault_folder.root, tmp_path / "no", "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")


def test_unusual_names_survive_from_import_to_restore(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, passphrase: str
) -> None:
    table, backup, again = tmp_path / "r.csv", tmp_path / "b.peerdesk-backup", tmp_path / "again"
    table.write_text("name\n" + "\n".join(UNUSUAL_NAMES), encoding="utf-8")

    imported = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)
    assert counts(imported.stdout)["added"] == len(UNUSUAL_NAMES), imported.stderr

    desk = open_desk(vault_folder, passphrase)
    assert_found(desk)
    for name in UNUSUAL_NAMES:
        assert_printed(desk, name)
    desk.close()

    made = peerdesk("backup", vault_folder.root, backup, "--passphrase-file", key)
    assert made.returncode == 0, made.stderr
    restored = peerdesk("restore", backup, again, "--passphrase-file", key)
    assert restored.returncode == 0, restored.stderr
    desk = open_desk(VaultFolder(again), passphrase)
    assert_found(desk)
    desk.close()


def assert_found(desk: Desk) -> None:
    for name in UNUSUAL_NAMES:
        assert [member.chosen_name for member in desk.directory.closest(name[:5], 3)] == [name]


def assert_printed(desk: Desk, name: str) -> None:
    """The name, as the name of the group, on paper: its characters in one order or the other."""
    for group in desk.groups.all():
        desk.groups.save(replace(group, archived=True))
    group = desk.groups.save(Group(name=name))
    script = next(script for script in desk.scripts.all() if script.origin == "general")
    desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 1, 6))
    choice = choice_of(desk, HandoutKind.RULES, Arguments())
    assert choice.group_id == group.id
    prepared = handout_of(choice.kind).prepared(desk, choice, datetime(2026, 1, 6, 18, 0))
    printed = "".join(words_of(prepared.render()).split())
    wanted = "".join(name.split())
    assert wanted in printed or wanted[::-1] in printed
