"""What left the group: noted on a page, withdrawn with a click, pointed out, never blocked."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from checks import MovingClock, one_piece_at_a_time, shown, surroundings, too_small, without_a_name
from pace import within
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.domain.names import LONGEST_NAME
from peerdesk.domain.releases import (
    Authority,
    InformationRelease,
    Part2,
    ReleaseConsent,
    Told,
)
from peerdesk.domain.safeguarding import PersonTold, SafeguardingConcern
from peerdesk.ui import naming
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.passing_on.consents import ConsentRow, ConsentsCard
from peerdesk.ui.passing_on.releases import ReleaseRow, ReleasesCard
from peerdesk.ui.reminders import reminders

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
NOW = datetime(2026, 11, 28, 20, 0)
TODAY = NOW.date()


@pytest.fixture
def zoe(desk: Desk) -> Member:
    group = desk.groups.save(Group(name="Tuesday", part2=Part2.YES))
    sam = desk.members.save(Member(chosen_name="Sam"))
    desk.members.join(sam.id, group.id, role=Role.FACILITATOR)
    member = desk.members.save(Member(chosen_name="Zoë"))
    desk.members.join(member.id, group.id, since=date(2026, 1, 5))
    return member


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path) -> PeoplePage:
    made = PeoplePage(surroundings(desk, tmp_path), MovingClock(NOW))
    shown(qtbot, made)
    made.open(f"passed:{zoe.id}")
    return made


def consents(page: PeoplePage) -> ConsentsCard:
    return page.passed_on.consents


def releases(page: PeoplePage) -> ReleasesCard:
    return page.passed_on.releases


def allowed(desk: Desk, zoe: Member, **values: object) -> ReleaseConsent:
    usual = {
        "member_id": zoe.id,
        "what": "That I come",
        "recipient": "Dr Lee",
        "purpose": "Housing",
        "given_on": date(2026, 9, 1),
        "expires_on": date(2027, 3, 1),
    }
    return desk.consents.keep(ReleaseConsent(**(usual | values)))  # type: ignore[arg-type] # as the record has them


def test_whoever_goes_on_to_another_person_waits_for_no_row_of_the_one_before(
    qtbot: QtBot, page: PeoplePage, desk: Desk, zoe: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_piece_at_a_time(monkeypatch)
    for number in range(40):
        allowed(desk, zoe, recipient=f"Dr {number}")
    other = desk.members.save(Member(chosen_name="Wren"))
    made: list[ConsentRow] = []
    card = consents(page)
    make = card.rows._make

    def counted() -> ConsentRow:
        made.append(make())
        return made[-1]

    monkeypatch.setattr(card.rows, "_make", counted)
    page.open(f"passed:{other.id}")
    page.open(f"passed:{zoe.id}")
    before = len(made)
    page.open(f"passed:{other.id}")
    assert len(made) == before < 40
    assert not card.rows.isVisible()


def words_of(page: PeoplePage | GroupsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def write(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def choose(card: ReleasesCard, field: str, value: object) -> None:
    combo = getattr(card.fields, field)
    place = combo.findData(value)
    assert place >= 0
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_a_consent_is_kept_as_typed_and_says_what_it_does_not_name_yet(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    card = consents(page)
    card.new_button.click()
    card.what.setPlainText("That I come on Tuesdays")
    page.autosave.flush()
    (kept,) = desk.consents.of_member(zoe.id)
    assert (kept.what, kept.given_on, kept.expires_on) == ("That I come on Tuesdays", TODAY, None)
    assert "Not named yet: to whom, what for, until when." in words_of(page)
    write(card.organisation, "Harbour Clinic")
    card.purpose.setPlainText("Housing")
    card.ends.setChecked(True)
    card.done_button.click()
    kept = desk.consents.get(kept.id)
    assert (kept.organisation, kept.missing) == ("Harbour Clinic", ())
    assert kept.expires_on == kept.usual_end
    assert "Not named yet" not in words_of(page)


def test_nothing_is_kept_of_one_that_stays_empty(page: PeoplePage, desk: Desk, zoe: Member) -> None:
    consents(page).new_button.click()
    consents(page).done_button.click()
    releases(page).new_button.click()
    choose(releases(page), "authority", Authority.EMERGENCY)
    releases(page).done_button.click()
    assert desk.consents.of_member(zoe.id) == []
    assert desk.releases.of_member(zoe.id) == []


def test_withdrawing_is_one_click_says_what_it_can_not_do_and_can_be_taken_back(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    consent = allowed(desk, zoe)
    desk.releases.keep(
        InformationRelease(
            member_id=zoe.id,
            consent_id=consent.id,
            released_on=date(2026, 10, 1),
            recipient="Dr Lee",
            authority=Authority.CONSENT,
        )
    )
    (row,) = consents(page).rows.rows
    assert isinstance(row, ConsentRow)
    row.withdraw.click()
    assert desk.consents.get(consent.id).withdrawn_on == TODAY
    assert "can't be called back" in page.banner.text
    assert "Withdrawn on 28 November 2026." in words_of(page)
    assert not row.withdraw.isVisible()
    page.undo()
    assert desk.consents.get(consent.id).withdrawn_on is None
    assert row.withdraw.isVisible()


def test_a_release_takes_over_from_its_consent_what_was_not_typed(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    consent = allowed(desk, zoe, manner="on_paper")
    page.refresh()
    card = releases(page)
    card.new_button.click()
    card.fields.what.setPlainText("How often she came")
    choose(card, "authority", Authority.CONSENT)
    choose(card, "consent", consent.id)
    choose(card, "told", Told.BEFORE)
    page.autosave.flush()
    (kept,) = desk.releases.of_member(zoe.id)
    assert (kept.what, kept.recipient, kept.purpose) == ("How often she came", "Dr Lee", "Housing")
    assert (kept.consent_id, kept.released_on) == (consent.id, TODAY)
    assert not card.remarks.isVisible()


def test_another_recipient_and_an_ended_consent_are_pointed_out_and_kept_all_the_same(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    consent = allowed(desk, zoe, expires_on=date(2026, 10, 1), manner="on_paper")
    page.refresh()
    card = releases(page)
    card.new_button.click()
    choose(card, "authority", Authority.CONSENT)
    choose(card, "consent", consent.id)
    write(card.fields.recipient, "Dr Moss")
    page.autosave.flush()
    pointed_out = "The consent had ended by then. The consent names somebody else to be told."
    assert pointed_out in words_of(page)
    card.done_button.click()
    assert pointed_out in words_of(page)
    assert [each.recipient for each in desk.releases.of_member(zoe.id)] == ["Dr Moss"]


def test_a_spoken_consent_is_pointed_out_where_part_2_holds(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    consent = allowed(desk, zoe)
    desk.releases.keep(
        InformationRelease(
            member_id=zoe.id,
            consent_id=consent.id,
            released_on=TODAY,
            recipient="Dr Lee",
            authority=Authority.CONSENT,
        )
    )
    assert "wants a consent in writing" in words_of(page)


def test_what_an_authority_has_no_use_for_is_not_asked(page: PeoplePage) -> None:
    card = releases(page)
    card.new_button.click()
    choose(card, "authority", Authority.CONSENT)
    assert card.fields.consent.isVisible()
    assert not card.fields.reference.isVisible()
    choose(card, "authority", Authority.COURT_ORDER)
    assert not card.fields.consent.isVisible()
    assert card.fields.reference.accessibleName() == "Which court and order"
    assert "A subpoena" in words_of(page)
    assert not card.fields.why_not.isVisible()
    choose(card, "told", Told.NO)
    assert card.fields.why_not.isVisible()


def test_a_name_that_is_too_long_is_explained_and_the_rest_is_saved(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    card = releases(page)
    card.new_button.click()
    card.fields.what.setPlainText("That she comes")
    write(card.fields.recipient, "x" * (LONGEST_NAME + 1))
    page.autosave.flush()
    assert str(LONGEST_NAME) in page.banner.text
    write(card.fields.recipient, "Dr Lee")
    page.autosave.flush()
    (kept,) = desk.releases.of_member(zoe.id)
    assert (kept.what, kept.recipient) == ("That she comes", "Dr Lee")


def test_removing_can_be_taken_back(page: PeoplePage, desk: Desk, zoe: Member) -> None:
    kept = desk.releases.keep(
        InformationRelease(member_id=zoe.id, released_on=TODAY, what="That she comes")
    )
    (row,) = releases(page).rows.rows
    assert isinstance(row, ReleaseRow)
    row.open.click()
    releases(page).remove_button.click()
    assert desk.releases.of_member(zoe.id) == []
    page.undo()
    assert [each.uid for each in desk.releases.of_member(zoe.id)] == [kept.uid]


def test_going_to_somebody_else_keeps_what_was_typed_and_puts_it_away(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    card = releases(page)
    card.new_button.click()
    card.fields.what.setPlainText("That she comes")
    sam = next(each for each in desk.members.all() if each.chosen_name == "Sam")
    page.open(sam.id)
    assert [each.what for each in desk.releases.of_member(zoe.id)] == ["That she comes"]
    assert desk.releases.of_member(sam.id) == []
    assert not card.editor.isVisible()


def test_while_names_are_masked_nothing_of_it_is_shown(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    allowed(desk, zoe, what="That Zoë comes")
    page.refresh()
    try:
        naming.mask(masked=True)
        page.naming_changed()
        assert "Dr Lee" not in words_of(page)
        assert not consents(page).new_button.isVisible()
    finally:
        naming.mask(masked=False)
    page.naming_changed()
    assert "Dr Lee" in words_of(page)


def test_every_control_has_a_name_and_is_large_enough(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    consent = allowed(desk, zoe)
    for card in (consents(page), releases(page)):
        card.new_button.click()
        assert without_a_name(page.passed_on) == []
        assert too_small(page.passed_on) == []
        card.done_button.click()
    assert desk.consents.of_member(zoe.id) == [consent]


def test_a_safeguarding_concern_leads_to_a_release_without_its_facts(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    concern = desk.safeguarding.keep(
        SafeguardingConcern(
            happened_at=datetime(2026, 11, 20, 21, 0),
            member_id=zoe.id,
            facts="She said that she is afraid at home",
            told="Duty officer, children's services",
            person_told=PersonTold.YES,
        )
    )
    page.open(f"concern:{concern.id}")
    card = releases(page)
    assert card.editor.isVisible()
    assert card.fields.recipient.text() == "Duty officer, children's services"
    assert card.fields.what.toPlainText() == ""
    assert desk.releases.of_member(zoe.id) == []
    card.fields.what.setPlainText("That a child may be in danger")
    page.autosave.flush()
    (kept,) = desk.releases.of_member(zoe.id)
    assert (kept.released_on, kept.told) == (date(2026, 11, 20), Told.BEFORE)
    assert kept.recipient == "Duty officer, children's services"
    stored = desk.connection.execute(
        "SELECT what || purpose || reference FROM information_releases"
    ).fetchone()
    assert "afraid" not in stored[0]


@pytest.fixture
def groups_page(qtbot: QtBot, desk: Desk, zoe: Member, tmp_path: Path) -> GroupsPage:
    assert zoe.id
    made = GroupsPage(surroundings(desk, tmp_path), MovingClock(NOW))
    shown(qtbot, made)
    made.open(f"passed:{desk.groups.all()[0].id}")
    return made


def test_what_left_about_a_whole_group_is_noted_on_its_page(
    groups_page: GroupsPage, desk: Desk
) -> None:
    group = desk.groups.all()[0]
    card = groups_page.limits.passed_on.releases
    card.new_button.click()
    assert card.fields.authority.findData(Authority.CONSENT) < 0
    assert not card.fields.told.isVisible()
    card.fields.what.setPlainText("How many came in May")
    choose(card, "authority", Authority.OTHER_LAW)
    groups_page.autosave.flush()
    (kept,) = desk.releases.of_group(group.id)
    assert (kept.member_id, kept.authority) == (None, Authority.OTHER_LAW)


def test_whether_part_2_holds_is_asked_of_each_group_and_unsure_at_first(
    groups_page: GroupsPage, desk: Desk
) -> None:
    assert Group(name="New").part2 is Part2.UNSURE
    part2 = groups_page.limits.passed_on.part2
    assert part2.currentData() == Part2.YES
    part2.setCurrentIndex(part2.findData(Part2.NO.value))
    groups_page.autosave.flush()
    assert desk.groups.all()[0].part2 is Part2.NO
    assert "Check this with your organisation." in words_of(groups_page)


def test_today_reminds_of_a_consent_that_ends_soon_and_leads_to_it(
    page: PeoplePage, desk: Desk, zoe: Member
) -> None:
    assert page.passed_on.isVisible()
    allowed(desk, zoe, expires_on=TODAY + timedelta(days=31))
    assert not [each for each in reminders(desk, NOW) if each.key == f"passed:{zoe.id}"]
    soon = allowed(desk, zoe, expires_on=TODAY + timedelta(days=30))
    (found,) = [each for each in reminders(desk, NOW) if each.key == f"passed:{zoe.id}"]
    assert found.text == "Within 30 days 1 consent ends. Ask whether they still want it: Zoë."
    assert found.page == "people"
    try:
        naming.mask(masked=True)
        (found,) = [each for each in reminders(desk, NOW) if each.key == f"passed:{zoe.id}"]
        assert "Zoë" not in found.text
    finally:
        naming.mask(masked=False)
    desk.consents.withdraw(soon, TODAY)
    assert not [each for each in reminders(desk, NOW) if each.key == f"passed:{zoe.id}"]


def test_asking_for_the_reminder_takes_a_millisecond_at_the_most(desk: Desk, zoe: Member) -> None:
    with desk.change(None):
        for number in range(2000):
            day = TODAY + timedelta(days=31 + number)
            allowed(desk, zoe, expires_on=day)

    within(0.001, lambda: desk.consents.ending_between(TODAY, TODAY + timedelta(days=30)))
