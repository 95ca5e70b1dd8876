"""The log on its way out of the vault: a table or a page, after the passphrase, and logged."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from peerdesk.desk.log import read_log
from peerdesk.desk.paper_file import save_paper, save_table
from peerdesk.documents.log_sheet import LogItem, LogSheet, render
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.tables import csv_of
from peerdesk.ui.messages.log import entry_in_words, opener_in_words
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.domain.log import LogEntry, LogQuestion
    from peerdesk.vault.open_vault import OpenVault

SUBJECT = "log"
HEADING = ("When", "What", "How often", "Opened by")


def as_table(vault: OpenVault, question: LogQuestion, secret: str, target: Path) -> LogKind:
    """Write the lines as CSV. Belongs into a job; raises as `_asked_for` and `save_table`."""
    entries = _asked_for(vault, question, secret)
    rows = [
        (
            f"{entry.created_at.astimezone():%Y-%m-%d %H:%M:%S}",
            entry_in_words(entry),
            str(entry.count),
            opener_in_words(entry.opened_by),
        )
        for entry in entries
    ]
    with translating():
        save_table(target, csv_of([HEADING, *rows]), csv_of([HEADING]))
    return LogKind.EXPORTED


def as_pdf(vault: OpenVault, question: LogQuestion, secret: str, target: Path) -> LogKind:
    """Write the lines as PDF. Belongs into a job; raises as `page_of` and `save_paper`."""
    pdf = page_of(vault, question, secret)
    with translating():
        save_paper(target, pdf)
    return LogKind.SAVED_PDF


def page_of(vault: OpenVault, question: LogQuestion, secret: str) -> bytes:
    """The lines as PDF bytes. Belongs into a job; raises as `_asked_for`."""
    items = tuple(_item(entry) for entry in _asked_for(vault, question, secret))
    asked_at = datetime.now()  # noqa: DTZ005 - the clock on the wall
    return render(LogSheet(vault.name, items, asked_at), PaperSize.A4)


def _asked_for(vault: OpenVault, question: LogQuestion, secret: str) -> list[LogEntry]:
    """`WrongPassphraseError`, because labels of passphrases are names of people."""
    vault.ways.require(secret)
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
