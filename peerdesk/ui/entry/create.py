"""Three screens to a working vault: a name, a passphrase, a recovery sheet."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from peerdesk.domain.names import LONGEST_NAME, one_line
from peerdesk.domain.passphrases import MINIMUM_CHARACTERS, generate, normal_form
from peerdesk.domain.recovery_words import RecoveryWords
from peerdesk.domain.recovery_words import generate as generate_recovery_words
from peerdesk.paths import default_vault_folder
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.strength import StrengthLine
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the first two screens gathered."""

    folder: VaultFolder
    name: str
    label: str
    passphrase: str = ""


class NameScreen(Screen):
    """Step 1: what the vault is called and where it lies."""

    done = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("A name for your vault"),
            self.tr("Step 1 of 3. One vault holds all your groups. Its name is encrypted as well."),
        )
        form = Form()
        self._name = form.add(
            self.tr("&Name"), QLineEdit(), help_text=self.tr("For example: Harbour peer support")
        )
        self._label = form.add(
            self.tr("&Your role"),
            QLineEdit(self.tr("Facilitator")),
            help_text=self.tr("The log says who opened the vault. A role is enough."),
        )
        self._name.setMaxLength(LONGEST_NAME)
        self._label.setMaxLength(60)
        self._place = QLineEdit(str(default_vault_folder()))
        form.add(
            self.tr("&Folder"),
            self._place,
            help_text=self.tr("A new, empty folder. Best not one that a cloud service copies."),
        )
        self.column.addWidget(form)
        self.column.addWidget(
            row(
                button(self.tr("Choose another folder…"), self._choose, icon_name="folder-open"),
                None,
            )
        )
        self.column.addWidget(
            row(
                button(self.tr("&Back"), self.back.emit, weight="quiet"),
                None,
                button(self.tr("Ne&xt"), self._next, weight="primary"),
            )
        )
        self._name.returnPressed.connect(self._next)

    def begin(self) -> None:
        self._name.setFocus()

    def _choose(self) -> None:
        parent = QFileDialog.getExistingDirectory(self, self.tr("Where to put the vault"))
        if parent:
            self._place.setText(str(Path(parent) / self.tr("My vault")))

    def _next(self) -> None:
        name = one_line(self._name.text())
        place = self._place.text().strip()
        if not name:
            self.banner.notice(self.tr("Give the vault a name first. You can change it later."))
            self._name.setFocus()
            return
        root = Path(place).expanduser()
        if not place or (root.exists() and (not root.is_dir() or any(root.iterdir()))):
            self.banner.notice(
                self.tr("That folder has something in it already. Choose a new or empty one.")
            )
            self._place.setFocus()
            return
        label = one_line(self._label.text()) or self.tr("Facilitator")
        self.done.emit(NewVault(VaultFolder(root.absolute()), name, label))


class PassphraseScreen(Screen):
    """Step 2: the passphrase, its strength in words, and a generator one click away."""

    done = Signal(object)
    back = Signal()

    def __init__(self, draft: NewVault) -> None:
        super().__init__(
            self.tr("A passphrase"),
            self.tr(
                "Step 2 of 3. Several words that you will remember and nobody would guess. There "
                "is no other way in, apart from the recovery sheet that comes next."
            ),
        )
        self._draft = draft
        self._first = PassphraseField()
        self._second = PassphraseField()
        self._strength = StrengthLine((draft.name, draft.label))
        self._first.edited.connect(self._judge)
        form = Form()
        form.add(
            self.tr("&Passphrase"),
            self._first,
            help_text=self.tr("At least {n} characters; spaces are fine.").format(
                n=MINIMUM_CHARACTERS
            ),
        )
        form.add_plain(self._strength)
        form.add(self.tr("The same &again"), self._second)
        self._second.entered.connect(self._next)
        self.column.addWidget(form)
        self.column.addWidget(
            row(button(self.tr("&Suggest one"), self._suggest, icon_name="dices"), None)
        )
        self.column.addWidget(
            row(
                button(self.tr("&Back"), self.back.emit, weight="quiet"),
                None,
                button(self.tr("Ne&xt"), self._next, weight="primary"),
            )
        )

    def begin(self) -> None:
        self._first.setFocus()

    def _judge(self) -> None:
        self._strength.show_for(self._first.text)

    def _suggest(self) -> None:
        self._first.show_text(generate(word_list(), secrets.randbelow))
        self._second.take()
        self.banner.notice(
            self.tr("Write it down until you know it by heart, then type it again below.")
        )

    def _next(self) -> None:
        passphrase = self._first.text
        refusal = self._strength.refusal(passphrase)
        if refusal:
            self.banner.notice(refusal)
            self._first.setFocus()
        elif normal_form(passphrase) != normal_form(self._second.text):
            self.banner.notice(self.tr("The two are not the same. Type the second one again."))
            self._second.take()
            self._second.setFocus()
        else:
            draft = self._draft
            self.done.emit(NewVault(draft.folder, draft.name, draft.label, passphrase))


class RecoveryScreen(Screen):
    """Step 3: twelve words on paper, and proof that they were written down."""

    opened = Signal(object)
    back = Signal()

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
        self._words: RecoveryWords = generate_recovery_words(word_list(), secrets.randbelow)
        self._asked = sorted(secrets.SystemRandom().sample(range(12), 2))
        self.column.addWidget(self._sheet())
        self._print = button(self.tr("&Print the sheet…"), self._print_sheet, icon_name="printer")
        self.column.addWidget(row(self._print, None))
        forms = [Form(), Form()]
        self._answers = [
            form.add(self.tr("Word {n}, from your sheet").format(n=place + 1), QLineEdit())
            for form, place in zip(forms, self._asked, strict=True)
        ]
        self._answers[-1].returnPressed.connect(self._create)
        self.column.addWidget(row(*forms, spacing=16))
        self._back = button(self.tr("&Back"), self.back.emit, weight="quiet")
        self._create_button = button(
            self.tr("&Create the vault"), self._create, icon_name="check", weight="primary"
        )
        self.column.addWidget(row(self._back, None, self._create_button))

    def begin(self) -> None:
        self._print.setFocus()

    def _sheet(self) -> QWidget:
        card = Card()
        name_control(card, self.tr("The 12 recovery words"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for place, word in enumerate(self._words.words):
            line = plain(f"{place + 1}.  {word}", style="sectionTitle")
            grid.addWidget(line, place % 6, place // 6)
        card.body.addLayout(grid)
        card.body.addWidget(
            muted(self.tr("Anyone who has this sheet can open the vault. Keep it like a key."))
        )
        return card

    def _print_sheet(self) -> None:
        from datetime import date

        from peerdesk.documents.recovery_sheet import RecoverySheet, render
        from peerdesk.domain.paper import PaperSize
        from peerdesk.ui.dialogs.print_dialog import PrintDialog

        sheet = RecoverySheet(
            vault_name=self._draft.name,
            words=self._words.words,
            made_on=date.today(),  # noqa: DTZ011 - the local day
        )
        PrintDialog(render(sheet, PaperSize.A4), self._services.jobs, self).open()

    def _create(self) -> None:
        for place, answer in zip(self._asked, self._answers, strict=True):
            if answer.text().strip().casefold() != self._words.words[place]:
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
        draft, recovery, create_desk = self._draft, self._words, self._services.create_desk

        def work(_task: Task) -> Desk:
            return create_desk(
                draft.folder,
                passphrase=draft.passphrase,
                label=draft.label,
                recovery=recovery,
                name=draft.name,
            )

        self._services.jobs.run(work).then(self.opened.emit).otherwise(self._on_failed)

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.explain(error)

    def _busy(self, *, busy: bool) -> None:
        for control in (self._print, self._back, self._create_button, *self._answers):
            control.setEnabled(not busy)
