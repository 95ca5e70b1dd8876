"""What is due after twenty years: Today's card, the window, fifty people erased at once."""

from collections.abc import Iterator
from contextlib import closing

from bench import STALL, Bench, Figure, Row, Sample, sample
from PySide6.QtWidgets import QWidget

from peerdesk.desk.due import due_counts, due_records, rule_book
from peerdesk.domain.retention import Due, RetentionKind
from peerdesk.ui.dialogs.erase_member import EraseMemberDialog
from peerdesk.ui.dialogs.erase_records import EraseRecordsDialog
from peerdesk.ui.dialogs.erase_records.working import erasing_of, preview_of, proof_of
from peerdesk.ui.dialogs.look_through import LookThroughDialog
from peerdesk.ui.dialogs.look_through.decide import DecideDialog
from peerdesk.ui.jobs import Task
from peerdesk.ui.pages.today import TodayPage

MANY = 50


def figures(bench: Bench) -> Iterator[Row]:
    page = bench.page("today")
    assert isinstance(page, TodayPage)
    yield Figure(
        "Today's card counted anew",
        tuple(bench.stall(page.keeping._count) for _ in bench.turns),
        STALL,
    )
    yield Figure("what is due counted, in a job", tuple(_counted(bench) for _ in bench.turns))
    yield Figure("what is due listed, in a job", (sample(_listed, bench),))
    context = page.context
    opened: list[LookThroughDialog] = []

    def look() -> None:
        opened.append(LookThroughDialog(context, bench.shell))
        opened[-1].open()

    yield Figure("the window opens, longest stall", (bench.stall(look),), STALL)
    dialog = opened[0]
    yield Figure("another record looked at", _looked_at(bench, dialog), STALL)
    yield Figure("every record chosen", (bench.stall(dialog.list.selectAll),), STALL)
    found = [each for each in dialog._found if each.kind is RetentionKind.PERSON][:MANY]
    yield Figure("fifty kept with a reason", (bench.stall(_kept, bench, dialog, found),), STALL)
    yield Figure("and taken back", (bench.stall(dialog._take_back),), STALL)
    dialog.reject()
    bench.settle()
    yield from _erased(bench, found)


def _counted(bench: Bench) -> Sample:
    with closing(bench.desk.vault.reader()) as reader:
        today = bench.shell.page.clock.now().date()  # type: ignore[union-attr] # shown before
        return sample(due_counts, reader, today, rule_book(reader))


def _listed(bench: Bench) -> int:
    with closing(bench.desk.vault.reader()) as reader:
        today = bench.shell.page.clock.now().date()  # type: ignore[union-attr] # shown before
        return len(due_records(reader, today, rule_book(reader)))


def _looked_at(bench: Bench, dialog: LookThroughDialog) -> tuple[Sample, ...]:
    return tuple(bench.stall(dialog.list.choose, place) for place in range(1, 12))


def _kept(bench: Bench, dialog: LookThroughDialog, found: list[Due]) -> None:
    today = dialog._today
    asked = DecideDialog(dialog, "fifty", today, 12, why=True)
    dialog._decide(asked, tuple(found), today.replace(year=today.year + 1), "asked us to")


def _erased(bench: Bench, found: list[Due]) -> Iterator[Row]:
    vault = bench.desk.vault
    keys = tuple(each.key for each in found)
    task = Task(lambda _stage: None, lambda _share: None)
    page = bench.page("today")
    parent = QWidget()

    def one() -> None:
        EraseMemberDialog(page.context, found[0].record_id, parent).open()

    yield Figure("one person's numbers, longest stall", (bench.stall(one),), STALL)

    def several() -> None:
        EraseRecordsDialog(page.context, keys, parent).open()

    yield Figure("fifty people's numbers, longest stall", (bench.stall(several),), STALL)
    yield Figure("the same, in its job", (sample(preview_of(vault, keys), task),))
    gone = []

    def erase() -> None:
        job = bench.jobs.run(erasing_of(vault, keys))
        job.then(gone.append)

    stall = bench.stall(erase)
    yield Figure("fifty people erased, longest stall", (stall,), STALL)

    def tell() -> None:
        for change in gone[0].changes:
            bench.desk.tell(change)

    yield Figure("the window told of it", (bench.stall(tell),), STALL)
    yield Figure(
        "fifty people proven gone, in a job", (sample(proof_of(vault, gone[0].erased), task),)
    )
