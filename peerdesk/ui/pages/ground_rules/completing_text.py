"""A text field that offers the placeholders as soon as a brace is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from peerdesk.domain.placeholders import being_typed, completions
from peerdesk.ui.pages.ground_rules.words import placeholder_words, said
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.growing import GrowingText

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

CHOSEN_BY = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
LEAST_WIDTH = 320
POPUP_FRAME = 16
"""Pixels above and below the lines, borders and padding together."""


class CompletingText(GrowingText):
    """Several lines; after `{` a list of what can be filled in, chosen by Enter, Tab or mouse."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__(lines)
        self._offered: tuple[str, ...] = ()
        self._completer = QCompleter(self)
        self._completer.setWidget(self)
        self._completer.setModel(QStringListModel(self._completer))
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setObjectName("offers")
        self._completer.setPopup(self._popup)
        name_control(self._popup, said("What can be filled in"))
        self._completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index] # the stubs know one form of it
        self.setAccessibleDescription(said("Type a brace for what can be filled in."))

    @property
    def offered(self) -> tuple[str, ...]:
        """The placeholders that are offered now."""
        return self._offered if self._popup.isVisible() else ()

    def event(self, event: QEvent) -> bool:
        """Before Qt sees it: to Qt, Tab would mean the next field."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() is QEvent.Type.KeyPress and self._popup.isVisible():
            self._on_chosen(self._popup.currentIndex())
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While something is offered, Enter takes it, as Tab does, and Escape sends it away."""
        if self._popup.isVisible() and event.key() in CHOSEN_BY:
            self._on_chosen(self._popup.currentIndex())
            return
        if self._popup.isVisible() and event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            return
        super().keyPressEvent(event)
        if event.text() and not self.isReadOnly():
            self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._popup.hide()

    def _offer(self) -> None:
        beginning = being_typed(self._before_caret())
        self._offered = completions(beginning) if beginning is not None else ()
        if not self._offered:
            self._popup.hide()
            return
        model = self._completer.model()
        if isinstance(model, QStringListModel):
            model.setStringList([placeholder_words(name) for name in self._offered])
        place = self.cursorRect()
        place.setWidth(max(LEAST_WIDTH, self._popup.sizeHintForColumn(0) + 24))
        self._completer.complete(place)
        # Qt leaves out the frame, and would cut the last line off.
        self._popup.resize(
            self._popup.width(),
            self._popup.sizeHintForRow(0) * len(self._offered) + POPUP_FRAME,
        )
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _on_chosen(self, index: QModelIndex) -> None:
        self._popup.hide()
        beginning = being_typed(self._before_caret())
        if beginning is None or not 0 <= index.row() < len(self._offered):
            return
        cursor = self.textCursor()
        # One step of undo takes all of it back.
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(beginning)
        )
        cursor.insertText(f"{self._offered[index.row()]}}}")
        self.setTextCursor(cursor)

    def _before_caret(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]
