"""What can be done with the parts of a script: add, move, remove, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from peerdesk.domain.scripts import SegmentKind
from peerdesk.ui.pages.ground_rules.words import kind_words
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QPushButton


class PartTools(QWidget):
    """The buttons below the outline."""

    segment_wanted = Signal(object)
    """Carries the SegmentKind of a part to add."""
    rule_wanted = Signal()
    move_wanted = Signal(int)
    remove_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add_part = button(self.tr("Add &part"), self._open_kinds, icon_name="plus")
        self.add_rule = button(self.tr("Add r&ule"), self.rule_wanted.emit, icon_name="plus")
        self.up = self._tool("arrow-up", self.tr("Move up (Alt+Up)"), self._up)
        self.down = self._tool("arrow-down", self.tr("Move down (Alt+Down)"), self._down)
        self.remove = self._tool("trash-2", self.tr("Remove (Delete)"), self.remove_wanted.emit)
        self.undo = self._tool("undo-2", self.tr("Take back (Ctrl+Z)"), self.undo_wanted.emit)
        self._kinds = QMenu(self)
        for kind in SegmentKind:
            self._kinds.addAction(kind_words(kind)).setData(kind.value)
        self._kinds.triggered.connect(self._on_kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(row(self.add_part, self.add_rule, None, spacing=6))
        layout.addWidget(row(self.up, self.down, self.remove, self.undo, None, spacing=2))

    def allow(self, *, on_part: bool, on_rules: bool, undo: bool) -> None:
        """Which buttons have something to do."""
        for tool in (self.up, self.down, self.remove):
            tool.setEnabled(on_part)
        self.add_rule.setEnabled(on_rules)
        self.undo.setEnabled(undo)

    def _tool(self, icon_name: str, tip: str, do: Callable[[], object]) -> QPushButton:
        return only_picture(button("", do, weight="quiet", tip=tip), icon_name)

    def _open_kinds(self) -> None:
        corner = QPoint(0, -self._kinds.sizeHint().height())
        self._kinds.popup(self.add_part.mapToGlobal(corner))

    def _on_kind(self, action: QAction) -> None:
        self.segment_wanted.emit(SegmentKind(str(action.data())))

    def _up(self) -> None:
        self.move_wanted.emit(-1)

    def _down(self) -> None:
        self.move_wanted.emit(1)
