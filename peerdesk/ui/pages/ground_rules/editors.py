"""What is typed into a script, a part of it, or a single rule."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from peerdesk.domain.script_files import LONGEST_MINUTES, LONGEST_TITLE
from peerdesk.domain.scripts import RuleItem, RuleTopic, Segment, SegmentKind
from peerdesk.settings import QUICKEST_READING, SLOWEST_READING
from peerdesk.ui.pages.ground_rules.completing_text import CompletingText
from peerdesk.ui.pages.ground_rules.remarks import Remarks
from peerdesk.ui.pages.ground_rules.words import kind_words, topic_words
from peerdesk.ui.widgets.bound_form import BoundForm, Value, choices, spin
from peerdesk.ui.widgets.columns import narrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.pages.ground_rules.audience import Audience
    from peerdesk.ui.pages.ground_rules.open_script import OpenScript
    from peerdesk.ui.pages.ground_rules.places import Part
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.autosave import Autosave
    from peerdesk.ui.widgets.bound_form import Values

LIST_LETTERS = 18
"""As narrow as a list may be, so that 200 % text still fits."""
REMARK_MILLISECONDS = 250
"""A pause in typing after which there is something to say of the words."""


class Editor(BoundForm):
    """A form for one kind of thing, which can be only for reading too."""

    def __init__(self, autosave: Autosave, keep: Callable[[Values], object]) -> None:
        super().__init__(autosave, keep)
        self._text_fields: list[QLineEdit | QPlainTextEdit] = []

    def bind_text(
        self, attribute: str, label: str, *, lines: int = 0, help_text: str = ""
    ) -> QLineEdit | CompletingText:
        """Add a field for one line (`lines` 0) or for several."""
        if lines:
            text = self.bind(attribute, label, CompletingText(lines), help_text=help_text)
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
                control.setEnabled(changing or control not in self._fields.values())

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        """Show what this editor is for; `fresh` when another thing was chosen."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self._text_fields[0]


class PartEditor(Editor):
    """An editor of a part, which says while it is typed how it will be read."""

    def __init__(
        self,
        autosave: Autosave,
        keep: Callable[[Values], object],
        context: PageContext,
        audience: Audience,
    ) -> None:
        super().__init__(autosave, keep)
        self._opened: OpenScript | None = None
        self._new_remarks = partial(Remarks, context, audience)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REMARK_MILLISECONDS)
        self._soon.timeout.connect(self.remark)
        self.remarks: Remarks

    def remark(self) -> None:
        """Say what there is to say of the words as they are typed now."""
        self._soon.stop()
        if self._opened is not None and self._opened.part is not None:
            typed = self._typed(self._opened.part)
            self.remarks.show_part(typed, self._opened.script)

    def _typed(self, part: Part) -> Part:
        """`part` with the words that are in the fields now."""
        raise NotImplementedError

    def _add_remarks(self, *fields: QLineEdit | QPlainTextEdit) -> Remarks:
        for field in fields:
            field.textChanged.connect(self._remark_soon)
        made: Remarks = self.add_plain(self._new_remarks())
        made.preview.group_chosen.connect(self.remark)
        return made

    def _bind_switched_on(self) -> QCheckBox:
        """Whether the part is read at all."""
        box = QCheckBox(self.tr("Switched &on"))
        return self.bind("switched_on", self.tr("Switched on"), box)

    def _remark_soon(self, *_text: object) -> None:
        self._soon.start()


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
        self.pace = self.add(
            self.tr("Words that you read aloud in a &minute"),
            spin(SLOWEST_READING, QUICKEST_READING),
            help_text=self.tr("130 is calm. All reading times follow from it, on this computer."),
        )
        self.align_left(self.pace)

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


class SegmentEditor(PartEditor):
    """One part: what it is called, what is read aloud, and when."""

    def __init__(
        self,
        autosave: Autosave,
        keep: Callable[[Values], object],
        context: PageContext,
        audience: Audience,
    ) -> None:
        super().__init__(autosave, keep, context, audience)
        self.title = self.bind_text("title", self.tr("&Title"))
        self.words = self.bind_text("text", self.tr("&Words to read aloud"), lines=3)
        self.remarks = self._add_remarks(self.title, self.words)
        self.switched_on = self._bind_switched_on()
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
            narrow(
                choices(*((kind.value, kind_words(kind)) for kind in SegmentKind)), LIST_LETTERS
            ),
        )

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        self._opened = opened
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
        self.remark()

    def _typed(self, part: Part) -> Part:
        if not isinstance(part, Segment):
            return part
        return replace(part, title=_text_of(self.title), text=_text_of(self.words))


class RuleEditor(PartEditor):
    """One ground rule, why it is there, and what may be asked of the room."""

    def __init__(
        self,
        autosave: Autosave,
        keep: Callable[[Values], object],
        context: PageContext,
        audience: Audience,
    ) -> None:
        super().__init__(autosave, keep, context, audience)
        self.topic = self.bind(
            "topic",
            self.tr("What it is &about"),
            narrow(
                choices(*((topic.value, topic_words(topic)) for topic in RuleTopic)), LIST_LETTERS
            ),
        )
        self.text = self.bind_text("text", self.tr("&The rule, as it is read"), lines=3)
        self.remarks = self._add_remarks(self.text)
        self.why = self.bind_text("why", self.tr("&Why it is there"), lines=2)
        self.ask = self.bind_text(
            "ask",
            self.tr("A &question to the room"),
            lines=1,
            help_text=self.tr("Asked after the rule, if you like. It is not on the handout."),
        )
        self.switched_on = self._bind_switched_on()

    def first_field(self) -> QWidget:
        return self.text

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        self._opened = opened
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
        self.remark()

    def _typed(self, part: Part) -> Part:
        if not isinstance(part, RuleItem):
            return part
        return replace(
            part, text=_text_of(self.text), why=_text_of(self.why), ask=_text_of(self.ask)
        )


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
