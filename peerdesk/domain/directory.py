"""Everybody by name, as lists show them: found, sorted, told apart, and masked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.names import folded

_WORD = re.compile(r"\w+")
MOST_INITIALS = 3


class Showing(StrEnum):
    """Whom a list of people shows."""

    HERE = "here"
    NOT_AGREED = "not_agreed"
    TO_CONFIRM = "to_confirm"
    TO_WELCOME = "to_welcome"
    FOLLOW_UP_DUE = "follow_up_due"
    LEFT = "left"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of the roster. `folded` is where they stand; `searched` what is looked through."""

    id: int
    chosen_name: str
    pronouns: str
    other_name: str
    told_apart_by: str
    left: bool
    groups: tuple[str, ...]
    folded: str
    searched: str


def listed(
    member_id: int,
    names: tuple[str, str, str, str],
    groups: tuple[str, ...],
    *,
    left: bool,
) -> Listed:
    """A person by chosen name, pronouns, other name and what tells them apart."""
    chosen, pronouns, other, apart = names
    key = folded(chosen)
    searched = "\n".join((key, *(folded(text) for text in (other, apart) if text)))
    return Listed(member_id, chosen, pronouns, other, apart, left, groups, key, searched)


def differences(namesakes: list[Listed]) -> dict[int, str]:
    """For each of several people of one name what tells them from the others, without a surname.

    What somebody wrote for that comes first; then groups, pronouns and the other name, where no
    namesake has the same; then a number, in the order in which they came.
    """
    numbers = {
        person.id: str(number) for number, person in enumerate(sorted(namesakes, key=_by_id), 1)
    }
    found = {}
    for person in namesakes:
        others = [each for each in namesakes if each is not person]
        own = (mine for mine in _marks(person) if _is_own(mine, others))
        found[person.id] = next((text for _, text in own), numbers[person.id])
    # The group of one may be what another is known by.
    alike = len({folded(text) for text in found.values()}) < len(found)
    return numbers if alike else found


def _marks(person: Listed) -> tuple[tuple[int, str], ...]:
    texts = (
        person.told_apart_by,
        ", ".join(person.groups),
        person.pronouns,
        person.other_name,
    )
    return tuple((kind, text) for kind, text in enumerate(texts) if text)


def _is_own(mark: tuple[int, str], others: list[Listed]) -> bool:
    kind, text = mark
    return not any((kind, folded(text)) in _folded_marks(other) for other in others)


def _folded_marks(person: Listed) -> set[tuple[int, str]]:
    return {(kind, folded(text)) for kind, text in _marks(person)}


def _by_id(person: Listed) -> int:
    return person.id


def initials(name: str) -> str:
    """The first letter of each word, at most three; a dot for a name without letters."""
    letters = [word[0].upper() for word in _WORD.findall(name) if word[0].isalnum()]
    return " ".join(f"{letter}." for letter in letters[:MOST_INITIALS]) or "•"


def masks(people: Iterable[Listed]) -> dict[int, str]:
    """Initials for each, with a number where several have the same: unique in every list."""
    same: dict[str, list[int]] = {}
    for person in sorted(people, key=_by_id):
        same.setdefault(initials(person.chosen_name), []).append(person.id)
    return {
        member_id: short if len(ids) == 1 else f"{short} {number}"
        for short, ids in same.items()
        for number, member_id in enumerate(ids, 1)
    }


class Veil:
    """Puts initials in the place of names within other words."""

    def __init__(self, people: Iterable[Listed], short: dict[int, str]) -> None:
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for person in people:
            for name in (person.chosen_name, person.other_name):
                written = _WORD.findall(name)
                words = tuple(folded(word) for word in written)
                if words:
                    capital = written[0][0].isupper()
                    self._by_first_word.setdefault(words[0], []).append(
                        (words, short[person.id], capital)
                    )
        for found in self._by_first_word.values():
            found.sort(key=_longest_first)

    def over(self, text: str) -> str:
        """`text` with initials for every name of the roster in it.

        A name with a capital counts only where it is written with one: "Hope" is, "hope" is not.
        """
        tokens = list(_WORD.finditer(text))
        words = [folded(token[0]) for token in tokens]
        parts, end, place = [], 0, 0
        while place < len(tokens):
            name = self._name_at(tokens, words, place)
            if name is None:
                place += 1
                continue
            length, short = name
            parts.append(text[end : tokens[place].start()] + short)
            place += length
            end = tokens[place - 1].end()
        return "".join(parts) + text[end:]

    def _name_at(
        self, tokens: list[re.Match[str]], words: list[str], place: int
    ) -> tuple[int, str] | None:
        for name, short, capital in self._by_first_word.get(words[place], ()):
            fits = tuple(words[place : place + len(name)]) == name
            if fits and (tokens[place][0][0].isupper() or not capital):
                return len(name), short
        return None


def _longest_first(name: tuple[tuple[str, ...], str, bool]) -> int:
    return -len(name[0])
