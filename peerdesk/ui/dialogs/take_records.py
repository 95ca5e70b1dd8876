"""Taking single records out of a backup: opened, looked through, ticked, taken."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from peerdesk.backup.opened import opened_database
from peerdesk.desk.taking import Source, take
from peerdesk.domain.names import folded
from peerdesk.domain.taking import InVault, Takeable, TakeKind
from peerdesk.errors import PeerDeskError
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.dialogs.backup_dialog import BackupDialog
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.slices import Slices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.wording import counted, day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from peerdesk.domain.taking import TakeReport
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

_RECORD = Qt.ItemDataRole.UserRole
USUAL_SIZE = QSize(900, 560)
MOST_LISTED = 300
LISTED_AT_ONCE = 25
SEARCH_PAUSE_MILLISECONDS = 120
FORGOTTEN_AT_ONCE = 1_000
"""Records that a job lets go of before the window has its turn; all at once took 100 ms."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A backup that is open, and what is in it."""

    source: Source
    records: list[tuple[Takeable, str]]
    """Each with the words that a search looks in, which take too long to fold at every key."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The first of what a search found, so many that a list is still of use, and their number."""

    first: list[Takeable]
    number: int


class _Opening:
    """A backup on its way to being open. It outlives the dialog, which may be closed meanwhile."""

    def __init__(self, show: Callable[[_Opened], None]) -> None:
        self._show = show
        self._opened = ExitStack()
        self._wanted = True

    def hold(self, opened: ExitStack) -> None:
        """Close this when it is let go. The job says so, as a lock may come before `arrive`."""
        self._opened = opened

    def arrive(self, opened: _Opened) -> None:
        """Show what was opened, or close it at once where nobody waits for it any more."""
        if self._wanted:
            self._show(opened)
        else:
            self._opened.close()

    def let_go(self) -> None:
        """Close the copy, now or when it arrives."""
        self._wanted = False
        self._opened.close()


class TakeRecordsDialog(BackupDialog):
    """`taken` carries the `TakeReport`; its `undo` takes everything back."""

    taken = Signal(object)

    def __init__(self, context: PageContext, backup: Path, parent: QWidget) -> None:
        super().__init__(context, backup, parent)
        self.setWindowTitle(self.tr("Take records out of a backup"))
        self._source: Source | None = None
        self._opening: _Opening | None = None
        self._records: list[tuple[Takeable, str]] = []
        self._ticked: dict[tuple[TakeKind, str], Takeable] = {}
        """Also those that the search does not show now."""
        self._not_listed = 0
        self._finding: Latest[_Found] = Latest(context.jobs)
        self.destroyed.connect(self._finding.drop)
        self._listing = Slices(self)
        self._ask_first(
            self.open_backup,
            plain(self.tr("Take single records"), style="sectionTitle"),
            muted(
                self.tr(
                    "A note, a person or a session comes back from the backup, and nothing that is "
                    "here is written over. It can be undone."
                )
            ),
        )
        self._stack.addWidget(self._choice_part())
        self.take_button = button(self.tr("&Take the ticked ones"), self.take, weight="primary")
        self.take_button.hide()
        self.open_button = button(self.tr("&Open the backup"), self.open_backup, weight="primary")
        self._lay_out(USUAL_SIZE, row(None, self.close_button, self.open_button, self.take_button))
        self.finished.connect(self._forget)
        # Once more when no job runs: one may have opened the copy since.
        context.jobs.ended.connect(self._let_go)

    def open_backup(self) -> None:
        """Prove the backup and open a copy of it, in the background."""
        secret = self.passphrase.taken(self.banner)
        if not secret:
            return
        self._busy(busy=True)
        path, vault = self._backup, self._context.desk.vault
        arriving = self._opening = _Opening(self._on_opened)

        def work(task: Task) -> _Opened:
            with ExitStack() as opening, closing(vault.reader()) as reader:
                opened = opening.enter_context(
                    opened_database(path, secret, cancelled=task.cancelled)
                )
                source = Source(opened.connection)
                records = [(each, _searched_in(each)) for each in source.records(reader)]
                arriving.hold(opening.pop_all())
                return _Opened(source, records)

        job = self._context.jobs.run(work).then(arriving.arrive).otherwise(self._on_failed)
        self._task = job.task

    def take(self) -> None:
        """Add what is ticked to the open vault."""
        wanted = list(self._ticked.values())
        if not wanted or self._source is None:
            self.banner.notice(self.tr("Nothing is ticked yet. Nothing was taken."))
            return
        try:
            report: TakeReport = take(self._context.desk, self._source, wanted, erased_too=True)
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self.taken.emit(report)
        self.accept()

    def _choice_part(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a name or a word"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._filter)
        self.search.textChanged.connect(self._pause.start)
        name_control(self.search, self.tr("Find a name or a word"))
        self.kinds = QComboBox()
        for label, kind in (
            (self.tr("Everything"), None),
            (self.tr("People"), TakeKind.MEMBER),
            (self.tr("Sessions"), TakeKind.SESSION),
            (self.tr("Notes about sessions"), TakeKind.GROUP_NOTE),
            (self.tr("Notes about people"), TakeKind.MEMBER_NOTE),
        ):
            self.kinds.addItem(label, kind)
        self.kinds.currentIndexChanged.connect(self._filter)
        name_control(self.kinds, self.tr("Kind of record"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        name_control(self.list, self.tr("Records of the backup"))
        self.list.currentItemChanged.connect(self._preview)
        self.list.itemChanged.connect(self._on_ticked)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        name_control(self.text, self.tr("What it says"))
        self.count = muted("")
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(16)
        sides.addWidget(self.list)
        sides.addWidget(self.text)
        sides.setSizes([480, 380])
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(row(self.search, self.kinds))
        layout.addWidget(sides, 1)
        layout.addWidget(self.count)
        return part

    def _on_opened(self, opened: _Opened) -> None:
        self._source, self._records = opened.source, opened.records
        self._busy(busy=False)
        self.open_button.hide()
        self.take_button.show()
        self._stack.setCurrentIndex(1)
        self._filter()
        self.search.setFocus()

    def _on_failed(self, error: PeerDeskError) -> None:
        if not isValid(self):
            return
        self._busy(busy=False)
        self.banner.warn(words_on(Occasion.CHECKING_BACKUP, error))
        self.passphrase.setFocus()

    def _in_words(self, record: Takeable, day: str) -> str:
        kind = {
            TakeKind.MEMBER: self.tr("Person: {title}"),
            TakeKind.SESSION: self.tr("Session of {title}"),
            TakeKind.GROUP_NOTE: self.tr("Note about a session of {title}"),
            TakeKind.MEMBER_NOTE: self.tr("Note about {title}"),
        }[record.kind].format(title=record.title)
        standing = {
            InVault.MISSING: self.tr("not in the vault now"),
            InVault.SAME: self.tr("the same as in the vault"),
            InVault.DIFFERENT: self.tr("reads otherwise in the vault"),
            InVault.ERASED: self.tr("was erased here: take it only if that was a mistake"),
        }[record.standing]
        return f"{kind}\n{day} · {standing}"

    def _filter(self, *_arguments: object) -> None:
        """Look for what the search asks for, in a job: there may be hundreds of thousands."""
        asked = (folded(self.search.text()), self.kinds.currentData())
        self._finding.run(
            partial(_found, self._records, *asked), self._on_found, self.banner.explain
        )

    def _on_found(self, found: _Found) -> None:
        self._listing.begin(self._list_each(found))

    def _list_each(self, found: _Found) -> Iterator[None]:
        with QSignalBlocker(self.list):
            self.list.clear()
        self._not_listed = found.number - len(found.first)
        for start in range(0, len(found.first), LISTED_AT_ONCE):
            with QSignalBlocker(self.list):
                for record in found.first[start : start + LISTED_AT_ONCE]:
                    self.list.addItem(self._item(record))
            if not start:
                self.list.setCurrentRow(0)
                self._count()
            yield
        if not found.first:
            self._preview(None)
            self._count()

    def _item(self, record: Takeable) -> QListWidgetItem:
        day = day_in_words(record.happened_at.date(), SystemClock().now().date())
        item = QListWidgetItem(self._in_words(record, day))
        item.setData(_RECORD, record)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_ticked = (record.kind, record.uid) in self._ticked
        item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        return item

    def _on_ticked(self, item: QListWidgetItem) -> None:
        record = item.data(_RECORD)
        key = (record.kind, record.uid)
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked[key] = record
        else:
            self._ticked.pop(key, None)
        self._count()

    def _count(self) -> None:
        told = self.tr("{ticked} ticked. What is the same already is not taken twice.").format(
            ticked=counted(len(self._ticked), self.tr("record"), self.tr("records"))
        )
        if self._not_listed:
            told += " " + self.tr("{n} more are found: type a word to list fewer.").format(
                n=f"{self._not_listed:,}"
            )
        self.count.setText(told)

    def _preview(self, item: QListWidgetItem | None) -> None:
        record = item.data(_RECORD) if item is not None else None
        self.text.setPlainText(record.text if record is not None else "")

    def _busy(self, *, busy: bool) -> None:
        if busy:
            self.banner.notice(self.tr("Checking and opening the backup…"))
        else:
            self.banner.clear()
        for control in (self.passphrase, self.open_button):
            control.setEnabled(not busy)

    def _let_go(self) -> None:
        self._finding.drop()
        if self._task is not None:
            self._task.cancel()
        if self._opening is not None:
            self._opening.let_go()

    def _forget(self) -> None:
        """Let go of what the backup says now: nobody looks for garbage in what a job gave."""
        records, self._records, self._ticked = self._records, [], {}
        if records:
            self._context.jobs.run(partial(_emptied, records))


def _searched_in(record: Takeable) -> str:
    return folded(f"{record.title} {record.about} {record.text}")


def _found(
    records: Sequence[tuple[Takeable, str]], wanted: str, kind: TakeKind | None, _task: Task
) -> _Found:
    found = [
        record
        for record, words in records
        if (kind is None or record.kind is kind) and wanted in words
    ]
    return _Found(found[:MOST_LISTED], len(found))


def _emptied(records: list[tuple[Takeable, str]], task: Task) -> None:
    while records and not task.cancelled():
        del records[-FORGOTTEN_AT_ONCE:]
