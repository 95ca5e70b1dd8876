"""What can be chosen in the handout window, and where it begins."""

from datetime import date, timedelta

import pytest
from checks import NOON

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import NO_GROUP, HandoutKind, HandoutOption
from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize
from peerdesk.handouts.handout import OFFICE_PAPERS, WALL_PAPERS, Handout
from peerdesk.handouts.listed import handout_of
from peerdesk.ui.dialogs.handout.choosing import Choosing
from peerdesk.ui.handing_out import HandoutRequest

RULES = handout_of(HandoutKind.RULES)
POSTER = Handout(
    kind=HandoutKind.POSTER,
    prepare=RULES.prepare,
    papers=WALL_PAPERS,
    print_sizes=(PrintSize.GIANT,),
    options=frozenset({HandoutOption.SCRIPT}),
)
SIGN_IN = Handout(
    kind=HandoutKind.SIGN_IN,
    prepare=RULES.prepare,
    options=frozenset({HandoutOption.SESSION, HandoutOption.ONE_SLIP_PER_PERSON}),
    may_list_people=True,
    needs_group=True,
)
ALL = (RULES, POSTER, SIGN_IN)


def begun(desk: Desk, request: HandoutRequest | None = None) -> Choosing:
    return Choosing(desk, ALL, request or HandoutRequest(), PaperSize.A4, NOON)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle"))


def test_it_begins_with_the_rules_for_nobody_in_particular(desk: Desk) -> None:
    choice = begun(desk).choice
    assert (choice.kind, choice.group_id, choice.paper) == (
        HandoutKind.RULES, NO_GROUP, PaperSize.A4,
    )  # fmt: skip


def test_only_what_the_handout_can_be_is_offered(desk: Desk, group: Group) -> None:
    choosing = begun(desk)
    choosing.set_kind(HandoutKind.POSTER)
    assert [offer.value for offer in choosing.papers()] == list(WALL_PAPERS)
    assert choosing.choice.paper is PaperSize.A3
    assert choosing.choice.print_size is PrintSize.GIANT
    assert not choosing.has(HandoutOption.SPACING)

    choosing.set_kind(HandoutKind.SIGN_IN)
    assert [offer.value for offer in choosing.papers()] == list(OFFICE_PAPERS)
    assert choosing.choice.paper is PaperSize.A4
    assert choosing.choice.print_size is PrintSize.STANDARD
    assert choosing.has(HandoutOption.ONE_SLIP_PER_PERSON)


def test_a_handout_that_needs_a_group_gets_one(desk: Desk, group: Group) -> None:
    choosing = begun(desk)
    assert [offer.value for offer in choosing.groups("nobody")] == [NO_GROUP, group.id]

    choosing.set_kind(HandoutKind.SIGN_IN)

    assert choosing.choice.group_id == group.id
    assert [offer.value for offer in choosing.groups("nobody")] == [group.id]


def test_an_archived_group_is_offered_where_it_is_the_one_that_is_shown(desk: Desk) -> None:
    away = desk.groups.save(Group(name="Closed last year", archived=True))

    choosing = begun(desk, HandoutRequest(group_id=away.id))

    assert [offer.words for offer in choosing.groups("nobody")] == ["nobody", "Closed last year"]


def test_a_group_begins_as_it_was_set_last(desk: Desk, group: Group) -> None:
    first = begun(desk, HandoutRequest(group_id=group.id, kind=HandoutKind.POSTER))
    first.set(paper=PaperSize.TABLOID, ink=Ink.GREY)
    desk.handout_choices.keep(first.choice)

    again = begun(desk, HandoutRequest(group_id=group.id))
    assert again.choice == first.choice

    other = begun(desk)
    assert other.choice.kind is HandoutKind.RULES
    other.set_kind(HandoutKind.POSTER)
    assert other.choice.ink is Ink.COLOUR
    other.set_group(group.id)
    assert (other.choice.paper, other.choice.ink) == (PaperSize.TABLOID, Ink.GREY)


def test_a_script_that_was_asked_for_comes_before_the_last_handout(
    desk: Desk, group: Group
) -> None:
    script = next(each for each in desk.scripts.all() if each.origin == "short_form")
    version = desk.scripts.latest(script.id)
    desk.agreements.take(group.id, version.id, date(2026, 5, 4))
    desk.handout_choices.keep(
        begun(desk, HandoutRequest(group_id=group.id, kind=HandoutKind.SIGN_IN)).choice
    )

    choosing = begun(desk, HandoutRequest(version_id=version.id))

    assert choosing.choice.kind is HandoutKind.RULES
    assert choosing.choice.group_id == group.id
    assert choosing.script_id == script.id


def test_the_words_of_a_script_keep_their_language_and_the_librarys_can_change(
    desk: Desk,
) -> None:
    choosing = begun(desk)
    assert [offer.value for offer in choosing.languages("own")] == [None, "en", "es"]

    choosing.set_script(choosing.scripts("{title}", "library")[1].value)
    assert choosing.languages("own") == []
    assert choosing.choice.version_id is not None
    choosing.set_script(None)
    assert choosing.choice.version_id is None


def test_versions_are_offered_newest_first(desk: Desk) -> None:
    script = desk.scripts.duplicate(desk.scripts.all()[0].id, "Ours")
    first = desk.scripts.latest(script.id)
    desk.scripts.mark_used(first.id)
    desk.scripts.revise(first)
    choosing = begun(desk, HandoutRequest(version_id=first.id))

    offered = [offer.words for offer in choosing.versions("Version {number}")]

    assert offered == [f"Version {number}" for number in range(len(offered), 0, -1)]


def test_the_sessions_of_the_group_are_offered_and_one_of_long_ago_that_is_shown(
    desk: Desk, group: Group
) -> None:
    long_ago = desk.sessions.plan(group.id, NOON - timedelta(days=700))
    for week in range(14):
        desk.sessions.plan(group.id, NOON - timedelta(weeks=week))
    cancelled = desk.sessions.plan(group.id, NOON + timedelta(weeks=1))
    desk.sessions.cancel(cancelled.id)

    shown = begun(desk, HandoutRequest(kind=HandoutKind.SIGN_IN, session_id=long_ago.id))
    offered = [offer.value for offer in shown.sessions("next")]

    assert shown.choice.group_id == group.id
    assert offered[0] is None
    assert long_ago.id in offered
    assert cancelled.id not in offered
    assert begun(desk).sessions("next") == []


def test_single_settings_change_the_choice(desk: Desk) -> None:
    choosing = begun(desk)
    choosing.set(spacing=LineSpacing.OPEN, print_size=PrintSize.GIANT, language="es")

    choice = choosing.choice
    assert (choice.spacing, choice.print_size, choice.language) == (
        LineSpacing.OPEN, PrintSize.GIANT, "es",
    )  # fmt: skip
    assert choosing.prepared().language == "es"


def test_naming_the_facilitators_is_decided_for_each_group_and_never_remembered(
    desk: Desk, group: Group
) -> None:
    other = desk.groups.save(Group(name="Harbour circle"))
    choosing = begun(desk, HandoutRequest(group_id=group.id))
    choosing.set(name_facilitators=True)
    assert choosing.choice.name_facilitators
    desk.handout_choices.keep(choosing.choice)

    choosing.set_group(other.id)
    assert not choosing.choice.name_facilitators
    choosing.set_group(group.id)
    assert not choosing.choice.name_facilitators
    assert not begun(desk, HandoutRequest(group_id=group.id)).choice.name_facilitators

    choosing.set(name_facilitators=True)
    choosing.set_kind(HandoutKind.POSTER)
    assert not choosing.choice.name_facilitators
