"""What the tests of pages are given."""

from datetime import date
from pathlib import Path

import checks
import pytest
from pytestqt.qtbot import QtBot
from session_kit import NAMES, TUESDAY, Evening, weekly

from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.ui.pages.sessions.page import SessionsPage


@pytest.fixture(autouse=True)
def all_pieces_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checks.everything_at_once(monkeypatch)


@pytest.fixture
def empty_page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> SessionsPage:
    page = SessionsPage(checks.surroundings(desk, tmp_path), checks.MovingClock(TUESDAY))
    checks.shown(qtbot, page)
    return page


@pytest.fixture
def evening(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Evening:
    group = desk.groups.save(weekly())
    members = [
        desk.members.add_to_group(Member(chosen_name=name, joined_on=date(2026, 9, 1)), group.id)
        for name in NAMES
    ]
    clock = checks.MovingClock(TUESDAY)
    page = SessionsPage(checks.surroundings(desk, tmp_path), clock)
    checks.shown(qtbot, page)
    return Evening(desk, clock, page, group, members)
