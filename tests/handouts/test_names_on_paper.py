"""Safe paper: whoever is named on any handout is announced, and it says what becomes of it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pypdfium2
import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind, HandoutOption, RemarkKind
from peerdesk.domain.members import Member, Role
from peerdesk.domain.scripts import SegmentKind
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.listed import HANDOUTS

NOON = datetime(2026, 11, 22, 12, 0)
NAME = "Zebedee"
GROUP = "Tuesday circle"
WHAT_WITH_IT = {"en": r"shred|destroy|keep it locked", "es": r"tritura|destruy|bajo llave"}


@pytest.fixture
def choice(desk: Desk) -> HandoutChoice:
    """A session of a group with somebody in it."""
    group = desk.groups.save(Group(name=GROUP))
    desk.members.add_to_group(Member(chosen_name=NAME), group.id)
    session = desk.sessions.plan(group.id, NOON + timedelta(hours=2))
    return HandoutChoice(kind=HANDOUTS[0].kind, group_id=group.id, session_id=session.id)


def words_of(prepared: Prepared) -> str:
    document = pypdfium2.PdfDocument(prepared.render())
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).split())


def test_a_name_in_the_groups_own_words_is_told_of_and_the_librarys_words_are_no_names(
    desk: Desk, choice: HandoutChoice
) -> None:
    general = next(script for script in desk.scripts.all() if script.origin == "general")
    ours = desk.scripts.duplicate(general.id, "Ours")
    leading = desk.members.save(Member(chosen_name="Ottoline"))
    desk.members.join(leading.id, choice.group_id, role=Role.FACILITATOR)
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
        assert [each.kind for each in bare.remarks] == [RemarkKind.NAMES_FACILITATORS]
        assert not bare.holds_names
        named = prepared_with(f"{NAME} keeps the key, and Willa the time.", handout)
        (told,) = (each for each in named.remarks if each.kind is RemarkKind.NAMES_PEOPLE)
        assert told.title == f"{NAME}, Willa"
        assert named.holds_names


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("handout", HANDOUTS, ids=lambda handout: handout.kind.value)
def test_a_name_on_paper_is_told_of_and_says_how_it_is_destroyed(
    desk: Desk, choice: HandoutChoice, handout: Handout, language: str
) -> None:
    both = {True, False} if HandoutOption.ONE_SLIP_PER_PERSON in handout.options else {True}
    for one_slip in both:
        wanted = replace(choice, language=language, one_slip_per_person=one_slip)
        prepared = handout.prepared(desk, wanted, NOON)
        words = words_of(prepared)

        assert prepared.holds_names is (NAME in words)
        assert not prepared.holds_names or handout.may_list_people
        if prepared.holds_names:
            assert re.search(WHAT_WITH_IT[prepared.language], words.casefold())
        for shown_elsewhere in (prepared.title, prepared.stem):
            assert NAME not in shown_elsewhere
            assert GROUP not in shown_elsewhere
