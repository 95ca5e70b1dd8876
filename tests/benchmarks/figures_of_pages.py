"""The other pages: none holds the window up, neither shown nor after a change."""

from collections.abc import Iterator

from bench import STALL, Bench, Figure, Row

from peerdesk.domain.members import Member
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


def _rename_somebody(bench: Bench) -> Member:
    return bench.desk.members.save(bench.desk.members.get(1))
