"""What writes many rows at once: nobody waits for any of it, neither at its time nor at Undo."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench import STALL, Bench, Figure, Row

from peerdesk.domain.importing import ImportField
from peerdesk.domain.members import Member
from peerdesk.ui.merge_words import note_words
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.sessions.page import SessionsPage

if TYPE_CHECKING:
    from peerdesk.domain.merging import MergeUndo
    from peerdesk.ui.dialogs.import_people import ImportPeopleDialog

LINES = 10_000
"""As many as a file may have."""
IN_A_GROUP = 60
_CAME_MOST = """
SELECT member_id FROM attendances GROUP BY member_id ORDER BY count(*) DESC, member_id LIMIT 2
"""


def figures(bench: Bench) -> Iterator[Row]:
    yield from _joined(bench)
    yield from _everybody(bench)
    yield from _of_a_group(bench)
    yield from _imported(bench)


def _joined(bench: Bench) -> Iterator[Row]:
    desk, merges = bench.desk, bench.desk.merges
    bench.page("people")
    kept, other = (each for (each,) in desk.connection.execute(_CAME_MOST).fetchall())
    undone: list[MergeUndo] = []

    def join() -> None:
        undone.append(merges.merge(kept, other, note_words))

    yield _figure(bench, "the records of two who came most joined", join)
    yield _figure(bench, "and taken back", lambda: merges.take_back(undone[0]))


def _everybody(bench: Bench) -> Iterator[Row]:
    desk = bench.desk
    group = desk.groups.all()[0]
    for number in range(IN_A_GROUP - len(desk.members.of_group(group.id))):
        desk.members.add_to_group(Member(chosen_name=f"Somebody new {number}"), group.id)
    page = bench.page("sessions")
    assert isinstance(page, SessionsPage)
    before = page.clock.now().replace(microsecond=0) - timedelta(hours=3)
    page.note_from_paper(group.id, before)
    bench.settle()
    yield _figure(bench, "sixty marked as having come", page.paper.who.everybody.click)


def _of_a_group(bench: Bench) -> Iterator[Row]:
    groups = bench.desk.groups
    group = groups.all()[0]
    bench.page("groups")
    yield _figure(bench, "a group archived", lambda: groups.save(replace(group, archived=True)))
    yield _figure(bench, "and opened again", lambda: groups.save(replace(group, archived=False)))


def _imported(bench: Bench) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "roster.csv")
        many = range(300 if bench.quick else LINES)
        lines = (f"Someone {n},they,0117 {n:06}\n" for n in many)
        path.write_text("Name,Pronouns,Telephone\n" + "".join(lines), "utf-8")
        page = bench.page("people")
        assert isinstance(page, PeoplePage)
        opened: list[ImportPeopleDialog] = []
        yield _figure(
            bench, "a file of ten thousand people", lambda: opened.append(page.import_file(path))
        )
        dialog = opened[0]
        phone = dialog.form.choices[ImportField.PHONE]
        yield _figure(bench, "with another column", phone.setCurrentIndex, phone.count() - 1)
        dialog.form.group.setCurrentIndex(1)
        yield _figure(bench, "all of it chosen", dialog.rows.table.selectAll)
        yield _figure(bench, "and left out", dialog.rows.leave_out)
        yield _figure(bench, "and added after all", dialog.rows.add)
        yield _figure(bench, "all of them imported into a group", dialog.import_button.click)
        yield _figure(bench, "and taken back", dialog.afterwards.undo_button.click)
        dialog.reject()
        bench.settle()


def _figure(bench: Bench, name: str, work: Callable[..., object], *arguments: object) -> Figure:
    return Figure(name, (bench.stall(work, *arguments),), STALL)
