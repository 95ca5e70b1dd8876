"""The vault of twenty years, made small: whole like any other, and every figure is taken."""

from datetime import date
from pathlib import Path

import pytest
from twenty_years import PASSPHRASE, SMALL, make
from twenty_years_figures import MODULES, measure

from peerdesk.app import open_desk
from peerdesk.domain.notes import MemberNote
from peerdesk.vault.cipher import integrity_faults
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.search_index import search_faults

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("twenty") / "vault"
    make(root, SMALL, today=TODAY)
    return root


def test_it_holds_as_much_as_it_says_and_is_whole(small: Path) -> None:
    desk = open_desk(VaultFolder(small), PASSPHRASE)
    counts = desk.counts()
    (came,) = desk.connection.execute("SELECT count(*) FROM attendances").fetchone()
    faults = integrity_faults(desk.connection) + search_faults(desk.connection)
    desk.close()
    assert counts["members"] == SMALL.members
    assert counts["groups"] == SMALL.groups
    assert counts["sessions"] == counts["group_notes"] == SMALL.sessions
    assert counts["member_notes"] == SMALL.member_notes
    assert came == SMALL.sessions * SMALL.came
    assert faults == []


def test_its_notes_are_found_those_that_come_later_too(small: Path) -> None:
    desk = open_desk(VaultFolder(small), PASSPHRASE)
    before = len(desk.notes.search("sleep", limit=5_000))
    desk.notes.keep_member_note(MemberNote(member_id=1, text="sleep came at last"))
    after = len(desk.notes.search("sleep", limit=5_000))
    desk.close()
    assert after == before + 1 > 1


def test_the_same_seed_makes_the_same_vault(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        make(tmp_path / name, SMALL, today=TODAY)
        desk = open_desk(VaultFolder(tmp_path / name), PASSPHRASE)
        texts.append([hit.excerpt for hit in desk.notes.search("the", limit=50)])
        texts[-1] += [member.chosen_name for member in desk.members.all()]
        desk.close()
    assert texts[0] == texts[1]


@pytest.mark.parametrize("group", MODULES)
def test_every_group_of_figures_is_taken(
    small: Path, tmp_path: Path, group: str, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(small, tmp_path, (group,), quick=True)
    printed = capsys.readouterr().out.splitlines()
    assert printed[1] == group or printed[2] == group
    assert all(float(line[46:57]) >= 0 for line in printed[4:])
