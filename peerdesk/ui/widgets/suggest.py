"""A passphrase made by chance: one click, of as many words as somebody wants to remember."""

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from peerdesk.domain.passphrases import FEWEST_WORDS, MOST_WORDS, generate
from peerdesk.ui.widgets.buttons import LEAST_TARGET, button
from peerdesk.ui.widgets.form import name_control
from peerdesk.vault.words import word_list


class Suggest(QWidget):
    """`suggested` carries the passphrase. Six words are strong; eight are for those who worry."""

    suggested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.button = button(self.tr("Suggest one"), self.suggest, icon_name="dices")
        self.count = QComboBox()
        self.count.setMinimumHeight(LEAST_TARGET)
        for count in range(FEWEST_WORDS, MOST_WORDS + 1):
            self.count.addItem(self.tr("of {n} words").format(n=count), count)
        name_control(self.count, self.tr("How many words"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.button)
        layout.addWidget(self.count)
        layout.addStretch(1)

    def suggest(self) -> None:
        """Draw the words."""
        count = int(self.count.currentData())
        self.suggested.emit(generate(word_list(), secrets.randbelow, count))
