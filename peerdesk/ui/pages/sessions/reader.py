"""The script, large, one part at a time and one rule after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from peerdesk.desk.reading import Reading, reading_of
from peerdesk.desk.spoken import FALLBACK
from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import ReadingForm, RuleItem, Segment
from peerdesk.domain.sessions import SessionState
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.sessions import reading_place
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.reading_notes import ReadingNotes
from peerdesk.ui.pages.sessions.reading_place import NO_RULE, ReadingPlace, rules_read, words_of
from peerdesk.ui.pages.sessions.words import form_words
from peerdesk.ui.room.choices import WallChoices
from peerdesk.ui.room.view import view_of_part, view_of_rule
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive, yielding
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.large_text import LargeText
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from peerdesk.domain.room import Passage
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.room.wall import Wall

LEAST_TEXT_LINES = 9
"""Lines of usual text that the words are high, so that a whole rule is seen at 200 % text."""
FORM_KEYS = {
    Qt.Key.Key_E: ReadingForm.FULL,
    Qt.Key.Key_N: ReadingForm.NEWCOMER,
    Qt.Key.Key_S: ReadingForm.SHORT,
}
PAGE_KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ReaderPane(Part):
    """Page Down (or a clicker) goes on to the next rule or part; the arrow keys scroll."""

    def __init__(self, page: SessionsPage, wall: Wall) -> None:
        super().__init__(page)
        self._reading: Reading | None = None
        self._parts: tuple[Segment, ...] = ()
        self._place = ReadingPlace()
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
        self.flag_button = button(
            self.tr("This rule needs revisiting"), self._flag, icon_name="flag", weight="quiet"
        )
        self.wall = wall
        self.wall.forward_wanted.connect(self.go_on)
        self.wall.back_wanted.connect(self.go_back)
        self.notes = ReadingNotes(page)
        self.notes.setFocusProxy(self.text)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(Adaptive(self.heading, self.form, shares=(1, 0), least=26, spacing=8))
        outer.addWidget(self.place_label)
        outer.addWidget(yielding(self.text, LEAST_TEXT_LINES), 1)
        turning = row(self.previous, self.next, None)
        self.choices = WallChoices(wall, self)
        besides = row(self.flag_button, self.wall.button, self.choices, spacing=0)
        outer.addWidget(Adaptive(turning, besides, shares=(1, 0), least=40, spacing=8))
        outer.addWidget(self.choices.asked)
        outer.addWidget(self.notes)
        self.setFocusProxy(self.text)

    @property
    def language(self) -> str:
        """Of the words that are read."""
        return self._reading.script.language if self._reading is not None else FALLBACK

    @property
    def rule(self) -> RuleItem | None:
        """The rule that is being read."""
        if not self._parts or self._place.rule == NO_RULE:
            return None
        return rules_read(self._parts[self._place.part])[self._place.rule]

    def show_session(self, session: Session, *, fresh: bool) -> None:
        reading = reading_of(self.desk, session)
        if fresh:
            self._place = self._kept_place(session)
        self.setEnabled(reading is not None)
        if reading is None:
            self.heading.setText(self.tr("There is no script in this vault"))
            return
        before = self._reading
        self._reading = reading
        if before is not None and before.version.id == reading.version.id and not fresh:
            self._keep_place(before.form, reading)
        self._parts = reading.version.read_in(reading.form)
        self._place = self._within(self._place)
        self.form.setCurrentIndex(self.form.findData(reading.form.value))
        self.form.setEnabled(session.read_at is None)
        self._show_place(session)
        self.notes.show_session(session, fresh=fresh)

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
        if self._parts and not self.wall.turn(1):
            self._go_to(reading_place.forward(self._parts, self._place))

    def go_back(self) -> None:
        """Go to the rule or the part before."""
        if self._parts and not self.wall.turn(-1):
            self._go_to(reading_place.back(self._parts, self._place))

    def turn(self) -> None:
        """Go to the next part, whatever is left of this one."""
        self._go_to(ReadingPlace(self._place.part + 1))

    def turn_back(self) -> None:
        """Go to the beginning of the part before."""
        self._go_to(ReadingPlace(self._place.part - 1))

    def _takes_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        bar = self.text.verticalScrollBar()
        if key is Qt.Key.Key_PageDown:
            if self._is_seen():
                self.go_on()
                return True
            return False
        if key is Qt.Key.Key_PageUp:
            if self._place.rule != NO_RULE or bar.value() == bar.minimum():
                self.go_back()
                return True
            return False
        if key in FORM_KEYS and not event.modifiers() and self.form.isEnabled():
            self._choose(FORM_KEYS[key])
            return True
        return False

    def _is_seen(self) -> bool:
        """Whether all of what is read now is in sight: the rule, or the words of the part."""
        return self.text.is_seen_to_its_end(max(0, self._first_rule + self._place.rule))

    def _go_to(self, place: ReadingPlace) -> None:
        if 0 <= place.part < len(self._parts):
            self._place = place
            session = self.page.session()
            self._show_place(session)
            self._bring()
            if session.state is SessionState.RUNNING:
                self.page.attempt(self._keep_reading)

    def _keep_reading(self) -> None:
        """After a lock or a crash, reading goes on from here."""
        progress = self.page.moments.progress(self.page.session_id)
        part, rule = self._place.part, self._place.rule
        self.desk.running.keep(replace(progress, part=part, rule=rule))

    def _kept_place(self, session: Session) -> ReadingPlace:
        kept = self.desk.running.progress(session.id)
        return ReadingPlace(kept.part, kept.rule) if kept is not None else ReadingPlace()

    def _within(self, place: ReadingPlace) -> ReadingPlace:
        """The place itself, or the nearest one that there is."""
        if not self._parts:
            return ReadingPlace()
        part = min(place.part, len(self._parts) - 1)
        return ReadingPlace(part, min(place.rule, len(rules_read(self._parts[part])) - 1))

    def _keep_place(self, before: ReadingForm, reading: Reading) -> None:
        """In another form, stay at the part that was shown, or at the one that follows it."""
        if before is reading.form or not self._parts:
            return
        shown = reading.version.segments.index(self._parts[self._place.part])
        passed = [
            segment
            for segment in reading.version.segments[:shown]
            if segment.belongs_to(reading.form)
        ]
        self._place = ReadingPlace(len(passed))

    def _show_place(self, session: Session) -> None:
        if not self._parts or self._reading is None:
            return
        segment = self._parts[self._place.part]
        self.heading.setText(segment.title)
        self.place_label.setText(
            self.tr("Part {n} of {all} · about {minutes} · {script}").format(
                n=self._place.part + 1,
                all=len(self._parts),
                minutes=counted(segment.minutes, self.tr("minute"), self.tr("minutes")),
                script=self._reading.script.title,
            )
        )
        self.previous.setEnabled(self._place.part > 0)
        self.next.setEnabled(self._place.part < len(self._parts) - 1)
        words, rules = self._paragraphs(segment, session, self._reading.script.language)
        self._first_rule = len(words)
        self.text.show_paragraphs((*words, *rules))
        rule = self._place.rule
        self.text.highlight(None if rule == NO_RULE else self._first_rule + rule)
        self.flag_button.setVisible(bool(rules_read(segment)))
        self.flag_button.setEnabled(self.rule is not None)
        self.wall.keep(self._passage(segment, self._reading))

    def on_wall(self) -> Passage | None:
        """What the room sees of what is read."""
        if self._reading is None or not self._parts:
            return None
        return self._passage(self._parts[self._place.part], self._reading)

    def rules_on_wall(self) -> tuple[str, ...]:
        """Every rule of the script."""
        return tuple(rule.text for part in self._parts for rule in rules_read(part))

    def question_on_wall(self) -> str:
        """What may be asked about the rule that is read."""
        return self.rule.ask if self.rule is not None else ""

    def _bring(self) -> None:
        """Put what is read on the wall, over a timer or a question that is there."""
        passage = self.on_wall()
        if passage is not None:
            self.wall.bring(passage)

    def _passage(self, segment: Segment, reading: Reading) -> Passage:
        rule, language = self.rule, reading.script.language
        if rule is None:
            return view_of_part(segment, language)
        first = reading_place.first_number(self._parts, self._place.part)
        return view_of_rule(segment, rule.text, first + self._place.rule, language)

    def _paragraphs(
        self, segment: Segment, session: Session, language: str
    ) -> tuple[list[str], list[str]]:
        """The words with the group's own names in them, and the rules, numbered through."""
        group = self.desk.groups.get(session.group_id)
        values = self.desk.groups.placeholders(group, session.starts_at, language)
        # A value such as {crisis_resources} may have lines of its own.
        filled = "\n".join(filled_in(line, values) for line in words_of(segment))
        first = reading_place.first_number(self._parts, self._place.part)
        rules = [
            f"{number}.  {' '.join(filled_in(rule.text, values).split())}"
            for number, rule in enumerate(rules_read(segment), start=first)
        ]
        return [line for line in filled.split("\n") if line.strip()], rules

    def _on_pressed(self, paragraph: int) -> None:
        """A click on a rule makes it the one that is read."""
        if not self._parts:
            return
        segment = self._parts[self._place.part]
        rule = paragraph - self._first_rule
        if rule < len(rules_read(segment)):
            self._go_to(ReadingPlace(self._place.part, max(NO_RULE, rule)))

    def _flag(self) -> None:
        """Collect the rule for the next review, without a name."""
        if self.rule is None:
            return
        reviews = self.desk.rule_reviews
        try:
            flag = reviews.flag(self.page.session().group_id, self.rule)
        except PeerDeskError as error:
            self.page.banner.explain(error)
            return
        self.page.offer_undo(
            self.tr("Noted for the next review of the rules, without a name."),
            partial(reviews.take_back, flag),
        )

    def _on_form(self, _index: int) -> None:
        self._choose(ReadingForm(self.form.currentData()))

    def _choose(self, form: ReadingForm) -> None:
        if self._reading is None:
            return
        choose = partial(
            self.desk.sessions.choose_reading, self.page.session_id, self._reading.version.id, form
        )
        if self.page.attempt(choose):
            announce(self, form_words(form))
