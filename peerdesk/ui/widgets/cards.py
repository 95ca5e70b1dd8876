"""Cards below one another, of which only those are made anew that would say something else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    Wanted = tuple[object, Callable[[], QWidget]]
    """What a card says, as values that can be compared, and how it is made."""


class Cards:
    """Fills the beginning of `layout`. `leaving` is told of each card that is about to go."""

    def __init__(self, layout: QVBoxLayout, leaving: Callable[[QWidget], None]) -> None:
        self._layout = layout
        self._leaving = leaving
        self._shown: list[tuple[object, QWidget]] = []

    def show(self, wanted: Sequence[Wanted]) -> None:
        """Show these cards in this order; one that says the same as before stays."""
        if [says for says, _ in wanted] == [said for said, _ in self._shown]:
            return
        before, self._shown = self._shown, []
        for place, (says, make) in enumerate(wanted):
            card = _taken(before, says) or make()
            self._shown.append((says, card))
            self._layout.insertWidget(place, card)
            # A screen reader goes by who lies above whom.
            card.raise_()
        for _, card in before:
            self._leaving(card)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()

    @property
    def controls(self) -> list[QAbstractButton]:
        """What can be pressed on them, from the top to the bottom."""
        return [each for _, card in self._shown for each in card.findChildren(QAbstractButton)]

    def forget(self) -> None:
        """Make all of them anew the next time, whatever they say."""
        self._shown = [(object(), card) for _, card in self._shown]


def tab_through(controls: list[QAbstractButton]) -> None:
    """Let Tab go from one to the next, whenever each was made."""
    for control, following in pairwise(controls):
        QWidget.setTabOrder(control, following)


def _taken(cards: list[tuple[object, QWidget]], says: object) -> QWidget | None:
    """Take a card that says this out of the list."""
    for number, (said, card) in enumerate(cards):
        if said == says:
            del cards[number]
            return card
    return None
