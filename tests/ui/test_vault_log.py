"""The Vault page's log: in words, without names, found again, and on its way out."""

import csv
from datetime import date
from pathlib import Path

import pytest
from checks import shown, surroundings, too_small, without_a_name
from pace import within
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot
from vault_page_kit import save_as, settle, type_into_next_dialog, whole_page

from peerdesk.app import open_desk
from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogGroup, LogKind
from peerdesk.domain.members import Member
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.messages.log import GROUPS, kind_in_words
from peerdesk.ui.pages.vault.log.question import BETWEEN
from peerdesk.ui.pages.vault.log.section import LogSection
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.vault.files import VaultFolder


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    made.open("log")
    return made


@pytest.fixture
def section(page: VaultPage) -> LogSection:
    found = page.section
    assert isinstance(found, LogSection)
    return found


def what(section: LogSection) -> list[str]:
    """The second column, from above."""
    return [line[1] for line in lines(section)]


def lines(section: LogSection) -> list[list[str]]:
    model = section.table.model()
    return [
        [str(model.index(line, column).data()) for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def test_the_log_shows_every_kind_in_words_and_no_name(desk: Desk, section: LogSection) -> None:
    desk.members.save(Member(chosen_name="Planted"))
    for kind in LogKind:
        desk.note_in_log(kind)
    section.refresh()
    cells = {cell for line in lines(section) for cell in line}
    assert {"Changed: people", "Robin"} <= cells
    assert not {kind.value for kind in LogKind} & cells
    assert not any("Planted" in cell for cell in cells)
    assert set(GROUPS) == set(LogGroup)
    assert without_a_name(section) == []
    assert too_small(section) == []


def test_a_line_that_comes_while_somebody_reads_moves_nothing(
    qtbot: QtBot, desk: Desk, section: LogSection
) -> None:
    for _ in range(80):
        desk.note_in_log(LogKind.PRINTED)
    section.refresh()
    table = section.table
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    table.selectRow(40)
    table.scrollTo(table.model().index(40, 1))
    place = bar.value()
    desk.note_in_log(LogKind.KEY_ADDED)
    section.refresh()
    assert what(section)[0] == "Passphrase added"
    assert (bar.value(), table.currentIndex().row()) == (place, 40)
    section.asked.words.setText("passphrase added")
    assert what(section) == ["Passphrase added"]


def test_a_line_of_a_newer_version_is_shown_as_such(desk: Desk, section: LogSection) -> None:
    desk.note_in_log(LogKind.PRINTED)
    desk.connection.execute("UPDATE log_entries SET kind = 'from_tomorrow' WHERE kind = 'printed'")
    section.refresh()
    assert "Something that only a newer PeerDesk knows" in what(section)
    section.asked.words.setText("unlocked")
    assert what(section)


def test_a_lock_says_what_caused_it() -> None:
    said = {kind_in_words(LogKind.LOCKED, trigger) for trigger in LockTrigger}
    assert "Locked: the computer went to sleep" in said
    assert len(said) == len(LockTrigger)
    assert not said & {f"Locked: {trigger}" for trigger in LockTrigger}


def test_a_change_is_never_said_in_the_words_of_a_lock() -> None:
    assert kind_in_words(LogKind.CHANGED, Kind.SESSION) == "Changed: sessions"
    assert kind_in_words(LogKind.LOCKED, LockTrigger.SESSION) == "Locked: another user took over"


def test_lines_are_found_by_what_they_are_about_and_by_their_words(
    desk: Desk, section: LogSection
) -> None:
    desk.note_in_log(LogKind.PRINTED, "rules")
    desk.note_in_log(LogKind.KEY_ADDED)
    section.asked.group.setCurrentIndex(section.asked.group.findData(LogGroup.KEYS))
    assert what(section) == ["Passphrase added"]
    section.asked.group.setCurrentIndex(0)
    section.asked.words.setText("PRINTED ground")
    assert what(section) == []
    assert "Nothing of that kind" in section.shown.text()
    section.asked.words.setText("printed: GROUND")
    assert what(section) == ["Printed: ground rules"]


def test_lines_are_found_by_day_and_by_whose_key_it_was(desk: Desk, section: LogSection) -> None:
    asked = section.asked
    assert asked.since.isHidden()
    asked.span.setCurrentIndex(asked.span.findData(BETWEEN))
    assert not asked.since.isHidden()
    asked.since.setDate(QDate(2020, 1, 1))
    asked.until.setDate(QDate(2020, 12, 31))
    assert what(section) == []
    asked.span.setCurrentIndex(asked.span.findData(1))
    assert "Unlocked" in what(section)
    asked.opener.setCurrentIndex(asked.opener.findData("Robin"))
    assert "Unlocked" in what(section)
    assert asked.opener.findData("") == -1, "the recovery words never opened this one"


def test_an_unlock_by_the_recovery_words_says_so(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    assert kind_in_words(LogKind.UNLOCKED, "recovery") == "Unlocked with the recovery words"
    opened = open_desk(vault_folder, passphrase)
    entry = opened.log.latest(LogKind.UNLOCKED)
    opened.close()
    assert entry is not None
    assert (entry.opened_by, entry.subject) == ("Robin", "")


def test_the_table_that_leaves_has_every_line_asked_for_and_is_logged(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: VaultPage,
    section: LogSection,
    desk: Desk,
    passphrase: str,
    tmp_path: Path,
) -> None:
    desk.note_in_log(LogKind.PRINTED, "rules", 3)
    section.asked.group.setCurrentIndex(section.asked.group.findData(LogGroup.LEFT_THE_VAULT))
    save_as(monkeypatch, tmp_path / "log")
    for _ in range(2):  # the second one takes the place of the first
        type_into_next_dialog(passphrase)
        section.save_table.click()
        settle(qtbot, page)
        assert "Saved as “log.csv”" in page.banner.text
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *lines = csv.reader(file)
    assert heading == ["When", "What", "How often", "Opened by"]
    assert [line[1:] for line in lines] == [
        ["Saved as a table: this log", "1", "Robin"],
        ["Printed: ground rules", "3", "Robin"],
    ]
    assert lines[0][0].startswith(f"{date.today()}")  # noqa: DTZ011 - the local day
    latest = desk.log.latest(LogKind.EXPORTED)
    assert latest is not None
    assert latest.subject == "log"


def test_a_wrong_passphrase_lets_nothing_out(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: VaultPage,
    section: LogSection,
    desk: Desk,
    tmp_path: Path,
) -> None:
    save_as(monkeypatch, tmp_path / "log.pdf")
    for leaves in (section.save_table, section.save_pdf, section.print_button):
        type_into_next_dialog("not the passphrase at all")
        leaves.click()
        settle(qtbot, page)
        assert "does not open this vault" in page.banner.text
    assert list(tmp_path.glob("log*")) == []
    assert section.findChild(PrintDialog) is None
    for kind in (LogKind.EXPORTED, LogKind.SAVED_PDF, LogKind.PRINTED):
        assert desk.log.latest(kind) is None


def test_the_pages_that_leave_are_logged(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: VaultPage,
    section: LogSection,
    desk: Desk,
    passphrase: str,
    tmp_path: Path,
) -> None:
    save_as(monkeypatch, tmp_path / "log.pdf")
    type_into_next_dialog(passphrase)
    section.save_pdf.click()
    settle(qtbot, page)
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")
    saved = desk.log.latest(LogKind.SAVED_PDF)
    assert saved is not None
    type_into_next_dialog(passphrase)
    section.print_button.click()
    qtbot.waitUntil(lambda: section.findChild(PrintDialog) is not None)
    dialog = section.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    dialog.printed.emit(2)
    dialog.reject()
    printed = desk.log.latest(LogKind.PRINTED)
    assert printed is not None
    assert (saved.subject, printed.subject, printed.count) == ("log", "log", 2)


def test_a_full_log_is_shown_quickly(desk: Desk, page: VaultPage, section: LogSection) -> None:
    with desk.change(None):
        for number in range(3000):
            desk.log.write(LogKind.PRINTED, "rules_sheet", number + 1)
    within(0.25, page.refresh)
    assert len(lines(section)) == 500
    assert "The newest 500 of 300" in section.shown.text()
