"""People from a file, in the window: how it is read, what is taken, what is left behind."""

from pathlib import Path

import pytest
from checks import (
    StoppedClock,
    jobs_held_up,
    one_piece_at_a_time,
    shown,
    surroundings,
    too_small,
    without_a_name,
)
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.importing import Decision, ImportField
from peerdesk.domain.members import Member
from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.import_people import ImportPeopleDialog
from peerdesk.ui.pages.people.page import PeoplePage

FOREIGN = Path(__file__).parents[1] / "desk" / "foreign"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> PeoplePage:
    made = PeoplePage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    return made


def opened(qtbot: QtBot, page: PeoplePage, path: Path) -> ImportPeopleDialog:
    dialog = page.import_file(path)
    settled(qtbot, dialog)
    return dialog


def settled(qtbot: QtBot, dialog: ImportPeopleDialog) -> None:
    """Until what is shown is what would come of the file."""
    qtbot.waitUntil(lambda: not dialog.busy)


def written(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode())
    return path


def cells(dialog: ImportPeopleDialog) -> list[list[str]]:
    people = dialog.rows.people
    return [
        [people.data(people.index(row, column)) for column in range(people.columnCount())]
        for row in range(people.rowCount())
    ]


def test_the_name_alone_is_taken_and_shown_before(
    qtbot: QtBot, page: PeoplePage, desk: Desk
) -> None:
    dialog = opened(qtbot, page, FOREIGN / "google-contacts.csv")

    assert cells(dialog)[:3] == [
        ["2", "Added", "Zoë"],
        ["3", "Added", "Ana María"],
        ["4", "Added", "Sam"],
    ]
    assert dialog.count.text() == "3 people will be added, 1 line left out."
    dialog.import_button.click()
    settled(qtbot, dialog)

    assert [member.chosen_name for member in desk.members.all()] == ["Ana María", "Sam", "Zoë"]
    assert not any(member.other_name for member in desk.members.all())


def test_more_is_taken_where_somebody_asks_for_it(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    path = written(tmp_path, "name,pronouns,joined\nAda,she,2024-02-29\n")
    dialog = opened(qtbot, page, path)
    for field in (ImportField.PRONOUNS, ImportField.JOINED_ON):
        dialog.form.choices[field].setCurrentIndex(dialog.form.choices[field].count() - 1)
    dialog.form.choices[ImportField.PRONOUNS].setCurrentIndex(2)
    settled(qtbot, dialog)

    assert cells(dialog) == [["2", "Added", "Ada", "she", "29 February 2024"]]
    dialog.import_button.click()
    settled(qtbot, dialog)

    (member,) = desk.members.all()
    assert (member.pronouns, str(member.joined_on)) == ("she", "2024-02-29")


def test_on_a_slow_computer_the_fields_come_one_by_one_and_all_are_there_to_choose_from(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_piece_at_a_time(monkeypatch)
    dialog = page.import_file(written(tmp_path, "name,pronouns\nAda,she\n"))
    first = dialog.form.choices[ImportField.CHOSEN_NAME]
    assert len(dialog.form.choices) < len(ImportField)
    qtbot.waitUntil(lambda: dialog.focusWidget() is first)
    settled(qtbot, dialog)

    assert dialog.focusWidget() is first
    assert first.currentText() == "name"
    boxes = [each for each in dialog.form.findChildren(QComboBox) if each.isVisibleTo(dialog)]
    reached = [first]
    while len(reached) < len(boxes):
        following = reached[-1].nextInFocusChain()
        while following not in boxes:
            following = following.nextInFocusChain()
        reached.append(following)
    heights = [each.mapTo(dialog, QPoint()).y() for each in reached]
    assert heights == sorted(heights)
    dialog.import_button.click()
    settled(qtbot, dialog)
    assert [member.chosen_name for member in desk.members.all()] == ["Ada"]


def test_closed_in_the_middle_of_its_making_it_leaves_nothing_under_way(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_piece_at_a_time(monkeypatch)
    with jobs_held_up(page.context.jobs):
        dialog = page.import_file(written(tmp_path, "name\nAda\n"))
        dialog.reject()
    qtbot.waitUntil(lambda: not page.context.jobs.busy and not isValid(dialog))


def test_nothing_is_imported_by_columns_that_are_not_shown_yet(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(qtbot, page, written(tmp_path, "name,pronouns\nAda,she\n"))
    assert dialog.import_button.isEnabled()
    with jobs_held_up(page.context.jobs):
        dialog.form.choices[ImportField.PRONOUNS].setCurrentIndex(2)
        assert not dialog.import_button.isEnabled()
        dialog.import_now()
    settled(qtbot, dialog)
    assert desk.members.all() == []
    dialog.import_button.click()
    settled(qtbot, dialog)

    assert [member.pronouns for member in desk.members.all()] == ["she"]


def test_what_was_decided_for_a_line_stays_decided_with_more_columns(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    desk.members.save(Member(chosen_name="Ada"))
    dialog = opened(qtbot, page, written(tmp_path, "name,pronouns\nBo,he\nAda,she\n"))
    dialog.rows.add_button.click()
    dialog.form.choices[ImportField.PRONOUNS].setCurrentIndex(2)
    settled(qtbot, dialog)

    assert [row[1:] for row in cells(dialog)] == [
        ["Added", "Bo", "he"],
        ["Added as another person", "Ada", "she"],
    ]


def test_somebody_who_is_here_is_shown_beside_and_left_out_unless_decided_otherwise(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    desk.members.save(Member(chosen_name="Ada", pronouns="she/her"))
    dialog = opened(qtbot, page, written(tmp_path, "name\nBo\nAda\n"))

    assert cells(dialog)[1] == ["3", "Left out: on the roster already", "Ada"]
    assert dialog.rows.in_the_file.text() == "In the file: Ada"
    assert dialog.rows.on_the_roster.text() == "On the roster: Ada · she/her"
    dialog.rows.add_button.click()
    assert cells(dialog)[1][1] == "Added as another person"
    assert dialog.rows.people.proposals[1].decision is Decision.ADD
    dialog.import_button.click()
    settled(qtbot, dialog)

    assert [member.chosen_name for member in desk.members.all()] == ["Ada", "Ada", "Bo"]


def test_everybody_goes_into_the_group_of_the_list_and_one_click_takes_it_back(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    page.filters.group.setCurrentIndex(page.filters.group.findData(circle.id))
    dialog = opened(qtbot, page, written(tmp_path, "name,x\nAda,\nBo,\nAda,\n,\n"))
    dialog.import_button.click()
    settled(qtbot, dialog)

    assert dialog.afterwards.told.text() == (
        "2 people were added to “Circle”. 1 was there already and skipped: line 4. Nobody "
        "of them was put into the group. 1 line had no name."
    )
    assert len(desk.members.of_group(circle.id)) == 2
    dialog.afterwards.undo_button.click()
    settled(qtbot, dialog)

    assert dialog.afterwards.told.text() == "Taken back."
    assert desk.members.all(with_left=True) == []


def test_names_that_look_garbled_are_read_in_another_encoding(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name;x\nŁukasz;1\n".encode("cp1250"))
    dialog = opened(qtbot, page, path)
    encoding = dialog.form.encoding
    encoding.setCurrentIndex(encoding.findData("windows-1252"))
    qtbot.waitUntil(lambda: cells(dialog)[0][2] == "£ukasz")
    encoding.setCurrentIndex(encoding.findData("windows-1250"))
    qtbot.waitUntil(lambda: cells(dialog)[0][2] == "Łukasz")


def test_a_table_without_headings_asks_which_column_has_the_names(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(qtbot, page, written(tmp_path, "1;Ada;she\n2;Bo;he\n3;Cy;they\n"))
    assert "Which column has the names?" in dialog.count.text()
    assert not dialog.import_button.isEnabled()
    choice = dialog.form.choices[ImportField.CHOSEN_NAME]
    assert choice.itemText(2) == "Column 2: Ada"
    choice.setCurrentIndex(2)
    settled(qtbot, dialog)
    dialog.import_button.click()
    settled(qtbot, dialog)

    assert [member.chosen_name for member in desk.members.all()] == ["Ada", "Bo", "Cy"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\n\n", "No name was found"), (b"PK\x03\x04", "is not text in columns")],
)
def test_a_file_that_can_not_be_read_is_explained(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    dialog = opened(qtbot, page, path)

    assert words in dialog.banner.text
    assert "othing was imported" in dialog.banner.text
    assert not dialog.import_button.isEnabled()


def test_a_file_that_is_gone_is_explained(qtbot: QtBot, page: PeoplePage, tmp_path: Path) -> None:
    dialog = opened(qtbot, page, tmp_path / "gone.csv")

    assert "can't be read" in dialog.banner.text
    assert not dialog.rows.add_button.isEnabled()
    assert not dialog.form.group.isEnabled()
    assert dialog.cancel_button.hasFocus()


MANY = "name,phone\n" + "".join(f"Person {number},{number}\n" for number in range(1500))


def test_the_window_goes_on_while_many_are_imported_and_taken_back(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(qtbot, page, written(tmp_path, MANY))
    shares: list[int] = []
    dialog.change.bar.valueChanged.connect(shares.append)
    beats: list[bool] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(dialog.change.runs))
    heart.start(0)

    for control in (dialog.import_button, dialog.afterwards.undo_button):
        shares.clear()
        beats.clear()
        control.click()
        assert desk.members.all() == [] or control is dialog.afterwards.undo_button
        assert dialog.change.isVisible()
        settled(qtbot, dialog)
        # Each share is an event that the window took while the job went on.
        assert len(set(shares)) > 10
        assert beats.count(True) > 10

    assert dialog.afterwards.told.text() == "Taken back."
    assert desk.members.all() == []
    assert not dialog.change.isVisible()


@pytest.mark.parametrize("by_escape", [True, False], ids=["Escape", "Stop"])
def test_an_import_that_is_stopped_adds_nobody_and_can_be_begun_again(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path, *, by_escape: bool
) -> None:
    dialog = opened(qtbot, page, written(tmp_path, MANY))
    stop = dialog.reject if by_escape else dialog.change.stop_button.click
    # With the first share, so that it is well under way.
    dialog.change.bar.valueChanged.connect(stop)

    dialog.import_button.click()
    assert not dialog.import_button.isEnabled()
    settled(qtbot, dialog)

    assert dialog.isVisible()
    assert "Stopped" in dialog.banner.text
    assert desk.members.all() == []
    assert dialog.import_button.isEnabled()
    dialog.change.bar.valueChanged.disconnect()
    dialog.import_button.click()
    settled(qtbot, dialog)
    assert len(desk.members.all()) == 1500


def test_a_fault_of_our_own_leaves_a_window_that_can_be_closed_or_tried_again(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(qtbot, page, written(tmp_path, MANY))
    desk.connection.execute("ALTER TABLE members RENAME COLUMN pronouns TO pronoun")
    with qtbot.captureExceptions() as faults:
        dialog.import_button.click()
        qtbot.waitUntil(lambda: bool(faults))
    assert not issubclass(faults[0][0], PeerDeskError)
    assert not dialog.change.runs
    assert not dialog.change.isVisible()
    assert dialog.import_button.isEnabled()
    desk.connection.execute("ALTER TABLE members RENAME COLUMN pronoun TO pronouns")
    dialog.import_button.click()
    settled(qtbot, dialog)
    assert len(desk.members.all()) == 1500
    dialog.reject()
    assert not dialog.isVisible()


def test_the_file_is_written_over_and_removed_on_request(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    path = written(tmp_path, "name\nAda\n")
    dialog = opened(qtbot, page, path)
    dialog.import_button.click()
    settled(qtbot, dialog)
    assert str(tmp_path) in dialog.afterwards.where.text()
    dialog.afterwards.remove_button.click()
    qtbot.waitUntil(lambda: "removed" in dialog.afterwards.where.text())

    assert not path.exists()


def test_a_file_that_changed_since_is_not_removed(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    path = written(tmp_path, "name\nAda\n")
    dialog = opened(qtbot, page, path)
    dialog.import_button.click()
    settled(qtbot, dialog)
    path.write_text("something else")
    dialog.afterwards.remove_button.click()
    qtbot.waitUntil(lambda: "changed since" in dialog.banner.text)

    assert path.read_text() == "something else"


def test_every_control_has_a_name_and_is_large_enough(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    dialog = opened(qtbot, page, FOREIGN / "excel-german.csv")

    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_a_closed_window_is_freed(qtbot: QtBot, page: PeoplePage, tmp_path: Path) -> None:
    path = written(tmp_path, "name\nAda\n")
    dialog = opened(qtbot, page, path)
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_what_could_not_be_looked_up_again_is_not_imported_as_it_was_before(
    qtbot: QtBot, page: PeoplePage, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(qtbot, page, written(tmp_path, "name,phone\nAda,555 0100\n"))
    phone = dialog.form.choices[ImportField.PHONE]
    phone.setCurrentIndex(phone.count() - 1)
    settled(qtbot, dialog)
    assert "555 0100" in cells(dialog)[0]
    database = desk.vault.folder.database
    aside = database.rename(tmp_path / "aside")  # as with a stick that is pulled
    phone.setCurrentIndex(0)
    qtbot.waitUntil(lambda: bool(dialog.banner.text))
    aside.rename(database)
    dialog.rows.add()
    dialog.rows.leave_out()
    dialog.rows.add()
    assert not dialog.import_button.isEnabled()
    dialog.import_now()
    assert desk.members.all() == []

    phone.setCurrentIndex(phone.count() - 1)
    phone.setCurrentIndex(0)
    settled(qtbot, dialog)
    dialog.import_button.click()
    settled(qtbot, dialog)
    (member,) = desk.members.all()
    assert desk.contacts.of_member(member.id) == []
