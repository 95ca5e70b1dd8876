"""What else the room may see: all the rules, a question, a slow breath, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.room import Breathing, Question
from peerdesk.ui.room.view import neutral, view_of_rules
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.form import name_control, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from peerdesk.domain.room import RoomView
    from peerdesk.ui.room.wall import Wall

LONGEST_QUESTION = 300


class Read(Protocol):
    """What is being read, as the choices need it."""

    @property
    def language(self) -> str:
        """Of the script."""

    def on_wall(self) -> RoomView | None:
        """What the room sees of it."""

    def rules_on_wall(self) -> Sequence[str]:
        """Every rule of it."""

    def question_on_wall(self) -> str:
        """What may be asked about the rule that is read, or nothing."""


class WallChoices(QWidget):
    """A button with the choices, and a field for a question of one's own."""

    def __init__(self, wall: Wall, read: Read) -> None:
        super().__init__()
        self._wall = wall
        self._read = read
        self.button = button("", self._open, weight="quiet", tip=self.tr("What the room sees…"))
        only_picture(self.button, "chevron-down")
        self._menu = QMenu(self)
        self._reading = self._choice(self.tr("What is being read"), self._show_reading)
        self._choice(self.tr("All the rules"), self._show_rules)
        self._asking = self._choice(self.tr("The question of this rule"), self._show_asking)
        self._choice(self.tr("A question of our own…"), self._begin_question)
        self._choice(self.tr("A slow breath"), self._show_breath)
        self._choice(self.tr("Nothing"), wall.clear)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_QUESTION)
        self.field.setPlaceholderText(self.tr("What do you want to ask the room?"))
        self.field.returnPressed.connect(self.show_question)
        name_control(self.field, self.tr("Question for the room"))
        self.show_button = button(self.tr("Show it"), self.show_question)
        self.remark = plain("", style="warningText")
        self.allow_button = button(self.tr("That is no name here"), self._allow)
        self._line = row(self.field, self.show_button)
        self._told = row(self.remark, self.allow_button)
        self.asked = QWidget()
        column = QVBoxLayout(self.asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._line)
        column.addWidget(self._told)
        self._told.hide()
        self.asked.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.button)

    def show_question(self) -> None:
        """Put the typed question on the wall, unless a name of the vault is in it."""
        words = self.field.text().strip()
        if not words:
            self.asked.hide()
            return
        names = self._wall.guard.found_in(words)
        self._told.setVisible(bool(names))
        if names:
            self.remark.setText(
                self.tr("“{name}” is a name in this vault, so the room does not see it.").format(
                    name=names[0]
                )
            )
            return
        self._wall.bring(Question(neutral(words, self._read.language)))
        self.asked.hide()

    def _choice(self, text: str, do: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(_plainly(do))
        return action

    def _open(self) -> None:
        self._reading.setEnabled(self._read.on_wall() is not None)
        self._asking.setEnabled(bool(self._read.question_on_wall()))
        above = QPoint(0, -self._menu.sizeHint().height())
        self._menu.popup(self.button.mapToGlobal(above))

    def _show_reading(self) -> None:
        view = self._read.on_wall()
        if view is not None:
            self._wall.bring(view)

    def _show_rules(self) -> None:
        language = self._read.language
        heading = spoken_words(language).room_whole
        self._wall.bring(view_of_rules(heading, self._read.rules_on_wall(), language))

    def _show_asking(self) -> None:
        self._wall.bring(Question(neutral(self._read.question_on_wall(), self._read.language)))

    def _show_breath(self) -> None:
        self._wall.bring(Breathing(self._read.language))

    def _begin_question(self) -> None:
        self._told.hide()
        self.asked.show()
        self.field.setFocus()
        self.field.selectAll()

    def _allow(self) -> None:
        self._wall.guard.allow(self._wall.guard.found_in(self.field.text()))
        self.show_question()


def _plainly(do: Callable[[], object]) -> Callable[..., None]:
    """A slot that drops Qt's `checked`."""

    def slot(*_arguments: object) -> None:
        do()

    return slot
