"""The plan of a session: its parts in order, each with its minutes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from peerdesk.domain.sessions import AgendaItem, AgendaKind, Session
from peerdesk.ui.icons import icon
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.terms import agenda_title, agenda_words, minutes_words
from peerdesk.ui.widgets.bound_form import BoundForm, Values, choices, spin
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from peerdesk.ui.pages.sessions.page import SessionsPage

Agenda = tuple[AgendaItem, ...]
FRESH_ITEM = AgendaItem(kind=AgendaKind.TOPIC, minutes=10)
LEAST_ROWS, MOST_ROWS = 3, 9


class AgendaCard(Part):
    """The parts in order and, below them, the one that is chosen."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._items: Agenda = ()
        self._edited = 0
        self.items = RecordList(self.tr("Parts of the plan"))
        self.items.setAccessibleDescription(self.tr("Alt+Up and Alt+Down move a part"))
        self.items.chosen.connect(self._on_chosen)
        self.items.installEventFilter(self)
        self.sum = muted("")
        self.up = self._tool("arrow-up", self.tr("Move up (Alt+Up)"), self._move_up)
        self.down = self._tool("arrow-down", self.tr("Move down (Alt+Down)"), self._move_down)
        self.add = button(self.tr("Add"), self._add, icon_name="plus")
        self.add.setAccessibleName(self.tr("Add a part to the plan"))
        self.remove = self._tool("trash-2", self.tr("Remove this part"), self._remove)
        card = Card(self.tr("Plan"))
        card.body.addWidget(self.items)
        card.body.addWidget(self.sum)
        card.body.addWidget(row(self.add, self.up, self.down, self.remove, None))
        card.body.addWidget(self._editor())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        before = len(self._items)
        self._items = tuple(self.desk.sessions.agenda(session.id))
        if fresh:
            self._edited = 0
        self._edited = min(self._edited, max(0, len(self._items) - 1))
        self._show_list()
        self._show_editor(fresh=fresh or before != len(self._items))
        self._say_sum(session.minutes)

    def save(self) -> None:
        for form in self._forms:
            form.save()

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
        made.setFixedWidth(40)
        return made

    def _editor(self) -> Adaptive:
        kind_form, title_form, minutes_form = self._forms = tuple(
            BoundForm(self.page.autosave, self._keep) for _ in range(3)
        )
        kinds = ((kind.value, agenda_words(kind)) for kind in AgendaKind)
        self.kind = kind_form.bind("kind", self.tr("Part"), choices(*kinds))
        self.title = title_form.bind("title", self.tr("Called"), QLineEdit())
        self.minutes = minutes_form.bind("minutes", self.tr("Minutes"), spin(0, 720))
        what = Adaptive(kind_form, title_form, shares=(0, 1), spacing=8, least=22)
        return Adaptive(what, minutes_form, shares=(1, 0), spacing=8, least=30)

    def _show_list(self) -> None:
        self.items.show_entries(
            [
                Entry(position, agenda_title(item), mark=minutes_words(item.minutes))
                for position, item in enumerate(self._items)
            ]
        )
        self.items.choose(self._edited)
        rows = min(MOST_ROWS, max(LEAST_ROWS, len(self._items)))
        self.items.setFixedHeight(max(34, self.items.sizeHintForRow(0)) * rows + 14)
        self.up.setEnabled(self._edited > 0)
        self.down.setEnabled(self._edited < len(self._items) - 1)
        self.remove.setEnabled(bool(self._items))

    def _show_editor(self, *, fresh: bool) -> None:
        for form in self._forms:
            form.setEnabled(bool(self._items))
        if not self._items:
            return
        item = self._items[self._edited]
        values: tuple[Values, ...] = (
            {"kind": item.kind.value},
            {"title": item.title},
            {"minutes": item.minutes},
        )
        for form, value in zip(self._forms, values, strict=True):
            form.show_values(value, fresh=fresh)
        self.title.setPlaceholderText(agenda_words(item.kind))

    def _say_sum(self, length: int) -> None:
        planned = sum(item.minutes for item in self._items)
        if planned == length:
            text = self.tr("Adds up to the {length} minutes of the session.")
        elif planned < length:
            text = self.tr("{planned} of {length} minutes; {over} are still open.")
        else:
            text = self.tr("{planned} minutes: {over} more than the session has.")
        self.sum.setText(text.format(planned=planned, length=length, over=abs(planned - length)))

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._edited:
            self.page.autosave.flush()
            self._edited = key
            self.page.autosave.load(self._show_chosen)

    def _show_chosen(self) -> None:
        self._show_list()
        self._show_editor(fresh=True)

    def _keep(self, changes: Values) -> None:
        typed = dict(changes)
        if "kind" in typed:
            typed["kind"] = AgendaKind(str(typed["kind"]))
        changed = replace(self._items[self._edited], **typed)  # type: ignore[arg-type] # each field gives its own type
        items = (*self._items[: self._edited], changed, *self._items[self._edited + 1 :])
        self._store(self.page.session_id, items)

    def _store(self, session_id: int, items: Agenda) -> None:
        self.desk.sessions.set_agenda(session_id, items)
        if session_id == self.page.session_id:
            self._items = tuple(self.desk.sessions.agenda(session_id))

    def _rearrange(self, items: Agenda, edited: int) -> bool:
        """Store another order and show the part that it is about."""
        self._edited = edited
        done = self.page.attempt(partial(self._store, self.page.session_id, items))
        self.page.autosave.load(self._show_chosen)
        self._say_sum(self.page.session().minutes)
        return done

    def _move_up(self) -> None:
        self._swap(self._edited - 1)

    def _move_down(self) -> None:
        self._swap(self._edited + 1)

    def _swap(self, other: int) -> None:
        if not 0 <= other < len(self._items):
            return
        self.page.autosave.flush()
        items = list(self._items)
        items[self._edited], items[other] = items[other], items[self._edited]
        self._rearrange(tuple(items), other)

    def _add(self) -> None:
        self.page.autosave.flush()
        place = min(self._edited + 1, len(self._items))
        if self._rearrange((*self._items[:place], FRESH_ITEM, *self._items[place:]), place):
            self.title.setFocus()

    def _remove(self) -> None:
        self.page.autosave.flush()
        before, place, session_id = self._items, self._edited, self.page.session_id
        if self._rearrange((*before[:place], *before[place + 1 :]), max(0, place - 1)):
            self.page.offer_undo(
                self.tr("“{title}” was removed.").format(title=agenda_title(before[place])),
                partial(self._put_back, session_id, before, place),
            )

    def _put_back(self, session_id: int, items: Agenda, place: int) -> None:
        if session_id == self.page.session_id:
            self._rearrange(items, place)
        else:
            self._store(session_id, items)
