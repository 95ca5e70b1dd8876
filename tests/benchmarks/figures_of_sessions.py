"""A session with thirty people: every key and click of it is answered at once, and shown."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle

from bench import STALL, Bench, Figure, Row

from peerdesk.domain.sessions import Presence
from peerdesk.ui.dialogs.distress_card import DistressCard
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.run import RunStep, Tab
from peerdesk.ui.pages.sessions.steps import Step

PEOPLE = 30
PRESENCES = (Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY, Presence.APOLOGIES)


def figures(bench: Bench) -> Iterator[Row]:
    page = bench.page("sessions")
    assert isinstance(page, SessionsPage)
    yield from _month_and_list(bench, page)
    session_id = _tonight(bench, page)
    yield _figure(bench, "a session shown to be prepared", page.show_session, session_id)
    bench.desk.sessions.start(session_id)
    yield _figure(bench, "a running session shown", page.show_session, session_id, Step.RUN)
    run = page.view.run
    yield from _attendance(bench, run, session_id)
    yield from _plan(bench, run)
    yield from _round(bench, run)
    run.tabs.setCurrentIndex(Tab.NOTE)
    letters = iter("Long evenings, and what helps in them")
    samples = tuple(
        bench.react(run.note.editor.field.insertPlainText, next(letters)) for _ in bench.turns
    )
    yield Figure("a letter typed into the note", samples, STALL)
    yield _figure(bench, "the draft of the note kept", run.note.editor._drafts._now)
    yield _figure(bench, "the distress card", run.show_distress_card)
    for card in page.findChildren(DistressCard):
        card.close()


def _month_and_list(bench: Bench, page: SessionsPage) -> Iterator[Row]:
    yield _figure(bench, "the list of sessions", page.listing.refresh, 0)
    page.toggle_month()
    yield _figure(bench, "the month of sessions", page.month.refresh)
    yield _figure(bench, "a month further", page.month.grid.go_months, 1)
    yield _figure(bench, "back to the month before", page.month.grid.go_months, -1)
    page.toggle_month()


def _attendance(bench: Bench, run: RunStep, session_id: int) -> Iterator[Row]:
    people = list(bench.desk.members.of_group(_group(bench, session_id)))[:PEOPLE]
    marks = cycle(PRESENCES)
    samples = tuple(
        bench.react(run.attendance.mark, member, next(marks))
        for member, _ in people[: len(bench.turns)]
    )
    yield Figure("somebody marked with one key", samples, STALL)
    more = run.attendance.arrivals.more
    yield _figure(bench, "a guest more", more.click)


def _plan(bench: Bench, run: RunStep) -> Iterator[Row]:
    plan = run.plan
    samples = []
    for turn in bench.turns:
        step = plan.go_back if turn % 2 else plan.go_on
        samples.append(bench.react(step))
    yield Figure("on to the next part", tuple(samples), STALL)
    yield _figure(bench, "five more minutes", plan.longer)
    samples = [bench.react(plan._move, turn % 3, (turn + 1) % 3) for turn in bench.turns]
    yield Figure("a part moved", tuple(samples), STALL)
    yield _figure(bench, "the time said anew", plan.tick)


def _round(bench: Bench, run: RunStep) -> Iterator[Row]:
    run.tabs.setCurrentIndex(Tab.ROUND)
    bench.settle()
    yield _figure(bench, "a round begun", run.round._begin)
    yield _figure(bench, "on to the next person", run.round.go_on)
    yield _figure(bench, "a round said anew", run.round.tick)


def _figure(bench: Bench, name: str, work: Callable[..., object], *arguments: object) -> Figure:
    return Figure(name, tuple(bench.react(work, *arguments) for _ in bench.turns), STALL)


def _group(bench: Bench, session_id: int) -> int:
    return bench.desk.sessions.get(session_id).group_id


def _tonight(bench: Bench, page: SessionsPage) -> int:
    """A session of the group that met most often, with everybody of the list here."""
    (group_id,) = bench.desk.connection.execute(
        "SELECT group_id FROM sessions GROUP BY group_id ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    session = bench.desk.sessions.plan(group_id, page.clock.now() + timedelta(minutes=5))
    for member, _ in bench.desk.members.of_group(group_id)[:PEOPLE]:
        bench.desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    return session.id
