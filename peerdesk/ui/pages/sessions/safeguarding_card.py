"""Safeguarding concerns of a session: facts, time, action, and whether the person was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.safeguarding import PersonTold, SafeguardingConcern
from peerdesk.ui.naming import called, is_masked
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.terms import weekday_words
from peerdesk.ui.widgets.bound_form import (
    BoundForm,
    choices,
    day_field,
    paragraph,
    time_field,
)
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, clear_layout, column, flowing, row

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.widgets.bound_form import Values

NOBODY = 0


class ConcernRow(QWidget):
    """A concern that was noted. `chosen` carries its id."""

    chosen = Signal(int)

    def __init__(self, concern: SafeguardingConcern, words: str) -> None:
        super().__init__()
        self._id = concern.id
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(plain(words), 1)
        control = button(self.tr("Open"), self._choose, weight="quiet")
        control.setAccessibleName(self.tr("Open the concern: {words}").format(words=words))
        line.addWidget(control)

    def _choose(self) -> None:
        self.chosen.emit(self._id)


class SafeguardingCard(Part):
    """The concerns of this session, and the one that is open, kept as typed."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._session: Session | None = None
        self._open: SafeguardingConcern | None = None
        self._rows = column(spacing=2)
        self.form = self._build_form()
        self.new_button = button(self.tr("Note a concern…"), self.begin_concern, icon_name="plus")
        self.done_button = button(self.tr("Put it away"), self.put_away)
        self.remove_button = button(self.tr("Remove this concern"), self.remove, weight="quiet")
        self.pass_on_button = button(self.tr("Note what was passed on…"), self.pass_on)
        self._editor = column(
            self.form, flowing(self.done_button, self.pass_on_button, self.remove_button)
        )
        self._editor.hide()
        card = Card(self.tr("Safeguarding"))
        card.body.addWidget(
            muted(
                self.tr(
                    "If somebody may come to harm: facts, time, what you did, and whether the "
                    "person was told first. It is kept apart from all notes, and no rule removes "
                    "it. Your organisation says whom to tell."
                )
            )
        )
        for part in (self._rows, self._editor, row(self.new_button, None)):
            card.body.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self._session = session
        if fresh:
            self.put_away()
        found = self.desk.safeguarding.of_session(session.id)
        layout = self._rows.layout()
        if layout is not None:
            clear_layout(layout)
            for concern in found:
                made = ConcernRow(concern, self._words(concern))
                made.chosen.connect(self.open_concern)
                layout.addWidget(made)
                made.show()
        self._rows.setVisible(bool(found))
        self.setEnabled(not is_masked())

    def begin_concern(self) -> None:
        """Open an empty concern; it is kept with its first word."""
        if self._session is None:
            return
        now = self.page.clock.now().replace(second=0, microsecond=0)
        self._show(SafeguardingConcern(happened_at=now, session_id=self._session.id))
        self.facts.setFocus()

    def open_concern(self, concern_id: int) -> None:
        """Open a concern that was noted before."""
        self.page.autosave.flush()
        self._show(self.desk.safeguarding.get(concern_id))
        self.facts.setFocus()

    def put_away(self) -> None:
        """Keep what was typed, and close the concern."""
        if self._editor.isVisibleTo(self):
            self.page.autosave.flush()
        self._editor.hide()
        self.new_button.show()
        self._open = None

    def pass_on(self) -> None:
        """Go where a release is noted. Whom and when it knows; the facts stay here alone."""
        self.page.autosave.flush()
        concern = self._open
        if concern is None or not concern.id:
            self.facts.setFocus()
            return
        self.put_away()
        page = "people" if concern.member_id else "groups"
        self.page.context.wishes.go.emit(page, f"concern:{concern.id}")

    def remove(self) -> None:
        """Remove the open concern, with Undo."""
        concern = self._open
        self.put_away()
        if concern is None or not concern.id:
            return
        if self.page.attempt(partial(self.desk.safeguarding.remove, concern)):
            self.page.offer_undo(
                self.tr("The concern was removed."),
                partial(self.desk.safeguarding.bring_back, concern),
            )

    def save(self) -> None:
        if self._editor.isVisibleTo(self):
            self.form.save()

    def _build_form(self) -> BoundForm:
        form = BoundForm(self.page.autosave, self._keep)
        self.facts = form.bind(
            "facts",
            self.tr("&Facts"),
            paragraph(3),
            help_text=self.tr("What you saw and heard, in the words that were said. No guesses."),
        )
        self.who = form.bind("member_id", self.tr("A&bout"), narrow(choices(), 20))
        form.bind("day", self.tr("&Day"), day_field())
        form.bind("time", self.tr("T&ime"), time_field())
        form.bind("action", self.tr("What was d&one"), paragraph(2))
        form.bind("told", self.tr("Who was &told"), QLineEdit())
        form.bind(
            "person_told",
            self.tr("Was the &person told first?"),
            choices(
                (PersonTold.NOT_YET.value, self.tr("Not yet")),
                (PersonTold.YES.value, self.tr("Yes")),
                (PersonTold.NO.value, self.tr("No, it was not safe to")),
            ),
        )
        return form

    def _show(self, concern: SafeguardingConcern) -> None:
        self._open = concern
        self._fill_people(concern)
        self.form.show_values(
            {
                "facts": concern.facts,
                "member_id": concern.member_id or NOBODY,
                "day": concern.happened_at.date(),
                "time": concern.happened_at.time(),
                "action": concern.action,
                "told": concern.told,
                "person_told": concern.person_told.value,
            },
            fresh=True,
        )
        self._editor.show()
        self.new_button.hide()

    def _fill_people(self, concern: SafeguardingConcern) -> None:
        self.who.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.who.clear()
        self.who.addItem(self.tr("Nobody in particular"), NOBODY)
        marks = self.desk.sessions.attendance(concern.session_id) if concern.session_id else {}
        came = {member_id for member_id, presence in marks.items() if presence.came}
        if concern.member_id:
            came.add(concern.member_id)
        for member in sorted(map(self.desk.members.get, came), key=called):
            self.who.addItem(called(member), member.id)
        self.who.blockSignals(False)  # noqa: FBT003 - as above

    def _keep(self, changes: Values) -> None:
        if self._open is None:
            return
        concern = self._changed(self._open, changes)
        if not (concern.id or concern.facts or concern.action or concern.told):
            return
        self._open = self.desk.safeguarding.keep(concern)

    def _changed(self, concern: SafeguardingConcern, changes: Values) -> SafeguardingConcern:
        values = dict(changes)
        day, at = values.pop("day", None), values.pop("time", None)
        moment = concern.happened_at
        moment = datetime.combine(
            day if isinstance(day, date) else moment.date(),
            at if isinstance(at, time) else moment.time(),
        )
        if "member_id" in values:
            values["member_id"] = values["member_id"] or None
        if "person_told" in values:
            values["person_told"] = PersonTold(str(values["person_told"]))
        return replace(concern, happened_at=moment, **values)  # type: ignore[arg-type] # as bound

    def _words(self, concern: SafeguardingConcern) -> str:
        when = f"{weekday_words(concern.happened_at.date())}, {concern.happened_at:%H:%M}"
        if concern.member_id is None:
            return when
        name = called(self.desk.members.get(concern.member_id))
        return self.tr("{when}, about {name}").format(when=when, name=name)
