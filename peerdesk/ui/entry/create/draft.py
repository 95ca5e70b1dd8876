"""What was filled in on the way to a new vault; handed from screen to screen, also backwards."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from peerdesk.domain.recovery_words import COUNT, RecoveryWords, generate
from peerdesk.ui.entry.place import folder_at
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from peerdesk.vault.files import VaultFolder

ASKED = 2
"""How many words of the sheet are asked for, as proof that it was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Twelve words, and which of them are asked for: places from 0, in reading order."""

    recovery: RecoveryWords
    asked: tuple[int, ...]

    @classmethod
    def drawn(cls) -> Sheet:
        """A new sheet."""
        asked = secrets.SystemRandom().sample(range(COUNT), ASKED)
        return cls(recovery=generate(word_list(), secrets.randbelow), asked=tuple(sorted(asked)))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """The three screens as they were left. `place`, `name` and `label` are as somebody typed them.

    The sheet is drawn once: whoever goes back and forth, or has to choose another folder, still
    holds the right words in their hand.
    """

    place: str
    name: str = ""
    label: str = ""
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    answers: tuple[str, ...] = field(default=("",) * ASKED, repr=False)
    sheet: Sheet = field(default_factory=Sheet.drawn, repr=False)

    @property
    def folder(self) -> VaultFolder:
        """Where the vault is to be."""
        return folder_at(self.place)
