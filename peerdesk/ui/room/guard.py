"""Keeping names off the wall: whatever words are brought, those with a name in them stay away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.sharing import known_names
from peerdesk.domain.known_names import ordinary_words
from peerdesk.domain.room import Passage, Question, RoundTimer, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.known_names import KnownNames
    from peerdesk.domain.room import RoomView


class NameGuard:
    """Knows the names of the vault, and those of them that are ordinary words here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: KnownNames | None = None
        self._ordinary: frozenset[str] = frozenset()
        """What the library of scripts writes small: "One" is a word before it is part of a name."""
        self._allowed: set[str] = set()

    def forget(self) -> None:
        """People may have come since: ask the vault again."""
        self._known = None

    def found_in(self, words: str) -> tuple[str, ...]:
        """The names that keep these words from the wall."""
        if self._known is None:
            self._known = known_names(self._desk.connection)
            if not self._ordinary:
                self._ordinary = ordinary_words(self._desk.scripts.words_of_built_ins())
        found = self._known.found_in(words, self._ordinary)
        return tuple(name for name in found if name not in self._allowed)

    def allow(self, names: Iterable[str]) -> None:
        """These are ordinary words here."""
        self._allowed.update(names)

    def without_names(self, view: RoomView) -> RoomView:
        """The view itself, or as much of it as names nobody."""
        match view:
            case Passage():
                return replace(view, heading=self._safe(view.heading), words=self._safe(view.words))
            case Sheet():
                lines = tuple(line for line in view.lines if not self.found_in(line))
                return replace(view, heading=self._safe(view.heading), lines=lines)
            case Question():
                return replace(view, words=self._safe(view.words))
            case RoundTimer():
                return replace(view, question=self._safe(view.question))
        return view

    def _safe(self, words: str) -> str:
        return "" if words and self.found_in(words) else words
