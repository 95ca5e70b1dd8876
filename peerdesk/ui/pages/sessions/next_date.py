"""When the group meets again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.wording import when_in_words

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class NextDate(Part):
    """The next session, planned or not yet."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._moment: datetime | None = None
        self._group_id = 0
        self.when = plain("")
        self.plan_button = button(self.tr("Plan it"), self._plan, icon_name="calendar-days")
        self.plan_button.setAccessibleName(self.tr("Plan the next session"))
        card = Card(self.tr("Next time"))
        card.body.addWidget(self.when)
        card.body.addWidget(row(self.plan_button, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        now = self.page.clock.now()
        after = max(now, session.starts_at)
        group = self.desk.groups.get(session.group_id)
        self._group_id = group.id
        planned = self.desk.sessions.next_of_group(group.id, after)
        self._moment = None if planned else self.desk.sessions.next_unplanned(group, after)
        self.plan_button.setVisible(planned is None)
        has_date = self._moment is not None
        self.plan_button.setText(self.tr("Plan it") if has_date else self.tr("Plan a session…"))
        if planned is not None:
            when = when_in_words(planned.starts_at, now)
            self.when.setText(self.tr("{when}. It is planned.").format(when=when))
        elif self._moment is not None:
            self.when.setText(when_in_words(self._moment, now))
        else:
            self.when.setText(self.tr("The group has no fixed dates."))

    def _plan(self) -> None:
        if self._moment is None:
            self.page.begin_for(self._group_id)
            return
        try_plan = partial(self._plan_at, self._group_id, self._moment)
        self.page.attempt(try_plan)

    def _plan_at(self, group_id: int, moment: datetime) -> None:
        session = self.desk.sessions.plan(group_id, moment)
        self.page.offer_undo(
            self.tr("The next session is planned."),
            partial(self.desk.sessions.take_back_plan, session.id),
        )
