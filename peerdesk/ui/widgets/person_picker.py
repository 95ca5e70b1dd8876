"""A field that finds people of the roster while a name is typed, or takes a new name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.names import one_line
from peerdesk.ui.naming import called
from peerdesk.ui.terms import second_line
from peerdesk.ui.widgets.form import Form, name_control
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerdesk.domain.directory import Listed

MOST_OFFERED = 5
LEAST_OFFERED = 2
"""So many are in sight in any case, however little room there is."""
NEW_PERSON = 0


@dataclass(frozen=True, slots=True)
class Picked:
    """Who was picked: a person of the roster, or (id 0) a new one of this name."""

    member_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PickerWords:
    """What the field is called, and the quiet line under it."""

    label: str
    help_text: str
    new_person: str
    """Has a place for the `{name}` that was typed; empty where only the roster counts."""


class PersonPicker(QWidget):
    """Type, go to the person with the arrow keys, and press Enter; or click.

    `find` is given what was typed, and gives whom to offer, the closest first.
    """

    picked = Signal(object)
    """Carries a Picked."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Listed]],
        words: PickerWords | None = None,
        *,
        opens_upwards: bool = False,
        bare: bool = False,
    ) -> None:
        """`bare` is a field among others: what it is called stands in it while it is empty."""
        super().__init__()
        self._find = find
        self._words = words or self._usual_words()
        self.room = 0
        """Pixels that those who are offered may take; 0 where it may be as many as they need."""
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a name"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self.offered = RecordList(self.tr("People found"))
        self.offered.clicked.connect(self._take_current)
        self.offered.activated_key.connect(self._take_key)
        self.offered.hide()
        entry: QWidget = self.field
        if bare:
            self.field.setPlaceholderText(self._words.label)
            name_control(self.field, self._words.label, self._words.help_text)
        else:
            entry = form = Form()
            form.add(self._words.label, self.field, help_text=self._words.help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.offered, entry) if opens_upwards else (entry, self.offered):
            column.addWidget(part)

    def take(self) -> None:
        """Pick who is current, as Enter does."""
        self._take_current()

    def _usual_words(self) -> PickerWords:
        return PickerWords(
            self.tr("&Add a person"),
            self.tr("From the roster, or a new person by the name they chose."),
            self.tr("Add “{name}” as a new person"),
        )

    def _offer(self) -> None:
        name = one_line(self.field.text())
        self.offered.setVisible(bool(name))
        if not name:
            return
        found = self._find(name)[:MOST_OFFERED]
        entries = [Entry(each.id, called(each), second_line(each, each.groups)) for each in found]
        if self._words.new_person:
            entries.append(Entry(NEW_PERSON, self._words.new_person.format(name=name)))
        elif not entries:
            entries.append(Entry(NEW_PERSON, self.tr("Nobody of that name"), heading=True))
        self.offered.resize(
            self.field.width(), self.offered.height()
        )  # how high it is depends on it
        self.offered.show_entries(entries)
        self.offered.choose(entries[0].key)
        height = sum(self.offered.sizeHintForRow(row) for row in range(len(entries)))
        height += 2 * self.offered.frameWidth() + 10
        least = self.offered.sizeHintForRow(0) * LEAST_OFFERED
        self.offered.setFixedHeight(min(height, max(self.room, least)) if self.room else height)

    def _take_key(self, _key: object) -> None:
        self._take_current()

    def _take_current(self) -> None:
        key = self.offered.current_key
        name = one_line(self.field.text())
        if not name or not isinstance(key, int):
            return
        self.field.clear()
        self.field.setFocus()
        self.picked.emit(Picked(key, name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the field move through what is offered, Enter takes it.

        Enter ends here: a window around the field would press its own button as well.
        """
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self.offered.isVisible()
        ):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take_current()
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        keys = [entry.key for entry in self.offered.entries]
        current = self.offered.current_key
        place = keys.index(current) if current in keys else -step
        self.offered.choose(keys[min(max(place + step, 0), len(keys) - 1)])
