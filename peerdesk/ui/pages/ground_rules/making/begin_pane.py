"""Before the first topic: which group, which language, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from peerdesk.ui.terms import language_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import row, scrolling

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

WIDEST = 620


class BeginPane(QWidget):
    """`begun` carries the id of the group and the language."""

    begun = Signal(int, str)
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading = plain(self.tr("Make an agreement together"), style="sectionTitle")
        self.how = plain(
            self.tr(
                "You go through the topics one by one. For each there is something to ask, and "
                "wordings from other groups to take or to change. The room reads along on the "
                "second screen (F11): rules and topics, and nobody's name. Everything is kept as "
                "you type; you can stop at any moment and go on another day."
            )
        )
        form = Form()
        self.group = form.add(self.tr("Gr&oup"), narrow(QComboBox(), 20))
        self.group.currentIndexChanged.connect(self._say)
        self.language = form.add(self.tr("&Language"), narrow(QComboBox(), 20))
        self._form = form
        self.state = plain("")
        self.begin_button = button(
            self.tr("&Begin"), self._begin, icon_name="play", weight="primary"
        )
        content = QWidget()
        content.setMaximumWidth(WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for part in (self.heading, self.how, form, self.state):
            column.addWidget(part)
        column.addWidget(
            row(self.begin_button, button(self.tr("&Cancel"), self.cancelled.emit), None)
        )
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))

    def show_choices(self, group_id: int) -> None:
        """Offer the groups, with one of them chosen, and the languages that have topics."""
        self.group.clear()
        for group in self._desk.groups.all():
            self.group.addItem(group.name, group.id)
        self.group.setCurrentIndex(max(0, self.group.findData(group_id)))
        self.language.clear()
        for language in self._desk.makings.languages():
            self.language.addItem(language_words(language), language)
        self._say()

    def _say(self, *_index: object) -> None:
        group_id = self.group.currentData()
        self.begin_button.setEnabled(group_id is not None)
        if group_id is None:
            self.state.setText(self.tr("There is no group yet. Make one on the page Groups."))
            return
        begun = self._desk.makings.of_group(group_id)
        in_force = self._desk.agreements.in_force(group_id)
        flagged = len(self._desk.rule_reviews.waiting(group_id))
        self._form.show_row(self.language, visible=begun is None and in_force is None)
        words = self.tr("Go o&n") if begun is not None else self.tr("&Begin")
        self.begin_button.setText(words)
        self.begin_button.setAccessibleName(words.replace("&", ""))
        if begun is not None:
            self.state.setText(self.tr("This group has begun one. It goes on where it stopped."))
        elif in_force is not None:
            self.state.setText(
                self.tr(
                    "This group has an agreement. You start from its words; what was flagged "
                    "comes first."
                )
                if flagged
                else self.tr("This group has an agreement. You start from its words.")
            )
        else:
            self.state.setText("")
        self.state.setVisible(bool(self.state.text()))

    def _begin(self) -> None:
        self.begun.emit(self.group.currentData(), str(self.language.currentData() or ""))
