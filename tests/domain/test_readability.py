"""Reading ease: the published formulas, on words whose syllables are known."""

import pytest

from peerdesk.desk.library import built_in_scripts
from peerdesk.desk.readability import readability_of
from peerdesk.domain.readability import Counts, Ease, Readability, counted, readability
from peerdesk.domain.scripts import ReadingLevel, ScriptText

PLAIN = "We sit here and we talk. You can say what you like. We will hear you. Then we go home."
HEAVY = (
    "Participants acknowledge that confidentiality considerations notwithstanding, facilitators "
    "maintain statutory responsibilities regarding safeguarding notifications, institutional "
    "documentation, and inter-organisational communication procedures throughout participation."
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", 206.835 - 10.15 - 126.9),
        ("es", 106.64),
        ("de", 82.25),
        ("fr", 86.45),
        ("es-MX", 106.64),
    ],
)
def test_each_language_has_its_own_published_formula(language: str, expected: float) -> None:
    found = readability(Counts(words=100, sentences=10, syllables=150), language)
    assert found is not None
    assert found.score == pytest.approx(expected)


def test_words_sentences_and_syllables_are_counted() -> None:
    counts = counted("It's fine. Come\nin, well-known 24 people… yes", lambda word: len(word) // 3)
    assert counts == Counts(words=7, sentences=4, syllables=1 + 1 + 1 + 1 + 3 + 2 + 1)


def test_what_is_short_or_in_another_language_is_not_judged() -> None:
    assert readability_of("We agree to listen.", "en") is None
    assert readability_of(PLAIN, "tlh") is None
    assert readability_of("", "en") is None


def test_plain_words_read_easily_and_heavy_ones_do_not() -> None:
    plain, heavy = (readability_of(text, "en") for text in (PLAIN, HEAVY))
    assert plain is not None
    assert heavy is not None
    assert (plain.ease, heavy.ease) == (Ease.EASY, Ease.HARD)


def test_a_level_is_suited_by_what_is_at_least_as_easy() -> None:
    suited = {
        score: [level for level in ReadingLevel if Readability("Flesch", score).suits(level)]
        for score in (85.0, 70.0, 50.0)
    }
    assert suited == {85.0: list(ReadingLevel), 70.0: [ReadingLevel.PLAIN], 50.0: []}


@pytest.mark.parametrize(
    ("language", "known"),
    [
        ("en", {"welcome": 2, "everyone": 3, "something": 2, "another": 3, "people": 2, "talk": 1}),
        ("es", {"bienvenida": 4, "grupo": 2, "confidencialidad": 6, "paz": 1, "cuidado": 3}),
    ],
)
def test_syllables_are_those_that_people_say(language: str, known: dict[str, int]) -> None:
    text = " ".join(known) + "."
    padded = readability_of(" ".join([text] * 5), language)
    said = sum(known.values()) / len(known)
    expected = readability(
        Counts(words=5 * len(known), sentences=5, syllables=round(5 * len(known) * said)), language
    )
    assert padded == expected


@pytest.mark.parametrize(
    "script", built_in_scripts(), ids=lambda text: f"{text.id}-{text.language}"
)
def test_the_built_in_scripts_are_as_easy_as_they_are_meant_to_be(script: ScriptText) -> None:
    words = "\n".join(
        text
        for part in script.segments
        for text in (part.text, *(rule.text for rule in part.rules))
    )
    found = readability_of(words, script.language)
    assert found is not None
    assert found.suits(script.level), found
