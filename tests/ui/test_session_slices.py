"""A step that is looked at for the first time comes in slices; nobody has to wait for the last."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import checks
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, TUESDAY, Evening, weekly

from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.pages.sessions import run as run_module
from peerdesk.ui.pages.sessions.attendance import AttendeeRow
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.prepare import PrepareStep
from peerdesk.ui.pages.sessions.run import RunStep
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.slices import all_is_shown
from peerdesk.ui.widgets.layout import Card

PEOPLE = 12


@pytest.fixture(autouse=True)
def slow(all_pieces_at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer on which every piece can be seen to come."""
    checks.one_piece_at_a_time(monkeypatch)


def one_more_piece(qtbot: QtBot, evening: Evening) -> None:
    before = headings(evening)
    qtbot.waitUntil(lambda: headings(evening) != before)


def wait_for_all(qtbot: QtBot, evening: Evening) -> None:
    qtbot.waitUntil(lambda: all_is_shown(evening.page))


def headings(evening: Evening) -> list[str]:
    """The cards that can be seen, by their names."""
    return [each.accessibleName() for each in evening.page.findChildren(Card) if each.isVisible()]


def planned(evening: Evening) -> Session:
    return evening.desk.sessions.plan(evening.group.id, SEVEN)


def test_the_plan_comes_first_and_every_card_in_the_end(qtbot: QtBot, evening: Evening) -> None:
    evening.page.open(planned(evening).id)
    seen = []
    while not all_is_shown(evening.page):
        qtbot.wait(1)
        seen.append(set(headings(evening)))
    assert all(fewer <= more for fewer, more in pairwise(seen)), "none goes again"
    assert all("Plan" in each for each in seen if each)
    assert len(seen[0]) < len(seen[-1])
    assert {"Plan", "Who is expected", "The room", "What is read"} <= seen[-1]
    assert len(seen[-1]) >= 8


def test_no_card_is_seen_without_its_words(qtbot: QtBot, evening: Evening) -> None:
    evening.page.open(planned(evening).id)
    seen = set()
    while not all_is_shown(evening.page):
        qtbot.wait(1)
        if "Who is expected" in headings(evening):
            seen.add(evening.page.findChild(PrepareStep).expected.count.text())
    assert seen == {"3 people in the group"}


def test_nothing_on_a_card_is_squeezed_while_others_come(qtbot: QtBot, evening: Evening) -> None:
    evening.page.open(planned(evening).id)
    gaps = set()
    while not all_is_shown(evening.page):
        QApplication.processEvents()
        step = evening.page.findChild(PrepareStep)
        if "Plan" in headings(evening):
            plan = step.agenda.editor
            gaps.add(plan.below_list.y() - plan.items.geometry().bottom())
    assert len(gaps) == 1
    assert gaps.pop() > 0


def test_a_click_between_two_pieces_is_answered(qtbot: QtBot, evening: Evening) -> None:
    session = planned(evening)
    evening.page.open(session.id)
    one_more_piece(qtbot, evening)
    QTest.mouseClick(evening.page.view.cancel_button, Qt.MouseButton.LeftButton)
    assert evening.desk.sessions.get(session.id).state.value == "cancelled"
    wait_for_all(qtbot, evening)
    assert len(headings(evening)) >= 8
    assert not evening.page.view.prepare.agenda.isEnabled()


def test_what_is_typed_between_two_pieces_is_kept(qtbot: QtBot, evening: Evening) -> None:
    session = planned(evening)
    evening.page.open(session.id)
    one_more_piece(qtbot, evening)
    title = evening.page.findChild(PrepareStep).agenda.editor.title
    title.selectAll()
    qtbot.keyClicks(title, "Tea")
    wait_for_all(qtbot, evening)
    evening.page.flush()
    assert evening.desk.sessions.agenda(session.id)[0].title == "Tea"
    assert title.text() == "Tea"


def test_who_leaves_the_page_has_no_further_piece_made_and_finds_all_later(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.page.open(planned(evening).id)
    one_more_piece(qtbot, evening)
    evening.page.hide()
    made = len(evening.page.findChildren(Part))
    qtbot.wait(20)
    assert len(evening.page.findChildren(Part)) == made
    assert all_is_shown(evening.page)
    evening.page.show()
    evening.page.refresh()
    wait_for_all(qtbot, evening)
    assert len(headings(evening)) >= 8


def test_a_step_that_is_left_half_made_is_whole_when_it_is_looked_at_again(
    qtbot: QtBot, evening: Evening
) -> None:
    session = planned(evening)
    evening.page.open(session.id)
    qtbot.wait(1)
    evening.page.show_session(session.id, Step.CLOSE)
    wait_for_all(qtbot, evening)
    assert "Plan" not in headings(evening)
    evening.page.show_session(session.id, Step.PREPARE)
    wait_for_all(qtbot, evening)
    assert len(headings(evening)) >= 8


def test_another_session_that_is_chosen_meanwhile_is_the_one_that_is_shown(
    qtbot: QtBot, evening: Evening
) -> None:
    other = evening.desk.groups.save(weekly("Thursday circle"))
    second = evening.desk.sessions.plan(other.id, SEVEN)
    evening.page.open(planned(evening).id)
    qtbot.wait(1)
    evening.page.open(second.id)
    wait_for_all(qtbot, evening)
    assert evening.page.view.prepare.expected.count.text().startswith("Nobody")
    assert len(headings(evening)) >= 8


def test_people_come_in_their_order_and_the_keyboard_is_on_the_first(
    qtbot: QtBot, evening: Evening
) -> None:
    for number in range(PEOPLE):
        evening.desk.members.add_to_group(
            Member(chosen_name=f"Dana {number:02}", joined_on=date(2026, 9, 1)), evening.group.id
        )
    session = planned(evening)
    evening.clock.moment = SEVEN
    evening.page.open(session.id)
    wait_for_all(qtbot, evening)
    evening.page.view.start()
    wait_for_all(qtbot, evening)
    rows = sorted(people(evening), key=lambda each: each.y())
    names = [each.accessibleName() for each in rows]
    assert names == sorted(names)
    assert len(names) == PEOPLE + 3
    first = QApplication.focusWidget()
    assert isinstance(first, AttendeeRow)
    assert first.accessibleName().startswith("Amina")
    QTest.keyClick(first, Qt.Key.Key_P)
    assert evening.presence(session, evening.members[0]) is Presence.PRESENT
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is evening.page.view.run.attendance.arrivals.name


def test_nothing_of_a_session_is_there_to_be_changed_once_another_one_was_chosen(
    qtbot: QtBot, evening: Evening
) -> None:
    first = planned(evening)
    other = evening.desk.groups.save(weekly("Thursday circle"))
    second = evening.desk.sessions.plan(other.id, SEVEN)
    evening.desk.sessions.start(second.id)
    evening.page.open(first.id)
    wait_for_all(qtbot, evening)
    title = evening.page.view.prepare.agenda.editor.title
    assert title.isVisible()
    evening.page.open(second.id)
    assert not all_is_shown(evening.page)
    assert not title.isVisible(), "what is typed there would be taken for the other's, or lost"
    evening.page.open(first.id)
    wait_for_all(qtbot, evening)
    assert title.isVisible()
    assert len(headings(evening)) >= 8


def test_a_step_that_a_fault_left_half_made_is_made_anew_at_the_next_look(
    qtbot: QtBot, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = planned(evening)
    evening.page.open(session.id)
    wait_for_all(qtbot, evening)

    def stumble(*_arguments: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as faulty, qtbot.captureExceptions() as faults:
        faulty.setattr(run_module, "RoundPane", stumble)
        evening.page.view.bar.chosen.emit(Step.RUN)
        qtbot.waitUntil(lambda: bool(faults))
        wait_for_all(qtbot, evening)
    assert [kind for kind, _error, _traceback in faults] == [ZeroDivisionError]
    evening.page.view.bar.chosen.emit(Step.PREPARE)
    wait_for_all(qtbot, evening)
    evening.page.view.bar.chosen.emit(Step.RUN)
    wait_for_all(qtbot, evening)
    tabs = evening.page.view.run.tabs
    assert [tabs.tabText(number) for number in range(tabs.count())] == [
        *("Who is here", "Read", "Round", "Parking lot", "Note")
    ]
    assert evening.page.view.run.isVisible()
    qtbot.waitUntil(lambda: len(evening.page.findChildren(RunStep)) == 1)


def test_what_is_read_begins_also_where_the_start_breaks_off_what_came_before(
    qtbot: QtBot, evening: Evening
) -> None:
    for _piece in evening.page.make_ahead():
        pass
    evening.page.open(planned(evening).id)
    wait_for_all(qtbot, evening)
    evening.clock.moment = SEVEN
    evening.page.view.start()
    wait_for_all(qtbot, evening)
    assert evening.page.view.run.reader.on_wall() is not None
    assert evening.page.view.run.reader.rules_on_wall()


def test_the_plan_of_a_running_session_is_there_before_the_list_of_people(
    qtbot: QtBot, evening: Evening
) -> None:
    session = planned(evening)
    evening.clock.moment = SEVEN
    evening.desk.sessions.start(session.id)
    evening.page.open(session.id)
    seen = []
    while not all_is_shown(evening.page):
        qtbot.wait(1)
        seen.append((bool(plan_words(evening)), len(people(evening))))
    assert all(plan for plan, listed in seen if listed)
    assert seen[-1] == (True, 3)


def people(evening: Evening) -> list[AttendeeRow]:
    return [each for each in evening.page.findChildren(AttendeeRow) if each.isVisible()]


def plan_words(evening: Evening) -> list[str]:
    labels = [each for each in evening.page.findChildren(QLabel) if each.isVisible()]
    return [each.text() for each in labels if each.text() == "Welcome"]


def test_the_very_first_step_comes_card_by_card_as_well(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.sessions.plan(desk.groups.save(weekly()).id, SEVEN)
    page = SessionsPage(checks.surroundings(desk, tmp_path), checks.MovingClock(TUESDAY))
    checks.shown(qtbot, page)
    seen = []
    while not all_is_shown(page):
        QApplication.processEvents()
        seen.append(sum(card.isVisible() for card in page.findChildren(Card)))
    assert seen[0] < 3
    assert seen[-1] >= 8
