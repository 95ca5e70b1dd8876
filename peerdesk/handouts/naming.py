"""Whom a handout names: one rule for each kind and language.

Whoever of the roster is named in words on paper is told of before it leaves; those who hold the
group as well, because that they do tells that they belong to it. The name of the group itself
may hold somebody's, and is on the paper for its own sake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.handouts import Remark, RemarkKind
from peerdesk.domain.known_names import KnownNames, all_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.groups import Group


@lru_cache(maxsize=1)
def _known(names: tuple[str, ...]) -> KnownNames:
    """Made ready once for all parts of a session pack."""
    return KnownNames(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesOnPaper:
    """The people of the vault, and what is no name though it reads like one."""

    group_name: str
    leading: tuple[str, ...]
    """The names of those who hold the group."""
    people: KnownNames
    no_names: str
    """Words of the library and of dates: "One" and "May" are words there before they are names."""

    @classmethod
    def of(cls, desk: Desk, group: Group, language: str) -> NamesOnPaper:
        """For paper of a group in `language`."""
        spoken = spoken_words(language)
        dates = " ".join((*spoken.months, *spoken.weekdays))
        return cls(
            group_name=group.name,
            leading=tuple(each.name for each in desk.limits.facilitators(group.id)),
            people=_known(tuple(desk.members.names())),
            no_names=f"{desk.scripts.words_of_built_ins()} {dates}",
        )

    def only_from(self, typed: Iterable[str]) -> NamesOnPaper:
        """For words of the library: only what is `typed` into their blanks can name anybody."""
        named = self.people.found_in("\n".join(typed))
        return NamesOnPaper(
            group_name=self.group_name,
            leading=self.leading,
            people=KnownNames(named),
            no_names=self.no_names,
        )

    def remarks_on(self, texts: Iterable[str], *, by_name: bool = False) -> Iterator[Remark]:
        """What to know of the names in `texts`; `by_name` where those who hold the group are."""
        words = self._without_the_group("\n".join(texts))
        named = self._named_in(words)
        if by_name:
            # Whose name was put there is named, be it a word of the library, small, or no word.
            put_there = (name for name in self.leading if _stands_in(name, words))
            named = tuple(dict.fromkeys((*put_there, *named)))
        leading = tuple(name for name in named if name in self.leading)
        others = tuple(name for name in named if name not in self.leading)
        if others:
            yield Remark(RemarkKind.NAMES_PEOPLE, ", ".join(others))
        if leading:
            yield Remark(RemarkKind.NAMES_FACILITATORS, ", ".join(leading))

    def _without_the_group(self, words: str) -> str:
        if not self.group_name:
            return words
        return re.sub(_by_itself(self.group_name), " ", words)

    def _named_in(self, words: str) -> tuple[str, ...]:
        """Not by a part of a name that is a word anyway; "June" may be the month, and "June Miller"
        is nobody but her."""
        if not self.people.found_in(words):
            return ()
        anyway = all_words(self.no_names)
        no_names = set(self.people.found_in(self.no_names, anyway))
        found = self.people.found_in(words, anyway)
        return tuple(name for name in found if name not in no_names)


def _stands_in(name: str, words: str) -> bool:
    return re.search(_by_itself(name), words) is not None


def _by_itself(name: str) -> str:
    """A pattern for a name that is no part of a longer word."""
    return rf"(?<!\w){re.escape(name)}(?!\w)"
