"""Promises of secrecy are found, and honest words about limits are not taken for them."""

import pytest

from peerdesk.desk.library import built_in_scripts
from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptText, ScriptVersion, Segment
from peerdesk.domain.scripts import SegmentKind as Kind
from peerdesk.domain.secrecy import Promise, promises_in, promises_of

ENGLISH, SPANISH = spoken_words("en"), spoken_words("es")


@pytest.mark.parametrize(
    "text",
    [
        "Everything here is completely confidential.",
        "We will never tell anyone what you say.",
        "We won\u2019t tell your parents.",
        "Whatever you say,\nit STAYS  between us.",
        "I can keep a secret.",
    ],
)
def test_a_promise_of_secrecy_is_found(text: str) -> None:
    assert len(promises_in(text, ENGLISH)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We can't promise that it stays between us.",
        "I will not keep a secret when you are in danger.",
        "Nobody here can keep your secret if a child is being hurt.",
        "This is a promise, not a guarantee.",
        "What is said here stays here.",
        "It is not a secret that we meet. We share the time.",
        "",
    ],
)
def test_words_about_limits_are_no_promise(text: str) -> None:
    assert promises_in(text, ENGLISH) == ()


def test_spanish_promises_are_found_in_spanish() -> None:
    assert promises_in("Todo es totalmente confidencial.", SPANISH) != ()
    assert promises_in("No podemos prometer que queda entre nosotros.", SPANISH) == ()


def test_a_promise_is_told_with_its_part_and_only_where_it_is_read() -> None:
    on, off = (
        RuleItem(topic=RuleTopic.PROMISE, text="We can keep secrets.", switched_on=switched)
        for switched in (True, False)
    )
    part = Segment(kind=Kind.AGREEMENTS, title="Rules", text="", rules=(off, on))
    unread = Segment(kind=Kind.WELCOME, title="x", text="It stays between us.", switched_on=False)
    assert promises_of(ScriptVersion(segments=(part, unread)), ENGLISH) == (
        Promise(1, "We can keep secrets"),
    )


def name(script: ScriptText) -> str:
    return f"{script.id}-{script.language}"


@pytest.mark.parametrize("script", built_in_scripts(), ids=name)
def test_no_built_in_script_promises_secrecy(script: ScriptText) -> None:
    version = ScriptVersion(segments=script.segments)
    assert promises_of(version, spoken_words(script.language)) == ()
