"""Which notes are looked for: words, a kind, a group, a span of days, a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.notes import NoteKind, NoteScope
from peerdesk.ui.icons import icon
from peerdesk.ui.naming import called
from peerdesk.ui.widgets.bound_form import day_field, read
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.layout import flowing, row
from peerdesk.ui.widgets.person_picker import PersonPicker, Picked, PickerWords
from peerdesk.ui.widgets.picker import Offer, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDateEdit

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.directory import Listed
    from peerdesk.ui.clock import Clock

SEARCH_PAUSE_MILLISECONDS = 120
ANY_DAY, BETWEEN = 0, -1
"""Days back from today that the list of spans stands for; the two that are none."""
MOST_FOUND = 5
LETTERS = 10
"""How wide a list to choose from is at the least."""


class NoteFilters(QWidget):
    """`changed` after each choice, and soon after each word."""

    changed = Signal()

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._kind: NoteKind | None = None
        self._group: int | None = None
        self._days = ANY_DAY
        self._member: Listed | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.changed)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.words.setPlaceholderText(self.tr("Words in a note, or “a phrase”"))
        self.words.textChanged.connect(self._pause.start)
        name_control(self.words, self.tr("Search notes"))
        self.kinds = Picker(self._box(self.tr("Kind of note")), self._on_kind)
        self.groups = Picker(self._box(self.tr("Notes of a group")), self._on_group)
        self.spans = Picker(self._box(self.tr("When")), self._on_span)
        self.since = self._day(self.tr("From this day"), back=30)
        self.until = self._day(self.tr("To this day"), back=0)
        self._days_between = flowing(self.since, self.until)
        words = PickerWords(self.tr("About a person"), self.tr("Type a name"), "")
        self.person = PersonPicker(self._find_people, words, bare=True)
        self.person.picked.connect(self._on_person)
        self.anyone = button(self.tr("About anyone"), self._forget_person, icon_name="x")
        self.anyone.hide()
        self._lay_out()
        self._offer()

    @property
    def typed(self) -> str:
        """The words that are searched for."""
        return self.words.text()

    @property
    def scope(self) -> NoteScope:
        """What the notes are narrowed to."""
        since, until = self._span()
        return NoteScope(
            kind=self._kind,
            group_id=self._group,
            member_id=self._member.id if self._member else None,
            since=since,
            until=until,
        )

    def clear(self) -> None:
        """Narrow to nothing; whoever calls this looks the notes up."""
        self.words.clear()
        self._pause.stop()
        self._kind, self._group, self._days, self._member = None, None, ANY_DAY, None
        self._offer()

    def search_for(self, text: str) -> None:
        """Look for words at once, as if they had been typed."""
        self.words.setText(text)
        self._pause.stop()
        self.changed.emit()

    def refresh(self) -> None:
        """Offer the groups that there are now, and call the person as people are called now."""
        self._offer()

    def _offer(self) -> None:
        self.kinds.offer(
            (
                Offer(None, self.tr("All notes")),
                Offer(NoteKind.GROUP, self.tr("About sessions")),
                Offer(NoteKind.MEMBER, self.tr("About people")),
            ),
            self._kind,
        )
        groups = self._desk.groups.all(with_archived=True)
        if self._group not in {group.id for group in groups}:
            self._group = None
        every: Offer[int | None] = Offer(None, self.tr("Every group"))
        self.groups.offer([every, *(Offer(each.id, each.name) for each in groups)], self._group)
        self.spans.offer(
            (
                Offer(ANY_DAY, self.tr("Any day")),
                Offer(7, self.tr("Last 7 days")),
                Offer(30, self.tr("Last 30 days")),
                Offer(365, self.tr("Last 12 months")),
                Offer(BETWEEN, self.tr("From … to …")),
            ),
            self._days,
        )
        self._days_between.setVisible(self._days == BETWEEN)
        self._show_person()

    def _show_person(self) -> None:
        if self._member is not None:
            self._member = self._desk.directory.person(self._member.id)
        member = self._member
        self.person.setVisible(member is None)
        self.anyone.setVisible(member is not None)
        if member is not None:
            who = self.tr("About {name}").format(name=called(member))
            self.anyone.setText(who)
            name_control(self.anyone, who, self.tr("Press to show notes about anyone again"))

    def _span(self) -> tuple[date | None, date | None]:
        if self._days == BETWEEN:
            return _day_in(self.since), _day_in(self.until)
        if self._days == ANY_DAY:
            return None, None
        return self._clock.now().date() - timedelta(days=self._days - 1), None

    def _find_people(self, name: str) -> Sequence[Listed]:
        return self._desk.directory.closest(name, MOST_FOUND, with_left=True)

    def _on_kind(self, kind: NoteKind | None) -> None:
        self._kind = kind
        self.changed.emit()

    def _on_group(self, group_id: int | None) -> None:
        self._group = group_id
        self.changed.emit()

    def _on_span(self, days: int) -> None:
        self._days = days
        self._days_between.setVisible(days == BETWEEN)
        self.changed.emit()

    def _on_person(self, picked: Picked) -> None:
        self._member = self._desk.directory.person(picked.member_id)
        self._show_person()
        self.anyone.setFocus()
        self.changed.emit()

    def _forget_person(self) -> None:
        self._member = None
        self._show_person()
        self.person.field.setFocus()
        self.changed.emit()

    def _box(self, name: str) -> QComboBox:
        made = narrow(QComboBox(), LETTERS)
        name_control(made, name)
        return made

    def _day(self, name: str, *, back: int) -> QDateEdit:
        made = day_field()
        day = self._clock.now().date() - timedelta(days=back)
        made.setDate(QDate(day.year, day.month, day.day))
        name_control(made, name)
        made.dateChanged.connect(self.changed)
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(row(self.kinds.box, self.groups.box))
        narrowed = QHBoxLayout()
        narrowed.setSpacing(8)
        # As tall as the one beside it, also while people are offered below the field.
        narrowed.addWidget(self.spans.box, 1, Qt.AlignmentFlag.AlignTop)
        narrowed.addWidget(self.person, 1, Qt.AlignmentFlag.AlignTop)
        narrowed.addWidget(self.anyone, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(narrowed)
        layout.addWidget(self._days_between)


def _day_in(field: QDateEdit) -> date | None:
    day = read(field)
    return day if isinstance(day, date) else None
