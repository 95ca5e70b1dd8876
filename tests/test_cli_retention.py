"""`peerdesk retention` as its users meet it: numbers, names only when asked for, nothing erased."""

import json
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from command_line import peerdesk

from peerdesk.app import open_desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.retention import RetentionKind
from peerdesk.domain.sessions import Presence
from peerdesk.vault.files import VaultFolder

DAY = "2026-11-28"


def asked(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return peerdesk("retention", *arguments)


@pytest.fixture
def files(vault_folder: VaultFolder, passphrase: str, tmp_path: Path) -> tuple[Path, Path]:
    """A vault in which Wren and the note of a session are due, and the file with its passphrase."""
    key = tmp_path / "passphrase.txt"
    key.write_text(passphrase, encoding="utf-8")
    desk = open_desk(vault_folder, passphrase)
    group = desk.groups.save(Group(name="Harbour evening", note_policy=NotePolicy.FULL))
    wren = desk.members.save(Member(chosen_name="Wren"))
    desk.members.join(wren.id, group.id)
    session = desk.sessions.plan(group.id, datetime(2025, 11, 4, 19, 0))
    desk.sessions.mark(session.id, wren.id, Presence.PRESENT)
    desk.notes.keep_group_note(session.id, "we sang")
    desk.retention.set_months(RetentionKind.DEBRIEF, 36, group.id)
    desk.close()
    return vault_folder.root, key


def test_it_says_each_rule_and_what_is_due_without_a_name(files: tuple[Path, Path]) -> None:
    vault, key = files
    done = asked(vault, "--passphrase-file", key, "--day", DAY)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == len(RetentionKind)
    assert lines[0] == "People, with everything on their page: 12 months; due: 1 person"
    assert "Wren" not in done.stdout + done.stderr
    assert "Harbour" not in done.stdout
    assert "Nothing was erased" in done.stderr


def test_programs_get_one_object_and_names_only_with_the_flag(
    files: tuple[Path, Path], passphrase: str
) -> None:
    vault, key = files
    plain = asked(vault, "--passphrase-file", key, "--day", DAY, "--json")
    told = json.loads(plain.stdout)
    assert told["kinds"]["person"] == {"months": 12, "groups": {}, "due": 1}
    assert told["kinds"]["debrief"]["groups"] == {"1": 36}
    assert "records" not in told
    named = asked(vault, "--passphrase-file", key, "--day", DAY, "--json", "--with-names")
    records = json.loads(named.stdout)["records"]
    assert [(each["kind"], each["about"]) for each in records] == [
        ("group_note", "Harbour evening, 2025-11-04"),
        ("person", "Wren"),
    ]
    assert "Names were shown" in named.stderr
    desk = open_desk(VaultFolder(vault), passphrase)
    assert [m.chosen_name for m in desk.members.all()] == ["Wren"]
    entry = desk.log.latest(LogKind.EXPORTED)
    assert entry is not None
    assert (entry.subject, entry.count) == ("due", 2)
    assert desk.retention.counts(date(2026, 11, 28)) != {}
    desk.close()


def test_a_wrong_passphrase_says_nothing_of_what_is_due(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase of this vault", encoding="utf-8")
    done = asked(files[0], "--passphrase-file", wrong)
    assert (done.returncode, done.stdout) == (4, "")
