"""The window: pages by key and click, the search, the curtain and the wish to lock."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from checks import surroundings, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser, QToolButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.ui import theme
from peerdesk.ui.dialogs.help import HelpDialog
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.shell import Shell
from peerdesk.vault.findings import Finding, FindingKind


class Witness(Page):
    """A page that remembers what the window asked of it."""

    name: ClassVar[str] = "witness"
    title: ClassVar[str] = "Witness"
    icon: ClassVar[str] = "eye"
    reads: ClassVar[frozenset[Kind]] = frozenset({Kind.GROUP})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.asked: list[str] = []

    def refresh(self) -> None:
        self.asked.append("refresh")

    def open(self, key: int | str) -> None:
        self.asked.append(f"open {key}")

    def begin_new(self) -> None:
        self.asked.append("new")

    def print_here(self) -> None:
        self.asked.append("print")

    def flush(self) -> None:
        self.asked.append("flush")


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> PageContext:
    return surroundings(desk, tmp_path)


def shown_shell(qtbot: QtBot, context: PageContext, pages: tuple[type[Page], ...]) -> Shell:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    made = Shell(context, pages)
    qtbot.addWidget(made)
    made.show_page(context.settings.current.page)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def shell(qtbot: QtBot, context: PageContext) -> Iterator[Shell]:
    made = shown_shell(qtbot, context, PAGES)
    yield made
    made.hide()


@pytest.fixture
def watched(qtbot: QtBot, context: PageContext) -> Iterator[tuple[Shell, Witness]]:
    made = shown_shell(qtbot, context, (*PAGES, Witness))
    made.show_page("witness")
    page = made.page
    assert isinstance(page, Witness)
    page.asked.clear()
    yield made, page
    made.hide()


def press(qtbot: QtBot, shell: Shell, key: Qt.Key, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(QApplication.focusWidget() or shell, key, modifier)


def said(shell: Shell) -> str:
    return "\n".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("number", range(1, len(PAGES) + 1))
def test_each_page_has_its_key(qtbot: QtBot, shell: Shell, number: int) -> None:
    press(qtbot, shell, Qt.Key(Qt.Key.Key_0 + number), control=True)
    assert isinstance(shell.page, PAGES[number - 1])
    (checked,) = (each for each in shell.findChildren(QToolButton) if each.isChecked())
    assert checked.text() == PAGES[number - 1].title


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_shows_with_every_control_named(shell: Shell, page: type[Page]) -> None:
    (entry,) = (
        each for each in shell.findChildren(QToolButton) if each.property("page") == page.name
    )
    entry.click()
    assert isinstance(shell.page, page)
    assert without_a_name(shell) == []


def test_an_unknown_page_leads_to_the_first(shell: Shell) -> None:
    shell.show_page("no-such-page")
    assert isinstance(shell.page, PAGES[0])


def test_the_page_is_remembered(shell: Shell, context: PageContext) -> None:
    shell.show_page("notes")
    assert context.settings.current.page == "notes"


def test_a_page_is_refreshed_when_shown_and_after_what_it_reads(
    desk: Desk, watched: tuple[Shell, Witness]
) -> None:
    shell, page = watched
    desk.members.save(Member(chosen_name="Ana"))
    assert page.asked == []
    desk.groups.save(Group(name="Harbour"))
    assert page.asked == ["refresh"]
    shell.show_page("notes")
    desk.groups.save(Group(name="Hill"))
    assert page.asked == ["refresh", "flush"]
    shell.show_page("witness", 7)
    assert page.asked == ["refresh", "flush", "refresh", "open 7"]


def test_today_keeps_the_keyboard_where_it_was_when_it_is_drawn_anew(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    def backups() -> QPushButton:
        found = [each for each in shell.findChildren(QPushButton) if each.isVisible()]
        return next(each for each in found if each.accessibleName() == "Go to backups")

    backups().setFocus()
    assert QApplication.focusWidget() is backups()
    desk.members.save(Member(chosen_name="Ana"))
    qtbot.wait(20)
    assert QApplication.focusWidget() is backups()


def test_new_and_print_go_to_the_page(qtbot: QtBot, watched: tuple[Shell, Witness]) -> None:
    shell, page = watched
    press(qtbot, shell, Qt.Key.Key_N, control=True)
    press(qtbot, shell, Qt.Key.Key_P, control=True)
    assert page.asked == ["new", "print"]


def test_a_page_can_lead_to_another(shell: Shell, desk: Desk, context: PageContext) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    context.wishes.go.emit("groups", group.id)
    page = shell.page
    assert isinstance(page, GroupsPage)
    assert page.shown_id == group.id


def test_the_search_is_one_key_away_and_opens_what_was_found(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    group = desk.groups.save(Group(name="Harbour circle"))
    press(qtbot, shell, Qt.Key.Key_K, control=True)
    field = QApplication.focusWidget()
    assert field is not None
    assert field.accessibleName() == "Search"
    qtbot.keyClicks(field, "harb")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page = shell.page
    assert isinstance(page, GroupsPage)
    assert page.shown_id == group.id


def test_lock_and_quit_are_wishes(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.lock_wanted):
        press(qtbot, shell, Qt.Key.Key_L, control=True)
    with qtbot.waitSignal(shell.quit_wanted):
        press(qtbot, shell, Qt.Key.Key_Q, control=True)
    with qtbot.waitSignal(shell.quit_wanted):
        shell.close()
    assert shell.isVisible()


def test_f9_drops_the_curtain(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, shell, Qt.Key.Key_F9)
    assert shell.curtain.is_down
    press(qtbot, shell, Qt.Key.Key_F9)
    assert not shell.curtain.is_down


def test_the_lock_key_works_while_help_is_open(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, shell, Qt.Key.Key_F1)
    dialog = shell.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    with qtbot.waitSignal(shell.lock_wanted):
        qtbot.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    dialog.close()


def test_f1_shows_the_help_of_the_page(qtbot: QtBot, shell: Shell) -> None:
    shell.show_page("ground_rules")
    press(qtbot, shell, Qt.Key.Key_F1)
    browser = shell.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)
    assert "Ground rules" in browser.toPlainText().splitlines()[0]
    browser.window().close()


def test_the_last_backup_is_said_at_the_bottom(shell: Shell, desk: Desk) -> None:
    assert "Not backed up yet." in said(shell)
    desk.note_in_log(LogKind.BACKED_UP, "file")
    assert "Backed up and verified today" in said(shell)


def test_what_the_unlock_found_is_said_above_every_page(shell: Shell) -> None:
    shell.tell(())
    assert "closed properly" not in said(shell)
    shell.tell((Finding(FindingKind.AFTER_CRASH, 4, 3),))
    shell.show_page("notes")
    assert "not closed properly last time" in said(shell)


def test_the_second_place_is_offered_and_backs_up_in_one_click(
    qtbot: QtBot, shell: Shell, desk: Desk, context: PageContext
) -> None:
    shell.offer_second_place()
    assert "lacks what was changed since" in said(shell)
    (offered,) = (
        each
        for each in shell.findChildren(QPushButton)
        if each.isVisible() and each.accessibleName() == "Back up now"
    )
    offered.click()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert len(desk.backups.all()) == 1
    assert "lacks what was changed since" not in said(shell)


def test_the_backup_of_the_day_is_told_while_it_is_made(shell: Shell) -> None:
    shell.show_backing_up(running=True)
    assert "Making the backup of the day" in said(shell)
    shell.show_backing_up(running=False)
    assert "Making the backup of the day" not in said(shell)


def test_no_name_is_in_the_window_title(shell: Shell, desk: Desk, context: PageContext) -> None:
    group = desk.groups.save(Group(name="Planted"))
    context.wishes.go.emit("groups", group.id)
    assert shell.windowTitle() == "PeerDesk"
    assert "Planted" not in str(context.settings.current)


def test_no_two_actions_share_a_key(shell: Shell) -> None:
    keys = [
        action.shortcut().toString()
        for action in shell.findChildren(QAction)
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys)) >= len(PAGES) + 8


def test_the_window_remembers_its_place(qtbot: QtBot, shell: Shell, context: PageContext) -> None:
    # As wide as it may be at least: the offscreen screen is no wider than that.
    shell.resize(shell.minimumWidth(), 650)
    shell.keep_place()
    again = Shell(context, PAGES)
    qtbot.addWidget(again)
    again.take_place()
    assert (again.width(), again.height()) == (shell.minimumWidth(), 650)
    again.put_away()


def test_a_place_that_makes_no_sense_is_not_taken(
    qtbot: QtBot, shell: Shell, context: PageContext
) -> None:
    context.settings.change(geometry="01d9d0cb" + "ff" * 60)
    shell.take_place()
    assert shell.width() >= shell.minimumWidth()
    assert shell.isVisible()


def test_a_window_made_anew_takes_over_and_the_old_one_goes(
    qtbot: QtBot, desk: Desk, context: PageContext
) -> None:
    old = Shell(context, PAGES)
    old.show_page("groups")
    again = old.made_anew()
    qtbot.addWidget(again)
    again.show_page("groups")
    with qtbot.waitSignal(old.destroyed):
        old.put_away()
    group = desk.groups.save(Group(name="Harbour"))
    context.wishes.go.emit("groups", group.id)
    page = again.page
    assert isinstance(page, GroupsPage)
    assert page.shown_id == group.id


@pytest.mark.parametrize(
    "kind", [FindingKind.ROLLED_BACK, FindingKind.ALTERED, FindingKind.NEW_INNER_KEY]
)
def test_what_an_unlock_found_leads_to_the_backups_where_they_answer_it(
    shell: Shell, kind: FindingKind
) -> None:
    shell.tell((Finding(kind),))
    buttons = shell._findings.findChildren(QPushButton)
    (way,) = [each for each in buttons if each.accessibleName() == "Go to backups"]
    way.click()
    assert shell.page is not None
    assert shell.page.name == "vault"
