"""The topics in the group's order at the left, the one that the group is at beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from peerdesk.domain.scripts import RuleTopic
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.ground_rules.making.topic_list import TopicList
from peerdesk.ui.pages.ground_rules.making.topic_pane import TopicPane
from peerdesk.ui.pages.ground_rules.words import topic_aloud
from peerdesk.ui.widgets.autosave import Autosave
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.columns import Adaptive, yielding
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QPushButton

    from peerdesk.domain.agreement_making import RuleState
    from peerdesk.ui.pages.ground_rules.making.open_making import OpenMaking
    from peerdesk.ui.pages.page import Page

LIST_SHARE, PANE_SHARE = 2, 5
SIDE_BY_SIDE_FROM = 56
"""Widths of an m; below it the list of topics stands below the topic."""
LEAST_TOPICS = 8
"""Lines of text that the list is high."""


class TopicsStep(QWidget):
    """Makes each step on the `OpenMaking` and shows what came of it.

    `shown` tells that the room may see something else; `finished` that no topic is left.
    """

    shown = Signal()
    finished = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._opened: OpenMaking | None = None
        self.autosave = Autosave(self._save, self)
        self.autosave.failed.connect(page.banner.explain)
        self.list = TopicList()
        self.pane = TopicPane(self.autosave)
        self._build_tools()
        self._connect()
        tools = row(
            self.add_button, None, self.up_button, self.down_button, self.undo_button, spacing=2
        )
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(yielding(self.list, LEAST_TOPICS), 1)
        beside.addWidget(tools)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(
            Adaptive(
                side,
                self.pane,
                shares=(LIST_SHARE, PANE_SHARE),
                least=SIDE_BY_SIDE_FROM,
                second_on_top=True,
            )
        )

    @property
    def typed(self) -> str:
        """The group's words as they stand in the field."""
        return self.pane.words.toPlainText()

    def show_making(self, opened: OpenMaking) -> None:
        """Show how far the group is, and the rule that it is at."""
        self._opened = opened
        self._offer_topics(opened.making.language)
        self.list.show_making(opened.making, opened.place)
        self.undo_button.setEnabled(opened.may_undo)
        self.autosave.load(partial(self.pane.show_place, opened))

    def flush(self) -> None:
        """Keep what was typed, and look at its words now rather than when the vault is closed."""
        self.autosave.flush()
        self.pane.settle()

    def begin(self) -> None:
        """Put the keyboard where the work begins."""
        self.pane.begin()

    def turn(self, steps: int) -> None:
        """Go to a topic further on, or further back."""
        if self._opened is not None:
            self._do(partial(self._opened.go_to, self._opened.place + steps))
            self.begin()

    def _build_tools(self) -> None:
        self.add_button = button(self.tr("Add a r&ule"), self._open_topics, icon_name="plus")
        self.up_button = self._tool("arrow-up", self.tr("Move up (Alt+Up)"), self._up)
        self.down_button = self._tool("arrow-down", self.tr("Move down (Alt+Down)"), self._down)
        self.undo_button = self._tool("undo-2", self.tr("Take back (Ctrl+Z)"), self._undo)
        self._choices = QMenu(self)
        self._language = ""
        self._choices.triggered.connect(self._on_topic)

    def _tool(self, picture: str, tip: str, do: Callable[[], object]) -> QPushButton:
        return only_picture(button("", do, weight="quiet", tip=tip), picture)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.dropped.connect(self._on_dropped)
        self.list.move_wanted.connect(self._move)
        self.list.undo_wanted.connect(self._undo)
        self.pane.decided.connect(self._decide)
        self.pane.picked.connect(self._pick)
        self.pane.turned.connect(self.turn)
        self.pane.typed.connect(self.shown)

    def _do(self, work: Callable[[], object]) -> object:
        """Keep what was typed, make one step, show it; None where the desk refused."""
        self.autosave.flush()
        try:
            done = work()
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return None
        if self._opened is not None:
            self.show_making(self._opened)
        return done

    def _save(self) -> None:
        if self._opened is not None:
            self._opened.keep_words(self.typed)
            self.undo_button.setEnabled(self._opened.may_undo)

    def _decide(self, state: RuleState) -> None:
        if self._opened is None:
            return
        if self._do(partial(self._opened.decide, state)) is False:
            self.finished.emit()
        else:
            self.begin()

    def _pick(self, number: int) -> None:
        if self._opened is not None and self._do(partial(self._opened.pick, number)):
            self.pane.words.setFocus()

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and self._opened is not None and key != self._opened.place:
            self._do(partial(self._opened.go_to, key))

    def _on_dropped(self, source: str, over: str, below: bool) -> None:  # noqa: FBT001 - a signal's
        if self._opened is not None:
            self._do(partial(self._opened.drop, int(source), int(over), after=below))

    def _move(self, steps: int) -> None:
        if self._opened is not None:
            self._do(partial(self._opened.move, steps))

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _undo(self) -> None:
        if self._opened is not None:
            self._do(self._opened.undo)

    def _offer_topics(self, language: str) -> None:
        """All of them, as they are called in the room."""
        if language == self._language:
            return
        self._language = language
        self._choices.clear()
        for topic in RuleTopic:
            self._choices.addAction(topic_aloud(topic, language)).setData(topic.value)

    def _open_topics(self) -> None:
        above = self._choices.sizeHint().height()
        corner = self.add_button.rect().topLeft()
        corner.setY(corner.y() - above)
        self._choices.popup(self.add_button.mapToGlobal(corner))

    def _on_topic(self, action: QAction) -> None:
        if self._opened is not None:
            self._do(partial(self._opened.add, RuleTopic(str(action.data()))))
            self.begin()
