"""A backup is tried out in a window; the vault notes the day, and Today reminds of the next."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from checks import surroundings, too_small, without_a_name
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.app import sample_desk
from peerdesk.backup.make import export
from peerdesk.backup.records import generation_of, record_of
from peerdesk.backup.rekeyed import OwnPassphrase, own_keys
from peerdesk.desk import drills
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.domain.log import LogKind
from peerdesk.ui.dialogs.drill import DrillDialog
from peerdesk.ui.reminders import reminders


@pytest.fixture
def known(desk: Desk, tmp_path: Path) -> KnownBackup:
    generation = generation_of(desk.vault)
    report = export(desk.vault, tmp_path / "evening.peerdesk-backup")
    return desk.backups.remember(record_of(report, BackupOrigin.CHOSEN, generation))


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, known: KnownBackup, tmp_path: Path) -> Iterator[DrillDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = DrillDialog(surroundings(desk, tmp_path), known.path, parent)
    made.show()
    yield made
    if isValid(made):
        made.reject()


def test_a_drill_is_noted_with_its_day(
    qtbot: QtBot, dialog: DrillDialog, desk: Desk, passphrase: str
) -> None:
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    dialog.passphrase.field.show_text(passphrase)
    with qtbot.waitSignal(dialog.drilled):
        dialog.begin()
    (kept,) = desk.backups.all()
    assert kept.drilled_at is not None
    assert desk.log.latest(LogKind.DRILLED) is not None


def test_a_wrong_passphrase_is_told_and_nothing_noted(
    qtbot: QtBot, dialog: DrillDialog, desk: Desk
) -> None:
    dialog.passphrase.field.show_text("not the passphrase of this backup")
    dialog.begin()
    qtbot.waitUntil(lambda: bool(dialog.banner.text))
    assert "does not open this backup" in dialog.banner.text
    assert drills.last_drill(desk) is None


def test_a_backup_of_another_vault_is_no_drill_of_this_one(
    qtbot: QtBot, desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    other = sample_desk(tmp_path / "sample", passphrase)
    export(other.vault, tmp_path / "other.peerdesk-backup")
    other.close()
    parent = QWidget()
    qtbot.addWidget(parent)
    context = surroundings(desk, tmp_path)
    dialog = DrillDialog(context, tmp_path / "other.peerdesk-backup", parent)
    dialog.passphrase.field.show_text(passphrase)
    with qtbot.waitSignal(dialog.drilled):
        dialog.begin()
    assert drills.last_drill(desk) is None


def test_it_says_that_a_backup_has_a_passphrase_of_its_own(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    own = OwnPassphrase("nine loud benches by the door", "Passphrase of a backup")
    export(desk.vault, tmp_path / "own.peerdesk-backup", own=own_keys(desk.vault, own))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DrillDialog(surroundings(desk, tmp_path), tmp_path / "own.peerdesk-backup", parent)
    qtbot.waitUntil(
        lambda: any("of its own" in each.text() for each in dialog.findChildren(QLabel))
    )


def test_nothing_typed_is_told_and_nothing_begins(dialog: DrillDialog) -> None:
    dialog.begin()
    assert dialog.banner.text == "Type the passphrase of the backup first."
    assert dialog.begin_button.isEnabled()


def reminded(desk: Desk, moment: datetime) -> bool:
    return any("tried out" in reminder.text for reminder in reminders(desk, moment))


def test_a_vault_without_a_backup_is_not_reminded_of_a_drill(desk: Desk) -> None:
    assert not reminded(desk, datetime.now(UTC) + timedelta(days=400))


def test_the_first_drill_is_asked_for_two_weeks_after_the_first_backup(
    desk: Desk, known: KnownBackup
) -> None:
    shown = [
        day for day in range(60) if reminded(desk, known.made_at + timedelta(days=day, hours=1))
    ]
    assert shown == [*range(14, 21), *range(42, 49)], "one week in four, so never every day"


def test_the_next_drill_is_asked_for_after_90_days(desk: Desk, known: KnownBackup) -> None:
    drills.drilled(desk, known.path)
    done = drills.last_drill(desk)
    assert done is not None
    assert not reminded(desk, done + timedelta(days=89))
    assert reminded(desk, done + timedelta(days=91))
