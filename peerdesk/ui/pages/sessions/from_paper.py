"""A session that took place already, noted on one side: who came, what was read, a few words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from peerdesk.desk.afterwards import close_from_paper, take_back_paper
from peerdesk.desk.changes import Kind
from peerdesk.desk.reading import offers
from peerdesk.domain.log import LogKind
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import Presence
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.arrivals import Arrivals
from peerdesk.ui.pages.sessions.note_pane import NotePane
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.terms import form_words
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive, narrow
from peerdesk.ui.widgets.flow import FlowLayout
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card, at_top, clear_layout, column, row, scrolling
from peerdesk.ui.widgets.rows import OneLine, give_way
from peerdesk.ui.wording import when_in_words

if TYPE_CHECKING:
    from peerdesk.domain.members import Member
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

NOTHING = 0
"""In the list of scripts: nothing was read."""
SIDE_BY_SIDE_FROM = 46
LEAST_HEADING = 40
"""Widths of an m below which the buttons stand under the heading."""


class WhoCame(Part):
    """A tick for each person of the group, kept at once, and whoever came beside them."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._session_id = 0
        self._members: tuple[tuple[Member, str], ...] = ()
        self.boxes: dict[int, QCheckBox] = {}
        self.count = muted("")
        ticks = QWidget()
        self._ticks = FlowLayout(ticks)
        self.everybody = button(self.tr("&Everybody came"), self._mark_everybody)
        self.arrivals = Arrivals(page)
        card = Card(self.tr("Who came"))
        for widget in (self.count, ticks, row(self.everybody, None), self.arrivals):
            card.body.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self._session_id = session.id
        marks = self.desk.sessions.attendance(session.id)
        self._offer(self._people(session, marks))
        came = 0
        for member_id, box in self.boxes.items():
            presence = marks.get(member_id)
            is_here = presence is not None and presence.came
            came += is_here
            box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.setChecked(is_here)
            box.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.everybody.setVisible(came < len(self.boxes))
        self.count.setText(
            self.tr("{n} of {all} came. Whoever has no tick was not there.").format(
                n=came, all=len(self.boxes)
            )
            if self.boxes
            else self.tr("Nobody was in this group then. Add whoever came by the name they chose.")
        )
        self.arrivals.show_session(session, fresh=fresh)

    def _people(self, session: Session, marks: dict[int, Presence]) -> list[Member]:
        """Who is in the group, who was then, and who was marked all the same."""
        people = self.desk.members.of_group_around(session.group_id, session.starts_at.date())
        known = {member.id for member in people}
        return people + [self.desk.members.get(each) for each in marks if each not in known]

    def _offer(self, people: list[Member]) -> None:
        wanted = tuple((member, called(member)) for member in people)
        if wanted == self._members:
            return
        self._members = wanted
        clear_layout(self._ticks)
        self.boxes = {}
        for member, name in wanted:
            box = QCheckBox(name.replace("&", "&&"))
            box.setAccessibleName(name)
            box.toggled.connect(partial(self._mark, member.id))
            self.boxes[member.id] = box
            self._ticks.addWidget(box)
        self.arrivals.follow_by_tab((*self.boxes.values(), self.everybody))

    def _mark(self, member_id: int, came: bool) -> None:  # noqa: FBT001 - a signal's argument
        presence = Presence.PRESENT if came else None
        self.page.attempt(partial(self.desk.sessions.mark, self._session_id, member_id, presence))

    def _mark_everybody(self) -> None:
        self.page.attempt(self._keep_everybody)

    def _keep_everybody(self) -> None:
        left = [member_id for member_id, box in self.boxes.items() if not box.isChecked()]
        with self.desk.change(LogKind.CHANGED, Kind.ATTENDANCE):
            for member_id in left:
                self.desk.sessions.mark(self._session_id, member_id, Presence.PRESENT)


class WhatWasRead(Part):
    """A script version and its form, or nothing."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.script = narrow(choices())
        self.form = choices(*((form.value, form_words(form)) for form in ReadingForm))
        self.script.currentIndexChanged.connect(self._on_chosen)
        form = Form()
        form.add(self.tr("Script"), self.script)
        form.add(self.tr("Form"), self.form)
        card = Card(self.tr("What was read"))
        card.body.addWidget(form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    @property
    def chosen(self) -> tuple[int, ReadingForm] | None:
        """The version and the form, or None where nothing was read."""
        version_id = int(self.script.currentData() or NOTHING)
        return (version_id, ReadingForm(self.form.currentData())) if version_id else None

    def show_session(self, session: Session, *, fresh: bool) -> None:
        if not fresh:
            return
        in_force = self.desk.agreements.in_force(session.group_id)
        then = (
            in_force.version.id
            if in_force and in_force.agreement.in_force_from <= session.starts_at.date()
            else NOTHING
        )
        self.script.clear()
        self.script.addItem(self.tr("Nothing was read"), NOTHING)
        for offer in offers(self.desk, session):
            text = (
                self.tr("{title}, version {n}, as agreed")
                if offer.in_force
                else self.tr("{title}, version {n}")
            )
            self.script.addItem(
                text.format(title=offer.script.title, n=offer.version.number), offer.version.id
            )
        chosen = session.version_id or then
        self.script.setCurrentIndex(max(0, self.script.findData(chosen)))
        self._on_chosen()

    def _on_chosen(self, _index: int = 0) -> None:
        self.form.setEnabled(self.chosen is not None)


class FromPaper(Part):
    """Everything is kept as it is entered; one button closes the session as of its own evening."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._heading = OneLine("sectionTitle")
        self._when = give_way(muted(""))
        self.who = WhoCame(page)
        self.read = WhatWasRead(page)
        self.note = NotePane(page)
        self.close_button = button(
            self.tr("&That is all: close it"), self._close, icon_name="check", weight="primary"
        )
        self.later_button = button(self.tr("Later"), page.show_chosen, weight="quiet")
        self.later_button.setAccessibleName(self.tr("Go on with this later"))
        note_card = Card(self.tr("Note"))
        note_card.body.addWidget(self.note)
        left = at_top(self.who)
        right = at_top(column(self.read, note_card, spacing=12))
        content = column(
            plain(self.tr("What you enter is kept at once, and nothing has to be filled in.")),
            Adaptive(left, right, least=SIDE_BY_SIDE_FROM, spacing=12),
            spacing=12,
        )
        content.setContentsMargins(0, 0, 8, 0)
        self._area = scrolling(at_top(content))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        heading = column(self._heading, self._when, spacing=2)
        actions = row(None, self.later_button, self.close_button)
        top = Adaptive(heading, actions, shares=(1, 0), least=LEAST_HEADING, spacing=8)
        outer.addWidget(top)
        outer.addWidget(self._area, 1)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self._heading.setText(self.desk.groups.get(session.group_id).name)
        when = when_in_words(session.starts_at, self.page.clock.now())
        self._when.setText(self.tr("{when}. It took place already.").format(when=when))
        for part in (self.who, self.read, self.note):
            part.show_session(session, fresh=fresh)
        if fresh:
            self._area.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        boxes = tuple(self.who.boxes.values())
        (boxes[0] if boxes else self.who.arrivals.name).setFocus()

    def finish(self) -> None:
        self.note.finish()

    def _close(self) -> None:
        self.page.flush()
        before = self.page.session()
        close = partial(close_from_paper, self.desk, before.id, self.read.chosen)
        if self.page.attempt(close):
            self.page.show_chosen()
            self.page.offer_undo(
                self.tr("Noted, and closed as of its own evening."),
                partial(take_back_paper, self.desk, before),
            )
