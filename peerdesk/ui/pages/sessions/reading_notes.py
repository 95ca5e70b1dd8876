"""What is noted of a reading: that it took place, and who agreed to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.desk.changes import Kind
from peerdesk.desk.reading import reading_of
from peerdesk.domain.log import LogKind
from peerdesk.ui.naming import called
from peerdesk.ui.pages.ground_rules.compare_dialog import show_changes
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.timing import local, utc
from peerdesk.ui.widgets.agreeing import Agreeing, AgreeingRow
from peerdesk.ui.widgets.buttons import button, toggle
from peerdesk.ui.widgets.columns import Adaptive, yielding
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.ui.widgets.making import name_making
from peerdesk.ui.widgets.rows import KeyedRows
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.desk.reading import Reading
    from peerdesk.domain.members import Member
    from peerdesk.domain.scripts import Manner
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

LEAST_LINES = 7
"""Lines of text that the list of those who have not agreed is high."""


class ReadingNotes(Part):
    """Everyone present with one click, or person by person, spoken or on paper."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._reading: Reading | None = None
        self.read_button = button(self.tr("It was read"), self._was_read, icon_name="check")
        self.agreed_button = button(self.tr("Everyone present agreed"), self._agreed)
        self.make_button = button(
            self.tr("Make it together…"), self._make_together, icon_name="users"
        )
        self.one_by_one = toggle(self.tr("One by one"), self._on_one_by_one)
        self.state = muted("")
        self.waiting: KeyedRows[Agreeing] = KeyedRows(self._make_row, spacing=4)
        rows = column(self.waiting)
        layout = rows.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)
        self._list = yielding(scrolling(rows), LEAST_LINES)
        self._list.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        self.changes_button = button(self.tr("What changed…"), self._show_changes, weight="quiet")
        everybody = row(self.read_button, self.agreed_button, None)
        besides = row(self.one_by_one, self.changes_button, self.make_button, None)
        # Below one another they take no height from the list of those who have not agreed.
        outer.addWidget(Adaptive(everybody, besides, shares=(0, 1), stacked=(0, 0), spacing=8))
        outer.addWidget(self.state)
        outer.addWidget(self._list, 1)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self._reading = reading_of(self.desk, session)
        if self._reading is None:
            return
        if fresh:
            self.one_by_one.setChecked(False)
        waiting = self._waiting(session, self._reading)
        name_making(self.make_button, self.desk, session.group_id)
        self.make_button.setVisible(self._may_make(session, self._reading))
        self.read_button.setEnabled(session.read_at is None)
        if not waiting and any(each.hasFocus() for each in (self.agreed_button, self.one_by_one)):
            # To the words, where keys turn: Qt would hand the keyboard to the search.
            self.setFocus()
        for control in (self.agreed_button, self.one_by_one):
            control.setVisible(bool(self._reading.agreement_id))
            control.setEnabled(bool(waiting))
        before = self.desk.agreements.agreed_before(session.group_id)
        self.waiting.show_records(
            [(member.id, Agreeing(member, member.id in before)) for member in waiting]
        )
        self.changes_button.setVisible(any(member.id in before for member in waiting))
        self._list.setVisible(bool(waiting) and self.one_by_one.isChecked())
        text = self._state_words(session, self._reading, waiting)
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _state_words(self, session: Session, reading: Reading, waiting: Sequence[Member]) -> str:
        parts = []
        if session.read_at is not None:
            parts.append(self.tr("Read at {time}.").format(time=f"{local(session.read_at):%H:%M}"))
        if not reading.agreement_id:
            parts.append(
                self.tr(
                    "This is not the group's agreement, so nobody is asked to agree. Make one "
                    "together, or use this script for the group in Ground rules first."
                )
            )
        elif not self._present(session):
            parts.append(self.tr("To note that people agreed, first mark who is here."))
        elif not waiting:
            parts.append(self.tr("Everyone present has agreed."))
        return " ".join(parts)

    def _may_make(self, session: Session, reading: Reading) -> bool:
        """Where there is no agreement yet, one was begun, or a rule should be looked at again."""
        group_id = session.group_id
        begun = any(making.group_id == group_id for making in self.desk.makings.all())
        flagged = bool(self.desk.rule_reviews.waiting(group_id))
        return begun or flagged or not reading.agreement_id

    def _make_together(self) -> None:
        group_id = self.page.session().group_id
        self.page.context.wishes.go.emit("ground_rules", f"make:{group_id}")

    def _present(self, session: Session) -> set[int]:
        marks = self.desk.sessions.attendance(session.id)
        return {member_id for member_id, presence in marks.items() if presence.came}

    def _waiting(self, session: Session, reading: Reading) -> list[Member]:
        """Who is here and has not agreed yet, by chosen name."""
        if not reading.agreement_id:
            return []
        given = self.desk.agreements.acknowledgements(reading.agreement_id)
        ids = self._present(session) - {entry.member_id for entry in given}
        return sorted((self.desk.members.get(each) for each in ids), key=_by_name)

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
        fresh = [member.id for member in self._waiting(self.page.session(), self._reading)]
        at = utc(self.page.clock.now())
        agree = partial(self.desk.agreements.acknowledge, agreement_id, fresh, at=at)
        if fresh and self.page.attempt(agree):
            number = counted(len(fresh), self.tr("person"), self.tr("people"))
            self.page.offer_undo(
                self.tr("Noted that {number} agreed, spoken.").format(number=number),
                partial(self._strike_out, agreement_id, fresh),
            )

    def note_one(self, member: Member, manner: Manner) -> None:
        """Note that one person agreed, with Undo."""
        if self._reading is None:
            return
        agreement_id = self._reading.agreement_id
        at = utc(self.page.clock.now())
        agree = partial(self.desk.agreements.acknowledge, agreement_id, (member.id,), manner, at=at)
        if self.page.attempt(agree):
            self.page.offer_undo(
                self.tr("Noted that {name} agreed.").format(name=called(member)),
                partial(self._strike_out, agreement_id, [member.id]),
            )

    def _strike_out(self, agreement_id: int, member_ids: list[int]) -> None:
        with self.desk.change(LogKind.CHANGED, Kind.AGREEMENT):
            for member_id in member_ids:
                self.desk.agreements.strike_out(agreement_id, member_id)

    def _show_changes(self) -> None:
        """For those who agreed to the earlier words: nothing else has to be read again."""
        in_force = self.desk.agreements.in_force(self.page.session().group_id)
        if in_force is not None:
            show_changes(self.page, in_force)

    def _on_one_by_one(self) -> None:
        self.show_session(self.page.session(), fresh=False)

    def _make_row(self) -> AgreeingRow:
        made = AgreeingRow()
        made.agreed.connect(self.note_one)
        return made


def _by_name(member: Member) -> str:
    return member.chosen_name.casefold()
