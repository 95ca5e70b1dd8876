import re
from dataclasses import replace
from datetime import datetime

import pytest
from pdf_reading import texts, whole_text

from peerdesk.desk.desk import Desk
from peerdesk.documents.easy_words import is_easy
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind, RemarkKind
from peerdesk.domain.limits import ConfidentialityLimit, LimitKind
from peerdesk.domain.paper import PrintSize
from peerdesk.domain.scripts import ScriptVersion
from peerdesk.errors import UserError
from peerdesk.handouts.easy_read import HANDOUT
from peerdesk.handouts.handout import Prepared

NOW = datetime(2026, 11, 24, 18, 0)
LONG = "We " + "really " * 14 + "listen."


def prepared(desk: Desk, **wanted: object) -> Prepared:
    choice = replace(HandoutChoice(kind=HandoutKind.EASY_READ), **wanted)  # type: ignore[arg-type]
    return HANDOUT.prepared(desk, choice, NOW)


def library(desk: Desk, origin: str, language: str = "en") -> ScriptVersion:
    (script,) = (
        s for s in desk.scripts.all() if (s.origin, s.language) == (origin, language) and s.built_in
    )
    return desk.scripts.latest(script.id)


def with_rule_text(desk: Desk, text: str) -> ScriptVersion:
    """An own script like the general one, its first rule in other words."""
    own = desk.scripts.duplicate(library(desk, "general").script_id, "Ours")
    version = desk.scripts.latest(own.id)
    segments = list(version.segments)
    place = next(n for n, segment in enumerate(segments) if segment.rules)
    first, *others = segments[place].rules
    rules = (replace(first, text=text), *others)
    segments[place] = replace(segments[place], rules=rules)
    return desk.scripts.revise(replace(version, segments=tuple(segments)))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("origin", ["general", "no_crosstalk", "survivors", "short_form"])
def test_the_library_is_in_short_sentences_from_head_to_foot(
    desk: Desk, origin: str, language: str
) -> None:
    made = prepared(desk, version_id=library(desk, origin, language).id)

    assert made.remarks == ()
    assert made.language == language
    assert all(is_easy(text) for text in made.texts)


def test_words_of_a_group_are_printed_as_they_are_and_long_ones_are_said(desk: Desk) -> None:
    version = with_rule_text(desk, f"Ours is short. {LONG}")

    made = prepared(desk, version_id=version.id)

    assert [(r.kind, r.number) for r in made.remarks] == [(RemarkKind.LONG_SENTENCES, 1)]
    text = whole_text(made.render())
    assert "Ours is short." in text
    assert LONG in text
    assert "You can tell people your own story." in text, (
        "rules left as they were are in easy words"
    )


def test_a_second_rule_on_a_topic_is_printed_too(desk: Desk) -> None:
    text = whole_text(prepared(desk, version_id=library(desk, "substance_use").id).render())
    assert "Please do not drink or take drugs before you come." in text
    assert "We bring nothing with us: no alcohol, no drugs, nothing to sell or to share." in text


def test_limits_are_those_that_the_group_decided_on(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Circle"))
    for kind in (LimitKind.COURT_ORDER, LimitKind.HARM_TO_OTHERS):
        desk.limits.keep(ConfidentialityLimit(group_id=group.id, kind=kind, applies=False))
    own = "if {group} burns & {nobody} sees <b>it</b>."
    desk.limits.keep(ConfidentialityLimit(group_id=group.id, kind=LimitKind.OTHER, words=own))

    text = whole_text(prepared(desk, group_id=group.id).render())

    assert "We tell if you may hurt yourself badly." in text
    assert "We tell if a court says we must." not in text
    assert "hurt another person" not in text
    assert "We tell if Circle burns & {nobody} sees <b>it</b>." in text
    assert "We talk with you first, if we can." in text


def test_a_group_without_a_limit_is_asked_about_them(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Circle"))
    for kind in LimitKind:
        desk.limits.keep(ConfidentialityLimit(group_id=group.id, kind=kind, applies=False))
    assert "Please ask us before you share." in whole_text(
        prepared(desk, group_id=group.id).render()
    )


def test_limits_are_said_where_no_rule_is_about_them(desk: Desk) -> None:
    own = desk.scripts.duplicate(library(desk, "general").script_id, "Ours")
    version = desk.scripts.latest(own.id)
    segments = tuple(
        replace(s, rules=tuple(r for r in s.rules if r.topic != "limits")) for s in version.segments
    )
    version = desk.scripts.revise(replace(version, segments=segments))

    text = whole_text(prepared(desk, version_id=version.id).render())

    told, after = text.index("We tell if a court"), text.index("We share the time.")
    assert text.index("What we say here stays here.") < told < after
    assert text.count("We tell if a court") == 1


def test_a_very_long_rule_goes_on_over_the_page_and_loses_nothing(desk: Desk) -> None:
    words = " ".join(f"word{n}" for n in range(2000))
    version = with_rule_text(desk, words)

    pdf = prepared(desk, version_id=version.id, print_size=PrintSize.GIANT).render()

    found = re.findall(r"word(\d+)", whole_text(pdf))
    assert [int(number) for number in found] == list(range(2000))
    assert all(len(page) > 60 for page in texts(pdf))


def test_a_script_without_rules_is_refused(desk: Desk) -> None:
    own = desk.scripts.duplicate(library(desk, "general").script_id, "Ours")
    version = desk.scripts.latest(own.id)
    bare = tuple(replace(segment, rules=()) for segment in version.segments)
    version = desk.scripts.revise(replace(version, segments=bare))
    with pytest.raises(UserError) as refused:
        prepared(desk, version_id=version.id)
    assert refused.value.code is DocumentTrouble.NOTHING_TO_PRINT
