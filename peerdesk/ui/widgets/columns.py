"""Two parts side by side where there is room, below one another where the text is large."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QSplitter, QWidget

from peerdesk.ui.widgets.wheel import guard_from_wheel


def yielding(widget: QWidget, lines: int) -> QWidget:
    """Let a scrolling widget take the height that is left, and ask only for `lines` of text."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    widget.setMinimumHeight(widget.fontMetrics().lineSpacing() * lines)
    return widget


def narrow(choice: QComboBox, letters: int = 12) -> QComboBox:
    """Let a list to choose from be as narrow as so many letters, whatever names are in it."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(letters)
    choice.currentTextChanged.connect(choice.setToolTip)
    guard_from_wheel(choice)
    return choice


class Adaptive(QWidget):
    """Two widgets that stand side by side where both fit.

    `least` is how much room that takes at the least, in widths of an m. Else they stand below one
    another, the first on top, or the second with `second_on_top`.
    `shares` are those of the width; `stacked` those of the height, where they differ: forms need
    (0, 0), as one of them would be squeezed below its fields otherwise.
    `turned` tells when they were arranged anew: True where they stand side by side.
    """

    turned = Signal(bool)

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (1, 1),
        stacked: tuple[int, int] | None = None,
        least: int = 0,
        spacing: int = 16,
        second_on_top: bool = False,
    ) -> None:
        super().__init__()
        self._parts = (first, second)
        self._least = least
        self._shares = shares
        self._stacked_shares = stacked
        directions = QBoxLayout.Direction
        self._stacked = directions.BottomToTop if second_on_top else directions.TopToBottom
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part, share in zip(self._parts, shares, strict=True):
            self._box.addWidget(part, share)
        # What is asked for side by side must not keep it from becoming narrower than that.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def is_side_by_side(self) -> bool:
        """How the two stand now."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """Below one another, as much height as the box gives out: it squeezes one otherwise."""
        least = super().minimumSizeHint()
        if self.is_side_by_side or not self.width():
            return least
        shown = [part for part in self._parts if not part.isHidden()]
        height = sum(_least_height(part, self.width()) for part in shown)
        return QSize(least.width(), height + self._box.spacing() * (len(shown) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self.is_side_by_side:
            self.updateGeometry()
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A button that comes or goes in one of the two changes what fits, as a new width does."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        asked = sum(part.minimumSizeHint().width() for part in self._parts) + self._box.spacing()
        needed = max(asked, self._least * self.fontMetrics().horizontalAdvance("m"))
        fits = self.width() >= needed
        direction = QBoxLayout.Direction.LeftToRight if fits else self._stacked
        if direction is not self._box.direction():
            self._box.setDirection(direction)
            if self._stacked_shares is not None:
                self._share_out(self._shares if self.is_side_by_side else self._stacked_shares)
            self.turned.emit(self.is_side_by_side)

    def _share_out(self, shares: tuple[int, int]) -> None:
        for place, share in enumerate(shares):
            self._box.setStretch(place, share)


def _least_height(part: QWidget, width: int) -> int:
    least = max(part.minimumSizeHint().height(), part.minimumHeight())
    return max(least, part.heightForWidth(width)) if part.hasHeightForWidth() else least


LINES_BELOW = 16
"""Lines of text that what is chosen keeps below its list; the page scrolls if there are fewer."""


class TurningSplitter(QSplitter):
    """A list and what is chosen in it: side by side, or the list on top where the text is large.

    `least` is from how many widths of an m on they stand side by side; `sizes` is their share.
    """

    def __init__(self, parent: QWidget, *, least: int, sizes: tuple[int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._least, self._shares = least, sizes
        self.setChildrenCollapsible(False)
        self.setHandleWidth(16)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def share_out(self) -> None:
        """Give both their share, once they are in it."""
        for place, share in enumerate(self._shares):
            self.setStretchFactor(place, share)
        self.setSizes(list(self._shares))

    def resizeEvent(self, event: QResizeEvent) -> None:
        fits = event.size().width() >= self._least * self.fontMetrics().horizontalAdvance("m")
        wanted = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            list_, chosen = (each for each in map(self.widget, (0, 1)) if each is not None)
            chosen.setMinimumHeight(0 if fits else LINES_BELOW * self.fontMetrics().lineSpacing())
            upper = max(list_.minimumSizeHint().height(), list_.minimumHeight())
            self.setSizes(list(self._shares) if fits else [upper, self.height() - upper])
        super().resizeEvent(event)
