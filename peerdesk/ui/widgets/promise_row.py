"""One thing that was promised: a tick, the words, the day, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy

from peerdesk.domain.sessions import Promise
from peerdesk.ui.naming import veiled
from peerdesk.ui.terms import BETWEEN
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column
from peerdesk.ui.widgets.rows import RecordRow, give_way
from peerdesk.ui.wording import day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QMouseEvent


class PromiseRow(RecordRow[Promise]):
    """`ticked` carries the Promise and whether it is done now; `removed` the Promise.

    `beside` says what stands after the day, such as who looks after it.
    """

    ticked = Signal(object, bool)
    removed = Signal(object)

    def __init__(
        self, today: Callable[[], date], beside: Callable[[Promise], str] | None = None
    ) -> None:
        super().__init__()
        self._today = today
        self._beside = beside
        self._record: Promise | None = None
        self._filling = False
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.setMinimumHeight(32)
        self.box.toggled.connect(self._on_ticked)
        self._words = give_way(plain(""))
        self._due = muted("")
        self.out = button("", self._remove, weight="quiet", tip=self.tr("Remove"))
        only_picture(self.out, "x")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(column(self._words, self._due, spacing=0), 1)
        line.addWidget(self.out, 0, Qt.AlignmentFlag.AlignTop)

    def fill(self, record: Promise) -> None:
        self._record = record
        self._filling = True
        what = veiled(record.text)
        self._words.setText(what)
        self.box.setChecked(record.done_at is not None)
        self._filling = False
        self.box.setAccessibleName(self.tr("Done: {what}").format(what=what))
        self.out.setAccessibleName(self.tr("Remove: {what}").format(what=what))
        due = day_in_words(record.due_on, self._today()) if record.due_on else ""
        when = self.tr("due {day}").format(day=due) if due else ""
        more = self._beside(record) if self._beside is not None else ""
        self._due.setText(BETWEEN.join(part for part in (when, more) if part))
        self._due.setVisible(bool(when or more))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words ticks as well."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.box.click()

    def _on_ticked(self, done: bool) -> None:  # noqa: FBT001 - Qt's signature
        if self._record is not None and not self._filling:
            self.ticked.emit(self._record, done)
            self.fill(self._record)  # what was refused is not shown as if it were kept

    def _remove(self) -> None:
        if self._record is not None:
            self.removed.emit(self._record)
