"""Erasing a person on their page: the numbers first, then the passphrase, then the proof."""

from datetime import datetime
from pathlib import Path

import pytest
from checks import shown, surroundings, too_small, without_a_name
from pdf_reading import whole_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.sessions import Presence
from peerdesk.errors import VaultError
from peerdesk.ui.dialogs.erase_member import EraseMemberDialog
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> PeoplePage:
    member = desk.members.save(Member(chosen_name="Wilhelmina Quickthorn"))
    group = desk.groups.save(Group(name="Harbour evening"))
    desk.members.join(member.id, group.id)
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text="likes the window seat"))
    desk.members.save(Member(chosen_name="Zora"))
    made = PeoplePage(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def opened(page: PeoplePage) -> EraseMemberDialog:
    page.about.erasing.begin()
    dialog = page.findChild(EraseMemberDialog)
    assert isinstance(dialog, EraseMemberDialog)
    page.context.jobs.wait()
    QApplication.processEvents()
    return dialog


def test_the_dialog_says_what_goes_and_keeps_the_name_out_of_its_title(page: PeoplePage) -> None:
    dialog = opened(page)
    assert "1 note about them, 1 place in a group, and who was where" in dialog.explanation.text()
    assert "Nothing about them stays" in dialog.explanation.text()
    assert dialog.windowTitle() == "Erase a person"
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_the_right_passphrase_erases_and_the_next_person_is_shown(
    qtbot: QtBot, page: PeoplePage, desk: Desk, passphrase: str
) -> None:
    dialog = opened(page)
    dialog.passphrase.show_text(passphrase)
    with qtbot.waitSignal(dialog.erased):
        dialog.erase()
    assert dialog.heading.text() == "Erased"
    assert "nothing of this person is in it" in dialog.explanation.text()
    assert dialog.passphrase.text == ""
    assert [member.chosen_name for member in desk.members.all()] == ["Zora"]
    assert page.heading.text() == "Zora"
    assert page.banner.text == ""


def test_nobody_is_erased_before_the_numbers_were_there(
    page: PeoplePage, desk: Desk, passphrase: str
) -> None:
    page.about.erasing.begin()
    dialog = page.findChild(EraseMemberDialog)
    assert not dialog.erase_button.isEnabled()
    dialog.passphrase.show_text(passphrase)
    dialog.erase()
    assert "still being counted" in dialog.banner.text
    page.context.jobs.wait()
    assert len(desk.members.all()) == 2


def test_a_wrong_passphrase_erases_nothing(qtbot: QtBot, page: PeoplePage, desk: Desk) -> None:
    dialog = opened(page)
    dialog.passphrase.show_text("not the passphrase of this vault")
    dialog.erase()
    qtbot.waitUntil(lambda: bool(dialog.banner.text))
    assert "does not open this vault" in dialog.banner.text
    assert len(desk.members.all()) == 2
    assert dialog.erase_button.isEnabled()


def test_a_search_that_cannot_finish_says_that_the_records_are_gone(page: PeoplePage) -> None:
    dialog = opened(page)
    dialog._on_not_searched(VaultError(VaultTrouble.IO_FAILED, errno=5))
    assert "The records are gone" in dialog.explanation.text()
    assert "nothing is proven" in dialog.explanation.text()
    assert "code 5" in dialog.banner.text
    assert dialog.close_button.isEnabled()


def test_nothing_happens_without_a_passphrase(page: PeoplePage, desk: Desk) -> None:
    dialog = opened(page)
    dialog.erase()
    assert "Nothing was erased" in dialog.banner.text
    assert len(desk.members.all()) == 2


def test_a_person_who_is_not_kept_yet_cannot_be_erased(page: PeoplePage) -> None:
    page.begin_new()
    assert not page.about.erasing.isVisibleTo(page)


def test_a_receipt_without_the_name_can_be_saved_afterwards(
    qtbot: QtBot,
    page: PeoplePage,
    desk: Desk,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(page)
    assert not dialog.receipt.isVisibleTo(dialog)
    dialog.passphrase.show_text(passphrase)
    with qtbot.waitSignal(dialog.erased):
        dialog.erase()
    path = tmp_path / "receipt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(path), ""))
    with qtbot.waitSignal(dialog.receipt.leaving.left):
        dialog.receipt.save_button.click()
    text = whole_text((tmp_path / "receipt.pdf").read_bytes())
    assert "Notes about them: 1. Places in groups: 1." in text
    assert "Wilhelmina" not in text
    (erased,) = desk.erasures.all()
    assert erased.record_uid[:8] not in text
    assert erased.uid[:8] in text
    saved = desk.log.latest(LogKind.SAVED_PDF)
    assert saved is not None
    assert saved.subject == "erasure_receipt"
    assert without_a_name(dialog) == []


def test_it_is_said_when_somebody_is_in_a_running_session(page: PeoplePage, desk: Desk) -> None:
    (group,) = desk.groups.all()
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    desk.sessions.start(session.id)
    (member, _) = desk.members.of_group(group.id)[0]
    desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    assert "a session that is running now" in opened(page).explanation.text()


def test_enter_never_closes_the_window_that_offers_the_receipt(
    qtbot: QtBot,
    page: PeoplePage,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(page)
    dialog.passphrase.show_text(passphrase)
    with qtbot.waitSignal(dialog.erased):
        dialog.erase()
    path = tmp_path / "receipt.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(path), ""))
    asked = dialog.focusWidget()
    assert asked is not None
    with qtbot.waitSignal(dialog.receipt.leaving.left):
        qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert path.exists()
    assert dialog.isVisible()
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
