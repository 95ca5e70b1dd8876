"""One topic on the facilitator's screen: what to ask, wordings to pick, the group's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.agreement_making import ALWAYS_SAID, MOST_SUGGESTED, RuleState
from peerdesk.domain.scripts import RuleTopic
from peerdesk.ui.pages.ground_rules.making.suggestions import Suggestions
from peerdesk.ui.pages.ground_rules.words import topic_aloud
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.columns import yielding
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.growing import GrowingText
from peerdesk.ui.widgets.layout import Card, row, scrolling

if TYPE_CHECKING:
    from peerdesk.ui.pages.ground_rules.making.open_making import OpenMaking
    from peerdesk.ui.widgets.autosave import Autosave

REMARK_MILLISECONDS = 250
"""A pause in typing after which the wall follows and there may be something to say."""
LEAST_LINES = 11
"""Lines of text that a topic is high; where the window is lower, the page scrolls."""
LARGER_BY = 4
"""Points: the group's words are looked at over somebody's shoulder."""


class TopicPane(QWidget):
    """Emits what is decided; the view does it and shows the pane anew."""

    decided = Signal(object)
    """Carries the RuleState."""
    picked = Signal(int)
    turned = Signal(int)
    """Carries -1 for the topic before, 1 for the one after."""
    typed = Signal()
    """The wall is to follow what is being typed."""

    def __init__(self, autosave: Autosave) -> None:
        super().__init__()
        self._opened: OpenMaking | None = None
        self._shown: tuple[int, int] | None = None
        self.heading = plain("", style="sectionTitle")
        self.note = muted("")
        self.limits = Card(self.tr("Say this first"))
        self.limits_words = plain("")
        self.limits.body.addWidget(self.limits_words)
        self.limits.body.addWidget(
            muted(self.tr("It follows from the group's page. Check this with your organisation."))
        )
        self.ask = plain("")
        self.suggestions = Suggestions()
        self.suggestions.picked.connect(self.picked)
        self.suggestions.typed.connect(self._type_on)
        self.words = self._words_field(autosave)
        self.remark = plain("", style="warningText")
        self.allow_button = button(self.tr("That is no name here"), self._allow)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REMARK_MILLISECONDS)
        self._soon.timeout.connect(self._look_at_words)
        self._build_actions()
        self._lay_out()

    def show_place(self, opened: OpenMaking) -> None:
        """Show the rule that the group is at. The caller keeps `autosave` from noticing."""
        self._opened = opened
        rule = opened.rule
        fresh = self._shown != (opened.making.id, rule.id)
        self._shown = (opened.making.id, rule.id)
        topic = topic_aloud(rule.topic, opened.making.language)
        self.heading.setText(f"{opened.place + 1}.  {topic}")
        self.note.setText(self._note(opened))
        self.note.setVisible(bool(self.note.text()))
        is_limits = rule.topic is RuleTopic.LIMITS
        self.limits.setVisible(is_limits)
        if is_limits:
            self.limits_words.setText("\n\n".join(opened.limits_aloud()))
        self.ask.setText("\n".join(opened.questions[:2]))
        wordings = tuple(each.text for each in opened.suggestions)
        if fresh or self.suggestions.wordings != wordings:
            self.suggestions.show_wordings(wordings)
        # What is kept has no blank at its end; whoever is typing has just put one there.
        if self.words.toPlainText().rstrip() != rule.words:
            self.words.setPlainText(rule.words)
            self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.leave_out_button.setVisible(opened.may_leave_out)
        self.back_button.setEnabled(opened.place > 0)
        self.forward_button.setEnabled(opened.place < len(opened.making.rules) - 1)
        self._look_at_words()

    def settle(self) -> None:
        """Say now what there is to say of the words, if that was still to come."""
        if self._soon.isActive():
            self._look_at_words()

    def begin(self) -> None:
        """Put the keyboard where the work begins: on the wordings until there are words."""
        field = self.words if self.words.toPlainText() else self.suggestions
        field.setFocus()

    def _note(self, opened: OpenMaking) -> str:
        parts = []
        if opened.rule.flagged:
            parts.append(
                self.tr("Somebody asked for another look at this, {n} times.").format(
                    n=opened.rule.flagged
                )
                if opened.rule.flagged > 1
                else self.tr("Somebody asked for another look at this.")
            )
        if opened.rule.topic in ALWAYS_SAID:
            parts.append(self.tr("This is in every agreement. The words are yours."))
            if opened.group.minors:
                parts.append(
                    self.tr(
                        "People under age come to this group: never promise secrecy, say what "
                        "you may have to pass on."
                    )
                )
        return " ".join(parts)

    def _words_field(self, autosave: Autosave) -> GrowingText:
        made = GrowingText(2)
        font = made.font()
        font.setPointSize(font.pointSize() + LARGER_BY)
        made.setFont(font)
        made.setPlaceholderText(self.tr("Type what the group says"))
        name_control(made, self.tr("In our own words"), self.tr("The room reads along."))
        autosave.watch(made)
        made.textChanged.connect(self._on_text)
        return made

    def _build_actions(self) -> None:
        self.agree_button = button(
            self.tr("&Agreed, go on"), self._agree, icon_name="check", weight="primary",
            tip=self.tr("Ctrl+Enter"),
        )  # fmt: skip
        self.later_button = button(self.tr("Come &back to it"), self._later)
        self.leave_out_button = button(self.tr("&Leave it out"), self._leave_out, weight="quiet")
        self.back_button = button(
            "", self._back, weight="quiet", tip=self.tr("Topic before (Page Up)")
        )
        self.forward_button = button(
            "", self._forward, weight="quiet", tip=self.tr("Next topic (Page Down)")
        )
        for arrow, picture in (
            (self.back_button, "chevron-left"),
            (self.forward_button, "chevron-right"),
        ):
            only_picture(arrow, picture)
        for keys, do in (
            ("Ctrl+Return", self._agree),
            ("Ctrl+Enter", self._agree),
            ("PgUp", self._back),
            ("PgDown", self._forward),
        ):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(do)
        for number in range(MOST_SUGGESTED):
            key = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(_Pick(self, number))

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 8)
        column.setSpacing(6)
        for part in (self.heading, self.note, self.limits):
            column.addWidget(part)
        column.addWidget(muted(self.tr("Ask the room")))
        column.addWidget(self.ask)
        column.addSpacing(4)
        column.addWidget(muted(self.tr("In our own words")))
        column.addWidget(self.words)
        column.addWidget(self.remark)
        column.addWidget(row(self.allow_button, None))
        column.addSpacing(4)
        column.addWidget(muted(self.tr("Wordings from other groups: 1 to 9 takes one")))
        column.addWidget(self.suggestions)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(yielding(scrolling(inner), LEAST_LINES), 1)
        outer.addWidget(
            row(
                self.agree_button,
                self.later_button,
                self.leave_out_button,
                None,
                self.back_button,
                self.forward_button,
            )
        )

    def _look_at_words(self) -> None:
        """Say what keeps the words from the wall, or from the agreement."""
        self._soon.stop()
        opened, words = self._opened, self.words.toPlainText()
        names = opened.names_in(words) if opened is not None else ()
        promises = opened.promises(words) if opened is not None else ()
        remarks = []
        if names:
            remarks.append(
                self.tr(
                    "“{name}” is a name in this vault, so the room does not see these words. Say "
                    "it without the name."
                ).format(name=names[0])
            )
        if promises:
            remarks.append(
                self.tr("“{sentence}” promises more than anybody can keep.").format(
                    sentence=promises[0]
                )
            )
        self.remark.setText("\n".join(remarks))
        self.remark.setVisible(bool(remarks))
        self.allow_button.setVisible(bool(names))
        self.typed.emit()

    def _allow(self) -> None:
        if self._opened is not None:
            self._opened.allow(self._opened.names_in(self.words.toPlainText()))
            self._look_at_words()
            self.words.setFocus()

    def _type_on(self, text: str) -> None:
        self.words.setFocus()
        self.words.insertPlainText(text)

    def _on_text(self) -> None:
        self._soon.start()

    def _agree(self) -> None:
        if not self.words.toPlainText().strip():
            self.suggestions.setFocus()
            return
        self.decided.emit(RuleState.AGREED)

    def _later(self) -> None:
        self.decided.emit(RuleState.LATER)

    def _leave_out(self) -> None:
        self.decided.emit(RuleState.LEFT_OUT)

    def _back(self) -> None:
        self.turned.emit(-1)

    def _forward(self) -> None:
        self.turned.emit(1)


class _Pick:
    """Picks one wording; a name for what would be a lambda, which keeps its window alive."""

    def __init__(self, pane: TopicPane, number: int) -> None:
        self._pane, self._number = pane, number

    def __call__(self) -> None:
        self._pane.picked.emit(self._number)
