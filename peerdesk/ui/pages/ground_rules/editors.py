"""What is typed into a script, a part of it, or a single rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from peerdesk.domain.script_files import LONGEST_MINUTES, LONGEST_TITLE
from peerdesk.domain.scripts import RuleItem, RuleTopic, Segment, SegmentKind, reading_seconds
from peerdesk.ui.pages.ground_rules.words import (
    kind_words,
    read_aloud,
    time_words,
    topic_words,
    unknown_words,
)
from peerdesk.ui.widgets.bound_form import BoundForm, Value, choices, spin
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.growing import GrowingText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from peerdesk.ui.pages.ground_rules.open_script import OpenScript
    from peerdesk.ui.widgets.autosave import Autosave
    from peerdesk.ui.widgets.bound_form import Values


class Editor(BoundForm):
    """A form for one kind of thing, which can be only for reading too."""

    def __init__(self, autosave: Autosave, keep: Callable[[Values], object]) -> None:
        super().__init__(autosave, keep)
        self._text_fields: list[QLineEdit | QPlainTextEdit] = []

    def bind_text(
        self, attribute: str, label: str, *, lines: int = 0, help_text: str = ""
    ) -> QLineEdit | GrowingText:
        """Add a field for one line (`lines` 0) or for several."""
        if lines:
            text = self.bind(attribute, label, GrowingText(lines), help_text=help_text)
            self._text_fields.append(text)
            return text
        line = self.bind(attribute, label, QLineEdit(), help_text=help_text)
        line.setMaxLength(LONGEST_TITLE)
        self._text_fields.append(line)
        return line

    def allow(self, *, changing: bool) -> None:
        """Let a person type, or only read and copy."""
        for field in self._text_fields:
            field.setReadOnly(not changing)
        for kind in (QCheckBox, QComboBox, QSpinBox):
            for control in self.findChildren(kind):
                control.setEnabled(changing)

    def notice(self) -> QLabel:
        """Add a quiet line that is hidden while it has nothing to say."""
        label = muted("")
        label.hide()
        self.add_plain(label)
        return label

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        """Show what this editor is for; `fresh` when another thing was chosen."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self._text_fields[0]


class AboutEditor(Editor):
    """Title and summary of a script, and why this version of it was made."""

    def __init__(self, autosave: Autosave, keep: Callable[[Values], object]) -> None:
        super().__init__(autosave, keep)
        self.title = self.bind_text("title", self.tr("&Title"))
        self.summary = self.bind_text(
            "summary",
            self.tr("S&ummary"),
            lines=2,
            help_text=self.tr("For whom it is and how long it takes."),
        )
        self.reason = self.bind_text(
            "reason",
            self.tr("&Why this version was made"),
            help_text=self.tr("In a few words, for whoever wonders later what changed."),
        )

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        values = {
            "title": opened.script.title,
            "summary": opened.script.summary,
            "reason": opened.version.reason,
        }
        self.show_values(values, fresh=fresh)
        # A version that was used stays as it is, its reason too; version 1 needs none.
        has_reason = opened.version.number > 1
        self.show_field("reason", visible=has_reason)
        self.reason.setReadOnly(not opened.may_change or opened.version.used_at is not None)


class SegmentEditor(Editor):
    """One part: what it is called, what is read aloud, and when."""

    def __init__(self, autosave: Autosave, keep: Callable[[Values], object]) -> None:
        super().__init__(autosave, keep)
        self.title = self.bind_text("title", self.tr("&Title"))
        self.words = self.bind_text("text", self.tr("&Words to read aloud"), lines=3)
        self.unknown = self.notice()
        self.takes = self.notice()
        self.switched_on = self.bind(
            "switched_on", self.tr("Switched on"), QCheckBox(self.tr("Switched &on"))
        )
        self.newcomers = self.bind(
            "in_newcomer_form",
            self.tr("Read to newcomers"),
            QCheckBox(self.tr("Read to &newcomers")),
        )
        self.short = self.bind(
            "in_short_form",
            self.tr("In the short form"),
            QCheckBox(self.tr("In the sho&rt form")),
        )
        self.minutes = self.bind(
            "minutes",
            self.tr("&Minutes, with talk"),
            spin(1, LONGEST_MINUTES, self.tr(" min")),
        )
        self.kind = self.bind(
            "kind",
            self.tr("What it is &for"),
            _narrow(choices(*((kind.value, kind_words(kind)) for kind in SegmentKind))),
        )

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        segment = opened.part
        if not isinstance(segment, Segment):
            return
        values: dict[str, Value] = {
            "title": segment.title,
            "text": segment.text,
            "switched_on": segment.switched_on,
            "in_newcomer_form": segment.in_newcomer_form,
            "in_short_form": segment.in_short_form,
            "minutes": segment.minutes,
            "kind": segment.kind.value,
        }
        self.show_values(values, fresh=fresh)
        _say(self.unknown, unknown_words(segment.title, segment.text))
        seconds = reading_seconds(read_aloud(segment))
        words = self.tr("Takes {time} to read, rules included.")
        _say(self.takes, words.format(time=time_words(seconds)))


class RuleEditor(Editor):
    """One ground rule, why it is there, and what may be asked of the room."""

    def __init__(self, autosave: Autosave, keep: Callable[[Values], object]) -> None:
        super().__init__(autosave, keep)
        self.topic = self.bind(
            "topic",
            self.tr("What it is &about"),
            _narrow(choices(*((topic.value, topic_words(topic)) for topic in RuleTopic))),
        )
        self.text = self.bind_text("text", self.tr("&The rule, as it is read"), lines=3)
        self.unknown = self.notice()
        self.why = self.bind_text("why", self.tr("&Why it is there"), lines=2)
        self.ask = self.bind_text(
            "ask",
            self.tr("A &question to the room"),
            lines=1,
            help_text=self.tr("Asked after the rule, if you like. It is not on the handout."),
        )
        self.switched_on = self.bind(
            "switched_on", self.tr("Switched on"), QCheckBox(self.tr("Switched &on"))
        )

    def first_field(self) -> QWidget:
        return self.text

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        rule = opened.part
        if not isinstance(rule, RuleItem):
            return
        values = {
            "topic": rule.topic.value,
            "text": rule.text,
            "why": rule.why,
            "ask": rule.ask,
            "switched_on": rule.switched_on,
        }
        self.show_values(values, fresh=fresh)
        _say(self.unknown, unknown_words(rule.text, rule.why, rule.ask))


def _narrow(field: QComboBox) -> QComboBox:
    """Let a list of long words be narrower than they are, so that 200 % text still fits."""
    field.setMinimumContentsLength(8)
    field.setMinimumWidth(120)
    return field


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
