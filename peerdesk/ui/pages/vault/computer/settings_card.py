"""How PeerDesk behaves on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from peerdesk.settings import LONGEST_IDLE, SHORTEST_IDLE, THEMES
from peerdesk.ui.messages.privacy import locking
from peerdesk.ui.theme import scaled
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext


class SettingsCard(Card):
    """Looks and the idle lock; saved as chosen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("")
        self._context = context
        self.body.addWidget(plain(self.tr("This computer"), style="sectionTitle"))
        form = Form()
        self._minutes = QSpinBox()
        self._minutes.setRange(SHORTEST_IDLE, LONGEST_IDLE)
        self._minutes.setSuffix(self.tr(" minutes"))
        self._minutes.setValue(context.settings.current.idle_minutes)
        self._minutes.setMaximumWidth(scaled(220))
        # Qt leaves out the padding of a spin box that is given by the stylesheet.
        self._minutes.lineEdit().setTextMargins(8, 0, 4, 0)
        self._minutes.valueChanged.connect(self._keep_minutes)
        form.add(
            self.tr("Lock when nobody touched anything &for"),
            self._minutes,
            help_text=self.tr("Locking closes the vault and empties PeerDesk's memory."),
        )
        # Measured when the vault was opened: what the system tells of differs between computers.
        form.add_plain(muted(locking(context.heard).meaning))
        names = {
            "system": self.tr("As on this computer"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        self._theme = QComboBox()
        self._theme.setMaximumWidth(scaled(280))
        for theme in THEMES:
            self._theme.addItem(names[theme], theme)
        self._theme.setCurrentIndex(THEMES.index(context.settings.current.theme))
        self._theme.currentIndexChanged.connect(self._keep_theme)
        form.add(self.tr("&Colours"), self._theme)
        if context.capture is not None and context.capture.is_possible:
            self._offer_capture(form)
        self.body.addWidget(form)
        self.not_kept = plain(
            self.tr(
                "These choices hold until you quit: the file for PeerDesk's settings can't be "
                "written on this computer. Nothing in the vault is touched by that."
            )
        )
        self.not_kept.setVisible(not context.settings.kept)
        self.body.addWidget(self.not_kept)

    def _offer_capture(self, form: Form) -> None:
        choice = QCheckBox(self.tr("Let PeerDesk be in &pictures and shared screens"))
        choice.setChecked(self._context.settings.current.may_be_captured)
        choice.toggled.connect(self._keep_captured)
        form.add_plain(choice)
        form.add_plain(
            muted(
                self.tr(
                    "For teaching. Names and notes on the screen can then be seen and recorded by "
                    "others. The sample vault can always be shared."
                )
            )
        )

    def _keep_minutes(self, minutes: int) -> None:
        self._context.settings.change(idle_minutes=minutes)
        self.not_kept.setVisible(not self._context.settings.kept)
        self._context.wishes.idle_changed.emit(minutes)

    def _keep_theme(self) -> None:
        choice = str(self._theme.currentData())
        self._context.settings.change(theme=choice)
        self.not_kept.setVisible(not self._context.settings.kept)
        self._context.wishes.restyle.emit(choice)

    def _keep_captured(self, may: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._context.settings.change(may_be_captured=may)
        self.not_kept.setVisible(not self._context.settings.kept)
        self._context.wishes.capture_changed.emit()
