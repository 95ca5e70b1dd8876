"""The scripts at the left: the own ones first, then the built-in ones of each language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from peerdesk.ui.pages.ground_rules.words import said
from peerdesk.ui.terms import language_words
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import Script


class ScriptList(RecordList):
    """Keeps its place while the scripts change around it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(said("Scripts"))
        self._desk = desk
        self.setMinimumWidth(170)

    def show_scripts(self, scripts: list[Script]) -> None:
        """List the scripts under their headings."""
        entries = []
        for language, group in groupby(scripts, _library_language):
            title = (
                said("Built in: {language}").format(language=language_words(language))
                if language
                else said("Ours")
            )
            entries.append(Entry(title, title, heading=True))
            entries += [Entry(each.id, each.title, self._subtitle(each)) for each in group]
        if tuple(entries) != self.entries:
            bar = self.verticalScrollBar()
            place = bar.value()
            self.show_entries(entries)
            bar.setValue(place)

    def _subtitle(self, script: Script) -> str:
        if script.built_in:
            return ""  # what it is for stands beside the list, whole
        number = self._desk.scripts.versions(script.id)[0].number
        return said("Version {number}").format(number=number)


def _library_language(script: Script) -> str:
    """Empty for an own script, whatever its language."""
    return script.language if script.built_in else ""
