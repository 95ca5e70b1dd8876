"""Looking through what is due: from Today, decided one by one or several at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from aged_vault import GONE, HERE, Aged, age
from checks import NOON, MovingClock, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.releases import InformationRelease, ReleaseConsent
from peerdesk.domain.retention import Asking, RetentionKind
from peerdesk.ui import naming
from peerdesk.ui.dialogs.erase_records import EraseRecordsDialog
from peerdesk.ui.dialogs.look_through import LookThroughDialog
from peerdesk.ui.dialogs.look_through.decide import A_DAY, DecideDialog
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.pages.today import TodayPage


@pytest.fixture
def aged(desk: Desk) -> Aged:
    return age(desk)


@pytest.fixture
def context(desk: Desk, aged: Aged, tmp_path: Path) -> PageContext:
    assert aged.old.id
    return replace(surroundings(desk, tmp_path), clock=MovingClock(NOON))


@pytest.fixture
def dialog(qtbot: QtBot, context: PageContext) -> Iterator[LookThroughDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    naming.use(context.desk.directory)
    made = LookThroughDialog(context, parent)
    made.show()
    found(qtbot, made)
    yield made
    naming.mask(masked=False)
    qtbot.waitUntil(lambda: not context.jobs.busy)


def found(qtbot: QtBot, dialog: LookThroughDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._context.jobs.busy)


def titles(dialog: LookThroughDialog) -> list[str]:
    return [entry.title for entry in dialog.list.entries]


def decide(dialog: LookThroughDialog, months: int, why: str) -> DecideDialog:
    asked = dialog.findChild(DecideDialog)
    asked.span.setCurrentIndex(asked.span.findData(months))
    asked.why.setText(why)
    asked.keep.click()
    found_by(dialog)
    return asked


def found_by(dialog: LookThroughDialog) -> None:
    while dialog._context.jobs.busy:
        QApplication.processEvents()


def test_today_says_in_one_quiet_card_what_is_due_and_leads_there(
    qtbot: QtBot, context: PageContext
) -> None:
    page = TodayPage(context)
    shown(qtbot, page)
    qtbot.waitUntil(page.keeping.isVisible)
    assert page.keeping.words.text() == (
        "Kept as long as your rules say: 2 people, 1 session's notes, "
        "1 safeguarding concern to look at again."
    )
    assert not any(name in label.text() for name in GONE for label in page.findChildren(QLabel))
    page.keeping.look.click()
    (opened,) = page.findChildren(LookThroughDialog)
    found(qtbot, opened)
    assert len(opened.list.entries) == 4
    opened.reject()
    page.desk.stop_listening(page.on_change)


def test_today_counts_again_only_where_something_was_saved(
    qtbot: QtBot, context: PageContext, desk: Desk, aged: Aged
) -> None:
    page = TodayPage(context)
    shown(qtbot, page)
    qtbot.waitUntil(page.keeping.isVisible)
    before = page.keeping._counted_at
    page.refresh()
    with qtbot.waitSignal(page.keeping._soon.timeout):
        pass
    assert page.keeping._counted_at is before
    assert not context.jobs.busy
    for member in aged.gone:
        desk.erasures.erase(member.id)
    desk.retention.set_months(RetentionKind.GROUP_NOTE, None)
    desk.retention.set_months(RetentionKind.CONCERN, None)
    qtbot.waitUntil(lambda: not page.keeping.isVisible())
    page.desk.stop_listening(page.on_change)
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_each_record_says_why_it_is_due_and_what_is_held(
    qtbot: QtBot, dialog: LookThroughDialog
) -> None:
    assert titles(dialog) == [
        *GONE,
        "Notes: Harbour evening, 18 September 2025",
        f"Safeguarding concern: {GONE[0]}",
    ]
    assert "Came last on 18 September 2025; due since 18 September 2026." in (
        dialog.detail.reason.text()
    )
    assert "1 person's page, 1 place in a group, 1 mark" in dialog.detail.held.text()
    assert "1 session still says how many came" in dialog.detail.held.text()
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_keys_alone_lead_through_the_list_to_a_decision(
    qtbot: QtBot, dialog: LookThroughDialog, desk: Desk
) -> None:
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    found(qtbot, dialog)
    assert dialog.detail.heading.text() == GONE[1]
    dialog.keep_button.setFocus()
    qtbot.keyClick(dialog.keep_button, Qt.Key.Key_Space)
    asked = dialog.findChild(DecideDialog)
    assert asked.why.hasFocus() or asked.why.isVisible()
    qtbot.keyClicks(asked.why, "comes back in spring")
    qtbot.keyClick(asked.why, Qt.Key.Key_Return)
    found(qtbot, dialog)
    assert GONE[1] not in titles(dialog)
    (kept,) = desk.retention.due(NOON.date(), Asking.KEPT)
    assert kept.decided is not None
    assert (kept.decided.why, kept.decided.review_on) == (
        "comes back in spring",
        date(2027, 11, 22),
    )
    assert desk.log.latest(LogKind.REVIEWED) is not None


def test_keeping_without_a_reason_is_asked_for_it_and_nothing_is_kept(
    dialog: LookThroughDialog, desk: Desk
) -> None:
    dialog.keep()
    asked = decide(dialog, 24, "  ")
    assert "needs a reason" in asked.banner.text
    assert desk.retention.due(NOON.date(), Asking.KEPT) == []
    asked.reject()


def test_several_are_decided_at_once_and_taken_back_as_one(
    qtbot: QtBot, dialog: LookThroughDialog, desk: Desk
) -> None:
    dialog.list.selectAll()
    assert dialog.count.text() == "4 of 4 records chosen"
    dialog.keep()
    decide(dialog, 6, "we look in summer")
    found(qtbot, dialog)
    assert dialog.nothing.text() == "Nothing is due. There is nothing to decide."
    assert "4 records stay. You are asked again on 22 May 2027." in dialog.banner.text
    dialog._take_back()
    found(qtbot, dialog)
    assert len(titles(dialog)) == 4
    assert desk.retention.due(NOON.date(), Asking.KEPT) == []


def test_what_was_decided_is_found_again_with_its_reason_and_can_come_sooner(
    qtbot: QtBot, dialog: LookThroughDialog, desk: Desk
) -> None:
    dialog.keep()
    decide(dialog, 24, "asked us to")
    dialog.asking.setCurrentIndex(dialog.asking.findData(Asking.KEPT.value))
    found(qtbot, dialog)
    assert titles(dialog) == [GONE[0]]
    assert "Why: asked us to" in dialog.detail.decided.text()
    dialog.sooner()
    asked = dialog.findChild(DecideDialog)
    assert not asked.why.isVisible()
    asked.span.setCurrentIndex(asked.span.findData(A_DAY))
    asked.day.setDate(asked.day.minimumDate())
    asked.keep.click()
    found(qtbot, dialog)
    (kept,) = desk.retention.due(NOON.date(), Asking.KEPT)
    assert kept.due_on == date(2026, 11, 23)


def test_one_kind_can_be_looked_at_alone(qtbot: QtBot, dialog: LookThroughDialog) -> None:
    place = dialog.kinds.findData(RetentionKind.PERSON.value)
    dialog.kinds.setCurrentIndex(place)
    dialog.kinds.activated.emit(place)
    found(qtbot, dialog)
    assert titles(dialog) == list(GONE)
    assert dialog.kinds.findData(RetentionKind.DEBRIEF.value) == -1


def test_a_release_about_a_group_and_a_consent_that_ended_are_looked_at_and_say_why(
    qtbot: QtBot, context: PageContext, desk: Desk, aged: Aged
) -> None:
    released = date(2023, 11, 1)
    desk.releases.keep(
        InformationRelease(group_id=aged.group.id, released_on=released, what="how many come")
    )
    desk.consents.keep(
        ReleaseConsent(
            member_id=aged.here.id, given_on=released, withdrawn_on=released, what="That I come"
        )
    )
    desk.retention.set_months(RetentionKind.CONSENT, 36)
    parent = QWidget()
    qtbot.addWidget(parent)
    naming.use(desk.directory)
    dialog = LookThroughDialog(context, parent)
    dialog.show()
    found(qtbot, dialog)

    listed = titles(dialog)
    about_group = listed.index("What was given to others: Harbour evening, 1 November 2023")
    about_person = listed.index(f"Consent, ended: {HERE}")
    for place, why, held in (
        (about_group, "Given to somebody on 1 November 2023; due since", "1 record of a release"),
        (about_person, "Ended, or used last, on 1 November 2023; due since", "1 consent to a"),
    ):
        dialog.list.choose(place)
        found(qtbot, dialog)
        assert why in dialog.detail.reason.text()
        assert held in dialog.detail.held.text()
    dialog.reject()
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_a_safeguarding_concern_is_kept_or_looked_at_and_never_erased_from_here(
    qtbot: QtBot, dialog: LookThroughDialog
) -> None:
    dialog.list.choose(3)
    found(qtbot, dialog)
    assert "never erased from here" in dialog.detail.held.text()
    dialog.erase()
    assert dialog.findChild(EraseRecordsDialog) is None
    assert "Safeguarding concerns are never erased from here" in dialog.banner.text


def test_masked_names_stay_masked(qtbot: QtBot, dialog: LookThroughDialog) -> None:
    naming.mask(masked=True)
    dialog._show_list()
    found(qtbot, dialog)
    said = "\n".join(
        [
            *titles(dialog),
            *(label.text() for label in dialog.findChildren(QLabel)),
        ]
    )
    assert not any(name.split()[0] in said for name in GONE)
    assert titles(dialog)[:2] == ["W. Q.", "B. O."]
