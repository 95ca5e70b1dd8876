"""A part as it will be read in a real group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from peerdesk.domain.placeholders import filled_in, placeholders_of
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import name_control, plain
from peerdesk.ui.widgets.layout import Card
from peerdesk.ui.widgets.rows import give_way

if TYPE_CHECKING:
    from peerdesk.domain.scripts import Script
    from peerdesk.ui.pages.ground_rules.audience import Audience


class Preview(Card):
    """Shows the words with a group's own names; hidden where there is nothing to fill in."""

    group_chosen = Signal()

    def __init__(self, audience: Audience) -> None:
        super().__init__()
        self._audience = audience
        self._title = plain("", style="muted")
        self.group = narrow(QComboBox())
        self.group.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name_control(self.group, self.tr("Group for the preview"))
        self.group.activated.connect(self._on_group)
        self.words = give_way(plain(""))
        self._title.setText(self.tr("As it will be read in"))
        for widget in (self._title, self.group, self.words):
            self.body.addWidget(widget)

    def show_words(self, text: str, script: Script) -> None:
        """Show the words with what the placeholders say for the group."""
        self.setVisible(bool(placeholders_of(text)))
        if self.isHidden():
            return
        self._show_groups(script)
        self.words.setText(filled_in(text, self._audience.values(script)))

    def _show_groups(self, script: Script) -> None:
        wanted = [(group.name, group.id) for group in self._audience.groups]
        shown = [
            (self.group.itemText(row), self.group.itemData(row))
            for row in range(self.group.count())
        ]
        if wanted != shown:
            self.group.clear()
            for name, group_id in wanted:
                self.group.addItem(name, group_id)
        self.group.setCurrentIndex(self.group.findData(self._audience.group_for(script).id))
        self.group.setVisible(bool(wanted))

    def _on_group(self, _index: int) -> None:
        self._audience.choose(self.group.currentData())
        self.group_chosen.emit()
