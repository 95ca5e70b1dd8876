import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.documents.easy_words import Idea, easy_ideas, easy_lines, is_easy
from peerdesk.documents.pictograms import names
from peerdesk.domain.scripts import RuleTopic
from peerdesk.paths import resource

LANGUAGES = ("en", "es")
SCRIPTS = ("", *(path.stem for path in sorted(resource("scripts", "en").glob("*.toml"))))


def all_ideas(language: str) -> list[tuple[str, Idea]]:
    return [
        (f"{topic} in {script}", idea)
        for topic in RuleTopic
        for script in SCRIPTS
        for idea in easy_ideas(topic, script, language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_a_few_short_sentences_beside_a_picture(language: str) -> None:
    assert all(easy_ideas(topic, script, language) for topic in RuleTopic for script in SCRIPTS)
    for place, idea in all_ideas(language):
        assert idea.picture in names(), place
        assert 1 <= len(idea.says) <= 3, place
        assert all(is_easy(line) and line[-1] in ".?!" for line in idea.says), place


def test_both_languages_have_the_same_ideas() -> None:
    def shape(language: str) -> list[tuple[str, str, list[str]]]:
        text = resource("easy", f"{language}.toml").read_text("utf-8")
        return [
            (x["topic"], x["picture"], x.get("scripts", [])) for x in tomllib.loads(text)["ideas"]
        ]

    assert shape("en") == shape("es")
    assert {name for _, _, scripts in shape("en") for name in scripts} <= set(SCRIPTS)


def test_a_script_that_says_it_differently_has_its_own_easy_words() -> None:
    usual, carers = (easy_ideas(RuleTopic.PHONES, name, "en") for name in ("bereavement", "carers"))
    assert "put it away" in usual[0].says[0]
    assert "Go outside when it rings." in carers[0].says


def test_own_words_are_one_sentence_a_line_and_long_ones_are_parted_where_they_pause() -> None:
    assert easy_lines('We listen. "Is that all?" Yes!') == ("We listen.", '"Is that all?"', "Yes!")
    long = "We bring many different things with us when we come here: " + "word " * 8 + "end."
    assert easy_lines(long) == (
        "We bring many different things with us when we come here:",
        ("word " * 8 + "end."),
    )


@given(st.text(alphabet="ab .!?:;\"”'…\u061f", max_size=200))
def test_no_word_of_ones_own_is_lost(text: str) -> None:
    assert " ".join(easy_lines(text)).split() == text.split()
