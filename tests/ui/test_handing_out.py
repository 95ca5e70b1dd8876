"""Ctrl+P: what the handout window begins with on each page."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, surroundings
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import NO_GROUP, HandoutKind
from peerdesk.domain.members import Member
from peerdesk.ui.dialogs.handout import HandoutDialog
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.today import TodayPage

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
    pytest.mark.usefixtures("qapp"),
]


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> PageContext:
    return surroundings(desk, tmp_path)


@pytest.fixture
def group(desk: Desk) -> Group:
    desk.groups.save(Group(name="Another group"))
    return desk.groups.save(Group(name="Tuesday circle"))


def shown(qtbot: QtBot, page: Page) -> Page:
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    return page


@pytest.mark.parametrize("page_type", PAGES, ids=lambda page_type: page_type.name)
def test_ctrl_p_opens_the_window_on_every_page(
    qtbot: QtBot, context: PageContext, page_type: type[Page]
) -> None:
    page = shown(qtbot, page_type(context))

    page.print_here()

    dialog = page.findChild(HandoutDialog)
    assert isinstance(dialog, HandoutDialog)
    qtbot.waitUntil(lambda: dialog.choosing is not None)
    dialog.close()
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_a_groups_page_begins_with_the_group(
    qtbot: QtBot, context: PageContext, group: Group
) -> None:
    page = GroupsPage(context, StoppedClock())
    assert page.handout_request().group_id == NO_GROUP
    shown(qtbot, page)
    page.open(group.id)

    assert page.handout_request() == HandoutRequest(group_id=group.id)
    assert page.handouts_button.isEnabled()


def test_people_begins_with_a_group_that_the_person_is_in_now(
    qtbot: QtBot, context: PageContext, group: Group, desk: Desk
) -> None:
    member = desk.members.save(Member(chosen_name="Ana"))
    page = PeoplePage(context, StoppedClock())
    shown(qtbot, page)
    page.open(member.id)
    assert page.handout_request().group_id == NO_GROUP

    joined = desk.members.join(member.id, group.id)
    assert page.handout_request().group_id == group.id

    desk.members.leave(joined, NOON.date())
    assert page.handout_request().group_id == NO_GROUP


def test_sessions_and_today_begin_with_the_session(
    qtbot: QtBot, context: PageContext, group: Group, desk: Desk
) -> None:
    session = desk.sessions.plan(group.id, NOON + timedelta(hours=2))
    sessions = SessionsPage(context, StoppedClock())
    shown(qtbot, sessions)
    sessions.open(session.id)
    today = TodayPage(context, StoppedClock())
    shown(qtbot, today)

    assert sessions.handout_request() == HandoutRequest(session_id=session.id)
    assert today.handout_request() == HandoutRequest(group_id=group.id, session_id=session.id)


def test_the_pack_of_a_session_is_one_click_away(
    qtbot: QtBot, context: PageContext, group: Group, desk: Desk
) -> None:
    session = desk.sessions.plan(group.id, NOON + timedelta(hours=2))
    page = SessionsPage(context, StoppedClock())
    shown(qtbot, page)
    page.open(session.id)

    page.view.prepare.paper.pack_button.click()

    dialog = page.findChild(HandoutDialog)
    assert isinstance(dialog, HandoutDialog)
    qtbot.waitUntil(lambda: dialog.choosing is not None)
    assert dialog.choosing is not None
    choice = dialog.choosing.choice
    assert (choice.kind, choice.session_id) == (HandoutKind.PACK, session.id)
    dialog.close()
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_the_window_loads_nothing_that_draws_before_a_job_does() -> None:
    looked_for = "{'reportlab', 'pypdfium2', 'uharfbuzz'} & set(sys.modules)"
    code = f"import sys, peerdesk.ui.dialogs.handout; print({looked_for} or 'nothing')"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "nothing"
