"""A whole session, looked at step by step, with what the room sees of it."""

from collections.abc import Iterator
from datetime import time, timedelta

from scenes import Sight, all_of
from stage import Stage

from peerdesk.domain.room import BreakTimer, Breathing, Question, RoundTimer, Sheet
from peerdesk.domain.sessions import Presence
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.run import Tab
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.room.display import RoomDisplay


def prepared(stage: Stage) -> SessionsPage:
    """The next session, at its first step."""
    session = stage.desk.sessions.planned(stage.clock.now())[0]
    page = stage.page("sessions", session.id)
    assert isinstance(page, SessionsPage)
    return page


def preparing(stage: Stage) -> Iterator[Sight]:
    page = prepared(stage)
    yield from all_of("session-1-prepare", stage.shell, page.view)
    page.begin_new()
    stage.settle()
    yield "session-plan-another", stage.shell
    page.stop_planning()
    page.toggle_month()
    stage.settle()
    yield "session-month", stage.shell
    page.toggle_month()


def running(stage: Stage) -> Iterator[Sight]:
    """From the first minute until the vault may be locked."""
    page = prepared(stage)
    stage.clock.pass_minutes(15)
    page.view.start()
    stage.settle()
    yield from _who_is_here(stage, page)
    yield from _reading(stage, page)
    yield from _a_round(stage, page)
    yield from _writing(stage, page)
    yield from _hiding(stage, page)
    yield from _closing(stage, page)


def _who_is_here(stage: Stage, page: SessionsPage) -> Iterator[Sight]:
    yield from all_of("session-2-who", stage.shell, page.view)
    present = stage.desk.members.of_group(page.session().group_id)[:7]
    for number, (member, _) in enumerate(present):
        mark = (Presence.PRESENT, Presence.LATE)[number == 3]
        stage.desk.sessions.mark(page.session_id, member.id, mark)
    stage.settle()
    yield "session-2-who-marked", stage.shell
    name = page.view.run.attendance.arrivals.name
    name.setFocus()
    name.setText("Ma")
    name.textEdited.emit("Ma")
    stage.settle()
    yield "session-2-who-arriving", stage.shell
    name.clear()
    name.textEdited.emit("")


def _reading(stage: Stage, page: SessionsPage) -> Iterator[Sight]:
    run = page.view.run
    stage.clock.pass_minutes(4)
    run.plan.tick()
    run.tabs.setCurrentIndex(Tab.READ)
    stage.settle()
    yield "session-2-read", stage.shell
    for _ in range(6):
        run.reader.view.turn()
    stage.settle()
    yield "session-2-read-rule", stage.shell
    run.plan.go_on()
    run.plan.go_on()
    stage.settle()
    yield "session-2-undo-said", stage.shell
    page.banner.clear()


def _a_round(stage: Stage, page: SessionsPage) -> Iterator[Sight]:
    run = page.view.run
    run.tabs.setCurrentIndex(Tab.ROUND)
    stage.settle()
    yield "session-2-round-begin", stage.shell
    stage.click("Start the round", run)
    stage.clock.pass_seconds(30)
    run.round.go_on()
    stage.clock.pass_seconds(95)
    run.round.tick()
    stage.settle()
    yield from all_of("session-2-round", stage.shell, run)


def _writing(stage: Stage, page: SessionsPage) -> Iterator[Sight]:
    run = page.view.run
    run.tabs.setCurrentIndex(Tab.PARKED)
    run.parking.text.setText("How to say no at work")
    stage.settle()
    yield "session-2-parking", stage.shell
    run.tabs.setCurrentIndex(Tab.NOTE)
    stage.settle()
    yield "session-2-note", stage.shell
    run.plan.take_break()
    stage.settle()
    yield "session-2-break", stage.shell
    page.banner.clear()


def _hiding(stage: Stage, page: SessionsPage) -> Iterator[Sight]:
    dialog = stage.dialog(page.view.run.show_distress_card)
    yield from all_of("session-2-distress", dialog)
    stage.put_away(dialog)
    stage.shell.curtain.drop()
    stage.settle()
    yield "session-2-curtain", stage.shell
    stage.shell.curtain.lift()


def _closing(stage: Stage, page: SessionsPage) -> Iterator[Sight]:
    stage.clock.pass_minutes(60)
    page.view.run.plan.go_to(len(page.view.run.plan.course.items) - 1)
    stage.settle()
    yield "session-2-last-part", stage.shell
    page.view.go_to(Step.CLOSE)
    stage.settle()
    yield from all_of("session-3-close", stage.shell, page.view)
    page.view.close_session()
    stage.settle()
    yield from all_of("session-4-closed", stage.shell, page.view)
    page.banner.clear()
    yield "session-list", stage.shell


def from_paper(stage: Stage) -> Iterator[Sight]:
    page = prepared(stage)
    group = stage.desk.groups.all()[0]
    before = stage.clock.now() - timedelta(days=3)
    page.note_from_paper(group.id, before.replace(hour=19, minute=0))
    stage.settle()
    yield from all_of("session-from-paper", stage.shell, page)


def room(stage: Stage) -> Iterator[Sight]:
    wall = RoomDisplay(stage.shell)
    wall.resize(stage.look.size)
    wall.show()
    rules = (
        "What is said here stays here, and so does who came.",
        "Anyone may pass, at any time, without a reason.",
        "We speak of ourselves and ask before we advise.",
    )
    for name, view in (
        ("rules", Sheet("What we agreed on", rules)),
        ("question", Question("What helped you this week?")),
        ("round", RoundTimer("en", 120, 75, question="What helped you this week?")),
        ("round-over", RoundTimer("en", 120, 0)),
        ("break", BreakTimer("en", 600, 250, time(19, 40))),
        ("breathing", Breathing("en")),
        ("nothing", None),
    ):
        wall.show_view(view)
        stage.settle()
        yield f"room-{name}", wall
    wall.close()
