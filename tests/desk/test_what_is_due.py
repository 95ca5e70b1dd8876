"""What is due by the rules of a vault, and what people decide about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.due import QUERIES
from peerdesk.desk.retention import LATER, SOONER
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.debriefs import Debrief
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member, Role
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.releases import InformationRelease, Part2, ReleaseConsent
from peerdesk.domain.retention import Asking, Due, RetentionKind
from peerdesk.domain.safeguarding import SafeguardingConcern
from peerdesk.domain.sessions import Presence, Session
from peerdesk.errors import UserError

TODAY = date(2026, 11, 28)
LONG_AGO = datetime(2025, 11, 4, 19, 0)
LATELY = datetime(2026, 11, 3, 19, 0)


def group_of(desk: Desk, name: str = "Harbour evening") -> Group:
    return desk.groups.save(Group(name=name, note_policy=NotePolicy.FULL))


def person(desk: Desk, name: str, *groups: Group, added: date = date(2024, 1, 5)) -> Member:
    member = desk.members.save(Member(chosen_name=name))
    moment = datetime(added.year, added.month, added.day, 12, tzinfo=UTC).isoformat()
    with desk.change(None):
        desk.connection.execute(
            "UPDATE members SET created_at = ? WHERE id = ?", (moment, member.id)
        )
    for group in groups:
        desk.members.join(member.id, group.id)
    return member


def met(desk: Desk, group: Group, moment: datetime, *people: Member) -> Session:
    session = desk.sessions.plan(group.id, moment)
    for member in people:
        desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    return session


def due(desk: Desk, today: date = TODAY, asking: Asking = Asking.DUE) -> list[Due]:
    return desk.retention.due(today, asking)


def people_due(desk: Desk, today: date = TODAY) -> set[int | None]:
    return {each.member_id for each in due(desk, today) if each.kind is RetentionKind.PERSON}


def desk_day() -> date:
    """Today, by which the desk says when something was done."""
    return datetime.now(UTC).date()


def test_every_kind_can_be_asked_for() -> None:
    assert set(QUERIES) == set(RetentionKind)


def test_people_are_due_twelve_months_after_they_came_last(desk: Desk) -> None:
    group = group_of(desk)
    gone, here = person(desk, "Wren", group), person(desk, "Kit", group)
    met(desk, group, LONG_AGO, gone, here)
    met(desk, group, LATELY, here)
    (wren,) = (each for each in due(desk) if each.kind is RetentionKind.PERSON)
    assert (wren.member_id, wren.counted_from, wren.due_on, wren.never_came) == (
        gone.id,
        date(2025, 11, 4),
        date(2026, 11, 4),
        False,
    )
    assert people_due(desk, date(2026, 11, 3)) == set()


def test_who_never_came_counts_from_the_day_on_which_they_were_added(desk: Desk) -> None:
    group = group_of(desk)
    waiting = person(desk, "Wren", group, added=date(2025, 11, 20))
    session = desk.sessions.plan(group.id, LATELY)
    desk.sessions.mark(session.id, waiting.id, Presence.APOLOGIES)
    assert people_due(desk, date(2026, 11, 19)) == set()
    (found,) = due(desk, date(2026, 11, 20))
    assert found.never_came


def test_the_longest_rule_of_somebodys_groups_holds_and_a_group_without_end_holds_for_ever(
    desk: Desk,
) -> None:
    short, long, endless = (group_of(desk, name) for name in ("Short", "Long", "Endless"))
    desk.retention.set_months(RetentionKind.PERSON, 6)
    desk.retention.set_months(RetentionKind.PERSON, 36, long.id)
    desk.retention.set_months(RetentionKind.PERSON, None, endless.id)
    one = person(desk, "Wren", short)
    both = person(desk, "Kit", short, long)
    kept = person(desk, "Ash", short, endless)
    met(desk, short, LONG_AGO, one, both, kept)
    assert people_due(desk) == {one.id}
    assert people_due(desk, date(2028, 11, 4)) == {one.id, both.id}
    desk.retention.follow_the_vault(RetentionKind.PERSON, long.id)
    assert people_due(desk) == {one.id, both.id}


def test_whoever_leads_a_group_now_is_not_due_by_never_being_ticked(desk: Desk) -> None:
    group = group_of(desk)
    leading = person(desk, "Robin")
    membership = desk.members.join(leading.id, group.id, role=Role.FACILITATOR)
    assert people_due(desk) == set()
    desk.members.leave(membership, TODAY)
    assert people_due(desk) == {leading.id}


def test_coming_back_resets_the_time_and_an_earlier_day(desk: Desk) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    met(desk, group, LATELY, wren)
    (soon,) = due(desk, date(2027, 9, 1), Asking.SOON)
    desk.retention.decide([soon], date(2026, 12, 5), TODAY)
    assert people_due(desk, date(2026, 12, 5)) == {wren.id}
    met(desk, group, datetime(2026, 12, 1, 19, 0), wren)
    assert people_due(desk, date(2026, 12, 5)) == set()
    assert people_due(desk, date(2027, 12, 1)) == {wren.id}


def test_keeping_needs_a_reason_and_asks_again_on_its_day(desk: Desk) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    met(desk, group, LONG_AGO, wren)
    (found,) = due(desk)
    with pytest.raises(UserError) as refused:
        desk.retention.decide([found], date(2027, 5, 1), TODAY)
    assert refused.value.code is DeskTrouble.REVIEW_WITHOUT_WHY
    with pytest.raises(UserError) as passed:
        desk.retention.decide([found], TODAY, TODAY, "comes back in spring")
    assert passed.value.code is DeskTrouble.REVIEW_DAY_PASSED
    desk.retention.decide([found], date(2027, 5, 1), TODAY, " comes back\nin spring ")
    assert due(desk) == []
    (kept,) = due(desk, asking=Asking.KEPT)
    assert kept.decided is not None
    assert kept.decided.why == "comes back in spring"
    assert people_due(desk, date(2027, 5, 1)) == {wren.id}


def test_a_decision_is_logged_without_a_word_of_it_and_can_be_taken_back(desk: Desk) -> None:
    group = group_of(desk)
    wren, kit = person(desk, "Wren", group), person(desk, "Kit", group)
    met(desk, group, LONG_AGO, wren, kit)
    found = due(desk)
    before = desk.retention.decide(found, date(2027, 5, 1), TODAY, "on a long journey")
    entry = desk.log.latest(LogKind.REVIEWED)
    assert entry is not None
    assert (entry.subject, entry.count) == (LATER, 2)
    desk.retention.take_back(found, before)
    assert people_due(desk) == {wren.id, kit.id}
    (again, _) = due(desk)
    desk.retention.decide([again], date(2027, 5, 1), TODAY, "first")
    (kept,) = due(desk, asking=Asking.KEPT)
    undo = desk.retention.decide([kept], date(2027, 1, 1), TODAY)
    latest = desk.log.latest(LogKind.REVIEWED)
    assert latest is not None
    assert latest.subject == SOONER
    desk.retention.take_back([kept], undo)
    (kept,) = due(desk, asking=Asking.KEPT)
    assert kept.decided is not None
    assert (kept.decided.why, kept.due_on) == ("first", date(2027, 5, 1))


def test_what_is_written_about_sessions_is_due_by_the_rule_of_their_group(desk: Desk) -> None:
    first, second = group_of(desk), group_of(desk, "Lanterns")
    desk.retention.set_months(RetentionKind.DEBRIEF, 24, second.id)
    sessions = [met(desk, group, LONG_AGO) for group in (first, second)]
    for session in sessions:
        desk.notes.keep_group_note(session.id, "we sang")
        desk.debriefs.keep(Debrief(session_id=session.id, how_was_i="tired"))
        done = desk.follow_ups.add(session.id, "bring the key")
        desk.follow_ups.set_done(done, done=True)
        desk.follow_ups.add(session.id, "still to do")
    found = {(each.kind, each.record_id) for each in due(desk)}
    assert found == {
        (RetentionKind.GROUP_NOTE, sessions[0].id),
        (RetentionKind.GROUP_NOTE, sessions[1].id),
        (RetentionKind.DEBRIEF, sessions[0].id),
    }
    later = {each.kind for each in due(desk, desk_day() + timedelta(days=400))}
    assert RetentionKind.FOLLOW_UP in later, "a year after it was done, not after it was promised"


def test_notes_about_people_and_who_came_are_due_only_where_a_rule_says_so(desk: Desk) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    old = met(desk, group, LONG_AGO, wren)
    met(desk, group, LATELY, wren)
    note = desk.notes.keep_member_note(
        MemberNote(member_id=wren.id, session_id=old.id, text="likes tea")
    )
    assert due(desk) == []
    desk.retention.set_months(RetentionKind.MEMBER_NOTE, 12)
    desk.retention.set_months(RetentionKind.ATTENDANCE, 12)
    assert {each.key for each in due(desk)} == {
        (RetentionKind.MEMBER_NOTE, note.id),
        (RetentionKind.ATTENDANCE, old.id),
    }
    assert desk.retention.counts(TODAY) == {
        RetentionKind.MEMBER_NOTE: 1,
        RetentionKind.ATTENDANCE: 1,
    }


def test_what_goes_with_somebody_who_is_due_is_not_listed_beside_them(desk: Desk) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    old = met(desk, group, LONG_AGO, wren)
    desk.notes.keep_member_note(MemberNote(member_id=wren.id, session_id=old.id, text="tea"))
    desk.retention.set_months(RetentionKind.MEMBER_NOTE, 6)
    assert [each.kind for each in due(desk)] == [RetentionKind.PERSON]
    assert desk.retention.counts(TODAY) == {RetentionKind.PERSON: 1}


def test_a_safeguarding_concern_is_looked_at_again_and_stays(desk: Desk) -> None:
    group = group_of(desk)
    session = met(desk, group, LONG_AGO)
    concern = desk.safeguarding.keep(
        SafeguardingConcern(happened_at=LONG_AGO, session_id=session.id, facts="said that")
    )
    (found,) = due(desk)
    assert found.key == (RetentionKind.CONCERN, concern.id)
    desk.retention.decide([found], date(2028, 1, 1), TODAY, "the case is open")
    assert due(desk) == []
    desk.safeguarding.remove(concern)
    assert desk.retention.decided_about(RetentionKind.CONCERN, concern.id) is None


def test_a_reason_goes_with_the_words_that_it_is_about(desk: Desk) -> None:
    group = group_of(desk)
    session = met(desk, group, LONG_AGO)
    desk.notes.keep_group_note(session.id, "we sang")
    (found,) = due(desk)
    desk.retention.decide([found], date(2028, 1, 1), TODAY, "for the anniversary")
    assert desk.retention.decided_about(RetentionKind.GROUP_NOTE, session.id) is not None
    desk.notes.keep_group_note(session.id, "")
    assert desk.retention.decided_about(RetentionKind.GROUP_NOTE, session.id) is None


def test_a_running_session_is_never_due(desk: Desk) -> None:
    group = group_of(desk)
    session = met(desk, group, LONG_AGO)
    desk.notes.keep_group_note(session.id, "we sang")
    desk.sessions.start(session.id)
    assert due(desk) == []


def test_a_rule_has_to_be_a_time_that_makes_sense(desk: Desk) -> None:
    for months, code in ((0, DeskTrouble.KEPT_TOO_SHORTLY), (601, DeskTrouble.KEPT_TOO_LONG)):
        with pytest.raises(UserError) as refused:
            desk.retention.set_months(RetentionKind.PERSON, months)
        assert refused.value.code is code
    assert desk.retention.book().rules == ()


def test_a_rule_of_a_newer_peerdesk_is_passed_by(desk: Desk) -> None:
    desk.retention.set_months(RetentionKind.PERSON, 6)
    with desk.change(None):
        desk.connection.execute("UPDATE retention_rules SET kind = 'dream'")
    assert desk.retention.book().rules == ()


def test_joining_two_records_keeps_the_later_day(desk: Desk) -> None:
    group = group_of(desk)
    kept, other = person(desk, "Wren", group), person(desk, "Wrenn", group)
    met(desk, group, LONG_AGO, kept, other)
    by_id = {each.member_id: each for each in due(desk)}
    desk.retention.decide([by_id[kept.id]], date(2027, 1, 1), TODAY, "short")
    desk.retention.decide([by_id[other.id]], date(2029, 1, 1), TODAY, "long")
    undo = desk.merges.merge(kept.id, other.id, lambda _differences: "both names")
    decided = desk.retention.decided_about(RetentionKind.PERSON, kept.id)
    assert decided is not None
    assert (decided.review_on, decided.why) == (date(2029, 1, 1), "long")
    desk.merges.take_back(undo)
    assert {each.due_on for each in due(desk, asking=Asking.KEPT)} == {
        date(2027, 1, 1),
        date(2029, 1, 1),
    }


def test_the_list_and_the_counts_agree(desk: Desk) -> None:
    group = group_of(desk)
    people = [person(desk, name, group) for name in ("Wren", "Kit", "Ash")]
    session = met(desk, group, LONG_AGO, *people)
    desk.notes.keep_group_note(session.id, "we sang")
    counted = desk.retention.counts(TODAY)
    assert sum(counted.values()) == len(due(desk)) == 4
    desk.members.save(replace(people[0], pronouns="they/them"))
    assert desk.retention.counts(TODAY) == counted


def released(desk: Desk, member: Member, day: date) -> None:
    desk.releases.keep(
        InformationRelease(member_id=member.id, released_on=day, what="dates", recipient="a court")
    )


@pytest.mark.parametrize(("part2", "is_due"), [("yes", False), ("unsure", False), ("no", True)])
def test_whoever_was_released_about_under_part_2_stays_for_three_years(
    desk: Desk, part2: str, is_due: bool
) -> None:
    group = desk.groups.save(replace(group_of(desk), part2=Part2(part2)))
    wren = person(desk, "Wren", group)
    met(desk, group, LONG_AGO, wren)
    released(desk, wren, date(2025, 11, 1))
    assert (people_due(desk) == {wren.id}) is is_due
    assert people_due(desk, date(2028, 11, 2)) == {wren.id}


def test_records_of_releases_have_a_rule_of_three_years_or_more(desk: Desk) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    met(desk, group, LATELY, wren)
    released(desk, wren, date(2020, 1, 1))
    assert due(desk) == []
    with pytest.raises(UserError) as refused:
        desk.retention.set_months(RetentionKind.RELEASE, 24)
    assert refused.value.code is DeskTrouble.KEPT_TOO_SHORTLY
    desk.retention.set_months(RetentionKind.RELEASE, 36)
    (found,) = due(desk)
    assert (found.kind, found.due_on) == (RetentionKind.RELEASE, date(2023, 1, 1))
    released(desk, wren, date(2026, 1, 1))
    assert due(desk) == []


def consent(desk: Desk, member: Member, **values: object) -> ReleaseConsent:
    usual = {"member_id": member.id, "what": "That I come", "given_on": date(2020, 1, 1)}
    return desk.consents.keep(ReleaseConsent(**(usual | values)))  # type: ignore[arg-type] # as the record has them


@pytest.mark.parametrize(
    ("ends", "counted_from"),
    [
        ({}, None),
        ({"expires_when": "when I have a flat"}, None),
        ({"expires_on": date(2030, 1, 1)}, None),
        ({"expires_on": date(2021, 5, 1)}, date(2021, 5, 1)),
        ({"withdrawn_on": date(2021, 5, 1)}, date(2021, 5, 1)),
        ({"withdrawn_on": date(2021, 4, 1), "expires_on": date(2021, 5, 1)}, date(2021, 4, 1)),
        ({"withdrawn_on": date(2021, 6, 1), "expires_on": date(2021, 5, 1)}, date(2021, 5, 1)),
        ({"withdrawn_on": date(2024, 1, 1)}, None),
    ],
)
def test_a_consent_is_due_three_years_after_it_ended(
    desk: Desk, ends: dict[str, object], counted_from: date | None
) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    met(desk, group, LATELY, wren)
    kept = consent(desk, wren, **ends)
    assert due(desk) == []
    desk.retention.set_months(RetentionKind.CONSENT, 36)

    found = due(desk)

    assert [(each.record_id, each.member_id, each.counted_from) for each in found] == (
        [] if counted_from is None else [(kept.id, wren.id, counted_from)]
    )


def test_a_consent_outlives_what_was_given_under_it_and_goes_with_its_person(desk: Desk) -> None:
    group = desk.groups.save(replace(group_of(desk), part2=Part2.NO))
    wren = person(desk, "Wren", group)
    met(desk, group, LATELY, wren)
    desk.retention.set_months(RetentionKind.CONSENT, 36)
    kept = consent(desk, wren, withdrawn_on=date(2020, 6, 1))
    (found,) = due(desk)
    assert found.due_on == date(2023, 6, 1)
    desk.releases.keep(
        InformationRelease(
            member_id=wren.id, consent_id=kept.id, released_on=date(2024, 2, 1), what="dates"
        )
    )
    assert due(desk) == []
    assert [each.kind for each in due(desk, date(2027, 2, 1))] == [RetentionKind.CONSENT]
    assert [each.kind for each in due(desk, date(2028, 1, 1))] == [RetentionKind.PERSON]
    assert desk.retention.counts(date(2028, 1, 1)) == {RetentionKind.PERSON: 1}


def test_a_release_about_a_group_is_due_by_itself_after_three_years(desk: Desk) -> None:
    group = group_of(desk)
    old, new = (
        desk.releases.keep(
            InformationRelease(group_id=group.id, released_on=day, what="how many come")
        )
        for day in (date(2023, 11, 28), date(2023, 11, 29))
    )
    (found,) = due(desk)
    assert (found.key, found.group_id, found.day) == (
        (RetentionKind.GROUP_RELEASE, old.id),
        group.id,
        date(2023, 11, 28),
    )
    with pytest.raises(UserError) as refused:
        desk.retention.set_months(RetentionKind.GROUP_RELEASE, 35, group.id)
    assert refused.value.code is DeskTrouble.KEPT_TOO_SHORTLY
    desk.retention.set_months(RetentionKind.GROUP_RELEASE, None, group.id)
    assert due(desk) == []
    desk.retention.follow_the_vault(RetentionKind.GROUP_RELEASE, group.id)
    assert {each.record_id for each in due(desk, TODAY + timedelta(days=1))} == {old.id, new.id}


def test_a_decision_about_a_release_or_a_consent_holds_and_goes_with_it(desk: Desk) -> None:
    group = group_of(desk)
    wren = person(desk, "Wren", group)
    met(desk, group, LATELY, wren)
    desk.retention.set_months(RetentionKind.CONSENT, 36)
    kept = consent(desk, wren, withdrawn_on=date(2021, 6, 1))
    release = desk.releases.keep(
        InformationRelease(group_id=group.id, released_on=date(2021, 6, 1), what="how many come")
    )
    found = due(desk)
    assert len(found) == 2

    before = desk.retention.decide(found, date(2027, 6, 1), TODAY, "The insurer asks for it")

    assert due(desk) == []
    assert {each.key for each in due(desk, asking=Asking.KEPT)} == {
        (RetentionKind.CONSENT, kept.id),
        (RetentionKind.GROUP_RELEASE, release.id),
    }
    decided = desk.retention.decided_about(RetentionKind.CONSENT, kept.id)
    assert decided is not None
    assert (decided.record_id, decided.why) == (kept.id, "The insurer asks for it")
    assert {each.key for each in due(desk, date(2027, 6, 1))} >= {each.key for each in found}
    desk.releases.remove(release)
    assert desk.retention.decided_about(RetentionKind.GROUP_RELEASE, release.id) is None
    desk.retention.take_back(found[:1], before)
    assert desk.retention.decided_about(found[0].kind, found[0].record_id) is None
