"""Which group's sessions are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

EVERY_GROUP = 0


class GroupFilter(QComboBox):
    """Every group, or one of them. `currentIndexChanged` tells when a person chose another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        narrow(self)
        name_control(self, self.tr("Show sessions of"))

    @property
    def group_id(self) -> int:
        """The group that was chosen, or 0."""
        return int(self.currentData() or EVERY_GROUP)

    def refresh(self) -> None:
        """Offer the groups that there are; what was chosen stays chosen."""
        wanted = [(EVERY_GROUP, self.tr("Every group"))]
        wanted += [(group.id, group.name) for group in self._desk.groups.all(with_archived=True)]
        shown = [(self.itemData(index), self.itemText(index)) for index in range(self.count())]
        if shown == wanted:
            return
        chosen = self.group_id
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.clear()
        for group_id, name in wanted:
            self.addItem(name, group_id)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def choose_quietly(self, group_id: int) -> None:
        """Choose a group without telling, because another filter was chosen."""
        self.refresh()
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.setCurrentIndex(max(0, self.findData(group_id)))
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
