"""The script, large, one part at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from peerdesk.desk.changes import Kind
from peerdesk.domain.log import LogKind
from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import ReadingForm, Segment
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.reading import Reading, reading_of
from peerdesk.ui.pages.sessions.timing import local, utc
from peerdesk.ui.pages.sessions.words import form_words
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive, yielding
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.large_text import LargeText
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class ReaderPane(Part):
    """Page Up and Page Down turn the parts; the arrow keys scroll."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._reading: Reading | None = None
        self._segments: tuple[Segment, ...] = ()
        self._place = 0
        self.form = choices(*((form.value, form_words(form)) for form in ReadingForm))
        self.form.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.form.activated.connect(self._on_form)
        name_control(self.form, self.tr("Form in which it is read"))
        self.heading = plain("", style="sectionTitle")
        self.place_label = muted("")
        self.text = LargeText()
        self.text.installEventFilter(self)
        name_control(
            self.text, self.tr("Words to read"), self.tr("Page Down turns to the next part")
        )
        self.previous = button(self.tr("Back"), self.turn_back, icon_name="chevron-left")
        self.next = button(self.tr("Next part"), self.turn, icon_name="chevron-right")
        self.read_button = button(self.tr("It was read"), self._was_read, icon_name="check")
        self.agreed_button = button(self.tr("Everyone present agreed"), self._agreed)
        self.state = muted("")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(Adaptive(self.heading, self.form, shares=(1, 0), least=26, spacing=8))
        outer.addWidget(self.place_label)
        outer.addWidget(yielding(self.text, 6), 1)
        turning = row(self.previous, self.next, None)
        done = row(self.read_button, self.agreed_button)
        outer.addWidget(Adaptive(turning, done, shares=(1, 0), least=40, spacing=8))
        outer.addWidget(self.state)
        self.setFocusProxy(self.text)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        reading = reading_of(self.desk, session)
        if fresh:
            self._place = 0
        self.setEnabled(reading is not None)
        if reading is None:
            self.heading.setText(self.tr("There is no script in this vault"))
            return
        before = self._reading
        self._reading = reading
        if before is not None and before.version.id == reading.version.id and not fresh:
            self._keep_place(before.form, reading)
        self._segments = reading.version.read_in(reading.form)
        self._place = min(self._place, max(0, len(self._segments) - 1))
        self.form.setCurrentIndex(self.form.findData(reading.form.value))
        self._show_segment(session)
        self._show_state(session, reading)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Page Up and Page Down turn whole parts, unless more of this one is still to be seen."""
        if watched is self.text and isinstance(event, QKeyEvent) and self._turns_by(event):
            return True
        return super().eventFilter(watched, event)

    def turn(self) -> None:
        """Go to the next part."""
        self._turn_to(self._place + 1)

    def turn_back(self) -> None:
        """Go to the part before."""
        self._turn_to(self._place - 1)

    def _turns_by(self, event: QKeyEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress:
            return False
        bar = self.text.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turn()
            return True
        if event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turn_back()
            return True
        return False

    def _turn_to(self, place: int) -> None:
        if 0 <= place < len(self._segments):
            self._place = place
            self._show_segment(self.page.session())

    def _keep_place(self, before: ReadingForm, reading: Reading) -> None:
        """In another form, stay at the part that was shown, or at the one that follows it."""
        if before is reading.form or not self._segments:
            return
        shown = reading.version.segments.index(self._segments[self._place])
        passed = [
            segment
            for segment in reading.version.segments[:shown]
            if segment.belongs_to(reading.form)
        ]
        self._place = len(passed)

    def _show_segment(self, session: Session) -> None:
        if not self._segments or self._reading is None:
            return
        segment = self._segments[self._place]
        self.heading.setText(segment.title)
        self.place_label.setText(
            self.tr("Part {n} of {all} · about {minutes} · {script}").format(
                n=self._place + 1,
                all=len(self._segments),
                minutes=counted(segment.minutes, self.tr("minute"), self.tr("minutes")),
                script=self._reading.script.title,
            )
        )
        self.previous.setEnabled(self._place > 0)
        self.next.setEnabled(self._place < len(self._segments) - 1)
        self.text.show_paragraphs(self._paragraphs(segment, session, self._reading.script.language))

    def _paragraphs(self, segment: Segment, session: Session, language: str) -> tuple[str, ...]:
        """The words with the group's own names in them, then the rules, numbered through."""
        group = self.desk.groups.get(session.group_id)
        values = self.desk.groups.placeholders(group, session.starts_at, language)
        first = 1 + sum(
            1
            for earlier in self._segments[: self._place]
            for rule in earlier.rules
            if rule.switched_on
        )
        rules = [rule.text for rule in segment.rules if rule.switched_on]
        words = [part for part in segment.text.split("\n") if part.strip()]
        words += [f"{number}.  {text}" for number, text in enumerate(rules, start=first)]
        # A value such as {crisis_resources} may have lines of its own.
        return tuple(
            line for part in words for line in filled_in(part, values).split("\n") if line.strip()
        )

    def _show_state(self, session: Session, reading: Reading) -> None:
        self.read_button.setEnabled(session.read_at is None)
        self.form.setEnabled(session.read_at is None)
        waiting = self._waiting(session, reading)
        self.agreed_button.setVisible(bool(reading.agreement_id))
        self.agreed_button.setEnabled(bool(waiting))
        parts = []
        if session.read_at is not None:
            text = self.tr("Read at {time}.").format(time=f"{local(session.read_at):%H:%M}")
            parts.append(text)
        if not reading.agreement_id:
            parts.append(
                self.tr(
                    "This is not the group's agreement, so nobody is asked to agree. Use it for "
                    "the group in Ground rules first."
                )
            )
        elif not self._present(session):
            parts.append(self.tr("To note that people agreed, first mark who is here."))
        elif not waiting:
            parts.append(self.tr("Everyone present has agreed."))
        self.state.setText(" ".join(parts))
        self.state.setVisible(bool(parts))

    def _present(self, session: Session) -> set[int]:
        marks = self.desk.sessions.attendance(session.id)
        return {member_id for member_id, presence in marks.items() if presence.came}

    def _waiting(self, session: Session, reading: Reading) -> list[int]:
        if not reading.agreement_id:
            return []
        given = self.desk.agreements.acknowledgements(reading.agreement_id)
        return sorted(self._present(session) - {entry.member_id for entry in given})

    def _on_form(self, _index: int) -> None:
        if self._reading is not None:
            choose = partial(
                self.desk.sessions.choose_reading,
                self.page.session_id,
                self._reading.version.id,
                ReadingForm(self.form.currentData()),
            )
            self.page.attempt(choose)

    def _was_read(self) -> None:
        if self._reading is None:
            return
        session_id, reading = self.page.session_id, self._reading
        at = utc(self.page.clock.now())
        note = partial(
            self.desk.sessions.was_read, session_id, reading.version.id, reading.form, at
        )
        if self.page.attempt(note):
            self.page.offer_undo(
                self.tr("Noted that “{title}” was read.").format(title=reading.script.title),
                partial(self.desk.sessions.take_back_reading, session_id),
            )

    def _agreed(self) -> None:
        if self._reading is None:
            return
        agreement_id = self._reading.agreement_id
        fresh = self._waiting(self.page.session(), self._reading)
        at = utc(self.page.clock.now())
        agree = partial(self.desk.agreements.acknowledge, agreement_id, fresh, at=at)
        if fresh and self.page.attempt(agree):
            number = counted(len(fresh), self.tr("person"), self.tr("people"))
            self.page.offer_undo(
                self.tr("Noted that {number} agreed, spoken.").format(number=number),
                partial(self._strike_out, agreement_id, fresh),
            )

    def _strike_out(self, agreement_id: int, member_ids: list[int]) -> None:
        with self.desk.change(LogKind.CHANGED, Kind.AGREEMENT):
            for member_id in member_ids:
                self.desk.agreements.strike_out(agreement_id, member_id)
