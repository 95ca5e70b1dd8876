"""Where to turn in a crisis, on the page of groups and on Today."""

from datetime import timedelta
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.groups import Group
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.groups.where_to_turn import ResourcesEditor
from peerdesk.ui.reminders import Reminder, reminders

TODAY = NOON.date()
LONG_AGO = TODAY - timedelta(days=120)

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def group(desk: Desk) -> Group:
    kept = desk.groups.save(Group(name="Harbour"))
    desk.crisis_resources.arrange(
        kept.id,
        (
            CrisisResource(group_id=kept.id, name="Faro", reach="123", checked_on=TODAY),
            CrisisResource(group_id=kept.id, name="Side door", checked_on=LONG_AGO),
        ),
    )
    return kept


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, group: Group) -> GroupsPage:
    made = GroupsPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(f"turn:{group.id}")
    return made


@pytest.fixture
def editor(page: GroupsPage) -> ResourcesEditor:
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Where to turn"
    return page.where_to_turn.editor


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def undo(qtbot: QtBot, page: GroupsPage) -> None:
    offers = [each for each in page.banner.findChildren(QPushButton) if each.text() == "Undo"]
    press(qtbot, offers[-1])


def listed(editor: ResourcesEditor) -> list[tuple[str, str]]:
    return [(entry.title, entry.mark) for entry in editor.items.entries]


def reminder(desk: Desk) -> list[Reminder]:
    return [each for each in reminders(desk, NOON) if str(each.key).startswith("turn:")]


def test_entries_say_whether_they_were_checked(editor: ResourcesEditor) -> None:
    assert listed(editor) == [("Faro", "checked"), ("Side door", "check again")]
    assert editor.checked.text().startswith("Last checked on ")
    editor.items.choose(1)
    editor._on_chosen(1)
    assert editor.checked.text().endswith("more than 90 days ago.")


def test_what_is_typed_is_kept_and_read_aloud(
    qtbot: QtBot, desk: Desk, page: GroupsPage, editor: ResourcesEditor, group: Group
) -> None:
    press(qtbot, editor.add)
    assert editor.name.hasFocus()
    qtbot.keyClicks(editor.name, "Text a listener")
    qtbot.keyClicks(editor.reach, "07700 900199")
    page.flush()
    said = desk.groups.placeholders(group, NOON)["crisis_resources"]
    assert said == "Faro: 123\nText a listener: 07700 900199\nSide door"
    assert editor.checked.text().startswith("Not checked yet")


def test_an_entry_that_got_no_word_is_gone_when_the_page_is_left(
    qtbot: QtBot, desk: Desk, page: GroupsPage, editor: ResourcesEditor, group: Group
) -> None:
    press(qtbot, editor.add)
    assert listed(editor)[1] == ("Not written yet", "")
    page.flush()
    assert [each.name for each in desk.crisis_resources.of_group(group.id)] == ["Faro", "Side door"]


def test_one_click_says_that_an_entry_was_checked_and_one_takes_it_back(
    qtbot: QtBot, page: GroupsPage, desk: Desk, editor: ResourcesEditor
) -> None:
    assert "Harbour" in reminder(desk)[0].text
    editor.items.choose(1)
    editor._on_chosen(1)
    press(qtbot, editor.check)
    assert listed(editor)[1] == ("Side door", "checked")
    assert reminder(desk) == []
    undo(qtbot, page)
    assert listed(editor)[1] == ("Side door", "check again")
    assert len(reminder(desk)) == 1


def test_the_whole_list_is_checked_at_once(
    qtbot: QtBot, page: GroupsPage, editor: ResourcesEditor
) -> None:
    press(qtbot, page.where_to_turn.check_all)
    assert [mark for _, mark in listed(editor)] == ["checked", "checked"]
    undo(qtbot, page)
    assert [mark for _, mark in listed(editor)] == ["checked", "check again"]


def test_a_removed_entry_comes_back(
    qtbot: QtBot, page: GroupsPage, editor: ResourcesEditor
) -> None:
    press(qtbot, editor.remove)
    assert [title for title, _ in listed(editor)] == ["Side door"]
    undo(qtbot, page)
    assert [title for title, _ in listed(editor)] == ["Faro", "Side door"]


def test_an_empty_list_says_what_scripts_say_then(qtbot: QtBot, editor: ResourcesEditor) -> None:
    press(qtbot, editor.remove)
    press(qtbot, editor.remove)
    assert "ask one of you" in editor.below_list.text()
    assert not editor.check.isEnabled()


def test_every_control_has_a_name_and_a_size(page: GroupsPage) -> None:
    assert without_a_name(page) == []
    assert too_small(page) == []
