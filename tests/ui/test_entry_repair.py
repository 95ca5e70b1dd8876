"""A damaged vault at the prompt: what is shown, and that either way out opens it again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checks import without_a_name
from entry_kit import Opened, button, field, said, services
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.ui.entry.flow import EntryFlow
from peerdesk.ui.entry.repair import RepairScreen
from peerdesk.ui.entry.unlock import UnlockScreen
from peerdesk.ui.entry.window import EntryWindow
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import Finding, FindingKind

PAGE = 4096
PEOPLE = 60


@pytest.fixture
def opened() -> Iterator[Opened]:
    made = Opened()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[EntryWindow]:
    made = EntryWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


@pytest.fixture
def damaged(vault_folder: VaultFolder, passphrase: str) -> VaultFolder:
    """A vault with a backup of some of its people, and a page damaged that held others."""
    desk = open_desk(vault_folder, passphrase)
    add_people(desk, PEOPLE // 2)
    export(desk.vault, vault_folder.backups / "first.peerdesk-backup")
    add_people(desk, PEOPLE // 2)
    desk.close()
    content = bytearray(vault_folder.database.read_bytes())
    for page in range(40, len(content) // PAGE, 15):
        content[page * PAGE + 50] ^= 1
    vault_folder.database.write_bytes(content)
    return vault_folder


def add_people(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.members.save(
            Member(chosen_name=f"Person {number}", emergency_name="x" * 100, left_because="y" * 100)
        )


@pytest.fixture
def screen(
    qtbot: QtBot,
    window: EntryWindow,
    damaged: VaultFolder,
    passphrase: str,
    tmp_path: Path,
    opened: Opened,
) -> RepairScreen:
    """Reached as a person does: by typing the passphrase of a damaged vault."""
    flow = EntryFlow(window, services(tmp_path))
    flow.opened.connect(opened.keep)
    flow.ask_passphrase(damaged)
    line = field(window, "Passphrase")
    qtbot.keyClicks(line, passphrase)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(RepairScreen) is not None)
    found = window.findChild(RepairScreen)
    assert isinstance(found, RepairScreen)
    return found


def offered(screen: RepairScreen, name: str) -> Callable[[], bool]:
    def check() -> bool:
        return any(
            each.accessibleName() == name and each.isVisible()
            for each in screen.findChildren(QPushButton)
        )

    return check


def shown(screen: RepairScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel))


def test_it_says_in_numbers_what_is_left_beside_the_newest_backup(
    qtbot: QtBot, screen: RepairScreen, damaged: VaultFolder
) -> None:
    before = damaged.database.read_bytes()
    qtbot.waitUntil(offered(screen, "Use the newest backup"))
    told = shown(screen)
    assert "pages of vault.db" in told
    assert "checked just now: Today" in told
    assert "People" in told
    assert f" {PEOPLE // 2} " in f"{told} ", "what the backup has"
    assert "{" not in told
    assert without_a_name(screen) == []
    assert damaged.database.read_bytes() == before
    assert list(damaged.set_aside.iterdir()) == []


def test_what_can_be_read_takes_the_place_and_the_damaged_file_is_kept(
    qtbot: QtBot, screen: RepairScreen, damaged: VaultFolder, opened: Opened
) -> None:
    before = damaged.database.read_bytes()
    qtbot.waitUntil(offered(screen, "Use what can be read"))
    button(screen, "Use what can be read").click()
    qtbot.waitUntil(lambda: len(opened.desks) == 1)
    desk = opened.desks[0]
    (kept,) = damaged.set_aside.iterdir()
    assert desk.vault.findings == (Finding(FindingKind.REPAIRED, kept_as=kept.name),)
    assert PEOPLE // 4 < len(desk.members.all()) <= PEOPLE
    assert desk.log.latest(LogKind.REPAIRED) is not None
    assert (kept / "vault.db").read_bytes() == before


def test_the_newest_backup_takes_the_place(
    qtbot: QtBot, screen: RepairScreen, damaged: VaultFolder, opened: Opened
) -> None:
    qtbot.waitUntil(offered(screen, "Use the newest backup"))
    button(screen, "Use the newest backup").click()
    qtbot.waitUntil(lambda: len(opened.desks) == 1)
    assert len(opened.desks[0].members.all()) == PEOPLE // 2
    assert len(list(damaged.set_aside.iterdir())) == 1


def test_another_file_that_is_no_backup_is_refused_and_nothing_changes(
    qtbot: QtBot, screen: RepairScreen, damaged: VaultFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = damaged.database.read_bytes()
    wrong = damaged.root.parent / "letter.peerdesk-backup"
    wrong.write_text("Dear Ada")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    qtbot.waitUntil(offered(screen, "Another backup file…"))
    button(screen, "Another backup file…").click()
    qtbot.waitUntil(lambda: "not a PeerDesk backup" in said(screen))
    assert damaged.database.read_bytes() == before
    assert button(screen, "Use what can be read").isEnabled()


def test_going_back_leads_to_the_prompt_and_changes_nothing(
    qtbot: QtBot, screen: RepairScreen, damaged: VaultFolder, window: EntryWindow
) -> None:
    before = damaged.database.read_bytes()
    button(screen, "Go back").click()
    qtbot.waitUntil(lambda: window.findChild(UnlockScreen) is not None)
    assert field(window, "Passphrase").text() == ""
    assert not damaged.lock_file.exists()
    assert damaged.database.read_bytes() == before
