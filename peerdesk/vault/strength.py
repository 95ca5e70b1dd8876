"""How hard a passphrase is to guess, and in one word why it is not harder (zxcvbn)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from zxcvbn import zxcvbn

from peerdesk.domain.passphrases import WeakReason, is_too_short, normal_form
from peerdesk.errors import UserError
from peerdesk.vault import blocklist
from peerdesk.vault.keys import require_long_enough
from peerdesk.vault.troubles import VaultTrouble

MOST_CHARACTERS: Final = 100
"""zxcvbn's time grows faster than the length; what follows can only make a secret stronger."""


class StrengthLevel(StrEnum):
    """Weak is refused; the rest is told in words."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """A judgement; `reason` is NONE from `GOOD` on."""

    level: StrengthLevel
    reason: WeakReason
    too_short: bool


OURS: Final = "peerdesk"
FEWEST_LETTERS: Final = 3
"""Of a word of a name; shorter ones are in every passphrase."""
LEVELS: Final = (
    (10.0, StrengthLevel.WEAK),
    (13.0, StrengthLevel.FAIR),
    (17.0, StrengthLevel.GOOD),
)
"""Powers of ten of guesses below which a level holds. zxcvbn's own best score begins at 10^10; at
about 10^4 guesses a second on rented hardware against Argon2id, 10^13 take some thirty years."""

PATTERNS: Final = {
    "spatial": WeakReason.KEYBOARD,
    "repeat": WeakReason.REPEATED,
    "sequence": WeakReason.SEQUENCE,
    "date": WeakReason.DATE,
    "regex": WeakReason.DATE,
}
DICTIONARIES: Final = {
    "passwords": WeakReason.COMMON_PASSWORD,
    "user_inputs": WeakReason.ABOUT_YOU,
    "surnames": WeakReason.NAME,
    "male_names": WeakReason.NAME,
    "female_names": WeakReason.NAME,
}


def judge(passphrase: str, context_words: Iterable[str] = ()) -> Strength:
    """Judge a passphrase; `context_words` are names of the vault, its groups and its people."""
    spelled = normal_form(passphrase)
    if not spelled:
        return Strength(StrengthLevel.WEAK, WeakReason.NONE, too_short=True)
    first = _guessed_first(context_words)
    known = _guessed_at_once(spelled[:MOST_CHARACTERS], first)
    if known is not WeakReason.NONE:
        return Strength(StrengthLevel.WEAK, known, is_too_short(passphrase))
    found = zxcvbn(
        spelled[:MOST_CHARACTERS],
        user_inputs=sorted(first),
        max_length=MOST_CHARACTERS,
    )
    level = _level(float(found["guesses_log10"]))
    is_easy = level in {StrengthLevel.WEAK, StrengthLevel.FAIR}
    reason = _reason(found["sequence"]) if is_easy else WeakReason.NONE
    return Strength(level, reason, is_too_short(passphrase))


def require_usable(passphrase: str, context_words: Iterable[str] = ()) -> Strength:
    """Raise `UserError` with PASSPHRASE_TOO_SHORT or PASSPHRASE_TOO_WEAK, else the judgement."""
    require_long_enough(passphrase)
    strength = judge(passphrase, context_words)
    if strength.level is StrengthLevel.WEAK:
        raise UserError(VaultTrouble.PASSPHRASE_TOO_WEAK, reason=str(strength.reason))
    return strength


def _guessed_at_once(spelled: str, first: Iterable[str]) -> WeakReason:
    if blocklist.is_known(spelled):
        return WeakReason.COMMON_PHRASE
    if blocklist.is_made_of(spelled, first):
        return WeakReason.ABOUT_YOU
    if blocklist.is_one_part_again(spelled):
        return WeakReason.REPEATED
    return WeakReason.NONE


def _guessed_first(names: Iterable[str]) -> set[str]:
    """Each name whole, run together, and word by word."""
    found = {OURS}
    for name in names:
        words = name.split()
        found.update((name, "".join(words), *words))
    return {word for word in found if len(word) >= FEWEST_LETTERS}


def _level(guesses_log10: float) -> StrengthLevel:
    for limit, level in LEVELS:
        if guesses_log10 < limit:
            return level
    return StrengthLevel.STRONG


def _reason(sequence: Iterable[Mapping[str, Any]]) -> WeakReason:
    guessable = [match for match in sequence if match["pattern"] != "bruteforce"]
    if not guessable:
        return WeakReason.NONE
    longest = max(guessable, key=_length)
    if longest["pattern"] == "dictionary":
        return DICTIONARIES.get(str(longest["dictionary_name"]), WeakReason.COMMON_WORD)
    return PATTERNS.get(str(longest["pattern"]), WeakReason.NONE)


def _length(match: Mapping[str, Any]) -> int:
    return len(str(match["token"]))
