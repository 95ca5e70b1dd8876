"""Pictures of every page show all that is on it."""

from datetime import datetime
from pathlib import Path

import checks
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.ui.gallery import SIZE, draw_every_page
from peerdesk.ui.pages.listed import PAGES

LOWER_RIGHT = QRect(SIZE.width() // 2, SIZE.height() // 2, SIZE.width() // 2, SIZE.height() // 2)
FEWEST_SHADES = 12
"""Words have that many at their edges; bare ground has one, and a line around it a few."""


def test_a_picture_waits_for_whatever_comes_piece_by_piece(
    qapp: QApplication, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.one_piece_at_a_time(monkeypatch)
    group = desk.groups.save(Group(name="Harbour"))
    desk.sessions.plan(group.id, datetime(2099, 11, 24, 18, 30))
    pictures = draw_every_page(desk, tmp_path / "screens")
    assert len(pictures) == 3 * len(PAGES)
    part = QImage(str(tmp_path / "screens" / "sessions-light.png")).copy(LOWER_RIGHT)
    shades = {part.pixel(x, y) for x in range(part.width()) for y in range(part.height())}
    assert len(shades) >= FEWEST_SHADES
