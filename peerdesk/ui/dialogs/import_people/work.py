"""What a file of people needs before it can be shown, in jobs: it may have 100,000 lines."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.foreign_files.reading import AS_FOUND, Reading, read_people
from peerdesk.desk.importing import known_names
from peerdesk.desk.source_file import SourceFile, read_source
from peerdesk.domain.days import DayOrder, order_of
from peerdesk.domain.importing import ImportField, proposals, usual_columns
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.domain.importing import Columns, ForeignTable, Proposal
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file, what it holds, and the columns that are taken unless somebody asks for more."""

    source: SourceFile
    table: ForeignTable
    usual: Columns


@dataclass(frozen=True, slots=True)
class Question:
    """Which columns of a table are wanted, and how this country writes days."""

    table: ForeignTable
    columns: Columns
    usual_order: DayOrder


def read_first(path: Path, _task: Task) -> FileRead:
    """Read a file, as it seems to be written."""
    source = read_source(path)
    return _as_read(source, AS_FOUND)


def read_again(source: SourceFile, reading: Reading, _task: Task) -> FileRead:
    """Read the same bytes in another way."""
    return _as_read(source, reading)


def proposed(vault: OpenVault, question: Question, task: Task) -> list[Proposal]:
    """What would come of each line; of none where nobody waits for it any more."""
    if task.cancelled() or vault.is_closed:
        return []
    with translating(), closing(vault.reader()) as reader:
        known = known_names(reader)
    table, columns = question.table, question.columns
    days = columns.get(ImportField.JOINED_ON)
    order = order_of((row.cell(days) for row in table.rows), question.usual_order)
    return proposals(table, columns, known, order)


def _as_read(source: SourceFile, reading: Reading) -> FileRead:
    table = read_people(source.data, reading)
    return FileRead(source, table, usual_columns(table))
