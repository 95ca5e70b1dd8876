"""The rules that are being made, in the group's order, and how far each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from peerdesk.domain.agreement_making import ALWAYS_SAID, RuleState
from peerdesk.ui.pages.ground_rules.words import said, topic_aloud
from peerdesk.ui.widgets.dragging import DraggingList
from peerdesk.ui.widgets.records import Entry

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from peerdesk.domain.agreement_making import AgreementMaking, MadeRule


class TopicList(DraggingList):
    """Alt with an arrow key, or the mouse, moves a rule; Ctrl+Z takes the last step back."""

    move_wanted = Signal(int)
    """Carries -1 for up, 1 for down."""
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(said("Topics of the agreement, in your order"))
        self.setAccessibleDescription(
            said("Alt with Up or Down moves a topic, Ctrl+Z takes the last step back.")
        )
        self.allow_dragging(allowed=True)

    def show_making(self, making: AgreementMaking, place: int) -> None:
        """Show how far the group is."""
        entries = tuple(
            Entry(number, topic_aloud(rule.topic, making.language), _one_line(rule), _mark(rule))
            for number, rule in enumerate(making.rules)
        )
        if entries != self.entries:
            bar = self.verticalScrollBar()
            before = bar.value()
            self.show_entries(entries)
            bar.setValue(before)
        if self.current_key != place:
            self.choose(place)

    def may_drag(self, key: str) -> bool:
        return bool(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and modifiers & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(steps[key])
        elif key is Qt.Key.Key_Z and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)


def _one_line(rule: MadeRule) -> str:
    words = " ".join(rule.words.split())
    if words or rule.topic not in ALWAYS_SAID:
        return words
    return said("always part of it")


def _mark(rule: MadeRule) -> str:
    if rule.state is RuleState.AGREED and not rule.is_agreed:
        return said("no words")
    if rule.state is RuleState.OPEN and rule.flagged:
        return said("flagged")
    return {
        RuleState.OPEN: "",
        RuleState.AGREED: said("agreed"),
        RuleState.LATER: said("later"),
        RuleState.LEFT_OUT: said("left out"),
    }[rule.state]
