"""People come through the door: how many of them are in sight, also with large letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import scenes_of_session
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from stage import TWICE, Look, Stage

from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.ui import theme
from peerdesk.ui.pages.sessions.attendee import AttendeeRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def sample(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    before = QFont(qapp.font())
    desk = sample_desk(tmp_path / "sample")
    yield desk
    desk.close()
    qapp.setFont(before)
    theme.apply(qapp, "light")


def is_seen_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize(("points", "people"), [(theme.BODY_POINTS, 9), (TWICE, 3)])
def test_the_list_and_the_field_for_others_are_in_sight_without_scrolling(
    sample: Desk, tmp_path: Path, points: int, people: int
) -> None:
    stage = Stage(sample, tmp_path, Look(points=points))
    page = scenes_of_session.prepared(stage)
    stage.clock.pass_minutes(15)
    page.view.start()
    stage.settle()
    page.banner.clear()
    for _ in range(3):
        stage.settle()
        stage.shell.grab()
    pane = page.view.run.attendance
    seen = [row for row in pane.findChildren(AttendeeRow) if is_seen_whole(row)]
    assert len(seen) >= people
    assert is_seen_whole(pane.arrivals.name)
    assert is_seen_whole(pane.arrivals.more)
    stage.close()
