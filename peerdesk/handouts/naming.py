"""Whom a handout names: one rule for each kind and language.

Whoever of the roster is named in words on paper is told of before it leaves; those who hold the
group as well, because that they do tells that they belong to it. The name of the group itself
may hold somebody's, and is on the paper for its own sake; only where it is nothing but somebody's
name it is told of as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.handouts import Remark, RemarkKind
from peerdesk.domain.known_names import KnownNames, all_words
from peerdesk.domain.written_dates import WrittenDates, written_dates

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
    here: frozenset[str]
    """Those of them who are or were in the group."""
    library: str
    """Its words: "One" is a word there before it is a name."""
    dates: WrittenDates
    months: str
    weekdays: str
    """Written large, as a name would be."""

    @classmethod
    def of(cls, desk: Desk, group: Group, language: str) -> NamesOnPaper:
        """For paper of a group in `language`."""
        spoken = spoken_words(language)
        return cls(
            group_name=group.name,
            leading=tuple(each.name for each in desk.limits.facilitators(group.id)),
            people=_known(tuple(desk.members.names())),
            here=frozenset(desk.members.names_in(group.id)),
            library=desk.scripts.words_of_built_ins(),
            dates=written_dates(spoken.months, spoken.weekdays),
            months=" ".join(word.capitalize() for word in spoken.months),
            weekdays=" ".join(word.capitalize() for word in spoken.weekdays),
        )

    def only_from(self, typed: Iterable[str]) -> NamesOnPaper:
        """For words of the library: only what is `typed` into their blanks can name anybody."""
        named = self.people.found_in(self.dates.without_certain("\n".join(typed)))
        return replace(self, people=KnownNames(named))

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
        """A group that is called as somebody is hides nobody: who is meant, nobody can tell."""
        of_group = all_words(self.group_name)
        if not of_group or any(
            of_group <= all_words(name) for name in self.people.found_in(self.group_name)
        ):
            return words
        return re.sub(_by_itself(self.group_name), " ", words)

    def _named_in(self, words: str) -> tuple[str, ...]:
        """Not by a part of a name that is a word anyway; "June Miller" is nobody but her.

        "June" by itself is told of unless it is a date: for certain where somebody of the group is
        called so, most likely where somebody else is. A weekday is nobody else at all.
        """
        no_dates = self.dates.without_certain(words)
        if not self.people.found_in(no_dates):
            return ()
        anyway, weekdays = all_words(self.library), all_words(self.weekdays)
        of_library = set(self.people.found_in(self.library, anyway))
        of_dates = set(self.people.found_in(f"{self.months} {self.weekdays}"))
        found = self.people.found_in(no_dates, anyway - all_words(self.months) - weekdays)
        likely = set(self.people.found_in(self.dates.without_likely(words), anyway | weekdays))
        likely -= of_library | set(self.people.found_in(self.weekdays, weekdays))
        here = {name for name in self.here if name in of_dates or name not in of_library}
        return tuple(name for name in found if name in here or name in likely)


def _stands_in(name: str, words: str) -> bool:
    return re.search(_by_itself(name), words) is not None


def _by_itself(name: str) -> str:
    """A pattern for a name that is no part of a longer word."""
    return rf"(?<!\w){re.escape(name)}(?!\w)"
