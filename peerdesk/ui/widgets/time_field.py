"""A time of day that takes what is typed, wherever the caret was."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QTimeEdit


class TimeField(QTimeEdit):
    """The first figure that is typed replaces the hour or the minutes that the caret is in.

    Qt takes figures only where one part is marked: with all of the field marked, or the caret
    before the hour, it drops the hour that is typed, keeps the other one, and says nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed_to: int | None = None
        """Where the caret was after the last figure; elsewhere the next one begins anew."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_figure = event.text().isdigit()
        line = self.lineEdit()
        if is_figure and line.cursorPosition() != self._typed_to:
            everything = line.selectedText() == line.text()
            section = QDateTimeEdit.Section.HourSection if everything else self.currentSection()
            self.setSelectedSection(section)
        super().keyPressEvent(event)
        self._typed_to = line.cursorPosition() if is_figure else None
