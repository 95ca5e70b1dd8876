"""Made-up names and notes that read like real ones, the same for the same seed.

Every tenth sentence has two words of the long list of words in it, so that the notes have about as
many different words as those of real people.
"""

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

from peerdesk.vault.words import word_list

WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
POOL = 12_000
"""Sentences that notes are put together from."""
WITH_RARE_WORDS = 0.1
WITH_A_NAME = 0.04


class Believable:
    """A source of names and notes."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = word_list()
        self._sentences = [self._sentence() for _ in range(POOL)]

    def names(self, number: int) -> list[str]:
        """So many chosen names: plain ones at first, then told apart by an initial or a byname."""
        chance = self._chance
        taken = dict.fromkeys(WORDS["first_names"][:number])
        while len(taken) < number:
            first = chance.choice(WORDS["first_names"])
            byname = chance.choice(
                (f"{chance.choice('ABCDEFGHJKLMNPRSTVWZ')}.", *WORDS["second_names"])
            )
            taken.setdefault(f"{first} {byname}")
            if len(taken) > POOL // 4:
                taken.setdefault(f"{first} {chance.choice(WORDS['first_names'])}")
        return list(taken)

    def pronouns(self) -> str:
        return self._chance.choice(WORDS["pronouns"])

    def member_note(self, names: Sequence[str]) -> str:
        """Two to five sentences about somebody; a few name one of `names`."""
        chance = self._chance
        middle = chance.choices(self._sentences, k=chance.randrange(1, 4))
        if chance.random() < WITH_A_NAME:
            middle.append(f"{chance.choice(names)} offered to walk along.")
        return " ".join(
            (chance.choice(WORDS["openings"]), *middle, chance.choice(WORDS["endings"]))
        )

    def group_note(self) -> str:
        """What a session was about: two to five sentences without a name."""
        chance = self._chance
        middle = chance.choices(self._sentences, k=chance.randrange(1, 4))
        return " ".join((chance.choice(WORDS["group_themes"]), *middle))

    def follow_up(self) -> str:
        return self._chance.choice(WORDS["endings"])

    def _sentence(self) -> str:
        chance = self._chance
        words = f"{chance.choice(WORDS['subjects'])} {chance.choice(WORDS['verbs'])}"
        if chance.random() < WITH_RARE_WORDS:
            first, second = chance.choices(self._words, k=2)
            words += f", somewhere between {first} and {second}"
        return f"{words}."
