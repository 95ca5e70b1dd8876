"""Placeholders in the editor: completed while typing, previewed, and remarked on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from checks import StoppedClock, shown, surroundings, without_a_name
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.domain.scripts import (
    RuleItem,
    RuleTopic,
    Script,
    ScriptText,
    Segment,
    SegmentKind,
)
from peerdesk.ui.pages.ground_rules.completing_text import CompletingText
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage

# The offscreen platform says so about every popup.
pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", r"raise\(\)", "grabbing the keyboard", extend=True
)

RULE = RuleItem(topic=RuleTopic.PHONES, text="Phones away.")
WELCOME = Segment(kind=SegmentKind.WELCOME, title="Welcome", text="Welcome to", rules=(RULE,))


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour circle", place="the library"))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, group: Group) -> Iterator[GroundRulesPage]:
    text = ScriptText(id="", language="en", title="Ours", summary="", segments=(WELCOME,))
    made = GroundRulesPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(desk.scripts.add(text).id)
    made.view.outline.choose("0")
    yield made
    made.flush()


@pytest.fixture
def field(page: GroundRulesPage) -> CompletingText:
    words = page.view.segment.words
    assert isinstance(words, CompletingText)
    words.setFocus()
    words.moveCursor(words.textCursor().MoveOperation.End)
    words.insertPlainText(" ")
    return words


def script_of(page: GroundRulesPage) -> Script:
    assert page.opened is not None
    return page.opened.script


def test_a_brace_offers_what_can_be_filled_in_and_enter_takes_it(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, field: CompletingText
) -> None:
    qtbot.keyClicks(field, "{")
    assert len(field.offered) == 7
    qtbot.keyClicks(field, "p")
    assert field.offered == ("place",)

    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.toPlainText() == "Welcome to {place}"
    assert field.offered == ()
    page.flush()
    assert desk.scripts.latest(script_of(page).id).segments[0].text == "Welcome to {place}"


def test_escape_sends_the_offer_away_and_typing_goes_on(
    qtbot: QtBot, field: CompletingText
) -> None:
    qtbot.keyClicks(field, "{gr")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.offered == ()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "Welcome to {gr\n"


def test_one_undo_takes_a_completed_word_back(qtbot: QtBot, field: CompletingText) -> None:
    qtbot.keyClicks(field, "{gr")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == "Welcome to {group}"
    field.undo()
    assert field.toPlainText() == "Welcome to {gr"


def test_what_is_only_read_offers_nothing(
    qtbot: QtBot, page: GroundRulesPage, field: CompletingText
) -> None:
    page.view.segment.allow(changing=False)
    qtbot.keyClicks(field, "{")
    assert field.offered == ()


def test_the_preview_follows_the_typing_with_the_groups_own_names(
    qtbot: QtBot, page: GroundRulesPage, field: CompletingText
) -> None:
    remarks = page.view.segment.remarks
    assert not remarks.preview.isVisible()
    qtbot.keyClicks(field, "{group} in {place}")
    field.textCursor().insertText("}")
    qtbot.waitUntil(lambda: "in the library" in remarks.preview.words.text())
    assert remarks.preview.words.text().startswith("Welcome to Harbour circle")


def test_another_group_can_be_previewed_and_its_changes_are_seen(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, field: CompletingText
) -> None:
    other = desk.groups.save(Group(name="Tuesday walk"))
    qtbot.keyClicks(field, "{group}, {facilitators}.")
    page.view.segment.remark()
    preview = page.view.segment.remarks.preview
    assert "Harbour circle, your facilitators." in preview.words.text()

    preview.group.setCurrentIndex(preview.group.findData(other.id))
    preview.group.activated.emit(1)
    assert "Tuesday walk, your" in preview.words.text()

    ana = desk.members.save(Member(chosen_name="Ana"))
    desk.members.join(ana.id, other.id, role=Role.FACILITATOR)
    assert "Tuesday walk, Ana." in preview.words.text()


def test_legal_words_say_to_check_them_only_in_the_editor(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, group: Group, field: CompletingText
) -> None:
    remarks = page.view.segment.remarks
    assert not remarks.law.isVisible()
    qtbot.keyClicks(field, "{limits} ")
    page.view.segment.remark()
    assert "Check this with your organisation" in remarks.law.text()
    assert "organisation" not in remarks.preview.words.text()
    assert "We may have to tell someone" in remarks.preview.words.text()


def test_a_promise_of_secrecy_is_pointed_out_with_the_reason(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, group: Group, field: CompletingText
) -> None:
    promise = page.view.segment.remarks.promise
    qtbot.keyClicks(field, "us. It stays between us.")
    qtbot.waitUntil(promise.isVisible)
    assert "Nobody can keep that" in promise.text()

    desk.groups.save(replace(group, minors=True))
    assert "adults have to act" in promise.text()


def test_a_promise_of_secrecy_cannot_be_used_where_people_under_age_come(
    desk: Desk, page: GroundRulesPage, group: Group, field: CompletingText
) -> None:
    field.setPlainText("Welcome. Whatever you say, it stays between us.")
    desk.groups.save(replace(group, minors=True))
    dialog = page.use_for_group()
    assert dialog is not None
    assert not dialog.take_button.isEnabled()
    assert "“Whatever you say, it stays between us” promises secrecy" in dialog._state.text()
    dialog.close()


def test_young_people_should_hear_the_limits_before_they_share(
    desk: Desk, page: GroundRulesPage, group: Group, field: CompletingText
) -> None:
    desk.groups.save(replace(group, minors=True))
    field.setPlainText("Welcome.")
    dialog = page.use_for_group()
    assert dialog is not None
    assert "before the check-in" in dialog._state.text()
    assert dialog.take_button.isEnabled()
    dialog.close()

    field.setPlainText("Welcome. {limits}")
    dialog = page.use_for_group()
    assert dialog is not None
    assert "before the check-in" not in dialog._state.text()
    dialog.close()


def test_words_that_are_hard_to_follow_get_a_gentle_hint(
    qtbot: QtBot, page: GroundRulesPage, field: CompletingText
) -> None:
    ease = page.view.segment.remarks.ease
    field.setPlainText("We sit here and we talk. You can say what you like. We will hear you all.")
    qtbot.waitUntil(lambda: ease.text().startswith("Easy to follow (Flesch"))
    field.setPlainText(
        "Participants acknowledge statutory confidentiality considerations, notwithstanding "
        "institutional responsibilities regarding documentation, communication and notification "
        "procedures."
    )
    qtbot.waitUntil(lambda: "Shorter sentences" in ease.text())


def test_reading_times_follow_the_persons_own_pace(
    page: GroundRulesPage, field: CompletingText
) -> None:
    field.setPlainText("word " * 520)
    page.flush()
    assert "Minutes to read aloud: 4 in full" in page.view.times.text()
    page.view.outline.choose("about")
    page.view.about.pace.setValue(65)
    assert "Minutes to read aloud: 8 in full" in page.view.times.text()
    assert page.context.settings.current.words_a_minute == 65
    page.view.outline.choose("0")
    assert page.view.segment.remarks.takes.text().startswith("Takes about 8 minutes")


def test_every_control_has_a_name(page: GroundRulesPage, field: CompletingText) -> None:
    field.insertPlainText("{group}")
    page.view.segment.remark()
    assert without_a_name(page) == []
