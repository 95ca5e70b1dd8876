"""The script, large, one part at a time and one rule after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import ReadingForm
from peerdesk.ui.reading.place import (
    NO_RULE,
    ReadingPlace,
    back,
    first_number,
    forward,
    rules_read,
    words_of,
)
from peerdesk.ui.terms import form_words
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive, yielding
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.large_text import LargeText
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from peerdesk.domain.scripts import RuleItem, ScriptVersion, Segment

LEAST_TEXT_LINES = 9
"""Lines of usual text that the words are high, so that a whole rule is seen at 200 % text."""
FORM_KEYS = {
    Qt.Key.Key_E: ReadingForm.FULL,
    Qt.Key.Key_N: ReadingForm.NEWCOMER,
    Qt.Key.Key_S: ReadingForm.SHORT,
}
PAGE_KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ReadingView(QWidget):
    """Page Down (or a clicker) goes on to the next rule or part; the arrow keys scroll.

    It keeps nothing: whoever shows it hears by `moved` that somebody reads on, and by
    `form_chosen` in which form they want to.
    """

    moved = Signal()
    form_chosen = Signal(object)

    def __init__(
        self, besides: QWidget, turns_elsewhere: Callable[[int], bool] | None = None
    ) -> None:
        """`besides` stands beside the buttons; `turns_elsewhere` may take a step first."""
        super().__init__()
        self._turns_elsewhere = turns_elsewhere or _nowhere
        self._version: ScriptVersion | None = None
        self._form = ReadingForm.FULL
        self._title = ""
        self._values: Mapping[str, str] = {}
        self.parts: tuple[Segment, ...] = ()
        self.place = ReadingPlace()
        self._first_rule = 0
        """Which paragraph it is; those before it are the part's own words."""
        self.form = choices(*((form.value, form_words(form)) for form in ReadingForm))
        self.form.activated.connect(self._on_form)
        self.form.installEventFilter(self)
        name_control(self.form, self.tr("Form in which it is read"))
        self.heading = plain("", style="sectionTitle")
        self.place_label = muted("")
        self.text = LargeText()
        self.text.installEventFilter(self)
        self.text.pressed.connect(self._on_pressed)
        name_control(
            self.text,
            self.tr("Words to read"),
            self.tr("Page Down goes on. N, S and E choose newcomers, short and everything."),
        )
        self.previous = button(self.tr("Back"), self.turn_back, icon_name="chevron-left")
        self.next = button(self.tr("Read on"), self.turn, icon_name="chevron-right")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(Adaptive(self.heading, self.form, shares=(1, 0), least=26, spacing=8))
        outer.addWidget(self.place_label)
        outer.addWidget(yielding(self.text, LEAST_TEXT_LINES), 1)
        turning = row(self.previous, self.next, None)
        outer.addWidget(Adaptive(turning, besides, shares=(1, 0), least=40, spacing=8))
        self.setFocusProxy(self.text)

    @property
    def rule(self) -> RuleItem | None:
        """The rule that is being read."""
        if not self.parts or self.place.rule == NO_RULE:
            return None
        return rules_read(self.parts[self.place.part])[self.place.rule]

    @property
    def segment(self) -> Segment | None:
        """The part that is being read."""
        return self.parts[self.place.part] if self.parts else None

    @property
    def number(self) -> int:
        """That of the rule that is being read: rules are counted through all parts."""
        return first_number(self.parts, self.place.part) + self.place.rule

    @property
    def is_seen(self) -> bool:
        """Whether all of what is read now is in sight: the rule, or the words of the part."""
        return self.text.is_seen_to_its_end(max(0, self._first_rule + self.place.rule))

    def show_version(
        self,
        version: ScriptVersion,
        form: ReadingForm,
        title: str,
        values: Mapping[str, str],
        *,
        place: ReadingPlace | None = None,
    ) -> None:
        """Show a version in a form, `values` in its blanks: at `place`, or where it was.

        In another form it stays at the part that was shown, or at the one that follows it.
        """
        before, self._version = self._version, version
        if place is not None:
            self.place = place
        elif before is not None and before.id == version.id and form is not self._form:
            self.place = self._in_another_form(version, form)
        self._form, self._title, self._values = form, title, values
        self.parts = version.read_in(form)
        self.place = self._within(self.place)
        self.form.setCurrentIndex(self.form.findData(form.value))
        self._show_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Page Up and Page Down go on, unless more of what is read is still to be seen."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.text:
                return self._takes_key(event)
            if event.key() in PAGE_KEYS:
                # A clicker turns pages at the choice of the form too, and never chooses another.
                return QCoreApplication.sendEvent(self.text, event)
        return super().eventFilter(watched, event)

    def go_on(self) -> None:
        """Go to the next rule, or to the next part after the last one."""
        if self.parts and not self._turns_elsewhere(1):
            self._go_to(forward(self.parts, self.place))

    def go_back(self) -> None:
        """Go to the rule or the part before."""
        if self.parts and not self._turns_elsewhere(-1):
            self._go_to(back(self.parts, self.place))

    def turn(self) -> None:
        """Go to the next part, whatever is left of this one."""
        self._go_to(ReadingPlace(self.place.part + 1))

    def turn_back(self) -> None:
        """Go to the beginning of the part before."""
        self._go_to(ReadingPlace(self.place.part - 1))

    def choose(self, form: ReadingForm) -> None:
        """Ask for another form."""
        self.form_chosen.emit(form)

    def say_form(self, form: ReadingForm) -> None:
        """Have it read aloud that it is this form now."""
        announce(self, form_words(form))

    def _takes_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        bar = self.text.verticalScrollBar()
        if key is Qt.Key.Key_PageDown:
            if self.is_seen:
                self.go_on()
                return True
            return False
        if key is Qt.Key.Key_PageUp:
            if self.place.rule != NO_RULE or bar.value() == bar.minimum():
                self.go_back()
                return True
            return False
        if key in FORM_KEYS and not event.modifiers() and self.form.isEnabled():
            self.choose(FORM_KEYS[key])
            return True
        return False

    def _go_to(self, place: ReadingPlace) -> None:
        if 0 <= place.part < len(self.parts):
            self.place = place
            self._show_place()
            self.moved.emit()

    def _within(self, place: ReadingPlace) -> ReadingPlace:
        """The place itself, or the nearest one that there is."""
        if not self.parts:
            return ReadingPlace()
        part = min(place.part, len(self.parts) - 1)
        return ReadingPlace(part, min(place.rule, len(rules_read(self.parts[part])) - 1))

    def _in_another_form(self, version: ScriptVersion, form: ReadingForm) -> ReadingPlace:
        if not self.parts:
            return self.place
        shown = version.segments.index(self.parts[self.place.part])
        passed = [each for each in version.segments[:shown] if each.belongs_to(form)]
        return ReadingPlace(len(passed))

    def _show_place(self) -> None:
        segment = self.segment
        self.previous.setEnabled(self.place.part > 0)
        self.next.setEnabled(self.place.part < len(self.parts) - 1)
        if segment is None:
            self.heading.setText(self.tr("Nothing to read in this form"))
            self.place_label.setText(self._title)
            self.text.show_paragraphs(())
            return
        self.heading.setText(segment.title)
        self.place_label.setText(
            self.tr("Part {n} of {all} · about {minutes} · {script}").format(
                n=self.place.part + 1,
                all=len(self.parts),
                minutes=counted(segment.minutes, self.tr("minute"), self.tr("minutes")),
                script=self._title,
            )
        )
        words, rules = self._paragraphs(segment)
        self._first_rule = len(words)
        self.text.show_paragraphs((*words, *rules))
        rule = self.place.rule
        self.text.highlight(None if rule == NO_RULE else self._first_rule + rule)

    def _paragraphs(self, segment: Segment) -> tuple[list[str], list[str]]:
        """The words with the group's own names in them, and the rules, numbered through."""
        # A value such as {crisis_resources} may have lines of its own.
        filled = "\n".join(filled_in(line, self._values) for line in words_of(segment))
        first = first_number(self.parts, self.place.part)
        rules = [
            f"{number}.  {' '.join(filled_in(rule.text, self._values).split())}"
            for number, rule in enumerate(rules_read(segment), start=first)
        ]
        return [line for line in filled.split("\n") if line.strip()], rules

    def _on_pressed(self, paragraph: int) -> None:
        """A click on a rule makes it the one that is read."""
        segment = self.segment
        if segment is None:
            return
        rule = paragraph - self._first_rule
        if rule < len(rules_read(segment)):
            self._go_to(ReadingPlace(self.place.part, max(NO_RULE, rule)))

    def _on_form(self, _index: int) -> None:
        self.choose(ReadingForm(self.form.currentData()))


def _nowhere(_pages: int) -> bool:
    return False
