"""The three steps along the top of a session."""

from enum import IntEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from peerdesk.domain.sessions import SessionState
from peerdesk.ui.icons import icon
from peerdesk.ui.theme import scaled
from peerdesk.ui.widgets.form import name_control


class Step(IntEnum):
    """Prepare, run, close."""

    PREPARE = 0
    RUN = 1
    CLOSE = 2


STEP_OF = {
    SessionState.PLANNED: Step.PREPARE,
    SessionState.RUNNING: Step.RUN,
    SessionState.CLOSED: Step.CLOSE,
    SessionState.CANCELLED: Step.PREPARE,
}
"""The step that a session in this state is at; looking back from there is possible."""


class StepBar(QWidget):
    """One button a step; `chosen` carries the Step."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._group = QButtonGroup(self)
        words = (self.tr("1  Prepare"), self.tr("2  Run"), self.tr("3  Close"))
        for step, text in zip(Step, words, strict=True):
            made = QPushButton(text)
            made.setCheckable(True)
            made.setMinimumHeight(36)
            self._group.addButton(made, step)
            line.addWidget(made, 1)
        self._group.idClicked.connect(self._on_clicked)
        name_control(self, self.tr("Steps of the session"))

    def button(self, step: Step) -> QPushButton:
        """The button of one step."""
        found = self._group.button(step)
        assert isinstance(found, QPushButton)  # noqa: S101 - only such were added
        return found

    def show_steps(self, state: SessionState, shown: Step) -> None:
        """Say how far the session is and which step is looked at."""
        reached = STEP_OF[state]
        for step in Step:
            made = self.button(step)
            # While a session runs it can be closed, so the last step is open as well.
            made.setEnabled(step <= reached or reached is Step.RUN)
            made.setIcon(icon("check") if step < reached else QIcon())
            made.setIconSize(QSize(scaled(16), scaled(16)))
            made.setAccessibleName(self._spoken(step, reached))
            made.setToolTip(
                "" if made.isEnabled() else self.tr("This comes after the session was started")
            )
        self.button(shown).setChecked(True)

    def _spoken(self, step: Step, reached: Step) -> str:
        name = (self.tr("Step 1, prepare"), self.tr("Step 2, run"), self.tr("Step 3, close"))[step]
        if step < reached:
            return self.tr("{step}, done").format(step=name)
        return self.tr("{step}, now").format(step=name) if step is reached else name

    def _on_clicked(self, step: int) -> None:
        self.chosen.emit(Step(step))
