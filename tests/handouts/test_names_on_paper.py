"""Safe paper: whoever is named on any handout is announced, and it says what becomes of it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pypdfium2
import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutOption
from peerdesk.domain.members import Member
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
        assert not prepared.holds_names or handout.may_hold_names
        if prepared.holds_names:
            assert re.search(WHAT_WITH_IT[prepared.language], words.casefold())
        for shown_elsewhere in (prepared.title, prepared.stem):
            assert NAME not in shown_elsewhere
            assert GROUP not in shown_elsewhere
