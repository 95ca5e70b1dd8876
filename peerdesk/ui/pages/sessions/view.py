"""One session: what it is, its three steps, and the one thing to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.afterwards import close_as_of_its_end
from peerdesk.domain.sessions import Session, SessionState
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.sessions.close import CloseStep
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.prepare import PrepareStep
from peerdesk.ui.pages.sessions.run import RunStep
from peerdesk.ui.pages.sessions.starting import Starting
from peerdesk.ui.pages.sessions.steps import STEP_OF, Step, StepBar
from peerdesk.ui.pages.sessions.timing import is_timed
from peerdesk.ui.slices import Slices
from peerdesk.ui.terms import BETWEEN, minutes_words
from peerdesk.ui.widgets.autosave import SavedLabel
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.flow import MOST_OF_A_NAME
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import ShownOnly, column, row
from peerdesk.ui.widgets.rows import OneLine, give_way
from peerdesk.ui.wording import when_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.ui.pages.sessions.page import SessionsPage

P = TypeVar("P", bound=Part)
LEAST_OF_WHEN = 22
"""Widths of an m that the day and the place have at the least beside the buttons."""
LEAST_HEADING = 34
"""Widths of an m below which the buttons stand under the heading."""


class SessionView(QWidget):
    """The right side of the page."""

    def __init__(self, page: SessionsPage, place: QWidget) -> None:
        super().__init__(place)
        self._page = page
        self._desk = page.desk
        self._step: Step | None = None
        self._begun_steps: dict[type[Part], Part] = {}
        self._steps: list[Part] = []
        """Those that were needed by now."""
        self._shown: tuple[int, SessionState] | None = None
        self.starting = Starting(page, self)
        self.starting.started.connect(self._go_on)
        self._heading = OneLine("sectionTitle")
        self._when = give_way(muted(""))
        self.bar = StepBar()
        self.bar.chosen.connect(self.go_to)
        self._stack = ShownOnly(self)
        self._slices = Slices(self)
        self._build_actions()
        actions = row(None, SavedLabel(page.autosave), *self._actions())
        for action in self._actions():
            action.hide()
        heading = column(self._heading, self._when, spacing=2)
        top = Adaptive(heading, actions, shares=(1, 0), least=LEAST_HEADING, spacing=8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(top)
        outer.addWidget(self.bar)
        outer.addWidget(self._stack, 1)

    @property
    def prepare(self) -> PrepareStep:
        """Step 1; like the other two it is made when it is first needed, and shown in slices.

        Whoever asks for it here has the whole of it.
        """
        return self._whole(self._prepare)

    @property
    def run(self) -> RunStep:
        """Step 2."""
        return self._whole(self._run)

    @property
    def close_step(self) -> CloseStep:
        """Step 3."""
        return self._whole(self._close_step)

    def make_ahead(self) -> Iterator[QWidget | None]:
        """Make what was not needed yet, one piece after the other."""
        for part in (self._run, self._prepare, self._close_step):
            yield from part.making()
            yield part

    @property
    def _prepare(self) -> PrepareStep:
        return self._begun(PrepareStep)

    @property
    def _run(self) -> RunStep:
        return self._begun(RunStep)

    @property
    def _close_step(self) -> CloseStep:
        return self._begun(CloseStep)

    def _begun(self, kind: type[P]) -> P:
        """The step of this kind; after a fault in its making another one, from its beginning on."""
        part = self._begun_steps.get(kind)
        if isinstance(part, kind) and not part.is_broken:
            return part
        if part is not None:
            part.deleteLater()
        made = kind(self._page, self._stack)
        self._begun_steps[kind] = made
        # Until it is placed it would be shown above the others, in the corner.
        made.hide()
        if isinstance(made, RunStep):
            made.weighed.connect(self._weigh)
        return made

    def _whole(self, part: P) -> P:
        part.complete()
        self._place(part)
        self._slices.complete()
        return part

    def _place(self, part: Part) -> None:
        """Put a step, as soon as it is made, where it can be looked at."""
        if part not in self._steps:
            self._steps.append(part)
            self._stack.addWidget(part)

    @property
    def step(self) -> Step | None:
        """The step that is looked at."""
        return self._step

    @property
    def may_start(self) -> bool:
        """Whether the shown session is one that F5 starts."""
        return self.isVisible() and self.start_button.isVisibleTo(self)

    def forget_step(self, step: Step | None) -> None:
        """The next session is shown at `step`, or at the step it has reached."""
        self._step = step
        self._shown = None

    def show_session(self, session: Session, *, fresh: bool, begins: bool = False) -> None:
        """Show what the desk holds of it; with `begins` its work begins once that is there."""
        if not fresh:
            self._slices.complete()
        moved = self._shown != (session.id, session.state)
        if self._step is None or (moved and not fresh):
            self._step = STEP_OF[session.state]
        fresh = fresh or moved
        self._shown = (session.id, session.state)
        self._show_heading(session)
        self._show_actions(session)
        self.bar.show_steps(session.state, self._step)
        part = self._part()
        for other in self._steps:
            if other is not part and other.isVisible():
                other.finish()
        if part not in self._steps:
            for other in self._steps:
                other.hide()  # what is typed there until this one is made belongs to nobody
        pieces = self._pieces(part, session, fresh=fresh, begins=begins)
        self._slices.begin(self._page.autosave.loading(pieces))

    def _pieces(self, part: Part, session: Session, *, fresh: bool, begins: bool) -> Iterator[None]:
        """Make what is not there yet, then show the step from its top on."""
        yield from part.making()
        pieces = part.show_pieces(session, fresh=fresh)
        next(pieces, None)
        self._place(part)  # now, because the first that has a place is seen there at once
        self._stack.setCurrentWidget(part)
        part.show()  # also where it was current all the time, and hidden for one that never came
        if fresh:
            # Now, when nobody lays the step that was shown before out anew in what room it leaves.
            self._page.show_list(shown=not self._wants_all_the_room(session))
        yield
        yield from pieces
        if begins:
            part.begin()

    def follow(self) -> None:
        """Show where the running session is by now; nothing else of it has changed."""
        if self._step is Step.RUN and self.isVisible():
            self.run.follow()

    def go_to(self, step: Step) -> None:
        """Look at another step."""
        self._page.autosave.flush()
        self.finish()
        self.let_go()
        self._step = step
        self.show_session(self._page.session(), fresh=True)

    def take_up(self) -> bool:
        """Put the keyboard where a running session goes on; whether one is shown."""
        return self._step is Step.RUN and self.run.take_up()

    def save(self) -> None:
        """Save what was typed on the step that is shown. Raises what the desk refuses."""
        if self._step is not None and self._part() in self._steps:
            self._part().save()

    def finish(self) -> None:
        """Nothing typed may stay unfinished."""
        for part in self._steps:
            part.finish()

    def let_go(self) -> None:
        """Another step or session follows: its note belongs to another field."""
        for part in self._steps:
            part.let_go()

    def start(self) -> None:
        """Begin the session; ask first if it is planned for a day to come."""
        self._page.autosave.flush()
        session = self._page.session()
        if session.state is SessionState.RUNNING:
            self.go_to(Step.RUN)
            return
        if session.state is SessionState.PLANNED and self._step is not Step.PREPARE:
            self.go_to(Step.PREPARE)
        self.starting.start(session)

    def close_session(self) -> None:
        """Keep the note and end the session."""
        self._page.flush()
        session = self._page.session()
        if self._page.attempt(partial(self._close, session)):
            self._page.offer_undo(
                self.tr("The session is closed."), partial(self._desk.sessions.start, session.id)
            )
            self._go_on(session.id)

    def _close(self, session: Session) -> None:
        """End it now; one that nobody closed in time ends when it was to end."""
        at = self._page.moments.of(session.id)
        if session.opened_at is not None and is_timed(session.opened_at, session.minutes, at):
            self._desk.sessions.close(session.id, at)
        else:
            close_as_of_its_end(self._desk, session.id)

    def _go_on(self, session_id: int) -> None:
        """Show the step that follows, also where the page is not listening."""
        self._step = None
        self.show_session(self._desk.sessions.get(session_id), fresh=True, begins=True)

    def cancel(self) -> None:
        """Say that the session does not take place, with Undo."""
        session = self._page.session()
        if self._page.attempt(partial(self._desk.sessions.cancel, session.id)):
            self._page.offer_undo(
                self.tr("Cancelled. It stays in the list, marked so."),
                partial(self._desk.sessions.bring_back, session.id),
            )

    def bring_back(self) -> None:
        """The session takes place after all."""
        self._page.attempt(partial(self._desk.sessions.bring_back, self._page.session_id))

    def _build_actions(self) -> None:
        self.list_button = button(self.tr("Sessions"), self._show_list, weight="quiet")
        self.distress_button = button(
            self.tr("Somebody is in distress"),
            self._show_distress_card,
            icon_name="life-buoy",
            tip="F10",
        )
        self.cancel_button = button(self.tr("Cancel it"), self.cancel, weight="quiet")
        self.cancel_button.setAccessibleName(self.tr("Cancel this session"))
        self.back_button = button(self.tr("It takes place after all"), self.bring_back)
        self.start_button = button(
            self.tr("&Start the session"), self.start, icon_name="play", weight="primary", tip="F5"
        )
        self.to_run_button = button(
            self.tr("Go on with the session"), self._to_run, weight="primary"
        )
        self.to_close_button = button(
            self.tr("To the cl&ose"), self._to_close, icon_name="chevron-right", weight="primary"
        )
        self.close_button = button(
            self.tr("&Close the session"), self.close_session, icon_name="check", weight="primary"
        )

    def _actions(self) -> tuple[QWidget, ...]:
        return (
            self.list_button,
            self.distress_button,
            self.cancel_button,
            self.back_button,
            self.start_button,
            self.to_run_button,
            self.to_close_button,
            self.close_button,
        )

    def _show_heading(self, session: Session) -> None:
        try:
            group = self._desk.groups.get(session.group_id)
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return
        self._heading.setText(group.name)
        asked = self._heading.fontMetrics().horizontalAdvance(group.name)
        em = self._heading.fontMetrics().horizontalAdvance("m")
        asked = min(asked, MOST_OF_A_NAME * em)
        if self._step is not Step.RUN:
            asked = max(asked, LEAST_OF_WHEN * self.fontMetrics().horizontalAdvance("m"))
        # The buttons stand beside the words that have room there, and below others.
        self._heading.setMinimumWidth(asked)
        now = self._page.clock.now()
        if session.state is not SessionState.PLANNED:
            now = max(now, session.starts_at)  # how soon it begins is said no more
        when = when_in_words(session.starts_at, now)
        parts = (when, minutes_words(session.minutes), group.place)
        self._when.setText(BETWEEN.join(part for part in parts if part))

    def _show_actions(self, session: Session) -> None:
        state, step = session.state, self._step
        planned, running = state is SessionState.PLANNED, state is SessionState.RUNNING
        over = self.starting.is_over(session)
        text = self.tr("It took place &already") if over else self.tr("&Start the session")
        self.start_button.setText(text)
        self.start_button.setAccessibleName(text.replace("&", ""))
        self.list_button.setVisible(self._wants_all_the_room(session))
        self.distress_button.setVisible(running and step is Step.RUN)
        self.cancel_button.setVisible(planned)
        self.back_button.setVisible(state is SessionState.CANCELLED)
        self.start_button.setVisible(planned)
        self.to_run_button.setVisible(running and step is Step.PREPARE)
        self.close_button.setVisible(running and step is Step.CLOSE)
        self._when.setVisible(step is not Step.RUN)
        self._page.show_head(shown=not self._wants_all_the_room(session))
        self._page.put_banner(below=step is Step.RUN)
        self._weigh()

    def _weigh(self) -> None:
        """To the close is the next thing to do once no part of the plan follows.

        Before that, the third step along the top leads there.
        """
        looked_at = self._shown is not None and self._step is Step.RUN
        is_running = self._shown is not None and self._shown[1] is SessionState.RUNNING
        is_next = (
            looked_at
            and is_running
            and self._run.is_at_its_end
            and not self._run.is_round_looked_at
        )
        self.to_close_button.setVisible(is_next)

    def _wants_all_the_room(self, session: Session) -> bool:
        """Whether the list of sessions is put away: from the beginning until it is closed."""
        is_closing = self._step is Step.CLOSE and session.state is SessionState.RUNNING
        return self._step is Step.RUN or is_closing

    def _part(self) -> Part:
        if self._step is Step.RUN:
            return self._run
        return self._close_step if self._step is Step.CLOSE else self._prepare

    def _show_distress_card(self) -> None:
        self.run.show_distress_card()

    def _show_list(self) -> None:
        self._page.show_list(shown=self._page.listing.isHidden())

    def _to_run(self) -> None:
        self.go_to(Step.RUN)

    def _to_close(self) -> None:
        self.go_to(Step.CLOSE)
