"""The list of sessions: what runs, what is planned, what has been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.sessions import Session, SessionState
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.sessions.group_filter import EVERY_GROUP, GroupFilter
from peerdesk.ui.pages.sessions.words import state_words
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.records import Entry, RecordList
from peerdesk.ui.wording import when_in_words

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.clock import Clock


class SessionList(QWidget):
    """A list with a filter by group. `chosen` carries a session's id."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self.filter = GroupFilter(desk)
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.list = RecordList(self.tr("Sessions"))
        self.list.chosen.connect(self.chosen)
        self._nothing = muted(self.tr("No sessions yet. Ctrl+N plans one."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._nothing, 1)

    @property
    def group_id(self) -> int:
        """The group that the list is narrowed to, or 0."""
        return self.filter.group_id

    def refresh(self, shown: int) -> bool:
        """Show what the desk holds; whether there is any session of any group."""
        self.filter.refresh()
        self._show_sessions()
        if shown and self.list.current_key != shown:
            self._choose_quietly(shown)
        return bool(self.list.entries) or bool(self._desk.sessions.recent(1))

    def show_for(self, session_id: int) -> None:
        """Make a session the current one, whatever the list was narrowed to.

        A list that is put away is filled when it is brought back.
        """
        if not any(entry.key == session_id for entry in self.list.entries):
            try:
                session = self._desk.sessions.get(session_id)
            except PeerDeskError:
                return  # the page says so where it shows the session
            if self.group_id not in {EVERY_GROUP, session.group_id}:
                self.filter.choose_quietly(EVERY_GROUP)
            if not self.isHidden():
                self.filter.refresh()
                self._show_sessions()
        self._choose_quietly(session_id)

    def choose_first(self) -> None:
        """Choose what runs, or the first entry."""
        self.list.choose_first()

    def forget_choice(self) -> None:
        """No session is current, because a new one is being planned."""
        self.list.selectionModel().clear()

    def _choose_quietly(self, session_id: int) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        try:
            self.list.choose(session_id)
        finally:
            self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _on_filter(self, _index: int) -> None:
        self._show_sessions()

    def _show_sessions(self) -> None:
        entries = tuple(self._entries())
        if entries != self.list.entries:
            bar = self.list.verticalScrollBar()
            place = bar.value()
            self.list.show_entries(entries)
            bar.setValue(place)
        self._nothing.setVisible(not entries)
        self.list.setVisible(bool(entries))

    def _entries(self) -> list[Entry]:
        now = self._clock.now()
        names = {group.id: group.name for group in self._desk.groups.all(with_archived=True)}
        sessions = self._desk.sessions.around(now, self.group_id)
        running = [each for each in sessions if each.state is SessionState.RUNNING]
        planned = [each for each in reversed(sessions) if _is_to_come(each, now)]
        past = [each for each in sessions if each not in running and each not in planned]
        entries: list[Entry] = []
        for title, some in (
            (self.tr("Running"), running),
            (self.tr("Planned"), planned),
            (self.tr("Past"), past),
        ):
            if some:
                entries.append(Entry(f"heading:{title}", title, heading=True))
                entries += [self._entry(each, names[each.group_id], now) for each in some]
        return entries

    def _entry(self, session: Session, name: str, now: datetime) -> Entry:
        over = session.state is SessionState.PLANNED and session.ends_at < now
        mark = ""  # the heading above says it
        if over:
            mark = self.tr("not noted yet")
        elif session.state is SessionState.CANCELLED:
            mark = state_words(session.state)
        return Entry(session.id, name, when_in_words(session.starts_at, now), mark)


def _is_to_come(session: Session, now: datetime) -> bool:
    """Planned, also where its date has passed, because then something is still to be done."""
    if session.state is SessionState.CANCELLED:
        return session.ends_at > now
    return session.state is SessionState.PLANNED
