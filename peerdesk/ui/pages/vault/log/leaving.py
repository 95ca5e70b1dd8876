"""The log as it leaves the vault: a table or pages."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from peerdesk.desk.log import read_log
from peerdesk.desk.paper_file import table_form
from peerdesk.documents.log_sheet import LogItem, LogSheet, render
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.tables import csv_of
from peerdesk.ui.leaving import pace_of
from peerdesk.ui.messages.log import entry_in_words, opener_in_words

if TYPE_CHECKING:
    from peerdesk.domain.log import LogEntry, LogQuestion
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.open_vault import OpenVault

SUBJECT = "log"
HEADING = ("When", "What", "How often", "Opened by")


TABLE = table_form(csv_of([HEADING]))


def table_of(vault: OpenVault, question: LogQuestion, _task: Task) -> bytes:
    """The lines as a file of `TABLE`. Belongs into a job."""
    rows = [
        (
            f"{entry.created_at.astimezone():%Y-%m-%d %H:%M:%S}",
            entry_in_words(entry),
            str(entry.count),
            opener_in_words(entry.opened_by),
        )
        for entry in _entries(vault, question)
    ]
    return csv_of([HEADING, *rows])


def page_of(vault: OpenVault, question: LogQuestion, task: Task) -> bytes:
    """The lines as PDF. Belongs into a job."""
    items = tuple(_item(entry) for entry in _entries(vault, question))
    asked_at = datetime.now()  # noqa: DTZ005 - the clock on the wall
    return render(LogSheet(vault.name, items, asked_at), PaperSize.A4, pace_of(task))


def _entries(vault: OpenVault, question: LogQuestion) -> list[LogEntry]:
    with closing(vault.reader()) as reader:
        return read_log(reader, question)


def _item(entry: LogEntry) -> LogItem:
    when = entry.created_at.astimezone()
    return LogItem(
        f"{when.day} {when:%b %Y, %H:%M}",
        entry_in_words(entry),
        entry.count,
        opener_in_words(entry.opened_by),
    )
