"""How high an entry of a list is, before and after the list has its place."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.records import Entry, RecordList

LONG = "First meeting: making our agreement, for a new group"


def test_before_a_list_has_its_place_an_entry_is_as_low_as_usual(qtbot: QtBot) -> None:
    made = RecordList("Parts")
    qtbot.addWidget(made)
    made.viewport().resize(98, 30)
    made.show_entries([Entry(1, "Welcome", mark="18:30 · 5 min"), Entry(2, LONG)])
    assert made.sizeHintForRow(0) == made.sizeHintForRow(1)


def test_a_long_title_has_two_lines_and_one_again_in_a_wider_list(
    qtbot: QtBot, qapp: QApplication
) -> None:
    made = RecordList("Parts")
    qtbot.addWidget(made)
    made.show_entries([Entry(1, "Welcome"), Entry(2, LONG)])
    made.resize(240, 300)
    made.show()
    qapp.processEvents()
    assert made.sizeHintForRow(1) > made.sizeHintForRow(0)
    made.resize(900, 300)
    qapp.processEvents()
    assert made.sizeHintForRow(1) == made.sizeHintForRow(0)


def test_in_a_list_of_thousands_every_entry_is_as_high_as_the_first(
    qtbot: QtBot, qapp: QApplication
) -> None:
    made = RecordList("People", uniform=True)
    qtbot.addWidget(made)
    made.show_entries([Entry(1, "Ana"), Entry(2, LONG, LONG)])
    made.resize(240, 300)
    made.show()
    qapp.processEvents()
    assert made.sizeHintForRow(1) == made.sizeHintForRow(0)


def test_a_mark_that_leaves_a_title_no_room_stands_below_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    made = RecordList("Sessions")
    qtbot.addWidget(made)
    day = "Sat 28 Nov"
    made.show_entries([Entry(1, "Ana", day, mark="not noted"), Entry(2, "Carers", day, mark="")])
    made.resize(220, 300)
    made.show()
    qapp.processEvents()
    usual = made.sizeHintForRow(1)
    assert made.sizeHintForRow(0) == usual
    made.show_entries([Entry(1, "Carers' Saturday", day, mark="it is not noted yet")])
    qapp.processEvents()
    assert made.sizeHintForRow(0) == usual + made.fontMetrics().height()
