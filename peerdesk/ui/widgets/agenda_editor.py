"""An agenda: its parts in order with their minutes, and the one that is being changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from peerdesk.domain.sessions import AgendaItem, AgendaKind
from peerdesk.errors import PeerDeskError
from peerdesk.ui.icons import icon
from peerdesk.ui.terms import agenda_title, agenda_words, minutes_words
from peerdesk.ui.widgets.beside import Beside
from peerdesk.ui.widgets.bound_form import BoundForm, Values, choices, spin
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import column, row
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from peerdesk.ui.widgets.autosave import Autosave

Agenda = tuple[AgendaItem, ...]
FRESH_ITEM = AgendaItem(kind=AgendaKind.TOPIC, minutes=10)
LEAST_ROWS, MOST_ROWS = 3, 9
TOOL_WIDTH = 40
WIDE_ENOUGH_FOR_TWO, WIDE_ENOUGH = 22, 38
"""Widths of an m from which two, and all three, fields stand in one line."""


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """How the owner speaks of its agenda.

    The three sentences may hold `{planned}` (the sum), `{length}` (what there is) and `{over}`
    (the difference), all in minutes.
    """

    parts: str
    """What a screen reader calls the list."""
    adds_up: str
    leaves_open: str
    runs_over: str

    def of_sum(self, planned: int, length: int) -> str:
        """What is said of `planned` minutes where there are `length`."""
        if planned == length:
            sentence = self.adds_up
        else:
            sentence = self.leaves_open if planned < length else self.runs_over
        return sentence.format(planned=planned, length=length, over=abs(planned - length))


@dataclass(frozen=True, slots=True)
class Removal:
    """A part that was taken out, with what to say about it."""

    said: str
    item: AgendaItem
    place: int

    def undone(self, items: Agenda) -> Agenda:
        """`items`, whatever else was changed in them since, with the part in its place again."""
        return (*items[: self.place], self.item, *items[self.place :])


class AgendaEditor(QWidget):
    """Adds, removes, moves and changes the parts of an agenda; its owner keeps them.

    `keep` is given the changed items, and gives them back as they were kept or raises a
    PeerDeskError. `least` parts have to stay.
    """

    removed = Signal(object)
    """A Removal that was kept: the owner offers Undo and calls `put_back`."""
    failed = Signal(object)
    """The PeerDeskError of a part that could not be added, moved or removed. A refusal of what was
    typed is told by the Autosave."""

    def __init__(
        self,
        autosave: Autosave,
        keep: Callable[[Agenda], Agenda],
        words: AgendaWords,
        *,
        least: int = 0,
    ) -> None:
        super().__init__()
        self._autosave = autosave
        self._keep = keep
        self._words = words
        self._least = least
        self._items: Agenda = ()
        self._length = 0
        self._chosen = 0
        self.items = RecordList(words.parts)
        self.items.setAccessibleDescription(self.tr("Alt+Up and Alt+Down move a part"))
        self.items.chosen.connect(self._on_chosen)
        self.items.installEventFilter(self)
        self.sum = muted("")
        self.add = button(self.tr("Add a part"), self._add, icon_name="plus")
        self.up = self._tool("arrow-up", self.tr("Move up (Alt+Up)"), self._move_up)
        self.down = self._tool("arrow-down", self.tr("Move down (Alt+Down)"), self._move_down)
        self.remove = self._tool("trash-2", self.tr("Remove this part"), self._remove)
        tools = row(self.add, self.up, self.down, self.remove, None)
        # In a page that scrolls, large letters would be squeezed into a button's least height.
        tools.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Beside(column(self.items, self.sum, tools), self._fields()))

    @property
    def agenda(self) -> Agenda:
        """The items as they were last kept or shown."""
        return self._items

    def show_items(self, items: Agenda, length: int, *, fresh: bool) -> None:
        """Show what is kept, of `length` minutes; `fresh`: another agenda, so begin at the top.

        To be called within `Autosave.load`, so that filling is not taken for typing.
        """
        if fresh:
            self._chosen = 0
        fresh = fresh or len(items) != len(self._items)
        self._items, self._length = items, length
        self._show(fresh=fresh)

    def save(self) -> None:
        """Save what was typed. Raises what `keep` raises."""
        for form in self._forms:
            form.save()

    def arrange(self, items: Agenda, chosen: int) -> bool:
        """Have other items kept and show the one at `chosen`; whether they were kept."""
        before, self._chosen = self._chosen, chosen
        try:
            self._items = self._keep(items)
        except PeerDeskError as error:
            self._chosen = before
            self.failed.emit(error)
            return False
        self._autosave.load(self._show_chosen)
        return True

    def put_back(self, removal: Removal) -> None:
        """Undo a removal."""
        self._autosave.flush()
        self.arrange(removal.undone(self._items), removal.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow key moves the chosen part."""
        if (
            watched is self.items
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        ):
            moved = self._move_up if event.key() == Qt.Key.Key_Up else self._move_down
            moved()
            return True
        return super().eventFilter(watched, event)

    def _tool(self, icon_name: str, name: str, do: Callable[[], None]) -> QPushButton:
        made = button("", do, tip=name)
        made.setIcon(icon(icon_name))
        made.setFixedWidth(TOOL_WIDTH)
        # As high as the button with words; a fixed height would cut that one off instead.
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        return made

    def _fields(self) -> Adaptive:
        kind_form, title_form, minutes_form = self._forms = tuple(
            BoundForm(self._autosave, self._keep_typed) for _ in range(3)
        )
        kinds = ((kind.value, agenda_words(kind)) for kind in AgendaKind)
        self.kind = kind_form.bind("kind", self.tr("&Part"), choices(*kinds))
        self.title = title_form.bind("title", self.tr("&Called"), QLineEdit())
        self.title.setAccessibleDescription(
            self.tr("Only where it should be called something else.")
        )
        self.minutes = minutes_form.bind("minutes", self.tr("&Minutes"), spin(0, 720))
        what = Adaptive(kind_form, title_form, shares=(0, 1), spacing=8, least=WIDE_ENOUGH_FOR_TWO)
        return Adaptive(what, minutes_form, shares=(1, 0), spacing=8, least=WIDE_ENOUGH)

    def _show_chosen(self) -> None:
        self._show(fresh=True)

    def _show(self, *, fresh: bool) -> None:
        self._chosen = min(self._chosen, max(0, len(self._items) - 1))
        self._show_list()
        self._show_fields(fresh=fresh)

    def _show_list(self) -> None:
        entries = tuple(
            Entry(position, agenda_title(item), mark=minutes_words(item.minutes))
            for position, item in enumerate(self._items)
        )
        if entries != self.items.entries:
            self.items.show_entries(entries)
        if self.items.current_key != self._chosen:
            self.items.choose(self._chosen)
        rows = min(MOST_ROWS, max(LEAST_ROWS, len(entries)))
        self.items.setFixedHeight(max(34, self.items.sizeHintForRow(0)) * rows + 14)
        self._allow(self.up, self._chosen > 0)
        self._allow(self.down, self._chosen < len(self._items) - 1)
        self._allow(self.remove, len(self._items) > self._least)
        planned = sum(item.minutes for item in self._items)
        self.sum.setText(self._words.of_sum(planned, self._length))

    def _allow(self, tool: QPushButton, allowed: bool) -> None:  # noqa: FBT001 - as setEnabled
        # A button that goes grey under the keyboard would pass the focus on to the next one, and
        # the same key pressed once more would do something else.
        if not allowed and tool.hasFocus():
            self.items.setFocus()
        tool.setEnabled(allowed)

    def _show_fields(self, *, fresh: bool) -> None:
        for form in self._forms:
            form.setEnabled(bool(self._items))
        if not self._items:
            return
        item = self._items[self._chosen]
        values: tuple[Values, ...] = (
            {"kind": item.kind.value},
            {"title": item.title},
            {"minutes": item.minutes},
        )
        for form, value in zip(self._forms, values, strict=True):
            form.show_values(value, fresh=fresh)
        self.title.setPlaceholderText(agenda_words(item.kind))

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._chosen:
            self._autosave.flush()
            self._chosen = key
            self._autosave.load(self._show_chosen)

    def _keep_typed(self, changes: Values) -> None:
        typed = dict(changes)
        if "kind" in typed:
            typed["kind"] = AgendaKind(str(typed["kind"]))
        changed = replace(self._items[self._chosen], **typed)  # type: ignore[arg-type] # each field gives its own type
        before, after = self._items[: self._chosen], self._items[self._chosen + 1 :]
        self._items = self._keep((*before, changed, *after))
        self._show_list()

    def _move_up(self) -> None:
        self._swap(self._chosen - 1)

    def _move_down(self) -> None:
        self._swap(self._chosen + 1)

    def _swap(self, other: int) -> None:
        if not 0 <= other < len(self._items):
            return
        self._autosave.flush()
        items = list(self._items)
        items[self._chosen], items[other] = items[other], items[self._chosen]
        self.arrange(tuple(items), other)

    def _add(self) -> None:
        self._autosave.flush()
        place = min(self._chosen + 1, len(self._items))
        if self.arrange((*self._items[:place], FRESH_ITEM, *self._items[place:]), place):
            self.title.setFocus()

    def _remove(self) -> None:
        self._autosave.flush()
        items, place = self._items, self._chosen
        gone = items[place]
        if self.arrange((*items[:place], *items[place + 1 :]), max(0, place - 1)):
            said = self.tr("“{title}” was removed.").format(title=agenda_title(gone))
            self.removed.emit(Removal(said, gone, place))
