"""A script of 5,000 words: typing in it never waits, and the reader opens at once.

Measured in the time that the window's own thread works (`tests/pace.py`). What a disk takes for a
save comes on top, and so does whatever else a computer is busy with.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pace import Clock, steps_within, within
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.scripts import (
    ReadingForm,
    RuleItem,
    RuleTopic,
    Script,
    ScriptText,
    Segment,
    SegmentKind,
)
from peerdesk.settings import SettingsStore
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.page import Page, PageContext, Wishes
from peerdesk.ui.pages.sessions.page import SessionsPage

STALL_SECONDS = 0.05
READER_SECONDS = 0.1
SENTENCE = "We listen to {group} and nobody has to say more than feels right on the day. "
KEYS = 60


def words(number: int) -> str:
    """About so many words, in sentences."""
    return SENTENCE * (number // len(SENTENCE.split()))


PARTS = tuple(
    Segment(
        kind=SegmentKind.AGREEMENTS,
        title=f"Part {number}",
        text=words(135),
        rules=tuple(RuleItem(topic=RuleTopic.PHONES, text=words(30)) for _ in range(7)),
    )
    for number in range(15)
)
WHOLE = (Segment(kind=SegmentKind.WELCOME, title="All of it", text=words(5_000)),)


def add(desk: Desk, segments: tuple[Segment, ...]) -> Script:
    text = ScriptText(id="", language="en", title="Long", summary="", segments=segments)
    return desk.scripts.add(text)


def show(qtbot: QtBot, page: Page) -> None:
    qtbot.addWidget(page)
    page.desk.listen(page.on_change)
    page.resize(1060, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh()


def shown(work: Callable[..., object], *arguments: object) -> Callable[[], None]:
    """`work`, and all that the window then does about it."""

    def worked() -> None:
        work(*arguments)
        QApplication.processEvents()

    return worked


@pytest.fixture
def context(qapp: QApplication, desk: Desk, tmp_path: Path) -> PageContext:
    return PageContext(desk, SettingsStore(tmp_path / "settings.json"), Jobs(qapp), Wishes())


@pytest.mark.parametrize("segments", [PARTS, WHOLE], ids=["in parts", "in one part"])
def test_typing_in_5000_words_never_waits_for_50_ms(
    qtbot: QtBot, desk: Desk, context: PageContext, segments: tuple[Segment, ...]
) -> None:
    desk.groups.save(Group(name="Harbour"))
    page = GroundRulesPage(context)
    show(qtbot, page)
    page.open(add(desk, segments).id)
    page.view.outline.choose("0")
    field = page.view.segment.words
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: not context.jobs.busy)

    def typing(clock: Clock) -> None:
        for number in range(KEYS):
            clock(f"key {number}", shown(qtbot.keyClick, field, Qt.Key.Key_A))
            if number % 10 == 9:
                clock(f"remark {number}", shown(page.view.segment.remark))
                clock(f"flush {number}", shown(page.flush))

    steps_within(STALL_SECONDS, typing)
    context.jobs.wait()

    assert desk.scripts.all()[0].title == "Long"


def test_the_reader_opens_5000_words_within_100_ms(
    qtbot: QtBot, desk: Desk, context: PageContext
) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    version = desk.scripts.latest(add(desk, WHOLE).id)
    desk.sessions.choose_reading(session.id, version.id, ReadingForm.FULL)
    page = SessionsPage(context)
    show(qtbot, page)
    page.open(f"start:{session.id}")
    reader = page.view.run.reader
    fresh = desk.sessions.get(session.id)

    within(READER_SECONDS, shown(lambda: reader.show_session(fresh, fresh=True)))
