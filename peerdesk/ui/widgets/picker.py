"""A list to choose one value from, whatever type the values have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QComboBox

T = TypeVar("T")
Offered_co = TypeVar("Offered_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Offer(Generic[Offered_co]):
    """One value and how it is called."""

    value: Offered_co
    words: str


class Picker(Generic[T]):
    """Keeps the values of a box itself: Qt would hand an enum of strings back as a plain string."""

    def __init__(self, box: QComboBox, picked: Callable[[T], None]) -> None:
        self.box = box
        self._offers: Sequence[Offer[T]] = ()
        self._picked = picked
        box.currentIndexChanged.connect(self._on_changed)

    @property
    def values(self) -> list[T]:
        """Everything that can be chosen, in order."""
        return [offer.value for offer in self._offers]

    def offer(self, offers: Sequence[Offer[T]], chosen: T) -> None:
        """Show `offers`, with `chosen` picked; nobody is told."""
        if offers != self._offers:
            with QSignalBlocker(self.box):
                self.box.clear()
                self.box.addItems([offer.words for offer in offers])
            self._offers = offers
        with QSignalBlocker(self.box):
            values = self.values
            self.box.setCurrentIndex(values.index(chosen) if chosen in values else -1)

    def pick(self, value: T) -> None:
        """Choose as a person would."""
        self.box.setCurrentIndex(self.values.index(value))

    def _on_changed(self, place: int) -> None:
        if 0 <= place < len(self._offers):
            self._picked(self._offers[place].value)
