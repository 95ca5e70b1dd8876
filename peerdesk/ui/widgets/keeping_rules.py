"""The rules of how long records are kept, and what each of them brings up now."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from peerdesk.desk.due import due_counts, rule_book
from peerdesk.domain.retention import FACTS, RetentionKind, RetentionRule
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.retention import (
    MEANINGS,
    PERIODS,
    TITLES,
    counted_in_words,
    period_in_words,
    without_end_in_words,
)
from peerdesk.ui.slices import Slices
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from peerdesk.domain.retention import RuleBook
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner
    from peerdesk.vault.open_vault import OpenVault

    Counts = dict[RetentionKind, int]

AS_THE_VAULT, NO_END = "vault", "none"
LINES_SHOWN = 16
"""Choices that open without a scroll bar."""


def counted_now(vault: OpenVault, today: date) -> Callable[[Task], Counts]:
    """Work for a job: how many records are due by the rules that hold now."""

    def work(task: Task) -> Counts:
        if task.cancelled() or vault.is_closed:
            return {}  # a newer rule is counted, or nobody is there to be told
        with translating(), closing(vault.reader()) as reader:
            return due_counts(reader, today, rule_book(reader))

    return work


class KeepingRules(QWidget):
    """A choice for each kind, for the whole vault or for one group where it differs.

    A change holds at once and says what it brings up. No rule ever removes anything.
    """

    def __init__(self, context: PageContext, banner: Banner) -> None:
        """The choices come one after the other, the first one at once."""
        super().__init__()
        self._context = context
        self._banner = banner
        self._group_id: int | None = None
        self._counts: Counts | None = None
        self._looking: Latest[Counts] = Latest(context.jobs)
        # Other colours build the window anew, while a job may still count for this one.
        self.destroyed.connect(self._looking.drop)
        self.fields: dict[RetentionKind, QComboBox] = {}
        self._due: dict[RetentionKind, QLabel] = {}
        self._book: RuleBook | None = None
        self._form = Form(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self._slices = Slices(self)
        pieces = self._make_each()
        next(pieces)  # where the keyboard is from the start
        self._slices.follow(pieces)

    def making(self) -> Iterator[None]:
        """Make the choices that are not there yet, one with each step."""
        return self._slices.one_by_one()

    def _make_each(self) -> Iterator[None]:
        for kind in RetentionKind:
            self._make(kind)
            if self._book is not None:
                self._fill(kind, self.fields[kind], self._book)
            yield

    def _make(self, kind: RetentionKind) -> None:
        field = QComboBox()
        field.setMaxVisibleItems(LINES_SHOWN)
        field.currentTextChanged.connect(field.setToolTip)
        field.activated.connect(partial(self._on_chosen, kind))
        self._form.add(TITLES[kind], field, help_text=MEANINGS[kind])
        layout = self._form.layout()
        if layout is not None:
            layout.setAlignment(field, Qt.AlignmentFlag.AlignLeft)
        self._due[kind] = self._form.add_plain(muted(""))
        self.fields[kind] = field

    def show_rules(self, group_id: int | None = None) -> None:
        """Show what holds for the whole vault, or for one group."""
        if group_id != self._group_id:
            self._counts = None
        self._group_id = group_id
        self._book = self._context.desk.retention.book()
        for kind, field in self.fields.items():
            self._fill(kind, field, self._book)
        self._count(None)

    def _fill(self, kind: RetentionKind, field: QComboBox, book: RuleBook) -> None:
        group_id = self._group_id
        held = book.months(kind, group_id)
        least = FACTS[kind].least_months
        offered = sorted({each for each in (*PERIODS, held) if each is not None and each >= least})
        field.clear()
        if group_id is not None:
            usual = book.months(kind)
            words = without_end_in_words(kind) if usual is None else period_in_words(usual)
            inside = words[0].lower() + words[1:]
            said = self.tr("As in the vault ({period})").format(period=inside)
            field.addItem(said, AS_THE_VAULT)
        for months in offered:
            field.addItem(period_in_words(months), months)
        field.addItem(without_end_in_words(kind), NO_END)
        follows = group_id is not None and book.own(kind, group_id) is None
        chosen = AS_THE_VAULT if follows else NO_END if held is None else held
        field.setCurrentIndex(field.findData(chosen))

    def _on_chosen(self, kind: RetentionKind, _index: int) -> None:
        retention = self._context.desk.retention
        before = retention.book().own(kind, self._group_id)
        chosen = self.fields[kind].currentData()
        try:
            if chosen == AS_THE_VAULT:
                retention.follow_the_vault(kind, self._group_id)
            else:
                months = None if chosen == NO_END else int(chosen)
                retention.set_months(kind, months, self._group_id)
        except PeerDeskError as error:
            self._banner.explain(error)
            self.show_rules(self._group_id)
            return
        self._count(partial(self._tell, kind, before, self._group_id, self._counts))

    def _tell(
        self,
        kind: RetentionKind,
        before: RetentionRule | None,
        group_id: int | None,
        former: Counts | None,
        counts: Counts,
    ) -> None:
        """What a changed rule brings up, with the way back."""
        now = counted_in_words(kind, counts.get(kind, 0))
        told = self.tr("By this rule {now} would be looked at now").format(now=now)
        if former is not None:
            told += self.tr(", {n} before").format(n=former.get(kind, 0))
        told += ". " + self.tr("Nothing is erased before somebody decides.")
        undo = partial(self._take_back, kind, before, group_id)
        self._banner.good(told, self.tr("Undo"), undo)

    def _take_back(
        self, kind: RetentionKind, before: RetentionRule | None, group_id: int | None
    ) -> None:
        self._banner.clear()
        retention = self._context.desk.retention
        try:
            if before is None:
                retention.follow_the_vault(kind, group_id)
            else:
                retention.set_months(kind, before.months, group_id)
        except PeerDeskError as error:
            self._banner.explain(error)
        self.show_rules(self._group_id)

    def _count(self, then: Callable[[Counts], None] | None) -> None:
        desk = self._context.desk
        work = counted_now(desk.vault, self._context.clock.now().date())
        self._looking.run(work, partial(self._on_counted, then), self._banner.explain)

    def _on_counted(self, then: Callable[[Counts], None] | None, counts: Counts) -> None:
        self._counts = counts
        self._slices.complete()
        for kind, line in self._due.items():
            count = counts.get(kind, 0)
            said = counted_in_words(kind, count)
            line.setText(self.tr("Due now in the whole vault: {said}").format(said=said))
            line.setVisible(count > 0)
        if then is not None:
            then(counts)
