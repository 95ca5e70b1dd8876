"""Which lines of the log are wanted: a kind, a span of days, a key, a word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.log import LogGroup, LogKind, LogQuestion
from peerdesk.domain.names import folded
from peerdesk.ui.icons import icon
from peerdesk.ui.messages.log import GROUPS, kind_in_words, opener_in_words
from peerdesk.ui.widgets.buttons import LEAST_TARGET
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.layout import flowing

if TYPE_CHECKING:
    from peerdesk.desk.log import Log

ANY, BETWEEN = 0, -1
"""Days back from today that the list of spans stands for; the two that are none."""


class QuestionBar(QWidget):
    """`changed` after each choice; nothing chosen finds every line."""

    changed = Signal()

    def __init__(self, log: Log, today: date) -> None:
        super().__init__()
        self._log = log
        self._today = today
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Search in the log"))
        self.words.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.words.setClearButtonEnabled(True)
        name_control(self.words, self.tr("Search in the log"))
        self.group = self._choice(self.tr("What it is about"))
        self.group.addItem(self.tr("Everything"), None)
        for group in LogGroup:
            self.group.addItem(GROUPS[group], group)
        self.span = self._choice(self.tr("When"))
        for days, words in (
            (ANY, self.tr("Any day")),
            (1, self.tr("Today")),
            (7, self.tr("Last 7 days")),
            (30, self.tr("Last 30 days")),
            (365, self.tr("Last 12 months")),
            (BETWEEN, self.tr("From … to …")),
        ):
            self.span.addItem(words, days)
        self.opener = self._choice(self.tr("Opened by"))
        self.since = self._day(self.tr("From this day"), today - timedelta(days=30))
        self.until = self._day(self.tr("To this day"), today)
        self._lay_out()
        self.words.textChanged.connect(self.changed)
        for choice in (self.group, self.opener):
            choice.currentIndexChanged.connect(self.changed)
        self.span.currentIndexChanged.connect(self._on_span)
        self._on_span()

    def refresh(self) -> None:
        """Offer every key that the vault was ever open by, and keep what is chosen."""
        chosen = self.opener.currentData()
        self.opener.blockSignals(True)  # noqa: FBT003 - Qt's own interface
        self.opener.clear()
        self.opener.addItem(self.tr("Anybody"), None)
        for label in self._log.openers():
            self.opener.addItem(opener_in_words(label), label)
        self.opener.setCurrentIndex(max(0, self.opener.findData(chosen)))
        self.opener.blockSignals(False)  # noqa: FBT003 - as above

    @property
    def question(self) -> LogQuestion:
        """What is chosen now."""
        days = int(self.span.currentData())
        since, until = None, None
        if days == BETWEEN:
            since, until = _python_date(self.since), _python_date(self.until)
        elif days != ANY:
            since = self._today - timedelta(days=days - 1)
        return LogQuestion(
            group=self.group.currentData(),
            since=since,
            until=until,
            opened_by=self.opener.currentData(),
            wanted=self._wanted(),
        )

    def _wanted(self) -> frozenset[tuple[LogKind, str]] | None:
        """The kinds of lines in whose words the search stands."""
        typed = folded(self.words.text())
        if not typed:
            return None
        return frozenset(
            (kind, subject)
            for kind, subject in self._log.kinds()
            if typed in folded(kind_in_words(kind, subject))
        )

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setMinimumHeight(LEAST_TARGET)
        name_control(made, name)
        return made

    def _day(self, name: str, day: date) -> QDateEdit:
        made = QDateEdit(QDate(day.year, day.month, day.day))
        made.setCalendarPopup(True)
        made.setMinimumHeight(LEAST_TARGET)
        name_control(made, name)
        made.dateChanged.connect(self.changed)
        return made

    def _lay_out(self) -> None:
        self.words.setMinimumHeight(LEAST_TARGET)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(flowing(self.group, self.span, self.since, self.until, self.opener))

    def _on_span(self) -> None:
        between = self.span.currentData() == BETWEEN
        self.since.setVisible(between)
        self.until.setVisible(between)
        self.changed.emit()


def _python_date(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
