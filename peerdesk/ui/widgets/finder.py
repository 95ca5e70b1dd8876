"""Ctrl+K: one field that finds pages, groups, people, scripts and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.desk.finder import Found, find
from peerdesk.domain.names import folded
from peerdesk.ui.icons import icon
from peerdesk.ui.naming import called_by_id, veiled
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.pages.page import Page

_PLACES = {
    Kind.GROUP: "groups",
    Kind.MEMBER: "people",
    Kind.SCRIPT: "ground_rules",
    Kind.GROUP_NOTE: "notes",
    Kind.MEMBER_NOTE: "notes",
}


class FinderField(QLineEdit):
    """The search field. `chosen` carries a page's name and the key of a record on it, or None."""

    chosen = Signal(str, object)

    def __init__(self, desk: Desk, pages: tuple[type[Page], ...]) -> None:
        super().__init__()
        self._desk = desk
        self._pages = pages
        self._targets: list[tuple[str, int | str | None]] = []
        self.setPlaceholderText(self.tr("Search  (Ctrl+K)"))
        self.setMinimumHeight(36)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        name_control(
            self,
            self.tr("Search"),
            self.tr("Finds groups, people, ground rules, notes and pages while you type."),
        )
        self._results = _Results(self)
        self._results.list.activated_key.connect(self._open)
        self._results.list.clicked.connect(self._on_clicked)
        self.textEdited.connect(self._find)

    def begin(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._results.isVisible():
            self._results.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._results.isVisible():
            self._open(self._results.list.current_key)
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._results.hide()

    def _find(self, typed: str) -> None:
        wanted = folded(typed)
        entries = []
        self._targets = []
        for page in self._pages:
            if wanted and wanted in folded(page.title):
                entries.append(Entry(len(self._targets), page.title, self.tr("Page")))
                self._targets.append((page.name, None))
        for found in find(self._desk, typed):
            kind = self._kind_in_words(found.kind)
            subtitle = f"{kind} · {found.subtitle}" if found.subtitle else kind
            entries.append(Entry(len(self._targets), _title(found), veiled(subtitle)))
            self._targets.append((_PLACES[found.kind], found.key))
        if wanted and not entries:
            entries = [Entry("", self.tr("Nothing found"), heading=True)]
        if entries:
            self._results.show_below(self, entries)
        else:
            self._results.hide()

    def _kind_in_words(self, kind: Kind) -> str:
        return {
            Kind.GROUP: self.tr("Group"),
            Kind.MEMBER: self.tr("Person"),
            Kind.SCRIPT: self.tr("Ground rules"),
            Kind.GROUP_NOTE: self.tr("Session note"),
            Kind.MEMBER_NOTE: self.tr("Note about a person"),
        }[kind]

    def _on_clicked(self) -> None:
        self._open(self._results.list.current_key)

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            page, record = self._targets[key]
            self._close()
            self.chosen.emit(page, record)

    def _close(self) -> None:
        self._results.hide()
        self.clear()
        self.clearFocus()


def _title(found: Found) -> str:
    if found.kind is Kind.MEMBER and isinstance(found.key, int):
        return called_by_id(found.key, found.title)
    return veiled(found.title) if found.kind is Kind.MEMBER_NOTE else found.title


class _Results(QFrame):
    """The list under the field. It lies inside the window, so that the curtain covers it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        self.list = RecordList(self.tr("Search results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self.list)
        self.hide()

    def show_below(self, field: QWidget, entries: list[Entry]) -> None:
        """Show `entries` under the field, over whatever is there."""
        window = field.window()
        self.setParent(window)
        self.list.show_entries(entries)
        self.list.choose_first()
        place = field.mapTo(window, QPoint(0, field.height() + 4))
        height = min(460, 16 + sum(self.list.sizeHintForRow(i) for i in range(len(entries))))
        self.setGeometry(place.x(), place.y(), 460, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the selection."""
        rows = len(self.list.entries)
        row = (self.list.currentIndex().row() + by) % rows
        self.list.choose(self.list.entries[row].key)
