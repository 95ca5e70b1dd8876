"""Form rows: the label, its buddy, the accessible name and the help line in one call."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peerdesk.ui.widgets.properties import show_as_typed

W = TypeVar("W", bound=QWidget)


class Form(QWidget):
    """Fields below one another, each with its label above it, so that 200 % text still fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[QWidget, tuple[QLabel, ...]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def add(self, label: str, field: W, *, help_text: str = "") -> W:
        """Add a named field. `label` may hold a mnemonic; `help_text` stands below the field."""
        if self._layout.count():
            self._layout.addSpacing(8)
        caption = QLabel(label)
        caption.setWordWrap(True)
        caption.setBuddy(field)
        self._layout.addWidget(caption)
        self._layout.addWidget(field)
        name_control(field, label.replace("&", ""), help_text)
        labels = [caption]
        if help_text:
            labels.append(muted(help_text))
            self._layout.addWidget(labels[-1])
        self._rows[field] = tuple(labels)
        # By name, because the types alone would take 1 ms of the prompt's start.
        if field.inherits("QComboBox") or field.inherits("QAbstractSpinBox"):
            from peerdesk.ui.widgets.wheel import (  # noqa: PLC0415 - the prompt has no such field
                guard_from_wheel,
            )

            guard_from_wheel(field)
        return field

    def label_of(self, field: QWidget) -> QLabel:
        """The label above a field that was added."""
        return self._rows[field][0]

    def show_row(self, field: QWidget, *, visible: bool) -> None:
        """Show or hide a field that was added, with its label and its help."""
        for part in (field, *self._rows[field]):
            part.setVisible(visible)

    def add_plain(self, widget: W) -> W:
        """Add a control that names itself, such as a check box."""
        self._layout.addSpacing(4)
        self._layout.addWidget(widget)
        self._rows[widget] = ()
        return widget


def name_control(widget: QWidget, name: str, description: str = "") -> None:
    """Give a control what a screen reader says about it."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)


def muted(text: str) -> QLabel:
    """A quiet explaining line that wraps."""
    return plain(text, style="muted")


def plain(text: str, *, style: str = "") -> QLabel:
    """A line of text that is never taken for markup, whatever somebody typed into it."""
    label = QLabel()
    show_as_typed(label)
    label.setText(text)
    label.setWordWrap(True)
    if style:
        label.setObjectName(style)
    return label
