"""The page of people, used as a facilitator would."""

from datetime import date
from pathlib import Path

import pytest
from checks import (
    NOON,
    StoppedClock,
    is_freed,
    one_piece_at_a_time,
    shown,
    surroundings,
    too_small,
    without_a_name,
)
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.directory import Showing
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.sessions import Presence
from peerdesk.ui.pages.people.notes import NoteRow
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.slices import all_is_shown
from peerdesk.ui.widgets.attendance_picture import AttendanceMark, AttendancePicture
from peerdesk.ui.widgets.promise_row import PromiseRow

ABOUT, REACHING, GROUPS, NOTES = range(4)

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> PeoplePage:
    made = PeoplePage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    return made


@pytest.fixture
def ana(desk: Desk, page: PeoplePage) -> Member:
    kept = desk.members.save(Member(chosen_name="Ana", pronouns="she/her"))
    page.open(kept.id)
    return kept


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press_undo(qtbot: QtBot, page: PeoplePage) -> None:
    offers = [each for each in page.banner.findChildren(QPushButton) if each.text() == "Undo"]
    press(qtbot, offers[-1])


def said(page: PeoplePage) -> str:
    labels = page.tabs.currentWidget().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def titles(page: PeoplePage) -> list[str]:
    return [entry.title for entry in page.list.entries]


def first_note(page: PeoplePage) -> NoteRow:
    page.tabs.setCurrentIndex(NOTES)
    row = page.notes.rows.rows[0]
    assert isinstance(row, NoteRow)
    return row


def test_an_empty_page_leads_to_the_first_person(
    qtbot: QtBot, page: PeoplePage, desk: Desk
) -> None:
    (begin,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.text() == "Add the first person"
    )
    press(qtbot, begin)
    page.about.name.insert("Zoë 🌿")  # what an input method does
    with qtbot.waitSignal(page.autosave.saved):
        qtbot.keyClicks(page.about.pronouns, "she/her")
    (kept,) = desk.members.all()
    assert (kept.chosen_name, kept.pronouns) == ("Zoë 🌿", "she/her")
    assert page.list.current_key == kept.id


def test_leaving_a_new_person_without_a_name_keeps_nothing(page: PeoplePage, desk: Desk) -> None:
    page.begin_new()
    page.flush()
    assert desk.members.all() == []


def test_what_is_typed_belongs_to_the_person_it_was_typed_for(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    bashir = desk.members.save(Member(chosen_name="Bashir"))
    page.tabs.setCurrentIndex(REACHING)
    qtbot.keyClicks(page.reaching.emergency_reach, "0170 555")
    page.open(bashir.id)
    assert desk.members.get(ana.id).emergency_reach == "0170 555"
    assert desk.members.get(bashir.id).emergency_reach == ""
    assert page.reaching.emergency_reach.text() == ""


def test_a_refresh_keeps_what_is_being_typed(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.about.other_name.setFocus()
    qtbot.keyClicks(page.about.other_name, "Anabel ")
    desk.members.save(Member(chosen_name="Bashir"))
    assert page.about.other_name.text() == "Anabel "
    assert page.shown_id == ana.id
    assert page.list.current_key == ana.id


def test_a_name_that_is_too_long_is_explained_and_stays_to_be_shortened(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.about.name.setText("n" * 201)
    page.about.name.textEdited.emit("")
    page.autosave.flush()
    assert "200 is the most" in page.banner.text
    desk.members.save(Member(chosen_name="Bashir"))
    assert page.about.name.text() == "n" * 201
    page.about.name.setText("n" * 200)
    page.about.name.textEdited.emit("")
    page.autosave.flush()
    assert desk.members.get(ana.id).chosen_name == "n" * 200


def test_the_search_ignores_case_and_accents(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    desk.members.save(Member(chosen_name="Élodie"))
    qtbot.keyClicks(page.filters.search, "ELO")
    assert titles(page) == ["Élodie"]
    assert page.shown_id == ana.id
    qtbot.keyClicks(page.filters.search, "xyz")
    assert titles(page) == []
    assert page.nothing_found.isVisible()
    page.filters.search.clear()
    assert titles(page) == ["Ana", "Élodie"]
    assert page.list.current_key == ana.id


def test_the_list_is_filtered_by_group_and_tells_namesakes_apart(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    desk.members.add_to_group(Member(chosen_name="Ana"), circle.id)
    assert [entry.subtitle for entry in page.list.entries] == ["she/her", "Circle"]
    page.filters.group.setCurrentIndex(page.filters.group.findData(circle.id))
    assert [entry.subtitle for entry in page.list.entries] == ["Circle"]


def test_noting_that_somebody_left_ends_memberships_and_can_be_undone(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    desk.members.join(ana.id, circle.id)
    press(qtbot, page.about.leave)
    assert desk.members.get(ana.id).left_on == NOON.date()
    assert desk.members.of_group(circle.id) == []
    assert titles(page) == []
    press_undo(qtbot, page)
    assert desk.members.get(ana.id).left_on is None
    assert [member.id for member, _ in desk.members.of_group(circle.id)] == [ana.id]


def test_people_who_left_are_shown_on_request_with_their_reason(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    press(qtbot, page.about.leave)
    page.filters.show_all(Showing.LEFT)
    assert [(entry.title, entry.mark) for entry in page.list.entries] == [("Ana", "left")]
    qtbot.keyClicks(page.about.left_because, "Moved away")
    page.flush()
    assert desk.members.get(ana.id).left_because == "Moved away"
    press(qtbot, page.about.back)
    assert desk.members.get(ana.id).left_on is None
    press_undo(qtbot, page)
    assert desk.members.get(ana.id).left_because == "Moved away"


def test_the_day_of_joining_may_be_left_out(page: PeoplePage, desk: Desk, ana: Member) -> None:
    page.about.joined.known.setChecked(True)
    page.about.joined.day.setDate(QDate(2026, 3, 3))
    page.flush()
    assert desk.members.get(ana.id).joined_on == date(2026, 3, 3)
    page.about.joined.known.setChecked(False)
    page.flush()
    assert desk.members.get(ana.id).joined_on is None


def test_joining_agreeing_and_withdrawing_happen_on_the_groups_tab(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    script = desk.scripts.all()[0]
    taken = desk.agreements.take(circle.id, desk.scripts.latest(script.id).id, date(2026, 5, 3))
    page.tabs.setCurrentIndex(GROUPS)
    press(qtbot, page.groups.join_button)
    (row,) = page.groups.rows.rows
    assert "Has not agreed to" in said(page)
    press(qtbot, row.agreed)
    assert "Agreed to" in said(page)
    (given,) = desk.agreements.acknowledgements(taken.id)
    press(qtbot, row.withdraw)
    assert desk.agreements.acknowledgements(taken.id) == []
    press_undo(qtbot, page)
    (again,) = desk.agreements.acknowledgements(taken.id)
    assert (again.id, again.given_at) == (given.id, given.given_at)
    press(qtbot, row.out)
    assert desk.members.of_group(circle.id) == []
    assert "Earlier: Circle, member, until 22 November 2026" in said(page)


def test_attendance_is_said_in_a_sentence(page: PeoplePage, desk: Desk, ana: Member) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    for day, presence in ((3, Presence.PRESENT), (10, Presence.LATE), (17, Presence.ABSENT)):
        session = desk.sessions.plan(circle.id, NOON.replace(day=day))
        desk.sessions.mark(session.id, ana.id, presence)
    page.tabs.setCurrentIndex(GROUPS)
    assert "Came to 2 of the last 3 sessions" in said(page)
    card = page.groups.attendance
    assert not card.table.isVisible()
    card.as_table.click()
    shown = [[card.table.item(line, n).text() for n in range(3)] for line in range(2)]
    assert shown == [
        ["17 November 2026", "Circle", "was not there"],
        ["10 November 2026", "Circle", "came late"],
    ]
    assert card.table.isVisible()
    assert card.picture.accessibleDescription() == card.sentence.text()


def test_the_picture_of_attendance_draws_each_kind_of_presence_otherwise(
    qtbot: QtBot, page: PeoplePage
) -> None:
    drawn = set()
    for presence in Presence:
        picture = AttendancePicture()
        qtbot.addWidget(picture)
        picture.resize(picture.sizeHint())
        picture.show_marks([AttendanceMark(NOON.date(), presence, "")])
        image = picture.grab().toImage()
        drawn.add(tuple(image.pixel(x, y) for x in range(20) for y in range(18)))
    assert len(drawn) == len(Presence)


def test_a_note_goes_to_its_draft_while_typing_and_is_kept_on_leaving(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.tabs.setCurrentIndex(NOTES)
    press(qtbot, page.notes.add)
    row = first_note(page)
    (note,) = desk.notes.of_member(ana.id)
    with qtbot.waitSignal(page.autosave.saved):
        qtbot.keyClicks(row.text, "Likes the seat by the door")
    assert desk.drafts.text(NoteKind.MEMBER, note.id) == "Likes the seat by the door"
    page.open(desk.members.save(Member(chosen_name="Bashir")).id)
    assert desk.notes.member_note(note.id).text == "Likes the seat by the door"
    assert desk.drafts.all() == []


def test_a_note_without_words_is_not_kept(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.tabs.setCurrentIndex(NOTES)
    press(qtbot, page.notes.add)
    page.flush()
    assert desk.notes.of_member(ana.id) == []


def test_a_draft_of_a_killed_program_is_shown_and_can_be_put_back(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    note = desk.notes.keep_member_note(MemberNote(member_id=ana.id, text="As it was"))
    desk.drafts.keep(NoteKind.MEMBER, note.id, "As it was, and more")
    row = first_note(page)
    assert row.text.toPlainText() == "As it was, and more"
    qtbot.waitUntil(row.unfinished.isVisible)
    press(qtbot, row.put_back)
    assert row.text.toPlainText() == "As it was"
    assert desk.drafts.all() == []
    press_undo(qtbot, page)
    assert desk.notes.member_note(note.id).text == "As it was, and more"
    assert row.text.toPlainText() == "As it was, and more"


def test_a_deleted_note_comes_back_by_undo_with_its_day(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    note = desk.notes.keep_member_note(MemberNote(member_id=ana.id, text="Asked for quiet"))
    press(qtbot, first_note(page).delete)
    assert desk.notes.of_member(ana.id) == []
    assert desk.notes.search("quiet") == []
    press_undo(qtbot, page)
    (back,) = desk.notes.of_member(ana.id)
    assert (back.text, back.created_at, back.uid) == (note.text, note.created_at, note.uid)


def test_a_refresh_while_a_note_is_typed_keeps_the_words_and_the_caret(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    desk.notes.keep_member_note(MemberNote(member_id=ana.id, text="One"))
    row = first_note(page)
    row.text.setFocus()
    qtbot.keyClicks(row.text, "Zero, ")
    desk.notes.keep_member_note(MemberNote(member_id=ana.id, text="Two"))
    assert row.text.toPlainText() == "Zero, One"
    assert row.text.textCursor().position() == len("Zero, ")


def test_the_import_says_into_which_group_people_go(page: PeoplePage, desk: Desk) -> None:
    assert "into no group" in page.import_button.toolTip()
    circle = desk.groups.save(Group(name="Circle"))
    page.filters.group.setCurrentIndex(page.filters.group.findData(circle.id))
    assert "into “Circle”" in page.import_button.toolTip()
    assert page.import_button.accessibleDescription() == page.import_button.toolTip()


@pytest.mark.parametrize("tab", [REACHING, NOTES])
def test_rows_that_come_piece_by_piece_are_no_typing(
    qtbot: QtBot,
    page: PeoplePage,
    desk: Desk,
    ana: Member,
    monkeypatch: pytest.MonkeyPatch,
    tab: int,
) -> None:
    one_piece_at_a_time(monkeypatch)
    for number in range(4):
        desk.notes.keep_member_note(MemberNote(member_id=ana.id, text=f"Seat {number}."))
        way = SafeContact(member_id=ana.id, channel=Channel.EMAIL, value=f"{number}@example.org")
        desk.contacts.save(way)
    saved: list[None] = []
    page.autosave.saved.connect(lambda: saved.append(None))
    page.tabs.setCurrentIndex(tab)
    qtbot.waitUntil(lambda: all_is_shown(page))
    rows = page.notes.rows.made if tab == NOTES else page.reaching.rows.made
    assert len(rows) == 4
    assert not page.autosave.waiting
    page.flush()
    assert saved == [], "nobody typed anything"


def test_leaving_makes_no_row_that_was_not_there_yet(
    page: PeoplePage, desk: Desk, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_piece_at_a_time(monkeypatch)
    for number in range(9):
        desk.notes.keep_member_note(MemberNote(member_id=ana.id, text=f"Seat {number}."))
    page.tabs.setCurrentIndex(NOTES)
    made = len(page.notes.rows.made)
    assert 0 < made < 9
    page.flush()
    assert len(page.notes.rows.made) == made


def test_an_empty_roster_says_where_a_new_person_will_be(page: PeoplePage) -> None:
    page.begin_new()
    page.refresh()
    assert page.nothing_found.text() == ("A new person is listed here as soon as they have a name.")


def test_every_control_has_a_name_and_is_large_enough(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    desk.groups.save(Group(name="Other"))
    desk.members.join(ana.id, circle.id)
    desk.notes.keep_member_note(MemberNote(member_id=ana.id, text="One"))
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        assert too_small(page) == []
    assert without_a_name(page) == []


def test_a_closed_page_is_freed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    member = desk.members.save(Member(chosen_name="Ana"))
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text="One"))
    context = surroundings(desk, tmp_path)
    assert is_freed(lambda: PeoplePage(context, StoppedClock()))


def test_a_follow_up_is_added_ticked_and_removed_on_the_persons_page(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.tabs.setCurrentIndex(NOTES)
    promises = page.notes.promises
    qtbot.keyClicks(promises.text, "ring her\r")
    (kept,) = desk.member_follow_ups.of_member(ana.id)
    assert promises.text.text() == ""
    row = promises.rows.row(kept.id)
    assert isinstance(row, PromiseRow)
    row.box.click()
    assert desk.member_follow_ups.of_member(ana.id)[0].done_at is not None
    row.out.click()
    assert desk.member_follow_ups.of_member(ana.id) == []
    page.undo()
    assert [each.text for each in desk.member_follow_ups.of_member(ana.id)] == ["ring her"]


def test_a_follow_up_that_was_typed_and_not_added_is_kept_on_leaving(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.tabs.setCurrentIndex(NOTES)
    qtbot.keyClicks(page.notes.promises.text, "ring her")
    page.flush()
    assert [each.text for each in desk.member_follow_ups.of_member(ana.id)] == ["ring her"]


def test_somebody_else_is_shown_from_the_top(page: PeoplePage, desk: Desk, ana: Member) -> None:
    zoe = desk.members.save(Member(chosen_name="Zoë"))
    page.resize(page.minimumSizeHint())
    page.open(ana.id)
    area = page.tabs.currentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.refresh()
    assert bar.value() == bar.maximum()
    page.list.choose(zoe.id)
    assert page.shown_id == zoe.id
    assert bar.value() == 0
