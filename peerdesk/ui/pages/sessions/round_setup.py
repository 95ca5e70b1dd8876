"""Before a round: the time for each person, and in which order they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.running import RoundOrder
from peerdesk.ui.pages.sessions.circle import TURN_TIMES
from peerdesk.ui.pages.sessions.words import length_words, order_words
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.rows import give_way
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.pages.sessions.circle import Circle


class RoundSetup(QWidget):
    """Two choices that are made already, and one button."""

    def __init__(self, begin: Callable[[], None], offer_again: Callable[[], None]) -> None:
        super().__init__()
        self._people = 0
        self.about = give_way(plain(""))
        self.time = choices(*((seconds, length_words(seconds)) for seconds in TURN_TIMES))
        self.time.currentIndexChanged.connect(self._say_length)
        self.order_field = choices(*((order.value, order_words(order)) for order in RoundOrder))
        for field in (self.time, self.order_field):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        each, asked = Form(), Form()
        each.add(self.tr("For each person"), self.time)
        asked.add(self.tr("Order"), self.order_field)
        self.length = give_way(muted(""))
        self.begin_button = button(
            self.tr("Start the round"), begin, icon_name="play", weight="primary"
        )
        self.begin_button.setMinimumHeight(44)
        self.again_button = button(self.tr("Offer it again to those who passed"), offer_again)
        card = Card(self.tr("A round"))
        fields: QWidget = Adaptive(each, asked, spacing=12, least=24)
        starting = Adaptive(row(self.begin_button, None), row(self.again_button, None), spacing=8)
        for widget in (self.about, fields, self.length, starting):
            card.body.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.addWidget(card)
        outer.addStretch(1)

    @property
    def seconds(self) -> int:
        """For each person."""
        return int(self.time.currentData())

    @property
    def order(self) -> RoundOrder:
        """Who is asked after whom."""
        return RoundOrder(self.order_field.currentData())

    def show_circle(self, circle: Circle, minutes: int, *, fresh: bool) -> None:
        """Propose a round for whoever is here, to fit into `minutes` of the plan."""
        changed = len(circle.people) != self._people
        self._people = len(circle.people)
        self.begin_button.setEnabled(self._people > 0)
        if fresh or changed:
            wanted = circle.seconds or circle.proposed(minutes)
            self.time.setCurrentIndex(max(0, self.time.findData(wanted)))
        self.again_button.setVisible(circle.passed > 0)
        if not self._people:
            text = self.tr("Nobody is marked as present yet. Mark who is here first.")
        elif circle.has_begun:
            text = self.tr("The round is over. Another one may follow.")
        else:
            text = self.tr("Everybody is asked once, and anyone may pass without a reason.")
        self.about.setText(text)
        self._say_length()

    def _say_length(self, _index: int = 0) -> None:
        minutes = round(self._people * self.seconds / 60)
        self.length.setVisible(self._people > 0)
        self.length.setText(
            self.tr("{people}: about {minutes} in all.").format(
                people=counted(self._people, self.tr("person"), self.tr("people")),
                minutes=counted(minutes, self.tr("minute"), self.tr("minutes")),
            )
        )
