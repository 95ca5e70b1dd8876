"""Comparing versions on the page: what was changed, and why."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from checks import StoppedClock, shown, surroundings, without_a_name
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.scripts import Script
from peerdesk.ui.pages.ground_rules.compare_dialog import CompareDialog
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage


@pytest.fixture
def script(desk: Desk) -> Script:
    """An own copy of a built-in, in two versions."""
    source = next(each for each in desk.scripts.all() if each.origin == "general")
    kept = desk.scripts.duplicate(source.id, "Tuesday's words")
    group = desk.groups.save(Group(name="Circle"))
    desk.agreements.take(group.id, desk.scripts.latest(kept.id).id, date(2026, 5, 4))
    used = desk.scripts.latest(kept.id)
    changed = replace(used.segments[0], text="Welcome <b>all</b> of you.", title="Come in")
    second = desk.scripts.revise(replace(used, segments=(changed, *used.segments[1:])))
    desk.scripts.revise(replace(second, reason="It was too long"))
    return kept


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, script: Script) -> GroundRulesPage:
    made = GroundRulesPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(script.id)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, page: GroundRulesPage) -> CompareDialog:
    page.view.compare.click()
    made = page.window().findChild(CompareDialog)
    assert isinstance(made, CompareDialog)
    qtbot.waitUntil(lambda: not made.busy)
    return made


def text(dialog: CompareDialog) -> str:
    return dialog.text.toPlainText()


def test_the_newest_is_compared_with_the_one_before(dialog: CompareDialog) -> None:
    assert dialog.before.currentText().startswith("Version 1")
    assert dialog.after.currentText().startswith("Version 2")
    assert dialog.why.text() == "Why: It was too long"
    assert "<b>all</b> of you." in text(dialog)
    assert "Words that are new: " in dialog.summary.text()
    assert "new: Come in" in dialog.text.accessibleDescription()


def test_what_did_not_change_is_shown_on_request(dialog: CompareDialog) -> None:
    assert "Phones" not in text(dialog)
    dialog.changes_only.setChecked(False)
    assert "Phones" in text(dialog)


def test_a_version_is_compared_with_the_built_in_it_came_from(
    qtbot: QtBot, dialog: CompareDialog
) -> None:
    assert [dialog.before.itemText(row)[:9] for row in range(3)] == [
        "Version 2",
        "Version 1",
        "Built in:",
    ]
    dialog.after.setCurrentIndex(1)
    dialog.before.setCurrentIndex(2)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.summary.text() == "These two versions say the same."
    assert text(dialog) == ""


def test_a_built_in_of_one_version_has_nothing_to_compare(
    desk: Desk, page: GroundRulesPage
) -> None:
    page.open(next(each.id for each in desk.scripts.all() if each.origin == "short_form"))
    assert not page.view.compare.isVisible()


def test_every_control_of_the_window_has_a_name(dialog: CompareDialog) -> None:
    assert without_a_name(dialog) == []


def test_a_window_that_is_closed_meanwhile_wants_no_answer(page: GroundRulesPage) -> None:
    made = page.compare_versions()
    assert made is not None
    made.close()
    page.context.jobs.wait()
