"""The rules of how long records are kept, on the Vault page and on a group's."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from checks import (
    NOON,
    StoppedClock,
    is_freed,
    jobs_held_up,
    one_piece_at_a_time,
    shown,
    surroundings,
    too_small,
    without_a_name,
)
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.retention import RetentionKind
from peerdesk.ui.dialogs.group_keeping import GroupKeepingDialog
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.pages.vault.keeping.section import KeepingSection
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.ui.slices import all_is_shown
from peerdesk.ui.widgets.keeping_rules import AS_THE_VAULT, NO_END, KeepingRules


@pytest.fixture
def group(desk: Desk) -> Group:
    """A group with a note of half a year ago and one of two years ago."""
    made = desk.groups.save(Group(name="Harbour evening", note_policy=NotePolicy.FULL))
    for days in (190, 740):
        session = desk.sessions.plan(made.id, NOON - timedelta(days=days))
        desk.notes.keep_group_note(session.id, "we sang")
    return made


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> PageContext:
    made = surroundings(desk, tmp_path)
    return PageContext(made.desk, made.settings, made.jobs, made.wishes, clock=StoppedClock())


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, group: Group) -> Iterator[VaultPage]:
    made = VaultPage(context)
    shown(qtbot, made)
    made.open("keeping")
    made.refresh()
    yield made
    ended(qtbot, made)


def ended(qtbot: QtBot, page: Page) -> None:
    """As before a lock: nothing listens, and nothing runs, when the vault closes."""
    page.desk.stop_listening(page.on_change)
    qtbot.waitUntil(lambda: not page.context.jobs.busy)


def test_the_choices_are_made_ahead_one_by_one(
    qtbot: QtBot, context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_piece_at_a_time(monkeypatch)
    page = VaultPage(context)
    qtbot.addWidget(page)
    numbers = []
    for _piece in page.make_ahead():
        rules = page.findChild(KeepingRules)
        numbers.append(len(rules.fields) if isinstance(rules, KeepingRules) else 0)
    assert sorted(set(numbers)) == list(range(len(RetentionKind) + 1))


def rules_of(page: VaultPage) -> KeepingRules:
    assert isinstance(page.section, KeepingSection)
    return page.section.rules


def choose(rules: KeepingRules, kind: RetentionKind, data: object) -> None:
    field = rules.fields[kind]
    place = field.findData(data)
    assert place >= 0
    field.setCurrentIndex(place)
    field.activated.emit(place)


def counted(qtbot: QtBot, rules: KeepingRules) -> None:
    qtbot.waitUntil(lambda: not rules._context.jobs.busy)


def test_a_changed_rule_says_at_once_what_it_brings_up_and_can_be_taken_back(
    qtbot: QtBot, page: VaultPage, desk: Desk
) -> None:
    rules = rules_of(page)
    counted(qtbot, rules)
    line = rules._due[RetentionKind.GROUP_NOTE]
    assert line.text() == "Due now in the whole vault: 1 session's notes"
    choose(rules, RetentionKind.GROUP_NOTE, 6)
    qtbot.waitUntil(lambda: "2 sessions' notes would be looked at" in page.banner.text)
    assert "1 before" in page.banner.text
    assert desk.retention.book().months(RetentionKind.GROUP_NOTE) == 6
    rules._take_back(RetentionKind.GROUP_NOTE, None, None)
    assert desk.retention.book().rules == ()
    assert rules.fields[RetentionKind.GROUP_NOTE].currentData() == 12


def test_no_end_is_a_choice_of_every_kind(qtbot: QtBot, page: VaultPage, desk: Desk) -> None:
    rules = rules_of(page)
    for kind in RetentionKind:
        choose(rules, kind, NO_END)
    counted(qtbot, rules)
    assert {desk.retention.book().months(kind) for kind in RetentionKind} == {None}
    assert not any(line.isVisible() for line in rules._due.values())


def test_a_group_follows_the_vault_until_it_has_a_time_of_its_own(
    qtbot: QtBot, context: PageContext, group: Group, desk: Desk
) -> None:
    page = GroupsPage(context, StoppedClock())
    shown(qtbot, page)
    page.open(group.id)
    page.about.keeping.click()
    dialog = page.findChild(GroupKeepingDialog)
    qtbot.waitUntil(lambda: all_is_shown(dialog))
    rules = dialog.rules
    field = rules.fields[RetentionKind.GROUP_NOTE]
    assert (field.currentData(), field.currentText()) == (
        AS_THE_VAULT,
        "As in the vault (12 months)",
    )
    counted(qtbot, rules)
    choose(rules, RetentionKind.GROUP_NOTE, 36)
    counted(qtbot, rules)
    assert desk.retention.book().of_groups(RetentionKind.GROUP_NOTE) == {group.id: 36}
    assert not rules._due[RetentionKind.GROUP_NOTE].isVisible()
    assert "0 sessions' notes would be looked at now, 1 before" in dialog.banner.text
    choose(rules, RetentionKind.GROUP_NOTE, AS_THE_VAULT)
    counted(qtbot, rules)
    assert desk.retention.book().rules == ()
    assert without_a_name(dialog) == []
    assert group.name not in dialog.windowTitle()
    dialog.accept()
    ended(qtbot, page)


def test_a_rule_of_an_unusual_length_is_shown_as_it_is(
    qtbot: QtBot, page: VaultPage, desk: Desk
) -> None:
    desk.retention.set_months(RetentionKind.PERSON, 7)
    page.refresh()
    assert rules_of(page).fields[RetentionKind.PERSON].currentText() == "7 months"
    counted(qtbot, rules_of(page))
    assert without_a_name(page) == []
    assert too_small(page) == []


def test_the_page_is_freed_while_it_counts(qtbot: QtBot, context: PageContext) -> None:
    def make() -> VaultPage:
        made = VaultPage(context)
        qtbot.addWidget(made)
        made.open("keeping")
        return made

    assert is_freed(make)
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_the_choices_of_a_group_come_one_by_one_and_each_says_what_holds(
    qtbot: QtBot,
    context: PageContext,
    group: Group,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_piece_at_a_time(monkeypatch)
    desk.retention.set_months(RetentionKind.GROUP_NOTE, 36, group.id)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = GroupKeepingDialog(context, group.id, parent)
    rules = dialog.rules
    with jobs_held_up(context.jobs):
        with qtbot.waitExposed(dialog):
            dialog.open()
        size = dialog.size()
        first = next(iter(rules.fields.values()))
        qtbot.waitUntil(lambda: dialog.focusWidget() is first)
        place = first.mapTo(dialog, QPoint())
        qtbot.waitUntil(lambda: all_is_shown(dialog))
        assert dialog.focusWidget() is first
        assert dialog.size() == size
        assert first.mapTo(dialog, QPoint()) == place
    assert set(rules.fields) == set(RetentionKind)
    assert all(field.currentIndex() >= 0 for field in rules.fields.values())
    assert rules.fields[RetentionKind.GROUP_NOTE].currentData() == 36
    counted(qtbot, rules)
    dialog.reject()
