"""Papers about releases on their way out: after the passphrase, logged, without a name outside."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from checks import MovingClock, jobs_held_up, shown, surroundings, too_small, without_a_name
from pdf_reading import whole_text
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from vault_page_kit import save_as, type_into_next_dialog

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.legal_texts import NOTICE, LegalTextKind
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.releases import (
    Authority,
    InformationRelease,
    Part2,
    ReleaseConsent,
    Told,
)
from peerdesk.ui.dialogs.accounting import AccountingDialog
from peerdesk.ui.dialogs.erase_member import EraseMemberDialog
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.passing_on.paper_dialog import PaperDialog
from peerdesk.ui.passing_on.releases import ReleaseRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
NOW = datetime(2026, 11, 28, 20, 0)
TODAY = NOW.date()


@pytest.fixture
def zoe(desk: Desk) -> Member:
    group = desk.groups.save(Group(name="Tuesday", part2=Part2.YES))
    member = desk.members.save(Member(chosen_name="Zoë"))
    desk.members.join(member.id, group.id, since=TODAY)
    consent = desk.consents.keep(
        ReleaseConsent(member_id=member.id, what="That I come", recipient="Dr Lee", given_on=TODAY)
    )
    for recipient, told in (("Dr Lee", Told.BEFORE), ("The duty officer", Told.NO)):
        desk.releases.keep(
            InformationRelease(
                member_id=member.id,
                consent_id=consent.id,
                released_on=TODAY,
                what="That she comes",
                recipient=recipient,
                authority=Authority.CONSENT,
                told=told,
            )
        )
    return member


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path) -> Iterator[AccountingDialog]:
    context = surroundings(desk, tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    opened = AccountingDialog(context, zoe, MovingClock(NOW).now, parent)
    opened.open()
    qtbot.waitUntil(lambda: "Dr Lee" in words_of(opened))
    yield opened
    context.jobs.wait()


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_it_lists_what_was_given_and_what_they_were_not_told_of_only_when_asked(
    qtbot: QtBot, dialog: AccountingDialog
) -> None:
    assert "The duty officer" not in words_of(dialog)
    assert "1 release, from 28 November 2023 to 28 November 2026." in words_of(dialog)
    dialog.with_untold.setChecked(True)
    qtbot.waitUntil(lambda: "The duty officer" in words_of(dialog))
    dialog.with_untold.setChecked(False)
    qtbot.waitUntil(lambda: "The duty officer" not in words_of(dialog))
    assert dialog.with_untold.isVisible()


def test_the_window_does_not_wait_for_what_was_given_and_the_choice_below_stays_where_it_is(
    qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path
) -> None:
    context = surroundings(desk, tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    with jobs_held_up(context.jobs):
        opened = AccountingDialog(context, zoe, MovingClock(NOW).now, parent)
        with qtbot.waitExposed(opened):
            opened.open()
        assert "Dr Lee" not in words_of(opened)
        assert opened.with_untold.isVisible()
        place = opened.list.mapTo(opened, QPoint())
    qtbot.waitUntil(lambda: "Dr Lee" in words_of(opened))
    assert opened.list.mapTo(opened, QPoint()) == place


def test_closed_before_the_answer_it_asks_for_nothing_more(
    qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path
) -> None:
    context = surroundings(desk, tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    with jobs_held_up(context.jobs):
        opened = AccountingDialog(context, zoe, MovingClock(NOW).now, parent)
        opened.open()
        opened.reject()
        qtbot.waitUntil(lambda: not isValid(opened))
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_every_file_leaves_after_the_passphrase_and_is_logged(
    qtbot: QtBot,
    desk: Desk,
    dialog: AccountingDialog,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for control, name, kind in (
        (dialog.pdf_button, "given.pdf", LogKind.SAVED_PDF),
        (dialog.file_button, "given.json", LogKind.EXPORTED),
        (dialog.table_button, "given.csv", LogKind.EXPORTED),
    ):
        save_as(monkeypatch, tmp_path / name)
        type_into_next_dialog(passphrase)
        control.click()
        qtbot.waitUntil(lambda: "not encrypted" in dialog.banner.text)
        entry = desk.log.latest(kind)
        assert entry is not None
        assert entry.subject == "accounting"
        dialog.banner.clear()
    text = whole_text((tmp_path / "given.pdf").read_bytes())
    assert "Dr Lee" in text
    assert "The duty officer" not in text
    assert len(json.loads((tmp_path / "given.json").read_text("utf-8"))["releases"]) == 1
    assert "Dr Lee" in (tmp_path / "given.csv").read_text("utf-8-sig")


def test_without_the_right_passphrase_nothing_leaves(
    qtbot: QtBot, dialog: AccountingDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "given.pdf")
    for way in (dialog.pdf_button, dialog.print_button):
        type_into_next_dialog("not the right one at all")
        way.click()
        qtbot.waitUntil(lambda: "does not open this vault" in dialog.banner.text)
        dialog.banner.clear()
    assert list(tmp_path.glob("given*")) == []


def test_it_is_named_and_large_enough_and_its_title_has_no_name(dialog: AccountingDialog) -> None:
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    assert "Zoë" not in dialog.windowTitle()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path) -> PeoplePage:
    made = PeoplePage(surroundings(desk, tmp_path), MovingClock(NOW))
    shown(qtbot, made)
    made.open(f"passed:{zoe.id}")
    return made


def test_the_paper_that_goes_along_leaves_in_the_language_that_was_chosen(
    qtbot: QtBot,
    desk: Desk,
    page: PeoplePage,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = page.passed_on.releases.rows.rows
    row = next(each for each in rows if "Dr Lee" in words_of(each))
    assert isinstance(row, ReleaseRow)
    row.paper.click()
    dialog = page.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    assert "wants a consent in writing" in dialog.banner.text
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    dialog.language.setCurrentIndex(dialog.language.findData("es"))
    save_as(monkeypatch, tmp_path / "note.pdf")
    type_into_next_dialog(passphrase)
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: "not encrypted" in dialog.banner.text)
    text = whole_text((tmp_path / "note.pdf").read_bytes())
    assert "Por favor, trátalo con cuidado" in text
    assert NOTICE in text
    entry = desk.log.latest(LogKind.SAVED_PDF)
    assert entry is not None
    assert entry.subject == "release_note"


def test_a_consent_that_was_noted_is_printed_to_be_signed(
    qtbot: QtBot,
    desk: Desk,
    page: PeoplePage,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = page.passed_on.consents
    card.open_record(desk.consents.of_member(page.shown_id or 0)[0])
    card.form_button.click()
    dialog = page.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    save_as(monkeypatch, tmp_path / "form.pdf")
    type_into_next_dialog(passphrase)
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: "not encrypted" in dialog.banner.text)
    text = whole_text((tmp_path / "form.pdf").read_bytes())
    assert "My name: Zoë" in text
    assert "To whom (name, organisation): Dr Lee" in text
    entry = desk.log.latest(LogKind.SAVED_PDF)
    assert entry is not None
    assert entry.subject == "consent-form"


def test_before_an_erasure_the_accounting_is_offered_and_the_decision_left_open(
    qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path
) -> None:
    today = datetime.now().date()  # noqa: DTZ005 - three years are counted from the day it is
    for release in desk.releases.of_member(zoe.id):
        desk.connection.execute(
            "UPDATE information_releases SET released_on = ? WHERE id = ?",
            (today.isoformat(), release.id),
        )
    context = surroundings(desk, tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    with qtbot.waitExposed(parent):
        parent.show()
    erasing = EraseMemberDialog(context, zoe.id, parent)
    with qtbot.waitExposed(erasing):
        erasing.open()
    qtbot.waitUntil(erasing.erase_button.isEnabled)
    assert "2 releases of information, 1 consent to a release" in words_of(erasing)
    assert "may have to be kept for them" in words_of(erasing)
    assert erasing.erase_button.isEnabled()
    line = erasing.passphrase.line
    qtbot.waitUntil(lambda: erasing.focusWidget() is line)
    erasing.accounting.click()
    assert erasing.findChild(AccountingDialog) is not None


def test_the_notice_is_edited_on_the_groups_page_and_the_laws_own_comes_back(
    qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path
) -> None:
    assert zoe.id
    page = GroupsPage(surroundings(desk, tmp_path), MovingClock(NOW))
    shown(qtbot, page)
    page.open(f"passed:{desk.groups.all()[0].id}")
    texts = page.limits.passed_on.texts
    assert texts.notice.toPlainText() == NOTICE
    assert "As the law has it since 16 April 2024" in words_of(page)
    texts.notice.setPlainText("Words of our lawyer.")
    page.autosave.flush()
    assert desk.legal_texts.get(LegalTextKind.NOTICE).wording == "Words of our lawyer."
    assert "Written so here on 28 November 2026." in words_of(page)
    texts.back.click()
    assert texts.notice.toPlainText() == NOTICE
    page.undo()
    assert texts.notice.toPlainText() == "Words of our lawyer."
    part2 = page.limits.passed_on.part2
    part2.setCurrentIndex(part2.findData(Part2.NO.value))
    page.autosave.flush()
    assert not texts.isVisible()
