"""Plain Markdown lightly formatted while it is typed: the words stay where they are.

Nothing changes its size, so no line moves under the cursor; what only marks the form is quiet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat

from peerdesk.domain.light_markdown import Form, formed
from peerdesk.ui.text_units import units
from peerdesk.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

_COLOURS = {
    Form.HEADING: "text",
    Form.LIST_MARK: "accent",
    Form.STRONG: "text",
    Form.MARKER: "muted",
}


class LightFormatting(QSyntaxHighlighter):
    """Formats one field, which owns it, and does so anew when the theme changes."""

    def __init__(self, field: QPlainTextEdit) -> None:
        super().__init__(field.document())
        self._field = field
        field.installEventFilter(self)

    def highlightBlock(self, text: str) -> None:
        for part in formed(text):
            begin, end = units(text[: part.begin]), units(text[: part.end])
            self.setFormat(begin, end - begin, _shown(part.form))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """New colours are no change by a person: nothing is told of it, nothing is saved."""
        if watched is self._field and event.type() is QEvent.Type.PaletteChange:
            with QSignalBlocker(self._field):
                self.rehighlight()
        return super().eventFilter(watched, event)


def _shown(form: Form) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(current()[_COLOURS[form]]))
    if form is not Form.MARKER:
        made.setFontWeight(QFont.Weight.Bold)
    return made
