"""Somebody who has not agreed yet, and one click for each way of agreeing."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from peerdesk.domain.members import Member
from peerdesk.domain.scripts import Manner
from peerdesk.ui.naming import called
from peerdesk.ui.terms import BETWEEN, second_line
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import column
from peerdesk.ui.widgets.rows import OneLine, RecordRow, give_way


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Somebody who is asked; `agreed_before` to the words that these took the place of."""

    member: Member
    agreed_before: bool


class AgreeingRow(RecordRow[Agreeing]):
    """Emits `agreed` with the member and the manner."""

    agreed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._member: Member | None = None
        self._name = OneLine()
        self._second = give_way(muted(""))
        self.spoken = button(self.tr("Agreed, spoken"), self._spoken, icon_name="check")
        self.on_paper = button(self.tr("On paper"), self._on_paper)
        line = HeadLayout(self)
        line.addWidget(column(self._name, self._second, spacing=0))
        line.addWidget(self.spoken)
        line.addWidget(self.on_paper)

    def fill(self, record: Agreeing) -> None:
        member = self._member = record.member
        self._name.setText(called(member))
        before = self.tr("agreed to the earlier words") if record.agreed_before else ""
        second = BETWEEN.join(part for part in (second_line(member), before) if part)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        for control, words in (
            (self.spoken, self.tr("Note that {name} agreed, spoken")),
            (self.on_paper, self.tr("Note that {name} agreed on paper")),
        ):
            control.setAccessibleName(words.format(name=called(member)))

    def _spoken(self) -> None:
        self.agreed.emit(self._member, Manner.SPOKEN)

    def _on_paper(self) -> None:
        self.agreed.emit(self._member, Manner.ON_PAPER)
