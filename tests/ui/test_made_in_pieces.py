"""Pages are made piece by piece, and nobody notices which piece came when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import shown, surroundings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui.pages.ground_rules.editors import AboutEditor, RuleEditor, SegmentEditor
from peerdesk.ui.pages.ground_rules.making.view import MakingView
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.ui.widgets.note_editor import NoteEditor
from peerdesk.ui.widgets.records import RecordList

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> GroundRulesPage:
    return GroundRulesPage(surroundings(desk, tmp_path))


def reached_from(control: QWidget) -> Iterator[QWidget]:
    """What Tab leads to, once around the window."""
    following = control.nextInFocusChain()
    while following is not control:
        if following.isVisible() and following.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield following
        following = following.nextInFocusChain()


def test_each_editor_is_a_piece_of_its_own(qtbot: QtBot, page: GroundRulesPage) -> None:
    qtbot.addWidget(page)
    editors: list[set[type]] = []
    pieces = page.make_ahead()
    for kind in (AboutEditor, SegmentEditor, RuleEditor):
        next(pieces)
        made = [type(each) for each in page.findChildren(QWidget)]
        editors.append({AboutEditor, SegmentEditor, RuleEditor} & set(made))
        assert made.count(kind) == 1
    assert [len(each) for each in editors] == [1, 2, 3]
    assert not page.findChildren(MakingView)
    assert list(pieces)
    assert page.findChildren(MakingView)


@pytest.mark.parametrize("key", ["0", "3.0"])
def test_tab_goes_from_the_tools_into_the_editor_however_late_it_was_made(
    qtbot: QtBot, page: GroundRulesPage, key: str
) -> None:
    shown(qtbot, page)
    assert page.view.outline.choose(key)
    first = next(reached_from(page.view.tools.undo))
    assert page.view.editor.isAncestorOf(first)
    page.view.outline.choose("about")
    first = next(reached_from(page.view.tools.undo))
    assert page.view.about.isAncestorOf(first)


def test_tab_goes_from_what_notes_are_looked_for_to_the_list_and_on_to_the_note(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    member = desk.members.save(Member(chosen_name="Wilhelmina"))
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text="Window seat."))
    notes = NotesPage(surroundings(desk, tmp_path))
    shown(qtbot, notes)
    reached = list(reached_from(notes.filters.words))
    listed = next(n for n, each in enumerate(reached) if isinstance(each, RecordList))
    assert all(notes.filters.isAncestorOf(each) for each in reached[:listed])
    assert len(reached[:listed]) >= 3
    editors = [each for each in notes.findChildren(NoteEditor) if each.isVisible()]
    after = reached[listed:]
    assert any(editor.isAncestorOf(each) for each in after for editor in editors)
    assert not any(notes.filters.isAncestorOf(each) for each in after)
