"""A drill restores into a place that is thrown away, and looks at everything."""

import tempfile
from pathlib import Path

import pytest
from filled_vault import Made, names_in

from peerdesk.backup.drill import drill
from peerdesk.backup.make import export
from peerdesk.backup.proof import verify
from peerdesk.backup.reports import BackupStep
from peerdesk.backup.restore import restore
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.errors import UserError, VaultError, WrongPassphraseError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture
def rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the throw-away vault is laid out."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_a_drill_reads_every_row_and_leaves_nothing(
    made: Made, passphrase: str, rehearsal: Path
) -> None:
    steps: list[BackupStep] = []
    before = made.backup.read_bytes()
    report = drill(made.backup, passphrase, progress=steps.append)
    assert report.counts == verify(made.backup, passphrase).counts
    assert (report.passphrases, report.recovery_words) == (1, 1)
    assert report.opened_with is SlotKind.PASSPHRASE
    assert steps[-2:] == [BackupStep.RESTORING, BackupStep.DRILLING]
    assert names_in(rehearsal) == []
    assert made.backup.read_bytes() == before


def backed_up_after(desk: Desk, statement: str, target: Path) -> Path:
    """A backup that proves itself, of a vault in which one thing is amiss."""
    desk.connection.execute(statement)
    export(desk.vault, target)
    return target


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO member_notes_search (rowid, text) VALUES (999, 'nowhere')",
        "UPDATE members SET pronouns = cast(x'ff' AS TEXT)",
    ],
    ids=["search index", "text that is none"],
)
def test_a_drill_finds_what_the_proof_of_a_backup_does_not_look_at(
    filled_desk: Desk, passphrase: str, tmp_path: Path, rehearsal: Path, statement: str
) -> None:
    backup = backed_up_after(filled_desk, statement, tmp_path / "b.peerdesk-backup")
    verify(backup, passphrase)
    with pytest.raises(VaultError) as raised:
        drill(backup, passphrase)
    assert raised.value.code is VaultTrouble.DATABASE_DAMAGED
    assert names_in(rehearsal) == []


def test_a_trigger_that_is_not_ours_is_refused(
    filled_desk: Desk, passphrase: str, tmp_path: Path, rehearsal: Path
) -> None:
    statement = "CREATE TRIGGER stays AFTER DELETE ON members BEGIN SELECT 1; END"
    backup = backed_up_after(filled_desk, statement, tmp_path / "b.peerdesk-backup")
    with pytest.raises(VaultError) as drilled:
        drill(backup, passphrase)
    with pytest.raises(VaultError) as restored:
        restore(backup, VaultFolder(tmp_path / "anew"), passphrase)
    assert drilled.value.code is restored.value.code is VaultTrouble.DATABASE_FOREIGN
    assert not (tmp_path / "anew").exists()


def test_a_wrong_passphrase_is_told(made: Made, rehearsal: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        drill(made.backup, "not the passphrase at all")
    assert names_in(rehearsal) == []


def test_a_drill_stops_when_asked(made: Made, passphrase: str, rehearsal: Path) -> None:
    steps: list[BackupStep] = []
    with pytest.raises(UserError) as raised:
        drill(
            made.backup,
            passphrase,
            progress=steps.append,
            cancelled=lambda: BackupStep.DRILLING in steps,
        )
    assert raised.value.code is BackupTrouble.CANCELLED
    assert names_in(rehearsal) == []
