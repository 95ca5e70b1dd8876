"""The distress card: what to do when somebody in the room is in distress. It asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, column, row, scrolling
from peerdesk.ui.widgets.rows import give_way

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 960, 684


@dataclass(frozen=True, slots=True)
class Distress:
    """What the card says of this evening. Each may be empty."""

    steps_out: str = ""
    """Who goes along when somebody steps out."""
    stays: str = ""
    """Who stays with the group meanwhile."""
    turn_to: Sequence[str] = ()
    """Where to turn, a line for each place."""
    warning: str = ""
    """That these were not checked for long."""


class DistressCard(Dialog):
    """Opened with one key, closed with Esc. Calm steps first, then who, then where to turn."""

    break_wanted = Signal()
    breathing_wanted = Signal()

    def __init__(self, shown: Distress, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("PeerDesk"))
        self.setAccessibleName(self.tr("Somebody is in distress"))
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(12)
        inside.addWidget(plain(self.tr("Somebody is in distress"), style="pageTitle"))
        inside.addWidget(self._steps())
        inside.addWidget(self._who(shown))
        inside.addWidget(self._turn_to(shown))
        inside.addStretch(1)
        self.break_button = button(self.tr("Have a break now"), self._take_break)
        self.breathe_button = button(self.tr("A quiet breath for the room"), self._breathe)
        self.close_button = button(self.tr("Close"), self.accept, weight="primary", tip="Esc")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(scrolling(content), 1)
        outer.addWidget(row(self.break_button, self.breathe_button, None, self.close_button))
        self.resize(WIDTH, HEIGHT)
        fit_on_screen(self, self.size())
        self.close_button.setFocus()

    def _steps(self) -> QWidget:
        steps = (
            self.tr("Breathe out slowly. There is time, and nobody has to be fixed."),
            self.tr("Speak low and few words: “I am here. You are safe in this room.”"),
            self.tr("Ask: “What would help right now?” Water, air, quiet, somebody beside you."),
            self.tr("Offer to step out together. They may also stay, and need not talk."),
            self.tr("Tell the others in a calm voice that this is being looked after."),
        )
        lines = (give_way(plain(f"{n}.  {step}", style="roomy")) for n, step in enumerate(steps, 1))
        return column(*lines, spacing=10)

    def _who(self, shown: Distress) -> QWidget:
        card = Card(self.tr("Who does what"))
        out = shown.steps_out or self.tr("A co-facilitator or somebody they trust")
        stays = shown.stays or self.tr("The facilitator")
        card.body.addWidget(give_way(plain(self.tr("{who} steps out with them.").format(who=out))))
        card.body.addWidget(
            give_way(plain(self.tr("{who} stays with the group.").format(who=stays)))
        )
        return card

    def _turn_to(self, shown: Distress) -> QWidget:
        card = Card(self.tr("If somebody may be in danger"))
        card.body.addWidget(
            give_way(
                plain(
                    self.tr(
                        "Don't leave them alone. Call the emergency number of your country, or:"
                        if shown.turn_to
                        else "Don't leave them alone. Call the emergency number of your country."
                    )
                )
            )
        )
        for line in shown.turn_to:
            card.body.addWidget(give_way(plain(line, style="roomy")))
        note = (
            shown.warning
            if shown.turn_to
            else self.tr(
                "Lines and places to turn to can be added under Groups, before the next session."
            )
        )
        if note:
            card.body.addWidget(give_way(muted(note)))
        return card

    def _take_break(self) -> None:
        self.break_wanted.emit()
        self.accept()

    def _breathe(self) -> None:
        self.breathing_wanted.emit()
        self.accept()
