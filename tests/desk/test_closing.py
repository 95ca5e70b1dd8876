"""What is kept when a session closes, each apart: gentler words, debriefs, safeguarding, owners."""

from dataclasses import replace
from datetime import datetime

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.gentle_words import built_in
from peerdesk.domain.debriefs import Debrief
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.safeguarding import PersonTold, SafeguardingConcern
from peerdesk.domain.sessions import Presence, Session

AT = datetime(2026, 11, 24, 19, 0)


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Tuesday"))
    return desk.sessions.plan(group.id, AT)


@pytest.fixture
def zoe(desk: Desk, session: Session) -> Member:
    member = desk.members.save(Member(chosen_name="Zoë", other_name="Zoraida"))
    desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    return member


def test_a_vault_changes_the_lists_and_takes_its_changes_back(desk: Desk) -> None:
    lists = desk.gentle_words
    lists.keep("en", "Refused", "said no")
    lists.leave_out("en", "claimed")
    lists.keep("en", "grumpy", "had a hard day")

    words = lists.of("en")
    assert (words["Refused"], words["grumpy"]) == ("said no", "had a hard day")
    assert "refused" not in words
    assert "claimed" not in words
    before = lists.as_built_in("en")
    assert lists.of("en") == built_in("en")
    lists.bring_back(before)
    assert lists.of("en") == words


def test_all_lists_are_looked_in_at_once(desk: Desk) -> None:
    found = desk.gentle_words.all_of_them().found_in("He refused; se negó.")

    assert [nudge.instead for nudge in found] == ["chose not to", "prefirió no hacerlo"]


def test_the_names_around_a_session_are_those_of_its_people(
    desk: Desk, session: Session, zoe: Member
) -> None:
    desk.members.save(Member(chosen_name="Elsewhere"))

    known = desk.members.known_names_around(session.id)

    assert known.found_in("Zoraida and Elsewhere") == ("Zoraida",)
    assert zoe.chosen_name in known.found_in("Zoë came")


def test_a_debrief_is_kept_once_for_each_session_and_goes_with_its_last_word(
    desk: Desk, session: Session
) -> None:
    kept = desk.debriefs.keep(Debrief(session_id=session.id, how_was_i="tired"))
    kept = desk.debriefs.keep(replace(kept, went_well="the round"))

    assert desk.debriefs.of_session(session.id).went_well == "the round"
    desk.debriefs.keep(replace(kept, how_was_i="", went_well=" "))
    assert desk.debriefs.of_session(session.id).is_blank


def test_a_concern_outlives_the_person_and_comes_back_with_undo(
    desk: Desk, session: Session, zoe: Member
) -> None:
    kept = desk.safeguarding.keep(
        SafeguardingConcern(
            happened_at=AT,
            session_id=session.id,
            member_id=zoe.id,
            facts="said that…",
            person_told=PersonTold.YES,
        )
    )
    assert desk.safeguarding.of_member(zoe.id) == [kept]
    desk.safeguarding.remove(kept)
    assert desk.safeguarding.of_session(session.id) == []
    again = desk.safeguarding.bring_back(kept)
    assert again.uid == kept.uid

    desk.erasures.erase(zoe.id)

    assert desk.safeguarding.get(again.id).member_id is None
    assert desk.safeguarding.get(again.id).facts == "said that…"


def test_a_follow_up_has_somebody_who_looks_after_it_until_they_are_erased(
    desk: Desk, session: Session, zoe: Member
) -> None:
    kept = desk.follow_ups.add(session.id, "bring the key", owner_id=zoe.id)
    assert desk.follow_ups.of_session(session.id)[0].owner_id == zoe.id

    desk.erasures.erase(zoe.id)

    (after,) = desk.follow_ups.of_session(session.id)
    assert (after.uid, after.owner_id) == (kept.uid, None)
