"""What there is to say of a part while it is typed: how it will be read, and what to look at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peerdesk.desk.readability import readability_of
from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import Segment, reading_seconds
from peerdesk.domain.secrecy import promises_in
from peerdesk.ui.latest import Latest
from peerdesk.ui.pages.ground_rules.preview import Preview
from peerdesk.ui.pages.ground_rules.words import (
    ease_words,
    law_words,
    promise_words,
    read_aloud,
    said,
    time_words,
    unknown_words,
)
from peerdesk.ui.widgets.form import muted, plain

if TYPE_CHECKING:
    from peerdesk.domain.readability import Readability
    from peerdesk.domain.scripts import ReadingLevel, Script
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.ground_rules.audience import Audience
    from peerdesk.ui.pages.ground_rules.places import Part
    from peerdesk.ui.pages.page import PageContext


class Remarks(QWidget):
    """Quiet lines, each hidden while it has nothing to say, and the preview."""

    def __init__(self, context: PageContext, audience: Audience) -> None:
        super().__init__()
        self._settings = context.settings
        self._audience = audience
        self._measuring: Latest[Readability | None] = Latest(context.jobs)
        self.destroyed.connect(self._measuring.drop)
        self.unknown = plain("", style="warningText")
        self.promise = plain("", style="warningText")
        self.law = muted("")
        self.takes = muted("")
        self.ease = muted("")
        self.preview = Preview(audience)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in (self.unknown, self.promise, self.law, self.takes, self.ease):
            line.hide()
            column.addWidget(line)
        column.addWidget(self.preview)

    def show_part(self, part: Part, script: Script) -> None:
        """Say it of a part with the words that are typed now."""
        texts = _texts(part)
        spoken = spoken_words(script.language)
        promises = tuple(words for text in texts for words in promises_in(text, spoken))
        _say(self.unknown, unknown_words(*texts))
        _say(self.promise, promise_words(promises, self._audience.group_for(script)))
        _say(self.law, law_words(speaks_of_limits=part.speaks_of_limits))
        pace = self._settings.current.words_a_minute
        _say(self.takes, _time(part, self._audience.values(script), pace))
        measure = partial(_measured, read_aloud(part), script.language)
        show = partial(self._show_ease, script.level)
        self._measuring.run(measure, show, self._hide_ease)
        self.preview.show_words(part.text, script)

    def _show_ease(self, level: ReadingLevel, found: Readability | None) -> None:
        _say(self.ease, ease_words(found, level))

    def _hide_ease(self, _error: PeerDeskError) -> None:
        """There is nothing to refuse in counting syllables, so there is nothing to explain."""
        self.ease.hide()


def _measured(text: str, language: str, _task: Task) -> Readability | None:
    return readability_of(text, language)


def _texts(part: Part) -> tuple[str, ...]:
    """The texts of a part that may hold placeholders, those of its rules aside."""
    if isinstance(part, Segment):
        return part.title, part.text
    return part.text, part.why, part.ask


def _time(part: Part, values: dict[str, str], words_a_minute: int) -> str:
    seconds = reading_seconds(filled_in(read_aloud(part), values), words_a_minute)
    time = time_words(seconds)
    if isinstance(part, Segment) and part.rules:
        return said("Takes {time} to read, rules included.").format(time=time)
    return said("Takes {time} to read.").format(time=time)


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
