"""Preparing a session: its plan, who is expected, what is read."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, Evening, agree_on_general

from peerdesk.domain.access import AccessKind
from peerdesk.domain.scripts import (
    ReadingForm,
)
from peerdesk.domain.sessions import Presence, SessionState
from peerdesk.ui.widgets.promise_row import PromiseRow


def test_typing_a_title_in_the_plan_saves_it(qtbot: QtBot, evening: Evening) -> None:
    session = evening.planned()
    agenda = evening.page.view.prepare.agenda.editor
    qtbot.keyClicks(agenda.title, "Hello everyone")
    qtbot.waitUntil(lambda: evening.desk.sessions.agenda(session.id)[0].title == "Hello everyone")


def test_alt_and_an_arrow_key_move_a_part_of_the_plan(qtbot: QtBot, evening: Evening) -> None:
    session = evening.planned()
    before = [item.kind for item in evening.desk.sessions.agenda(session.id)]
    agenda = evening.page.view.prepare.agenda.editor
    agenda.items.choose(1)
    qtbot.keyClick(agenda.items, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = [item.kind for item in evening.desk.sessions.agenda(session.id)]
    assert after == [before[1], before[0], *before[2:]]
    assert agenda.items.current_key == 0


def test_removing_a_part_of_the_plan_can_be_undone(evening: Evening) -> None:
    session = evening.planned()
    before = [item.kind for item in evening.desk.sessions.agenda(session.id)]
    evening.page.view.prepare.agenda.editor.remove.click()
    assert len(evening.desk.sessions.agenda(session.id)) == len(before) - 1
    evening.page.undo()
    assert [item.kind for item in evening.desk.sessions.agenda(session.id)] == before


def test_the_plan_says_gently_when_it_is_longer_than_the_session(evening: Evening) -> None:
    session = evening.planned()
    evening.page.view.prepare.agenda.editor.add.click()
    assert evening.desk.sessions.get(session.id).minutes == 90
    assert "10 more" in evening.page.view.prepare.agenda.editor.below_list.text()


def test_another_day_and_length_are_saved_as_typed(evening: Evening) -> None:
    session = evening.planned()
    when = evening.page.view.prepare.when
    when.day.setDate(QDate(2026, 11, 25))
    when.minutes.setValue(75)
    evening.page.flush()
    moved = evening.desk.sessions.get(session.id)
    assert moved.starts_at == SEVEN + timedelta(days=1)
    assert moved.minutes == 75


def test_a_refresh_keeps_what_is_being_typed(qtbot: QtBot, evening: Evening) -> None:
    evening.planned()
    title = evening.page.view.prepare.agenda.editor.title
    title.setFocus()
    qtbot.keyClicks(title, "Half a tit")
    evening.desk.members.save(replace(evening.members[0], chosen_name="Amina B"))
    assert title.text() == "Half a tit"
    assert title.hasFocus()


def test_prepare_names_who_is_new_who_has_not_agreed_and_what_people_need(
    evening: Evening,
) -> None:
    agreement = agree_on_general(evening)
    amina, bo, _ = evening.members
    evening.desk.agreements.acknowledge(agreement, [amina.id, bo.id])
    earlier = evening.desk.sessions.plan(evening.group.id, SEVEN - timedelta(days=7))
    for member in (amina, bo):
        evening.desk.sessions.mark(earlier.id, member.id, Presence.PRESENT)
    evening.desk.access.add(amina.id, AccessKind.LARGE_PRINT)
    evening.desk.access.add(amina.id, AccessKind.OTHER, "the blue chair")
    evening.planned()
    prepare = evening.page.view.prepare
    assert prepare.expected.new.text() == "First time here: Carla"
    assert prepare.expected.not_agreed.text() == "Have not agreed yet: Carla"
    (box,) = prepare.expected.boxes.values()
    assert box.accessibleName() == "Ready: Large print; the blue chair (Amina)"
    assert prepare.reading.form.currentData() == ReadingForm.NEWCOMER.value


def test_a_chosen_form_is_kept_and_nothing_counts_as_read(evening: Evening) -> None:
    session = evening.planned()
    form = evening.page.view.prepare.reading.form
    form.setCurrentIndex(form.findData(ReadingForm.SHORT.value))
    form.activated.emit(form.currentIndex())
    kept = evening.desk.sessions.get(session.id)
    assert kept.form is ReadingForm.SHORT
    assert kept.read_at is None


def test_ticking_an_open_follow_up_can_be_undone(evening: Evening) -> None:
    earlier = evening.desk.sessions.plan(evening.group.id, SEVEN - timedelta(days=7))
    promise = evening.desk.follow_ups.add(earlier.id, "Bring leaflets")
    evening.planned()
    row = evening.page.view.prepare.follow_ups.rows.row(promise.id)
    assert isinstance(row, PromiseRow)
    row.box.click()
    assert evening.desk.follow_ups.of_group_open(evening.group.id) == []
    evening.page.undo()
    assert len(evening.desk.follow_ups.of_group_open(evening.group.id)) == 1


def test_cancelling_a_session_can_be_undone(evening: Evening) -> None:
    session = evening.planned()
    evening.page.view.cancel_button.click()
    assert evening.desk.sessions.get(session.id).state is SessionState.CANCELLED
    evening.page.undo()
    assert evening.desk.sessions.get(session.id).state is SessionState.PLANNED


def test_a_long_need_wraps_in_place_of_being_cut(qtbot: QtBot, evening: Evening) -> None:
    needs = "A chair with arms near the door, and the window open when it is warm. " * 2
    for number in range(3):
        evening.desk.access.add(evening.members[0].id, AccessKind.OTHER, f"{number} {needs}")
    evening.planned()
    QTest.qWait(1)
    expected = evening.page.view.prepare.expected
    (box,) = expected.boxes.values()
    words = next(each for each in box.parentWidget().findChildren(QLabel) if each.text())
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert words.height() > 3 * words.fontMetrics().height()
