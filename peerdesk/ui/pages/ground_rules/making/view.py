"""Making an agreement together, step by step: begin, topics, the whole, done."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.agreement_making import RuleState
from peerdesk.domain.room import Passage, Question, Sheet
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.ground_rules.making.begin_pane import BeginPane
from peerdesk.ui.pages.ground_rules.making.done_pane import DonePane
from peerdesk.ui.pages.ground_rules.making.open_making import OpenMaking
from peerdesk.ui.pages.ground_rules.making.topics_step import TopicsStep
from peerdesk.ui.pages.ground_rules.making.whole_pane import Hands, WholePane
from peerdesk.ui.pages.sessions.timing import utc
from peerdesk.ui.room.wall import Wall
from peerdesk.ui.terms import BETWEEN
from peerdesk.ui.widgets.autosave import SavedLabel
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import ShownOnly, column, row
from peerdesk.ui.widgets.rows import OneLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.makings import Kept
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.pages.page import Page

S = TypeVar("S", bound=QWidget)


class MakingView(QWidget):
    """On a page, whose banner explains. `left` tells that the page may show something else."""

    left = Signal()
    print_wanted = Signal(int)
    """Carries the id of the version that was kept."""
    open_wanted = Signal(int)
    """Carries the id of its script."""

    def __init__(self, page: Page, clock: Clock, place: QWidget) -> None:
        super().__init__(place)
        self._page = page
        self._desk = page.desk
        self._clock = clock
        self._opened: OpenMaking | None = None
        self._kept: Kept | None = None
        self.wall = Wall(page)
        self.wall.forward_wanted.connect(self._forward)
        self.wall.back_wanted.connect(self._back)
        self.heading = OneLine("sectionTitle")
        self.progress = muted("")
        self.topics = TopicsStep(page)
        self.topics.shown.connect(self._on_topic)
        self.topics.finished.connect(self._to_whole)
        self._steps = ShownOnly(self)
        self._steps.addWidget(self.topics)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._head())
        outer.addWidget(self._steps, 1)

    @cached_property
    def begin(self) -> BeginPane:
        """The first step; like the last two it is made when it is first needed."""
        made = self._added(BeginPane(self._desk))
        made.begun.connect(self.go_on)
        made.cancelled.connect(self._leave)
        return made

    @cached_property
    def whole(self) -> WholePane:
        """Where the group looks at all of it and keeps it."""
        made = self._added(WholePane())
        made.back_wanted.connect(self._to_topics)
        made.hands_wanted.connect(self._ask_for_hands)
        made.around_chosen.connect(self._choose_around)
        made.keep_wanted.connect(self.keep)
        made.turned.connect(self.wall.turn)
        return made

    @cached_property
    def done(self) -> DonePane:
        """What comes once it is kept."""
        made = self._added(DonePane())
        made.print_wanted.connect(self.print_kept)
        made.undo_wanted.connect(self._take_back)
        made.open_wanted.connect(self._open_words)
        made.group_wanted.connect(self._to_group)
        made.session_wanted.connect(self._to_session)
        return made

    def _added(self, step: S) -> S:
        self._steps.addWidget(step)
        return step

    def make_ahead(self) -> Iterator[QWidget]:
        """Make the steps that are not there yet, one at a time."""
        yield self.begin
        yield self.whole
        yield self.done

    @property
    def opened(self) -> OpenMaking | None:
        """The making that is shown."""
        return self._opened

    def ask(self, group_id: int = 0) -> None:
        """Ask for which group, before anything is made."""
        self.flush()
        self._opened = None
        self.begin.show_choices(group_id)
        self._show_step(self.begin)
        self.begin.begin_button.setFocus()

    def open(self, group_id: int) -> None:
        """Go on with what the group began or has; ask how to begin where there is nothing yet."""
        begun = self._desk.makings.of_group(group_id)
        if begun is not None or self._desk.agreements.in_force(group_id) is not None:
            self.go_on(group_id)
        else:
            self.ask(group_id)

    def go_on(self, group_id: int, language: str = "") -> None:
        """Make the agreement of a group, or go on making it."""
        self.flush()
        languages = self._desk.makings.languages()
        chosen = language or next(iter(languages), "en")
        try:
            making = self._desk.makings.begin(group_id, chosen)
            self.wall.guard.forget()
            self._opened = OpenMaking(self._desk, making, self._clock.now(), self.wall.guard)
        except PeerDeskError as error:
            self._page.banner.explain(error)
            self._leave()
            return
        self._to_topics()

    @property
    def _on_topics(self) -> bool:
        return self._steps.currentWidget() is self.topics

    def refresh(self) -> None:
        """Show what the desk holds now; go, where it was given up or kept meanwhile."""
        if self._kept is not None:
            stands = self._desk.agreements.stands(self._kept.agreement.id)
            self.done.undo_button.setVisible(stands)
        if self._opened is None:
            return
        try:
            self._opened.reload()
        except PeerDeskError as error:
            self.topics.autosave.forget()
            self._page.banner.explain(error)
            self._leave()
            return
        if isinstance(self._steps.currentWidget(), WholePane):
            self._show_whole(fresh=False)
        else:
            self._show_topic()

    def flush(self) -> None:
        """Keep what was typed."""
        self.topics.flush()

    def put_away(self) -> None:
        """The page shows something else: keep what was typed, and leave the wall."""
        self.flush()
        self.wall.put_away()

    def _head(self) -> QWidget:
        self.whole_button = button(
            self.tr("The &whole agreement"), self._to_whole, icon_name="list-checks"
        )
        self.give_up_button = button(
            self.tr("Give it up"), self._give_up, icon_name="trash-2", weight="quiet"
        )
        self.leave_button = button(self.tr("Go on later"), self._leave, weight="quiet")
        quiet = row(SavedLabel(self.topics.autosave), None, self.wall.button, self.give_up_button)
        leading_on = row(None, self.leave_button, self.whole_button)
        actions = Adaptive(quiet, leading_on, shares=(1, 0), least=42, spacing=8)
        words = column(self.heading, self.progress, spacing=2)
        return Adaptive(words, actions, shares=(1, 3), least=60, spacing=8)

    def _show_step(self, step: QWidget) -> None:
        self._steps.setCurrentWidget(step)
        for control in (self.whole_button, self.give_up_button):
            control.setVisible(self._on_topics)
        begins, ends = isinstance(step, BeginPane), isinstance(step, DonePane)
        self.leave_button.setVisible(not begins)
        self.leave_button.setText(self.tr("Close") if ends else self.tr("Go on later"))
        self.wall.button.setVisible(not (begins or ends))
        self.heading.setVisible(not begins)
        self.progress.setVisible(not (begins or ends))

    def _to_topics(self) -> None:
        self._show_step(self.topics)
        self._show_topic()
        self.topics.begin()

    def _show_topic(self) -> None:
        if self._opened is not None:
            self.topics.show_making(self._opened)

    def _show_progress(self, opened: OpenMaking) -> None:
        self.heading.setText(opened.group.name)
        states = [rule.state for rule in opened.making.rules]
        parts = [
            (len(opened.making.agreed), self.tr("{n} agreed")),
            (states.count(RuleState.OPEN), self.tr("{n} to talk about")),
            (states.count(RuleState.LATER), self.tr("{n} to come back to")),
            (states.count(RuleState.LEFT_OUT), self.tr("{n} left out")),
        ]
        self.progress.setText(BETWEEN.join(words.format(n=n) for n, words in parts if n))

    def _on_topic(self) -> None:
        """The room reads along, and the facilitator sees how far it is."""
        opened = self._opened
        if opened is not None and self._on_topics:
            self._show_progress(opened)
            self.wall.end(Sheet)
            self.wall.end(Question)
            self.wall.bring(opened.passage(self.topics.typed))

    def _to_whole(self) -> None:
        self.flush()
        if self._opened is None:
            return
        self._show_step(self.whole)
        self._show_whole(fresh=True)
        self.whole.words.setFocus()
        self.wall.end(Passage)
        self.wall.bring(self._opened.sheet())

    def _show_whole(self, *, fresh: bool) -> None:
        opened = self._opened
        if opened is not None:
            self._show_progress(opened)
            around = self._desk.makings.around(opened.making)
            self.whole.show_whole(opened, around, self._hands(opened.group.id), fresh=fresh)

    def _hands(self, group_id: int) -> Hands:
        """Who is in the group, and who of them came to the session that is running."""
        members = tuple(member for member, _ in self._desk.members.of_group(group_id))
        session = self._running(group_id)
        marks = self._desk.sessions.attendance(session.id) if session is not None else {}
        return Hands(members, frozenset(member for member, mark in marks.items() if mark.came))

    def _running(self, group_id: int) -> Session | None:
        sessions = self._desk.sessions.running()
        return next((each for each in sessions if each.group_id == group_id), None)

    def _ask_for_hands(self) -> None:
        if self._opened is not None:
            self.wall.bring(Question(self._opened.spoken.room_hands))

    def keep(self) -> None:
        """Put the whole in force, with everybody whose hand is up."""
        opened = self._opened
        if opened is None or self._goes_to_promise(opened):
            return
        now = self._clock.now()
        # What the desk tells of while it keeps the whole is not a making that somebody removed.
        self._opened = None
        try:
            kept = self._desk.makings.keep(
                opened.making.id,
                self.whole.name.text(),
                self.whole.raised,
                on=now.date(),
                at=utc(now),
            )
        except PeerDeskError as error:
            self._opened = opened
            self._page.banner.explain(error)
            return
        self._kept = kept
        agreed = len(self._desk.agreements.acknowledgements(kept.agreement.id))
        self.done.show_kept(
            kept, agreed, in_session=self._running(kept.agreement.group_id) is not None
        )
        self.wall.clear()
        self._show_step(self.done)
        self.done.print_button.setFocus()

    def _goes_to_promise(self, opened: OpenMaking) -> bool:
        """Where somebody under age comes: go to the rule that promises secrecy, if there is one."""
        place = opened.place_of_promise() if opened.group.minors else None
        if place is None:
            return False
        opened.go_to(place)
        self._to_topics()
        self._page.banner.warn(
            self.tr(
                "People under age come to this group, so nobody can promise them secrecy. Change "
                "these words, then keep the agreement. Everything else was kept."
            )
        )
        return True

    def _take_back(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None and self._page.attempt(partial(self._desk.makings.take_back, kept)):
            self.go_on(kept.making.group_id)
            self._to_whole()

    def _give_up(self) -> None:
        opened = self._opened
        if opened is None:
            return
        self.flush()
        making = opened.making
        self._opened = None
        if self._page.attempt(partial(self._desk.makings.give_up, making.id)):
            self._page.offer_undo(
                self.tr("What the group had made so far was removed."),
                partial(self._desk.makings.put_back, making),
            )
        self._leave()

    def _leave(self) -> None:
        self.flush()
        self._opened = None
        self.wall.put_away()
        self.wall.clear()
        self.left.emit()

    def _forward(self) -> None:
        if not self.wall.turn(1) and self._on_topics:
            self.topics.turn(1)

    def _back(self) -> None:
        if not self.wall.turn(-1) and self._on_topics:
            self.topics.turn(-1)

    def _choose_around(self, script_id: int) -> None:
        opened = self._opened
        if opened is not None:
            work = partial(self._desk.makings.set_around, opened.making.id, script_id)
            if self._page.attempt(work):
                opened.reload()
                self._show_whole(fresh=False)

    def print_kept(self) -> None:
        """Print what was kept; nothing before that."""
        if self._kept is not None:
            self.print_wanted.emit(self._kept.version.id)

    def _open_words(self) -> None:
        if self._kept is not None:
            self._leave()
            self.open_wanted.emit(self._kept.version.script_id)

    def _to_session(self) -> None:
        session = self._running(self._kept.agreement.group_id) if self._kept is not None else None
        if session is not None:
            self._leave()
            self._page.context.wishes.go.emit("sessions", session.id)

    def _to_group(self) -> None:
        if self._kept is not None:
            group_id = self._kept.agreement.group_id
            self._leave()
            self._page.context.wishes.go.emit("groups", f"rules:{group_id}")
