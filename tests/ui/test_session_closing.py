"""Closing a session: what is pointed out in the note, the debrief, safeguarding, the end."""

from datetime import datetime
from pathlib import Path

import pytest
from checks import StoppedClock, shown, surroundings, too_small, without_a_name
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member, Role
from peerdesk.domain.safeguarding import PersonTold
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.dialogs.gentle_words import GentleWordsDialog
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.steps import Step

AT = datetime(2026, 11, 22, 11, 0)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Tuesday", note_policy=NotePolicy.FULL))
    planned = desk.sessions.plan(group.id, AT)
    for name in ("Zoë", "Sam"):
        member = desk.members.save(Member(chosen_name=name))
        desk.members.join(
            member.id, group.id, role=Role.FACILITATOR if name == "Sam" else Role.MEMBER
        )
        desk.sessions.mark(planned.id, member.id, Presence.PRESENT)
    return desk.sessions.start(planned.id)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, session: Session, tmp_path: Path) -> SessionsPage:
    made = SessionsPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.show_session(session.id, Step.CLOSE)
    return made


def test_a_concern_leads_to_noting_what_was_passed_on(
    qtbot: QtBot, page: SessionsPage, desk: Desk, session: Session
) -> None:
    card = page.view.close_step.safeguarding
    card.begin_concern()
    card.pass_on_button.click()
    assert card.form.isVisible()  # nothing is noted yet that could have been passed on
    card.facts.setPlainText("Afraid to go home")
    zoe = next(each for each in desk.members.all() if each.chosen_name == "Zoë")
    for member_id, leads_to in ((0, "groups"), (zoe.id, "people")):
        card.who.setCurrentIndex(card.who.findData(member_id))
        page.autosave.touch()
        with qtbot.waitSignal(page.context.wishes.go) as gone:
            card.pass_on_button.click()
        (concern,) = desk.safeguarding.of_session(session.id)
        assert gone.args == [leads_to, f"concern:{concern.id}"]
        card.open_concern(concern.id)


def test_a_name_in_the_note_is_pointed_out_and_one_click_replaces_it(
    page: SessionsPage, desk: Desk, session: Session
) -> None:
    note = page.view.close_step.note
    note.editor.field.setPlainText("😀 Zoë was late. Zoë refused to sit.")
    note.nudges.look()
    rows = note.nudges.rows
    assert [row.words.text() for row in rows] == [
        "“Zoë” is a name from the roster.",
        "“refused” can be heard as a label or a verdict.",
    ]
    rows[0].mend.click()

    assert note.editor.text == "😀 somebody was late. somebody refused to sit."
    note.nudges.rows[0].mend.click()
    assert note.editor.text.endswith("somebody chose not to to sit.")
    assert note.nudges.nudges == ()
    note.editor.field.undo()
    assert note.editor.text.endswith("refused to sit.")
    page.flush()
    kept = desk.notes.of_session(session.id)
    assert kept is not None
    assert "Zoë" not in kept.text


def test_what_somebody_keeps_is_not_pointed_out_again(page: SessionsPage) -> None:
    note = page.view.close_step.note
    note.editor.field.setPlainText("Zoë laughed.")
    note.nudges.look()
    note.nudges.rows[0].keep.click()
    note.editor.field.appendPlainText("Zoë sang.")
    note.nudges.look()

    assert note.nudges.nudges == ()
    assert not note.nudges.isVisible()


def test_the_debrief_is_kept_as_typed(page: SessionsPage, desk: Desk, session: Session) -> None:
    form = page.view.close_step.debrief.form
    field = form.findChildren(type(page.view.close_step.safeguarding.facts))[0]
    field.setPlainText("a little tired")
    page.flush()

    assert desk.debriefs.of_session(session.id).how_was_i == "a little tired"


def test_a_concern_is_kept_with_its_first_word_and_opened_again(
    page: SessionsPage, desk: Desk, session: Session
) -> None:
    card = page.view.close_step.safeguarding
    card.new_button.click()
    page.flush()
    assert desk.safeguarding.of_session(session.id) == []
    card.begin_concern()
    card.facts.setPlainText("said: I am not safe at home")
    card.who.setCurrentIndex(card.who.findText("Zoë"))
    page.autosave.flush()
    card.done_button.click()

    (kept,) = desk.safeguarding.of_session(session.id)
    assert kept.facts == "said: I am not safe at home"
    assert kept.person_told is PersonTold.NOT_YET
    assert kept.member_id is not None
    card.open_concern(kept.id)
    assert card.facts.toPlainText() == kept.facts
    card.remove_button.click()
    assert desk.safeguarding.of_session(session.id) == []
    page.undo()
    assert len(desk.safeguarding.of_session(session.id)) == 1


def test_a_follow_up_says_who_looks_after_it(
    page: SessionsPage, desk: Desk, session: Session
) -> None:
    follow_ups = page.view.close_step.follow_ups
    assert [follow_ups.owner.itemText(place) for place in range(follow_ups.owner.count())] == [
        "Nobody in particular",
        "Sam",
        "Zoë",
    ]
    follow_ups.text.setText("ring the hall")
    follow_ups.owner.setCurrentIndex(1)
    follow_ups.add_button.click()

    assert any(label.text() == "Sam" for label in follow_ups.rows.findChildren(QLabel))


def test_one_click_backs_up_and_locks(
    qtbot: QtBot, page: SessionsPage, desk: Desk, session: Session
) -> None:
    page.view.close_session()
    with qtbot.waitSignal(page.context.wishes.lock):
        page.view.close_step.summary.back_up_and_lock.click()

    assert len(desk.backups.all()) == 1
    assert list(desk.vault.folder.backups.iterdir())


def test_a_backup_that_fails_is_explained_and_nothing_locks(
    qtbot: QtBot, page: SessionsPage, desk: Desk, session: Session
) -> None:
    page.view.close_session()
    folder = desk.vault.folder.backups
    folder.rmdir()
    folder.write_text("no folder")
    with qtbot.assertNotEmitted(page.context.wishes.lock):
        page.view.close_step.summary.back_up_and_lock.click()
        qtbot.waitUntil(lambda: bool(page.banner.text))

    assert "still open" in page.banner.text
    assert page.view.close_step.summary.back_up_and_lock.isEnabled()


def test_every_control_has_a_name_and_is_large_enough(page: SessionsPage) -> None:
    page.view.close_step.safeguarding.begin_concern()
    assert without_a_name(page) == []
    assert too_small(page) == []


def test_the_list_of_gentler_words_is_made_ones_own(
    qtbot: QtBot, page: SessionsPage, desk: Desk
) -> None:
    dialog = GentleWordsDialog(desk.gentle_words, page)
    qtbot.addWidget(dialog)
    dialog.language.setCurrentIndex(dialog.language.findData("en"))
    (line,) = (
        line
        for line in range(dialog.table.rowCount())
        if dialog.table.item(line, 0).text() == "lazy"
    )
    dialog.table.selectRow(line)
    assert dialog.instead.text() == "had little energy"
    dialog.instead.setText("was worn out")
    dialog.keep_button.click()
    assert desk.gentle_words.of("en")["lazy"] == "was worn out"
    dialog.leave_button.click()
    assert "lazy" not in desk.gentle_words.of("en")
    dialog.back_button.click()
    assert desk.gentle_words.of("en")["lazy"] == "had little energy"
    dialog.word.clear()
    dialog.keep_button.click()
    assert "Both are needed" in dialog.banner.text
    assert without_a_name(dialog) == []
