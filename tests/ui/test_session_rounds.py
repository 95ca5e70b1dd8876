"""A round in a session, the parking lot and the distress card."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, Evening, resumed

from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.members import Member, Role
from peerdesk.domain.room import Breathing, RoundTimer
from peerdesk.domain.running import TonightRole
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.dialogs.distress_card import DistressCard
from peerdesk.ui.pages.sessions.round_pane import RoundPane
from peerdesk.ui.pages.sessions.run import Tab


@pytest.fixture
def session(evening: Evening) -> Session:
    """Tonight's session with everybody here."""
    begun = evening.running()
    for member in evening.members:
        evening.desk.sessions.mark(begun.id, member.id, Presence.PRESENT)
    evening.page.view.run.tabs.setCurrentIndex(Tab.ROUND)
    return begun


def begin(evening: Evening, seconds: int = 120) -> RoundPane:
    pane = evening.page.view.run.round
    pane.setup.time.setCurrentIndex(pane.setup.time.findData(seconds))
    pane.setup.begin_button.click()
    return pane


def marks(pane: RoundPane) -> list[str]:
    return [f"{entry.title} {entry.mark}".strip() for entry in pane.list.entries]


def test_a_round_without_anybody_says_what_comes_first(evening: Evening) -> None:
    evening.running()
    setup = evening.page.view.run.round.setup
    assert not setup.begin_button.isEnabled()
    assert "Mark who is here first" in setup.about.text()


@pytest.mark.usefixtures("session")
def test_the_time_for_each_person_is_proposed_so_that_the_round_fits_its_part(
    evening: Evening,
) -> None:
    run = evening.page.view.run
    evening.desk.sessions.set_guests(evening.page.session_id, 5)
    run.plan.go_on()
    run.plan.go_on()
    assert run.plan.now_label.text() == "Check-in"
    run.round.show_session(evening.page.session(), fresh=True)
    assert run.round.setup.seconds == 150
    assert run.round.setup.length.text() == "8 people: about 20 minutes in all."


@pytest.mark.usefixtures("session")
def test_keys_go_on_pass_and_go_back_and_the_time_begins_anew(
    qtbot: QtBot, evening: Evening
) -> None:
    pane = begin(evening)
    assert pane.who.text() == "A · 1 of 3"
    evening.clock.pass_seconds(30)
    pane.tick()
    assert pane.time_label.text() == "1:30"
    qtbot.keyClick(pane, Qt.Key.Key_PageDown)
    assert (pane.who.text(), pane.time_label.text()) == ("B · 2 of 3", "2:00")
    qtbot.keyClick(pane, Qt.Key.Key_P)
    assert marks(pane) == ["A spoke", "B passed", "C now"]
    qtbot.keyClick(pane, Qt.Key.Key_PageUp)
    assert marks(pane) == ["A spoke", "B now", "C"]
    pane.pass_button.click()
    pane.next.click()
    assert not pane.is_going_on
    assert pane.setup.again_button.isVisible()
    pane.setup.again_button.click()
    assert marks(pane) == ["A spoke", "B now", "C spoke"]


@pytest.mark.usefixtures("session")
def test_the_order_of_the_circle_is_changed_by_hand_and_back(
    qtbot: QtBot, evening: Evening
) -> None:
    pane = begin(evening)
    pane.list.setFocus()
    pane.list.choose(2)
    qtbot.keyClick(pane.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert marks(pane) == ["A now", "C", "B"]
    assert pane.list.current_key == 1
    again = resumed(qtbot, evening, evening.page.session()).round
    assert marks(again) == ["A now", "C", "B"]
    pane.list.dropped.emit("0", "2", True)
    assert marks(pane) == ["C", "B", "A now"]
    pane.next.click()
    assert marks(pane) == ["C now", "B", "A spoke"], "nobody is left out"
    evening.page.undo()
    assert marks(pane) == ["A spoke", "C now", "B"]


@pytest.mark.usefixtures("session")
def test_the_keys_of_a_round_work_in_the_circle_as_well(qtbot: QtBot, evening: Evening) -> None:
    pane = begin(evening)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)
    qtbot.keyClick(pane.list, Qt.Key.Key_P)
    assert marks(pane) == ["A spoke", "B passed", "C now"]
    qtbot.keyClick(pane.list, Qt.Key.Key_PageUp)
    assert marks(pane) == ["A spoke", "B now", "C"]


def test_who_came_late_is_moved_and_stays_when_the_move_is_undone(
    evening: Evening, session: Session
) -> None:
    pane = begin(evening)
    pane.list.move_wanted.emit(1, 2)
    dev = evening.desk.members.add_to_group(Member(chosen_name="Dev"), evening.group.id)
    evening.desk.sessions.mark(session.id, dev.id, Presence.LATE)
    pane.list.move_wanted.emit(3, 1)
    assert marks(pane) == ["A now", "D", "C", "B"]
    evening.page.undo()
    assert marks(pane) == ["A now", "C", "B", "D"]


@pytest.mark.usefixtures("session")
def test_undoing_a_move_after_another_round_has_begun_keeps_that_round(evening: Evening) -> None:
    pane = begin(evening)
    pane.list.move_wanted.emit(0, 2)
    pane.end.click()
    pane.setup.begin_button.click()
    evening.page.undo()
    assert sorted(marks(pane)) == ["A now", "B", "C"]


@pytest.mark.usefixtures("session")
def test_the_end_of_somebodys_time_is_shown_and_never_rings(evening: Evening) -> None:
    pane = begin(evening, 60)
    evening.clock.pass_seconds(40)
    pane.tick()
    assert pane.cue.text() == ""
    evening.clock.pass_seconds(10)
    pane.tick()
    assert (pane.time_label.text(), pane.cue.text()) == ("0:10", "Time to come to an end, gently.")
    assert pane.bar.property("ending") is True
    evening.clock.pass_seconds(100)
    pane.tick()
    assert pane.time_label.text() == "0:00"
    assert "Let them finish" in pane.cue.text()


@pytest.mark.usefixtures("session")
def test_a_held_time_stands_still_also_where_the_page_is_made_anew(
    qtbot: QtBot, evening: Evening
) -> None:
    pane = begin(evening)
    pane.next.click()
    evening.clock.pass_seconds(25)
    pane.hold.click()
    evening.clock.pass_minutes(30)
    again = resumed(qtbot, evening, evening.page.session()).round
    assert again.is_going_on
    assert (again.who.text(), again.time_label.text()) == ("B · 2 of 3", "1:35")
    again.hold.click()
    evening.clock.pass_seconds(5)
    again.tick()
    assert again.time_label.text() == "1:30"


@pytest.mark.usefixtures("session")
def test_whose_turn_it_is_need_not_be_shown_at_all(evening: Evening) -> None:
    pane = begin(evening)
    pane.initials.click()
    assert pane.who.text() == "1 of 3"
    assert not pane.list.isVisible()


@pytest.mark.usefixtures("session")
def test_the_room_sees_the_time_and_nobody(evening: Evening) -> None:
    pane = begin(evening, 90)
    evening.clock.pass_seconds(30)
    pane.tick()
    wall = evening.page.view.run.wall
    assert wall.view == RoundTimer("en", 90, 60)
    pane.end.click()
    assert not isinstance(wall.view, RoundTimer)


def test_who_comes_during_a_round_joins_it_and_who_has_left_is_not_waited_for(
    evening: Evening, session: Session
) -> None:
    pane = begin(evening)
    dev = evening.desk.members.add_to_group(Member(chosen_name="Dev"), evening.group.id)
    evening.desk.sessions.mark(session.id, dev.id, Presence.LATE)
    evening.desk.sessions.mark(session.id, evening.members[1].id, Presence.LEFT_EARLY)
    assert marks(pane) == ["A now", "C", "D"]
    pane.next.click()
    pane.next.click()
    assert marks(pane) == ["A spoke", "C spoke", "D now"]


def test_sixty_people_get_one_round(evening: Evening, session: Session) -> None:
    for number in range(57):
        member = evening.desk.members.save(Member(chosen_name=f"Person {number}"))
        evening.desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    pane = begin(evening, 30)
    assert pane.who.text().endswith("1 of 60")
    pane.next.click()
    assert pane.who.text().endswith("2 of 60")


def test_topics_are_parked_without_being_asked_for_more(
    qtbot: QtBot, evening: Evening, session: Session
) -> None:
    pane = evening.page.view.run.parking
    evening.page.view.run.tabs.setCurrentIndex(Tab.PARKED)
    qtbot.keyClicks(pane.text, "How to say no")
    qtbot.keyClick(pane.text, Qt.Key.Key_Return)
    qtbot.keyClicks(pane.text, "The library")
    evening.page.flush()
    assert [each.text for each in evening.desk.parking.of_session(session.id)] == [
        "How to say no",
        "The library",
    ]


def card(evening: Evening) -> DistressCard:
    (found,) = (each for each in evening.page.findChildren(DistressCard) if each.isVisible())
    return found


def words_on(shown: DistressCard) -> str:
    return " ".join(label.text() for label in shown.findChildren(QLabel))


def test_one_key_shows_what_to_do_who_steps_out_and_where_to_turn(
    qtbot: QtBot, evening: Evening, session: Session
) -> None:
    amina, bo, carla = evening.members
    (membership,) = evening.desk.members.memberships(amina.id)
    evening.desk.members.change_role(membership, Role.FACILITATOR)
    evening.desk.tonight.give_role(session.id, TonightRole.STEPS_OUT, carla.id)
    line = CrisisResource(
        group_id=evening.group.id, name="Night line", reach="555", checked_on=date(2026, 5, 2)
    )
    evening.desk.crisis_resources.arrange(evening.group.id, (line,))
    qtbot.keyClick(evening.page, Qt.Key.Key_F10)
    shown = card(evening)
    words = words_on(shown)
    for wanted in (
        "Breathe out slowly",
        "Carla steps out with them",
        "Amina stays with the group",
        "Night line: 555",
        "Last checked on 2 May 2026",
        "long ago",
    ):
        assert wanted in words
    assert bo.chosen_name not in words
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.usefixtures("session")
def test_the_card_offers_a_break_and_a_breath_for_the_room(evening: Evening) -> None:
    run = evening.page.view.run
    run.show_distress_card()
    card(evening).break_button.click()
    assert run.plan.now_label.text() == "Break"
    run.show_distress_card()
    card(evening).breathe_button.click()
    assert isinstance(run.wall.view, Breathing)
    run.wall.put_away()


@pytest.mark.usefixtures("session")
def test_every_tab_has_a_key_that_works_from_a_field(qtbot: QtBot, evening: Evening) -> None:
    run = evening.page.view.run
    keys = {
        Qt.Key.Key_F7: Tab.NOTE,
        Qt.Key.Key_F6: Tab.PARKED,
        Qt.Key.Key_F4: Tab.ROUND,
        Qt.Key.Key_F3: Tab.READ,
        Qt.Key.Key_F2: Tab.WHO,
    }
    for key, tab in keys.items():
        focused = QApplication.focusWidget() or evening.page
        qtbot.keyClick(focused, key)
        assert run.tabs.currentIndex() == tab
    qtbot.keyClick(evening.page, Qt.Key.Key_F12)
    assert run.plan.now_label.text() == "Ground rules"
    assert evening.clock.now() == SEVEN


@pytest.mark.usefixtures("session")
def test_every_tab_shows_the_round_to_the_room_with_one_key(qtbot: QtBot, evening: Evening) -> None:
    begin(evening)
    run = evening.page.view.run
    for tab in Tab:
        run.tabs.setCurrentIndex(tab)
        qtbot.keyClick(evening.page, Qt.Key.Key_F11)
        assert run.wall.display is not None
        assert isinstance(run.wall.display.view, RoundTimer)
        qtbot.keyClick(evening.page, Qt.Key.Key_F11)
        assert run.wall.display is None


@pytest.mark.usefixtures("session")
def test_after_an_unlock_the_keyboard_is_at_the_round(qtbot: QtBot, evening: Evening) -> None:
    begin(evening)
    page = evening.page
    page.plan_button.setFocus()
    assert page.take_up()
    focused = QApplication.focusWidget()
    assert focused is page.view.run.round.next
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert page.view.run.round.who.text() == "B · 2 of 3"


def test_after_an_unlock_the_keyboard_is_at_the_people_where_there_is_no_round(
    evening: Evening,
) -> None:
    evening.running()
    evening.page.plan_button.setFocus()
    assert evening.page.take_up()
    assert QApplication.focusWidget() is evening.row(evening.members[0])


def test_nothing_is_taken_up_where_no_session_runs(evening: Evening) -> None:
    evening.planned()
    assert not evening.page.take_up()


@pytest.mark.usefixtures("session")
def test_a_click_on_a_tab_takes_the_keyboard_away_from_the_plan(
    qtbot: QtBot, evening: Evening
) -> None:
    run = evening.page.view.run
    bar = run.tabs.tabBar()
    ends = run.plan.session_time.text()
    for tab in (Tab.NOTE, Tab.PARKED, Tab.READ, Tab.ROUND, Tab.WHO):
        run.plan.more.setFocus()
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tab).center())
        assert run.tabs.currentIndex() == tab
        focused = QApplication.focusWidget()
        assert focused is not None
        assert run.tabs.currentWidget().isAncestorOf(focused)
        if tab in {Tab.NOTE, Tab.PARKED}:
            qtbot.keyClicks(focused, "one b two")
    assert run.note.editor.text == "one b two"
    assert run.plan.session_time.text() == ends
    assert run.plan.now_label.text() == "Welcome"


def test_after_an_unlock_in_a_round_the_number_of_those_here_is_told(
    qtbot: QtBot, evening: Evening, session: Session
) -> None:
    begin(evening)
    run = resumed(qtbot, evening, session)
    assert run.tabs.currentIndex() == Tab.ROUND
    assert run.attendance.count.text() == "3 of 3 are here"
    evening.desk.sessions.mark(session.id, evening.members[0].id, None)
    qtbot.waitUntil(lambda: run.attendance.count.text() == "2 of 3 are here")
