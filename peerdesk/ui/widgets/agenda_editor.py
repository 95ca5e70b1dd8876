"""An agenda: its parts in order with their minutes, and the one that is being changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from peerdesk.domain.sessions import AgendaItem, AgendaKind
from peerdesk.ui.terms import BETWEEN, agenda_title, agenda_words, minutes_words
from peerdesk.ui.widgets.bound_form import choices, spin
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.list_editor import ListEditor, ListWords
from peerdesk.ui.widgets.records import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.widgets.autosave import Autosave
    from peerdesk.ui.widgets.bound_form import Values

Agenda = tuple[AgendaItem, ...]
FRESH_ITEM = AgendaItem(kind=AgendaKind.TOPIC, minutes=10)
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


class AgendaEditor(ListEditor[AgendaItem]):
    """The parts of an agenda, and what is said of the sum of their minutes."""

    def __init__(
        self,
        autosave: Autosave,
        keep: Callable[[Agenda], Agenda],
        words: AgendaWords,
        *,
        least: int = 0,
    ) -> None:
        super().__init__(autosave, keep, least=least)
        self._words = words
        self._length = 0
        self._begins: datetime | None = None
        self.build()

    def show_items(
        self, items: Agenda, length: int, *, fresh: bool, begins: datetime | None = None
    ) -> None:
        """Show what is kept, of `length` minutes; see `show_list`.

        Where it is known when the first part `begins`, each part says when its turn comes.
        """
        self._length = length
        self._begins = begins
        self.show_list(items, fresh=fresh)

    def list_words(self) -> ListWords:
        return ListWords(
            listed=self._words.parts,
            moving=self.tr("Alt+Up and Alt+Down move a part"),
            add=self.tr("Add a part"),
            remove=self.tr("Remove this part"),
        )

    def fields(self) -> Adaptive:
        kind_form, title_form, minutes_form = (self.new_form() for _ in range(3))
        kinds = ((kind.value, agenda_words(kind)) for kind in AgendaKind)
        self.kind = kind_form.bind("kind", self.tr("&Part"), choices(*kinds))
        self.title = title_form.bind("title", self.tr("&Called"), QLineEdit())
        self.title.setAccessibleDescription(
            self.tr("Only where it should be called something else.")
        )
        self.minutes = minutes_form.bind("minutes", self.tr("&Minutes"), spin(0, 720))
        what = Adaptive(kind_form, title_form, shares=(0, 1), spacing=8, least=WIDE_ENOUGH_FOR_TWO)
        return Adaptive(what, minutes_form, shares=(1, 0), spacing=8, least=WIDE_ENOUGH)

    def fresh_item(self) -> AgendaItem:
        return FRESH_ITEM

    def entry(self, place: int, item: AgendaItem) -> Entry:
        mark = minutes_words(item.minutes)
        if self._begins is not None:
            before = sum(each.minutes for each in self.listed[:place])
            mark = f"{self._begins + timedelta(minutes=before):%H:%M}{BETWEEN}{mark}"
        return Entry(place, agenda_title(item), mark=mark)

    def show_item(self, item: AgendaItem, *, fresh: bool) -> None:
        kind_form, title_form, minutes_form = self._forms
        kind_form.show_values({"kind": item.kind.value}, fresh=fresh)
        title_form.show_values({"title": item.title}, fresh=fresh)
        minutes_form.show_values({"minutes": item.minutes}, fresh=fresh)
        self.title.setPlaceholderText(agenda_words(item.kind))

    def changed(self, item: AgendaItem, changes: Values) -> AgendaItem:
        typed = dict(changes)
        if "kind" in typed:
            typed["kind"] = AgendaKind(str(typed["kind"]))
        return replace(item, **typed)  # type: ignore[arg-type] # each field gives its own type

    def gone_words(self, item: AgendaItem) -> str:
        return self.tr("“{title}” was removed.").format(title=agenda_title(item))

    def first_field(self) -> QLineEdit:
        return self.title

    def words_below(self) -> str:
        planned = sum(item.minutes for item in self.listed)
        return self._words.of_sum(planned, self._length)
