"""Trying the recovery words, and making new ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.rehearsals import recovery_made_on
from peerdesk.domain.log import LogKind
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import at_top, column, row, scrolling
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.widgets.recovery_grid import RecoveryGrid
from peerdesk.ui.widgets.recovery_sheet_card import (
    SHEET,
    RecoverySheetCard,
    print_recovery_sheet,
)
from peerdesk.ui.widgets.typed_back import TypedBack
from peerdesk.vault.kdf import calibrate

if TYPE_CHECKING:
    from peerdesk.domain.recovery_words import RecoveryWords
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext


def print_logged_sheet(context: PageContext, words: tuple[str, ...], parent: QWidget) -> None:
    """Print the sheet of an open vault, with its line in the log."""
    dialog = print_recovery_sheet(context.desk.vault.name, words, context.jobs, parent)
    dialog.printed.connect(partial(context.desk.note_in_log, LogKind.PRINTED, SHEET))


class _RecoveryDialog(Dialog):
    """A banner, what the subclass shows, and two buttons."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.context = context
        self.banner = Banner()

    def lay_out(self, content: QWidget, *buttons: QWidget) -> None:
        """Put everything into the window."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(scrolling(at_top(content)), 1)
        layout.addWidget(row(None, *buttons))
        self.resize(600, 560)
        fit_on_screen(self)


class RehearsalDialog(_RecoveryDialog):
    """All twelve words are typed and checked against this vault. `rehearsed` where they open it."""

    rehearsed = Signal()

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setWindowTitle(self.tr("Try the recovery words"))
        self.grid = RecoveryGrid()
        self.grid.entered.connect(self.check)
        self.check_button = button(self.tr("Check the &words"), self.check, weight="primary")
        content = column(
            plain(self.tr("Type the 12 words of your sheet"), style="sectionTitle"),
            muted(self.tr("A word is completed as soon as only one fits: press the space bar.")),
            self.grid,
            spacing=12,
        )
        self.lay_out(content, button(self.tr("&Cancel"), self.reject), self.check_button)
        self.grid.setFocus()

    def check(self) -> None:
        """Tell a slip by its place, then try the words on this vault."""
        secret = self.grid.checked(self.banner)
        if secret is None:
            return
        self.check_button.setEnabled(False)
        vault = self.context.desk.vault

        def work(_task: Task) -> bool:
            return vault.ways.accepts(secret)

        self.context.jobs.run(work).then(self._on_checked).otherwise(self._on_failed)

    def _on_checked(self, accepted: bool) -> None:  # noqa: FBT001 - the job's answer
        self.check_button.setEnabled(True)
        if not accepted:
            self.banner.warn(
                self.tr(
                    "This is a recovery sheet, but not of this vault as it is now: of another one, "
                    "or from before new words were made. Look for the newer sheet, or make new "
                    "words while you can open the vault."
                )
            )
            return
        self.context.desk.note_in_log(LogKind.RECOVERY_REHEARSED)
        self.grid.clear()
        self.rehearsed.emit()
        self.accept()

    def _on_failed(self, error: PeerDeskError) -> None:
        self.check_button.setEnabled(True)
        self.banner.explain(error)


class NewRecoveryDialog(_RecoveryDialog):
    """Shows new words once; they take effect after two of them were typed back."""

    renewed = Signal()

    def __init__(self, context: PageContext, words: RecoveryWords, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setWindowTitle(self.tr("New recovery words"))
        self._words = words
        self._has_old = recovery_made_on(context.desk.vault) is not None
        self.cost = calibrate
        """How dear one guess is to be, measured on this computer."""
        self.typed_back = TypedBack(words.words)
        authority = Form()
        self.passphrase = authority.add(self.tr("Your &passphrase"), PassphraseField())
        self.typed_back.entered.connect(self.passphrase.setFocus)
        self.passphrase.entered.connect(self.renew)
        self.renew_button = button(
            self.tr("&Use these words"), self.renew, icon_name="check", weight="primary"
        )
        content = column(
            plain(self._what_they_do()),
            RecoverySheetCard(self._words.words),
            row(button(self.tr("P&rint the sheet…"), self._print, icon_name="printer"), None),
            self.typed_back,
            authority,
            spacing=12,
        )
        leave = self.tr("&Keep the old ones") if self._has_old else self.tr("&Not now")
        self.lay_out(content, button(leave, self.reject), self.renew_button)

    def renew(self) -> None:
        """Put the new words in the place of the old ones."""
        if not self.typed_back.is_right(self.banner):
            return
        secret = self.passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type your passphrase as well. Nothing was changed yet."))
            self.passphrase.setFocus()
            return
        self.renew_button.setEnabled(False)
        vault, words, cost = self.context.desk.vault, self._words, self.cost

        def work(_task: Task) -> None:
            vault.ways.renew_recovery(secret, words, cost())

        self.context.jobs.run(work).then(self._on_renewed).otherwise(self._on_failed)

    def _what_they_do(self) -> str:
        shown_once = self.tr("Print or write these down now; they are not shown again.")
        if self._has_old:
            return f"{shown_once} {self.tr('The old words stop working as soon as you use these.')}"
        return f"{shown_once} {self.tr('They open the vault as soon as you use them.')}"

    def _print(self) -> None:
        print_logged_sheet(self.context, self._words.words, self)

    def _on_renewed(self, _nothing: object) -> None:
        self.context.desk.note_in_log(LogKind.RECOVERY_RENEWED)
        self.renewed.emit()
        self.accept()

    def _on_failed(self, error: PeerDeskError) -> None:
        self.renew_button.setEnabled(True)
        self.banner.explain(error)
        self.passphrase.setFocus()
