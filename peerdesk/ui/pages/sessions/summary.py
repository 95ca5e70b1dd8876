"""What a closed session was, in a few quiet lines, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.domain.sessions import Presence, Session, SessionState
from peerdesk.errors import PeerDeskError
from peerdesk.ui.backing_up import Everywhere, into_every_place, note_placed
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.naming import veiled
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.terms import form_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from peerdesk.ui.pages.sessions.page import SessionsPage


class Summary(Part):
    """Counts, states and topics at a glance; names are in none of them unless one was typed."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.lines = plain("")
        self.back_up_and_lock = button(
            self.tr("Back up and &lock"), self.finish_evening, icon_name="lock", weight="primary"
        )
        self.back_up = button(self.tr("Backups…"), self._back_up, icon_name="hard-drive")
        self.back_up.setAccessibleName(self.tr("Go to backups"))
        self.working = muted("")
        self.working.hide()
        card = Card(self.tr("This session is closed"))
        card.body.addWidget(self.lines)
        card.body.addWidget(row(self.back_up_and_lock, self.back_up, None))
        card.body.addWidget(self.working)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        self.is_wanted = session.state is SessionState.CLOSED
        told = (self._people, self._times, self._reading, self._written, self._parked)
        self.lines.setText("\n".join(filter(None, (tell(session) for tell in told))))

    def finish_evening(self) -> None:
        """Back up into every known place, and lock once that is proven."""
        self.page.flush()
        self.page.banner.clear()
        self._show_working(self.tr("Backing up and reading it back. Then PeerDesk locks."))
        work = into_every_place(self.desk)
        self.page.context.jobs.run(work).then(self._on_backed_up).otherwise(self._on_failed)

    def _on_backed_up(self, made: Everywhere) -> None:
        self._show_working("")
        try:
            note_placed(self.desk, made)
        except PeerDeskError as error:
            self._on_failed(error)
            return
        if made.troubles:
            self._on_failed(made.troubles[0])
            return
        self.page.context.wishes.lock.emit()

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_working("")
        self.page.banner.warn(
            self.tr("{why} PeerDesk is still open: lock it with Ctrl+L, or try again.").format(
                why=words_on(Occasion.BACKUP, error)
            )
        )

    def _show_working(self, words: str) -> None:
        self.working.setText(words)
        self.working.setVisible(bool(words))
        self.back_up_and_lock.setEnabled(not words)

    def _people(self, session: Session) -> str:
        marks = list(self.desk.sessions.attendance(session.id).values())
        came = session.erased + sum(1 for presence in marks if presence.came)
        sent = sum(1 for presence in marks if presence is Presence.APOLOGIES)
        told = [self.tr("{came} came").format(came=came)] if came else []
        if session.guests:
            told.append(counted(session.guests, self.tr("guest"), self.tr("guests")))
        told = told or [self.tr("Nobody came")]
        if sent:
            told.append(self.tr("{sent} sent apologies").format(sent=sent))
        return f"{', '.join(told)}."

    def _reading(self, session: Session) -> str:
        if session.version_id is None or session.read_at is None or session.form is None:
            return self.tr("No script was noted as read.")
        version = self.desk.scripts.version(session.version_id)
        return self.tr("Read: {title}, version {n}, {form}.").format(
            title=self.desk.scripts.get(version.script_id).title,
            n=version.number,
            form=form_words(session.form).lower(),
        )

    def _written(self, session: Session) -> str:
        note = self.desk.notes.of_session(session.id)
        promised = self.desk.follow_ups.of_session(session.id)
        still_open = sum(each.done_at is None for each in promised)
        follow_ups = counted(len(promised), self.tr("follow-up"), self.tr("follow-ups"))
        if still_open:
            follow_ups = self.tr("{follow_ups}, {n} still open").format(
                follow_ups=follow_ups, n=still_open
            )
        told = [self.tr("No note") if note is None else self.tr("A note is kept")]
        if promised:
            told.append(follow_ups)
        return f"{', '.join(told)}."

    def _times(self, session: Session) -> str:
        """When it began and ended by this computer's clock."""
        if session.opened_at is None or session.closed_at is None:
            return ""
        return self.tr("From {start:%H:%M} to {end:%H:%M}.").format(
            start=session.opened_at.astimezone(), end=session.closed_at.astimezone()
        )

    def _parked(self, session: Session) -> str:
        topics = self.desk.parking.of_session(session.id)
        if not topics:
            return ""
        return self.tr("Parked for another time: {topics}.").format(
            topics=veiled("; ".join(topic.text.rstrip(".") for topic in topics))
        )

    def _back_up(self) -> None:
        self.page.context.wishes.go.emit("vault", None)
