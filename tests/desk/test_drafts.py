"""What is being typed outlives a crash, and goes when it became a note."""

from datetime import datetime

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.sessions import Session


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Harbour"))
    return desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))


def test_a_draft_is_kept_and_replaced(desk: Desk, session: Session) -> None:
    assert desk.drafts.text(NoteKind.GROUP, session.id) is None
    desk.drafts.keep(NoteKind.GROUP, session.id, "We sp")
    desk.drafts.keep(NoteKind.GROUP, session.id, "We spoke")
    assert desk.drafts.text(NoteKind.GROUP, session.id) == "We spoke"
    assert len(desk.drafts.all()) == 1


def test_drafts_of_two_kinds_are_apart(desk: Desk, session: Session) -> None:
    desk.drafts.keep(NoteKind.GROUP, session.id, "session")
    desk.drafts.keep(NoteKind.MEMBER, session.id, "person")
    assert desk.drafts.text(NoteKind.GROUP, session.id) == "session"
    assert desk.drafts.text(NoteKind.MEMBER, session.id) == "person"


def test_a_draft_is_not_logged(desk: Desk, session: Session) -> None:
    lines = len(desk.log.entries())
    desk.drafts.keep(NoteKind.GROUP, session.id, "We spoke")
    assert len(desk.log.entries()) == lines


def test_keeping_the_note_forgets_its_draft(desk: Desk, session: Session) -> None:
    desk.drafts.keep(NoteKind.GROUP, session.id, "We sp")
    desk.notes.keep_group_note(session.id, "We spoke")
    assert desk.drafts.all() == []


def test_a_draft_goes_with_its_note(desk: Desk) -> None:
    member = desk.members.save(Member(chosen_name="Ana"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="Said"))
    desk.drafts.keep(NoteKind.MEMBER, note.id, "Said that")
    desk.notes.remove_member_note(note)
    assert desk.drafts.all() == []
