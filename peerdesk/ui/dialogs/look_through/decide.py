"""One small window for a decision: until when, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from peerdesk.domain.retention import months_after
from peerdesk.ui.messages.retention import period_in_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.bound_form import choices, day_field, read
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from peerdesk.errors import PeerDeskError

OFFERED = (1, 3, 6, 12, 24, 36, 60)
A_DAY = 0
"""Stands for a day that is typed."""


class DecideDialog(Dialog):
    """Emits `decided` with the day and the reason; whoever listens closes it, or explains."""

    decided = Signal(object, str)

    def __init__(self, parent: QWidget, asked: str, today: date, months: int, *, why: bool) -> None:
        """`asked` says what is decided about; `why` whether a reason is wanted."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("When to look again"))
        self.setMinimumWidth(460)
        self._today = today
        self._busy = False
        self.banner = Banner()
        form = Form()
        self.span = form.add(
            self.tr("Look again in"),
            choices(
                *((each, period_in_words(each)) for each in OFFERED),
                (A_DAY, self.tr("On a day that I choose")),
            ),
        )
        self.day = form.add(self.tr("On"), day_field())
        self.day.setMinimumDate(_as_qt(today + timedelta(days=1)))
        self.why = form.add(
            self.tr("Why, in a few words"),
            QLineEdit(),
            help_text=self.tr(
                "Kept with the record, shown to the person who asks for their copy, and gone with "
                "it. For example: comes back in spring; asked us to; the case is still open."
            ),
        )
        form.show_row(self.why, visible=why)
        self.span.currentIndexChanged.connect(self._on_span)
        self.span.setCurrentIndex(self.span.findData(months))
        self._on_span()
        self.keep = button(
            self.tr("&Keep it") if why else self.tr("&Look then"), self._decide, weight="primary"
        )
        cancel = button(self.tr("Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain(asked))
        layout.addWidget(self.banner)
        layout.addWidget(form)
        layout.addWidget(row(None, self.keep, cancel))
        self.keep.setDefault(True)
        (self.why if why else self.span).setFocus()

    def explain(self, error: PeerDeskError) -> None:
        """Say why it was not kept."""
        self._busy = False
        self.banner.explain(error)

    def reject(self) -> None:
        """Not while it is being kept: that takes a moment for thousands of records."""
        if not self._busy:
            super().reject()

    def _on_span(self, _index: int = 0) -> None:
        months = int(self.span.currentData())
        self.day.setEnabled(months == A_DAY)
        if months != A_DAY:
            self.day.setDate(_as_qt(months_after(self._today, months)))

    def _decide(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.decided.emit(read(self.day), self.why.text())


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
