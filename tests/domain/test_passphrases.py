import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.passphrases import generate, is_too_short, normal_form

SHORT_WORDS = ("a", "b", "lantern", "harbour")


@given(st.text())
def test_composition_never_changes_the_spelling_for_keys(text: str) -> None:
    forms = {normal_form(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert forms == {normal_form(text)}


@pytest.mark.parametrize(
    ("passphrase", "short"),
    [("", True), ("x" * 14, True), ("x" * 15, False), ("e\u0301" * 14, True), ("🙂" * 15, False)],
)
def test_length_counts_characters_as_people_do(passphrase: str, *, short: bool) -> None:
    assert is_too_short(passphrase) is short


@given(st.integers(0, 2**32), st.integers(6, 8))
def test_a_generated_passphrase_has_its_words_and_is_long_enough(seed: int, count: int) -> None:
    phrase = generate(SHORT_WORDS, random.Random(seed).randrange, count)  # noqa: S311
    assert len(phrase.split(" ")) == count
    assert set(phrase.split(" ")) <= set(SHORT_WORDS)
    assert not is_too_short(phrase)


@pytest.mark.parametrize("count", [0, 5, 9])
def test_another_number_of_words_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="6 to 8"):
        generate(SHORT_WORDS, random.Random(0).randrange, count)  # noqa: S311
