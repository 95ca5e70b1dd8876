"""What is read in a session, and how far it was read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.desk.reading import Reading, reading_of
from peerdesk.desk.spoken import FALLBACK
from peerdesk.domain.sessions import SessionState
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.reading_notes import ReadingNotes
from peerdesk.ui.reading.place import ReadingPlace, rules_read
from peerdesk.ui.reading.view import ReadingView
from peerdesk.ui.room.choices import WallChoices
from peerdesk.ui.room.view import view_of_part, view_of_rule
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from peerdesk.domain.room import Passage
    from peerdesk.domain.scripts import ReadingForm
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.room.wall import Wall


class ReaderPane(Part):
    """The script of the session; the room display follows it, and a lock keeps the place."""

    def __init__(self, page: SessionsPage, wall: Wall) -> None:
        super().__init__(page)
        self._reading: Reading | None = None
        self.flag_button = button(
            self.tr("This rule needs revisiting"), self._flag, icon_name="flag", weight="quiet"
        )
        self.wall = wall
        self.choices = WallChoices(wall, self)
        besides = row(self.flag_button, self.wall.button, self.choices, spacing=0)
        self.view = ReadingView(besides, wall.turn)
        self.view.moved.connect(self._on_moved)
        self.view.form_chosen.connect(self._choose)
        self.wall.forward_wanted.connect(self.view.go_on)
        self.wall.back_wanted.connect(self.view.go_back)
        self.notes = ReadingNotes(page)
        self.notes.setFocusProxy(self.view.text)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.view, 1)
        outer.addWidget(self.choices.asked)
        outer.addWidget(self.notes)
        self.setFocusProxy(self.view.text)

    @property
    def language(self) -> str:
        """Of the words that are read."""
        return self._reading.script.language if self._reading is not None else FALLBACK

    def show_session(self, session: Session, *, fresh: bool) -> None:
        reading = self._reading = reading_of(self.desk, session)
        self.setEnabled(reading is not None)
        if reading is None:
            self.view.heading.setText(self.tr("There is no script in this vault"))
            return
        group = self.desk.groups.get(session.group_id)
        self.view.show_version(
            reading.version,
            reading.form,
            reading.script.title,
            self.desk.groups.placeholders(group, session.starts_at, reading.script.language),
            place=self._kept_place(session) if fresh else None,
        )
        self.view.form.setEnabled(session.read_at is None)
        self._show_beside()
        self.notes.show_session(session, fresh=fresh)

    def on_wall(self) -> Passage | None:
        """What the room sees of what is read."""
        segment, rule = self.view.segment, self.view.rule
        if segment is None:
            return None
        if rule is None:
            return view_of_part(segment, self.language)
        return view_of_rule(segment, rule.text, self.view.number, self.language)

    def rules_on_wall(self) -> tuple[str, ...]:
        """Every rule of the script."""
        return tuple(rule.text for part in self.view.parts for rule in rules_read(part))

    def question_on_wall(self) -> str:
        """What may be asked about the rule that is read."""
        return self.view.rule.ask if self.view.rule is not None else ""

    def _on_moved(self) -> None:
        self._show_beside()
        passage = self.on_wall()
        if passage is not None:
            # Over a timer or a question that is there.
            self.wall.bring(passage)
        if self.page.session().state is SessionState.RUNNING:
            self.page.attempt(self._keep_reading)

    def _show_beside(self) -> None:
        segment, passage = self.view.segment, self.on_wall()
        if segment is not None and passage is not None:
            self.flag_button.setVisible(bool(rules_read(segment)))
            self.flag_button.setEnabled(self.view.rule is not None)
            self.wall.keep(passage)

    def _keep_reading(self) -> None:
        """After a lock or a crash, reading goes on from here."""
        progress = self.page.moments.progress(self.page.session_id)
        part, rule = self.view.place.part, self.view.place.rule
        self.desk.running.keep(replace(progress, part=part, rule=rule))

    def _kept_place(self, session: Session) -> ReadingPlace:
        kept = self.desk.running.progress(session.id)
        return ReadingPlace(kept.part, kept.rule) if kept is not None else ReadingPlace()

    def _flag(self) -> None:
        """Collect the rule for the next review, without a name."""
        rule = self.view.rule
        if rule is None:
            return
        reviews = self.desk.rule_reviews
        try:
            flag = reviews.flag(self.page.session().group_id, rule)
        except PeerDeskError as error:
            self.page.banner.explain(error)
            return
        self.page.offer_undo(
            self.tr("Noted for the next review of the rules, without a name."),
            partial(reviews.take_back, flag),
        )

    def _choose(self, form: ReadingForm) -> None:
        if self._reading is None:
            return
        choose = partial(
            self.desk.sessions.choose_reading, self.page.session_id, self._reading.version.id, form
        )
        if self.page.attempt(choose):
            self.view.say_form(form)
