"""Twelve fields for the words of a recovery sheet, each completed while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QLineEdit, QWidget

from peerdesk.domain.recovery_words import COUNT, read_words
from peerdesk.errors import UserError
from peerdesk.ui.widgets.form import name_control
from peerdesk.vault.words import read_recovery_words, word_list

if TYPE_CHECKING:
    from peerdesk.ui.widgets.banner import Banner

LEAST_TO_COMPLETE = 2
"""Letters after which words are offered; one letter begins hundreds."""


class RecoveryGrid(QWidget):
    """Space or Enter takes the only word that fits and goes on; a whole sheet can be pasted."""

    entered = Signal()
    """Enter in the last field."""
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = tuple(word_list())
        model = QStringListModel(list(self._known), self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.fields = [self._field(place, model) for place in range(COUNT)]
        rows = COUNT // 2
        for place, field in enumerate(self.fields):
            number = QLabel(f"{place + 1}.")
            number.setBuddy(field)
            column = 2 * (place // rows)
            grid.addWidget(number, place % rows, column)
            grid.addWidget(field, place % rows, column + 1)
        self.setFocusProxy(self.fields[0])

    @property
    def text(self) -> str:
        """What was typed, a space between the words."""
        return " ".join(field.text().strip() for field in self.fields if field.text().strip())

    def first_unknown(self) -> int:
        """The first field, from 1, whose word is missing or on no sheet; 0 if there is none."""
        known = set(self._known)
        for place, field in enumerate(self.fields, start=1):
            if field.text().strip().casefold() not in known:
                return place
        return 0

    def checked(self, banner: Banner) -> str | None:
        """The words as keys are derived from them; None where a slip was told in `banner`."""
        unknown = self.first_unknown()
        if unknown:
            banner.notice(
                self.tr("Word {n} is on no recovery sheet. Compare it with yours.").format(
                    n=unknown
                )
            )
            self.focus_on(unknown)
            return None
        try:
            return read_recovery_words(self.text).secret
        except UserError as slip:
            banner.explain(slip)
            return None

    def focus_on(self, number: int) -> None:
        """Put the keyboard into the field of that number, its word selected."""
        self.fields[number - 1].setFocus()
        self.fields[number - 1].selectAll()

    def clear(self) -> None:
        """Empty every field."""
        for field in self.fields:
            field.clear()

    def _field(self, place: int, model: QStringListModel) -> QLineEdit:
        field = QLineEdit()
        field.setMinimumHeight(34)
        field.setProperty("place", place)
        completer = QCompleter(model, field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Within the field: a list that pops up would swallow the letters of whoever types on.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setModelSorting(QCompleter.ModelSorting.CaseInsensitivelySortedModel)
        field.setCompleter(completer)
        field.textEdited.connect(self._on_edited)
        field.returnPressed.connect(self._on_return)
        name_control(field, self.tr("Word {n}").format(n=place + 1))
        return field

    def _on_edited(self, typed: str) -> None:
        field = self.sender()
        if not isinstance(field, QLineEdit):
            return
        place = int(field.property("place"))
        words = read_words(typed, frozenset(self._known))
        if len(words) > 1:
            self._spread(place, words)
        elif typed.endswith(" "):
            field.setText(self._completed(typed.strip()))
            self._go_on_from(place)
        self.edited.emit()

    def _spread(self, place: int, words: list[str]) -> None:
        """Several words at once, as a paste brings them: one in each field from here on."""
        for field, word in zip(self.fields[place:], words, strict=False):
            field.setText(word)
        self.fields[min(place + len(words), COUNT) - 1].setFocus()

    def _on_return(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit):
            field.setText(self._completed(field.text().strip()))
            self._go_on_from(int(field.property("place")))

    def _go_on_from(self, place: int) -> None:
        if place + 1 < COUNT:
            self.fields[place + 1].setFocus()
        else:
            self.entered.emit()

    def _completed(self, typed: str) -> str:
        """The only word that begins so, or what was typed."""
        begun = typed.casefold()
        if begun in self._known or len(begun) < LEAST_TO_COMPLETE:
            return begun
        fitting = [word for word in self._known if word.startswith(begun)]
        return fitting[0] if len(fitting) == 1 else begun
