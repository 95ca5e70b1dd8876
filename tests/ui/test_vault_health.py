"""The Vault page's health: the check and what it says."""

from pathlib import Path

import pytest
from checks import shown, surroundings, without_a_name
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot
from vault_page_kit import button, settle, whole_page

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.ui.widgets.picture_line import PictureLine
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.health import HealthStep


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def test_the_vault_is_checked_and_the_check_is_logged(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    button(page, "Check the vault").click()
    settle(qtbot, page)
    assert "The vault is whole" in page.banner.text
    assert desk.log.latest(LogKind.CHECKED) is not None


def test_checking_keeps_the_keyboard_and_runs_once(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    checker = button(page, "Check the vault")
    checker.setFocus()
    checker.click()
    checker.click()
    assert checker.text() == "Checking…"
    assert not button(page, "Stop checking").isHidden()
    settle(qtbot, page)
    assert page.window().focusWidget() is checker
    assert checker.text() == "Chec&k the vault"
    assert [entry.kind for entry in desk.log.entries()].count(LogKind.CHECKED) == 1


def lines(page: VaultPage) -> list[str]:
    return [line.accessibleName() for line in page.findChildren(PictureLine)]


def test_each_step_has_its_answer_in_words(qtbot: QtBot, page: VaultPage) -> None:
    button(page, "Check the vault").click()
    settle(qtbot, page)
    assert len(lines(page)) == len(HealthStep)
    assert any(line.startswith("Every page is as it was saved") for line in lines(page))
    assert without_a_name(page) == []
    assert not any("{" in label.text() for label in page.findChildren(QLabel))


def test_cancel_stops_it_and_gives_the_keyboard_back(qtbot: QtBot, page: VaultPage) -> None:
    button(page, "Check the vault").click()
    button(page, "Stop checking").setFocus()
    button(page, "Stop checking").click()
    settle(qtbot, page)
    assert page.banner.text.startswith("Stopped.")
    assert page.window().focusWidget() is button(page, "Check the vault")
    assert page.findChild(QProgressBar).isHidden()


def test_a_search_that_misses_a_note_is_built_anew(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    member = desk.members.save(Member(chosen_name="Ada"))
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text="lanterns"))
    desk.connection.execute(
        "INSERT INTO member_notes_search (member_notes_search, rowid, text)"
        " VALUES ('delete', 1, 'lanterns')"
    )
    button(page, "Check the vault").click()
    settle(qtbot, page)
    assert "only the search" in page.banner.text
    button(page, "Build the search anew").click()
    qtbot.waitUntil(lambda: "The vault is whole" in page.banner.text)


def test_damage_leads_to_a_lock_and_is_never_sealed(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    desk = open_desk(vault_folder, passphrase)
    page = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, page)
    data = bytearray(vault_folder.database.read_bytes())
    data[-99] ^= 1
    vault_folder.database.write_bytes(data)
    button(page, "Check the vault").click()
    settle(qtbot, page)
    assert "Damaged pages: 1 of" in " ".join(lines(page))
    with qtbot.waitSignal(page.context.wishes.lock):
        button(page, "Lock now").click()
    desk.close()
    assert not vault_folder.seal.exists()
