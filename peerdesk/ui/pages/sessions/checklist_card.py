"""The room: what is to be ready before anybody comes, by the group's own list or the usual one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout

from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import Card, clear_layout, row
from peerdesk.ui.widgets.tick_line import TickLine

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

LINES = 8


class ChecklistCard(Part):
    """Ticks for tonight. The list itself is changed in a field, a line for each thing."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._group_id = 0
        self._shown: tuple[int, tuple[str, ...]] = (0, ())
        self.lines: dict[str, TickLine] = {}
        self._boxes: dict[QCheckBox, str] = {}
        self.state = muted("")
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(4)
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * LINES)
        name_control(self.field, self.tr("The list, a line for each thing"))
        page.autosave.watch(self.field)
        self._help = muted(self.tr("A line for each thing. An empty list brings the usual one."))
        self.change = button(self.tr("Change the list"), self._change, weight="quiet")
        self.done = button(self.tr("Done"), self._done)
        card = Card(self.tr("The room"))
        card.body.addWidget(self.state)
        card.body.addLayout(self._ticks)
        for widget in (self.field, self._help, row(self.change, self.done, None)):
            card.body.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._edit(editing=False)

    @property
    def is_editing(self) -> bool:
        """Whether the list itself is being changed."""
        return not self.field.isHidden()

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self._group_id = session.group_id
        if fresh:
            self._edit(editing=False)
        texts = self._texts()
        self._show_lines(session.id, texts)
        ready = self.desk.tonight.ready(session.id)
        for text, line in self.lines.items():
            line.box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            line.box.setChecked(text in ready)
            line.box.blockSignals(False)  # noqa: FBT003 - Qt's signature
        left = sum(1 for text in texts if text not in ready)
        self.state.setText(
            self.tr("{n} of {all} ready").format(n=len(texts) - left, all=len(texts))
            if left
            else self.tr("Everything is ready.")
        )

    def save(self) -> None:
        """Keep the list as it is typed. Raises what the desk refuses."""
        if self.is_editing:
            self.desk.tonight.set_checklist(self._group_id, self.field.toPlainText().split("\n"))

    def _texts(self) -> tuple[str, ...]:
        return self.desk.tonight.checklist(self._group_id) or self._usual()

    def _usual(self) -> tuple[str, ...]:
        return (
            self.tr("Chairs in a circle, one to spare near the door"),
            self.tr("The way in and the toilets are marked"),
            self.tr("Water, cups and tissues"),
            self.tr("A quiet place to step out to"),
            self.tr("Ground rules where everybody sees them"),
            self.tr("Phones on silent, ours too"),
            self.tr("Windows and doors: nobody can listen in"),
        )

    def _show_lines(self, session_id: int, texts: tuple[str, ...]) -> None:
        if self._shown == (session_id, texts):
            return
        self._shown = (session_id, texts)
        clear_layout(self._ticks)
        self.lines.clear()
        self._boxes.clear()
        for text in texts:
            line = TickLine(text, self.tr("Ready: {what}").format(what=text))
            line.setMinimumWidth(1)
            line.box.toggled.connect(self._on_ticked)
            self.lines[text] = line
            self._boxes[line.box] = text
            self._ticks.addWidget(line)

    def _on_ticked(self, ready: bool) -> None:  # noqa: FBT001 - Qt's signature
        box = self.sender()
        if isinstance(box, QCheckBox) and box in self._boxes:
            tick = partial(
                self.desk.tonight.tick, self.page.session_id, self._boxes[box], ready=ready
            )
            self.page.attempt(tick)
            self.show_session(self.page.session(), fresh=False)

    def _change(self) -> None:
        self.page.autosave.load(self._fill)
        self._edit(editing=True)
        self.field.setFocus()

    def _fill(self) -> None:
        self.field.setPlainText("\n".join(self._texts()))

    def _done(self) -> None:
        self.page.autosave.flush()
        self._edit(editing=False)
        self.show_session(self.page.session(), fresh=False)

    def _edit(self, *, editing: bool) -> None:
        for widget in (self.field, self._help, self.done):
            widget.setVisible(editing)
        self.change.setVisible(not editing)
        for line in self.lines.values():
            line.setVisible(not editing)
