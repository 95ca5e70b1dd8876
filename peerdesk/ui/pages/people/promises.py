"""What was promised to one person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from peerdesk.ui.naming import veiled
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.optional_day import OptionalDay
from peerdesk.ui.widgets.promise_row import PromiseRow
from peerdesk.ui.widgets.rows import KeyedRows

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.sessions import MemberFollowUp, Promise
    from peerdesk.ui.pages.people.page import PeoplePage


class PromisesCard(Card):
    """Rows to tick, and a field that adds one."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(self.tr("Follow-ups"))
        self._page = page
        self._desk = page.desk
        self.rows: KeyedRows[Promise] = KeyedRows(self._make_row, spacing=4)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("We promised them to…"))
        self.text.returnPressed.connect(self._add)
        name_control(self.text, self.tr("New follow-up"))
        self.due = OptionalDay(self.tr("D&ue on"), self.tr("Due on"))
        self.add = button(self.tr("Add"), self._add, icon_name="plus")
        self.add.setAccessibleName(self.tr("Add the follow-up"))
        self.body.addWidget(self.rows)
        self.body.addWidget(row(self.text, self.add))
        self.body.addWidget(self.due)

    def show_promises(self, member_id: int, *, fresh: bool) -> None:
        """Show what was promised to somebody."""
        if fresh:
            self.text.clear()
            self.due.show_value(None, self._today())
        found = self._desk.member_follow_ups.of_member(member_id) if member_id else []
        self.rows.show_records([(each.id, each) for each in found])

    def finish(self) -> None:
        """What was typed and not added is added: leaving must not lose it."""
        if self.text.text().strip() and self._page.shown_id:
            self._add()

    def _make_row(self) -> PromiseRow:
        made = PromiseRow(self._today)
        made.ticked.connect(self._on_ticked)
        made.removed.connect(self._on_removed)
        return made

    def _today(self) -> date:
        return self._page.clock.now().date()

    def _add(self) -> None:
        text, member_id = self.text.text(), self._page.shown_id or 0
        if not text.strip():
            self.text.setFocus()
            return
        add = partial(self._desk.member_follow_ups.add, member_id, text, self.due.value())
        if self._page.attempt(add):
            self.text.clear()
            self.due.show_value(None, self._today())

    def _on_ticked(self, promise: MemberFollowUp, done: bool) -> None:  # noqa: FBT001 - a signal's payload
        self._page.attempt(partial(self._desk.member_follow_ups.set_done, promise, done=done))

    def _on_removed(self, promise: MemberFollowUp) -> None:
        if self._page.attempt(partial(self._desk.member_follow_ups.remove, promise)):
            self._page.offer_undo(
                self.tr("Removed: {what}").format(what=veiled(promise.text)),
                partial(self._desk.member_follow_ups.bring_back, promise),
            )
