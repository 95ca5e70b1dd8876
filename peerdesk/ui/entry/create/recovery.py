"""Step 3: twelve words on paper, proof that they were written down, and the vault itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from peerdesk.ui.entry.window import Screen
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.recovery_sheet_card import SHEET, RecoverySheetCard, print_recovery_sheet
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.entry.create.draft import NewVault
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task

_OF_THE_FOLDER = frozenset(
    {
        VaultTrouble.FOLDER_NOT_EMPTY,
        VaultTrouble.READ_ONLY,
        VaultTrouble.DISK_FULL,
        VaultTrouble.MEDIUM_GONE,
        VaultTrouble.IO_FAILED,
    }
)
"""What another folder would mend."""


class RecoveryScreen(Screen):
    """Shows the words of the draft's sheet and asks for two of them."""

    opened = Signal(object)
    """Carries the Desk."""
    back = Signal(object)
    folder_wanted = Signal(object)
    """Both carry a NewVault; the second leads to the first step."""

    def __init__(self, draft: NewVault, services: EntryServices) -> None:
        super().__init__(
            self.tr("Your recovery sheet"),
            self.tr(
                "Step 3 of 3. If the passphrase is ever forgotten, these 12 words open the vault. "
                "Print or write them down, and keep the sheet away from this computer. They are "
                "not shown again."
            ),
        )
        self._draft = draft
        self._services = services
        self._words = draft.sheet.recovery.words
        self._copies = 0
        """Sheets that a printer took; there is no vault yet whose log could say so."""
        self.column.addWidget(RecoverySheetCard(self._words))
        self._print = button(self.tr("&Print the sheet…"), self._print_sheet, icon_name="printer")
        self.column.addWidget(row(self._print, None))
        self._build_questions()
        self._back = button(self.tr("&Back"), self._go_back, weight="quiet")
        self._create_button = button(
            self.tr("&Create the vault"), self._create, icon_name="check", weight="primary"
        )
        self.column.addWidget(row(self._back, None, self._create_button))

    def begin(self) -> None:
        self._print.setFocus()

    def _build_questions(self) -> None:
        forms = []
        self._answers = []
        for place, typed in zip(self._draft.sheet.asked, self._draft.answers, strict=True):
            form = Form()
            name = self.tr("Word {n}, from your sheet").format(n=place + 1)
            self._answers.append(form.add(name, QLineEdit(typed)))
            forms.append(form)
        self._answers[-1].returnPressed.connect(self._create)
        self.column.addWidget(row(*forms, spacing=16))

    def _print_sheet(self) -> None:
        dialog = print_recovery_sheet(self._draft.name, self._words, self._services.jobs, self)
        dialog.printed.connect(self._on_printed)

    def _on_printed(self, copies: int) -> None:
        self._copies += copies

    def _filled_in(self) -> NewVault:
        return replace(self._draft, answers=tuple(answer.text() for answer in self._answers))

    def _go_back(self) -> None:
        self.back.emit(self._filled_in())

    def _choose_folder(self) -> None:
        self.folder_wanted.emit(self._filled_in())

    def _create(self) -> None:
        for place, answer in zip(self._draft.sheet.asked, self._answers, strict=True):
            if answer.text().strip().casefold() != self._words[place]:
                self.banner.notice(
                    self.tr("Word {n} is not as on the sheet. Have another look at it.").format(
                        n=place + 1
                    )
                )
                answer.setFocus()
                answer.selectAll()
                return
        self._busy(busy=True)
        self.banner.notice(self.tr("Making the keys. This takes a few seconds, on purpose."))
        draft, create_desk = self._draft, self._services.create_desk

        def work(_task: Task) -> Desk:
            return create_desk(
                draft.folder,
                passphrase=draft.passphrase,
                label=draft.label,
                recovery=draft.sheet.recovery,
                name=draft.name,
            )

        self._services.jobs.run(work).then(self._on_created).otherwise(self._on_failed)

    def _on_created(self, desk: Desk) -> None:
        if self._copies:
            from peerdesk.domain.log import LogKind

            desk.note_in_log(LogKind.PRINTED, SHEET, self._copies)
        self.opened.emit(desk)

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self._create_button.setFocus()
        told = words_on(Occasion.NEW_VAULT, error)
        if error.code in _OF_THE_FOLDER:
            kept = self.tr("The 12 words on your sheet stay right.")
            self.banner.warn(f"{told} {kept}", self.tr("Another folder…"), self._choose_folder)
        else:
            self.banner.warn(told)

    def _busy(self, *, busy: bool) -> None:
        for control in (self._print, self._back, self._create_button, *self._answers):
            control.setEnabled(not busy)
