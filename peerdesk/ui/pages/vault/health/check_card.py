"""Checking the open vault: progress, an answer for each step, and what can be done about it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from peerdesk.domain.log import LogKind
from peerdesk.ui.messages import step_in_words
from peerdesk.ui.messages.health import answer_in_words, verdict_in_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, clear_layout, column, flowing
from peerdesk.ui.widgets.picture_line import PictureLine
from peerdesk.vault.health import HealthReport, HealthStep, examine
from peerdesk.vault.search_index import rebuild_search

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class CheckCard(Card):
    """One button; then a line for each step, and the way out of what was found."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self._task: Task | None = None
        self.body.addWidget(plain(self.tr("Check now"), style="sectionTitle"))
        self.body.addWidget(
            muted(self.tr("Reads the whole vault and makes sure that nothing in it is damaged."))
        )
        self._button = button(self.tr("Chec&k the vault"), self._check, icon_name="shield-check")
        self._cancel = button(self.tr("Sto&p checking"), self._stop)
        self.body.addWidget(flowing(self._button, self._cancel))
        self._stage = muted("")
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        name_control(self._progress, self.tr("Progress of the check"))
        self.body.addWidget(self._stage)
        self.body.addWidget(self._progress)
        self._answers = column(spacing=6)
        self._answers.setAccessibleName(self.tr("What the check found"))
        self.body.addWidget(self._answers)
        self._show_checking(checking=False)

    def _check(self) -> None:
        # The button stays enabled, since the keyboard would leave a disabled one.
        if self._task is not None:
            return
        self._banner.clear()
        self._forget_answers()
        vault = self._context.desk.vault

        def work(task: Task) -> HealthReport:
            def progress(step: HealthStep, share: float) -> None:
                task.progress(step)
                task.share(share)

            return examine(vault, progress, task.cancelled)

        job = self._context.jobs.run(work).then(self._on_checked).otherwise(self._on_failed)
        self._task = job.reporting(self._on_stage).sharing(self._on_share).task
        self._show_checking(checking=True)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_stage(self, stage: str) -> None:
        self._stage.setText(step_in_words(stage))

    def _on_share(self, share: float) -> None:
        self._progress.setValue(round(100 * share))

    def _on_checked(self, report: HealthReport) -> None:
        self._show_checking(checking=False)
        self._show_answers(report)
        verdict = verdict_in_words(report)
        if report.is_whole:
            self._context.desk.note_in_log(LogKind.CHECKED)
            self._banner.good(verdict)
        elif report.only_search_is_damaged:
            self._banner.warn(verdict, self.tr("Build the search anew"), self._rebuild_search)
        elif report.records_are_damaged:
            self._context.desk.vault.distrust()
            self._banner.warn(verdict, self.tr("Lock now"), self._context.wishes.lock.emit)
        else:
            self._banner.warn(verdict)

    def _rebuild_search(self) -> None:
        vault = self._context.desk.vault

        def work(_task: Task) -> None:
            with closing(vault.upkeep()) as connection:
                rebuild_search(connection)

        self._context.jobs.run(work).then(self._on_rebuilt).otherwise(self._on_failed)

    def _on_rebuilt(self, _nothing: None) -> None:
        self._banner.clear()
        self._check()

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_checking(checking=False)
        self._banner.explain(error)

    def _forget_answers(self) -> None:
        layout = self._answers.layout()
        if layout is not None:
            clear_layout(layout)

    def _show_answers(self, report: HealthReport) -> None:
        layout = self._answers.layout()
        if layout is not None:
            for answer in report.answers:
                layout.addWidget(PictureLine(answer_in_words(answer), good=not answer.faults))
        self._answers.show()

    def _show_checking(self, *, checking: bool) -> None:
        focused = self.window().focusWidget()
        self._button.setText(self.tr("Checking…") if checking else self.tr("Chec&k the vault"))
        if not checking:
            self._task = None
            self._stage.clear()
            self._progress.setValue(0)
            if focused is self._cancel:
                self._button.setFocus()
        for widget in (self._cancel, self._stage, self._progress):
            widget.setVisible(checking)
        if checking:
            self._answers.hide()
