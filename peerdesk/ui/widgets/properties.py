"""Qt settings by property and number, for what the unlock prompt is made of.

The first use of the `Qt` namespace builds a hundred enums, which takes 22 ms of the 110 that the
prompt takes to show. A property takes the enum's number instead. Everything that is built after
the prompt uses the enums themselves.
"""

from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

_PLAIN_TEXT = 0  # Qt.TextFormat.PlainText
_ALIGN_CENTRE = 0x0084  # Qt.AlignmentFlag.AlignCenter
_NO_FOCUS = 0  # Qt.FocusPolicy.NoFocus
_ALWAYS_OFF = 1  # Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def show_as_typed(label: QLabel) -> None:
    """Never take a label's text for markup."""
    label.setProperty("textFormat", _PLAIN_TEXT)


def centre_text(label: QLabel) -> None:
    """Put a label's text in its middle."""
    label.setProperty("alignment", _ALIGN_CENTRE)


def scroll_upright_only(area: QAbstractScrollArea) -> None:
    """No horizontal scroll bar, and no stop for the Tab key on the area itself."""
    area.setProperty("horizontalScrollBarPolicy", _ALWAYS_OFF)
    area.setProperty("focusPolicy", _NO_FOCUS)


def show_state(widget: QWidget, name: str, *, holds: bool) -> None:
    """Let the style sheet's rules for a state apply, or no longer apply, to a widget."""
    if bool(widget.property(name)) is not holds:
        widget.setProperty(name, holds)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
