"""What is said of limits and of reporting, in plain words and in each language."""

from dataclasses import replace

import pytest

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.limits import (
    ConfidentialityLimit,
    Facilitator,
    LimitKind,
    ReportingDuty,
    limits_statement,
    reporting_statement,
    usual_limits,
)
from peerdesk.domain.spoken import parse_spoken
from peerdesk.domain.strict_toml import ScriptFileError, ScriptTrouble
from peerdesk.paths import resource

ENGLISH = spoken_words("en")
LANGUAGES = [path.parent.name for path in resource("spoken").glob("*/words.toml")]


def of(*kinds: LimitKind) -> tuple[ConfidentialityLimit, ...]:
    return tuple(replace(limit, applies=limit.kind in kinds) for limit in usual_limits(1))


def test_the_limits_that_apply_are_one_sentence() -> None:
    assert limits_statement(of(LimitKind.CHILD_ABUSE), ENGLISH, {}) == (
        "We may have to tell someone outside the group if a child is being hurt."
    )
    assert limits_statement(of(LimitKind.CHILD_ABUSE, LimitKind.COURT_ORDER), ENGLISH, {}) == (
        "We may have to tell someone outside the group if a child is being hurt, or if a court "
        "orders us to."
    )


def test_a_groups_own_words_stand_in_the_place_of_ours() -> None:
    own = ConfidentialityLimit(
        group_id=1, kind=LimitKind.OTHER, words="if the warden of {place} asks, {limits}."
    )

    said = limits_statement((own,), ENGLISH, {"place": "{group}", "limits": "round and round"})

    assert said == (
        "We may have to tell someone outside the group if the warden of {group} asks, {limits}."
    )


def test_a_group_without_limits_does_not_pass_over_them() -> None:
    assert "ask us" in limits_statement(of(), ENGLISH, {})


def test_each_duty_is_said_with_its_names_and_unsure_counts_as_perhaps() -> None:
    people = (
        Facilitator("Ana", ReportingDuty.YES),
        Facilitator("Lee", ReportingDuty.UNSURE),
        Facilitator("Mo", ReportingDuty.NO),
        Facilitator("{last}", ReportingDuty.NO),
    )

    said = reporting_statement(people, ENGLISH)

    assert "Ana is required by law" in said
    assert "Lee may be required" in said
    assert "Mo and {last} are not required" in said
    assert said.index("Ana") < said.index("Lee") < said.index("Mo")
    assert said.endswith("we will talk with you first.")


def test_without_a_facilitator_the_careful_answer_is_given() -> None:
    assert "may be required by law" in reporting_statement((), ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_every_brace_of_its_own(language: str) -> None:
    spoken = spoken_words(language)
    people = tuple(Facilitator(duty.value, duty) for duty in ReportingDuty)
    said = [
        limits_statement(usual_limits(1), spoken, {}),
        reporting_statement((), spoken),
        reporting_statement(people, spoken),
        reporting_statement((*people, *people), spoken),
        spoken.listed(("a", "b", "c")),
    ]
    assert not any("{" in sentence for sentence in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_never_sends_the_room_to_an_office(language: str) -> None:
    spoken = spoken_words(language)
    said = limits_statement(usual_limits(1), spoken, {}) + reporting_statement((), spoken)
    assert "organi" not in said.casefold()


def test_a_language_without_words_of_its_own_is_given_a_related_or_english_ones() -> None:
    assert spoken_words("es-MX").language == "es"
    assert spoken_words("tlh").language == "en"


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ('"Monday, ', '"', ScriptTrouble.UNKNOWN_VALUE),
        ("pair =", "pear =", ScriptTrouble.UNKNOWN_KEY),
        ("format = 1", "format = 2", ScriptTrouble.NEWER_FORMAT),
        ('no_place = "this room"', "", ScriptTrouble.MISSING),
    ],
)
def test_a_bad_file_of_spoken_words_is_refused(old: str, new: str, trouble: ScriptTrouble) -> None:
    text = resource("spoken", "en", "words.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(ScriptFileError) as refused:
        parse_spoken(text.replace(old, new), "words.toml")
    assert refused.value.code is trouble
