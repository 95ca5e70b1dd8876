"""A list in an order of its own, and the fields of the entry that is chosen in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui.widgets.beside import Beside
from peerdesk.ui.widgets.bound_form import BoundForm
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.dragging import DraggingList, place_between
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from peerdesk.ui.widgets.autosave import Autosave
    from peerdesk.ui.widgets.bound_form import Values
    from peerdesk.ui.widgets.records import Entry

T = TypeVar("T")
LEAST_ROWS, MOST_ROWS = 3, 9


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the list and its buttons are called."""

    listed: str
    """What a screen reader calls the list."""
    moving: str
    """That Alt with an arrow key moves an entry."""
    add: str
    remove: str


@dataclass(frozen=True, slots=True)
class Removal(Generic[T]):
    """An entry that was taken out, with what to say about it."""

    said: str
    item: T
    place: int

    def undone(self, items: tuple[T, ...]) -> tuple[T, ...]:
        """`items`, whatever else was changed in them since, with the entry in its place again."""
        return (*items[: self.place], self.item, *items[self.place :])


class ListEditor(QWidget, Generic[T]):
    """Adds, removes, moves and changes entries; its owner keeps them.

    `keep` is given the changed items, and gives them back as they were kept or raises a
    PeerDeskError. `least` entries have to stay.
    """

    removed = Signal(object)
    """A Removal that was kept: the owner offers Undo and calls `put_back`."""
    failed = Signal(object)
    """The PeerDeskError of an entry that could not be added, moved or removed. A refusal of what
    was typed is told by the Autosave."""

    def __init__(
        self,
        autosave: Autosave,
        keep: Callable[[tuple[T, ...]], tuple[T, ...]],
        *,
        least: int = 0,
    ) -> None:
        super().__init__()
        self.autosave = autosave
        self._keep = keep
        self._least = least
        self._items: tuple[T, ...] = ()
        self._chosen = 0
        self._forms: tuple[BoundForm, ...] = ()

    def build(self) -> None:
        """Make the list, its buttons and the fields; the last thing that a constructor does."""
        words = self.list_words()
        self.items = DraggingList(words.listed)
        self.items.allow_dragging(allowed=True)
        self.items.dropped.connect(self._on_dropped)
        self.items.setAccessibleDescription(words.moving)
        self.items.chosen.connect(self._on_chosen)
        self.items.installEventFilter(self)
        self.below_list = muted("")
        self.add = button(words.add, self._add, icon_name="plus")
        self.up = self._tool("arrow-up", self.tr("Move up (Alt+Up)"), self._move_up)
        self.down = self._tool("arrow-down", self.tr("Move down (Alt+Down)"), self._move_down)
        self.remove = self._tool("trash-2", words.remove, self._remove)
        tools = row(self.add, self.up, self.down, self.remove, None)
        # In a page that scrolls, large letters would be squeezed into a button's least height.
        tools.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Beside(column(self.items, self.below_list, tools), self.fields()))

    def list_words(self) -> ListWords:
        """What the list and its buttons are called."""
        raise NotImplementedError

    def fields(self) -> QWidget:
        """The fields of one entry, made once; each form comes from `new_form`."""
        raise NotImplementedError

    def fresh_item(self) -> T:
        """What is added by the button."""
        raise NotImplementedError

    def entry(self, place: int, item: T) -> Entry:
        """How an item stands in the list; its key is `place`."""
        raise NotImplementedError

    def show_item(self, item: T, *, fresh: bool) -> None:
        """Fill the fields with the chosen item."""
        raise NotImplementedError

    def changed(self, item: T, changes: Values) -> T:
        """`item` with what was typed."""
        raise NotImplementedError

    def gone_words(self, item: T) -> str:
        """What is said when `item` was removed."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where typing begins after an entry was added."""
        raise NotImplementedError

    def words_below(self) -> str:
        """What is said below the list."""
        raise NotImplementedError

    @property
    def listed(self) -> tuple[T, ...]:
        """The items as they were last kept or shown."""
        return self._items

    @property
    def chosen_item(self) -> T | None:
        """The item whose fields are shown."""
        return self._items[self._chosen] if self._items else None

    def new_form(self) -> BoundForm:
        """A form whose fields are those of the chosen item."""
        form = BoundForm(self.autosave, self._keep_typed)
        self._forms = (*self._forms, form)
        return form

    def show_list(self, items: tuple[T, ...], *, fresh: bool) -> None:
        """Show what is kept; `fresh`: another list, so begin at the top.

        To be called within `Autosave.load`, so that filling is not taken for typing.
        """
        if fresh:
            self._chosen = 0
        fresh = fresh or len(items) != len(self._items)
        self._items = items
        self._show(fresh=fresh)

    def save(self) -> None:
        """Save what was typed. Raises what `keep` raises."""
        for form in self._forms:
            form.save()

    def arrange(self, items: tuple[T, ...], chosen: int) -> bool:
        """Have other items kept and show the one at `chosen`; whether they were kept."""
        before, self._chosen = self._chosen, chosen
        try:
            self._items = self._keep(items)
        except PeerDeskError as error:
            self._chosen = before
            self.failed.emit(error)
            return False
        self.autosave.load(self._show_chosen)
        return True

    def put_back(self, removal: Removal[T]) -> None:
        """Undo a removal."""
        self.autosave.flush()
        self.arrange(removal.undone(self._items), removal.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow key moves the chosen entry."""
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
        made = only_picture(button("", do, tip=name), icon_name)
        # As high as the button with words; a fixed height would cut that one off instead.
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        return made

    def _show_chosen(self) -> None:
        self._show(fresh=True)

    def _show(self, *, fresh: bool) -> None:
        self._chosen = min(self._chosen, max(0, len(self._items) - 1))
        self._show_entries()
        for form in self._forms:
            form.setEnabled(bool(self._items))
        if self._items:
            self.show_item(self._items[self._chosen], fresh=fresh)

    def _show_entries(self) -> None:
        entries = tuple(self.entry(place, item) for place, item in enumerate(self._items))
        if entries != self.items.entries:
            self.items.show_entries(entries)
        if self.items.current_key != self._chosen:
            self.items.choose(self._chosen)
        rows = min(MOST_ROWS, max(LEAST_ROWS, len(entries)))
        self.items.setFixedHeight(max(34, self.items.sizeHintForRow(0)) * rows + 14)
        self._allow(self.up, self._chosen > 0)
        self._allow(self.down, self._chosen < len(self._items) - 1)
        self._allow(self.remove, len(self._items) > self._least)
        words = self.words_below()
        self.below_list.setText(words)
        self.below_list.setVisible(bool(words))

    def _allow(self, tool: QPushButton, allowed: bool) -> None:  # noqa: FBT001 - as setEnabled
        # A button that goes grey under the keyboard would pass the focus on to the next one, and
        # the same key pressed once more would do something else.
        if not allowed and tool.hasFocus():
            self.items.setFocus()
        tool.setEnabled(allowed)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._chosen:
            self.autosave.flush()
            self._chosen = key
            self.autosave.load(self._show_chosen)

    def _keep_typed(self, changes: Values) -> None:
        typed = self.changed(self._items[self._chosen], changes)
        before, after = self._items[: self._chosen], self._items[self._chosen + 1 :]
        self._items = self._keep((*before, typed, *after))
        self._show_entries()

    def _move_up(self) -> None:
        self._swap(self._chosen - 1)

    def _move_down(self) -> None:
        self._swap(self._chosen + 1)

    def _swap(self, other: int) -> None:
        if 0 <= other < len(self._items):
            self._move(self._chosen, other)

    def _move(self, place: int, to: int) -> None:
        self.autosave.flush()
        items = list(self._items)
        items.insert(to, items.pop(place))
        self.arrange(tuple(items), to)

    def _on_dropped(self, source: str, target: str, below: bool) -> None:  # noqa: FBT001 - a signal's
        place, to = int(source), place_between(int(source), int(target), below=below)
        if place != to:
            self._move(place, to)

    def _add(self) -> None:
        self.autosave.flush()
        place = min(self._chosen + 1, len(self._items))
        if self.arrange((*self._items[:place], self.fresh_item(), *self._items[place:]), place):
            self.first_field().setFocus()

    def _remove(self) -> None:
        self.autosave.flush()
        items, place = self._items, self._chosen
        gone = items[place]
        if self.arrange((*items[:place], *items[place + 1 :]), max(0, place - 1)):
            self.removed.emit(Removal(self.gone_words(gone), gone, place))
