"""Everything that is due, and what a person decides about it."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.due import due_records, rule_book
from peerdesk.domain.retention import FACTS, Asking, Due, RetentionKind
from peerdesk.ui.dialogs.look_through.decide import DecideDialog
from peerdesk.ui.dialogs.look_through.deciding import Decided, deciding, taking_back
from peerdesk.ui.dialogs.look_through.detail import DueDetail
from peerdesk.ui.dialogs.look_through.entries import DueEntries
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.retention import TITLES, day_written
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive, narrow
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import column, flowing, row, scrolling
from peerdesk.ui.widgets.records import RecordList
from peerdesk.ui.wording import counted
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.retention import ReviewDate
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

USUAL_SIZE = QSize(980, 640)
EVERYTHING = ""
MOST_LISTED = 3000
"""Of thousands nobody decides at once; those that follow come as these are decided."""
KEPT_FOR, SOONER_IN = 12, 1
"""Months that are proposed."""


class LookThroughDialog(Dialog):
    """A list at the left, the record that is looked at at the right, three things to decide."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Look through what is due"))
        self._context = context
        self._today: date = context.clock.now().date()
        self._looking: Latest[list[Due]] = Latest(context.jobs)
        self._found: list[Due] = []
        self._listed: tuple[Due, ...] = ()
        self._more = 0
        self._entries = DueEntries(context.desk)
        self._undo: tuple[tuple[Due, ...], tuple[ReviewDate, ...]] | None = None
        self.banner = Banner()
        self.asking = choices(
            (Asking.DUE.value, self.tr("Due now")),
            (Asking.SOON.value, self.tr("Due within three months")),
            (Asking.KEPT.value, self.tr("Decided, and its day is ahead")),
        )
        name_control(self.asking, self.tr("Which records"))
        self.kinds = narrow(choices((EVERYTHING, self.tr("Every kind"))), 24)
        name_control(self.kinds, self.tr("Which kind"))
        self.list = RecordList(self.tr("Records to decide about"), uniform=True)
        self.list.allow_several()
        self.detail = DueDetail(context, self._today)
        self.nothing = plain("")
        self.count = muted("")
        self._make_buttons()
        self._lay_out()
        self.list.chosen.connect(self._on_chosen)
        self.list.several_changed.connect(self._on_several)
        self.asking.currentIndexChanged.connect(self._on_asking)
        self.kinds.activated.connect(self._on_kind)
        self._take_over_masking(parent)
        self.finished.connect(self._let_go)
        context.jobs.ending.connect(self._let_go)
        fit_on_screen(self, USUAL_SIZE)
        self.look_up()
        self.list.setFocus()

    def look_up(self) -> None:
        """Find what is asked for, in a job: after years that is thousands of records."""
        vault, today = self._context.desk.vault, self._today
        asking = Asking(self.asking.currentData())

        def work(task: Task) -> list[Due]:
            if task.cancelled():
                return []
            with translating(), closing(vault.reader()) as reader:
                found = due_records(reader, today, rule_book(reader), asking)
            # One kind after the other: deciding about people is another thing than about notes.
            return sorted(found, key=_by_kind)

        self.nothing.setText(self.tr("Looking…"))
        self.nothing.show()
        self._looking.run(work, self._take_in, self.banner.explain)

    def keep(self) -> None:
        """Keep what is chosen for longer, and say why."""
        self._ask(KEPT_FOR, why=True)

    def sooner(self) -> None:
        """Look at what is chosen again on an earlier day."""
        self._ask(SOONER_IN, why=False)

    def erase(self) -> None:
        """Show what erasing what is chosen would do."""
        from peerdesk.ui.dialogs.erase_records import EraseRecordsDialog  # noqa: PLC0415 - rare

        chosen = [each for each in self._chosen() if not FACTS[each.kind].only_looked_at]
        if not chosen:
            self.banner.notice(
                self.tr("Safeguarding concerns are never erased from here. Nothing was changed.")
            )
            return
        self._context.wishes.keep_typed.emit()
        self.banner.clear()
        dialog = EraseRecordsDialog(self._context, tuple(each.key for each in chosen), self)
        dialog.erased.connect(self.look_up)
        dialog.open()

    def _make_buttons(self) -> None:
        self.keep_button = button(self.tr("&Keep, and say why…"), self.keep)
        self.sooner_button = button(self.tr("Look again &sooner…"), self.sooner)
        self.erase_button = button(self.tr("&Erase…"), self.erase, icon_name="trash-2")
        self.all_button = button(self.tr("Choose &all"), self._choose_all, weight="quiet")
        self.close_button = button(self.tr("&Close"), self.reject)
        for each in (self.keep_button, self.sooner_button, self.erase_button, self.all_button):
            each.setAutoDefault(False)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self.erase)

    def _lay_out(self) -> None:
        left = column(self.list, self.nothing, row(self.count, None, self.all_button))
        left_layout = left.layout()
        if isinstance(left_layout, QVBoxLayout):
            left_layout.setStretch(0, 1)
        decisions = flowing(self.keep_button, self.sooner_button, self.erase_button)
        right = column(scrolling(self.detail), decisions, spacing=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(
            plain(
                self.tr(
                    "Kept as long as your rules say. Decide about one, or choose several with "
                    "Shift and Ctrl. Whatever you do not decide about stays."
                )
            )
        )
        layout.addWidget(self.banner)
        layout.addWidget(flowing(self.asking, self.kinds))
        layout.addWidget(Adaptive(left, right, shares=(1, 1), least=30), 1)
        layout.addWidget(row(None, self.close_button))

    def _take_over_masking(self, parent: QWidget) -> None:
        """F8 here as in the window: it is the window's own action."""
        for action in parent.window().findChildren(QAction):
            if action.shortcut() == QKeySequence(Qt.Key.Key_F8):
                self.addAction(action)
                action.triggered.connect(self._show_list)

    def _take_in(self, found: list[Due]) -> None:
        self._found = found
        there = {each.kind for each in found}
        shown = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem(self.tr("Every kind"), EVERYTHING)
        for kind in RetentionKind:
            if kind in there:
                self.kinds.addItem(TITLES[kind], kind.value)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(shown)))
        self._show_list()

    def _show_list(self) -> None:
        kind = self.kinds.currentData()
        of_kind = (
            self._found
            if kind == EVERYTHING
            else [each for each in self._found if each.kind.value == kind]
        )
        self._more = max(0, len(of_kind) - MOST_LISTED)
        self._listed = tuple(of_kind[:MOST_LISTED])
        self.list.selectionModel().clear()
        self.list.show_entries(self._entries.of(self._listed))
        self.nothing.setText(self._nothing_in_words())
        self.nothing.setVisible(not self._listed)
        if self._listed:
            self.list.choose(0)
            self._show_one(self._listed[0])
        self._on_several()

    def _nothing_in_words(self) -> str:
        return {
            Asking.DUE: self.tr("Nothing is due. There is nothing to decide."),
            Asking.SOON: self.tr("Nothing becomes due within three months."),
            Asking.KEPT: self.tr("Nothing was decided that has its day ahead."),
        }[Asking(self.asking.currentData())]

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key < len(self._listed):
            self._show_one(self._listed[key])

    def _show_one(self, due: Due) -> None:
        self.detail.show_due(due, self._entries.title(due))

    def _on_several(self) -> None:
        chosen = sum(len(rows) for rows in self._chosen_rows())
        is_any = bool(self._listed)
        self.detail.setVisible(is_any)
        for each in (self.keep_button, self.sooner_button, self.erase_button, self.all_button):
            each.setEnabled(is_any)
        every = counted(len(self._listed), self.tr("record"), self.tr("records"))
        if self._more:
            every = self.tr("the first {every}, {n} more after these").format(
                every=every, n=f"{self._more:,}"
            )
        self.count.setText(
            self.tr("{chosen} of {every} chosen").format(chosen=chosen, every=every)
            if chosen > 1
            else every
        )

    def _on_asking(self, _index: int) -> None:
        self.look_up()

    def _on_kind(self, _index: int) -> None:
        self._show_list()

    def _choose_all(self) -> None:
        self.list.selectAll()
        self.list.setFocus()

    def _chosen_rows(self) -> list[range]:
        """By ranges, since a choice of thousands is no list of thousands."""
        selection = self.list.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        return sorted((range(each.top(), each.bottom() + 1) for each in ranges), key=_begin)

    def _chosen(self) -> tuple[Due, ...]:
        rows = self._chosen_rows() or [range(0)]
        chosen = tuple(self._listed[row] for some in rows for row in some)
        current = self.list.current_key
        if not chosen and isinstance(current, int):
            return (self._listed[current],)
        return chosen

    def _ask(self, months: int, *, why: bool) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        asked = (
            self._entries.title(chosen[0])
            if len(chosen) == 1
            else counted(len(chosen), self.tr("record"), self.tr("records"))
        )
        dialog = DecideDialog(self, asked, self._today, months, why=why)
        dialog.decided.connect(partial(self._decide, dialog, chosen))
        dialog.open()

    def _decide(self, dialog: DecideDialog, chosen: tuple[Due, ...], day: date, why: str) -> None:
        work = deciding(self._context.desk.vault, chosen, day, self._today, why)
        job = self._context.jobs.run(work).then(partial(self._on_decided, dialog, chosen, day))
        job.otherwise(dialog.explain)

    def _on_decided(
        self, dialog: DecideDialog, chosen: tuple[Due, ...], day: date, decided: Decided
    ) -> None:
        self._tell(decided)
        dialog.accept()
        self._undo = (chosen, decided.before)
        kept = counted(len(chosen), self.tr("record stays"), self.tr("records stay"))
        self.banner.good(
            self.tr("{kept}. You are asked again on {day}.").format(
                kept=kept, day=day_written(day)
            ),
            self.tr("Undo"),
            self._take_back,
        )
        self.look_up()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.banner.clear()
        if undo is not None:
            work = taking_back(self._context.desk.vault, *undo)
            self._context.jobs.run(work).then(self._on_taken_back).otherwise(self.banner.explain)

    def _on_taken_back(self, decided: Decided) -> None:
        self._tell(decided)
        self.look_up()

    def _tell(self, decided: Decided) -> None:
        for change in decided.changes:
            self._context.desk.tell(change)

    def _let_go(self) -> None:
        self._looking.drop()
        self.detail.drop()


_ORDER = {kind: place for place, kind in enumerate(RetentionKind)}


def _by_kind(due: Due) -> tuple[int, date]:
    return _ORDER[due.kind], due.due_on


def _begin(rows: range) -> int:
    return rows.start
