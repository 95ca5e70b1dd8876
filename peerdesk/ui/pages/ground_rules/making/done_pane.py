"""After it was kept: print it, take it back, or go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from peerdesk.desk.makings import Kept


class DonePane(QWidget):
    """Says what was kept, and offers what comes next."""

    print_wanted = Signal()
    undo_wanted = Signal()
    open_wanted = Signal()
    group_wanted = Signal()
    session_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = plain(self.tr("This is your agreement now"), style="sectionTitle")
        self.said = plain("")
        self.print_button = button(
            self.tr("&Print it…"), self.print_wanted.emit, icon_name="printer", weight="primary"
        )
        self.open_button = button(self.tr("&Open its words"), self.open_wanted.emit)
        self.group_button = button(self.tr("&To the group"), self.group_wanted.emit)
        self.session_button = button(
            self.tr("Back to the &session"), self.session_wanted.emit, icon_name="play"
        )
        self.undo_button = button(
            self.tr("Take it &back"), self.undo_wanted.emit, icon_name="undo-2", weight="quiet"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.said)
        column.addWidget(
            row(
                self.print_button,
                self.session_button,
                self.open_button,
                self.group_button,
                self.undo_button,
                None,
            )
        )
        column.addStretch(1)

    def show_kept(self, kept: Kept, agreed: int, *, in_session: bool) -> None:
        """Say what is in force now; `in_session` while the group meets."""
        rules = counted(len(kept.version.rules), self.tr("rule"), self.tr("rules"))
        people = counted(agreed, self.tr("person has"), self.tr("people have"))
        who = (
            self.tr("{people} agreed, spoken.").format(people=people)
            if agreed
            else self.tr("Nobody's word is noted yet.")
        )
        when = self.tr("In force from today; the next look at it is on {day}.").format(
            day=full_day(kept.next_review_on)
        )
        self.said.setText(f"{rules}. {who} {when}")
        self.session_button.setVisible(in_session)
        self.undo_button.setVisible(True)
