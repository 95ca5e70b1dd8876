"""Making an agreement together, driven as at a first meeting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, is_freed, shown, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.agreement_making import RuleState
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.room import Passage, Question, Sheet
from peerdesk.domain.scripts import RuleTopic
from peerdesk.domain.sessions import Presence
from peerdesk.settings import SettingsStore
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.ground_rules.making.open_making import OpenMaking
from peerdesk.ui.pages.ground_rules.making.suggestions import Suggestions
from peerdesk.ui.pages.ground_rules.making.view import MakingView
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.reminders import reminders
from peerdesk.ui.room.view import paragraphs_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NAMES = ("Ana", "Lee", "Sam & Co")


@pytest.fixture
def context(qapp: QApplication, desk: Desk, tmp_path: Path) -> PageContext:
    return PageContext(desk, SettingsStore(tmp_path / "settings.json"), Jobs(qapp), Wishes(qapp))


@pytest.fixture
def group(desk: Desk) -> Group:
    kept = desk.groups.save(Group(name="Tuesday circle"))
    for name in NAMES:
        desk.members.add_to_group(Member(chosen_name=name), kept.id)
    return kept


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> Iterator[GroundRulesPage]:
    made = GroundRulesPage(context, StoppedClock())
    shown(qtbot, made)
    yield made
    made.flush()


@pytest.fixture
def view(page: GroundRulesPage, group: Group) -> MakingView:
    """At the first topic."""
    page.open(f"make:{group.id}")
    page.making.begin.begin_button.click()
    return page.making


def opened(view: MakingView) -> OpenMaking:
    assert view.opened is not None
    return view.opened


def press(qtbot: QtBot, widget: QPushButton) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def take_first_wordings(qtbot: QtBot, view: MakingView, topics: int = 50) -> None:
    """As somebody would who agrees to the first wording of each topic."""
    pane = view.topics.pane
    for _ in range(topics):
        if not pane.isVisible():
            return
        qtbot.keyClick(pane.suggestions, Qt.Key.Key_1)
        press(qtbot, pane.agree_button)


def agree_on_all(qtbot: QtBot, desk: Desk, view: MakingView) -> None:
    """What an hour of talk leads to; the whole is looked at."""
    making = opened(view).making
    rules = tuple(
        replace(rule, words=f"We say: {rule.topic.value}.", state=RuleState.AGREED)
        for rule in making.rules
    )
    desk.makings.put_back(replace(making, rules=rules))
    view.refresh()
    press(qtbot, view.whole_button)


def test_it_begins_with_a_question_of_the_language_and_then_with_confidentiality(
    qtbot: QtBot, page: GroundRulesPage, group: Group
) -> None:
    page.open(f"make:{group.id}")
    assert page.making.begin.isVisible()
    page.making.begin.language.setCurrentIndex(page.making.begin.language.findData("es"))
    press(qtbot, page.making.begin.begin_button)
    assert opened(page.making).rule.topic is RuleTopic.CONFIDENTIALITY
    topics = page.making.topics
    assert topics.pane.suggestions.count() == 9
    assert topics.pane.heading.text() == "1.  Lo que se queda aquí"
    assert [each.title for each in topics.list.entries][:2] == [
        "Lo que se queda aquí",
        "Lo que no podemos callar",
    ]
    assert "Teléfonos y grabaciones" in [each.text() for each in topics._choices.actions()]
    press(qtbot, page.making.whole_button)
    assert "“Lo que se queda aquí” belongs in every agreement" in page.making.whole.missing.text()
    press(qtbot, page.making.whole.back_button)
    assert page.making.wall.view == Passage("Lo que se queda aquí")
    assert not page.new_button.isVisible()


def test_one_key_takes_a_wording_and_the_room_reads_it(qtbot: QtBot, view: MakingView) -> None:
    pane = view.topics.pane
    second = opened(view).suggestions[1].text
    qtbot.keyClick(pane.suggestions, Qt.Key.Key_2)
    assert pane.words.toPlainText() == second
    assert view.wall.view == Passage("What stays here", second)
    assert pane.words.hasFocus()


def test_a_wording_breaks_its_lines_within_the_list_at_any_width(qtbot: QtBot) -> None:
    offered = Suggestions()
    offered.setStyleSheet("QListView#suggestions::item { padding: 4px 6px; }")
    qtbot.addWidget(offered)
    offered.show()
    offered.show_wordings(("What is said here stays here, and so does who came and who did not.",))
    heights = set()
    for width in range(300, 640, 2):
        offered.resize(width, offered.height())
        wording = offered.visualItemRect(offered.item(0))
        heights.add(wording.height())
        assert wording.right() <= offered.viewport().width()
    assert len(heights) > 1, "it must have taken one line and two"


def test_any_letter_begins_the_groups_own_words(
    qtbot: QtBot, desk: Desk, view: MakingView, group: Group
) -> None:
    pane = view.topics.pane
    pane.suggestions.setFocus()
    qtbot.keyClick(pane.suggestions, "W")
    assert pane.words.hasFocus()
    qtbot.keyClicks(pane.words, "hat we say stays here.")
    with qtbot.waitSignal(view.topics.autosave.saved):
        pass
    making = desk.makings.of_group(group.id)
    assert making is not None
    assert making.rules[0].words == "What we say stays here."
    assert view.wall.view == Passage("What stays here", "What we say stays here.")


def test_typing_goes_on_at_the_end_of_what_was_kept_and_keeps_the_blank_just_typed(
    qtbot: QtBot, page: GroundRulesPage, view: MakingView, group: Group
) -> None:
    words = view.topics.pane.words
    qtbot.keyClicks(words, "What we say ")
    view.flush()
    view.refresh()
    qtbot.keyClicks(words, "stays ")
    page.open(f"make:{group.id}")
    qtbot.keyClicks(words, " here.")
    assert words.toPlainText().split() == ["What", "we", "say", "stays", "here."]


def test_tab_goes_through_the_hands_in_the_order_on_the_screen(
    qtbot: QtBot, desk: Desk, view: MakingView
) -> None:
    agree_on_all(qtbot, desk, view)
    qtbot.waitUntil(view.whole.findChildren(QCheckBox)[-1].isVisible)
    view.whole.nobody.setFocus()
    reached = []
    for _ in NAMES:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QCheckBox)
        reached.append(focused.accessibleName())
    assert reached == list(NAMES)


def test_what_is_agreed_leads_on_and_what_is_put_off_comes_back(
    qtbot: QtBot, desk: Desk, view: MakingView
) -> None:
    pane = view.topics.pane
    take_first_wordings(qtbot, view, 2)
    third = opened(view).rule.topic
    press(qtbot, pane.later_button)
    press(qtbot, pane.leave_out_button)
    states = [rule.state for rule in opened(view).making.rules[:5]]
    assert states == [
        RuleState.AGREED,
        RuleState.AGREED,
        RuleState.LATER,
        RuleState.LEFT_OUT,
        RuleState.OPEN,
    ]
    making = opened(view).making
    left = tuple(
        replace(rule, state=RuleState.LEFT_OUT) if rule.state is RuleState.OPEN else rule
        for rule in making.rules[:-1]
    )
    desk.makings.put_back(replace(making, rules=(*left, making.rules[-1]), place=20))
    view.refresh()
    take_first_wordings(qtbot, view, 1)
    assert opened(view).rule.topic is third
    assert "1 to come back to" in view.progress.text()
    take_first_wordings(qtbot, view, 1)
    assert view.whole.isVisible()


def test_what_is_always_said_can_not_be_left_out(view: MakingView) -> None:
    assert not view.topics.pane.leave_out_button.isVisible()
    assert "every agreement" in view.topics.pane.note.text()


def test_the_limits_of_this_group_are_there_to_be_said_first(
    qtbot: QtBot, view: MakingView
) -> None:
    take_first_wordings(qtbot, view, 1)
    pane = view.topics.pane
    assert pane.limits.isVisible()
    assert "if a child is being hurt" in pane.limits_words.text()
    assert "Check this with your organisation" in " ".join(
        label.text() for label in pane.limits.findChildren(type(pane.limits_words))
    )


def test_a_name_of_the_vault_stays_off_the_wall_until_it_is_said_to_be_none(
    qtbot: QtBot, view: MakingView
) -> None:
    pane = view.topics.pane
    pane.words.setFocus()
    qtbot.keyClicks(pane.words, "Ana says: it stays here.")
    qtbot.waitUntil(pane.remark.isVisible)
    assert "Ana" in pane.remark.text()
    assert view.wall.view == Passage("What stays here")
    press(qtbot, pane.allow_button)
    assert view.wall.view == Passage("What stays here", "Ana says: it stays here.")
    assert not pane.remark.isVisible()


def test_a_promise_of_secrecy_is_pointed_out_while_it_is_typed(
    qtbot: QtBot, view: MakingView
) -> None:
    pane = view.topics.pane
    pane.words.setFocus()
    qtbot.keyClicks(pane.words, "Nobody will ever know what you say.")
    qtbot.waitUntil(pane.remark.isVisible)
    assert "more than anybody can keep" in pane.remark.text()


def test_topics_are_moved_added_and_every_step_is_taken_back(
    qtbot: QtBot, view: MakingView
) -> None:
    first = [rule.topic for rule in opened(view).making.rules]
    view.topics.list.setFocus()
    view.topics.list.choose(4)
    view.topics.list.chosen.emit(4)
    qtbot.keyClick(view.topics.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [rule.topic for rule in opened(view).making.rules][5] is first[4]
    assert opened(view).place == 5
    view.topics.list.dropped.emit("5", "2", False)
    assert [rule.topic for rule in opened(view).making.rules][2] is first[4]
    (phones,) = (
        action for action in view.topics._choices.actions() if action.data() == RuleTopic.PHONES
    )
    view.topics._on_topic(phones)
    assert len(opened(view).making.rules) == len(first) + 1
    for _ in range(3):
        press(qtbot, view.topics.undo_button)
    assert [rule.topic for rule in opened(view).making.rules] == first
    assert not view.topics.undo_button.isEnabled()


def test_it_goes_on_where_it_was_after_a_crash(
    qtbot: QtBot, context: PageContext, view: MakingView, group: Group
) -> None:
    take_first_wordings(qtbot, view, 3)
    place = opened(view).place
    view.topics.pane.words.setFocus()
    qtbot.keyClicks(view.topics.pane.words, "We wait to be gree")
    with qtbot.waitSignal(view.topics.autosave.saved):
        pass
    # A page of its own, as after a new start: nothing of the first one is asked.
    again = GroundRulesPage(context, StoppedClock())
    shown(qtbot, again)
    again.open(f"make:{group.id}")
    assert opened(again.making).place == place
    assert again.making.topics.pane.words.toPlainText() == "We wait to be gree"
    reminder = next(each for each in reminders(context.desk, NOON) if "together" in each.text)
    assert (reminder.page, reminder.key) == ("ground_rules", f"make:{group.id}")
    again.flush()


def test_leaving_and_locking_keep_the_last_letters(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, view: MakingView, group: Group
) -> None:
    view.topics.pane.words.setFocus()
    qtbot.keyClicks(view.topics.pane.words, "Half")
    page.flush()
    making = desk.makings.of_group(group.id)
    assert making is not None
    assert making.rules[0].words == "Half"
    press(qtbot, view.leave_button)
    assert not page.is_making
    assert page.new_button.isVisible()


def test_the_whole_is_shown_asked_about_and_kept_with_everybody_present(
    qtbot: QtBot, desk: Desk, view: MakingView, group: Group
) -> None:
    session = desk.sessions.plan(group.id, datetime(2026, 11, 22, 19, 0))
    desk.sessions.start(session.id)
    members = [member for member, _ in desk.members.of_group(group.id)]
    desk.sessions.mark(session.id, members[0].id, Presence.PRESENT)
    desk.sessions.mark(session.id, members[1].id, Presence.LATE)
    agree_on_all(qtbot, desk, view)
    assert isinstance(view.wall.view, Sheet)
    assert len(view.wall.view.lines) == len(RuleTopic)
    boxes = view.whole.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == list(NAMES)
    assert [box.isChecked() for box in boxes] == [True, True, False]
    press(qtbot, view.whole.ask_button)
    assert isinstance(view.wall.view, Question)
    press(qtbot, view.whole.keep_button)
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.script.title == "Agreement of Tuesday circle"
    assert [member.chosen_name for member in desk.agreements.not_yet(group.id)] == [NAMES[2]]
    assert "2 people have agreed" in view.done.said.text()
    assert view.done.session_button.isVisible()


def test_keeping_is_taken_back_with_one_button(
    qtbot: QtBot, desk: Desk, view: MakingView, group: Group
) -> None:
    agree_on_all(qtbot, desk, view)
    press(qtbot, view.whole.everyone)
    press(qtbot, view.whole.keep_button)
    assert desk.agreements.in_force(group.id) is not None
    press(qtbot, view.done.undo_button)
    assert desk.agreements.in_force(group.id) is None
    assert view.whole.isVisible()
    assert len(opened(view).making.agreed) == len(RuleTopic)


def test_what_was_revised_elsewhere_since_is_not_taken_back(
    qtbot: QtBot, desk: Desk, view: MakingView, group: Group
) -> None:
    agree_on_all(qtbot, desk, view)
    press(qtbot, view.whole.everyone)
    press(qtbot, view.whole.keep_button)
    assert view.done.undo_button.isVisible()
    other = next(each for each in desk.scripts.all() if each.origin == "short_form")
    newer = desk.agreements.take(group.id, desk.scripts.latest(other.id).id, NOON.date())
    assert not view.done.undo_button.isVisible()
    assert desk.agreements.stands(newer.id)


def test_nothing_is_kept_before_the_limits_are_agreed(qtbot: QtBot, view: MakingView) -> None:
    take_first_wordings(qtbot, view, 1)
    press(qtbot, view.whole_button)
    assert not view.whole.keep_button.isEnabled()
    assert "Its limits" in view.whole.missing.text()
    press(qtbot, view.whole.back_button)
    assert view.topics.isVisible()


def test_a_promise_to_somebody_under_age_leads_back_to_its_rule(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, view: MakingView, group: Group
) -> None:
    desk.groups.save(replace(desk.groups.get(group.id), minors=True))
    agree_on_all(qtbot, desk, view)
    making = opened(view).making
    phones = next(at for at, each in enumerate(making.rules) if each.topic is RuleTopic.PHONES)
    promise = replace(making.rules[phones], words="Nobody will ever know who called.")
    rules = (*making.rules[:phones], promise, *making.rules[phones + 1 :])
    desk.makings.put_back(replace(making, rules=rules))
    view.refresh()
    press(qtbot, view.whole.keep_button)
    assert desk.agreements.in_force(group.id) is None
    assert opened(view).place == phones
    assert view.topics.isVisible()
    assert "under age" in page.banner.text


def test_it_is_given_up_and_brought_back(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, view: MakingView, group: Group
) -> None:
    take_first_wordings(qtbot, view, 2)
    press(qtbot, view.give_up_button)
    assert desk.makings.of_group(group.id) is None
    assert not page.is_making
    page.undo()
    making = desk.makings.of_group(group.id)
    assert making is not None
    assert len(making.agreed) == 2


def test_a_revision_asks_first_about_what_was_flagged(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, view: MakingView, group: Group
) -> None:
    agree_on_all(qtbot, desk, view)
    press(qtbot, view.whole.keep_button)
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    phones = next(rule for rule in in_force.version.rules if rule.topic is RuleTopic.PHONES)
    desk.rule_reviews.flag(group.id, phones)
    page.open(f"make:{group.id}")
    assert opened(view).rule.topic is RuleTopic.PHONES
    assert view.topics.pane.words.toPlainText() == phones.text
    assert "another look" in view.topics.pane.note.text()
    view.topics.pane.words.selectAll()
    qtbot.keyClicks(view.topics.pane.words, "Phones stay in our bags.")
    press(qtbot, view.topics.pane.agree_button)
    view.whole.name.setText("Bags are easier")
    press(qtbot, view.whole.keep_button)
    revised = desk.agreements.in_force(group.id)
    assert revised is not None
    assert (revised.version.number, revised.version.reason) == (2, "Bags are easier")
    assert desk.rule_reviews.waiting(group.id) == []


def test_the_wall_names_nobody_at_any_step(qtbot: QtBot, desk: Desk, view: MakingView) -> None:
    seen: list[str] = []

    def look() -> None:
        if view.wall.view is not None:
            seen.extend(paragraphs_of(view.wall.view))

    view.wall.changed.connect(look)
    take_first_wordings(qtbot, view)
    press(qtbot, view.whole.ask_button)
    assert len(seen) > 40
    names = [member.chosen_name for member in desk.members.all()]
    names += [each.name for each in desk.groups.all()]
    assert [name for name in names if any(name in words for words in seen)] == []


def test_every_control_has_a_name_and_is_large_enough(
    qtbot: QtBot, desk: Desk, view: MakingView
) -> None:
    assert without_a_name(view) == []
    assert too_small(view) == []
    agree_on_all(qtbot, desk, view)
    assert without_a_name(view) == []
    assert too_small(view) == []


def test_the_page_is_freed(context: PageContext, group: Group) -> None:
    def make() -> GroundRulesPage:
        made = GroundRulesPage(context, StoppedClock())
        made.open(f"make:{group.id}")
        made.making.go_on(group.id)
        return made

    assert is_freed(make)
