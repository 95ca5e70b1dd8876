import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.recovery_words import (
    COUNT,
    RecoveryFault,
    RecoveryWordsError,
    generate,
    looks_like_words,
    parse,
)
from peerdesk.paths import resource

WORDS = tuple(Path(resource("words", "eff_large.txt")).read_text("utf-8").split())
seeds = st.integers(min_value=0, max_value=2**64)


def sheet(seed: int) -> tuple[str, ...]:
    return generate(WORDS, random.Random(seed).randrange).words  # noqa: S311


def fault_of(text: str) -> RecoveryWordsError:
    with pytest.raises(RecoveryWordsError) as found:
        parse(text, WORDS)
    return found.value


def test_the_list_is_the_long_one() -> None:
    assert len(WORDS) == len(set(WORDS)) == 7776


@given(seeds)
def test_a_sheet_reads_back_in_any_case_spacing_and_numbering(seed: int) -> None:
    words = sheet(seed)
    assert len(words) == COUNT
    numbered = "\n".join(f" {n}. {word.upper()}," for n, word in enumerate(words, start=1))
    for text in (" ".join(words), "\t".join(words), "-".join(words), numbered):
        assert parse(text, WORDS).words == words


@pytest.mark.parametrize("hyphenated", ["drop-down", "felt-tip", "t-shirt", "yo-yo"])
@pytest.mark.parametrize("spelled", ["{}", "{} ", "\u2013", " "])
def test_a_word_with_a_dash_reads_however_it_is_spelled(hyphenated: str, spelled: str) -> None:
    index = WORDS.index(hyphenated)
    words = generate(WORDS, lambda _: index).words
    dash = spelled if spelled in {"\u2013", " "} else "-"
    assert parse(" ".join(words).replace("-", dash), WORDS).words == words


@given(seeds, st.integers(0, COUNT - 1))
def test_an_unknown_word_is_named_by_its_position(seed: int, at: int) -> None:
    words = [*sheet(seed)]
    words[at] = "zzyzx"
    found = fault_of(" ".join(words))
    assert (found.fault, found.position) == (RecoveryFault.UNKNOWN_WORD, at + 1)
    assert looks_like_words(" ".join(words), WORDS)


def test_a_wrong_word_of_the_list_fails_the_checksum() -> None:
    chance = random.Random(1)  # noqa: S311
    faults = [fault_of(" ".join(with_a_wrong_word(seed, chance))).fault for seed in range(300)]
    assert set(faults) == {RecoveryFault.CHECKSUM}


def with_a_wrong_word(seed: int, chance: random.Random) -> list[str]:
    words = [*sheet(seed)]
    at = chance.randrange(COUNT)
    others = [word for word in WORDS if word != words[at] and "-" not in word]
    words[at] = chance.choice(others)
    return words


@pytest.mark.parametrize("count", [0, 1, 11, 13])
def test_a_wrong_number_of_words_is_told(count: int) -> None:
    found = fault_of(" ".join(WORDS[100 : 100 + count]))
    assert (found.fault, found.count) == (RecoveryFault.COUNT, count)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    fault_of(text)


def test_no_word_shows_in_a_representation() -> None:
    words = generate(WORDS, random.Random(3).randrange)  # noqa: S311
    assert not any(word in repr(words) for word in words.words)
