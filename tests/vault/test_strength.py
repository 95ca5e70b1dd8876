import random

import pytest
from pace import within

from peerdesk.domain.passphrases import WeakReason, generate
from peerdesk.errors import UserError
from peerdesk.vault.blocklist import is_known, is_one_part_again, known_phrases
from peerdesk.vault.strength import Strength, StrengthLevel, judge, require_usable
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
    within(2, lambda: judge(passphrase))


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "Correct-Horse-Battery-Staple 2024!",
        "c0rrect h0rse b4ttery $taple",
        "MÁS VALE TARDE QUE NUNCA",
        "quick brown fox jumps",
        "one day at a time 1999",
    ],
)
def test_a_phrase_that_everybody_knows_is_refused_however_it_is_spelled(passphrase: str) -> None:
    assert judge(passphrase) == Strength(StrengthLevel.WEAK, WeakReason.COMMON_PHRASE, False)
    with pytest.raises(UserError, match=VaultTrouble.PASSPHRASE_TOO_WEAK):
        require_usable(passphrase)


@pytest.mark.parametrize("passphrase", ["lantern harbour lantern harbour", "p4ssw0rd p4ssw0rd"])
def test_a_part_that_is_too_short_alone_is_not_better_twice(passphrase: str) -> None:
    assert judge(passphrase).reason is WeakReason.REPEATED


@pytest.mark.parametrize(
    "passphrase", ["Harbour House Robin 2026", "harbourhouse-robin-1", "PeerDesk Harbour House"]
)
def test_names_of_the_vault_and_its_people_alone_are_refused(passphrase: str) -> None:
    strength = judge(passphrase, ["Harbour House", "Robin"])
    assert (strength.level, strength.reason) == (StrengthLevel.WEAK, WeakReason.ABOUT_YOU)


@pytest.mark.parametrize(
    "passphrase",
    [
        "seven quiet chairs by the window",
        "nine lanterns over a quiet harbour",
        "robin found four damp notebooks in wales",
    ],
)
def test_words_that_belong_to_nobody_are_taken(passphrase: str) -> None:
    assert require_usable(passphrase, ["Harbour House", "Robin"]).level is StrengthLevel.STRONG


def test_every_line_of_the_list_is_found_and_none_is_idle() -> None:
    phrases = known_phrases()
    assert len(phrases) > 400
    assert all(is_known(phrase) for phrase in phrases)
    assert min(map(len, phrases)) >= 12, "a shorter one is refused for its length anyway"


def test_words_drawn_by_chance_are_never_on_the_list() -> None:
    chance = random.Random(7)  # noqa: S311 - a sample, and nothing secret
    drawn = [generate(word_list(), chance.randrange) for _ in range(200)]
    assert not any(is_known(phrase) or is_one_part_again(phrase) for phrase in drawn)
