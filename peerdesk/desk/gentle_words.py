"""The gentler words of each language: PeerDesk's own list, and what this vault changed in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import folded, one_line
from peerdesk.domain.nudges import GentleWords
from peerdesk.domain.records import Record
from peerdesk.errors import UserError
from peerdesk.paths import resource

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class GentleWord(Record):
    """What this vault says about one word; without a row it is as PeerDesk's list has it."""

    language: str
    word: str
    instead: str = ""
    """Empty: this word is not pointed out here."""


def languages() -> tuple[str, ...]:
    """The languages that have a list."""
    return tuple(sorted(path.stem for path in resource("words", "gentle").glob("*.toml")))


@cache
def built_in(language: str) -> dict[str, str]:
    """PeerDesk's own list: the gentler words for each label."""
    text = resource("words", "gentle", f"{language}.toml").read_text(encoding="utf-8")
    return {
        word: entry["instead"] for entry in tomllib.loads(text)["entry"] for word in entry["words"]
    }


class GentleWordLists(Aggregate):
    """Each language's list as it holds in this vault."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "gentle_words", GentleWord)

    def of(self, language: str) -> dict[str, str]:
        """The gentler words for each label of a language, by label."""
        merged = dict(built_in(language))
        by_key = {folded(word): word for word in merged}
        for own in self._table.where("language = ?", (language,)):
            merged.pop(by_key.get(folded(own.word), own.word), None)
            if own.instead:
                merged[own.word] = own.instead
        return dict(sorted(merged.items(), key=_by_label))

    def all_of_them(self) -> GentleWords:
        """The lists of all languages at once: nobody says in which one a note is written."""
        return GentleWords(
            {
                word: instead
                for language in languages()
                for word, instead in self.of(language).items()
            }
        )

    def keep(self, language: str, word: str, instead: str) -> None:
        """Point a word out with other words from now on.

        UserError GENTLE_WORD_MISSING, NAME_TOO_LONG.
        """
        if not (one_line(word) and one_line(instead)):
            raise UserError(DeskTrouble.GENTLE_WORD_MISSING)
        self._put(language, word, instead)

    def leave_out(self, language: str, word: str) -> None:
        """Do not point a word out any more."""
        self._put(language, word, "")

    def as_built_in(self, language: str) -> tuple[GentleWord, ...]:
        """Forget what this vault changed in a language; gives what was there, for Undo."""
        own = tuple(self._table.where("language = ?", (language,)))
        with self._desk.change(LogKind.CHANGED, Kind.GENTLE_WORD) as change:
            self._table.delete("language = ?", (language,))
            change.touch(Kind.GENTLE_WORD)
        return own

    def bring_back(self, own: tuple[GentleWord, ...]) -> None:
        """Take back `as_built_in`."""
        with self._desk.change(LogKind.CHANGED, Kind.GENTLE_WORD):
            for each in own:
                self._put(each.language, each.word, each.instead)

    def _put(self, language: str, word: str, instead: str) -> None:
        key = folded(word)
        with self._desk.change(LogKind.CHANGED, Kind.GENTLE_WORD) as change:
            for own in self._table.where("language = ?", (language,)):
                if folded(own.word) == key:
                    self._table.delete("id = ?", (own.id,))
            self._table.add(
                GentleWord(
                    language=language,
                    word=within_limit(one_line(word)),
                    instead=within_limit(one_line(instead)),
                )
            )
            change.touch(Kind.GENTLE_WORD)


def _by_label(entry: tuple[str, str]) -> str:
    return folded(entry[0])
