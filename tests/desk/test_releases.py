"""Releases and consents in a real vault: kept, withdrawn, taken back, joined, erased, logged."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.traces import prove
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogGroup, LogKind, LogQuestion
from peerdesk.domain.members import Member
from peerdesk.domain.merging import Difference
from peerdesk.domain.names import LONGEST_NAME
from peerdesk.domain.releases import Authority, InformationRelease, Part2, ReleaseConsent, Told
from peerdesk.errors import UserError
from peerdesk.ui.messages.log import entry_in_words

TODAY = date(2026, 11, 28)
SECRET = "She sleeps in her car"


@pytest.fixture
def zoe(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Zoë"))


def allowed(desk: Desk, member: Member, **values: object) -> ReleaseConsent:
    usual = {
        "member_id": member.id,
        "what": SECRET,
        "recipient": "Dr Lee",
        "purpose": "To find her a room",
        "given_on": TODAY,
        "expires_on": TODAY + timedelta(days=20),
    }
    return desk.consents.keep(ReleaseConsent(**(usual | values)))  # type: ignore[arg-type] # as the record has them


def given(desk: Desk, member: Member, **values: object) -> InformationRelease:
    usual = {
        "member_id": member.id,
        "released_on": TODAY,
        "what": SECRET,
        "recipient": "Dr Lee",
        "authority": Authority.CONSENT,
    }
    return desk.releases.keep(InformationRelease(**(usual | values)))  # type: ignore[arg-type] # as above


def test_what_is_kept_comes_back_whole_and_tidied(desk: Desk, zoe: Member) -> None:
    consent = allowed(desk, zoe, recipient="  Dr   Lee ", expires_when=" when she has a flat ")
    kept = given(
        desk,
        zoe,
        consent_id=consent.id,
        given_by_id=zoe.id,
        told=Told.NO,
        not_told_because="It was not safe to.\n",
        reference=" file  7 ",
    )
    assert desk.consents.of_member(zoe.id) == [consent]
    assert (consent.recipient, consent.expires_when) == ("Dr Lee", "when she has a flat")
    assert desk.releases.of_member(zoe.id) == [kept]
    assert (kept.reference, kept.not_told_because) == ("file 7", "It was not safe to.")


def test_a_name_that_is_too_long_is_refused(desk: Desk, zoe: Member) -> None:
    with pytest.raises(UserError):
        given(desk, zoe, recipient="x" * (LONGEST_NAME + 1))


def test_a_release_is_about_a_member_or_a_group_and_never_both(desk: Desk, zoe: Member) -> None:
    group = desk.groups.save(Group(name="Harbour evening"))
    numbers = given(desk, zoe, member_id=None, group_id=group.id, what="How many came in May")
    assert desk.releases.of_group(group.id) == [numbers]
    assert desk.releases.of_member(zoe.id) == []
    for wrong in ({"group_id": group.id}, {"member_id": None}):
        with pytest.raises(Exception, match="CHECK"):
            given(desk, zoe, **wrong)


def test_withdrawing_keeps_what_was_given_and_can_be_taken_back(desk: Desk, zoe: Member) -> None:
    consent = allowed(desk, zoe)
    release = given(desk, zoe, consent_id=consent.id)
    withdrawn = desk.consents.withdraw(consent, TODAY)
    assert desk.consents.get(consent.id).withdrawn_on == TODAY
    assert desk.releases.under(consent.id) == [release]
    assert desk.consents.give_again(withdrawn).withdrawn_on is None


def test_removing_a_consent_and_undoing_it_keeps_what_points_to_it(desk: Desk, zoe: Member) -> None:
    consent = allowed(desk, zoe)
    release = given(desk, zoe, consent_id=consent.id)
    pointing = desk.consents.remove(consent)
    assert desk.releases.get(release.id).consent_id is None
    back = desk.consents.bring_back(consent, pointing)
    assert back.uid == consent.uid
    assert [each.id for each in desk.releases.under(back.id)] == [release.id]


def test_removing_a_release_can_be_taken_back(desk: Desk, zoe: Member) -> None:
    release = given(desk, zoe)
    desk.releases.remove(release)
    assert desk.releases.of_member(zoe.id) == []
    back = desk.releases.bring_back(release)
    assert (back.uid, back.what) == (release.uid, SECRET)


def test_consents_that_end_soon_are_found_unless_withdrawn_or_the_person_left(
    desk: Desk, zoe: Member
) -> None:
    soon = allowed(desk, zoe)
    allowed(desk, zoe, expires_on=TODAY + timedelta(days=31))
    allowed(desk, zoe, expires_on=TODAY - timedelta(days=1))
    allowed(desk, zoe, expires_on=None, expires_when="when she has a flat")
    desk.consents.withdraw(allowed(desk, zoe), TODAY)
    gone = desk.members.save(Member(chosen_name="Ben", left_on=TODAY))
    allowed(desk, gone)
    assert desk.consents.ending_between(TODAY, TODAY + timedelta(days=30)) == [soon]


def test_one_group_under_part_2_decides_even_after_the_person_left_it(
    desk: Desk, zoe: Member
) -> None:
    assert desk.releases.part2_of(zoe.id) is Part2.UNSURE
    plain = desk.groups.save(Group(name="Bread", part2=Part2.NO))
    desk.members.join(zoe.id, plain.id, since=TODAY)
    assert desk.releases.part2_of(zoe.id) is Part2.NO
    under = desk.groups.save(Group(name="Steps", part2=Part2.YES))
    desk.members.leave(desk.members.join(zoe.id, under.id, since=TODAY), TODAY)
    assert desk.releases.part2_of(zoe.id) is Part2.YES
    about = given(desk, zoe, member_id=None, group_id=plain.id)
    assert desk.releases.part2_of_release(about) is Part2.NO


def test_two_records_of_one_person_bring_both_their_releases_and_can_part_again(
    desk: Desk, zoe: Member
) -> None:
    twin = desk.members.save(Member(chosen_name="Zo"))
    mine, theirs = given(desk, zoe, given_by_id=twin.id), given(desk, twin)
    consent = allowed(desk, twin)

    def in_words(differences: tuple[Difference, ...]) -> str:
        return f"{len(differences)} differ"

    undo = desk.merges.merge(zoe.id, twin.id, in_words)
    assert {each.uid for each in desk.releases.of_member(zoe.id)} == {mine.uid, theirs.uid}
    assert desk.releases.get(mine.id).given_by_id == zoe.id
    assert [each.uid for each in desk.consents.of_member(zoe.id)] == [consent.uid]
    desk.merges.take_back(undo)
    assert [each.uid for each in desk.releases.of_member(twin.id)] == [theirs.uid]
    assert desk.releases.get(mine.id).given_by_id == twin.id
    assert desk.consents.of_member(zoe.id) == []


def test_erasing_counts_them_takes_them_all_and_says_what_may_have_to_be_kept(
    desk: Desk, zoe: Member
) -> None:
    group = desk.groups.save(Group(name="Steps", part2=Part2.YES))
    desk.members.join(zoe.id, group.id, since=TODAY)
    consent = allowed(desk, zoe)
    today = date.today()  # noqa: DTZ011 - three years are counted from the day it is
    given(desk, zoe, consent_id=consent.id, released_on=today)
    given(desk, zoe, released_on=today - timedelta(days=3 * 366 + 1))
    ben = desk.members.save(Member(chosen_name="Ben"))
    by_zoe = given(desk, ben, given_by_id=zoe.id)
    preview = desk.erasures.preview(zoe.id)
    assert (preview.releases, preview.consents, preview.to_account_for) == (2, 1, 1)
    erased = desk.erasures.erase(zoe.id)
    assert {SECRET, "Dr Lee", "To find her a room"} <= set(erased.texts)
    assert desk.releases.of_member(zoe.id) == []
    assert desk.consents.of_member(zoe.id) == []
    assert desk.releases.get(by_zoe.id).given_by_id is None


def test_no_word_of_a_release_or_a_consent_is_left_in_the_file(desk: Desk, zoe: Member) -> None:
    consent = allowed(desk, zoe, expires_when="when the swallows leave")
    given(desk, zoe, consent_id=consent.id, reference="county file 1217", purpose="A dry room")
    erased = desk.erasures.erase(zoe.id)
    proof = prove(desk.vault, erased.texts)
    assert {"when the swallows leave", "county file 1217", "A dry room"} <= set(erased.texts)
    assert (proof.left, proof.elsewhere) == (0, 0)


def test_nothing_has_to_be_accounted_for_where_part_2_does_not_hold(
    desk: Desk, zoe: Member
) -> None:
    group = desk.groups.save(Group(name="Bread", part2=Part2.NO))
    desk.members.join(zoe.id, group.id, since=TODAY)
    given(desk, zoe, released_on=date.today())  # noqa: DTZ011 - as above
    assert desk.erasures.preview(zoe.id).to_account_for == 0


def test_the_log_tells_that_and_never_what_or_to_whom(desk: Desk, zoe: Member) -> None:
    consent = allowed(desk, zoe)
    given(desk, zoe, consent_id=consent.id)
    desk.consents.withdraw(replace(consent, purpose="Another"), TODAY)
    lines = desk.log.entries(question=LogQuestion(group=LogGroup.RELEASES))
    assert [line.kind for line in lines] == [
        LogKind.CONSENT_WITHDRAWN,
        LogKind.RELEASE_RECORDED,
        LogKind.CONSENT_GIVEN,
    ]
    words = " ".join(map(entry_in_words, lines))
    assert "Noted that a consent was withdrawn" in words
    rows = desk.connection.execute("SELECT kind || subject || opened_by FROM log_entries")
    written = " ".join(row for (row,) in rows) + words
    assert not any(word in written for word in (SECRET, "Lee", "Zoë"))
