"""The parking lot: what comes up and is kept for another time, without a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout

from peerdesk.domain.running import ParkedTopic
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card, column, row, scrolling
from peerdesk.ui.widgets.rows import KeyedRows, RecordRow, give_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class ParkedRow(RecordRow[ParkedTopic]):
    """A tick for a topic that there was time for, its words, and the way out."""

    def __init__(self, part: ParkedPart) -> None:
        super().__init__()
        self._part = part
        self._record: ParkedTopic | None = None
        self._filling = False
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.setMinimumHeight(32)
        self.box.toggled.connect(self._on_ticked)
        self._words = give_way(plain(""))
        self.out = button("", self._remove, weight="quiet", tip=self.tr("Remove"))
        only_picture(self.out, "x")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        line.addWidget(self.out, 0, Qt.AlignmentFlag.AlignTop)

    def fill(self, record: ParkedTopic) -> None:
        self._record = record
        self._filling = True
        self._words.setText(record.text)
        self.box.setChecked(record.taken_up_at is not None)
        self._filling = False
        self.box.setAccessibleName(self.tr("Taken up: {what}").format(what=record.text))
        self.out.setAccessibleName(self.tr("Remove: {what}").format(what=record.text))

    def _on_ticked(self, taken_up: bool) -> None:  # noqa: FBT001 - Qt's signature
        if self._record is not None and not self._filling:
            self._part.set_taken_up(self._record, taken_up=taken_up)
            self.fill(self._record)  # what was refused is not shown as if it were kept

    def _remove(self) -> None:
        if self._record is not None:
            self._part.remove(self._record)


class ParkedPart(Part):
    """What the two lists of parked topics have in common."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.rows: KeyedRows[ParkedTopic] = KeyedRows(self._make_row, spacing=4)

    def set_taken_up(self, topic: ParkedTopic, *, taken_up: bool) -> None:
        """Tick it, or take the tick back, with Undo."""
        keep = partial(self.desk.parking.set_taken_up, topic, taken_up=taken_up)
        if self.page.attempt(keep) and taken_up:
            self.page.offer_undo(
                self.tr("Taken up: {what}").format(what=topic.text),
                partial(self.desk.parking.set_taken_up, topic, taken_up=False),
            )

    def remove(self, topic: ParkedTopic) -> None:
        """Delete it, with Undo."""
        if self.page.attempt(partial(self.desk.parking.remove, topic)):
            self.page.offer_undo(
                self.tr("Removed: {what}").format(what=topic.text),
                partial(self.desk.parking.bring_back, topic),
            )

    def show_topics(self, topics: Sequence[ParkedTopic]) -> None:
        """List them."""
        self.rows.show_records([(topic.id, topic) for topic in topics])

    def _make_row(self) -> ParkedRow:
        return ParkedRow(self)


class ParkingPane(ParkedPart):
    """While a session runs: what waits from earlier ones, and one line for what comes up now."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("A topic for another time"))
        self.text.returnPressed.connect(self._add)
        self.add_button = button(self.tr("Park it"), self._add, icon_name="plus")
        form = Form()
        form.add(
            self.tr("New topic"),
            self.text,
            help_text=self.tr("A few words, without a name. It comes up again next time."),
        )
        content = column(form, row(self.add_button, None), self.rows)
        content.setContentsMargins(0, 8, 8, 0)
        layout = content.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        self.setFocusProxy(self.text)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        if fresh:
            self.text.clear()
        waiting = self.desk.parking.waiting(session.group_id, but_of=session.id)
        self.show_topics((*waiting, *self.desk.parking.of_session(session.id)))

    def finish(self) -> None:
        """What was typed and not added is added: leaving must not lose it."""
        if self.text.text().strip() and self.page.session_id:
            self._add()

    def _add(self) -> None:
        text = self.text.text()
        if not text.strip():
            self.text.setFocus()
        elif self.page.attempt(partial(self.desk.parking.park, self.page.session_id, text)):
            self.text.clear()


class WaitingTopics(ParkedPart):
    """While a session is prepared: what earlier ones left for another time."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.nothing = muted(self.tr("Nothing waits from earlier sessions."))
        card = Card(self.tr("Parking lot"))
        card.body.addWidget(self.nothing)
        card.body.addWidget(self.rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        topics = self.desk.parking.waiting(session.group_id, but_of=session.id)
        self.show_topics(topics)
        self.nothing.setVisible(not topics)
