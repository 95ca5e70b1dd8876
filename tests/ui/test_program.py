"""The program's end: whatever fails on the way, the rest is done and the vault is closed."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from entry_kit import services
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.locking import LockTrigger
from peerdesk.ui import last_resort, locking
from peerdesk.ui import program as program_module
from peerdesk.ui.entry.unlock import LOST_WAITING, WORDS_LOST
from peerdesk.ui.jobs import Jobs, Task
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.program import Program
from peerdesk.ui.refused import is_refused, remember_loss
from peerdesk.ui.shell import Shell
from peerdesk.vault.files import VaultFolder

TYPED = "Harbour circle"


class Begun(Exception):  # noqa: N818 - where the process would become another one
    pass


@pytest.fixture
def program(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(program_module, "AHEAD_MILLISECONDS", 600)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    made = Program(application, services(tmp_path))
    made._show_desk(desk)
    qtbot.waitUntil(lambda: shell_of(made).isVisible())
    yield made
    made._services.jobs.wait()
    last_resort._quiet = False
    shell_of(made).put_away()
    made.deleteLater()


def shell_of(program: Program) -> Shell:
    assert program._shell is not None
    return program._shell


def type_a_group(program: Program) -> None:
    """A name that is not saved yet, on the page that is shown."""
    shell = shell_of(program)
    shell.show_page("groups", "new")
    page = shell.page
    assert isinstance(page, GroupsPage)
    page.about.name.setText(TYPED)
    page.autosave.touch()


def groups(folder: VaultFolder, passphrase: str) -> list[Group]:
    desk = open_desk(folder, passphrase)
    try:
        assert desk.vault.findings == (), "closed under its seal"
        return list(desk.groups.all())
    finally:
        desk.close()


def test_a_fault_of_one_page_keeps_no_other_from_being_saved(
    program: Program, vault_folder: VaultFolder, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble() -> None:
        raise ZeroDivisionError

    shell = shell_of(program)
    for name in ("notes", "today"):
        shell.show_page(name)
    type_a_group(program)
    for name in ("notes", "today"):
        monkeypatch.setattr(shell.made[name], "flush", stumble)
    monkeypatch.setattr(shell, "keep_place", stumble)
    with pytest.raises(ZeroDivisionError):
        program._quit()
    assert [group.name for group in groups(vault_folder, passphrase)] == [TYPED]


def test_what_a_job_that_does_not_end_keeps_from_being_saved_is_told_of_before_a_lock(
    qtbot: QtBot,
    program: Program,
    vault_folder: VaultFolder,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(locking, "JOBS_MAY_TAKE_MILLISECONDS", 50)
    monkeypatch.delenv(WORDS_LOST, raising=False)
    begun, gate = threading.Event(), threading.Event()
    desk = program._desk
    assert desk is not None
    vault = desk.vault

    def work(_task: Task) -> None:
        with vault.long_change:
            begun.set()
            gate.wait(60)

    type_a_group(program)
    program._services.jobs.run(work)
    assert begun.wait(20)
    try:
        program._quit()
        shell = shell_of(program)
        assert shell.curtain.has_warned
        said = " ".join(label.text() for label in shell.findChildren(QLabel))
        assert "a long change of many records has not ended" in said
        assert "disk" not in said.partition("Not locked yet")[2]
        remember_loss(shell)
        assert os.environ[WORDS_LOST] == LOST_WAITING
    finally:
        gate.set()
    qtbot.waitUntil(lambda: not is_refused(shell))
    program._quit()
    assert [group.name for group in groups(vault_folder, passphrase)] == [TYPED]


def test_a_fault_that_qt_tells_of_opens_no_window_over_a_lock(
    program: Program, vault_folder: VaultFolder, passphrase: str
) -> None:
    asked: list[QMessageBox] = []

    def answer() -> None:
        front = QApplication.activeModalWidget()
        if isinstance(front, QMessageBox):
            asked.append(front)
            front.close()

    def fall() -> None:
        QTimer.singleShot(0, answer)
        last_resort.explain(ZeroDivisionError, ZeroDivisionError(), None)

    program._services.jobs.ending.connect(fall)
    program._quit()
    assert asked == []
    assert groups(vault_folder, passphrase) == []


def test_a_window_that_is_made_anew_at_once_leaves_nothing_to_do_behind(
    qtbot: QtBot, program: Program
) -> None:
    """As where the desktop turns dark just then; pytest-qt tells of what nobody catches."""
    old = shell_of(program)
    qtbot.waitUntil(lambda: not program._services.jobs.busy)
    assert not old.ahead.goes_on
    program._restyle("dark")
    assert shell_of(program) is not old
    qtbot.waitUntil(lambda: not isValid(old))
    # What was to begin with the old window would have begun before that.
    qtbot.waitUntil(lambda: "notes" in shell_of(program).made)


def test_a_fault_while_closing_is_no_reason_to_stay(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path | None] = []

    def begin(vault: Path | None) -> None:
        begun.append(vault)
        raise Begun

    def stumble(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(locking, "start_anew", begin)
    monkeypatch.setattr(desk, "close", stumble)
    with pytest.raises(Begun):
        locking.lock(desk, Jobs(), LockTrigger.KEY)
    assert begun == [desk.vault.folder.root]
    monkeypatch.undo()
