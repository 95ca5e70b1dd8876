"""Pages and steps looked at for the first time, after the quiet moments in which they were made."""

from collections.abc import Iterator

from bench import STALL, TYPING, Bench, Figure, Row, Sample, sample
from PySide6.QtCore import QEvent, Qt

from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.shell import Shell


def figures(bench: Bench) -> Iterator[Row]:
    shell = bench.shell.made_anew()
    shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    shell.resize(bench.shell.size())
    shell.show_page(PAGES[0].name)
    shell.show()
    bench.settle()
    yield Figure("a piece of a page made ahead", tuple(_pieces(bench, shell)), TYPING)
    for page in PAGES[1:]:
        looked_at = bench.stall(shell.show_page, page.name)
        yield Figure(f"{page.title} looked at first", (looked_at,), STALL)
    yield from _steps(bench, shell)
    shell.put_away()
    # Here, or the next dialog with an event loop of its own destroys a whole window meanwhile.
    bench.application.sendPostedEvents(shell, QEvent.Type.DeferredDelete)


def _pieces(bench: Bench, shell: Shell) -> Iterator[Sample]:
    shell.ahead.begin()
    while shell.ahead.goes_on:
        yield sample(bench.application.processEvents)


def _steps(bench: Bench, shell: Shell) -> Iterator[Row]:
    shell.show_page("sessions")
    page = shell.page
    assert isinstance(page, SessionsPage)
    session = bench.desk.sessions.plan(1, page.clock.now().replace(microsecond=0))
    for step in Step:
        if step is Step.RUN:
            bench.desk.sessions.start(session.id)
        looked_at = bench.stall(page.show_session, session.id, step)
        yield Figure(f"the step {step.name.lower()} looked at first", (looked_at,), STALL)
    for name, show in (("planner", page.begin_new), ("month", page.toggle_month)):
        yield Figure(f"the {name} looked at first", (bench.stall(show),), STALL)
