"""What is pointed out below a note while it is typed, each with one click to mend or to keep it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.nudges import Nudge, NudgeKind, nudges_for
from peerdesk.ui.naming import is_masked
from peerdesk.ui.text_units import units
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import clear_layout, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPlainTextEdit

    from peerdesk.domain.known_names import KnownNames
    from peerdesk.domain.nudges import GentleWords

PAUSE_MILLISECONDS = 500
MOST_SHOWN = 3
"""More at once would be a wall of advice; the next ones follow when these are settled."""


class NudgeRow(QWidget):
    """One thing that is pointed out. `mended` carries what stands there instead."""

    mended = Signal(str)
    passed = Signal()

    def __init__(self, nudge: Nudge) -> None:
        super().__init__()
        self.instead = nudge.instead or self.tr("somebody")
        if nudge.kind is NudgeKind.NAME:
            words = self.tr("“{found}” is a name from the roster.")
        else:
            words = self.tr("“{found}” can be heard as a label or a verdict.")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.words = plain(words.format(found=nudge.found), style="muted")
        self.mend = button(
            self.tr("Write “{instead}”").format(instead=self.instead), self._mend, weight="quiet"
        )
        self.keep = button(self.tr("Keep it"), self.passed.emit, weight="quiet")
        self.keep.setAccessibleName(self.tr("Keep “{found}”").format(found=nudge.found))
        line.addWidget(self.words, 1)
        line.addWidget(self.mend)
        line.addWidget(self.keep)

    def _mend(self) -> None:
        self.mended.emit(self.instead)


class NudgeBar(QWidget):
    """Looks at a field after each pause in typing; empty, it takes no room.

    `list_asked` says that somebody wants to change what is pointed out.
    """

    list_asked = Signal()

    def __init__(
        self,
        field: QPlainTextEdit,
        known_names: Callable[[], KnownNames],
        gentle: Callable[[], GentleWords],
    ) -> None:
        super().__init__()
        self._field = field
        self._known_names, self._gentle = known_names, gentle
        self._names: KnownNames | None = None
        self._words: GentleWords | None = None
        self._passed: set[str] = set()
        self._shown: tuple[Nudge, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        outer.addLayout(self._rows)
        self.change_list = button(
            self.tr("Change these words…"), self.list_asked.emit, weight="quiet"
        )
        outer.addWidget(row(self.change_list, None))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look)
        field.textChanged.connect(self._pause.start)
        self.hide()

    def begin(self) -> None:
        """Another note is shown, or other people are here: look with fresh eyes."""
        self._names = self._words = None
        self._passed.clear()
        self._pause.start()

    @property
    def nudges(self) -> tuple[Nudge, ...]:
        """What is pointed out now."""
        return self._shown

    @property
    def rows(self) -> list[NudgeRow]:
        """A row for each."""
        return [each for each in self.findChildren(NudgeRow) if each.isVisibleTo(self)]

    def look(self) -> None:
        """Point out what is in the field now; nothing while names are masked."""
        self._pause.stop()
        if not self._field.isVisible():
            return  # the step was left, or PeerDesk locks: there is nobody to tell
        text = "" if is_masked() else self._field.toPlainText()
        if text and self._names is None:
            self._names = self._known_names()
        if text and self._words is None:
            self._words = self._gentle()
        found: tuple[Nudge, ...] = ()
        if text and self._names is not None and self._words is not None:
            found = nudges_for(text, self._names, self._words, self._passed)[:MOST_SHOWN]
        if [each.key for each in found] != [each.key for each in self._shown]:
            self._show_rows(found)
        self._shown = found

    def mend(self, nudge: Nudge, instead: str) -> None:
        """Put `instead` in every place of these words. Ctrl+Z in the field takes it back."""
        cursor = QTextCursor(self._field.document())
        cursor.beginEditBlock()
        for start, end in _places(self._field.toPlainText(), nudge.found):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(instead)
        cursor.endEditBlock()
        self.look()
        self._field.setFocus()

    def keep(self, nudge: Nudge) -> None:
        """Say nothing more about these words in this note."""
        self._passed.add(nudge.key)
        self.look()
        self._field.setFocus()

    def _show_rows(self, nudges: tuple[Nudge, ...]) -> None:
        clear_layout(self._rows)
        for nudge in nudges:
            made = NudgeRow(nudge)
            made.mended.connect(partial(self.mend, nudge))
            made.passed.connect(partial(self.keep, nudge))
            self._rows.addWidget(made)
            made.show()
        self.change_list.setVisible(any(each.kind is NudgeKind.LABEL for each in nudges))
        self.setVisible(bool(nudges))


def _places(text: str, found: str) -> list[tuple[int, int]]:
    """Where `found` stands as whole words, the last first, in the units in which Qt counts."""
    places = []
    start = text.find(found)
    while start >= 0:
        end = start + len(found)
        alone = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        if alone or (start == 0 and not text[end : end + 1].isalnum()):
            places.append((units(text[:start]), units(text[:end])))
        start = text.find(found, end)
    return places[::-1]
