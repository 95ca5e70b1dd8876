"""What helps somebody to take part: ticks, and words of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.access import AccessKind, AccessNeed
from peerdesk.domain.names import folded, one_line
from peerdesk.ui.contact_words import access_words, need_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.chips import Chips
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Container

    from peerdesk.ui.pages.people.page import PeoplePage

LISTED = tuple(kind for kind in AccessKind if kind is not AccessKind.OTHER)
_OWN = "own:"


class NeedsEditor(QWidget):
    """The list that everybody shares, and a field that adds to it."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__()
        self._page = page
        self._desk = page.desk
        self._needs: dict[str, AccessNeed] = {}
        self.chips = Chips()
        name_control(self.chips, self.tr("Access needs"))
        # Already now, and not only with the first person: a page is made in a quiet moment.
        self.chips.show_chips(_listed({}))
        self.chips.ticked.connect(self._on_ticked)
        self.own = QLineEdit()
        self.own.setPlaceholderText(self.tr("Something else"))
        name_control(self.own, self.tr("Another access need"))
        self.own.returnPressed.connect(self._add_own)
        self.add = button(self.tr("Add"), self._add_own, icon_name="plus")
        self.add.setAccessibleName(self.tr("Add another access need"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain(self.tr("Access needs")))
        layout.addWidget(self.chips)
        line = row(self.own, self.add)
        layout.addWidget(line)
        layout.addWidget(
            muted(self.tr("What helps in the room. What is added here is offered to everybody."))
        )

    def show_needs(self, member_id: int) -> None:
        """Show what a member needs."""
        needs = self._desk.access.of_member(member_id)
        self._needs = {self._key(need): need for need in needs}
        own = [(key, need.words, True) for key, need in self._needs.items() if need.words]
        self.chips.show_chips([*_listed(self._needs), *own])
        self._offer_known()

    def _offer_known(self) -> None:
        known = list(self._desk.access.known_words())
        completer = QCompleter(known, self.own)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.own.setCompleter(completer)

    def _key(self, need: AccessNeed) -> str:
        return f"{_OWN}{need.id}" if need.kind is AccessKind.OTHER else need.kind.value

    def _on_ticked(self, key: str, chosen: bool) -> None:  # noqa: FBT001 - a signal's payload
        if chosen:
            self._note(AccessKind(key))
            return
        need = self._needs[key]
        if self._page.attempt(partial(self._desk.access.remove, need)) and need.words:
            self._page.offer_undo(
                self.tr("“{need}” is off the list.").format(need=need_words(need)),
                partial(self._desk.access.add, need.member_id, need.kind, need.words),
            )

    def _add_own(self) -> None:
        words = one_line(self.own.text())
        if not words:
            return
        listed = [kind for kind in LISTED if folded(access_words(kind)) == folded(words)]
        kind = listed[0] if listed else AccessKind.OTHER
        if self._note(kind, words):
            self.own.clear()
            self.own.setFocus()

    def _note(self, kind: AccessKind, words: str = "") -> bool:
        member_id = self._page.shown_id or 0
        return self._page.attempt(partial(self._desk.access.add, member_id, kind, words))


def _listed(needs: Container[str]) -> list[tuple[str, str, bool]]:
    """A chip for each need that is offered to everybody."""
    return [(kind.value, access_words(kind), kind.value in needs) for kind in LISTED]
