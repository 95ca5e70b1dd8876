"""How a handout was set last for a group, in a real vault."""

from dataclasses import replace

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import NO_GROUP, HandoutChoice, HandoutKind
from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle"))


def set_up(group_id: int, kind: HandoutKind = HandoutKind.CARD) -> HandoutChoice:
    return HandoutChoice(
        kind=kind,
        group_id=group_id,
        paper=PaperSize.LETTER,
        print_size=PrintSize.LARGE,
        spacing=LineSpacing.OPEN,
        ink=Ink.GREY,
        language="es",
        discreet=True,
        one_slip_per_person=False,
    )


def test_nothing_is_known_before_anything_was_set(desk: Desk, group: Group) -> None:
    assert desk.handout_choices.last(group.id) is None
    assert desk.handout_choices.of(NO_GROUP, HandoutKind.RULES) is None


@pytest.mark.parametrize("for_no_group", [False, True])
def test_everything_that_was_set_is_there_again(
    desk: Desk, group: Group, for_no_group: bool
) -> None:
    chosen = set_up(NO_GROUP if for_no_group else group.id)

    desk.handout_choices.keep(chosen)

    kept = desk.handout_choices.of(chosen.group_id, HandoutKind.CARD)
    assert kept is not None
    begun = HandoutChoice(kind=HandoutKind.CARD, group_id=chosen.group_id)
    assert kept.applied_to(begun) == chosen


def test_words_and_session_are_not_kept(desk: Desk, group: Group) -> None:
    desk.handout_choices.keep(replace(set_up(group.id), version_id=3, session_id=4))

    kept = desk.handout_choices.last(group.id)
    assert kept is not None
    again = kept.applied_to(HandoutChoice(kind=HandoutKind.RULES, session_id=9))
    assert (again.version_id, again.session_id) == (None, 9)


def test_each_handout_has_its_own_and_the_last_one_is_known(desk: Desk, group: Group) -> None:
    desk.handout_choices.keep(set_up(group.id, HandoutKind.POSTER))
    desk.handout_choices.keep(set_up(group.id, HandoutKind.CARD))
    desk.handout_choices.keep(replace(set_up(group.id, HandoutKind.POSTER), ink=Ink.COLOUR))

    last = desk.handout_choices.last(group.id)
    card = desk.handout_choices.of(group.id, HandoutKind.CARD)

    assert last is not None
    assert (last.kind, last.ink) == (HandoutKind.POSTER, Ink.COLOUR)
    assert card is not None
    assert card.ink is Ink.GREY


def test_what_is_kept_again_takes_the_place_of_the_former(desk: Desk, group: Group) -> None:
    for _ in range(3):
        desk.handout_choices.keep(set_up(group.id))
        desk.handout_choices.keep(set_up(NO_GROUP))

    (rows,) = desk.connection.execute("SELECT count(*) FROM handout_choices").fetchone()
    assert rows == 2


def test_it_goes_with_its_group_and_is_no_line_in_the_log(desk: Desk, group: Group) -> None:
    before = len(desk.log.entries())
    desk.handout_choices.keep(set_up(group.id))
    desk.handout_choices.keep(set_up(NO_GROUP))
    assert len(desk.log.entries()) == before

    desk.connection.execute("DELETE FROM groups WHERE id = ?", (group.id,))

    assert desk.handout_choices.last(group.id) is None
    assert desk.handout_choices.last(NO_GROUP) is not None
