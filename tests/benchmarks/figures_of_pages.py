"""The other pages: none holds the window up, neither shown nor after a change."""

from collections.abc import Iterator

from bench import STALL, Bench, Figure, Row, Sample, sample

from peerdesk.domain.members import Member
from peerdesk.ui.jobs import Task
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.ui.pages.vault.sections import SECTIONS


def figures(bench: Bench) -> Iterator[Row]:
    for page_type in PAGES:
        page = bench.page(page_type.name)
        yield Figure(
            f"{page_type.title} shown again",
            tuple(bench.stall(page.refresh) for _ in bench.turns),
            STALL,
        )
    page = bench.page("vault")
    assert isinstance(page, VaultPage)
    for section in SECTIONS:
        page.open(section.name)
        bench.settle()
        yield Figure(
            f"Vault, {section.title}",
            tuple(bench.stall(page.refresh) for _ in bench.turns),
            STALL,
        )
    for page_type in PAGES:
        bench.page(page_type.name)
        yield Figure(
            f"somebody renamed while {page_type.title} is shown",
            tuple(bench.stall(_rename_somebody, bench) for _ in bench.turns),
            STALL,
        )
    yield Figure("somebody renamed beside a job", tuple(_beside_a_job(bench)))


def _beside_a_job(bench: Bench) -> Iterator[Sample]:
    """Its clock tells how long the window waits for a thread that calculates."""
    job = bench.jobs.run(_calculate)
    for _ in bench.turns:
        yield sample(_rename_somebody, bench)
    job.task.cancel()
    bench.settle()


def _calculate(task: Task) -> None:
    while not task.cancelled():
        sum(range(1_000))


def _rename_somebody(bench: Bench) -> Member:
    return bench.desk.members.save(bench.desk.members.get(1))
