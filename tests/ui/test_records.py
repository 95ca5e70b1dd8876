"""The master list keeps its place while the records change under it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui import theme
from peerdesk.ui.widgets.records import Entry, RecordList


@pytest.fixture
def records(qtbot: QtBot, qapp: QApplication) -> RecordList:
    theme.apply(qapp, "light")
    made = RecordList("People")
    qtbot.addWidget(made)
    made.resize(280, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def people(count: int, subtitle: str = "") -> list[Entry]:
    return [Entry(number, f"Person {number}", subtitle) for number in range(1, count + 1)]


def test_the_first_that_can_be_chosen_is_chosen(records: RecordList) -> None:
    records.show_entries([Entry("", "Groups", heading=True), Entry(7, "Harbour")])
    assert records.choose_first()
    assert records.current_key == 7


def test_nothing_to_choose_is_said(records: RecordList) -> None:
    records.show_entries([])
    assert not records.choose_first()
    assert not records.choose(3)
    assert records.current_key is None


def test_the_current_entry_stays_current_without_being_chosen_again(
    qtbot: QtBot, records: RecordList
) -> None:
    records.show_entries(people(5))
    records.choose(3)
    with qtbot.assertNotEmitted(records.chosen):
        records.show_entries(list(reversed(people(6, "changed"))))
    assert records.current_key == 3


def test_an_entry_that_is_gone_leaves_nothing_current(qtbot: QtBot, records: RecordList) -> None:
    records.show_entries(people(5))
    records.choose(5)
    with qtbot.assertNotEmitted(records.chosen):
        records.show_entries(people(4))
    assert records.current_key is None


def test_the_scroll_place_is_kept(records: RecordList) -> None:
    records.show_entries(people(100))
    records.choose(1)
    bar = records.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    records.show_entries(people(100, ""))
    assert place > 0
    assert bar.value() == place
    assert records.current_key == 1


def test_a_list_that_became_short_is_not_scrolled_past_its_end(records: RecordList) -> None:
    records.show_entries(people(100))
    records.verticalScrollBar().setValue(records.verticalScrollBar().maximum())
    records.show_entries(people(3))
    assert records.verticalScrollBar().value() == 0


def test_arrow_keys_choose_and_skip_headings(qtbot: QtBot, records: RecordList) -> None:
    records.show_entries([Entry(1, "Ana"), Entry("", "Left", heading=True), Entry(2, "Lee")])
    records.choose(1)
    with qtbot.waitSignal(records.chosen) as chosen:
        qtbot.keyClick(records, Qt.Key.Key_Down)
    assert chosen.args == [2]


def test_typing_finds_an_entry_by_its_first_letters(qtbot: QtBot, records: RecordList) -> None:
    records.show_entries([Entry(1, "Ana"), Entry(2, "Lee"), Entry(3, "Łukasz")])
    qtbot.keyClicks(records, "le")
    assert records.current_key == 2


def test_return_opens_the_current_entry(qtbot: QtBot, records: RecordList) -> None:
    records.show_entries(people(3))
    records.choose(2)
    with qtbot.waitSignal(records.activated_key) as opened:
        qtbot.keyClick(records, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_a_screen_reader_hears_both_lines_and_the_mark(records: RecordList) -> None:
    records.show_entries([Entry(1, "Ana", "since May", mark="new")])
    index = records.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ana, since May, new"
    assert records.accessibleName() == "People"


def test_every_entry_is_tall_enough_to_hit(records: RecordList) -> None:
    records.show_entries([Entry(1, "Ana"), Entry(2, "Lee", "since May"), Entry(3, "x" * 200)])
    assert all(records.sizeHintForRow(row) >= 32 for row in range(3))


def test_what_becomes_current_with_the_keyboard_shows_that_it_is(
    qtbot: QtBot, records: RecordList
) -> None:
    records.show_entries(people(5))
    records.choose(4)
    records.show_entries(people(2))
    assert records.current_key is None
    records.clearFocus()
    records.setFocus()
    qtbot.waitUntil(records.hasFocus)
    assert records.current_key == 1
    assert records.chosen_keys == (1,)
