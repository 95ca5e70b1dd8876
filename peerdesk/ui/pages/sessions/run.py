"""Step 2: the session itself, with as little to look at as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.sessions import SessionState
from peerdesk.ui.pages.sessions.attendance import AttendancePane
from peerdesk.ui.pages.sessions.note_pane import NotePane
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.plan_side import PlanSide
from peerdesk.ui.pages.sessions.reader import ReaderPane
from peerdesk.ui.room.wall import Wall
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.layout import column, scrolling

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

SIDE_BY_SIDE_FROM = 52
"""Widths of an m; below it the tabs come first, since that is what a large text is for."""
LEAST_LINES = 22
"""Lines of text that a tab is high; where the window is lower, the step scrolls."""


class RunStep(Part):
    """The plan at the side; who is here, what is read, and a note as tabs."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._session: Session | None = None
        self.plan = PlanSide(page)
        self.attendance = AttendancePane(page)
        self.wall = Wall(page)
        self.reader = ReaderPane(page, self.wall)
        self.note = NotePane(page)
        self.note.setContentsMargins(0, 8, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        name_control(self.tabs.tabBar(), self.tr("Parts of the running session"))
        self.tabs.addTab(self.attendance, self.tr("Who is here"))
        self.tabs.addTab(self.reader, self.tr("Read"))
        self.tabs.addTab(self.note, self.tr("Note"))
        self.tabs.currentChanged.connect(self._on_tab)
        self.tabs.setMinimumHeight(self.fontMetrics().lineSpacing() * LEAST_LINES)
        both = Adaptive(
            self.plan, self.tabs, shares=(2, 5), least=SIDE_BY_SIDE_FROM, second_on_top=True
        )
        both.turned.connect(self.plan.show_list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(column(both)))

    def show_session(self, session: Session, *, fresh: bool) -> None:
        moved = self._session is None or self._session.id != session.id
        self._session = session
        group = self.desk.groups.get(session.group_id)
        may_note = group.note_policy is not NotePolicy.CONTENT_FREE
        self.tabs.setTabVisible(2, may_note)
        if moved:
            self.tabs.setCurrentIndex(0)
            self.wall.clear()
        if moved or session.state is not SessionState.RUNNING:
            self.wall.put_away()
        self.plan.show_session(session, fresh=fresh)
        self.attendance.show_session(session, fresh=fresh)
        self.reader.show_session(session, fresh=moved)
        if may_note and self.tabs.currentWidget() is self.note:
            self.note.show_session(session, fresh=fresh)

    def finish(self) -> None:
        self.plan.finish()
        self.attendance.finish()
        self.note.finish()

    def begin(self) -> None:
        self.attendance.begin()

    def _on_tab(self, _index: int) -> None:
        if self._session is None:
            return
        self.note.finish()
        if self.tabs.currentWidget() is self.note:
            self.note.show_session(self._session, fresh=True)
