"""Wordings to pick from, each with a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from peerdesk.ui.pages.ground_rules.words import said
from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QListWidgetItem

FRAME = 12
"""Pixels of border and padding around the lines."""
BESIDE_WORDS = 16
"""Pixels of padding and spacing at both sides of a wording, as the theme has them."""


class Suggestions(QListWidget):
    """As high as its wordings. 1 to 9, Enter or a click picks one; other letters are typed on.

    `picked` carries the number of a wording, from 0; `typed` what goes into the field for words.
    """

    picked = Signal(int)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.wordings: tuple[str, ...] = ()
        self.setObjectName("suggestions")
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        name_control(
            self,
            said("Wordings from other groups"),
            said("1 to 9 takes one, Enter the current one. Any letter begins your own words."),
        )
        self.itemClicked.connect(self._on_clicked)

    def show_wordings(self, wordings: tuple[str, ...]) -> None:
        """Offer these, numbered from 1."""
        self.wordings = wordings
        self.clear()
        for number, words in enumerate(wordings, start=1):
            self.addItem(f"{number}   {words}")
        if wordings:
            self.setCurrentRow(0)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if plain and text.isdigit() and 0 < int(text) <= self.count():
            self.picked.emit(int(text) - 1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.picked.emit(self.currentRow())
        elif plain and text.isprintable() and text.strip():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(self.row(item))

    def _fit(self) -> None:
        self.doItemsLayout()
        lines = (self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        height = sum(lines) + 2 * self.spacing() * (self.count() + 1) + FRAME
        if height != self.height():
            self.setFixedHeight(height)


class _Wrapped(QStyledItemDelegate):
    """Breaks lines where they are drawn: Qt measures a wording as if it had no padding."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        measured = QStyleOptionViewItem(option)
        room = QRect(measured.rect)
        room.setWidth(room.width() - BESIDE_WORDS)
        measured.rect = room
        return super().sizeHint(measured, index)
