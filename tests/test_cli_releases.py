"""`peerdesk releases` as its users meet it: started as a process, judged by what it leaves."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from command_line import peerdesk
from pdf_reading import whole_text

from peerdesk.app import open_desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.releases import Authority, InformationRelease, Told
from peerdesk.vault.files import VaultFolder

releases = partial(peerdesk, "releases")
TODAY = date.today()  # noqa: DTZ011 - the last three years are those before the day it is
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def files(vault_folder: VaultFolder, passphrase: str, tmp_path: Path) -> tuple[Path, Path, Path]:
    """A vault in which something was given, the file with its passphrase, and one for a name."""
    key, name = tmp_path / "passphrase.txt", tmp_path / "name.txt"
    key.write_text(passphrase, encoding="utf-8")
    name.write_text("zoe\n", encoding="utf-8")
    desk = open_desk(vault_folder, passphrase)
    zoe = desk.members.save(Member(chosen_name="Zoë"))
    ben = desk.members.save(Member(chosen_name="Ben"))
    group = desk.groups.save(Group(name="Tuesday"))
    for day, recipient, told in (
        (YESTERDAY, "Dr Lee", Told.BEFORE),
        (YESTERDAY, "The duty officer", Told.NO),
        (date(TODAY.year - 5, 1, 1), "Dr Moss", Told.BEFORE),
    ):
        desk.releases.keep(
            InformationRelease(
                member_id=zoe.id,
                given_by_id=ben.id,
                released_on=day,
                what="That she comes with Ben\x1b[2J",
                recipient=recipient,
                authority=Authority.EMERGENCY,
                told=told,
            )
        )
    desk.releases.keep(
        InformationRelease(group_id=group.id, released_on=YESTERDAY, what="How many came")
    )
    desk.close()
    return vault_folder.root, key, name


def logged(vault: Path, passphrase: str) -> set[tuple[LogKind, str]]:
    desk = open_desk(VaultFolder(vault), passphrase)
    kinds = {(entry.kind, entry.subject) for entry in desk.log.entries()}
    desk.close()
    return kinds


def test_of_all_it_shows_the_last_three_years_and_can_do_nothing_to_a_terminal(
    files: tuple[Path, Path, Path], passphrase: str
) -> None:
    vault, key, _name = files
    done = releases(vault, "--passphrase-file", key)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("releases 3\n")
    assert f"{YESTERDAY.isoformat()} to Dr Lee, about Zoë\n" in done.stdout
    assert "about Tuesday" in done.stdout
    assert "Given by: Ben" in done.stdout
    assert "Dr Moss" not in done.stdout
    assert "\x1b" not in done.stdout
    assert (LogKind.EXPORTED, "accounting") in logged(vault, passphrase)


def test_of_one_person_others_are_masked_and_what_they_were_not_told_of_is_left_out(
    files: tuple[Path, Path, Path], tmp_path: Path, passphrase: str
) -> None:
    vault, key, name = files
    whose = ("--of-person", "--name-file", name, "--passphrase-file", key)
    done = releases(vault, *whose, "-o", tmp_path / "given.pdf")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("releases 1\n")
    assert "Left out, as the person was not told of it: 1." in done.stderr
    assert "not encrypted" in done.stderr
    text = whole_text((tmp_path / "given.pdf").read_bytes())
    assert "That she comes with [somebody]" in text
    assert "Ben" not in text
    assert "duty officer" not in text
    assert (LogKind.SAVED_PDF, "accounting") in logged(vault, passphrase)
    done = releases(vault, *whose, "--with-untold", "--all-years", "--json")
    read = json.loads(done.stdout)
    assert read["name"] == "Zoë"
    assert {each["recipient"] for each in read["releases"]} == {
        *("Dr Lee", "The duty officer", "Dr Moss")
    }


def test_files_for_programs_and_paper_in_another_language(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    vault, key, _name = files
    for output in (tmp_path / "given.json", tmp_path / "given.csv", tmp_path / "given.pdf"):
        done = releases(vault, "--passphrase-file", key, "-o", output, "--language", "es", "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["bytes"] == output.stat().st_size
    assert "Relación" in whole_text((tmp_path / "given.pdf").read_bytes())
    assert len((tmp_path / "given.csv").read_text("utf-8-sig").splitlines()) == 4


def test_nobody_of_that_name_and_a_taken_place_are_told(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    vault, key, name = files
    name.write_text("Nobody", encoding="utf-8")
    done = releases(vault, "--name-file", name, "--passphrase-file", key)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nobody of that name" in done.stderr
    taken = tmp_path / "letter.json"
    taken.write_text("Dear Zoë", encoding="utf-8")
    done = releases(vault, "--passphrase-file", key, "-o", taken)
    assert done.returncode == 1
    assert taken.read_text("utf-8") == "Dear Zoë"
