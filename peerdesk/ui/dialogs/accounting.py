"""What was given to others about one person, or of all: on screen, as paper, for programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from peerdesk.desk.accounting import (
    ACCOUNTING_FILE,
    ACCOUNTING_TABLE,
    AccountingQuestion,
    accounting_for,
    has_untold,
    json_of,
    table_of,
)
from peerdesk.desk.paper_file import PDF, FileForm
from peerdesk.documents import accounting_sheet
from peerdesk.documents.wording import languages_on_paper
from peerdesk.domain.releases import ACCOUNTED_YEARS, accounted_since
from peerdesk.ui.dialogs.handout.dialog import usual_paper
from peerdesk.ui.latest import Latest
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing
from peerdesk.ui.naming import called, is_masked, veiled
from peerdesk.ui.passing_on.words import authority_words, recipient_words, way_words
from peerdesk.ui.slices import Slices
from peerdesk.ui.terms import BETWEEN, covered_words, full_day, language_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import at_top, clear_layout, column, flowing, row, scrolling
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from peerdesk.domain.accounting import AccountedRelease, Accounting
    from peerdesk.domain.members import Member
    from peerdesk.domain.paper import PaperSize
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.vault.open_vault import OpenVault

SUBJECT = "accounting"
STEM = "What was given to others"
LONGEST_YEARS = 50
WIDTH, HEIGHT = 700, 640


class AccountingDialog(Dialog):
    """Each way out asks for the passphrase and has its line in the log."""

    def __init__(
        self, context: PageContext, member: Member, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        # A window's title is seen in the task bar: no name in it.
        self.setWindowTitle(self.tr("Accounting of releases"))
        self._desk = context.desk
        self._member = member
        self._now = now
        self._looking: Latest[Accounting] = Latest(context.jobs)
        self.destroyed.connect(self._looking.drop)
        self._listing = Slices(self)
        self.banner = Banner()
        self.leaving = Leaving(context, self, self.banner)
        self.leaving.begun.connect(self._busy)
        self.leaving.ended.connect(self._busy)
        self._choices = self._build_choices()
        # As high as the line that comes, so that nothing below it moves.
        self._found = muted(" ")
        self.list = column(spacing=12)
        self._ways = self._build_ways()
        self.close_button = button(self.tr("&Close"), self.reject, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        heading = self.tr("What was given to others about {name}").format(name=called(member))
        layout.addWidget(plain(heading, style="sectionTitle"))
        layout.addWidget(self._choices)
        layout.addWidget(self._found)
        layout.addWidget(scrolling(at_top(self.list)), 1)
        layout.addWidget(self.banner)
        layout.addWidget(flowing(*self._ways))
        layout.addWidget(row(None, self.close_button))
        self.resize(WIDTH, HEIGHT)
        fit_on_screen(self)
        self.show_found()
        self.print_button.setFocus()

    def _build_choices(self) -> QWidget:
        left, right, below = Form(), Form(), Form()
        years = self.tr("The last {n} years").format(n=ACCOUNTED_YEARS)
        spans = ((ACCOUNTED_YEARS, years), (LONGEST_YEARS, self.tr("All of it")))
        self.span = left.add(self.tr("&Which time"), choices(*spans))
        languages = ((code, language_words(code)) for code in languages_on_paper())
        self.language = right.add(self.tr("Lang&uage of the paper"), choices(*languages))
        self.language.setCurrentIndex(self.language.findData("en"))
        self.with_untold = below.add_plain(QCheckBox(self.tr("&Also what they were not told of")))
        self.why_untold = below.add_plain(
            muted(self.tr("Leave it out where telling them could put somebody in danger."))
        )
        self.span.currentIndexChanged.connect(self.show_found)
        self.with_untold.toggled.connect(self.show_found)
        return column(Adaptive(at_top(left), at_top(right), stacked=(0, 0), least=30), below)

    def _build_ways(self) -> tuple[QWidget, ...]:
        self.print_button = button(self.tr("P&rint…"), self._print, icon_name="printer")
        self.pdf_button = button(self.tr("Save as P&DF…"), self._save_pdf, icon_name="file-text")
        self.file_button = button(self.tr("Save for progra&ms…"), self._save_file, icon_name="save")
        self.table_button = button(self.tr("Save as a &table…"), self._save_table)
        return (self.print_button, self.pdf_button, self.file_button, self.table_button)

    def show_found(self, *_changed: object) -> None:
        """List what there is, in the time that was chosen.

        In a job, because the names of everybody else are looked for in it.
        """
        question, vault = self._question(), self._desk.vault
        untold = self.with_untold.isChecked() or has_untold(self._desk.connection, question)
        for part in (self.with_untold, self.why_untold):
            part.setVisible(untold)

        def work(_task: Task) -> Accounting:
            return accounting_for(vault, question)

        self._looking.run(work, self._on_found, self.banner.explain)

    def _on_found(self, found: Accounting) -> None:
        number = counted(len(found.releases), self.tr("release"), self.tr("releases"))
        since = self.tr("{releases}, from {first} to {last}.").format(
            releases=number, first=full_day(found.since), last=full_day(found.until)
        )
        self._found.setText(since if found.releases else self.tr("Nothing was given, as noted."))
        self._listing.begin(self._list_each(found.releases))

    def _list_each(self, releases: tuple[AccountedRelease, ...]) -> Iterator[None]:
        layout = self.list.layout()
        if layout is None:
            return
        clear_layout(layout)
        if is_masked():
            layout.addWidget(muted(covered_words()))
            return
        for each in releases:
            line = _line(each)
            layout.addWidget(line)
            line.show()
            yield

    def reject(self) -> None:
        """Not while a file is being written: what left the vault is always logged."""
        if not self.leaving.writing:
            super().reject()

    def _question(self) -> AccountingQuestion:
        today: date = self._now().date()
        return AccountingQuestion(
            member_id=self._member.id,
            since=accounted_since(today, int(self.span.currentData())),
            until=today,
            with_untold=self.with_untold.isChecked(),
        )

    def _print(self) -> None:
        self.leaving.print(self._outgoing(self._sheet(), PDF))

    def _save_pdf(self) -> None:
        self.leaving.save(self._outgoing(self._sheet(), PDF))

    def _save_file(self) -> None:
        self.leaving.save(self._outgoing(json_of, ACCOUNTING_FILE))

    def _save_table(self) -> None:
        self.leaving.save(self._outgoing(table_of, ACCOUNTING_TABLE))

    def _sheet(self) -> Callable[[Accounting], bytes]:
        language = str(self.language.currentData())
        return partial(_sheet, usual_paper(), language, self._now())

    def _outgoing(self, made_of: Callable[[Accounting], bytes], form: FileForm) -> Outgoing:
        why = self.tr("Whoever has it can read what was given, and to whom. Hand it over yourself.")
        return Outgoing(
            stem=STEM,
            lines=(LogLine(SUBJECT),),
            make=partial(_made, self._desk.vault, self._question(), made_of),
            ask_first=AskFirst(self.tr("It leaves the vault"), of_paper=why, of_file=why),
            form=form,
            after_saving=self.tr("It is not encrypted: delete it when they have it."),
        )

    def _busy(self) -> None:
        for control in (*self._ways, self._choices):
            control.setEnabled(not self.leaving.busy)


def _line(each: AccountedRelease) -> QWidget:
    release = each.release
    to = f"{full_day(release.released_on)}{BETWEEN}{recipient_words(release)}"
    how = BETWEEN.join((authority_words(release.authority), way_words(release.way)))
    parts = [plain(to, style="strong")]
    parts += [plain(veiled(words)) for words in (release.what, release.purpose) if words]
    return column(*parts, muted(how), spacing=2)


def _made(
    vault: OpenVault,
    question: AccountingQuestion,
    made_of: Callable[[Accounting], bytes],
    _task: Task,
) -> bytes:
    return made_of(accounting_for(vault, question))


def _sheet(paper: PaperSize, language: str, made_at: datetime, accounting: Accounting) -> bytes:
    return accounting_sheet.render(accounting, paper, language, made_at)
