"""Fields bound to one record: saved as typed, and never overwritten while they are typed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from peerdesk.errors import UserError
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.time_field import TimeField
from peerdesk.ui.widgets.wheel import guard_from_wheel

if TYPE_CHECKING:
    from peerdesk.ui.widgets.autosave import Autosave

W = TypeVar("W", bound=QWidget)
Value = str | int | bool | date | time | None
Values = Mapping[str, Value]

_NARROW = (QSpinBox, QDateEdit, QTimeEdit, QComboBox)
PARAGRAPH_LINES = 3
TEXT_MARGIN = 8
"""Pixels between the frame of a field and its text, as in the other fields."""


class BoundForm(Form):
    """A form whose fields stand for attributes of a record.

    `keep` is given what a person changed and saves it. A field that has the focus, or holds what
    could not be saved, stays as it is when `show_values` brings what the desk holds.
    """

    def __init__(self, autosave: Autosave, keep: Callable[[Values], object]) -> None:
        super().__init__()
        self._autosave = autosave
        self._keep = keep
        self._fields: dict[str, QWidget] = {}
        self._stored: dict[str, Value] = {}

    def bind(self, attribute: str, label: str, field: W, *, help_text: str = "") -> W:
        """Add a field that stands for `attribute`."""
        if isinstance(field, QCheckBox):
            self.add_plain(field)
            field.setAccessibleName(label)
        else:
            self.add(label, field, help_text=help_text)
        if isinstance(field, _NARROW):
            self.align_left(field)
        self._autosave.watch(field)
        self._fields[attribute] = field
        self._stored[attribute] = read(field)
        return field

    def has(self, attribute: str) -> bool:
        """Whether a field here stands for `attribute`."""
        return attribute in self._fields

    def show_field(self, attribute: str, *, visible: bool) -> None:
        """Show or hide a field with its label and its help."""
        self.show_row(self._fields[attribute], visible=visible)

    def align_left(self, field: QWidget) -> None:
        """Let a field be as wide as what it holds."""
        layout = self.layout()
        if layout is not None:
            layout.setAlignment(field, Qt.AlignmentFlag.AlignLeft)

    def show_values(self, values: Values, *, fresh: bool) -> None:
        """Show what is stored. `fresh`: another record, so every field is filled."""
        for attribute, value in values.items():
            field = self._fields[attribute]
            typed = read(field)
            unsaved = typed != self._stored[attribute]
            if not fresh and (unsaved or field.hasFocus()):
                continue
            if typed != value:
                write(field, value)
            self._stored[attribute] = read(field)

    def save(self) -> None:
        """Save what was changed. One refused value does not keep the others from being saved.

        Raises the first UserError, after all else was saved.
        """
        changes = self._changes()
        if not changes:
            return
        try:
            self._keep_and_remember(changes)
        except UserError:
            if len(changes) == 1:
                raise
            self._save_one_by_one(changes)

    def _save_one_by_one(self, changes: Values) -> None:
        refusals = []
        for attribute, value in changes.items():
            try:
                self._keep_and_remember({attribute: value})
            except UserError as refusal:
                refusals.append(refusal)
        if refusals:
            raise refusals[0]

    def _keep_and_remember(self, changes: Values) -> None:
        self._keep(changes)
        self._stored.update(changes)

    def _changes(self) -> dict[str, Value]:
        typed = {attribute: read(field) for attribute, field in self._fields.items()}
        return {name: value for name, value in typed.items() if value != self._stored[name]}


def read(field: QWidget) -> Value:  # noqa: PLR0911 - one line for each kind of field
    """What a field holds now. TypeError for a kind that has no value."""
    match field:
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            chosen: str | int | None = field.currentData()
            return chosen
        case QCheckBox():
            return field.isChecked()
        case QSpinBox():
            return field.value()
        case QTimeEdit():
            shown = field.time()
            return time(shown.hour(), shown.minute())
        case QDateEdit():
            day = field.date()
            return date(day.year(), day.month(), day.day())
    raise TypeError(type(field))


def write(field: QWidget, value: Value) -> None:
    """Put a stored value into a field of its kind. TypeError where the two do not fit."""
    match field, value:
        case QLineEdit(), str():
            field.setText(value)
        case QPlainTextEdit(), str():
            field.setPlainText(value)
        case QComboBox(), _:
            field.setCurrentIndex(field.findData(value))
        case QCheckBox(), bool():
            field.setChecked(value)
        case QSpinBox(), int():
            field.setValue(value)
        case QTimeEdit(), time():
            field.setTime(QTime(value.hour, value.minute))
        case QDateEdit(), date():
            field.setDate(QDate(value.year, value.month, value.day))
        case _:
            raise TypeError(type(field), type(value))


def paragraph(lines: int = PARAGRAPH_LINES) -> QPlainTextEdit:
    """A field for a few lines of text, as high as `lines`; Tab leaves it."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 26)
    return field


def choices(*options: tuple[str | int, str]) -> QComboBox:
    """A list to choose from: values with their words."""
    field = QComboBox()
    guard_from_wheel(field)
    for value, words in options:
        field.addItem(words, value)
    return field


def spin(lowest: int, highest: int, suffix: str = "") -> QSpinBox:
    """A whole number, typed or changed with the arrow keys."""
    field = QSpinBox()
    _without_buttons(field)
    field.setRange(lowest, highest)
    field.setSuffix(suffix)
    return field


def day_field() -> QDateEdit:
    """A date with its weekday and a calendar."""
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("ddd d MMM yyyy")
    field.setStyleSheet("QDateEdit::drop-down { border: none; width: 26px; }")
    # Qt leaves the arrow out of the width that it asks for.
    field.ensurePolished()
    field.setMinimumWidth(field.sizeHint().width() + 26)
    return field


def time_field() -> TimeField:
    """A time of day, typed or changed with the arrow keys."""
    field = TimeField()
    _without_buttons(field)
    field.setDisplayFormat("HH:mm")
    return field


def _without_buttons(field: QSpinBox | QTimeEdit) -> None:
    """Two buttons in one field are too small a target, so there are none.

    `NoButtons` would do it, but under a stylesheet Qt then gives the text no room at all.
    """
    field.setStyleSheet(
        "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0px; border: none; }"
        "QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { width: 0px; image: none; }"
    )
    for text in field.findChildren(QLineEdit):
        text.setTextMargins(TEXT_MARGIN, 0, TEXT_MARGIN, 0)
