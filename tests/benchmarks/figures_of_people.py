"""The roster: listed, filtered, searched, and one person of it shown."""

from collections.abc import Iterator

from bench import STALL, TYPING, Bench, Figure, Row, typed

from peerdesk.domain.directory import Showing
from peerdesk.ui.pages.people.page import PeoplePage

NAMES = ("Zoë", "amara", "Krzysztof", "from the harbour", "nobody of this name")
SHOWN = 40


def figures(bench: Bench) -> Iterator[Row]:
    page = bench.page("people")
    assert isinstance(page, PeoplePage)
    filters = page.filters
    filters.show_all(Showing.EVERYBODY)
    groups = range(1, filters.group.count())
    yield Figure("everybody listed", tuple(bench.react(page.refresh) for _ in bench.turns), STALL)
    yield Figure(
        "filtered by a group",
        tuple(bench.react(filters.group.setCurrentIndex, index) for index in bench.some(groups)),
        STALL,
    )
    yield Figure(
        "filtered by what is open",
        tuple(bench.react(filters.show_all, showing) for showing in bench.some(tuple(Showing))),
        STALL,
    )
    filters.show_all(Showing.EVERYBODY)
    yield Figure(
        "a name typed in the list",
        tuple(bench.react(filters.search.setText, text) for text in bench.some(typed(*NAMES))),
        TYPING,
    )
    filters.search.clear()
    ids = [member.id for member in bench.desk.members.all(with_left=True)]
    chosen = bench.some(ids[:: max(1, len(ids) // SHOWN)])
    yield Figure(
        "a person's page",
        tuple(bench.react(page.open, key) for key in chosen),
        STALL,
    )
