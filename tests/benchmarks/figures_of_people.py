"""The roster: listed, filtered, searched, and one person of it shown."""

from collections.abc import Iterator

from bench import STALL, TYPING, Bench, Figure, Row, typed

from peerdesk.ui.pages.people import PeoplePage

NAMES = ("Zoë", "amara", "Krzysztof", "from the harbour", "nobody of this name")
SHOWN = 40


def figures(bench: Bench) -> Iterator[Row]:
    page = bench.page("people")
    assert isinstance(page, PeoplePage)
    page.with_left.setChecked(True)
    groups = range(1, page.group_filter.count())
    yield Figure("everybody listed", tuple(bench.react(page.refresh) for _ in bench.turns), STALL)
    yield Figure(
        "filtered by a group",
        tuple(
            bench.react(page.group_filter.setCurrentIndex, index) for index in bench.some(groups)
        ),
        STALL,
    )
    page.group_filter.setCurrentIndex(0)
    yield Figure(
        "a name typed in the list",
        tuple(bench.react(page.search.setText, text) for text in bench.some(typed(*NAMES))),
        TYPING,
    )
    page.search.clear()
    ids = [member.id for member in bench.desk.members.all(with_left=True)]
    chosen = bench.some(ids[:: max(1, len(ids) // SHOWN)])
    yield Figure(
        "a person's page",
        tuple(bench.react(page.open, key) for key in chosen),
        STALL,
    )
