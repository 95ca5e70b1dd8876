"""Choosing one of the built-in scripts: first a language, then what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.scripts import ReadingLevel
from peerdesk.ui.pages.ground_rules.words import times_words
from peerdesk.ui.terms import language_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import Script, ScriptVersion

USUAL_SIZE = QSize(900, 620)


def usual_language(scripts: Sequence[Script]) -> str:
    """The language of the system where there are scripts in it, else the first there are."""
    languages = [script.language for script in scripts if script.built_in]
    wanted = QLocale.system().name().partition("_")[0]
    return wanted if wanted in languages else next(iter(languages), "")


class ScriptLibraryDialog(Dialog):
    """Offers the built-in scripts. `look_wanted` and `copy_wanted` carry the id of one."""

    look_wanted = Signal(int)
    copy_wanted = Signal(int)
    file_wanted = Signal()
    """Take a script in from a file instead."""

    def __init__(self, desk: Desk, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Library of scripts"))
        self._desk = desk
        self._scripts = [script for script in desk.scripts.all() if script.built_in]
        form = Form()
        self.language = form.add(self.tr("&Language"), narrow(QComboBox(), 20))
        for code in dict.fromkeys(script.language for script in self._scripts):
            self.language.addItem(language_words(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.language.currentIndexChanged.connect(self._show_language)
        self.list = RecordList(self.tr("Scripts to choose from"))
        self.list.setMinimumWidth(300)
        self.list.chosen.connect(self._show)
        self.list.activated_key.connect(self._on_activated)
        self._title = plain("", style="sectionTitle")
        self.description = plain("")
        self._level = muted("")
        self._times = muted("")
        self._parts = plain("")
        self._build(form)
        self._show_language()
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)

    def look(self) -> None:
        """Show the chosen script on the page."""
        key = self.list.current_key
        if isinstance(key, int):
            self.accept()
            self.look_wanted.emit(key)

    def copy(self) -> None:
        """Make an own script of the chosen one."""
        key = self.list.current_key
        if isinstance(key, int):
            self.accept()
            self.copy_wanted.emit(key)

    def _build(self, form: Form) -> None:
        words = column(
            self._title, self.description, self._level, self._times, self._parts, spacing=12
        )
        layout = words.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(self.list, 2)
        halves.addWidget(scrolling(words), 3)
        self.file_button = button(
            self.tr("From a &file…"), self._on_file, icon_name="folder-open", weight="quiet"
        )
        self.look_button = button(self.tr("L&ook at it"), self.look)
        self.copy_button = button(
            self.tr("&Make it ours"), self.copy, icon_name="copy", weight="primary"
        )
        self.copy_button.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(row(form, None))
        outer.addLayout(halves, 1)
        cancel = button(self.tr("&Cancel"), self.reject)
        outer.addWidget(row(self.file_button, None, cancel, self.look_button, self.copy_button))

    def _show_language(self) -> None:
        code = self.language.currentData()
        offered = [script for script in self._scripts if script.language == code]
        self.list.show_entries([Entry(script.id, script.title) for script in offered])
        if offered:
            self.list.choose(offered[0].id)

    def _show(self, key: object) -> None:
        script = next((each for each in self._scripts if each.id == key), None)
        if script is None:
            return
        version = self._desk.scripts.latest(script.id)
        self._title.setText(script.title)
        self.description.setText(script.summary)
        self._level.setText(
            self.tr("Very easy words, for young people and for those still learning the language.")
            if script.level is ReadingLevel.EASY
            else self.tr("Plain words and short sentences.")
        )
        self._times.setText(times_words(version))
        self._parts.setText(self._in_it(version))

    def _in_it(self, version: ScriptVersion) -> str:
        lines = []
        for segment in version.segments:
            rules = len(segment.rules)
            if rules:
                line = (
                    self.tr("{part}, {minutes} min, {rules} rules")
                    if rules > 1
                    else self.tr("{part}, {minutes} min, one rule")
                )
            else:
                line = self.tr("{part}, {minutes} min")
            lines.append(line.format(part=segment.title, minutes=segment.minutes, rules=rules))
        return "\n".join(lines)

    def _on_activated(self, _key: object) -> None:
        self.look()

    def _on_file(self) -> None:
        self.reject()
        self.file_wanted.emit()
