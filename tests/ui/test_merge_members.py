"""Joining two records from a person's page, seen before and taken back after."""

from pathlib import Path

import pytest
from checks import StoppedClock, shown, surroundings, without_a_name
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui.dialogs.merge_members import MergeDialog
from peerdesk.ui.pages.people.page import PeoplePage

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana", pronouns="she/her"))


@pytest.fixture
def anna(desk: Desk) -> Member:
    kept = desk.members.save(Member(chosen_name="Anna", pronouns="they/them"))
    desk.notes.keep_member_note(MemberNote(member_id=kept.id, text="likes tea"))
    return kept


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, tmp_path: Path, ana: Member, anna: Member) -> MergeDialog:
    page = PeoplePage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, page)
    page.open(ana.id)
    page.about.joining.begin()
    (made,) = page.findChildren(MergeDialog)
    assert anna.id != ana.id
    return made


def page_of(dialog: MergeDialog) -> PeoplePage:
    page = dialog.parent()
    assert isinstance(page, PeoplePage)
    return page


def said(dialog: MergeDialog) -> str:
    """What the preview says; what it said before is about to be deleted."""
    body = dialog._preview.body
    labels = (body.itemAt(place).widget() for place in range(body.count()))
    return "\n".join(label.text() for label in labels if isinstance(label, QLabel))


def test_it_says_what_joins_and_what_goes_into_a_note(qtbot: QtBot, dialog: MergeDialog) -> None:
    assert not dialog.join.isEnabled()
    qtbot.keyClicks(dialog.picker.field, "ann\r")
    words = said(dialog)
    assert "Ana stays" in words
    assert "The record of Anna joins it and brings: 1 note." in words
    assert "Pronouns: “she/her” stays, “they/them” goes into a note." in words
    assert without_a_name(dialog) == []


def test_enter_in_the_field_only_chooses(qtbot: QtBot, desk: Desk, dialog: MergeDialog) -> None:
    qtbot.keyClicks(dialog.picker.field, "ann\r")
    assert len(desk.members.all()) == 2
    assert dialog.join.hasFocus()


def test_the_person_themselves_is_not_offered(qtbot: QtBot, dialog: MergeDialog) -> None:
    qtbot.keyClicks(dialog.picker.field, "ana")
    assert [entry.title for entry in dialog.picker.offered.entries] == ["Nobody of that name"]
    qtbot.keyClicks(dialog.picker.field, "\r")
    assert not dialog.join.isEnabled()


def test_the_other_record_may_be_the_one_that_stays(
    qtbot: QtBot, desk: Desk, dialog: MergeDialog, anna: Member
) -> None:
    page = page_of(dialog)
    qtbot.keyClicks(dialog.picker.field, "ann\r")
    dialog.swap.click()
    assert "Anna stays" in said(dialog)
    dialog.join.click()
    assert [member.id for member in desk.members.all()] == [anna.id]
    assert page.shown_id == anna.id


def test_joined_and_taken_back(
    qtbot: QtBot, desk: Desk, dialog: MergeDialog, ana: Member, anna: Member
) -> None:
    page = page_of(dialog)
    qtbot.keyClicks(dialog.picker.field, "ann\r")
    dialog.join.click()
    assert [member.id for member in desk.members.all()] == [ana.id]
    texts = [note.text for note in desk.notes.of_member(ana.id)]
    assert "likes tea" in texts
    assert any("Pronouns: they/them" in text for text in texts)
    assert page.banner.text == "Both records are one now: Ana."
    page.undo()
    assert [member.id for member in desk.members.all()] == [ana.id, anna.id]
    assert [note.text for note in desk.notes.of_member(anna.id)] == ["likes tea"]
