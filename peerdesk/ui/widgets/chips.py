"""Short words to tick, side by side, as many in a line as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from peerdesk.ui.icons import beside_words, icon
from peerdesk.ui.theme import scaled
from peerdesk.ui.widgets.buttons import BESIDE_TEXT, LEAST_TARGET
from peerdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM_FOR_TICK = 34
"""Pixels for the sign and the gap after it."""


class Chip(QPushButton):
    """One of them. A tick says that it is chosen, because colour and weight alone would not."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key = key
        self.setObjectName("chip")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setAccessibleName(text)
        self.ensurePolished()
        bold = QFont(self.font())
        bold.setBold(True)
        width = QFontMetrics(bold).horizontalAdvance(text) + BESIDE_TEXT + scaled(ROOM_FOR_TICK)
        self.setMinimumSize(width, LEAST_TARGET)
        self.setIconSize(beside_words())
        self.toggled.connect(self._show_tick)
        self._show_tick()

    def _show_tick(self) -> None:
        self.setIcon(icon("check" if self.isChecked() else "plus", "text"))


class Chips(QWidget):
    """`ticked` carries the key of a chip and whether it is chosen now."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[tuple[str, str, bool]]) -> None:
        """Show each key with its words and whether it is chosen; the same keys stay in place."""
        wanted = [key for key, _, _ in chips]
        if wanted != list(self._chips):
            self._make(chips)
        for key, _, chosen in chips:
            chip = self._chips[key]
            if chip.isChecked() != chosen:
                chip.blockSignals(True)  # noqa: FBT003 - Qt's signature
                chip.setChecked(chosen)
                chip.blockSignals(False)  # noqa: FBT003 - Qt's signature
                chip.setIcon(icon("check" if chosen else "plus", "text"))

    def chip(self, key: str) -> Chip:
        """The chip of one key. KeyError where there is none."""
        return self._chips[key]

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All of them, in their order."""
        return tuple(self._chips.values())

    def _make(self, chips: Sequence[tuple[str, str, bool]]) -> None:
        kept, self._chips = self._chips, {}
        while self._flow.count():
            self._flow.takeAt(0)
        for key, text, _ in chips:
            chip = kept.pop(key, None) or self._new(key, text)
            self._chips[key] = chip
            self._flow.addWidget(chip)
            chip.show()
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        for before, after in zip(self.chips, self.chips[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def _new(self, key: str, text: str) -> Chip:
        chip = Chip(key, text)
        chip.setParent(self)
        chip.toggled.connect(self._on_toggled)
        return chip

    def _on_toggled(self, chosen: bool) -> None:  # noqa: FBT001 - Qt's signature
        chip = self.sender()
        if isinstance(chip, Chip):
            self.ticked.emit(chip.key, chosen)
