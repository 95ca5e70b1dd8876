"""Buttons of three weights: primary (one on a page), usual and quiet."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from peerdesk.ui import theme
from peerdesk.ui.theme import scaled

LEAST_TARGET = 34
"""Pixels that a button is high at the least, so that an unsteady hand hits it."""
BESIDE_TEXT = 32
"""Pixels of padding and border beside a button's text."""
BESIDE_PICTURE = 20
"""Pixels beside the picture of a button that has no text."""

ICON = "peerdesk_icon"
"""The property of a button that has the name of its icon."""


def button(
    text: str,
    clicked: Callable[[], object],
    *,
    icon_name: str = "",
    weight: str = "",
    tip: str = "",
) -> QPushButton:
    """A push button. `weight` is `primary`, `quiet` or empty; `clicked` is a bound method."""
    made = QPushButton(text)
    if weight:
        made.setObjectName(weight)
    if icon_name:
        from peerdesk.ui.icons import beside_words, icon  # noqa: PLC0415 - the prompt shows none

        made.setProperty(ICON, icon_name)
        made.setIcon(icon(icon_name, "on_accent" if weight == "primary" else "text"))
        made.setIconSize(beside_words())
    if tip:
        made.setToolTip(tip)
    made.setAccessibleName(text.replace("&", "") or tip)
    # A layout may squeeze a button to its least height: never below its own letters.
    look = (QApplication.font().toString(), theme.in_use())
    made.setMinimumHeight(_height(weight, bool(icon_name), look))
    # Enter presses a focused button everywhere, not only in dialogs.
    made.setAutoDefault(True)
    made.clicked.connect(without_arguments(clicked))
    return made


@cache
def _height(weight: str, has_icon: bool, _look: tuple[str, str]) -> int:  # noqa: FBT001 - private
    """How high a button of this weight is. Each would need its whole look worked out for that."""
    sample = QPushButton("Ag")
    sample.setObjectName(weight)
    if has_icon:
        from peerdesk.ui.icons import beside_words, icon  # noqa: PLC0415 - the prompt shows none

        sample.setIcon(icon("check", "text"))
        sample.setIconSize(beside_words())
    sample.ensurePolished()
    return max(LEAST_TARGET, sample.sizeHint().height())


def weigh(made: QPushButton, weight: str) -> None:
    """Give a button another weight, in its letters and in its picture."""
    if made.objectName() == weight:
        return
    made.setObjectName(weight)
    made.style().unpolish(made)
    made.style().polish(made)
    icon_name = made.property(ICON)
    if icon_name:
        from peerdesk.ui.icons import icon  # noqa: PLC0415 - the prompt shows none

        made.setIcon(icon(str(icon_name), "on_accent" if weight == "primary" else "text"))


def only_picture(made: QPushButton, icon_name: str) -> QPushButton:
    """Let a button show a picture alone; its tip says what it is for."""
    from peerdesk.ui.icons import SIZES, icon  # noqa: PLC0415 - the prompt shows none

    side = scaled(SIZES[0])
    made.setIcon(icon(icon_name))
    made.setIconSize(QSize(side, side))
    made.setFixedWidth(side + BESIDE_PICTURE)
    return made


def toggle(text: str, clicked: Callable[[], object]) -> QPushButton:
    """A button that stays down. Its text is bold then, and has the room for that from the start."""
    made = button(text, clicked)
    made.setCheckable(True)
    leave_room_for_bold(made)
    return made


def leave_room_for_bold(made: QPushButton) -> None:
    """A button that is down has a bold text, for which there has to be room."""
    bold = QFont(made.font())
    bold.setBold(True)
    beside = BESIDE_TEXT + (made.iconSize().width() + 4 if not made.icon().isNull() else 0)
    made.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(made.text()) + beside)


def without_arguments(called: Callable[[], object]) -> Callable[[bool], None]:
    """A slot for `called`, which takes nothing of the `checked` that Qt passes."""

    def slot(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signature
        called()

    return slot
