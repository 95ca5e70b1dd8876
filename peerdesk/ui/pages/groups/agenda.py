"""The agenda that every new session of a group begins with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from peerdesk.domain.sessions import AgendaItem, AgendaKind
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import agenda_title, agenda_words, minutes_words
from peerdesk.ui.widgets.beside import Beside
from peerdesk.ui.widgets.bound_form import BoundForm, Values, choices, spin
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, row
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from peerdesk.ui.pages.groups.page import GroupsPage

Agenda = tuple[AgendaItem, ...]
LEAST_ROWS = 4
FRESH_ITEM = AgendaItem(kind=AgendaKind.TOPIC, minutes=10)


class AgendaSection(Section):
    """The parts in order, and below them the one that is being changed."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self._items: Agenda = ()
        self._edited = 0
        self._sum = plain("")
        self.items = RecordList(self.tr("Parts of the agenda"))
        self.items.chosen.connect(self._on_chosen)
        self.up = button(self.tr("Up"), self._move_up, icon_name="arrow-up")
        self.down = button(self.tr("Down"), self._move_down, icon_name="arrow-down")
        self.add = button(self.tr("Add a part"), self._add, icon_name="plus")
        self.remove = button(self.tr("Remove"), self._remove, icon_name="trash-2")
        self.form = self._editor()
        self.standard = button(
            self.tr("Use the standard agenda"), self._use_standard, weight="quiet"
        )
        self.column.addWidget(
            muted(self.tr("New sessions begin with this agenda. Each can still be changed."))
        )
        parts = column(self.items, self._sum, row(self.add, self.remove, None))
        editor = column(self.form, row(self.up, self.down, None))
        self.column.addWidget(Beside(parts, editor))
        self.column.addSpacing(8)
        self.column.addWidget(row(self.standard, None))
        self.column.addStretch(1)

    def _editor(self) -> BoundForm:
        form = BoundForm(self._page.autosave, self._keep)
        kinds = ((kind.value, agenda_words(kind)) for kind in AgendaKind)
        self.kind = form.bind("kind", self.tr("&Part"), choices(*kinds))
        self.title = form.bind(
            "title",
            self.tr("&Called"),
            QLineEdit(),
            help_text=self.tr("Only where it should be called something else."),
        )
        self.minutes = form.bind("minutes", self.tr("&Minutes"), spin(0, 720))
        return form

    def show_record(self, *, fresh: bool) -> None:
        group_id = self._page.shown_id
        before = len(self._items)
        self._items = self.desk.groups.template(group_id) if group_id else ()
        if fresh:
            self._edited = 0
        self._edited = min(self._edited, max(0, len(self._items) - 1))
        self._show_list()
        self._show_editor(fresh=fresh or before != len(self._items))
        self._say_sum()

    def save(self) -> None:
        self.form.save()

    def _show_list(self) -> None:
        self.items.show_entries(
            [
                Entry(position, agenda_title(item), mark=minutes_words(item.minutes))
                for position, item in enumerate(self._items)
            ]
        )
        self.items.choose(self._edited)
        rows = max(LEAST_ROWS, len(self._items))
        self.items.setFixedHeight(max(34, self.items.sizeHintForRow(0)) * rows + 14)

    def _show_editor(self, *, fresh: bool) -> None:
        self.form.setVisible(bool(self._items))
        self.remove.setEnabled(len(self._items) > 1)
        self.up.setEnabled(self._edited > 0)
        self.down.setEnabled(self._edited < len(self._items) - 1)
        if self._items:
            item = self._items[self._edited]
            self.form.show_values(
                {"kind": item.kind, "title": item.title, "minutes": item.minutes}, fresh=fresh
            )

    def _say_sum(self) -> None:
        planned = sum(item.minutes for item in self._items)
        length = self._page.group().minutes
        if planned == length:
            text = self.tr("Adds up to the group's {length} minutes.")
        elif planned < length:
            text = self.tr("{planned} of the group's {length} minutes; {over} are left open.")
        else:
            text = self.tr("{planned} minutes, {over} more than the group's {length}.")
        self._sum.setText(text.format(planned=planned, length=length, over=abs(planned - length)))

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._edited:
            self._page.autosave.flush()
            self._edited = key
            self._page.autosave.load(self._load_chosen)

    def _load_chosen(self) -> None:
        self._show_editor(fresh=True)

    def _keep(self, changes: Values) -> None:
        typed = dict(changes)
        if "kind" in typed:
            typed["kind"] = AgendaKind(str(typed["kind"]))
        changed = replace(self._items[self._edited], **typed)  # type: ignore[arg-type] # each field gives its own type
        self._store((*self._items[: self._edited], changed, *self._items[self._edited + 1 :]))

    def _store(self, items: Agenda) -> None:
        if self._page.shown_id:
            self.desk.groups.set_template(self._page.shown_id, items)

    def _rearrange(self, items: Agenda, edited: int) -> bool:
        """Store a new order and show the part that it is about."""
        self._edited = edited
        done = self.page.attempt(partial(self._store, items))
        self._page.autosave.load(self._load_chosen)
        return done

    def _move_up(self) -> None:
        self._swap(self._edited - 1)

    def _move_down(self) -> None:
        self._swap(self._edited + 1)

    def _swap(self, other: int) -> None:
        self._page.autosave.flush()
        items = list(self._items)
        items[self._edited], items[other] = items[other], items[self._edited]
        self._rearrange(tuple(items), other)

    def _add(self) -> None:
        self._page.autosave.flush()
        place = self._edited + 1
        items = (*self._items[:place], FRESH_ITEM, *self._items[place:])
        if self._rearrange(items, place):
            self.title.setFocus()

    def _remove(self) -> None:
        self._page.autosave.flush()
        before, place = self._items, self._edited
        gone = before[place]
        if self._rearrange((*before[:place], *before[place + 1 :]), max(0, place - 1)):
            self._offer(self.tr("“{title}” was removed.").format(title=agenda_title(gone)), before)

    def _use_standard(self) -> None:
        self._page.autosave.flush()
        before = self._items
        if self._rearrange((), 0):
            self._offer(self.tr("The standard agenda is used, fitted to the group."), before)

    def _offer(self, text: str, before: Agenda) -> None:
        group_id = self._page.shown_id
        if group_id:
            self.page.offer_undo(text, partial(self.desk.groups.set_template, group_id, before))
