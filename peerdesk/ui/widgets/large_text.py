"""Words to be read aloud, at arm's length."""

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

LARGER_BY = 6
"""Points above the body size."""
BETWEEN_LINES, BETWEEN_PARAGRAPHS = 135, 10
"""Line height in percent; space below a paragraph in pixels."""


class LargeText(QTextEdit):
    """Plain paragraphs with room between the lines; a caret can walk through them."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)

    def show_paragraphs(self, paragraphs: tuple[str, ...]) -> None:
        """Show plain text from its beginning; the same words keep their scroll place."""
        self._enlarge()
        if paragraphs == self._shown:
            return
        self._shown = paragraphs
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

    def _enlarge(self) -> None:
        parent = self.parentWidget()
        points = (parent or self).font().pointSize() + (LARGER_BY if parent else 0)
        font = self.font()
        if font.pointSize() != points:
            font.setPointSize(points)
            self.setFont(font)
