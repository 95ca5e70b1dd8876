"""Ctrl+K: find anything and open it by keyboard alone."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from checks import without_a_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.widgets.finder import FinderField
from peerdesk.ui.widgets.records import RecordList


@pytest.fixture
def finder(qtbot: QtBot, desk: Desk) -> Iterator[FinderField]:
    window = QWidget()
    layout = QVBoxLayout(window)
    made = FinderField(desk, PAGES)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    window.resize(800, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.begin()
    yield made
    window.hide()


def results(finder: FinderField) -> RecordList | None:
    found = finder.window().findChild(RecordList)
    return found if isinstance(found, RecordList) and found.isVisible() else None


def titles(finder: FinderField) -> list[str]:
    listed = results(finder)
    return [entry.title for entry in listed.entries] if listed else []


def opened(qtbot: QtBot, finder: FinderField, typed: str, downs: int = 0) -> list[object]:
    qtbot.keyClicks(finder, typed)
    with qtbot.waitSignal(finder.chosen) as chosen:
        for _ in range(downs):
            qtbot.keyClick(finder, Qt.Key.Key_Down)
        qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert chosen.args is not None
    return list(chosen.args)


def test_a_page_opens_by_its_name(qtbot: QtBot, finder: FinderField) -> None:
    assert opened(qtbot, finder, "vau") == ["vault", None]
    assert finder.text() == ""
    assert results(finder) is None


def test_a_person_opens_on_the_page_of_people(
    qtbot: QtBot, desk: Desk, finder: FinderField
) -> None:
    member = desk.members.save(Member(chosen_name="Zoë"))
    assert opened(qtbot, finder, "zoe") == ["people", member.id]


def test_a_group_a_script_and_notes_open_where_they_belong(
    qtbot: QtBot, desk: Desk, finder: FinderField
) -> None:
    group = desk.groups.save(Group(name="Lantern circle"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    member = desk.members.save(Member(chosen_name="Ana"))
    script = desk.scripts.duplicate(desk.scripts.all()[0].id, "Lantern rules")
    about_session = desk.notes.keep_group_note(session.id, "A lantern was lit")
    about_member = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="Lantern!"))
    assert about_session is not None
    places = [opened(qtbot, finder, "lantern", downs) for downs in range(5)]
    assert places[:3] == [
        ["groups", group.id], ["ground_rules", script.id], ["sessions", session.id],
    ]  # fmt: skip
    notes = [["notes", f"group:{about_session.id}"], ["notes", f"member:{about_member.id}"]]
    assert sorted(places[3:], key=str) == notes


def test_a_session_is_found_by_its_day(qtbot: QtBot, desk: Desk, finder: FinderField) -> None:
    group = desk.groups.save(Group(name="Lantern circle"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    qtbot.keyClicks(finder, "2026-11-24")
    listed = results(finder)
    assert listed is not None
    assert listed.entries[0].subtitle == "Session · Tuesday 24 November 2026, 18:30"
    finder.clear()
    assert opened(qtbot, finder, "24 nov 2026") == ["sessions", session.id]


def test_a_command_is_done_by_its_name(qtbot: QtBot, finder: FinderField) -> None:
    actions = [QAction("&Lock", finder), QAction("Start the &next session", finder)]
    actions[1].setShortcut("F5")
    finder.offer_commands(actions)
    qtbot.keyClicks(finder, "next st")
    listed = results(finder)
    assert listed is not None
    assert [(each.title, each.subtitle) for each in listed.entries] == [
        ("Start the next session", "Command · F5")
    ]
    with qtbot.waitSignal(actions[1].triggered):
        qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert finder.text() == ""


def test_one_letter_lists_no_command(qtbot: QtBot, finder: FinderField) -> None:
    finder.offer_commands([QAction("Quit", finder)])
    qtbot.keyClicks(finder, "q")
    assert "Quit" not in titles(finder)
    qtbot.keyClicks(finder, "u")
    assert "Quit" in titles(finder)


def test_the_arrows_go_round(qtbot: QtBot, desk: Desk, finder: FinderField) -> None:
    first = desk.members.save(Member(chosen_name="Zora"))
    second = desk.members.save(Member(chosen_name="Zorb"))
    assert opened(qtbot, finder, "zor", downs=1) == ["people", second.id]
    assert opened(qtbot, finder, "zor", downs=2) == ["people", first.id]


def test_nothing_found_is_said_and_return_does_nothing(qtbot: QtBot, finder: FinderField) -> None:
    qtbot.keyClicks(finder, "qqqq")
    assert titles(finder) == ["Nothing found"]
    with qtbot.assertNotEmitted(finder.chosen):
        qtbot.keyClick(finder, Qt.Key.Key_Down)
        qtbot.keyClick(finder, Qt.Key.Key_Return)


def test_escape_closes_and_empties(qtbot: QtBot, finder: FinderField) -> None:
    qtbot.keyClicks(finder, "o")
    assert results(finder) is not None
    qtbot.keyClick(finder, Qt.Key.Key_Escape)
    assert results(finder) is None
    assert finder.text() == ""


def test_emptying_the_field_hides_the_results(qtbot: QtBot, finder: FinderField) -> None:
    qtbot.keyClicks(finder, "o")
    qtbot.keyClick(finder, Qt.Key.Key_Backspace)
    assert results(finder) is None


def test_leaving_the_field_hides_the_results(qtbot: QtBot, finder: FinderField) -> None:
    qtbot.keyClicks(finder, "o")
    other = next(each for each in finder.window().findChildren(QLineEdit) if each is not finder)
    other.setFocus()
    assert results(finder) is None


def test_a_click_opens_as_well(qtbot: QtBot, desk: Desk, finder: FinderField) -> None:
    member = desk.members.save(Member(chosen_name="Zora"))
    qtbot.keyClicks(finder, "zora")
    listed = results(finder)
    assert listed is not None
    with qtbot.waitSignal(finder.chosen) as chosen:
        place = listed.visualRect(listed.model().index(0, 0)).center()
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["people", member.id]


def test_the_field_has_a_name(finder: FinderField) -> None:
    assert "FinderField" not in " ".join(without_a_name(finder.window()))
    assert finder.accessibleName() == "Search"
