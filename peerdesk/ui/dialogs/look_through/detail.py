"""What is known of the record that is looked at: why it is due, and what is held, in numbers."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.bulk_preview import bulk_preview
from peerdesk.domain.bulk_erasure import BulkPreview
from peerdesk.domain.retention import FACTS, RetentionKind
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.erasing import goes_in_words, stays_in_words
from peerdesk.ui.messages.retention import day_written, reason_in_words
from peerdesk.ui.naming import veiled
from peerdesk.ui.widgets.form import plain
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.retention import Due
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext


class DueDetail(QWidget):
    """Shown for one record; the numbers come from a job."""

    def __init__(self, context: PageContext, today: date) -> None:
        super().__init__()
        self._context = context
        self._today = today
        self._looking: Latest[BulkPreview] = Latest(context.jobs)
        self.heading = plain("", style="sectionTitle")
        self.reason = plain("")
        self.decided = plain("")
        self.held = plain("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.heading, self.reason, self.decided, self.held):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_due(self, due: Due, title: str) -> None:
        """Show one record."""
        self.heading.setText(title)
        self.reason.setText(reason_in_words(due, self._today))
        self.decided.setText(self._decided_in_words(due))
        self.decided.setVisible(due.decided is not None)
        self.held.clear()
        if FACTS[due.kind].only_looked_at:
            self.drop()
            self.held.setText(
                self.tr(
                    "A safeguarding concern is never erased from here. Whether it may go is "
                    "decided beside it, with whoever is responsible for safeguarding."
                )
            )
            return
        vault = self._context.desk.vault

        def work(task: Task) -> BulkPreview:
            if task.cancelled():
                return BulkPreview({}, {})
            with translating(), closing(vault.reader()) as reader:
                return bulk_preview(reader, [due.key])

        self._looking.run(work, partial(self._show_held, due), self._on_failed)

    def drop(self) -> None:
        """Want no numbers any more."""
        self._looking.drop()

    def _show_held(self, due: Due, preview: BulkPreview) -> None:
        told = [self.tr("If it is erased:"), goes_in_words(preview), stays_in_words(preview)]
        if due.kind is RetentionKind.PERSON:
            told[0] = self.tr("If they are erased:")
        self.held.setText("\n\n".join(filter(None, told)))

    def _on_failed(self, _error: PeerDeskError) -> None:
        self.held.setText(self.tr("What is held could not be counted now. Nothing was changed."))

    def _decided_in_words(self, due: Due) -> str:
        if due.decided is None:
            return ""
        words = self.tr("Decided on {day}: look again on {again}.").format(
            day=day_written(due.decided.decided_on), again=day_written(due.decided.review_on)
        )
        why = veiled(due.decided.why)
        return f"{words} {self.tr('Why: {why}').format(why=why)}" if why else words
