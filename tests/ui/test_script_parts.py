"""Parts of a script on the page: dragged, switched off, taken back, and changed in two windows."""

from itertools import product
from pathlib import Path

import pytest
from checks import StoppedClock, shown, surroundings
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.scripts import (
    RuleItem,
    RuleTopic,
    Script,
    ScriptText,
    ScriptVersion,
    Segment,
    SegmentKind,
)
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.ground_rules.places import Place, moved, place_dropped
from peerdesk.ui.widgets.dragging import DRAGGED

CONTROL = Qt.KeyboardModifier.ControlModifier


def segment(title: str, *rules: str) -> Segment:
    items = tuple(RuleItem(topic=RuleTopic.PHONES, text=text) for text in rules)
    return Segment(kind=SegmentKind.AGREEMENTS, title=title, text="We.", rules=items)


SEGMENTS = (segment("A", "a1", "a2"), segment("B"), segment("C", "c1"))


@pytest.fixture
def script(desk: Desk) -> Script:
    text = ScriptText(id="", language="en", title="Ours", summary="", segments=SEGMENTS)
    return desk.scripts.add(text)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, script: Script) -> GroundRulesPage:
    made = GroundRulesPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(script.id)
    return made


def outlined(version: ScriptVersion) -> str:
    return " ".join(
        part.title + "".join(f"+{rule.text}" for rule in part.rules) for part in version.segments
    )


def type_title(page: GroundRulesPage, title: str) -> None:
    page.view.segment.title.setText(title)
    page.view.segment.title.textEdited.emit(title)
    page.flush()


@pytest.mark.parametrize(
    ("source", "over", "after", "outline"),
    [
        ("0", "2", True, "B C+c1 A+a1+a2"),
        ("0", "2.0", False, "B C+c1 A+a1+a2"),
        ("0", "2", False, "B A+a1+a2 C+c1"),
        ("2", "0", False, "C+c1 A+a1+a2 B"),
        ("2", "0.1", True, "A+a1+a2 C+c1 B"),
        ("2", "about", True, "C+c1 A+a1+a2 B"),
        ("0.0", "0.1", True, "A+a2+a1 B C+c1"),
        ("0.1", "0.0", False, "A+a2+a1 B C+c1"),
        ("0.0", "1", True, "A+a2 B+a1 C+c1"),
        ("0.0", "2", False, "A+a2 B+a1 C+c1"),
        ("0.0", "2.0", True, "A+a2 B C+c1+a1"),
        ("2.0", "0", True, "A+c1+a1+a2 B C"),
        ("2.0", "about", False, "A+c1+a1+a2 B C"),
    ],
)
def test_a_part_goes_where_it_is_dropped(source: str, over: str, after: bool, outline: str) -> None:
    version = ScriptVersion(segments=SEGMENTS)
    start = Place.of_key(source)
    target = place_dropped(version, start, Place.of_key(over), after=after)
    assert outlined(moved(version, start, target)) == outline


def test_nothing_is_lost_wherever_anything_is_dropped() -> None:
    version = ScriptVersion(segments=SEGMENTS)
    keys = ["0", "0.0", "0.1", "1", "2", "2.0"]
    for source, over, after in product(keys, ["about", *keys], (True, False)):
        start = Place.of_key(source)
        target = place_dropped(version, start, Place.of_key(over), after=after)
        dropped = moved(version, start, target)
        assert sorted(outlined(dropped)) == sorted(outlined(version)), (source, over, after)


def test_the_mouse_drops_a_part_below_another_and_undo_brings_it_back(
    desk: Desk, page: GroundRulesPage, script: Script
) -> None:
    outline = page.view.outline
    row = next(n for n, entry in enumerate(outline.entries) if entry.key == "1")
    place = outline.visualRect(outline.model().index(row, 0))
    gap = outline._gap_at(QPoint(place.left() + 5, place.bottom()))
    assert gap == (row, True)
    outline.dropped.emit("0", str(outline.entries[row].key), gap[1])

    assert outlined(desk.scripts.latest(script.id)) == "B A+a1+a2 C+c1"
    assert outline.current_key == "1"
    page.parts.undo()
    assert outlined(desk.scripts.latest(script.id)) == "A+a1+a2 B C+c1"


def test_what_another_program_drops_is_refused(
    desk: Desk, page: GroundRulesPage, script: Script
) -> None:
    data = QMimeData()
    data.setData(DRAGGED, b"0")
    event = QDropEvent(
        QPointF(20, 90),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.view.outline.dropEvent(event)
    assert not event.isAccepted()
    assert outlined(desk.scripts.latest(script.id)) == "A+a1+a2 B C+c1"


def test_space_switches_a_rule_off_and_on_again(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, script: Script
) -> None:
    page.view.outline.choose("0.1")
    qtbot.keyClick(page.view.outline, Qt.Key.Key_Space)
    assert [rule.text for rule in desk.scripts.latest(script.id).rules] == ["a1", "c1"]
    qtbot.keyClick(page.view.outline, Qt.Key.Key_Space)
    assert [rule.text for rule in desk.scripts.latest(script.id).rules] == ["a1", "a2", "c1"]


def test_undo_takes_back_all_that_was_typed_into_one_field_and_then_the_move_before(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, script: Script
) -> None:
    page.view.outline.choose("1")
    page.parts.move(-1)
    for title in ("Wel", "Welcome"):
        type_title(page, title)
    assert outlined(desk.scripts.latest(script.id)) == "Welcome A+a1+a2 C+c1"

    qtbot.keyClick(page.view.outline, Qt.Key.Key_Z, CONTROL)
    assert outlined(desk.scripts.latest(script.id)) == "B A+a1+a2 C+c1"
    assert page.view.segment.title.text() == "B"
    qtbot.keyClick(page.view.outline, Qt.Key.Key_Z, CONTROL)
    assert outlined(desk.scripts.latest(script.id)) == "A+a1+a2 B C+c1"


@pytest.fixture
def other(qtbot: QtBot, desk: Desk, tmp_path: Path, page: GroundRulesPage) -> GroundRulesPage:
    """A second window on the same script."""
    made = GroundRulesPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    assert page.opened is not None
    made.open(page.opened.script.id)
    return made


def test_two_windows_show_one_truth(
    desk: Desk, page: GroundRulesPage, other: GroundRulesPage, script: Script
) -> None:
    for each in (page, other):
        each.view.outline.choose("1")
    type_title(page, "From one")
    assert other.view.segment.title.text() == "From one"

    page.view.outline.choose("0")
    page.parts.move(1)
    type_title(other, "From the other")
    assert outlined(desk.scripts.latest(script.id)) == "From the other A+a1+a2 C+c1"


def test_what_is_typed_never_lands_in_another_part(
    desk: Desk, page: GroundRulesPage, other: GroundRulesPage, script: Script
) -> None:
    other.view.outline.choose("1")
    other.view.segment.title.setText("B, changed")
    other.view.segment.title.textEdited.emit("")
    page.view.outline.choose("1")
    page.parts.remove()
    other.flush()
    assert outlined(desk.scripts.latest(script.id)) == "A+a1+a2 C+c1"


def test_ways_back_end_where_another_window_moved_the_parts(
    desk: Desk, page: GroundRulesPage, other: GroundRulesPage, script: Script
) -> None:
    other.view.outline.choose("2")
    type_title(other, "Sea")
    page.view.outline.choose("0")
    page.parts.remove()
    other.parts.undo()
    assert outlined(desk.scripts.latest(script.id)) == "B Sea+c1"
