"""Choosing a ground rule from the library of the built-in scripts, by topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.scripts import RuleItem, RuleTopic
from peerdesk.ui.pages.ground_rules.words import topic_words
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.desk import Desk

OWN_WORDS = -1
USUAL_SIZE = QSize(860, 520)


def library_rules(desk: Desk, language: str) -> list[RuleItem]:
    """Every rule of the built-in scripts in a language, by topic, each wording once."""
    rules: dict[str, RuleItem] = {}
    for script in desk.scripts.all():
        if script.built_in and script.language == language:
            for segment in desk.scripts.latest(script.id).segments:
                for rule in segment.rules:
                    rules.setdefault(rule.text, rule)
    order = list(RuleTopic)
    return sorted(rules.values(), key=lambda rule: order.index(rule.topic))


class LibraryDialog(Dialog):
    """Offers rules. `picked` carries a RuleItem, which has no words where a person writes them."""

    picked = Signal(object)

    def __init__(
        self, rules: Sequence[RuleItem], parent: QWidget, *, here: Collection[str] = ()
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Add a rule"))
        self._rules = tuple(rules)
        self._here = frozenset(here)
        self.topic = choices(("", self.tr("All topics")), *self._topics())
        name_control(self.topic, self.tr("Topic"))
        self.topic.currentIndexChanged.connect(self._show_topic)
        self.list = RecordList(self.tr("Rules to choose from"))
        self.list.setMinimumWidth(320)
        self.list.chosen.connect(self._show)
        self.list.activated_key.connect(self._on_activated)
        self._text = plain("", style="sectionTitle")
        self._why = plain("")
        self._ask = muted("")
        words = column(self._text, self._why, self._ask, spacing=12)
        words_layout = words.layout()
        if isinstance(words_layout, QVBoxLayout):
            words_layout.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(column(narrow(self.topic), self.list), 1)
        halves.addWidget(scrolling(words), 1)
        self.add_button = button(
            self.tr("&Add this rule"), self.pick, icon_name="plus", weight="primary"
        )
        self.add_button.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(halves, 1)
        outer.addWidget(row(None, button(self.tr("&Cancel"), self.reject), self.add_button))
        # Before it is shown, or all rules were broken into lines for two widths.
        self.resize(USUAL_SIZE)
        self.list.show_entries(self._entries())
        self.list.choose(OWN_WORDS)
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)

    def pick(self) -> None:
        """Take the current rule."""
        key = self.list.current_key
        if isinstance(key, int):
            self.picked.emit(self._rule(key))
            self.accept()

    def _topics(self) -> list[tuple[str, str]]:
        """Every topic, with how many rules of it there are to choose from."""
        numbers = Counter(rule.topic for rule in self._rules)
        return [(topic.value, f"{topic_words(topic)} ({numbers[topic]})") for topic in RuleTopic]

    def _entries(self) -> list[Entry]:
        entries = [Entry(OWN_WORDS, self.tr("A rule in our own words"))]
        wanted = self.topic.currentData()
        topic = None
        for number, rule in enumerate(self._rules):
            if wanted and rule.topic != wanted:
                continue
            if rule.topic is not topic:
                topic = rule.topic
                entries.append(Entry(f"topic:{topic}", topic_words(topic), heading=True))
            mark = self.tr("here") if rule.text in self._here else ""
            entries.append(Entry(number, rule.text, mark=mark))
        return entries

    def _show_topic(self, _index: int) -> None:
        self.list.show_entries(self._entries())
        # Without a choice Enter would add what is not seen.
        if self.list.current_key is None:
            self.list.choose(OWN_WORDS)

    def _rule(self, key: int) -> RuleItem:
        if key == OWN_WORDS:
            # Qt hands an enum of strings back as a plain string.
            return RuleItem(
                topic=RuleTopic(self.topic.currentData() or RuleTopic.CONFIDENTIALITY), text=""
            )
        return self._rules[key]

    def _show(self, key: object) -> None:
        if key == OWN_WORDS or not isinstance(key, int):
            self._text.setText(self.tr("A rule in our own words"))
            self._why.setText(self.tr("You write it, or the group says it and you type."))
            self._ask.setText("")
            return
        rule = self._rules[key]
        self._text.setText(rule.text)
        self._why.setText(rule.why)
        self._ask.setText(rule.ask)

    def _on_activated(self, _key: object) -> None:
        self.pick()
