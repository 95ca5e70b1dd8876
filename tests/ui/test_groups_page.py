"""The page of groups, used as a facilitator would."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, is_freed, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member, Role
from peerdesk.domain.rule_reviews import USUAL_INTERVAL
from peerdesk.domain.scripts import RuleItem, RuleTopic
from peerdesk.domain.sessions import AgendaKind
from peerdesk.ui.pages.ground_rules.compare_dialog import CompareDialog
from peerdesk.ui.pages.ground_rules.take_dialog import TakeDialog
from peerdesk.ui.pages.groups.agreed import AgreedRow
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.groups.schedule import Pattern, nth_in_month
from peerdesk.ui.reminders import reminders
from peerdesk.ui.widgets.agreeing import AgreeingRow
from peerdesk.ui.widgets.rows import OneLine

ABOUT, WHEN, PEOPLE, RULES, AGENDA = range(5)


def weekly(name: str = "Tuesday circle") -> Group:
    return Group(
        name=name,
        recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
        first_date=date(2026, 1, 6),
        start_time=time(18, 30),
    )


# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> GroupsPage:
    made = GroupsPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    return made


@pytest.fixture
def group(desk: Desk, page: GroupsPage) -> Group:
    kept = desk.groups.save(weekly())
    page.open(kept.id)
    return kept


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press_undo(qtbot: QtBot, page: GroupsPage) -> None:
    offers = [each for each in page.banner.findChildren(QPushButton) if each.text() == "Undo"]
    press(qtbot, offers[-1])


def said(page: GroupsPage) -> str:
    labels = page.tabs.currentWidget().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_an_empty_page_leads_to_the_first_group(qtbot: QtBot, page: GroupsPage, desk: Desk) -> None:
    (begin,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.text() == "Add the first group"
    )
    press(qtbot, begin)
    qtbot.keyClicks(page.about.name, "Harbour circle")
    page.flush()
    assert [group.name for group in desk.groups.all()] == ["Harbour circle"]
    assert page.shown_id == desk.groups.all()[0].id
    assert page.list.current_key == page.shown_id


def test_what_is_typed_is_saved_without_a_button(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.about.purpose.setFocus()
    with qtbot.waitSignal(page.autosave.saved):
        qtbot.keyClicks(page.about.purpose, "To listen")
    assert desk.groups.get(group.id).purpose == "To listen"


def test_a_group_without_a_name_says_so_and_saves_the_rest(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.about.name.clear()
    page.about.name.textEdited.emit("")
    qtbot.keyClicks(page.about.place, "The library")
    page.flush()
    assert "name is needed" in page.banner.text
    assert desk.groups.get(group.id).name == group.name
    assert desk.groups.get(group.id).place == "The library"


def test_a_refresh_keeps_what_is_being_typed(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.about.name.setFocus()
    page.about.name.setCursorPosition(len(group.name))
    qtbot.keyClicks(page.about.name, " of friends ")
    desk.members.save(Member(chosen_name="Ana"))
    assert page.about.name.text() == "Tuesday circle of friends "
    assert page.about.name.cursorPosition() == len("Tuesday circle of friends ")
    page.flush()
    assert desk.groups.get(group.id).name == "Tuesday circle of friends"


def test_the_note_policy_explains_itself_and_is_kept(
    page: GroupsPage, desk: Desk, group: Group
) -> None:
    field = page.about.note_policy
    field.setCurrentIndex(field.findData(NotePolicy.CONTENT_FREE.value))
    page.flush()
    assert desk.groups.get(group.id).note_policy is NotePolicy.CONTENT_FREE
    assert "no field to type" in said(page)


def test_a_capacity_of_zero_means_no_limit(page: GroupsPage, desk: Desk, group: Group) -> None:
    page.about.capacity.setValue(12)
    page.flush()
    assert desk.groups.get(group.id).capacity == 12
    page.about.capacity.setValue(0)
    page.flush()
    assert desk.groups.get(group.id).capacity is None


def test_the_next_dates_follow_the_fields(page: GroupsPage, desk: Desk, group: Group) -> None:
    page.tabs.setCurrentIndex(WHEN)
    assert "Tue 24 November, 18:30\nTue 1 December, 18:30" in said(page)
    page.schedule.pattern.setCurrentIndex(page.schedule.pattern.findData(Pattern.MONTHLY.value))
    page.schedule.first_date.setDate(QDate(2026, 11, 12))
    assert "On the second Thursday of each month at 18:30" in said(page)
    assert "Thu 10 December, 18:30\nThu 14 January, 18:30" in said(page)
    page.flush()
    kept = desk.groups.get(group.id)
    assert kept.recurrence == "FREQ=MONTHLY;BYDAY=2TH"
    assert desk.groups.next_dates(kept, NOON, 1)[0].date() == date(2026, 12, 10)


@pytest.mark.parametrize("pattern", list(Pattern))
def test_every_pattern_comes_back_as_it_was_chosen(
    page: GroupsPage, desk: Desk, group: Group, pattern: Pattern
) -> None:
    page.tabs.setCurrentIndex(page.section_index(page.schedule))
    page.schedule.pattern.setCurrentIndex(page.schedule.pattern.findData(pattern.value))
    page.schedule.every_weeks.setValue(3)
    page.flush()
    other = desk.groups.save(weekly("Other"))
    page.open(other.id)
    page.open(group.id)
    assert page.schedule.pattern.currentData() == pattern.value
    assert (desk.groups.get(group.id).schedule is None) == (pattern is Pattern.NONE)


@pytest.mark.parametrize(("day", "nth"), [(1, 1), (8, 2), (21, 3), (28, 4), (29, -1)])
def test_a_date_knows_which_weekday_of_the_month_it_is(day: int, nth: int) -> None:
    assert nth_in_month(date(2026, 10, day)) == nth


def test_a_new_person_is_added_by_typing_a_name(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.tabs.setCurrentIndex(PEOPLE)
    qtbot.keyClicks(page.members.picker.field, "Chiamaka")
    qtbot.keyClick(page.members.picker.field, Qt.Key.Key_Return)
    ((member, membership),) = desk.members.of_group(group.id)
    assert (member.chosen_name, membership.since) == ("Chiamaka", NOON.date())
    assert "Chiamaka" in said(page)


def test_the_roster_completes_a_name_whatever_its_accents(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    elodie = desk.members.save(Member(chosen_name="Élodie"))
    page.tabs.setCurrentIndex(PEOPLE)
    qtbot.keyClicks(page.members.picker.field, "elo")
    assert page.members.picker.offered.entries[0].title == "Élodie"
    qtbot.keyClick(page.members.picker.field, Qt.Key.Key_Return)
    assert [member.id for member, _ in desk.members.of_group(group.id)] == [elodie.id]


def test_two_people_of_one_name_are_told_apart_and_picked_with_the_arrow_keys(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    desk.members.save(Member(chosen_name="Ana", pronouns="she/her"))
    second = desk.members.save(Member(chosen_name="Ana", pronouns="they/them"))
    page.tabs.setCurrentIndex(PEOPLE)
    field = page.members.picker.field
    qtbot.keyClicks(field, "ana")
    offered = page.members.picker.offered.entries
    assert [entry.subtitle for entry in offered[:2]] == ["she/her", "they/them"]
    assert offered[2].title == "Add “ana” as a new person"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [member.id for member, _ in desk.members.of_group(group.id)] == [second.id]


def test_taking_somebody_out_can_be_undone(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    page.tabs.setCurrentIndex(PEOPLE)
    (out,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == "Take Ana out of this group"
    )
    press(qtbot, out)
    assert desk.members.of_group(group.id) == []
    press_undo(qtbot, page)
    assert [member.id for member, _ in desk.members.of_group(group.id)] == [ana.id]


def test_undoing_what_was_overtaken_is_explained(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    page.members.take_out(*desk.members.of_group(group.id)[0])
    desk.members.join(ana.id, group.id)
    press_undo(qtbot, page)
    assert "in the group already" in page.banner.text


def test_a_role_is_changed_in_its_row(page: GroupsPage, desk: Desk, group: Group) -> None:
    desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    page.tabs.setCurrentIndex(PEOPLE)
    (row,) = page.members.rows.rows
    row.role.setCurrentIndex(row.role.findData(Role.TIMEKEEPER.value))
    assert desk.members.of_group(group.id)[0][1].role is Role.TIMEKEEPER


def test_ground_rules_count_who_agreed_and_one_click_notes_another(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    for name in ("Ana", "Bashir"):
        desk.members.add_to_group(Member(chosen_name=name), group.id)
    page.tabs.setCurrentIndex(RULES)
    assert "no ground rules of its own yet" in said(page)
    script = desk.scripts.all()[0]
    taken = desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 5, 3))
    assert script.title in said(page)
    assert "Since 3 May 2026" in said(page)
    assert "0 of 2 agreed" in said(page)
    agreed = page.agreement.not_yet.rows[0].spoken
    press(qtbot, agreed)
    assert "1 of 2 agreed" in said(page)
    press_undo(qtbot, page)
    assert desk.agreements.acknowledgements(taken.id) == []


def test_a_word_on_an_earlier_agreement_offers_no_undo_once_it_was_revised(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    first, second = (desk.scripts.latest(each.id).id for each in desk.scripts.all()[:2])
    taken = desk.agreements.take(group.id, first, date(2026, 5, 3))
    page.tabs.setCurrentIndex(RULES)
    press(qtbot, page.agreement.not_yet.rows[0].spoken)
    assert "Noted that Ana agreed" in page.banner.text
    desk.agreements.take(group.id, second, date(2026, 6, 3))
    assert page.banner.text == ""
    assert len(desk.agreements.acknowledgements(taken.id)) == 1


def test_who_agreed_is_listed_with_day_and_manner_and_withdraws_in_one_click(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    member = desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    script = desk.scripts.all()[0]
    taken = desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 5, 3))
    page.tabs.setCurrentIndex(RULES)
    waiting = page.agreement.not_yet.row(member.id)
    assert isinstance(waiting, AgreeingRow)
    press(qtbot, waiting.on_paper)
    (given,) = desk.agreements.acknowledgements(taken.id)
    assert "on paper" in said(page)
    agreed = page.agreement.agreed.row(given.id)
    assert isinstance(agreed, AgreedRow)
    press(qtbot, agreed.withdraw)
    assert desk.agreements.acknowledgements(taken.id) == []
    press_undo(qtbot, page)
    assert [each.id for each in desk.agreements.acknowledgements(taken.id)] == [given.id]


def test_tab_goes_from_person_to_person_as_they_are_listed(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.tabs.setCurrentIndex(PEOPLE)
    for name in ("Marta", "Zoë", "Ana", "Lee"):
        desk.members.add_to_group(Member(chosen_name=name), group.id)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in page.members.rows.rows))
    rows = sorted(page.members.rows.rows, key=lambda row: row.y())
    assert rows != page.members.rows.rows
    controls = [control for row in rows for control in (row.role, row.person, row.out)]
    controls[0].setFocus()
    for control in controls:
        assert QApplication.focusWidget() is control
        qtbot.keyClick(control, Qt.Key.Key_Tab)


def test_newer_words_of_the_agreement_are_told_of_and_taken_with_undo(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    desk.groups.save(Group(name="An earlier circle"))
    general = next(each for each in desk.scripts.all() if each.origin == "general")
    ours = desk.scripts.duplicate(general.id, "Ours")
    first = desk.scripts.latest(ours.id)
    desk.agreements.take(group.id, first.id, date(2026, 5, 3))
    page.tabs.setCurrentIndex(RULES)
    shown = page.agreement
    assert not shown.take_button.isVisible()

    segments = (replace(first.segments[0], text="Welcome, all of you."), *first.segments[1:])
    second = desk.scripts.revise(replace(desk.scripts.latest(ours.id), segments=segments))
    assert shown.take_button.isVisible()
    assert "Version 2 was written since then" in shown._newer.text()

    press(qtbot, shown.take_button)
    (dialog,) = page.window().findChildren(TakeDialog)
    assert dialog.group.currentData() == group.id
    assert dialog.take_button.isDefault()
    qtbot.keyClick(dialog.group, Qt.Key.Key_Return)
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.version.id == second.id
    assert not shown.take_button.isVisible()
    press_undo(qtbot, page)
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.version.id == first.id


def test_a_new_agreement_shows_those_who_agreed_before_only_what_changed(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    member = desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    first, second = (desk.scripts.latest(script.id) for script in desk.scripts.all()[:2])
    earlier = desk.agreements.take(group.id, first.id, date(2026, 5, 3))
    page.tabs.setCurrentIndex(RULES)
    assert not page.agreement.changes_button.isVisible()
    desk.agreements.acknowledge(earlier.id, [member.id])
    desk.agreements.take(group.id, second.id, date(2026, 9, 3))
    assert "agreed to the earlier words" in said(page)
    press(qtbot, page.agreement.changes_button)
    dialog = page.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert (dialog.before.currentData(), dialog.after.currentData()) == (first.id, second.id)
    assert dialog.changes_only.isChecked()
    assert dialog.text.toPlainText() != ""
    dialog.reject()


def test_a_review_date_is_proposed_half_a_year_ahead_and_kept(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.tabs.setCurrentIndex(RULES)
    page.agreement.review.date.known.click()
    assert desk.groups.get(group.id).review_on == NOON.date() + USUAL_INTERVAL
    page.agreement.review.date.day.setDate(QDate(2027, 1, 15))
    assert desk.groups.get(group.id).review_on == date(2027, 1, 15)
    page.agreement.review.date.known.click()
    assert desk.groups.get(group.id).review_on is None


def test_flagged_rules_wait_until_the_group_has_looked_at_them(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    rule = RuleItem(topic=RuleTopic.PHONES, text="Phones are on silent.")
    for _ in range(2):
        desk.rule_reviews.flag(group.id, rule)
    page.tabs.setCurrentIndex(RULES)
    QTest.qWait(1)
    assert "Phones are on silent. (2 times)" in said(page)
    press(qtbot, page.agreement.review.finish_button)
    assert desk.rule_reviews.waiting(group.id) == []
    assert "Phones are on silent." not in said(page)
    press_undo(qtbot, page)
    assert len(desk.rule_reviews.waiting(group.id)) == 2


def test_a_reminder_of_a_review_opens_the_tab_of_the_ground_rules(
    page: GroupsPage, desk: Desk, group: Group
) -> None:
    desk.rule_reviews.set_date(group.id, NOON.date())
    (due,) = reminders(desk, NOON)
    assert group.name in due.text
    page.open(due.key)
    assert page.tabs.currentIndex() == RULES
    assert page.shown_id == group.id


def test_the_agenda_is_edited_and_summed_up(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.tabs.setCurrentIndex(AGENDA)
    assert "Adds up to the group's 90 minutes." in said(page)
    page.agenda.editor.items.choose(3)
    qtbot.keyClicks(page.agenda.editor.title, "Sleep")
    page.agenda.editor.minutes.setValue(45)
    page.flush()
    kept = desk.groups.template(group.id)
    assert (kept[3].kind, kept[3].title, kept[3].minutes) == (AgendaKind.TOPIC, "Sleep", 45)
    assert "105 minutes, 15 more than the group's 90." in said(page)


def test_parts_of_the_agenda_move_go_and_come_back(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.tabs.setCurrentIndex(AGENDA)
    before = [item.kind for item in desk.groups.template(group.id)]
    press(qtbot, page.agenda.editor.down)
    moved = [item.kind for item in desk.groups.template(group.id)]
    assert moved == [before[1], before[0], *before[2:]]
    assert page.agenda.editor.items.current_key == 1
    press(qtbot, page.agenda.editor.remove)
    assert [item.kind for item in desk.groups.template(group.id)] == [before[1], *before[2:]]
    press_undo(qtbot, page)
    assert [item.kind for item in desk.groups.template(group.id)] == moved


def test_an_archived_group_leaves_the_list_and_comes_back_by_undo(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    page.set_archived(archived=True)
    assert desk.groups.all() == []
    assert page.list.entries == ()
    press_undo(qtbot, page)
    assert [each.id for each in desk.groups.all()] == [group.id]
    page.set_archived(archived=True)
    page.with_archived.setChecked(True)
    assert [entry.subtitle for entry in page.list.entries] == ["Archived"]


def test_nothing_can_be_typed_while_no_group_is_shown(page: GroupsPage, desk: Desk) -> None:
    desk.groups.save(Group(name="Old circle", archived=True))
    page.refresh()
    assert page.shown_id is None
    assert not page.about.name.isVisible()
    assert page.nothing_found.isVisible()
    page.with_archived.setChecked(True)
    assert page.about.name.text() == "Old circle"
    assert page.about.name.isVisible()


def test_a_group_that_is_gone_is_explained_and_another_one_is_shown(
    page: GroupsPage, group: Group
) -> None:
    page.open(group.id + 1)
    assert "removed meanwhile" in page.banner.text
    assert page.shown_id == group.id


def test_the_first_new_group_is_not_taken_for_an_archived_one(page: GroupsPage) -> None:
    page.begin_new()
    page.refresh()
    assert "archived" not in page.nothing_found.text()
    assert page.nothing_found.text() == "A new group is listed here as soon as it has a name."


def test_planning_on_the_day_itself_is_never_too_late(
    qtbot: QtBot, page: GroupsPage, desk: Desk, group: Group
) -> None:
    desk.groups.save(
        replace(group, recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=SU", start_time=time(9))
    )
    with qtbot.waitSignal(page.context.wishes.go) as asked:
        press(qtbot, page.plan_button)
    assert asked.args == ["sessions", f"plan:{group.id}:2026-11-22T09:00:00"]


def test_a_name_without_spaces_leaves_role_and_buttons_in_its_row(
    page: GroupsPage, desk: Desk, group: Group
) -> None:
    ana = desk.members.add_to_group(Member(chosen_name="W" * 190), group.id)
    page.tabs.setCurrentIndex(PEOPLE)
    QTest.qWait(1)
    area = page.tabs.currentWidget()
    assert isinstance(area, QScrollArea)
    assert page.members.width() <= area.viewport().width()
    (row,) = page.members.rows.rows
    name = row.findChild(OneLine)
    assert isinstance(name, OneLine)
    assert name.is_cut
    assert name.toolTip() == ana.chosen_name
    for control in (row.role, row.person, row.out):
        assert row.rect().contains(control.geometry())


def test_planning_goes_to_sessions_with_the_next_date(
    qtbot: QtBot, page: GroupsPage, group: Group
) -> None:
    with qtbot.waitSignal(page.context.wishes.go) as asked:
        press(qtbot, page.plan_button)
    assert asked.args == ["sessions", f"plan:{group.id}:2026-11-24T18:30:00"]


def test_every_control_has_a_name_and_is_large_enough(
    page: GroupsPage, desk: Desk, group: Group
) -> None:
    desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    script = desk.scripts.all()[0]
    desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 5, 3))
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        assert too_small(page) == []
    assert without_a_name(page) == []


def test_a_closed_page_is_freed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.groups.save(weekly())
    context = surroundings(desk, tmp_path)
    assert is_freed(lambda: GroupsPage(context, StoppedClock()))
