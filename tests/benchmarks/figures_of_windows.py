"""Every window that opens over the main one: none holds it up, opened and when its answer comes.

`OPENED` has a way to open each of them by its class; `test_every_window.py` looks for those that
were left out.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bench import STALL, Bench, Figure, Row
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from twenty_years import PASSPHRASE

from peerdesk.backup.make import export
from peerdesk.desk.due import due_records, rule_book
from peerdesk.documents.privacy_sheet import PrivacyItem, PrivacySheet, render
from peerdesk.domain.handouts import HandoutKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.recovery_words import generate
from peerdesk.domain.releases import ReleaseConsent
from peerdesk.domain.sessions import Session
from peerdesk.ui.dialogs.accounting import AccountingDialog
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.back_up_to_file import BackUpToFileDialog
from peerdesk.ui.dialogs.before_calling import BeforeCallingDialog
from peerdesk.ui.dialogs.distress_card import DistressCard
from peerdesk.ui.dialogs.drill import DrillDialog
from peerdesk.ui.dialogs.erase_member import EraseMemberDialog
from peerdesk.ui.dialogs.erase_records import EraseRecordsDialog
from peerdesk.ui.dialogs.erased_in_backups import ErasedInBackupsDialog
from peerdesk.ui.dialogs.forgotten import ForgottenDialog
from peerdesk.ui.dialogs.gentle_words import GentleWordsDialog
from peerdesk.ui.dialogs.group_keeping import GroupKeepingDialog
from peerdesk.ui.dialogs.handout import HandoutDialog
from peerdesk.ui.dialogs.help import HelpDialog
from peerdesk.ui.dialogs.import_people import ImportPeopleDialog
from peerdesk.ui.dialogs.look_through import LookThroughDialog
from peerdesk.ui.dialogs.look_through.decide import DecideDialog
from peerdesk.ui.dialogs.merge_members import MergeDialog
from peerdesk.ui.dialogs.new_key import NewKeyDialog
from peerdesk.ui.dialogs.note_versions import NoteVersionsDialog
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.dialogs.privacy_check import PrivacyCheckDialog
from peerdesk.ui.dialogs.recovery_words import NewRecoveryDialog, RehearsalDialog
from peerdesk.ui.dialogs.rename_passphrase import RenameDialog
from peerdesk.ui.dialogs.restore_backup import RestoreBackupDialog
from peerdesk.ui.dialogs.take_records import TakeRecordsDialog
from peerdesk.ui.dialogs.what_is_held import WhatIsHeldDialog
from peerdesk.ui.handing_out import HandoutRequest, open_handouts
from peerdesk.ui.pages.ground_rules.compare_dialog import CompareDialog
from peerdesk.ui.pages.ground_rules.library_dialog import LibraryDialog
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.ground_rules.read_aloud_dialog import ReadAloudDialog
from peerdesk.ui.pages.ground_rules.script_library import ScriptLibraryDialog
from peerdesk.ui.pages.ground_rules.share_dialog import ShareDialog
from peerdesk.ui.pages.ground_rules.take_dialog import TakeDialog
from peerdesk.ui.pages.ground_rules.take_in_dialog import TakeInDialog
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.sessions.distress import distress_of
from peerdesk.ui.passing_on.paper_dialog import PaperDialog
from peerdesk.ui.passing_on.papers import form_to_sign
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.vault.words import word_list

IMPORTED = 5_000
"""Lines of the file that people are taken from."""
MANY = 50


@dataclass(frozen=True)
class Kit:
    """A vault with its window, and what windows are opened with."""

    bench: Bench
    place: Path

    @property
    def context(self) -> PageContext:
        page = self.bench.shell.page
        assert page is not None
        return page.context

    @property
    def over(self) -> QWidget:
        """The window that others open over."""
        return self.bench.shell

    @cached_property
    def people(self) -> PeoplePage:
        page = self.bench.page("people")
        assert isinstance(page, PeoplePage)
        page.open(2)
        return page

    @cached_property
    def rules(self) -> GroundRulesPage:
        page = self.bench.page("ground_rules")
        assert isinstance(page, GroundRulesPage)
        return page

    @cached_property
    def member(self) -> Member:
        return self.bench.desk.members.get(2)

    @cached_property
    def session(self) -> Session:
        now = self.context.clock.now().replace(microsecond=0)
        return self.bench.desk.sessions.start(self.bench.desk.sessions.plan(2, now).id)

    @cached_property
    def due(self) -> tuple[str, ...]:
        """The keys of the first that are due."""
        today = self.context.clock.now().date()
        connection = self.bench.desk.connection
        return tuple(each.key for each in due_records(connection, today, rule_book(connection)))[
            :MANY
        ]

    @cached_property
    def rewritten(self) -> MemberNote:
        """A note that said something else before."""
        note = self.bench.desk.notes.of_member(2)[0]
        return self.bench.desk.notes.keep_member_note(
            replace(note, text=note.text + " More of it.")
        )

    @cached_property
    def roster(self) -> Path:
        """A list of people as a table program writes it."""
        path = self.place / "roster.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("Name", "Pronouns", "Telephone"))
            writer.writerows((f"Someone {n}", "they", f"0117 {n:06}") for n in range(IMPORTED))
        return path

    @cached_property
    def backup(self) -> Path:
        path = self.place / "Backup.pdbk"
        export(self.bench.desk.vault, path)
        return path

    @cached_property
    def pdf(self) -> bytes:
        item = PrivacyItem("A line", "holds", "It says what it means.")
        return render(PrivacySheet((item,), self.context.clock.now()), PaperSize.A4)

    @cached_property
    def consent(self) -> ReleaseConsent:
        today = self.context.clock.now().date()
        return ReleaseConsent(
            member_id=2, what="That they came", recipient="Dr Osei", given_on=today
        )


def _handouts(kit: Kit) -> None:
    open_handouts(kit.context, HandoutRequest(kind=HandoutKind.RULES, group_id=1), kit.over)


def _help(kit: Kit) -> None:
    HelpDialog("people", kit.over).open()


def _earlier_words(kit: Kit) -> None:
    note = kit.rewritten
    versions = kit.bench.desk.note_versions
    dialog = NoteVersionsDialog(versions, NoteKind.MEMBER, note.id, note.text, str, kit.over)
    dialog.open()


def _taken_in(kit: Kit) -> None:
    text = kit.bench.desk.scripts.text_of(kit.bench.desk.scripts.all()[0].id)
    TakeInDialog(kit.bench.desk, text, kit.over).open()


def _decided(kit: Kit) -> None:
    today = kit.context.clock.now().date()
    DecideDialog(kit.over, "Fifty records", today, 12, why=True).open()


def _accounted(kit: Kit) -> None:
    AccountingDialog(kit.context, kit.member, kit.context.clock.now, kit.over).open()


def _in_distress(kit: Kit) -> None:
    today = kit.context.clock.now().date()
    DistressCard(distress_of(kit.bench.desk, kit.session, today), kit.over).open()


def _paper(kit: Kit) -> None:
    paper = form_to_sign(kit.bench.desk, kit.consent, kit.context.clock.now().date())
    PaperDialog(kit.context, paper, kit.over).open()


def _words() -> str:
    return generate(word_list(), lambda _below: 7)


OPENED: dict[type[Dialog], Callable[[Kit], object]] = {
    AccountingDialog: _accounted,
    BackUpToFileDialog: lambda kit: BackUpToFileDialog("Twenty years", kit.over).open(),
    BeforeCallingDialog: lambda kit: kit.people.show_before_calling(),
    CompareDialog: lambda kit: kit.rules.compare_versions(),
    DecideDialog: _decided,
    DistressCard: _in_distress,
    DrillDialog: lambda kit: DrillDialog(kit.context, kit.backup, kit.over).open(),
    EraseMemberDialog: lambda kit: EraseMemberDialog(kit.context, 2, kit.over).open(),
    EraseRecordsDialog: lambda kit: EraseRecordsDialog(kit.context, kit.due, kit.over).open(),
    ErasedInBackupsDialog: lambda kit: ErasedInBackupsDialog(kit.context, kit.over).open(),
    ForgottenDialog: lambda kit: ForgottenDialog(kit.context, _words(), kit.over).open(),
    GentleWordsDialog: lambda kit: GentleWordsDialog(kit.bench.desk.gentle_words, kit.over).open(),
    GroupKeepingDialog: lambda kit: GroupKeepingDialog(kit.context, 1, kit.over).open(),
    HandoutDialog: _handouts,
    HelpDialog: _help,
    ImportPeopleDialog: lambda kit: kit.people.import_file(kit.roster),
    LibraryDialog: lambda kit: kit.rules.parts.choose_rule(),
    LookThroughDialog: lambda kit: LookThroughDialog(kit.context, kit.over).open(),
    MergeDialog: lambda kit: MergeDialog(kit.bench.desk, 2, kit.over).open(),
    NewKeyDialog: lambda kit: NewKeyDialog(kit.context, kit.over).open(),
    NewRecoveryDialog: lambda kit: NewRecoveryDialog(kit.context, _words(), kit.over).open(),
    NoteVersionsDialog: _earlier_words,
    PaperDialog: _paper,
    PrintDialog: lambda kit: PrintDialog(kit.pdf, kit.bench.jobs, kit.over).open(),
    PrivacyCheckDialog: lambda kit: PrivacyCheckDialog(kit.context, kit.over).open(),
    ReadAloudDialog: lambda kit: kit.rules.read_aloud(),
    RehearsalDialog: lambda kit: RehearsalDialog(kit.context, kit.over).open(),
    RenameDialog: lambda kit: RenameDialog(kit.bench.desk.vault.ways.slots()[0], kit.over).open(),
    RestoreBackupDialog: lambda kit: RestoreBackupDialog(kit.context, kit.backup, kit.over).open(),
    ScriptLibraryDialog: lambda kit: kit.rules.files.open_library(),
    ShareDialog: lambda kit: kit.rules.files.share(),
    TakeDialog: lambda kit: kit.rules.use_for_group(),
    TakeInDialog: _taken_in,
    TakeRecordsDialog: lambda kit: TakeRecordsDialog(kit.context, kit.backup, kit.over).open(),
    WhatIsHeldDialog: lambda kit: kit.people.about.erasing.show_held(),
}


def figures(bench: Bench) -> Iterator[Row]:
    kit = Kit(bench, Path(str(bench.desk.vault.folder.root)).parent)
    _prepare(kit)
    for kind, open_it in OPENED.items():
        yield Figure(kind.__name__, (bench.stall(open_it, kit),), STALL)
        _close(bench, kind)
    yield Figure("a passphrase asked for", (bench.stall(_ask, kit),), STALL)
    yield from _looked_into(kit)


def _prepare(kit: Kit) -> None:
    """Have everything there that is not the window's own work."""
    for each in (kit.people, kit.rules, kit.session, kit.due, kit.rewritten, kit.roster, kit.pdf):
        assert each
    assert kit.backup.exists()
    kit.bench.settle()


def _opened(kind: type[QWidget]) -> QWidget:
    windows = QApplication.topLevelWidgets()
    return next(each for each in windows if type(each) is kind and each.isVisible())


def _close(bench: Bench, kind: type[QDialog]) -> None:
    opened = _opened(kind)
    assert isinstance(opened, kind)
    opened.reject()
    bench.settle()


def _ask(kit: Kit) -> None:
    QTimer.singleShot(0, _answer)
    ask_passphrase(kit.over, "A question", "Your passphrase", "It says why.")


def _answer() -> None:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QDialog)
    asked.reject()


def _looked_into(kit: Kit) -> Iterator[Row]:
    """What is in the backup, once its passphrase was typed."""
    restoring = RestoreBackupDialog(kit.context, kit.backup, kit.over)
    restoring.open()
    kit.bench.settle()
    restoring.passphrase.field.show_text(PASSPHRASE)
    yield Figure("a backup compared", (kit.bench.stall(restoring.look),), STALL)
    _close(kit.bench, RestoreBackupDialog)
    taking = TakeRecordsDialog(kit.context, kit.backup, kit.over)
    taking.open()
    kit.bench.settle()
    taking.passphrase.field.show_text(PASSPHRASE)
    yield Figure("a backup's records listed", (kit.bench.stall(taking.open_backup),), STALL)
    taking.search.setText("sleep")
    yield Figure("and searched", (kit.bench.stall(taking._pause.timeout.emit),), STALL)
    yield Figure("and closed", (kit.bench.stall(taking.reject),), STALL)
