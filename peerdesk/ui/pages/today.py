"""Today: what is next, who is new, what is due, and whether the vault is backed up."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QVBoxLayout,
    QWidget,
)

from peerdesk.desk.afterwards import close_as_of_its_end
from peerdesk.desk.changes import Kind
from peerdesk.desk.today import Meeting, Overview, overview, set_done
from peerdesk.domain.directory import Showing
from peerdesk.domain.sessions import MemberFollowUp
from peerdesk.errors import PeerDeskError
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.naming import called, veiled
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.pages.today_keeping import KeepingCard, below_cards
from peerdesk.ui.pages.today_meetings import (
    after_that_card,
    also_running_card,
    still_open_card,
)
from peerdesk.ui.reminders import Reminder, reminders
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.cards import Cards, tab_through
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, column, row, scrolling
from peerdesk.ui.widgets.reminder_line import ReminderLine
from peerdesk.ui.widgets.standing_line import StandingLine
from peerdesk.ui.widgets.tick_line import TickLine
from peerdesk.ui.wording import backup_in_words, day_in_words, names_in_words, when_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerdesk.domain.members import Member
    from peerdesk.domain.sessions import Promise
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.widgets.cards import Wanted

MOST_MEETINGS = 4
MOST_LEFT_OPEN = 3
MOST_FOLLOW_UPS = 8
MOST_WELCOMED = 6


class TodayPage(Page):
    """One glance before people arrive, and one big button."""

    name: ClassVar[str] = "today"
    title: ClassVar[str] = "Today"
    icon: ClassVar[str] = "sun"
    reads: ClassVar[frozenset[Kind]] = frozenset(Kind) - {Kind.DRAFT, Kind.PROGRESS}

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context)
        self.clock = clock or context.clock
        self._next: Meeting | None = None
        self._left_open: tuple[int, ...] = ()
        self._follow_ups: dict[QCheckBox, Promise] = {}
        self._ticked: Promise | None = None
        self._focused = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._focus_again)
        self.keeping = KeepingCard(context)
        sides = QWidget(), QWidget()
        self._left, self._right = (QVBoxLayout(side) for side in sides)
        self._left.setContentsMargins(0, 0, 8, 0)
        for layout in (self._left, self._right):
            layout.setSpacing(16)
        self._right.setContentsMargins(0, 0, 0, 0)
        right = below_cards(sides[1], self.keeping)
        self._left.addStretch(1)
        self._left_cards = Cards(self._left, self._on_leaving)
        self._right_cards = Cards(self._right, self._on_leaving)
        self._content = Adaptive(sides[0], right, shares=(3, 2), least=34)
        self.body.addWidget(scrolling(self._content))

    def refresh(self) -> None:
        now = self.clock.now()
        seen = overview(self.desk, now)
        nearest = (*seen.running, *seen.coming)
        self._next = nearest[0] if nearest else None
        self._left_open = tuple(each.session.id for each in seen.left_open if each.session)
        left = [self._left_open_card(each, now) for each in seen.left_open[:MOST_LEFT_OPEN]]
        left.append(self._next_card(now))
        left += [self._also_running_card(each, now) for each in seen.running[1:]]
        after = tuple(each for each in nearest[1 : MOST_MEETINGS + 1] if each not in seen.running)
        if after:
            left.append(self._coming_card(after, now))
        left.append(self._backup_card(seen, now))
        self._left_cards.show(left)
        right = [self._people_card(seen), self._due_card(seen, now)]
        due = reminders(self.desk, now)
        if due:
            right.append((due, partial(self._reminders_card, due)))
        self._right_cards.show(right)
        tab_through([*self._left_cards.controls, *self._right_cards.controls])
        self.keeping.refresh()
        # What was made now shows with the next events, and only then takes the keyboard.
        self._later.start()

    def _on_leaving(self, card: QWidget) -> None:
        """Hold the keyboard here: Qt would hand it to the next control of the window."""
        control = QApplication.focusWidget()
        if control is not None and card.isAncestorOf(control):
            self._focused = control.accessibleName()
            self.setFocus()

    def _focus_again(self) -> None:
        """Put the keyboard back on the control that was made anew, or on the first one."""
        name, self._focused = self._focused, ""
        buttons = self._content.findChildren(QAbstractButton)
        controls = [each for each in buttons if each.isVisible()]
        if name and controls:
            same = [control for control in controls if control.accessibleName() == name]
            (same or controls)[0].setFocus()

    def open(self, key: int | str) -> None:
        if key == "start":
            self._start()

    def handout_request(self) -> HandoutRequest:
        """The paper of the next meeting."""
        if self._next is None:
            return HandoutRequest()
        session = self._next.session
        return HandoutRequest(
            group_id=self._next.group.id, session_id=None if session is None else session.id
        )

    def begin_new(self) -> None:
        self.context.wishes.go.emit("sessions", "new")

    def _next_card(self, now: datetime) -> Wanted:
        if self._next is None:
            has_groups = bool(self.desk.groups.all())
            return has_groups, partial(self._nothing_card, has_groups=has_groups)
        when = when_in_words(self._next.starts_at, now)
        return (self._next, when), partial(self._meeting_card, self._next, when)

    def _meeting_card(self, meeting: Meeting, when: str) -> QWidget:
        running = bool(meeting.session and meeting.session.opened_at)
        card = Card(self.tr("Running now") if running else self.tr("Next"))
        card.body.addWidget(plain(meeting.group.name, style="pageTitle"))
        place = f" · {meeting.group.place}" if meeting.group.place else ""
        card.body.addWidget(plain(f"{when}{place}"))
        start = button(
            self.tr("Go on with the session") if running else self.tr("&Start the session"),
            self._start,
            icon_name="play",
            weight="primary",
            tip="F5",
        )
        start.setMinimumHeight(44)
        prepare = button(self.tr("&Prepare"), self._prepare, icon_name="notebook-pen")
        if running:
            prepare.hide()
        prepare.setMinimumHeight(44)
        card.body.addSpacing(4)
        card.body.addWidget(row(start, prepare, None))
        return card

    def _left_open_card(self, meeting: Meeting, now: datetime) -> Wanted:
        session_id = meeting.session.id if meeting.session else 0
        shown = meeting.group.name, when_in_words(meeting.starts_at, now)
        go_on = partial(self._go_on_with, session_id)
        close = partial(self._close_late, session_id)
        return (meeting, *shown), partial(still_open_card, *shown, go_on, close)

    def _also_running_card(self, meeting: Meeting, now: datetime) -> Wanted:
        session_id = meeting.session.id if meeting.session else 0
        shown = meeting.group.name, when_in_words(meeting.starts_at, now)
        go_on = partial(self._go_on_with, session_id)
        return ("also", session_id, *shown), partial(also_running_card, *shown, go_on)

    def _go_on_with(self, session_id: int) -> None:
        self.context.wishes.go.emit("sessions", session_id)

    def _close_late(self, session_id: int) -> None:
        if self.attempt(partial(close_as_of_its_end, self.desk, session_id)):
            self.offer_undo(
                self.tr("The session is closed as of its own end."),
                partial(self.desk.sessions.start, session_id),
            )

    def _nothing_card(self, *, has_groups: bool) -> QWidget:
        card = Card(self.tr("Nothing planned"))
        if has_groups:
            card.body.addWidget(
                plain(self.tr("No group meets in the next two weeks. A session can be planned."))
            )
            card.body.addWidget(
                row(button(self.tr("Plan a &session"), self.begin_new, weight="primary"), None)
            )
        else:
            card.body.addWidget(
                plain(self.tr("Begin with your group: its name, and when it meets."))
            )
            card.body.addWidget(
                row(button(self.tr("&Add a group"), self._add_group, weight="primary"), None)
            )
        return card

    def _coming_card(self, meetings: tuple[Meeting, ...], now: datetime) -> Wanted:
        lines = tuple((each.group.name, when_in_words(each.starts_at, now)) for each in meetings)
        return lines, partial(after_that_card, lines)

    def _people_card(self, seen: Overview) -> Wanted:
        welcome, lines = self._to_welcome(seen), tuple(self._people_lines(seen))
        return (welcome, lines), partial(self._look_out_card, welcome, lines)

    def _look_out_card(self, welcome: str, lines: tuple[str, ...]) -> QWidget:
        card = Card(self.tr("Who to look out for"))
        if welcome:
            go = button(self.tr("Go on with the welcome"), self._go_to_welcome)
            card.body.addWidget(column(plain(welcome), row(go, None), spacing=4))
        for line in lines:
            # What is said of nobody in particular is said quietly.
            card.body.addWidget(plain(line) if ": " in line else muted(line))
        return card

    def _people_lines(self, seen: Overview) -> Iterator[str]:
        if self._next is None:
            yield self.tr("Nobody, as long as no session is planned.")
            return
        if seen.observers_to_ask_about:
            label = self.tr("Observers without the word of the group")
            yield self._people_line(label, seen.observers_to_ask_about)
        yield self._people_line(self.tr("First time here"), seen.newcomers)
        if self.desk.agreements.in_force(self._next.group.id) is None:
            yield self.tr("This group has no agreement yet. Ground rules has scripts to begin.")
        else:
            yield self._people_line(self.tr("Have not agreed yet"), seen.not_yet_agreed)

    def _to_welcome(self, seen: Overview) -> str:
        """With whom the welcome is to be finished; nothing where that is nobody."""
        if not seen.to_welcome:
            return ""
        people = [self.desk.members.get(each) for each in seen.to_welcome[:MOST_WELCOMED]]
        more = len(seen.to_welcome) - len(people)
        names = names_in_words(people, most=MOST_WELCOMED)
        if more:
            names = self.tr("{names} and {n} more").format(names=names, n=more)
        return self.tr("Welcome to finish: {names}").format(names=names)

    def _go_to_welcome(self) -> None:
        self.context.wishes.go.emit("people", Showing.TO_WELCOME.value)

    def _people_line(self, label: str, members: tuple[Member, ...]) -> str:
        names = names_in_words(members, most=6) or self.tr("nobody")
        return self.tr("{label}: {names}").format(label=label, names=names)

    def _due_card(self, seen: Overview, now: datetime) -> Wanted:
        promises = tuple(
            (each, self._promised(each), self._day_due(each, now))
            for each in seen.due[:MOST_FOLLOW_UPS]
        )
        more, drafts = len(seen.due) - len(promises), len(seen.drafts)
        return (promises, more, drafts), partial(self._promises_card, promises, more, drafts)

    def _promises_card(
        self, promises: tuple[tuple[Promise, str, str], ...], more: int, drafts: int
    ) -> QWidget:
        card = Card(self.tr("Due"))
        self._follow_ups.clear()
        for promise, what, day in promises:
            line = TickLine(what, self.tr("Done: {what}").format(what=what), day)
            self._follow_ups[line.box] = promise
            line.box.toggled.connect(self._on_ticked)
            card.body.addWidget(line)
        if more:
            card.body.addWidget(muted(self.tr("and {n} more").format(n=more)))
        if drafts:
            words = self.tr("Notes that were being written and are kept as drafts: {n}")
            card.body.addWidget(plain(words.format(n=drafts)))
        if not promises and not drafts:
            card.body.addWidget(muted(self.tr("Nothing is due.")))
        return card

    def _day_due(self, promise: Promise, now: datetime) -> str:
        due = promise.due_on
        return self.tr("due {day}").format(day=day_in_words(due, now.date())) if due else ""

    def _promised(self, promise: Promise) -> str:
        """The words of a promise, and to whom, where it was one person."""
        words = veiled(promise.text)
        if not isinstance(promise, MemberFollowUp):
            return words
        person = self.desk.directory.person(promise.member_id)
        return f"{words} ({called(person)})" if person else words

    def _backup_card(self, seen: Overview, now: datetime) -> Wanted:
        words, is_old = backup_in_words(seen.backups, now), seen.backups.is_old
        explained = is_old and self._is_to_be_explained(now)
        if explained:
            # Not while a change is being told of, and not within this drawing of the page.
            QTimer.singleShot(0, self, self._keep_explained)
        make = partial(self._standing_card, words, is_old=is_old, explained=explained)
        return (words, is_old, explained), make

    def _standing_card(self, words: str, *, is_old: bool, explained: bool) -> QWidget:
        card = Card(self.tr("Backup"))
        card.body.addWidget(StandingLine(words, is_old=is_old))
        if explained:
            card.body.addWidget(
                plain(
                    self.tr(
                        "A backup in another place is what brings everything back when this "
                        "computer is lost, stolen or broken. A USB stick that is kept somewhere "
                        "else is enough; nobody can read it without your passphrase."
                    )
                )
            )
        card.body.addWidget(row(button(self.tr("Go to backups"), self._go_to_vault), None))
        return card

    def _is_to_be_explained(self, now: datetime) -> bool:
        """Whether the reason was never said, or only today."""
        said = self.desk.backups.care.explained_at
        return said is None or said.astimezone().date() == now.date()

    def _keep_explained(self) -> None:
        if self.desk.vault.is_closed or not self.isVisible():
            return
        if self.desk.backups.care.explained_at is None:
            self.attempt(partial(self.desk.backups.explained, self.clock.now().astimezone(UTC)))

    def _reminders_card(self, due: tuple[Reminder, ...]) -> QWidget:
        card = Card(self.tr("Keep in mind"))
        for reminder in due:
            line = ReminderLine(reminder)
            line.wanted.connect(self.context.wishes.go)
            card.body.addWidget(line)
        return card

    def _on_ticked(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox) and box in self._follow_ups:
            try:
                self._ticked = set_done(self.desk, self._follow_ups[box], done=True)
            except PeerDeskError as error:
                self._right_cards.forget()
                self.refresh()
                self.banner.explain(error)
            else:
                self.banner.good(self.tr("Done, and off the list."), self.tr("Undo"), self._untick)

    def _untick(self) -> None:
        if self._ticked is None:
            return
        try:
            set_done(self.desk, self._ticked, done=False)
        except PeerDeskError as error:
            self.banner.explain(error)
        else:
            self.banner.clear()

    def _start(self) -> None:
        if self._next is None:
            if self._left_open:
                self._go_on_with(self._left_open[-1])
            return
        try:
            session = self._next.session or self.desk.sessions.plan(
                self._next.group.id, self._next.starts_at
            )
        except PeerDeskError as error:
            self.banner.explain(error)
        else:
            self.context.wishes.go.emit("sessions", f"start:{session.id}")

    def _prepare(self) -> None:
        if self._next is not None:
            key = f"plan:{self._next.group.id}:{self._next.starts_at.isoformat()}"
            self.context.wishes.go.emit("sessions", key)

    def _add_group(self) -> None:
        self.context.wishes.go.emit("groups", "new")

    def _go_to_vault(self) -> None:
        self.context.wishes.go.emit("vault", "backups")
