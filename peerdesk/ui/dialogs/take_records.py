"""Taking single records out of a backup: opened, looked through, ticked, taken."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
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
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, name_control, plain
from peerdesk.ui.widgets.layout import at_top, column, row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.wording import counted, day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.domain.taking import TakeReport
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

_RECORD = Qt.ItemDataRole.UserRole


class _Opening:
    """A backup on its way to being open. It outlives the dialog, which may be closed meanwhile."""

    def __init__(self, show: Callable[[Source], None]) -> None:
        self._show = show
        self._opened = ExitStack()
        self._wanted = True

    def arrive(self, opened: tuple[ExitStack, Source]) -> None:
        """Keep what was opened, or close it at once where nobody waits for it any more."""
        self._opened, source = opened
        if self._wanted:
            self._show(source)
        else:
            self._opened.close()

    def let_go(self) -> None:
        """Close the copy, now or when it arrives."""
        self._wanted = False
        self._opened.close()


class TakeRecordsDialog(QDialog):
    """`taken` carries the `TakeReport`; its `undo` takes everything back."""

    taken = Signal(object)

    def __init__(self, context: PageContext, backup: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Take records out of a backup"))
        self._context = context
        self._backup = backup
        self._source: Source | None = None
        self._opening: _Opening | None = None
        self._task: Task | None = None
        self.banner = Banner()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._passphrase_part())
        self._stack.addWidget(self._choice_part())
        self.take_button = button(self.tr("&Take the ticked ones"), self.take, weight="primary")
        self.take_button.hide()
        self.open_button = button(self.tr("&Open the backup"), self.open_backup, weight="primary")
        self.close_button = button(self.tr("&Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        layout.addWidget(row(None, self.close_button, self.open_button, self.take_button))
        self.resize(900, 560)
        fit_on_screen(self)
        self.finished.connect(self._let_go)
        self.passphrase.setFocus()

    def open_backup(self) -> None:
        """Prove the backup and open a copy of it, in the background."""
        secret = self.passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type the passphrase of the day of the backup first."))
            self.passphrase.setFocus()
            return
        self._busy(busy=True)
        path = self._backup

        def work(task: Task) -> tuple[ExitStack, Source]:
            with ExitStack() as opening:
                opened = opening.enter_context(
                    opened_database(path, secret, cancelled=task.cancelled)
                )
                return opening.pop_all(), Source(opened.connection)

        self._opening = _Opening(self._on_opened)
        job = self._context.jobs.run(work).then(self._opening.arrive).otherwise(self._on_failed)
        self._task = job.task

    def take(self) -> None:
        """Add what is ticked to the open vault."""
        wanted = [record for item in self._items() if (record := _ticked(item)) is not None]
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

    def _passphrase_part(self) -> QWidget:
        form = Form()
        self.passphrase = PassphraseField()
        self.passphrase.entered.connect(self.open_backup)
        form.add(
            self.tr("&Passphrase of the backup"),
            self.passphrase,
            help_text=self.tr(
                "The one that was in use on the day of the backup, or its 12 recovery words."
            ),
        )
        content = column(
            plain(self.tr("Take single records"), style="sectionTitle"),
            muted(
                self.tr(
                    "A note, a person or a session comes back from the backup, and nothing that is "
                    "here is written over. It can be undone."
                )
            ),
            form,
            spacing=12,
        )
        return at_top(content)

    def _choice_part(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a name or a word"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
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
        self.list.itemChanged.connect(self._count)
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

    def _on_opened(self, source: Source) -> None:
        self._source = source
        self._busy(busy=False)
        self.open_button.hide()
        self.take_button.show()
        self._stack.setCurrentIndex(1)
        today = SystemClock().now().date()
        for record in source.records(self._context.desk):
            day = day_in_words(record.happened_at.date(), today)
            item = QListWidgetItem(self._in_words(record, day))
            item.setData(_RECORD, record)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
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
        wanted, kind = folded(self.search.text()), self.kinds.currentData()
        shown = 0
        for item in self._items():
            record = item.data(_RECORD)
            words = folded(f"{record.title} {record.about} {record.text}")
            hidden = (kind is not None and record.kind is not kind) or wanted not in words
            item.setHidden(hidden)
            shown += not hidden
        if self.list.currentItem() is None and shown:
            self.list.setCurrentItem(next(item for item in self._items() if not item.isHidden()))
        self._count()

    def _count(self, *_arguments: object) -> None:
        ticked = sum(_ticked(item) is not None for item in self._items())
        self.count.setText(
            self.tr("{ticked} ticked. What is the same already is not taken twice.").format(
                ticked=counted(ticked, self.tr("record"), self.tr("records"))
            )
        )

    def _preview(self, item: QListWidgetItem | None) -> None:
        record = item.data(_RECORD) if item is not None else None
        self.text.setPlainText(record.text if record is not None else "")

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(index) for index in range(self.list.count())]

    def _busy(self, *, busy: bool) -> None:
        if busy:
            self.banner.notice(self.tr("Checking and opening the backup…"))
        else:
            self.banner.clear()
        for control in (self.passphrase, self.open_button):
            control.setEnabled(not busy)

    def _let_go(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._opening is not None:
            self._opening.let_go()


def _ticked(item: QListWidgetItem) -> Takeable | None:
    """The item's record where it is ticked, hidden by the search or not."""
    record = item.data(_RECORD)
    checked = item.checkState() is Qt.CheckState.Checked
    return record if checked and isinstance(record, Takeable) else None
