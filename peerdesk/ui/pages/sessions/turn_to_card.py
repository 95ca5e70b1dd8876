"""Where to turn tonight, and when somebody last made sure that it is still right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.ui.pages.sessions.distress import checked_words
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.rows import give_way

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class TurnToCard(Part):
    """The group's lines and places; the same ones are on the distress card."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._group_id = 0
        self.listed = give_way(plain(""))
        self.checked = give_way(muted(""))
        self.check = button(self.tr("Checked today"), self._check, icon_name="check")
        self.go_button = button(self.tr("Change them"), self._go, weight="quiet")
        card = Card(self.tr("Where to turn in a crisis"))
        card.body.addWidget(self.listed)
        card.body.addWidget(self.checked)
        card.body.addWidget(row(self.check, self.go_button, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        self._group_id = session.group_id
        today = self.page.clock.now().date()
        listed = [
            each
            for each in self.desk.crisis_resources.of_group(session.group_id)
            if not each.is_blank
        ]
        self.listed.setText(
            "\n\n".join(each.line for each in listed)
            or self.tr("The group has nothing here yet: a line to call, a place to go.")
        )
        words = checked_words(listed, today)
        self.checked.setText(words)
        self.checked.setVisible(bool(words))
        self.check.setVisible(any(not each.is_checked(today) for each in listed))
        text = self.tr("Change them") if listed else self.tr("Add one")
        self.go_button.setText(text)
        self.go_button.setAccessibleName(text)

    def _check(self) -> None:
        today = self.page.clock.now().date()
        resources = self.desk.crisis_resources
        days = {each.uid: today for each in resources.of_group(self._group_id)}
        before = {each.uid: each.checked_on for each in resources.of_group(self._group_id)}
        if self.page.attempt(partial(resources.set_checked, self._group_id, days)):
            self.page.offer_undo(
                self.tr("Noted as checked today."),
                partial(resources.set_checked, self._group_id, before),
            )

    def _go(self) -> None:
        self.page.context.wishes.go.emit("groups", self._group_id)
