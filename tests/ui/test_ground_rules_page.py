"""The page of ground rules, used as a facilitator would."""

from datetime import date
from operator import attrgetter
from pathlib import Path

import pytest
from checks import StoppedClock, is_freed, press_in_window, shown, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.scripts import ReadingForm, RuleTopic, Script, ScriptVersion, SegmentKind
from peerdesk.settings import SettingsStore
from peerdesk.ui.curtain import Curtain
from peerdesk.ui.dialogs.handout import HandoutDialog
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.ground_rules.open_script import OpenScript
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.ground_rules.places import Place
from peerdesk.ui.pages.ground_rules.words import form_seconds, times_words
from peerdesk.ui.pages.page import PageContext, Wishes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def context(qapp: QApplication, desk: Desk, tmp_path: Path) -> PageContext:
    return PageContext(desk, SettingsStore(tmp_path / "settings.json"), Jobs(qapp), Wishes(qapp))


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> GroundRulesPage:
    made = GroundRulesPage(context, StoppedClock())
    shown(qtbot, made)
    return made


@pytest.fixture
def ours(desk: Desk, page: GroundRulesPage) -> Script:
    """An own copy of the general script, open on the page."""
    kept = desk.scripts.duplicate(built_in(desk, "general").id, "Tuesday's words")
    page.open(kept.id)
    return kept


def built_in(desk: Desk, origin: str) -> Script:
    return next(each for each in desk.scripts.all() if each.built_in and each.origin == origin)


def go_to(page: GroundRulesPage, key: str) -> None:
    assert page.view.outline.choose(key)


def opened(page: GroundRulesPage) -> OpenScript:
    assert page.opened is not None
    return page.opened


def titles(version: ScriptVersion) -> list[str]:
    return [segment.title for segment in version.segments]


def press_undo(qtbot: QtBot, page: GroundRulesPage) -> None:
    offers = [each for each in page.banner.findChildren(QPushButton) if each.text() == "Undo"]
    qtbot.mouseClick(offers[-1], Qt.MouseButton.LeftButton)


def test_own_scripts_come_before_the_built_in_ones(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    listed = [entry.title for entry in page.list.entries]

    assert listed[:3] == ["Ours", "Tuesday's words", "Built in: English"]
    assert set(listed[3:]) >= {each.title for each in desk.scripts.all() if each.built_in}


def test_a_built_in_script_is_for_reading_and_one_button_makes_it_ours(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage
) -> None:
    source = built_in(desk, "general")
    page.open(source.id)
    go_to(page, "0")
    assert page.view.segment.words.isReadOnly()
    assert not page.view.segment.switched_on.isEnabled()
    assert not page.view.tools.isVisible()

    qtbot.mouseClick(page.view.duplicate, Qt.MouseButton.LeftButton)

    copy = opened(page).script
    assert not copy.built_in
    assert titles(opened(page).version) == titles(desk.scripts.latest(source.id))
    go_to(page, "0")
    assert not page.view.segment.words.isReadOnly()
    assert not page.view.duplicate.isVisible()


def test_what_is_typed_is_saved_without_a_button(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "0")
    page.view.segment.title.setFocus()
    page.view.segment.title.selectAll()

    with qtbot.waitSignal(page.autosave.saved):
        qtbot.keyClicks(page.view.segment.title, "Come in")

    assert desk.scripts.latest(ours.id).segments[0].title == "Come in"
    assert page.view.outline.entries[1].title == "1  Come in"


def test_every_field_of_a_part_and_of_a_rule_is_kept(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "3")
    segment = page.view.segment
    segment.words.setPlainText("Other words.")
    segment.minutes.setValue(7)
    segment.newcomers.setChecked(False)
    segment.short.setChecked(False)
    segment.switched_on.setChecked(False)
    segment.kind.setCurrentIndex(segment.kind.findData(SegmentKind.REMINDER.value))
    go_to(page, "3.1")
    rule = page.view.rule
    rule.topic.setCurrentIndex(rule.topic.findData(RuleTopic.PHONES.value))
    rule.text.setPlainText("Phones stay in the bag.")
    rule.why.setPlainText("They listen.")
    rule.ask.setPlainText("All right?")
    rule.switched_on.setChecked(False)
    page.flush()

    kept = desk.scripts.latest(ours.id).segments[3]
    assert (kept.text, kept.minutes, kept.kind) == ("Other words.", 7, SegmentKind.REMINDER)
    assert (kept.in_newcomer_form, kept.in_short_form, kept.switched_on) == (False, False, False)
    changed = kept.rules[1]
    assert (changed.topic, changed.text) == (RuleTopic.PHONES, "Phones stay in the bag.")
    assert (changed.why, changed.ask) == ("They listen.", "All right?")
    assert not changed.switched_on


def test_a_refresh_keeps_what_is_typed_and_the_place(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "2")
    page.view.segment.words.setFocus()
    page.view.segment.words.moveCursor(page.view.segment.words.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.view.segment.words, " And more ")
    caret = page.view.segment.words.textCursor().position()

    page.refresh()

    assert page.view.segment.words.toPlainText().endswith(" And more ")
    assert page.view.segment.words.textCursor().position() == caret
    assert page.view.outline.current_key == "2"
    page.flush()
    assert desk.scripts.latest(ours.id).segments[2].text.endswith(" And more")


def test_changing_a_used_version_makes_the_next_and_says_so_once(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    group = desk.groups.save(Group(name="Circle"))
    used = desk.scripts.latest(ours.id)
    desk.agreements.take(group.id, used.id, date(2026, 5, 4))
    assert "The first change makes version 2" in page.view.state.text()
    assert "Circle has version 1." in page.view.state.text()

    go_to(page, "0")
    page.view.segment.title.setText("Hello")
    page.view.segment.title.textEdited.emit("Hello")
    page.flush()

    assert "stays as it is. Your changes are version 2" in page.banner.text
    assert page.view.state.text() == "Version 2, not used yet. Circle has version 1."
    assert titles(desk.scripts.version(used.id)) == titles(used)
    assert [each.number for each in desk.scripts.versions(ours.id)] == [2, 1]

    page.banner.clear()
    page.view.segment.minutes.setValue(5)
    page.flush()
    assert page.banner.text == ""
    assert [each.number for each in desk.scripts.versions(ours.id)] == [2, 1]


def test_an_older_version_can_be_read_and_left_again(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    group = desk.groups.save(Group(name="Circle"))
    desk.agreements.take(group.id, desk.scripts.latest(ours.id).id, date(2026, 5, 4))
    go_to(page, "0")
    page.view.segment.minutes.setValue(9)
    page.flush()
    go_to(page, "about")
    page.view.about.reason.setText("The welcome was too short")
    page.view.about.reason.textEdited.emit("")
    page.flush()
    assert desk.scripts.latest(ours.id).reason == "The welcome was too short"

    page.view.versions.setCurrentIndex(1)
    page.view.versions.activated.emit(1)

    assert opened(page).version.number == 1
    go_to(page, "0")
    assert page.view.segment.minutes.value() == 1
    assert page.view.segment.words.isReadOnly()
    qtbot.mouseClick(page.view.to_newest, Qt.MouseButton.LeftButton)
    assert opened(page).version.number == 2
    assert page.view.segment.minutes.value() == 9


def test_a_part_moves_with_alt_and_arrows_and_goes_back(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    before = titles(desk.scripts.latest(ours.id))
    go_to(page, "1")

    qtbot.keyClick(page.view.outline, Qt.Key.Key_Down, ALT)
    assert titles(desk.scripts.latest(ours.id)) == [before[0], before[2], before[1], *before[3:]]
    assert page.view.outline.current_key == "2"

    qtbot.keyClick(page.view.outline, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(desk.scripts.latest(ours.id)) == before
    assert page.view.outline.current_key == "1"


def test_a_rule_moves_on_into_the_next_part(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    segments = desk.scripts.latest(ours.id).segments
    last = len(segments[3].rules) - 1
    moving = segments[3].rules[last].text
    go_to(page, f"3.{last}")

    qtbot.keyClick(page.view.outline, Qt.Key.Key_Down, ALT)

    after = desk.scripts.latest(ours.id).segments
    assert after[4].rules[0].text == moving
    assert len(after[3].rules) == last
    assert opened(page).place == Place(4, 0)


def test_a_removed_rule_comes_back_with_undo(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    before = desk.scripts.latest(ours.id).segments[3].rules
    go_to(page, "3.1")

    qtbot.keyClick(page.view.outline, Qt.Key.Key_Delete)
    assert [rule.text for rule in desk.scripts.latest(ours.id).segments[3].rules] == [
        rule.text for rule in (*before[:1], *before[2:])
    ]

    press_undo(qtbot, page)
    assert [rule.text for rule in desk.scripts.latest(ours.id).segments[3].rules] == [
        rule.text for rule in before
    ]
    assert page.view.outline.current_key == "3.1"


def test_undo_keeps_what_was_typed_meanwhile(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "1")
    removed = opened(page).version.segments[1].title
    page.parts.remove()
    page.view.segment.title.setText("Who we are today")
    page.view.segment.title.textEdited.emit("")

    press_undo(qtbot, page)

    assert titles(desk.scripts.latest(ours.id))[1:3] == [removed, "Who we are today"]


def test_the_last_part_of_a_script_stays(desk: Desk, page: GroundRulesPage) -> None:
    page.begin_new()
    script = opened(page).script
    for _ in range(4):
        go_to(page, "0")
        page.parts.remove()
    assert len(desk.scripts.latest(script.id).segments) == 1

    go_to(page, "0")
    page.parts.remove()

    assert "at least one part" in page.banner.text
    assert len(desk.scripts.latest(script.id).segments) == 1


def test_a_rule_from_the_library_goes_where_one_is(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "3.0")
    dialog = page.parts.choose_rule()
    assert dialog is not None
    topics = [entry.title for entry in dialog.list.entries if entry.heading]
    assert "Phones and recording" in topics
    chosen = next(entry for entry in dialog.list.entries if entry.key == 7)
    dialog.list.choose(chosen.key)

    dialog.pick()

    assert desk.scripts.latest(ours.id).segments[3].rules[1].text == chosen.title
    assert page.view.outline.current_key == "3.1"


def test_rules_of_one_topic_are_offered_alone_and_those_of_the_script_marked(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "5")
    dialog = page.parts.choose_rule()
    assert dialog is not None
    dialog.list.choose(3)
    dialog.topic.setCurrentIndex(dialog.topic.findData(RuleTopic.PHONES.value))

    headings = [entry.title for entry in dialog.list.entries if entry.heading]
    rules = [entry for entry in dialog.list.entries if not entry.heading]
    assert headings == ["Phones and recording"]
    assert dialog.topic.currentText() == f"Phones and recording ({len(rules) - 1})"
    assert "here" in [entry.mark for entry in rules]
    assert dialog.list.current_key == rules[0].key
    dialog.pick()
    assert desk.scripts.latest(ours.id).segments[5].rules[-1].topic is RuleTopic.PHONES


def test_a_rule_in_own_words_is_typed_at_once(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "5")
    dialog = page.parts.choose_rule()
    assert dialog is not None
    dialog.pick()

    qtbot.keyClicks(page.view.rule.text, "We end on time.")
    page.flush()

    assert desk.scripts.latest(ours.id).segments[5].rules[-1].text == "We end on time."


def test_a_new_part_comes_after_the_one_that_is_looked_at(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "0")

    page.view.tools.segment_wanted.emit(SegmentKind.NEWCOMERS)

    assert desk.scripts.latest(ours.id).segments[1].kind is SegmentKind.NEWCOMERS
    assert page.view.outline.current_key == "1"


def test_a_placeholder_that_cannot_be_filled_in_is_pointed_out(
    page: GroundRulesPage, ours: Script
) -> None:
    go_to(page, "0")
    page.view.segment.words.setPlainText("Welcome to {grupo} in {place}.")
    page.flush()

    assert "can't fill in {grupo}" in page.view.segment.remarks.unknown.text()
    page.view.segment.words.setPlainText("Welcome to {group}.")
    page.flush()
    assert not page.view.segment.remarks.unknown.isVisible()


def test_reading_times_follow_what_is_switched_on(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    before = form_seconds(opened(page).version, ReadingForm.SHORT)
    go_to(page, "3")
    page.view.segment.short.setChecked(False)
    page.flush()

    version = desk.scripts.latest(ours.id)
    assert form_seconds(version, ReadingForm.SHORT) < before
    assert page.view.times.text() == times_words(version)


def test_a_version_becomes_a_groups_agreement_and_undo_brings_the_earlier_back(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    group = desk.groups.save(Group(name="Circle"))
    short = desk.scripts.latest(built_in(desk, "short_form").id)
    desk.agreements.take(group.id, short.id, date(2026, 5, 4))
    dialog = page.use_for_group()
    assert dialog is not None

    dialog.take_button.click()

    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.script.id == ours.id
    assert in_force.agreement.in_force_from == date(2026, 11, 22)
    press_undo(qtbot, page)
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.version.id == short.id


def test_an_undo_that_came_too_late_is_not_offered_any_more(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    group = desk.groups.save(Group(name="Circle"))
    dialog = page.use_for_group()
    assert dialog is not None
    dialog.take_button.click()
    assert "ground rules of" in page.banner.text
    desk.members.save(Member(chosen_name="Ana"))
    assert "ground rules of" in page.banner.text, "nothing of it changed"

    other = desk.scripts.latest(built_in(desk, "short_form").id)
    desk.agreements.take(group.id, other.id, date(2026, 11, 23))

    assert page.banner.text == ""
    page.undo()
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.version.id == other.id


def test_an_undo_that_came_too_late_meanwhile_is_gone_when_the_page_is_shown_again(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    group = desk.groups.save(Group(name="Circle"))
    dialog = page.use_for_group()
    assert dialog is not None
    dialog.take_button.click()
    page.hide()
    desk.stop_listening(page.on_change)
    desk.agreements.take(
        group.id, desk.scripts.latest(built_in(desk, "short_form").id).id, date(2026, 11, 23)
    )
    page.banner.retell(str)
    page.show()
    assert page.banner.text == ""


def test_without_a_group_there_is_nobody_to_take_it(page: GroundRulesPage, ours: Script) -> None:
    dialog = page.use_for_group()

    assert dialog is not None
    assert not dialog.take_button.isEnabled()


def test_a_new_script_begins_with_its_title(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage
) -> None:
    page.begin_new()
    qtbot.keyClicks(page.view.about.title, "Carers' words")
    page.flush()

    assert desk.scripts.get(opened(page).script.id).title == "Carers' words"


def test_an_unused_script_is_removed_and_comes_back(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    words = titles(desk.scripts.latest(ours.id))
    assert page.view.remove_script.isVisible()

    page.view.remove_script.click()
    assert all(script.title != ours.title for script in desk.scripts.all())

    press_undo(qtbot, page)
    assert opened(page).script.title == ours.title
    assert titles(opened(page).version) == words


def test_a_script_without_a_title_says_so_and_keeps_the_old_one(
    desk: Desk, page: GroundRulesPage, ours: Script
) -> None:
    page.view.about.title.clear()
    page.view.about.title.textEdited.emit("")
    page.flush()

    assert "A name is needed" in page.banner.text
    assert desk.scripts.get(ours.id).title == "Tuesday's words"


def test_an_empty_page_leads_on(qtbot: QtBot, desk: Desk, page: GroundRulesPage) -> None:
    with desk.change(None):
        desk.connection.execute("DELETE FROM scripts")
    page.refresh()
    (begin,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.text() == "Write the first one"
    )

    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)

    assert opened(page).script.title == "New script"
    assert page.view.isVisible()


def test_the_handout_opens_with_the_version_and_remembers_the_paper(
    qtbot: QtBot, context: PageContext, page: GroundRulesPage, ours: Script
) -> None:
    def opened_handout() -> HandoutDialog:
        dialog = page.open_handouts()
        qtbot.waitUntil(lambda: dialog.pdf is not None and not context.jobs.busy)
        return dialog

    first = opened_handout()
    assert first.choosing is not None
    assert first.choosing.choice.version_id == opened(page).version.id
    other = 1 - first.fields.paper.box.currentIndex()
    first.fields.paper.box.setCurrentIndex(other)
    qtbot.waitUntil(lambda: not context.jobs.busy)
    first.close()

    second = opened_handout()
    assert second.fields.paper.box.currentIndex() == other
    second.close()


@pytest.mark.parametrize("which", ["use_for_group", "parts.choose_rule"])
def test_f9_and_ctrl_l_work_in_every_window_of_the_page(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, ours: Script, which: str
) -> None:
    desk.groups.save(Group(name="Tuesday circle"))
    curtain = Curtain(page)
    dialog = attrgetter(which)(page)()
    with qtbot.waitSignal(curtain.must_lock):
        press_in_window(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    press_in_window(dialog, Qt.Key.Key_F9)
    assert curtain.is_down
    curtain.lift()
    there = dialog.screen().availableGeometry().size()
    assert dialog.size().boundedTo(there) == dialog.size()
    dialog.close()


def test_no_button_of_the_page_takes_a_letter_of_the_menus(
    page: GroundRulesPage, ours: Script
) -> None:
    marked = [
        each.text()
        for each in page.findChildren(QPushButton)
        if any(f"&{letter}" in each.text().upper() for letter in "HVG")
    ]
    assert marked == []


def test_changes_elsewhere_do_not_disturb(desk: Desk, page: GroundRulesPage, ours: Script) -> None:
    go_to(page, "3.2")

    desk.members.save(Member(chosen_name="Ana"))
    desk.scripts.duplicate(ours.id, "Another")

    assert opened(page).script.id == ours.id
    assert page.view.outline.current_key == "3.2"
    assert page.list.current_key == ours.id


def test_every_control_has_a_name_and_is_large_enough(page: GroundRulesPage, ours: Script) -> None:
    for key in ("about", "0", "3.0"):
        go_to(page, key)
        assert without_a_name(page) == []
        assert too_small(page) == []


def test_the_page_is_freed_when_it_is_closed(qtbot: QtBot, context: PageContext) -> None:
    assert is_freed(lambda: GroundRulesPage(context, StoppedClock()))
