"""Follow-ups: what is still open in the group, and what this session promised."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.members import LEADING_ROLES
from peerdesk.domain.sessions import FollowUp
from peerdesk.ui.naming import called, veiled
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.bound_form import choices, day_field, read, write
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive, narrow
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.ui.widgets.layout import Card, at_top, column, row
from peerdesk.ui.widgets.promise_row import PromiseRow
from peerdesk.ui.widgets.rows import KeyedRows

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Promise, Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

NOBODY = 0
NO_DATE, NEXT_TIME, IN_A_WEEK, ANOTHER_DAY = "none", "next", "week", "day"


class FollowUpsPart(Part):
    """What the two lists of follow-ups have in common."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.rows: KeyedRows[Promise] = KeyedRows(self._make_row, spacing=4)
        self.nothing = muted("")
        self.card = Card(self.tr("Follow-ups"))
        self.card.body.addWidget(self.nothing)
        self.card.body.addWidget(self.rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.card)

    def owner_words(self, promise: Promise) -> str:
        """Who looks after it; nothing where nobody was named."""
        if not isinstance(promise, FollowUp) or promise.owner_id is None:
            return ""
        return called(self.desk.members.get(promise.owner_id))

    def set_done(self, follow_up: FollowUp, *, done: bool) -> None:
        """Tick it, or take the tick back; a tick can be undone where it leaves the list."""
        keep = partial(self.desk.follow_ups.set_done, follow_up, done=done)
        if self.page.attempt(keep) and done:
            self.page.offer_undo(
                self.tr("Done: {what}").format(what=veiled(follow_up.text)),
                partial(self.desk.follow_ups.set_done, follow_up, done=False),
            )

    def remove(self, follow_up: FollowUp) -> None:
        """Delete it, with Undo."""
        if self.page.attempt(partial(self.desk.follow_ups.remove, follow_up)):
            self.page.offer_undo(
                self.tr("Removed: {what}").format(what=veiled(follow_up.text)),
                partial(self.desk.follow_ups.bring_back, follow_up),
            )

    def show_follow_ups(self, found: list[FollowUp], nothing: str) -> None:
        """List them, or say why there are none."""
        self.rows.show_records([(each.id, each) for each in found])
        self.nothing.setText(nothing)
        self.nothing.setVisible(not found and bool(nothing))

    def _make_row(self) -> PromiseRow:
        made = PromiseRow(self._today, self.owner_words)
        made.ticked.connect(self._on_ticked)
        made.removed.connect(self.remove)
        return made

    def _on_ticked(self, follow_up: FollowUp, done: bool) -> None:  # noqa: FBT001 - a signal's payload
        self.set_done(follow_up, done=done)

    def _today(self) -> date:
        return self.page.clock.now().date()


class OpenFollowUps(FollowUpsPart):
    """What the group's sessions promised and nobody ticked off."""

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        found = self.desk.follow_ups.of_group_open(session.group_id)
        self.show_follow_ups(found, self.tr("Nothing is open from earlier sessions."))


class SessionFollowUps(FollowUpsPart):
    """What this session promised. There is no field where the group writes nothing down."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Somebody promised to…"))
        self.text.returnPressed.connect(self._add)
        self.due = choices(
            (NO_DATE, self.tr("No date")),
            (NEXT_TIME, self.tr("By the next session")),
            (IN_A_WEEK, self.tr("In a week")),
            (ANOTHER_DAY, self.tr("On a day…")),
        )
        self.due.currentIndexChanged.connect(self._on_due)
        self.day = day_field()
        self.day.setAccessibleName(self.tr("Due on"))
        self.day.hide()
        self.add_button = button(self.tr("Add"), self._add, icon_name="plus")
        self.add_button.setAccessibleName(self.tr("Add the follow-up"))
        self.owner = narrow(choices(), 20)
        what, when = Form(), Form()
        what.add(self.tr("New follow-up"), self.text)
        what.add(self.tr("Who looks after it"), self.owner)
        when.add(self.tr("Due"), self.due)
        self._new = column(
            Adaptive(at_top(what), at_top(when), shares=(1, 0), spacing=8, least=30),
            row(self.day, self.add_button, None),
        )
        self.card.body.addWidget(self._new)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        group = self.desk.groups.get(session.group_id)
        silent = group.note_policy is NotePolicy.CONTENT_FREE
        self._new.setVisible(not silent)
        if fresh:
            self.text.clear()
            self.due.setCurrentIndex(0)
            write(self.day, self.page.clock.now().date() + timedelta(days=7))
        self._fill_owners(session, fresh=fresh)
        found = self.desk.follow_ups.of_session(session.id)
        nothing = self.tr("This group writes nothing down.") if silent else ""
        self.show_follow_ups(found, nothing)

    def set_done(self, follow_up: FollowUp, *, done: bool) -> None:
        """Here it stays in the list, so that a second click takes the tick back."""
        self.page.attempt(partial(self.desk.follow_ups.set_done, follow_up, done=done))

    def finish(self) -> None:
        """What was typed and not added is added: leaving must not lose it."""
        if self.text.text().strip() and self.page.session_id:
            self._add()

    def _add(self) -> None:
        text = self.text.text()
        if not text.strip():
            self.text.setFocus()
            return
        owner_id = self.owner.currentData() or None
        add = partial(
            self.desk.follow_ups.add, self.page.session_id, text, self._due_on(), owner_id
        )
        if self.page.attempt(add):
            self.text.clear()

    def _fill_owners(self, session: Session, *, fresh: bool) -> None:
        """Whoever leads the group, and who came; the choice stays while the same session shows."""
        chosen = NOBODY if fresh else self.owner.currentData()
        people = {
            member.id: member
            for member, membership in self.desk.members.of_group(session.group_id)
            if membership.role in LEADING_ROLES
        }
        for member_id, presence in self.desk.sessions.attendance(session.id).items():
            if presence.came:
                people.setdefault(member_id, self.desk.members.get(member_id))
        self.owner.clear()
        self.owner.addItem(self.tr("Nobody in particular"), NOBODY)
        for member in people.values():
            self.owner.addItem(called(member), member.id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(chosen)))

    def _due_on(self) -> date | None:
        today = self.page.clock.now().date()
        chosen = self.due.currentData()
        if chosen == NEXT_TIME:
            return self._next_date()
        if chosen == IN_A_WEEK:
            return today + timedelta(days=7)
        day = read(self.day)
        return day if chosen == ANOTHER_DAY and isinstance(day, date) else None

    def _next_date(self) -> date | None:
        """The group's next session, planned or by its schedule."""
        session = self.page.session()
        planned = self.desk.sessions.next_of_group(session.group_id, session.starts_at)
        group = self.desk.groups.get(session.group_id)
        dates = self.desk.groups.next_dates(group, session.starts_at, 1)
        moments = [*dates, *([planned.starts_at] if planned else [])]
        return min(moments).date() if moments else None

    def _on_due(self, _index: int) -> None:
        self.day.setVisible(self.due.currentData() == ANOTHER_DAY)
