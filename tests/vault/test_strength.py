import time

import pytest

from peerdesk.domain.passphrases import generate
from peerdesk.errors import UserError
from peerdesk.vault.strength import StrengthLevel, WeakReason, judge, require_usable
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("passwordpassword", WeakReason.REPEATED),
        ("aaaaaaaaaaaaaaaaaa", WeakReason.REPEATED),
        ("mnbvcxzasdfghjkl;", WeakReason.KEYBOARD),
        ("abcdefghijklmnopqrst", WeakReason.SEQUENCE),
        ("Moonlightgarden7", WeakReason.ABOUT_YOU),
    ],
)
def test_a_weak_passphrase_is_refused_with_its_reason(passphrase: str, reason: WeakReason) -> None:
    strength = judge(passphrase, ["moonlightgarden", ""])
    assert (strength.level, strength.reason) == (StrengthLevel.WEAK, reason)
    with pytest.raises(UserError) as trouble:
        require_usable(passphrase, ["moonlightgarden"])
    assert trouble.value.code is VaultTrouble.PASSPHRASE_TOO_WEAK
    assert trouble.value.data == {"reason": str(reason)}


def test_six_words_of_the_list_are_strong() -> None:
    numbers = iter([4711, 12, 7000, 333, 5555, 2048])
    phrase = generate(word_list(), lambda _: next(numbers))
    assert judge(phrase).level is StrengthLevel.STRONG
    assert require_usable(phrase).reason is WeakReason.NONE


@pytest.mark.parametrize("passphrase", ["", "short", "Grüße 🙂"])
def test_a_short_one_is_said_to_be_short(passphrase: str) -> None:
    assert judge(passphrase).too_short
    with pytest.raises(UserError) as trouble:
        require_usable(passphrase)
    assert trouble.value.code is VaultTrouble.PASSPHRASE_TOO_SHORT
    assert trouble.value.data == {"minimum": 15}


@pytest.mark.parametrize("passphrase", ["a" * 100_000, "correct horse " * 5_000, "x1!" * 5_000])
def test_a_long_one_is_judged_quickly(passphrase: str) -> None:
    began = time.perf_counter()
    judge(passphrase)
    assert time.perf_counter() - began < 2
