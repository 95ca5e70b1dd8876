"""`peerdesk held` as its users meet it: started as a process, judged by what it leaves."""

import json
from functools import partial
from pathlib import Path

import pytest
from command_line import peerdesk
from pdf_reading import whole_text

from peerdesk.app import open_desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.vault.files import VaultFolder

held = partial(peerdesk, "held")


@pytest.fixture
def files(vault_folder: VaultFolder, passphrase: str, tmp_path: Path) -> tuple[Path, Path, Path]:
    """A vault with two Sams and a Zoë, the file with its passphrase, and one for a name."""
    key, name = tmp_path / "passphrase.txt", tmp_path / "name.txt"
    key.write_text(passphrase, encoding="utf-8")
    desk = open_desk(vault_folder, passphrase)
    desk.members.save(Member(chosen_name="Sam", told_apart_by="plays the fiddle"))
    desk.members.save(Member(chosen_name="Sam", told_apart_by="the baker"))
    zoe = desk.members.save(Member(chosen_name="Zoë"))
    desk.notes.keep_member_note(MemberNote(member_id=zoe.id, text="Sam brought bread."))
    desk.close()
    return vault_folder.root, key, name


def test_a_copy_goes_out_to_read_and_for_programs(
    files: tuple[Path, Path, Path], passphrase: str, tmp_path: Path
) -> None:
    vault, key, name = files
    name.write_text("zoe\n", encoding="utf-8")
    for output in (tmp_path / "copy.pdf", tmp_path / "copy.json"):
        done = held(vault, "-o", output, "--passphrase-file", key, "--name-file", name)
        assert done.returncode == 0, done.stderr
        assert (done.returncode, done.stdout) == (0, f"bytes {output.stat().st_size}\n")
        assert "not encrypted" in done.stderr
    assert "[somebody] brought bread." in whole_text((tmp_path / "copy.pdf").read_bytes())
    read = json.loads((tmp_path / "copy.json").read_text("utf-8"))
    assert read["records"]["member_notes"][0]["text"] == "[somebody] brought bread."
    desk = open_desk(VaultFolder(vault), passphrase)
    kinds = {(entry.kind, entry.subject) for entry in desk.log.entries()}
    desk.close()
    assert {(LogKind.SAVED_PDF, "held"), (LogKind.EXPORTED, "held")} <= kinds


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("Sam", 1, "tells them apart"),
        ("Nobody", 1, "nobody of that name"),
        ("Sam (the baker)", 0, ""),
    ],
)
def test_namesakes_are_asked_about(
    files: tuple[Path, Path, Path], tmp_path: Path, typed: str, code: int, words: str
) -> None:
    vault, key, name = files
    name.write_text(typed, encoding="utf-8")
    output = tmp_path / "copy.json"
    done = held(vault, "-o", output, "--passphrase-file", key, "--name-file", name)
    assert done.returncode == code
    assert words in done.stderr
    assert output.exists() is (code == 0)
