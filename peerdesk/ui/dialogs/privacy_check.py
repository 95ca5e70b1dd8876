"""Help ▸ Privacy check: what protects on this computer, measured when it is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from peerdesk.documents.privacy_sheet import PrivacyItem, PrivacySheet, render
from peerdesk.domain.paper import PaperSize
from peerdesk.safety.measuring import Standing, measured
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.icons import picture
from peerdesk.ui.leaving import Leaving, LogLine, Outgoing
from peerdesk.ui.messages import privacy
from peerdesk.ui.theme import scaled
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.vault.inspection import forgets_what_is_deleted, is_encrypted

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.ui.jobs import Task
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
            spacing=14,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(scrolling(content), 1)
        # In their place before they are filled: what is moved has its look worked out anew.
        for line in self.lines:
            self._show_line(line, content)
        self.save_button = button(self.tr("&Save as PDF…"), self.save, icon_name="save")
        self.print_button = button(self.tr("&Print…"), self.print_it, icon_name="printer")
        self.close_button = button(self.tr("&Close"), self.reject, weight="primary")
        self.leaving = Leaving(context, self, self.banner)
        layout.addWidget(row(self.save_button, self.print_button, None, self.close_button))
        self.resize(680, 600)
        fit_on_screen(self)
        self.close_button.setFocus()

    def pdf(self) -> bytes:
        """What is shown, on a page that names nobody."""
        return render(self._sheet(), PaperSize.A4)

    def print_it(self) -> None:
        """Straight to a printer, without a file."""
        self.leaving.print(self._outgoing())

    def save(self) -> None:
        """Ask for a file name and save the page there."""
        self.leaving.save(self._outgoing())

    def save_to(self, path: Path) -> None:
        """Save the page into a file that is known already."""
        self.leaving.save_to(path, self._outgoing())

    def reject(self) -> None:
        """Not while a file is being written: what left the vault is always logged."""
        if not self.leaving.writing:
            super().reject()

    def _sheet(self) -> PrivacySheet:
        items = tuple(PrivacyItem(each.title, each.verdict, each.meaning) for each in self.lines)
        return PrivacySheet(items, self.measured_at)

    def _outgoing(self) -> Outgoing:
        return Outgoing(
            stem=f"PeerDesk privacy check {self.measured_at:%Y-%m-%d}",
            lines=(LogLine(SUBJECT),),
            make=partial(_drawn, self._sheet()),
            ask_first=None,
            after_saving=self.tr("It names nobody."),
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

    def _show_line(self, line: PrivacyLine, content: QWidget) -> None:
        holder = QWidget(content)
        holder.setAccessibleName(f"{line.title}: {line.verdict}. {line.meaning}")
        content.layout().addWidget(holder)  # type: ignore[union-attr] # a column has one
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        sign = QLabel(holder)
        sign.setPixmap(picture(*_ICONS[line.standing]))
        sign.setFixedWidth(scaled(28))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        beside.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (plain(f"{line.title}: {line.verdict}"), muted(line.meaning)):
            words.addWidget(label)
        beside.addLayout(words, 1)


def _drawn(sheet: PrivacySheet, _task: Task) -> bytes:
    return render(sheet, PaperSize.A4)
