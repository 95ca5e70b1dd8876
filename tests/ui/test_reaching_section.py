"""How somebody may be reached and what they need, edited on their page."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, Permission, SafeContact
from peerdesk.domain.members import Member
from peerdesk.ui.dialogs.before_calling import BeforeCallingDialog
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.people.ways import WayRow
from peerdesk.ui.reminders import reminders

REACHING = 1
TODAY = NOON.date()

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana"))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, ana: Member) -> PeoplePage:
    made = PeoplePage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(ana.id)
    made.tabs.setCurrentIndex(REACHING)
    return made


def added_way(page: PeoplePage, channel: Channel = Channel.PHONE) -> WayRow:
    page.reaching.kind.setCurrentIndex(page.reaching.kind.findData(channel.value))
    page.reaching.add.click()
    return page.reaching.way_rows()[-1]


def said(row: WayRow) -> str:
    return "\n".join(label.text() for label in row.findChildren(QLabel) if label.isVisible())


def test_a_way_is_added_and_saved_as_typed(qtbot: QtBot, page: PeoplePage, desk: Desk) -> None:
    row = added_way(page)
    assert row.value.hasFocus()
    qtbot.keyClicks(row.value, "555 0100")
    qtbot.keyClicks(row.caller, "Robin")
    qtbot.keyClicks(row.may_be_said, "Nothing to her mother")
    row.voicemail.setCurrentIndex(row.voicemail.findData("no"))
    page.autosave.flush()
    (kept,) = desk.contacts.of_member(page.shown_id or 0)
    assert (kept.channel, kept.value, kept.caller) == (Channel.PHONE, "555 0100", "Robin")
    assert (kept.allowed, kept.voicemail) == (Permission.YES, Permission.NO)
    assert (kept.may_be_said, kept.confirmed_on) == ("Nothing to her mother", TODAY)


def test_only_a_phone_has_a_voicemail(page: PeoplePage) -> None:
    row = added_way(page, Channel.EMAIL)
    assert not row.voicemail.isVisible()
    row.channel.setCurrentIndex(row.channel.findData("phone"))
    page.autosave.flush()
    assert row.voicemail.isVisible()


def test_typing_in_one_way_survives_a_change_of_another(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    row = added_way(page)
    qtbot.keyClicks(row.value, "555")
    desk.contacts.save(SafeContact(member_id=ana.id, channel=Channel.EMAIL))
    assert len(page.reaching.way_rows()) == 2
    assert row.value.text() == "555"


def test_a_removed_way_comes_back_by_undo(page: PeoplePage, desk: Desk, ana: Member) -> None:
    row = added_way(page)
    row.value.setText("555 0100")
    row.value.textEdited.emit("")
    row.remove.click()
    assert desk.contacts.of_member(ana.id) == []
    page.undo()
    (back,) = desk.contacts.of_member(ana.id)
    assert back.value == "555 0100"


def test_half_a_year_later_it_asks_and_one_click_confirms(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    old = SafeContact(
        member_id=ana.id,
        channel=Channel.PHONE,
        allowed=Permission.YES,
        confirmed_on=TODAY - timedelta(days=200),
    )
    desk.contacts.save(old)
    (row,) = page.reaching.way_rows()
    assert "half a year ago or more" in said(row)
    row.confirm.click()
    (kept,) = desk.contacts.of_member(ana.id)
    assert kept.confirmed_on == TODAY
    assert not row.confirm.isVisible()
    page.undo()
    assert desk.contacts.of_member(ana.id)[0].confirmed_on == old.confirmed_on


def test_what_came_from_free_text_is_allowed_once_the_person_says_so(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    desk.contacts.save(SafeContact(member_id=ana.id, channel=Channel.OTHER, value="Text 555"))
    (row,) = page.reaching.way_rows()
    assert "Nobody has asked them yet" in said(row)
    row.confirm.click()
    (kept,) = desk.contacts.of_member(ana.id)
    assert (kept.allowed, kept.confirmed_on) == (Permission.YES, TODAY)


def test_do_not_contact_is_one_tick(page: PeoplePage, desk: Desk, ana: Member) -> None:
    page.reaching.do_not_contact.click()
    page.autosave.flush()
    assert desk.members.get(ana.id).do_not_contact


def test_today_reminds_and_leads_to_those_who_are_to_be_asked(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    bo = desk.members.save(Member(chosen_name="Bo"))
    desk.contacts.save(
        SafeContact(member_id=bo.id, channel=Channel.PHONE, confirmed_on=date(2026, 1, 1))
    )
    (reminder,) = [each for each in reminders(desk, NOON) if each.page == "people"]
    assert reminder.text == "Ask whether it is still safe to reach them this way: 1 person."
    page.open(reminder.key)
    assert [entry.title for entry in page.list.entries] == ["Bo"]
    desk.members.save(replace(bo, do_not_contact=True))
    assert not [each for each in reminders(desk, NOON) if each.page == "people"]
    assert ana.id not in {entry.key for entry in page.list.entries}


def test_every_control_of_a_way_has_a_name_and_is_large_enough(page: PeoplePage) -> None:
    added_way(page)
    assert without_a_name(page) == []
    assert too_small(page) == []


def test_a_need_is_ticked_and_the_tick_taken_back(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.tabs.setCurrentIndex(0)
    page.about.needs.chips.chip("large_print").click()
    assert [need.kind for need in desk.access.of_member(ana.id)] == [AccessKind.LARGE_PRINT]
    page.about.needs.chips.chip("large_print").click()
    assert desk.access.of_member(ana.id) == []


def test_words_of_ones_own_become_a_tick_and_come_back_by_undo(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.tabs.setCurrentIndex(0)
    qtbot.keyClicks(page.about.needs.own, "the blue chair\r")
    (need,) = desk.access.of_member(ana.id)
    assert need.words == "the blue chair"
    page.about.needs.chips.chips[-1].click()
    assert desk.access.of_member(ana.id) == []
    page.undo()
    assert desk.access.known_words() == ("the blue chair",)


def test_words_that_the_list_has_tick_it(qtbot: QtBot, page: PeoplePage, desk: Desk) -> None:
    page.tabs.setCurrentIndex(0)
    qtbot.keyClicks(page.about.needs.own, "large  PRINT\r")
    (need,) = desk.access.of_member(page.shown_id or 0)
    assert (need.kind, need.words) == (AccessKind.LARGE_PRINT, "")


def test_one_key_shows_the_card_before_a_call(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    desk.members.save(replace(ana, do_not_contact=True))
    assert page.before_calling.shortcut().toString() == "Ctrl+B"
    page.before_calling.click()
    (card,) = page.findChildren(BeforeCallingDialog)
    assert "Do not contact" in "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Ana" not in card.windowTitle()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChildren(BeforeCallingDialog))


def test_fields_below_one_another_are_as_high_as_their_words(
    qtbot: QtBot, page: PeoplePage
) -> None:
    row = added_way(page)
    page.resize(640, 640)  # too narrow for two columns
    QTest.qWait(50)
    asked = row.value.sizeHint().height()
    left, right = (field.mapTo(row, QPoint()) for field in (row.value, row.channel))
    assert left.x() == right.x()
    qtbot.waitUntil(lambda: row.value.height() >= asked)
    assert row.caller.height() >= asked
