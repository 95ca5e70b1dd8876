"""At 200 % text on a small screen: every page and dialog has room for its words and its buttons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import scenes
import scenes_of_entry
import scenes_of_session
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sight import faults
from stage import TWICE, Look, Stage
from test_every_dialog import Given, dialogs, needs

from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.ui import theme
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.layout import row, scrolling

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SCENES = (
    scenes.today,
    scenes.people,
    scenes.person,
    scenes.welcome,
    scenes.importing,
    scenes.groups,
    scenes.ground_rules,
    scenes.making,
    scenes.notes,
    scenes.vault,
    scenes.around,
    scenes_of_session.preparing,
    scenes_of_session.running,
    scenes_of_session.from_paper,
    scenes_of_entry.entry,
)
IN_THE_ROOM = (scenes.today, scenes_of_session.preparing, scenes_of_session.running)
ON_A_SMALL_SCREEN = (
    scenes.people,
    scenes.groups,
    scenes.vault,
    scenes_of_session.preparing,
    scenes_of_session.running,
)
LOOKS = {"usual": Look(), "twice": Look(points=TWICE)}
SCALED = {"scaled": Look(size=QSize(640, 340))}
"""Everything at twice its size, as desktops of Linux do for large text: half the room is left."""
SEEN = [
    *(pytest.param(scene, "twice", id=f"{scene.__name__} twice") for scene in SCENES),
    *(pytest.param(scene, "usual", id=f"{scene.__name__} usual") for scene in IN_THE_ROOM),
    *(pytest.param(scene, "scaled", id=f"{scene.__name__} scaled") for scene in ON_A_SMALL_SCREEN),
]


@pytest.fixture(autouse=True)
def usual_text_again(qapp: QApplication) -> Iterator[None]:
    before = QFont(qapp.font())
    yield
    qapp.setFont(before)
    theme.apply(qapp, "light")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Desk]:
    desk = sample_desk(tmp_path / "sample")
    yield desk
    desk.close()


@pytest.mark.parametrize(("scene", "look"), SEEN)
def test_nothing_is_cut_and_one_button_comes_next(
    sample: Desk, tmp_path: Path, scene: scenes.Scene, look: str
) -> None:
    stage = Stage(sample, tmp_path, (LOOKS | SCALED)[look])
    found = [f"{name}: {fault}" for name, window in scene(stage) for fault in faults(window)]
    stage.close()
    assert "\n".join(sorted(set(found))) == ""


@pytest.mark.parametrize("look", LOOKS)
def test_an_empty_vault_has_room_for_what_it_teaches(desk: Desk, tmp_path: Path, look: str) -> None:
    stage = Stage(desk, tmp_path, LOOKS[look])
    seen = scenes_of_entry.empty(stage)
    found = [f"{name}: {fault}" for name, window in seen for fault in faults(window)]
    stage.close()
    assert "\n".join(found) == ""


@pytest.mark.parametrize("declared", dialogs(), ids=lambda each: each.__name__)
def test_a_dialog_grows_with_its_letters(
    qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path, declared: type[QDialog]
) -> None:
    LOOKS["twice"].put_on(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    given = Given(desk, window, tmp_path)
    dialog = declared(**{name: getattr(given, name)() for name in needs(declared)})
    dialog.open()
    given.jobs().wait()
    assert "\n".join(faults(dialog)) == ""
    dialog.reject()
    given.jobs().wait()


def test_the_measure_sees_what_is_cut(qtbot: QtBot, qapp: QApplication) -> None:
    Look(points=TWICE).put_on(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    squeezed = QPushButton("Somebody is in distress")
    squeezed.setFixedWidth(120)
    wide = row(*(button(f"A long button {number}", window.close) for number in range(5)))
    column = QVBoxLayout(window)
    column.addWidget(squeezed)
    column.addWidget(scrolling(wide))
    window.resize(400, 300)
    window.show()
    qapp.processEvents()
    assert [fault.partition(":")[0] for fault in faults(window)] == ["cut", "wide"]
