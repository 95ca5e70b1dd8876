"""Ctrl+K: one field that finds pages, commands, groups, people, scripts, sessions and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.desk.finder import Found, find
from peerdesk.domain.names import folded
from peerdesk.ui.clock import Clock, SystemClock
from peerdesk.ui.icons import icon
from peerdesk.ui.naming import called_by_id, veiled
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.pages.page import Page

Target = tuple[str, int | str | None] | QAction
"""A page with the key of a record on it, or a command."""
WIDTH, EDGE = 460, 2
"""Pixels of the list of what was found, and around it."""
FEWEST_LETTERS = 2
"""Of a command, so that one letter does not list them all."""
_PLACES = {
    Kind.GROUP: "groups",
    Kind.MEMBER: "people",
    Kind.SCRIPT: "ground_rules",
    Kind.SESSION: "sessions",
    Kind.GROUP_NOTE: "notes",
    Kind.MEMBER_NOTE: "notes",
}


class FinderField(QLineEdit):
    """The search field. `chosen` carries a page's name and the key of a record on it, or None."""

    chosen = Signal(str, object)

    def __init__(
        self, desk: Desk, pages: tuple[type[Page], ...], clock: Clock | None = None
    ) -> None:
        super().__init__()
        self._desk = desk
        self._pages = pages
        self._clock = clock or SystemClock()
        self._commands: tuple[QAction, ...] = ()
        self._targets: list[Target] = []
        self.setPlaceholderText(self.tr("Search  (Ctrl+K)"))
        self.setMinimumHeight(36)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        name_control(
            self,
            self.tr("Search"),
            self.tr(
                "Finds pages, commands, groups, people, ground rules, sessions and notes while "
                "you type. A session is found by its day as well: 24 nov, tuesday, 2026-11-24."
            ),
        )
        self._results = _Results(self)
        self._results.list.activated_key.connect(self._open)
        self._results.list.clicked.connect(self._on_clicked)
        self.textEdited.connect(self._find)

    def offer_commands(self, actions: Iterable[QAction]) -> None:
        """Find these actions by their names too; those that lead to a page are found as pages."""
        self._commands = tuple(
            each for each in actions if each.text() and not each.data() and each.menu() is None
        )

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
        self._targets = []
        entries: list[Entry] = []
        for entry, target in (*self._pages_called(wanted), *self._commands_called(wanted)):
            entries.append(replace(entry, key=len(self._targets)))
            self._targets.append(target)
        for found in find(self._desk, typed, self._clock.now()):
            title, subtitle = _title(found), self._subtitle(found)
            entries.append(Entry(len(self._targets), title, veiled(subtitle)))
            self._targets.append((_PLACES[found.kind], found.key))
        if wanted and not entries:
            entries = [Entry("", self.tr("Nothing found"), heading=True)]
        if entries:
            self._results.show_below(self, entries)
        else:
            self._results.hide()

    def _pages_called(self, wanted: str) -> Iterator[tuple[Entry, Target]]:
        for page in self._pages:
            if wanted and wanted in folded(page.title):
                yield Entry("", page.title, self.tr("Page")), (page.name, None)

    def _commands_called(self, wanted: str) -> Iterator[tuple[Entry, Target]]:
        """Commands in whose names each word typed begins one."""
        for action in self._commands:
            name = action.text().replace("&", "")
            words = folded(name).split()
            if (
                len(wanted) >= FEWEST_LETTERS
                and action.isEnabled()
                and all(any(word.startswith(each) for word in words) for each in wanted.split())
            ):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Entry("", name, " · ".join(filter(None, (self.tr("Command"), keys)))), action

    def _subtitle(self, found: Found) -> str:
        kind = self._kind_in_words(found.kind)
        told = found.subtitle
        if found.when is not None:
            told = f"{found.when:%A} {found.when.day} {found.when:%B %Y, %H:%M}"
        return f"{kind} · {told}" if told else kind

    def _kind_in_words(self, kind: Kind) -> str:
        return {
            Kind.GROUP: self.tr("Group"),
            Kind.MEMBER: self.tr("Person"),
            Kind.SCRIPT: self.tr("Ground rules"),
            Kind.SESSION: self.tr("Session"),
            Kind.GROUP_NOTE: self.tr("Session note"),
            Kind.MEMBER_NOTE: self.tr("Note about a person"),
        }[kind]

    def _on_clicked(self) -> None:
        self._open(self._results.list.current_key)

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            target = self._targets[key]
            self._close()
            if isinstance(target, QAction):
                target.trigger()
            else:
                self.chosen.emit(*target)

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
        self.setObjectName("over")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self.list = RecordList(self.tr("Search results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self.list)
        self.hide()

    def show_below(self, field: QWidget, entries: list[Entry]) -> None:
        """Show `entries` under the field, over whatever is there."""
        window = field.window()
        self.setParent(window)
        self.resize(WIDTH, self.height())
        self.list.resize(WIDTH - 2 * EDGE, self.list.height())  # how high it is depends on it
        self.list.show_entries(entries)
        self.list.choose_first()
        place = field.mapTo(window, QPoint(0, field.height() + 4))
        height = min(460, 16 + sum(self.list.sizeHintForRow(i) for i in range(len(entries))))
        self.setGeometry(place.x(), place.y(), WIDTH, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the selection."""
        rows = len(self.list.entries)
        row = (self.list.currentIndex().row() + by) % rows
        self.list.choose(self.list.entries[row].key)
