"""A script read aloud without a session: for practice, or where nothing was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from peerdesk.domain.scripts import ReadingForm
from peerdesk.ui.reading.view import ReadingView
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QShowEvent

    from peerdesk.domain.scripts import Script, ScriptVersion
    from peerdesk.ui.pages.ground_rules.audience import Audience

USUAL_SIZE = QSize(1000, 660)
LARGER_ON_FULL_SCREEN = 16
"""Points above the body size: read standing, from further away."""


class ReadAloudDialog(Dialog):
    """Shows the words as the reader of a session does, and keeps nothing of it."""

    def __init__(
        self, audience: Audience, script: Script, version: ScriptVersion, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Read aloud"))
        self.setSizeGripEnabled(True)
        self._audience = audience
        self._script = script
        self._version = version
        self._form = ReadingForm.FULL
        self.group = narrow(QComboBox())
        name_control(self.group, self.tr("Group whose names and dates are read"))
        for group in audience.groups:
            self.group.addItem(group.name, group.id)
        self.group.setCurrentIndex(self.group.findData(audience.group_for(script).id))
        self.group.setVisible(bool(audience.groups))
        self.group.activated.connect(self._on_group)
        self.screen_button = button(
            self.tr("Full screen"), self.toggle_full_screen, icon_name="monitor", tip="F11"
        )
        self.close_button = button(self.tr("Close"), self.reject)
        for control in (self.screen_button, self.close_button):
            control.setAutoDefault(False)
        besides = row(self.group, self.screen_button, self.close_button)
        self.view = ReadingView(besides)
        self.view.form_chosen.connect(self._on_form)
        self.kept = muted(self.tr("Nothing of this is kept: neither that it was read nor to whom."))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(8)
        outer.addWidget(self.view, 1)
        outer.addWidget(self.kept)
        QShortcut(QKeySequence(Qt.Key.Key_F11), self, self.toggle_full_screen)
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and not self.isFullScreen():
            fit_on_screen(self, USUAL_SIZE)
            self.view.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is event.Type.WindowStateChange:
            self.view.text.be_larger(LARGER_ON_FULL_SCREEN if self.isFullScreen() else None)
            self.screen_button.setText(
                self.tr("Window") if self.isFullScreen() else self.tr("Full screen")
            )

    def reject(self) -> None:
        """Escape leaves the full screen first."""
        if self.isFullScreen():
            self.toggle_full_screen()
        else:
            super().reject()

    def toggle_full_screen(self) -> None:
        """Fill the screen with the words, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
        self.view.setFocus()

    def _show_words(self) -> None:
        values = self._audience.values(self._script)
        self.view.show_version(self._version, self._form, self._script.title, values)

    def _on_form(self, form: ReadingForm) -> None:
        self._form = form
        self._show_words()
        self.view.say_form(form)

    def _on_group(self, _index: int) -> None:
        self._audience.choose(self.group.currentData())
        self._show_words()
        self.view.setFocus()
