"""Safe paper: whoever is named on any handout is announced, and it says what becomes of it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pypdfium2
import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind, HandoutOption, RemarkKind
from peerdesk.domain.limits import LimitKind, ReportingDuty
from peerdesk.domain.members import Member, Role
from peerdesk.domain.scripts import SegmentKind
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.listed import HANDOUTS, handout_of

NOON = datetime(2026, 11, 22, 12, 0)
NAME = "Zebedee"
GROUP = "Tuesday circle"
LEADING = "Ottoline"
WHAT_WITH_IT = {"en": r"shred|destroy|keep it locked", "es": r"tritura|destruy|bajo llave"}
EACH = pytest.mark.parametrize("handout", HANDOUTS, ids=lambda handout: handout.kind.value)
EACH_LANGUAGE = pytest.mark.parametrize("language", ["en", "es"])


@pytest.fixture
def choice(desk: Desk) -> HandoutChoice:
    """A session of a group with somebody in it, led by somebody who has to report."""
    group = desk.groups.save(Group(name=GROUP))
    desk.members.add_to_group(Member(chosen_name=NAME), group.id)
    leading = desk.members.save(Member(chosen_name=LEADING))
    membership = desk.members.join(leading.id, group.id, role=Role.FACILITATOR)
    desk.members.set_duty(membership, ReportingDuty.YES)
    session = desk.sessions.plan(group.id, NOON + timedelta(hours=2))
    return HandoutChoice(kind=HANDOUTS[0].kind, group_id=group.id, session_id=session.id)


def pages_of(prepared: Prepared) -> list[str]:
    document = pypdfium2.PdfDocument(prepared.render())
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [" ".join(text.split()) for text in texts]


def words_of(prepared: Prepared) -> str:
    return " ".join(pages_of(prepared))


def test_a_name_in_the_groups_own_words_is_told_of_and_the_librarys_words_are_no_names(
    desk: Desk, choice: HandoutChoice
) -> None:
    general = next(script for script in desk.scripts.all() if script.origin == "general")
    ours = desk.scripts.duplicate(general.id, "Ours")
    for name in ("One", "Willa"):
        desk.members.add_to_group(Member(chosen_name=name), choice.group_id)
    rules, plan = (
        next(each for each in HANDOUTS if each.kind is kind)
        for kind in (HandoutKind.RULES, HandoutKind.PLAN)
    )

    def prepared_with(words: str, handout: Handout = rules) -> Prepared:
        own = desk.scripts.latest(ours.id)
        segments = tuple(
            replace(segment, text=words) if segment.kind is SegmentKind.CONFIDENTIALITY else segment
            for segment in own.segments
        )
        version = desk.scripts.revise(replace(own, segments=segments))
        return handout.prepared(desk, replace(choice, version_id=version.id), NOON)

    for handout in (rules, plan):
        bare = prepared_with("Ask {facilitators}.", handout)
        assert bare.remarks == ()
        assert not bare.holds_names
        assert "Ottoline" not in words_of(bare)
        asked_by_name = prepared_with("Ask Ottoline.", handout)
        assert [each.kind for each in asked_by_name.remarks] == [RemarkKind.NAMES_FACILITATORS]
        assert asked_by_name.holds_names
        named = prepared_with(f"{NAME} keeps the key, and Willa the time.", handout)
        (told,) = (each for each in named.remarks if each.kind is RemarkKind.NAMES_PEOPLE)
        assert told.title == f"{NAME}, Willa"
        assert named.holds_names


@pytest.mark.parametrize("name", ["June Miller", "One Wing", "Monday Ojo"])
def test_a_whole_name_is_told_of_though_a_part_of_it_is_a_month_or_a_word_of_the_library(
    desk: Desk, choice: HandoutChoice, name: str
) -> None:
    desk.members.add_to_group(Member(chosen_name=name), choice.group_id)
    general = next(script for script in desk.scripts.all() if script.origin == "general")
    own = desk.scripts.latest(desk.scripts.duplicate(general.id, "Ours").id)
    first, *others = own.segments
    version = desk.scripts.revise(
        replace(own, segments=(replace(first, text=f"{name} brings the key."), *others))
    )

    prepared = handout_of(HandoutKind.PLAN).prepared(
        desk, replace(choice, version_id=version.id), NOON
    )

    assert name in words_of(prepared)
    assert [(each.kind, each.title) for each in prepared.remarks] == [
        (RemarkKind.NAMES_PEOPLE, name)
    ]
    assert prepared.holds_names


@EACH_LANGUAGE
@EACH
def test_a_name_on_paper_is_told_of_and_says_how_it_is_destroyed(
    desk: Desk, choice: HandoutChoice, handout: Handout, language: str
) -> None:
    one_slip = {True, HandoutOption.ONE_SLIP_PER_PERSON not in handout.options}
    by_name = {False, HandoutOption.NAME_FACILITATORS in handout.options}
    for slips, named in product(one_slip, by_name):
        wanted = replace(
            choice, language=language, one_slip_per_person=slips, name_facilitators=named
        )
        prepared = handout.prepared(desk, wanted, NOON)
        words = words_of(prepared)

        assert prepared.holds_names is (NAME in words or LEADING in words)
        assert not prepared.holds_names or handout.may_list_people or named
        if prepared.holds_names:
            assert re.search(WHAT_WITH_IT[prepared.language], words.casefold())
        for shown_elsewhere in (prepared.title, prepared.stem):
            assert not {NAME, LEADING, GROUP}.intersection(shown_elsewhere.split())
            assert GROUP not in shown_elsewhere


@EACH_LANGUAGE
def test_the_duty_to_report_is_said_without_a_name_unless_one_is_asked_for(
    desk: Desk, choice: HandoutChoice, language: str
) -> None:
    rules = handout_of(HandoutKind.RULES)
    said = {"en": "The facilitator of this group is", "es": "La persona que facilita este grupo"}

    bare = rules.prepared(desk, replace(choice, language=language), NOON)
    named = rules.prepared(desk, replace(choice, language=language, name_facilitators=True), NOON)

    assert said[language] in words_of(bare)
    assert LEADING not in words_of(bare)
    assert LEADING in words_of(named)
    assert [each.title for each in named.remarks] == [LEADING]
    assert named.holds_names


@pytest.mark.parametrize("name", ["bell", "🌊", "One", "May", "Ana (she) + Bo"])
def test_whatever_a_facilitator_is_called_naming_them_is_told(
    desk: Desk, choice: HandoutChoice, name: str
) -> None:
    for member, membership in desk.members.of_group(choice.group_id):
        if membership.role is Role.FACILITATOR:
            desk.members.save(replace(member, chosen_name=name))
    rules = handout_of(HandoutKind.RULES)

    named = rules.prepared(desk, replace(choice, name_facilitators=True), NOON)
    bare = rules.prepared(desk, choice, NOON)

    assert name in words_of(named) or name == "🌊"
    assert named.holds_names
    assert [each.title for each in named.remarks] == [name]
    assert not bare.holds_names


def test_what_is_typed_into_the_blanks_of_the_librarys_words_can_name_somebody(
    desk: Desk, choice: HandoutChoice
) -> None:
    limit = next(
        each for each in desk.limits.of_group(choice.group_id) if each.kind is LimitKind.OTHER
    )
    desk.limits.keep(replace(limit, applies=True, words=f"if {NAME} asks us to"))

    prepared = handout_of(HandoutKind.RULES).prepared(desk, choice, NOON)

    assert prepared.holds_names
    assert [(each.kind, each.title) for each in prepared.remarks] == [
        (RemarkKind.NAMES_PEOPLE, NAME)
    ]


def told_of(desk: Desk, choice: HandoutChoice, words: str) -> list[str]:
    """Whom the plan says that it names, where these are the group's own first words."""
    general = next(script for script in desk.scripts.all() if script.origin == "general")
    own = desk.scripts.latest(desk.scripts.duplicate(general.id, "Ours").id)
    version = desk.scripts.revise(
        replace(own, segments=(replace(own.segments[0], text=words, rules=()),))
    )
    plan = handout_of(HandoutKind.PLAN)
    prepared = plan.prepared(desk, replace(choice, version_id=version.id), NOON)
    assert prepared.holds_names == bool(prepared.remarks)
    return [each.title for each in prepared.remarks]


@pytest.mark.parametrize("name", ["June", "May", "April", "Tuesday"])
@pytest.mark.parametrize("words", ["{} brings the key.", "Ask {}.", "We begin in {}."])
def test_somebody_of_the_group_who_is_called_as_a_month_or_a_weekday_is_told_of(
    desk: Desk, choice: HandoutChoice, name: str, words: str
) -> None:
    desk.members.add_to_group(Member(chosen_name=name), choice.group_id)
    assert told_of(desk, choice, words.format(name)) == [name]


def test_somebody_of_the_group_is_told_of_by_a_first_name_that_is_a_month(
    desk: Desk, choice: HandoutChoice
) -> None:
    desk.members.add_to_group(Member(chosen_name="June Miller"), choice.group_id)
    assert told_of(desk, choice, "June brings the key.") == ["June Miller"]


@pytest.mark.parametrize(
    "words",
    [
        *("7 May", "the 7th of May", "May 7", "May 2026", "Monday, 3 May 2027"),
        *("Monday, 19:00", "Mondays at 7", "Monday 4 May, in the hall"),
    ],
)
def test_a_date_is_nobody_though_somebody_of_the_group_is_called_so(
    desk: Desk, choice: HandoutChoice, words: str
) -> None:
    for name in ("May", "Monday"):
        desk.members.add_to_group(Member(chosen_name=name), choice.group_id)
    assert told_of(desk, choice, f"We meet: {words}.") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        *(("We meet again in May.", []), ("Every Monday: tea.", []), ("Monday: tea.", [])),
        *(("Until June we read.", []), ("Ask May.", ["May"]), ("June has it.", ["June Miller"])),
    ],
)
def test_of_somebody_in_another_group_no_month_and_no_weekday_tells(
    desk: Desk, choice: HandoutChoice, words: str, told: list[str]
) -> None:
    for name in ("May", "Monday", "June Miller", "Monday Ojo"):
        desk.members.save(Member(chosen_name=name))
    assert told_of(desk, choice, words) == told


@pytest.mark.parametrize("name", ["Willa", "Willa Wing"])
def test_a_group_that_is_called_as_somebody_is_hides_nobody(
    desk: Desk, choice: HandoutChoice, name: str
) -> None:
    group = desk.groups.get(choice.group_id)
    desk.groups.save(replace(group, name="Willa"))
    desk.members.add_to_group(Member(chosen_name=name), choice.group_id)
    assert told_of(desk, choice, "Willa brings the key.") == [name]


@pytest.mark.parametrize("name", ["May", "Monday", "One", "Tuesday", "May Monday", "One Wing"])
def test_a_date_a_word_of_the_library_or_the_groups_own_name_names_nobody(
    desk: Desk, choice: HandoutChoice, name: str
) -> None:
    desk.members.add_to_group(Member(chosen_name=name), choice.group_id)
    in_may = datetime(2027, 5, 3, 12, 0)
    desk.sessions.plan(choice.group_id, in_may + timedelta(days=3))

    for handout in HANDOUTS:
        if not handout.may_list_people:
            prepared = handout.prepared(desk, replace(choice, session_id=None), in_may)
            assert not prepared.holds_names, handout.kind


@EACH_LANGUAGE
@pytest.mark.parametrize(
    "kind", [HandoutKind.RULES, HandoutKind.CARD, HandoutKind.TENT, HandoutKind.POSTER]
)
def test_each_piece_that_names_somebody_says_on_it_how_it_is_kept(
    desk: Desk, choice: HandoutChoice, kind: HandoutKind, language: str
) -> None:
    built_in = next(
        script
        for script in desk.scripts.all()
        if (script.origin, script.language) == ("general", language)
    )
    ours = desk.scripts.duplicate(built_in.id, "Ours")
    own = desk.scripts.latest(ours.id)
    first, *others = own.segments
    rule = replace(next(iter(own.rules)), text=f"{NAME} keeps the key.")
    bare = [replace(segment, rules=()) for segment in others]
    version = desk.scripts.revise(replace(own, segments=(replace(first, rules=(rule,)), *bare)))
    handout = handout_of(kind)

    for size in handout.print_sizes:
        wanted = replace(choice, version_id=version.id, print_size=size)
        prepared = handout.prepared(desk, wanted, NOON)
        pages = pages_of(prepared)

        assert prepared.holds_names
        for page in pages:
            kept = len(re.findall(WHAT_WITH_IT[language], page.casefold()))
            assert kept >= 1
            if kind in {HandoutKind.CARD, HandoutKind.TENT}:
                assert kept >= page.count(NAME)
