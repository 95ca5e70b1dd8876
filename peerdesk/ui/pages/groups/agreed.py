"""Who agreed to a group's ground rules, when and how, and withdrawing it as easily."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from peerdesk.ui.naming import called
from peerdesk.ui.terms import full_day, local_day, manner_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import column
from peerdesk.ui.widgets.rows import OneLine, RecordRow, give_way

if TYPE_CHECKING:
    from peerdesk.domain.members import Member
    from peerdesk.domain.scripts import Acknowledgement


@dataclass(frozen=True, slots=True)
class Agreed:
    """Somebody's word on the agreement in force."""

    member: Member
    given: Acknowledgement


class AgreedRow(RecordRow[Agreed]):
    """Emits `withdrawn` with what was given."""

    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._record: Agreed | None = None
        self._name = OneLine()
        self._when = give_way(muted(""))
        self.withdraw = button(self.tr("Withdraw"), self._withdraw, weight="quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(column(self._name, self._when, spacing=0), 1)
        line.addWidget(self.withdraw)

    def fill(self, record: Agreed) -> None:
        self._record = record
        self._name.setText(called(record.member))
        self._when.setText(
            self.tr("{day}, {manner}").format(
                day=full_day(local_day(record.given.given_at)),
                manner=manner_words(record.given.manner),
            )
        )
        self.withdraw.setAccessibleName(
            self.tr("Withdraw the agreement of {name}").format(name=called(record.member))
        )

    def _withdraw(self) -> None:
        if self._record is not None:
            self.withdrawn.emit(self._record.given)
