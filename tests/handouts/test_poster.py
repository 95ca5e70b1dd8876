from dataclasses import replace
from datetime import datetime

import pytest
from pdf_reading import characters, page_sizes, whole_text

from peerdesk.desk.desk import Desk
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptVersion
from peerdesk.errors import UserError
from peerdesk.handouts.handout import WALL_PAPERS, Prepared
from peerdesk.handouts.poster import HANDOUT

NOW = datetime(2026, 11, 24, 18, 0)
CAPITALS_FOR_THREE_METRES = 3000 / 200 * 72 / 25.4
FOOT = 14.0


def prepared(desk: Desk, version: ScriptVersion | None = None, **wanted: object) -> Prepared:
    choice = HandoutChoice(kind=HandoutKind.POSTER, version_id=version.id if version else None)
    return HANDOUT.prepared(desk, replace(choice, **wanted), NOW)  # type: ignore[arg-type]


def version_with(desk: Desk, *rules: RuleItem) -> ScriptVersion:
    """An own version with these rules alone, and no words on limits."""
    (general,) = (s for s in desk.scripts.all() if (s.origin, s.language) == ("general", "en"))
    own = desk.scripts.duplicate(general.id, "Ours")
    version = desk.scripts.latest(own.id)
    part = next(segment for segment in version.segments if segment.rules)
    bare = replace(part, text="", rules=rules)
    return desk.scripts.revise(replace(version, segments=(bare,)))


def rule(topic: RuleTopic, text: str) -> RuleItem:
    return RuleItem(topic=topic, text=text)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", WALL_PAPERS)
def test_capitals_are_high_enough_for_three_metres(
    desk: Desk, paper: PaperSize, language: str
) -> None:
    pdf = prepared(desk, paper=paper, language=language).render()

    letters = characters(pdf)
    assert len(page_sizes(pdf)) == 1
    assert {x.size for x in letters if x.size < 20} == {FOOT}
    capitals = [x.top - x.bottom for x in letters if x.size > FOOT and x.text in "EHILNPTZ"]
    assert len(capitals) >= 3
    assert min(capitals) >= CAPITALS_FOR_THREE_METRES - 0.1


def test_what_stays_here_is_said_with_its_limits_and_before_all_else(desk: Desk) -> None:
    text = whole_text(prepared(desk).render())
    assert text.startswith("Our ground rules What is said here stays here Except in danger You can")


def test_what_has_no_room_is_counted(desk: Desk) -> None:
    made = prepared(desk)
    (general,) = (s for s in desk.scripts.all() if (s.origin, s.language) == ("general", "en"))
    every = len(desk.scripts.latest(general.id).rules)
    (left_out,) = (remark.number for remark in made.remarks)
    assert left_out == every - len([text for text in made.texts if text])


def test_own_words_are_printed_in_place_of_ours_where_they_are_short(desk: Desk) -> None:
    version = version_with(
        desk,
        rule(RuleTopic.PHONES, "Phones sleep in the basket of {group}. There is a reason."),
        rule(RuleTopic.PUNCTUALITY, "We " + "really " * 20 + "come on time."),
    )
    group = desk.groups.save(Group(name="<b>&{}%"))

    made = prepared(desk, version, group_id=group.id)

    text = whole_text(made.render())
    assert "Phones sleep in the basket of <b>&{}%" in text
    assert "There is a reason" not in text
    assert "Except in danger" not in text
    assert [remark.number for remark in made.remarks] == [1]


def test_a_script_with_nothing_short_is_refused(desk: Desk) -> None:
    version = version_with(desk, rule(RuleTopic.PHONES, "word " * 2000))
    with pytest.raises(UserError) as refused:
        prepared(desk, version)
    assert refused.value.code is DocumentTrouble.NOTHING_TO_PRINT


def test_a_group_with_a_very_long_name_is_named_in_full(desk: Desk) -> None:
    group = desk.groups.save(Group(name=" ".join(f"Harbour{n}" for n in range(19))))
    pdf = prepared(desk, group_id=group.id).render()
    assert len(page_sizes(pdf)) == 1
    assert all(f"Harbour{n}" in whole_text(pdf) for n in range(19))


def test_our_words_on_limits_never_stand_without_what_they_limit(desk: Desk) -> None:
    (general,) = (s for s in desk.scripts.all() if (s.origin, s.language) == ("general", "en"))
    version = desk.scripts.latest(desk.scripts.duplicate(general.id, "Ours").id)
    bare = tuple(
        replace(s, rules=tuple(r for r in s.rules if r.topic != RuleTopic.CONFIDENTIALITY))
        for s in version.segments
    )
    text = whole_text(prepared(desk, desk.scripts.revise(replace(version, segments=bare))).render())
    assert "You can pass" in text
    assert "Except in danger" not in text
