"""The backup of the day comes by itself, once, and its failure is told."""

from datetime import timedelta
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import sample_desk
from peerdesk.backup.proof import inspect
from peerdesk.desk.backups import TRY_AGAIN_AFTER
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.ui import daily_backup
from peerdesk.ui.backing_up import local_now
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.daily_backup import DailyBackup
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.reminders import reminders
from peerdesk.vault.files import FOLDER_MODE
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture
def jobs(qapp: QApplication) -> Jobs:
    return Jobs(qapp)


@pytest.fixture
def daily(desk: Desk, jobs: Jobs, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> QObject:
    monkeypatch.setattr(daily_backup, "AFTER_MILLISECONDS", 10)
    return DailyBackup(desk, jobs, qapp)


def change(desk: Desk) -> None:
    desk.groups.save(Group(name="Harbour"))


def daily_backups(desk: Desk) -> list[Path]:
    return [each.path for each in desk.backups.all() if each.origin is BackupOrigin.DAILY]


def test_the_first_change_of_a_day_brings_one_backup_and_the_next_none(
    qtbot: QtBot, desk: Desk, daily: DailyBackup, jobs: Jobs
) -> None:
    with qtbot.waitSignals([daily.began, daily.ended]):
        change(desk)
        change(desk)
    (made,) = daily_backups(desk)
    assert inspect(made).vault_id == desk.vault.vault_id
    change(desk)
    qtbot.wait(50)
    assert not jobs.busy
    assert daily_backups(desk) == [made]


def test_one_that_is_made_during_a_long_change_is_noted_after_it(
    qtbot: QtBot, desk: Desk, daily: DailyBackup, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily_backup, "AGAIN_MILLISECONDS", 10)
    troubles: list[object] = []
    daily.troubled.connect(troubles.append)
    with qtbot.waitSignal(daily.began):
        change(desk)
    with desk.vault.long_change:
        qtbot.waitUntil(lambda: not jobs.busy)
        assert daily_backups(desk) == []
    with qtbot.waitSignal(daily.ended):
        pass
    (made,) = daily_backups(desk)
    assert inspect(made).vault_id == desk.vault.vault_id
    assert troubles == []


def test_what_changes_no_record_brings_none(qtbot: QtBot, desk: Desk, daily: DailyBackup) -> None:
    desk.note_in_log(LogKind.PRINTED)
    qtbot.wait(50)
    assert daily_backups(desk) == []


def test_the_next_day_is_due_again(qtbot: QtBot, desk: Desk, daily: DailyBackup) -> None:
    assert desk.backups.is_daily_due(local_now())
    with qtbot.waitSignal(daily.ended):
        change(desk)
    assert not desk.backups.is_daily_due(local_now())
    assert desk.backups.is_daily_due(local_now() + timedelta(days=1))


def test_a_failure_is_told_on_today_and_tried_again_after_an_hour(
    qtbot: QtBot, desk: Desk, daily: DailyBackup
) -> None:
    own = desk.vault.folder.backups
    own.rmdir()
    own.write_bytes(b"a file where the folder was")
    with qtbot.waitSignal(daily.ended):
        change(desk)
    own.unlink()
    assert daily_backups(desk) == []
    (told,) = reminders(desk, SystemClock().now())
    assert "Today's own backup could not be made" in told.text
    change(desk)
    qtbot.wait(50)
    assert daily_backups(desk) == []
    assert not desk.backups.is_daily_due(local_now())
    assert desk.backups.is_daily_due(local_now() + TRY_AGAIN_AFTER + timedelta(seconds=1))
    own.mkdir(mode=FOLDER_MODE)
    desk.connection.execute("UPDATE backup_care SET failed_at = '2026-01-01T00:00:00+00:00'")
    with qtbot.waitSignal(daily.ended):
        change(desk)
    assert len(daily_backups(desk)) == 1
    assert reminders(desk, SystemClock().now()) == ()


def test_every_reason_for_a_failure_has_its_words(desk: Desk) -> None:
    said = set()
    for code in (VaultTrouble.DISK_FULL, VaultTrouble.READ_ONLY, VaultTrouble.IO_FAILED):
        desk.backups.failed(code)
        (told,) = reminders(desk, SystemClock().now())
        said.add(told.text)
        assert "Earlier backups" in told.text
    assert len(said) == 3


def test_a_lock_half_way_leaves_nothing(
    qtbot: QtBot, desk: Desk, daily: DailyBackup, jobs: Jobs
) -> None:
    with qtbot.waitSignal(daily.began):
        change(desk)
    jobs.stop(1000 * PATIENCE_SECONDS)
    left = list(desk.vault.folder.backups.iterdir())
    assert all(inspect(path).vault_id == desk.vault.vault_id for path in left)


def test_a_sample_vault_gets_none(tmp_path: Path) -> None:
    desk = sample_desk(tmp_path / "sample" / "vault")
    assert not desk.backups.is_daily_due(local_now())
    assert not desk.backups.standing(local_now() + timedelta(days=99)).is_old
    desk.close()
