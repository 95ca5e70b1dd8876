"""Help ▸ Privacy check: what protects on this computer, measured when it is asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from peerdesk.desk.paper_file import save_paper
from peerdesk.documents.privacy_sheet import PrivacyItem, PrivacySheet, render
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.errors import PeerDeskError
from peerdesk.safety.measuring import Standing, measured
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.icons import picture
from peerdesk.ui.messages import privacy
from peerdesk.ui.theme import scaled
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.vault.inspection import forgets_what_is_deleted, is_encrypted
from peerdesk.vault.troubles import told_of_system

if TYPE_CHECKING:
    from peerdesk.ui.messages.privacy import PrivacyLine
    from peerdesk.ui.pages.page import PageContext

SUBJECT = "privacy"
_ICONS = {
    Standing.HOLDS: ("circle-check", "good_text"),
    Standing.DOES_NOT_HOLD: ("circle-alert", "warning_text"),
    Standing.NOT_ON_THIS_SYSTEM: ("minus", "muted"),
}


class PrivacyCheckDialog(Dialog):
    """Each line with its standing as an icon and a word; a page of it for the organisation."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Privacy check"))
        self._context = context
        self.banner = Banner()
        self.measured_at = SystemClock().now()
        self.lines = self._measure()
        told = self.tr("Measured on this computer on {moment}.").format(
            moment=f"{self.measured_at.day} {self.measured_at:%B %Y, %H:%M}"
        )
        content = column(
            plain(self.tr("What protects you here"), style="sectionTitle"),
            muted(told),
            *(self._line(line) for line in self.lines),
            spacing=14,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(scrolling(content), 1)
        self.save_button = button(self.tr("&Save as PDF…"), self._choose_file, icon_name="save")
        self.print_button = button(self.tr("&Print…"), self.print_it, icon_name="printer")
        self.close_button = button(self.tr("&Close"), self.accept, weight="primary")
        layout.addWidget(row(self.save_button, self.print_button, None, self.close_button))
        self.resize(680, 600)
        fit_on_screen(self)
        self.close_button.setFocus()

    def pdf(self) -> bytes:
        """What is shown, on a page that names nobody."""
        items = tuple(PrivacyItem(each.title, each.verdict, each.meaning) for each in self.lines)
        return render(PrivacySheet(items, self.measured_at), PaperSize.A4)

    def print_it(self) -> None:
        """Straight to a printer, without a file."""
        dialog = PrintDialog(self.pdf(), self._context.jobs, self)
        dialog.printed.connect(self._on_printed)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the page to a file."""
        target = path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            save_paper(target, self.pdf())
            self._context.desk.note_in_log(LogKind.SAVED_PDF, SUBJECT)
        except PeerDeskError as error:
            self.banner.explain(error)
        except OSError as error:
            self.banner.explain(told_of_system(error))
        else:
            self.banner.good(
                self.tr("Saved as “{file}”. It names nobody.").format(file=target.name)
            )

    def _measure(self) -> tuple[PrivacyLine, ...]:
        vault = self._context.desk.vault
        return (
            *privacy.encryption(
                encrypted=is_encrypted(vault), forgets=forgets_what_is_deleted(vault)
            ),
            privacy.locking(self._context.heard),
            *(privacy.in_words(each) for each in measured()),
            self._measured_capture(),
        )

    def _measured_capture(self) -> PrivacyLine:
        guard = self._context.capture
        if guard is None:
            return privacy.capture(refused=None)
        return privacy.capture(refused=guard.holds(), wanted=guard.is_wanted)

    def _line(self, line: PrivacyLine) -> QWidget:
        sign = QLabel()
        sign.setPixmap(picture(*_ICONS[line.standing]))
        sign.setFixedWidth(scaled(28))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = column(
            plain(f"{line.title}: {line.verdict}"),
            muted(line.meaning),
            spacing=0,
        )
        holder = row(sign, words, spacing=8)
        holder.setAccessibleName(f"{line.title}: {line.verdict}. {line.meaning}")
        return holder

    def _choose_file(self) -> None:
        proposed = Path.home() / f"PeerDesk privacy check {datetime.now():%Y-%m-%d}.pdf"  # noqa: DTZ005 - the local day
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), str(proposed), self.tr("PDF files (*.pdf)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def _on_printed(self, copies: int) -> None:
        self._context.desk.note_in_log(LogKind.PRINTED, SUBJECT, copies)
