"""The whole agreement, a show of hands, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.script_files import LONGEST_TITLE
from peerdesk.ui.naming import called
from peerdesk.ui.pages.ground_rules.words import topic_aloud
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.columns import Adaptive, narrow, yielding
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.large_text import LargeText
from peerdesk.ui.widgets.layout import clear_layout, column, row, scrolling
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QPushButton

    from peerdesk.domain.members import Member
    from peerdesk.domain.scripts import Script
    from peerdesk.ui.pages.ground_rules.making.open_making import OpenMaking

LEAST_LINES = 8
LEAST_HANDS = 4
"""Lines of text that the hands are high: what is above them has to be read without scrolling."""
LINES_BELOW_ONE_ANOTHER, LINES_OF_HANDS = 34, 20
SIDE_BY_SIDE_FROM = 56
"""Widths of an m; below it the hands stand under the words."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who is in the group, and who of them is here tonight as far as a session says."""

    members: tuple[Member, ...]
    present: frozenset[int]


class WholePane(QWidget):
    """Shows what would be kept; the view keeps it."""

    back_wanted = Signal()
    hands_wanted = Signal()
    """The room is to be asked."""
    around_chosen = Signal(int)
    """Carries the id of the script whose words stand around the rules."""
    keep_wanted = Signal()
    turned = Signal(int)
    """The room is to see the page before (-1) or the next one (1)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = LargeText()
        self.words.setAccessibleName(self.tr("The whole agreement"))
        self.waiting = muted("")
        self.missing = plain("", style="warningText")
        form = Form()
        self.name = form.add(self.tr("&Title"), QLineEdit())
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.textChanged.connect(self._say)
        self.around = form.add(
            self.tr("Read with the &words of"),
            narrow(QComboBox(), 16),
            help_text=self.tr("Welcome, limits and round are read around your rules next time."),
        )
        self.around.activated.connect(self._on_around)
        self._form = form
        self._about_hands = muted("")
        self._boxes: dict[int, _Hand] = {}
        self._hands = QVBoxLayout()
        self._hands.setSpacing(0)
        self.everyone = button(self.tr("&Everyone"), self._tick_all, weight="quiet")
        self.nobody = button(self.tr("N&obody"), self._tick_none, weight="quiet")
        self.ask_button = button(
            self.tr("Show the question to the room"), self.hands_wanted.emit, icon_name="monitor"
        )
        self.back_button = button(
            self.tr("&Back to the topics"), self.back_wanted.emit, icon_name="chevron-left"
        )
        self.keep_button = button(
            self.tr("&Keep as our agreement"),
            self.keep_wanted.emit,
            icon_name="check",
            weight="primary",
        )
        self.wall_back = self._turner("chevron-left", self.tr("Page before, for the room"), -1)
        self.wall_forward = self._turner("chevron-right", self.tr("Next page, for the room"), 1)
        self._lay_out()

    @property
    def raised(self) -> list[int]:
        """The ids of those whose hand is up."""
        return [member_id for member_id, box in self._boxes.items() if box.isChecked()]

    def show_whole(
        self, opened: OpenMaking, around: Sequence[Script], hands: Hands, *, fresh: bool
    ) -> None:
        """Show the rules as they would be read, and who is asked."""
        making = opened.making
        rules = opened.whole().rules
        self.words.show_paragraphs(
            tuple(f"{number}.  {rule.text}" for number, rule in enumerate(rules, start=1))
        )
        self._show_waiting(opened)
        self._show_around(opened, around)
        self._show_hands(hands, fresh=fresh)
        if fresh:
            self.name.setText("" if making.revises else self._title(opened))
        self._label_name(revises=making.revises)
        self._say()

    def _show_waiting(self, opened: OpenMaking) -> None:
        waiting = len(opened.making.waiting)
        topics = counted(waiting, self.tr("topic is"), self.tr("topics are"))
        self.waiting.setText(
            self.tr("{topics} still open. They are not part of it, and can come later.").format(
                topics=topics
            )
        )
        self.waiting.setVisible(bool(waiting))
        missing = opened.making.missing
        self.missing.setVisible(bool(missing))
        if missing:
            self.missing.setText(
                self.tr("“{topic}” belongs in every agreement and is not agreed yet.").format(
                    topic=topic_aloud(missing[0], opened.making.language)
                )
            )
        self.keep_button.setEnabled(not missing)

    def _show_around(self, opened: OpenMaking, around: Sequence[Script]) -> None:
        if self.around.count() != len(around):
            self.around.clear()
            for script in around:
                self.around.addItem(script.title, script.id)
        self.around.setCurrentIndex(self.around.findData(opened.around_id))

    def _show_hands(self, hands: Hands, *, fresh: bool) -> None:
        known = {member.id for member in hands.members}
        if fresh or known != set(self._boxes):
            up = hands.present if fresh else frozenset(self.raised)
            clear_layout(self._hands)
            self._boxes = {}
            before: QWidget = self.nobody
            for member in hands.members:
                box = self._boxes[member.id] = _Hand()
                box.setChecked(member.id in up)
                box.toggled.connect(self._say)
                self._hands.addWidget(box)
                QWidget.setTabOrder(before, box)
                before = box
        for member in hands.members:
            self._boxes[member.id].setText(called(member).replace("&", "&&"))
            self._boxes[member.id].setAccessibleName(called(member))
        for control in (self.everyone, self.nobody):
            control.setVisible(bool(hands.members))

    def _label_name(self, *, revises: bool) -> None:
        label = self._form.label_of(self.name)
        words = self.tr("&Why it was changed") if revises else self.tr("&Title")
        label.setText(words)
        self.name.setAccessibleName(words.replace("&", ""))
        self._form.show_row(self.around, visible=not revises)

    def _title(self, opened: OpenMaking) -> str:
        return self.tr("Agreement of {group}").format(group=opened.group.name)

    def _say(self, *_state: object) -> None:
        number = len(self.raised)
        if not self._boxes:
            self._about_hands.setText(
                self.tr("Nobody is in this group yet. It can be kept, and agreed to later.")
            )
            return
        self._about_hands.setText(
            self.tr(
                "Who says yes, each for themselves? {hands}. Whoever is not sure can be asked "
                "later, alone."
            ).format(hands=counted(number, self.tr("hand"), self.tr("hands")))
        )

    def _turner(self, picture: str, tip: str, pages: int) -> QPushButton:
        turn = partial(self.turned.emit, pages)
        made = only_picture(button("", turn, weight="quiet", tip=tip), picture)
        key = QShortcut(QKeySequence("PgDown" if pages > 0 else "PgUp"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(turn)
        return made

    def _on_turned(self, is_side_by_side: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Below one another the parts need more height than most screens have: the page scrolls."""
        line = 0 if is_side_by_side else self.fontMetrics().lineSpacing()
        self._asked.setMinimumHeight(line * LINES_OF_HANDS)
        self.setMinimumHeight(line * LINES_BELOW_ONE_ANOTHER)

    def _lay_out(self) -> None:
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.missing)
        beside.addWidget(yielding(self.words, LEAST_LINES), 1)
        beside.addWidget(self.waiting)
        inner = column()
        layout = inner.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._hands)
            layout.addStretch(1)
        right = self._asked = column(
            self._form,
            plain(self.tr("Show of hands"), style="sectionTitle"),
            self._about_hands,
            row(self.everyone, self.nobody, None),
            yielding(scrolling(inner), LEAST_HANDS),
        )
        beside_words = right.layout()
        if isinstance(beside_words, QVBoxLayout):
            beside_words.setStretch(beside_words.count() - 1, 1)
        both = Adaptive(left, right, shares=(3, 2), least=SIDE_BY_SIDE_FROM)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(both, 1)
        both.turned.connect(self._on_turned)
        asking = row(self.keep_button, self.ask_button, None)
        turning = row(None, self.wall_back, self.wall_forward, self.back_button)
        outer.addWidget(Adaptive(asking, turning, shares=(3, 2), spacing=8))

    def _tick_all(self) -> None:
        for box in self._boxes.values():
            box.setChecked(True)

    def _tick_none(self) -> None:
        for box in self._boxes.values():
            box.setChecked(False)

    def _on_around(self, _index: int) -> None:
        self.around_chosen.emit(self.around.currentData())


class _Hand(QCheckBox):
    """Somebody's hand: the whole line is clicked, as it is the whole line that has the focus."""

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)
