"""The card before a call: only what is safe, and no way around "do not contact"."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.domain.contacts import Channel, Permission, SafeContact
from peerdesk.ui.dialogs.before_calling import BeforeCallingDialog

TODAY = date(2026, 11, 22)

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def way(**about: object) -> SafeContact:
    values = {
        "channel": Channel.PHONE,
        "value": "555 0100",
        "allowed": Permission.YES,
        "confirmed_on": TODAY,
    } | about
    return SafeContact(member_id=1, **values)  # type: ignore[arg-type] # a test's shorthand


def card(qtbot: QtBot, *ways: SafeContact, do_not_contact: bool = False) -> str:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = BeforeCallingDialog("Ana", ways, TODAY, parent, do_not_contact=do_not_contact)
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_shows_what_was_agreed_about_a_safe_way(qtbot: QtBot) -> None:
    said = card(
        qtbot,
        way(
            caller="Robin from the library",
            may_be_said="Ask for Ana only.",
            safe_times="after six",
            voicemail=Permission.YES,
        ),
    )
    for words in (
        "555 0100",
        "When: after six",
        "You are: Robin from the library",
        "Ask for Ana only.",
        "A voicemail may be left.",
    ):
        assert words in said


def test_what_was_not_asked_about_counts_as_no(qtbot: QtBot) -> None:
    said = card(qtbot, way())
    assert "Give no name" in said
    assert "If somebody else answers, say nothing about them." in said
    assert "No voicemail." in said


def test_ways_that_are_not_safe_are_not_on_it(qtbot: QtBot) -> None:
    said = card(
        qtbot,
        way(),
        way(value="555 0111", allowed=Permission.NO, may_be_said="her mother reads it"),
        way(value="555 0122", allowed=Permission.UNASKED),
    )
    assert "555 0111" not in said
    assert "her mother" not in said
    assert "555 0122" not in said
    assert "not asked about yet are not shown" in said


def test_do_not_contact_shows_no_number_at_all(qtbot: QtBot) -> None:
    said = card(qtbot, way(), do_not_contact=True)
    assert "Do not contact" in said
    assert "555" not in said


@pytest.mark.parametrize("ways", [(), (way(allowed=Permission.UNASKED),), (way(value=""),)])
def test_without_a_safe_way_it_says_not_to_ring(
    qtbot: QtBot, ways: tuple[SafeContact, ...]
) -> None:
    said = card(qtbot, *ways)
    assert "No safe way is known" in said
    assert "555" not in said


def test_a_confirmation_of_half_a_year_ago_is_told(qtbot: QtBot) -> None:
    assert "Last confirmed on 3 May 2026" in card(qtbot, way(confirmed_on=date(2026, 5, 3)))
    assert "Last confirmed" not in card(qtbot, way())


def test_a_letter_has_no_voicemail_and_names_no_group(qtbot: QtBot) -> None:
    said = card(qtbot, way(channel=Channel.LETTER, value="c/o the post office"))
    assert "oicemail" not in said
    assert "Write nothing that names the group." in said
