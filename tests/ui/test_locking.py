"""Lock: the jobs end, the vault closes, and no secret is in the command that starts anew."""

import os
import shlex
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest
from patience import wait_until
from pytestqt.qtbot import QtBot

from peerdesk.app import open_desk, sample_desk
from peerdesk.desk.bulk_erasure import desk_for_a_job
from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.retention import Due, RetentionKind
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.dialogs.erase_records.working import erasing_of_one
from peerdesk.ui.dialogs.look_through.deciding import deciding
from peerdesk.ui.jobs import Jobs, Task
from peerdesk.ui.locking import SAMPLE_PREFIX, close, end_long_change, fresh_command
from peerdesk.vault.files import VaultFolder


def test_the_fresh_command_names_the_vault_and_nothing_else(tmp_path: Path) -> None:
    assert fresh_command(None) == [sys.executable, "-P", "-m", "peerdesk"]
    assert fresh_command(tmp_path)[-2:] == ["--vault", str(tmp_path)]


def test_closing_ends_the_jobs_and_seals_the_vault(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    jobs = Jobs()
    ended = threading.Event()

    def work(task: Task) -> None:
        wait_until(task.cancelled, lambda: "to be stopped")
        ended.set()

    jobs.run(work)
    close(desk, jobs, LockTrigger.KEY)
    assert ended.is_set()
    qtbot.waitUntil(lambda: not jobs.busy)
    again = open_desk(vault_folder, passphrase)
    assert again.vault.findings == ()
    assert again.log.latest(LogKind.LOCKED) is not None
    again.close()


def test_what_was_typed_while_a_job_changed_records_can_be_kept_before_a_lock(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    jobs = Jobs()
    begun = threading.Event()

    def work(task: Task) -> None:
        with desk_for_a_job(desk.vault) as (beside, _changes), beside.change(None):
            beside.members.save(Member(chosen_name="Half of an import"))
            begun.set()
            wait_until(task.cancelled, lambda: "to be stopped")
            raise UserError(DeskTrouble.IMPORT_STOPPED)

    jobs.run(work).otherwise(lambda _error: None)
    assert begun.wait(20)
    end_long_change(desk, jobs)
    desk.members.save(Member(chosen_name="Typed meanwhile"))
    assert [member.chosen_name for member in desk.members.all()] == ["Typed meanwhile"]
    qtbot.waitUntil(lambda: not jobs.busy)
    desk.close()


ENDLESS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000000000)
SELECT count(*) FROM numbers
"""


def test_a_lock_ends_a_job_in_the_midst_of_one_long_statement_with_nothing_changed(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    jobs, begun, told = Jobs(), threading.Event(), list[PeerDeskError]()

    def work(task: Task) -> None:
        with desk_for_a_job(desk.vault, task.cancelled) as (beside, _changes), beside.change(None):
            beside.members.save(Member(chosen_name="Half of a change"))
            begun.set()
            beside.connection.execute(ENDLESS).fetchone()

    jobs.run(work).otherwise(told.append)
    assert begun.wait(20)
    end_long_change(desk, jobs)
    assert not desk.vault.long_change.locked()
    desk.members.save(Member(chosen_name="Typed meanwhile"))
    assert [member.chosen_name for member in desk.members.all()] == ["Typed meanwhile"]
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [error.code for error in told] == [DeskTrouble.ERASING_STOPPED]
    desk.close()


def test_what_is_to_end_while_it_waits_for_its_turn_changes_nothing(desk: Desk) -> None:
    task = Task(str, float)
    task.cancel()
    member = desk.members.save(Member(chosen_name="Wren"))
    due = Due(RetentionKind.PERSON, member.id, date(2024, 1, 5), date(2025, 1, 5))
    soon = date(2026, 12, 1)
    for work, code in (
        (erasing_of_one(desk.vault, member.id), DeskTrouble.ERASING_STOPPED),
        (
            deciding(desk.vault, (due,), soon, date(2026, 11, 28), "they asked for it"),
            DeskTrouble.DECIDING_STOPPED,
        ),
    ):
        with pytest.raises(UserError) as refused:
            work(task)
        assert refused.value.code is code
    assert desk.members.get(member.id) == member
    assert desk.retention.decided_about(RetentionKind.PERSON, member.id) is None


def test_a_vault_whose_stick_was_pulled_still_closes(
    qtbot: QtBot,
    vault_folder: VaultFolder,
    passphrase: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = open_desk(vault_folder, passphrase)
    shutil.rmtree(vault_folder.root)
    close(desk, Jobs(), LockTrigger.KEY)
    assert "without a seal" in capsys.readouterr().err
    with pytest.raises(Exception, match="closed"):
        desk.groups.all()


def test_a_sample_vault_is_thrown_away_with_its_temporary_folder(qtbot: QtBot) -> None:
    holder = Path(mkdtemp(prefix=SAMPLE_PREFIX))
    close(sample_desk(holder / "Sample vault"), Jobs(), LockTrigger.KEY)
    assert not holder.exists()


def test_a_sample_vault_in_a_folder_of_ones_own_stays_with_all_that_is_beside_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    beside = tmp_path / "letter.txt"
    beside.write_text("Dear Ada")
    close(sample_desk(tmp_path / "Sample vault"), Jobs(), LockTrigger.KEY)
    assert beside.read_text() == "Dear Ada"
    assert VaultFolder(tmp_path / "Sample vault").exists()


PROJECT = str(Path(__file__).resolve().parents[2])
LOCKER = """
import sys
from contextlib import suppress
from peerdesk.ui import locking
from peerdesk.ui.last_resort import explain

begun = f"open({sys.argv[1]!r}, 'w').close()"
locking.fresh_command = lambda _vault: [sys.executable, "-c", begun]
if sys.stdout is not None:
    with suppress(OSError):
        sys.stdout.write("half a line")
explain(ValueError, ValueError(), None)
locking.start_anew(None)
"""


@pytest.mark.parametrize("streams", [">&- 2>&-", "| true", "2>&1 | true", ">/dev/full 2>&1"])
def test_a_lock_comes_also_where_nobody_reads_what_the_program_says(
    tmp_path: Path, streams: str
) -> None:
    """Started by an icon, from a terminal that is gone, or with its complaints on a full disk."""
    script, begun = tmp_path / "lock.py", tmp_path / "begun"
    script.write_text(LOCKER, "utf-8")
    # The reader of a pipe must be gone by the time that something is written.
    waiting = f"sleep 0.2; exec {shlex.quote(sys.executable)} -P"
    command = f"({waiting} {shlex.quote(str(script))} {shlex.quote(str(begun))}) {streams}"
    subprocess.run(["sh", "-c", command], check=False, env={**os.environ, "PYTHONPATH": PROJECT})
    wait_until(begun.exists, lambda: "the fresh process")
