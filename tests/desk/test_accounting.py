"""An accounting of what was given: of whom, of which days, without names of others."""

import csv
import io
import json
from datetime import date

import pytest

from peerdesk.desk.accounting import (
    ACCOUNTING_FILE,
    ACCOUNTING_TABLE,
    AccountingQuestion,
    accounting_for,
    json_of,
    table_of,
)
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.held import SOMEBODY
from peerdesk.domain.legal_texts import NOTICE, LegalTextKind
from peerdesk.domain.members import Member
from peerdesk.domain.releases import (
    Authority,
    InformationRelease,
    Part2,
    ReleaseConsent,
    Told,
)
from peerdesk.handouts.release_papers import form_for, note_for

SINCE, DAY, UNTIL = date(2023, 11, 28), date(2026, 11, 20), date(2026, 11, 28)


@pytest.fixture
def zoe(desk: Desk) -> Member:
    group = desk.groups.save(Group(name="Tuesday", part2=Part2.YES))
    zoe = desk.members.save(Member(chosen_name="Zoë"))
    desk.members.join(zoe.id, group.id, since=DAY)
    ben = desk.members.save(Member(chosen_name="Ben"))
    consent = desk.consents.keep(
        ReleaseConsent(member_id=zoe.id, what="That I come with Ben", recipient="Ben", given_on=DAY)
    )
    for day, told in ((SINCE, Told.BEFORE), (DAY, Told.BEFORE), (DAY, Told.NO)):
        desk.releases.keep(
            InformationRelease(
                member_id=zoe.id,
                consent_id=consent.id,
                given_by_id=ben.id,
                released_on=day,
                what="=That she comes with Ben",
                recipient="Ben",
                authority=Authority.CONSENT,
                told=told,
            )
        )
    desk.releases.keep(
        InformationRelease(group_id=group.id, released_on=DAY, what="How many came in May")
    )
    return zoe


def test_one_persons_has_no_other_name_but_to_whom_it_was_given(desk: Desk, zoe: Member) -> None:
    found = accounting_for(desk.vault, AccountingQuestion(zoe.id, SINCE, UNTIL))
    assert [each.release.released_on for each in found.releases] == [DAY, SINCE]
    assert found.left_out == 1
    for each in found.releases:
        assert each.release.what == f"=That she comes with {SOMEBODY}"
        assert each.release.recipient == "Ben"
        assert (each.about, each.given_by) == ("", "")
        assert each.consent is not None


def test_what_they_were_not_told_of_is_in_it_only_where_a_person_wants_that(
    desk: Desk, zoe: Member
) -> None:
    question = AccountingQuestion(zoe.id, SINCE, UNTIL, with_untold=True)
    assert len(accounting_for(desk.vault, question).releases) == 3


def test_days_outside_are_left_out(desk: Desk, zoe: Member) -> None:
    question = AccountingQuestion(zoe.id, date(2026, 1, 1), date(2026, 11, 19))
    assert accounting_for(desk.vault, question).releases == ()


def test_that_of_all_names_whom_and_by_whom_and_has_groups_as_well(desk: Desk, zoe: Member) -> None:
    assert zoe.id
    found = accounting_for(desk.vault, AccountingQuestion(None, SINCE, UNTIL))
    assert {(each.about, each.given_by) for each in found.releases} == {
        ("Zoë", "Ben"),
        ("Tuesday", ""),
    }
    assert len(found.releases) == 4


def test_the_files_for_programs_say_the_same_and_calculate_nothing(desk: Desk, zoe: Member) -> None:
    found = accounting_for(desk.vault, AccountingQuestion(zoe.id, SINCE, UNTIL))
    read = json.loads(json_of(found))
    assert [each["released_on"] for each in read["releases"]] == ["2026-11-20", "2023-11-28"]
    assert read["releases"][0]["consent_given_on"] == "2026-11-20"
    table = list(csv.DictReader(io.StringIO(table_of(found).decode("utf-8-sig"))))
    assert table[0]["what"] == f"'=That she comes with {SOMEBODY}"
    assert json_of(found).startswith(ACCOUNTING_FILE.beginnings[0])
    assert table_of(found).startswith(ACCOUNTING_TABLE.beginnings[0])


def test_the_paper_that_goes_along_masks_others_and_has_the_notice_of_the_day(
    desk: Desk, zoe: Member
) -> None:
    release = desk.releases.of_member(zoe.id)[0]
    note = note_for(desk, release, "en")
    assert note.release.what == f"=That she comes with {SOMEBODY}"
    assert note.consent is not None
    assert note.consent.what == f"That I come with {SOMEBODY}"
    assert (note.about, note.notice, note.notice_is_usual) == ("Zoë", NOTICE, True)
    desk.legal_texts.write(LegalTextKind.NOTICE, "Words of our lawyer.", DAY)
    note = note_for(desk, release, "en")
    assert (note.notice, note.notice_is_usual) == ("Words of our lawyer.", False)


def test_without_part_2_there_is_no_notice_on_any_paper(desk: Desk, zoe: Member) -> None:
    (group,) = desk.groups.all()
    desk.groups.save(Group(id=group.id, uid=group.uid, name="Tuesday", part2=Part2.NO))
    assert note_for(desk, desk.releases.of_member(zoe.id)[0], "en").notice == ""
    (consent,) = desk.consents.of_member(zoe.id)
    form = form_for(desk, consent, "en", UNTIL)
    assert form.notice == ""
    assert (form.name, form.recipient, form.until) == ("Zoë", "Ben", "")


def test_a_legal_text_has_its_day_and_the_words_of_the_law_come_back(desk: Desk) -> None:
    texts = desk.legal_texts
    assert texts.get(LegalTextKind.NOTICE).is_built_in
    texts.write(LegalTextKind.NOTICE, " Ours. ", DAY)
    ours = texts.get(LegalTextKind.NOTICE)
    assert (ours.wording, ours.written_on, ours.is_built_in) == ("Ours.", DAY, False)
    texts.write(LegalTextKind.NOTICE, "Ours.", UNTIL)
    assert texts.get(LegalTextKind.NOTICE).written_on == DAY
    for back in ("", NOTICE):
        texts.write(LegalTextKind.NOTICE, "Ours.", DAY)
        texts.write(LegalTextKind.NOTICE, back, UNTIL)
        assert texts.get(LegalTextKind.NOTICE).wording == NOTICE
        assert texts.get(LegalTextKind.NOTICE).is_built_in
