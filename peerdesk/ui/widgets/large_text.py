"""Words to be read aloud, at arm's length."""

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QScrollArea, QTextEdit

from peerdesk.ui.theme import current

LARGER_BY = 6
"""Points above the body size."""
BETWEEN_LINES, BETWEEN_PARAGRAPHS = 135, 10
"""Line height in percent; space below a paragraph in pixels."""


class LargeText(QTextEdit):
    """Plain paragraphs with room between the lines; a caret can walk through them.

    `pressed` gives the number of the paragraph that was clicked.
    """

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._highlighted: int | None = None
        self._larger_by = LARGER_BY
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)

    def show_paragraphs(self, paragraphs: tuple[str, ...]) -> None:
        """Show plain text from its beginning; the same words keep their scroll place."""
        self._enlarge()
        if paragraphs == self._shown:
            return
        self._shown = paragraphs
        self._highlighted = None
        self.clear()
        look = QTextBlockFormat()
        look.setLineHeight(BETWEEN_LINES, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        look.setBottomMargin(BETWEEN_PARAGRAPHS)
        cursor = self.textCursor()
        cursor.setBlockFormat(look)
        for number, paragraph in enumerate(paragraphs):
            if number:
                cursor.insertBlock(look)
            cursor.insertText(paragraph)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def highlight(self, number: int | None) -> None:
        """Mark the paragraph that is being read and bring all of it into sight, or mark none."""
        moved = number != self._highlighted
        self._highlighted = number
        if number is None:
            self.setExtraSelections([])
            return
        whole = QTextCursor(self._paragraph(number))
        whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = whole
        marked.format.setBackground(QColor(current()["tint"]))
        marked.format.setProperty(
            QTextFormat.Property.FullWidthSelection.value,
            True,  # noqa: FBT003 - Qt's signature
        )
        self.setExtraSelections([marked])
        if moved:
            self._bring_into_sight(QTextCursor(self._paragraph(number)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._highlighted is not None:
            self._bring_into_sight(QTextCursor(self._paragraph(self._highlighted)))

    def be_larger(self, points: int | None) -> None:
        """Be as many points above the body size, or as many as usual."""
        self._larger_by = LARGER_BY if points is None else points
        self._enlarge()

    def is_seen_to_its_end(self, number: int) -> bool:
        """Whether the last line of a paragraph is in sight."""
        cursor = QTextCursor(self._paragraph(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return self.cursorRect(cursor).bottom() <= self.viewport().height()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit(self.cursorForPosition(event.position().toPoint()).blockNumber())

    def _bring_into_sight(self, cursor: QTextCursor) -> None:
        """Its last line first, then its first: where both don't fit, reading begins at the top."""
        for place in (QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveOperation.StartOfBlock):
            cursor.movePosition(place)
            self.setTextCursor(cursor)
            self._bring_line_into_page()

    def _bring_line_into_page(self) -> None:
        """Scroll the page around the words too: at a large text size both scroll."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        page = around.widget() if isinstance(around, QScrollArea) else None
        if page is not None and isinstance(around, QScrollArea):
            line = self.cursorRect()
            at = self.viewport().mapTo(page, line.center())
            around.ensureVisible(0, at.y(), 0, line.height())

    def _paragraph(self, number: int) -> QTextBlock:
        return self.document().findBlockByNumber(number)

    def _enlarge(self) -> None:
        parent = self.parentWidget()
        points = (parent or self).font().pointSize() + (self._larger_by if parent else 0)
        font = self.font()
        if font.pointSize() != points:
            font.setPointSize(points)
            self.setFont(font)
