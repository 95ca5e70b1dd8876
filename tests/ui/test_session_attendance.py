"""Who is here: one click or one key each, and whoever walks in."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot
from session_kit import NAMES, Evening

from peerdesk.domain.members import Member
from peerdesk.domain.sessions import Presence
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.widgets.rows import OneLine


def test_one_click_marks_and_the_same_click_takes_it_back(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    late = evening.row(evening.members[1]).mark_button(Presence.LATE)
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert evening.presence(session, evening.members[1]) is Presence.LATE
    assert late.isChecked()
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert evening.presence(session, evening.members[1]) is None
    assert not late.isChecked()


def test_letters_mark_and_arrows_go_to_the_next_person(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    first = evening.row(evening.members[0])
    qtbot.waitUntil(evening.row(evening.members[1]).isVisible)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_P)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = evening.row(evening.members[1])
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClick(second, Qt.Key.Key_A)
    assert evening.presence(session, evening.members[0]) is Presence.PRESENT
    assert evening.presence(session, evening.members[1]) is Presence.APOLOGIES


def test_the_people_are_one_stop_of_the_tab_key(evening: Evening) -> None:
    evening.running()
    stops = [
        member.chosen_name
        for member in evening.members
        if evening.row(member).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["Amina"]


def test_somebody_who_walks_in_joins_the_group_as_present(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    arrivals.name.setFocus()
    qtbot.keyClicks(arrivals.name, "Dev")
    qtbot.keyClick(arrivals.name, Qt.Key.Key_Return)
    group = {
        member.chosen_name: member for member, _ in evening.desk.members.of_group(evening.group.id)
    }
    assert evening.presence(session, group["Dev"]) is Presence.PRESENT
    assert arrivals.name.text() == ""


def test_a_name_that_is_on_the_list_is_marked_and_not_added_twice(
    qtbot: QtBot, evening: Evening
) -> None:
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    qtbot.keyClicks(arrivals.name, "amina")
    arrivals.add_button.click()
    assert len(evening.desk.members.of_group(evening.group.id)) == len(NAMES)
    assert evening.presence(session, evening.members[0]) is Presence.PRESENT


def test_somebody_of_the_roster_is_offered_and_joins_the_group(
    qtbot: QtBot, evening: Evening
) -> None:
    dev = evening.desk.members.save(Member(chosen_name="Dévi", pronouns="she/her"))
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    arrivals.name.setFocus()
    qtbot.keyClicks(arrivals.name, "devi")
    assert [entry.title for entry in arrivals.picker.offered.entries] == [
        "Dévi",
        "“devi” is new and joins the group",
    ]
    qtbot.keyClick(arrivals.name, Qt.Key.Key_Return)
    assert len(evening.desk.members.all()) == len(NAMES) + 1
    assert evening.presence(session, dev) is Presence.PRESENT
    assert dev.id in {each.id for each, _ in evening.desk.members.of_group(evening.group.id)}
    evening.page.undo()
    assert evening.presence(session, dev) is None
    assert len(evening.desk.members.of_group(evening.group.id)) == len(NAMES)


def test_arrivals_stay_in_sight_under_a_long_list(evening: Evening) -> None:
    for number in range(30):
        evening.desk.members.add_to_group(Member(chosen_name=f"Z{number}"), evening.group.id)
    evening.running()
    QTest.qWait(1)
    arrivals = evening.page.view.run.attendance.arrivals
    for control in (arrivals.name, arrivals.more):
        place = control.mapTo(evening.page, control.rect().bottomRight())
        assert evening.page.rect().contains(place)
        assert not control.visibleRegion().isEmpty()


def test_arrivals_are_one_tab_from_a_person_and_guests_two_more(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    first = evening.row(evening.members[0])
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert arrivals.name.hasFocus()
    qtbot.keyClick(arrivals.name, Qt.Key.Key_Tab)
    assert arrivals.add_button.hasFocus()
    qtbot.keyClick(arrivals.add_button, Qt.Key.Key_Tab)
    assert arrivals.more.hasFocus()


def test_while_a_name_is_typed_its_people_stand_in_place_of_the_list(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.running()
    pane = evening.page.view.run.attendance
    QTest.qWait(20)  # the step was made just now, and is still to be laid out
    before = pane.arrivals.name.mapTo(evening.page, QPoint(0, 0))
    qtbot.keyClicks(pane.arrivals.name, "a")
    QTest.qWait(1)
    assert pane.arrivals.picker.offered.isVisible()
    assert not evening.row(evening.members[0]).isVisible()
    assert abs(pane.arrivals.name.mapTo(evening.page, QPoint(0, 0)).y() - before.y()) < 40
    pane.arrivals.name.clear()
    assert evening.row(evening.members[0]).isVisible()


def test_a_name_without_spaces_leaves_every_button_in_its_row(evening: Evening) -> None:
    long_name = "W" * 190
    evening.desk.members.save(replace(evening.members[0], chosen_name=long_name))
    session = evening.running()
    QTest.qWait(1)
    row = evening.row(evening.members[0])
    for presence in (Presence.PRESENT, Presence.APOLOGIES):
        assert row.rect().contains(row.mark_button(presence).geometry())
    name = row.findChild(OneLine)
    assert name.is_cut
    assert name.toolTip() == name.accessibleName() == long_name
    assert evening.page.view.run.attendance._area.widget().width() <= 1060
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    for step in (Step.PREPARE, Step.CLOSE):
        evening.page.view.go_to(step)
        QTest.qWait(1)
        area = evening.page.view._part()._area
        assert area.widget().width() <= area.viewport().width()


def test_guests_are_counted_and_never_below_none(evening: Evening) -> None:
    session = evening.running()
    arrivals = evening.page.view.run.attendance.arrivals
    arrivals.more.click()
    arrivals.more.click()
    arrivals.fewer.click()
    assert evening.desk.sessions.get(session.id).guests == 1
    arrivals.fewer.click()
    assert not arrivals.fewer.isEnabled()


def test_a_message_that_comes_and_goes_moves_nobody(qtbot: QtBot, evening: Evening) -> None:
    """A click that is on its way meets the person whom it was meant for."""
    evening.page.resize(1080, 720)
    evening.running()
    page, last = evening.page, evening.row(evening.members[-1])
    qtbot.waitUntil(last.isVisible)
    page.banner.clear()
    QApplication.processEvents()

    def place() -> QPoint:
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        return last.mapTo(page, QPoint(0, 0))

    at_first, field = place(), page.view.run.attendance.arrivals.name
    asked_at = field.mapTo(page, QPoint(0, 0))
    page.offer_undo("Amina is in the group now and marked present.", page.banner.clear)
    assert page.banner.isVisible()
    message = page.banner.message
    assert message is not None
    assert message.findChild(QPushButton).focusPolicy() & Qt.FocusPolicy.TabFocus
    assert place() == at_first
    assert field.mapTo(page, QPoint(0, 0)) == asked_at
    page.banner.clear()
    assert place() == at_first
    assert field.mapTo(page, QPoint(0, 0)) == asked_at


def test_the_last_of_many_stays_in_place_when_a_message_leaves(
    qtbot: QtBot, evening: Evening
) -> None:
    for number in range(40):
        evening.desk.members.add_to_group(Member(chosen_name=f"N{number}"), evening.group.id)
    evening.page.resize(1080, 720)
    evening.running()
    page, attendance = evening.page, evening.page.view.run.attendance
    qtbot.waitUntil(lambda: len(attendance.rows.made) == len(NAMES) + 40)
    bar = attendance.arrivals.parentWidget().findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert page.banner.text == "The session is running."
    bar.setValue(bar.maximum())
    last = attendance.rows.made[-1]
    before = last.mapTo(page, QPoint(0, 0))
    page.banner.clear()
    QApplication.processEvents()
    assert last.mapTo(page, QPoint(0, 0)) == before


def test_after_the_session_a_message_stands_above_again_and_leaves_no_gap(
    evening: Evening,
) -> None:
    evening.running()
    page = evening.page
    assert page.banner.y() > page.view.mapTo(page, QPoint(0, 0)).y()
    page.view.go_to(Step.CLOSE)
    page.banner.clear()
    assert not page.banner.isVisible()
    page.banner.good("Saved.")
    QApplication.processEvents()
    assert page.banner.y() < page.view.mapTo(page, QPoint(0, 0)).y()
