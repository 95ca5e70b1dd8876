"""Whom the list of people shows: by name, by group, and by what is open about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from peerdesk.desk.directory import PeopleQuestion
from peerdesk.domain.directory import Showing
from peerdesk.ui.icons import icon
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

EVERY_GROUP = 0


class PeopleFilters(QWidget):
    """Three fields. `changed` after any of them; `into_list` when the keyboard goes on."""

    changed = Signal()
    into_list = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a name"))
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.changed)
        self.search.returnPressed.connect(self.into_list)
        self.search.installEventFilter(self)
        name_control(self.search, self.tr("Find a name"))
        self.group = narrow(QComboBox())
        self.group.addItem(self.tr("All groups"), EVERY_GROUP)
        name_control(self.group, self.tr("Show the people of a group"))
        self.showing = narrow(QComboBox())
        for showing, words in (
            (Showing.HERE, self.tr("Who comes now")),
            (Showing.NOT_AGREED, self.tr("Not agreed yet")),
            (Showing.TO_WELCOME, self.tr("Welcome open")),
            (Showing.FOLLOW_UP_DUE, self.tr("Follow-up due")),
            (Showing.TO_CONFIRM, self.tr("Contact to check")),
            (Showing.LEFT, self.tr("Who left")),
            (Showing.EVERYBODY, self.tr("Everybody")),
        ):
            self.showing.addItem(words, showing.value)
        name_control(self.showing, self.tr("Whom to show"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.search, self.group, self.showing):
            layout.addWidget(part)
        for choice in (self.group, self.showing):
            choice.currentIndexChanged.connect(self.changed)

    def question(self) -> PeopleQuestion:
        """What is asked for now."""
        return PeopleQuestion(
            self.search.text(), self.group.currentData() or EVERY_GROUP, self._showing()
        )

    def show_all(self, showing: Showing) -> None:
        """Show this of every group and name."""
        self.search.clear()
        self.group.setCurrentIndex(0)
        self.showing.setCurrentIndex(self.showing.findData(showing.value))

    @property
    def group_name(self) -> str:
        """The group that the list is filtered by, or nothing."""
        return self.group.currentText() if self.group.currentData() else ""

    def refresh_groups(self) -> None:
        """Offer the groups that there are now."""
        groups = [(group.id, group.name) for group in self._desk.groups.all()]
        offered = range(1, self.group.count())
        if groups == [(self.group.itemData(n), self.group.itemText(n)) for n in offered]:
            return
        chosen = self.group.currentData()
        blocked = self.group.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while self.group.count() > 1:
            self.group.removeItem(1)
        for group_id, name in groups:
            self.group.addItem(name, group_id)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        self.group.blockSignals(blocked)

    def _showing(self) -> Showing:
        return Showing(self.showing.currentData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down in the field goes into the list."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.into_list.emit()
            return True
        return super().eventFilter(watched, event)
