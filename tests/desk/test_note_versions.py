"""What a note said before: kept when it stood for a while, compared, removed for good."""

from datetime import datetime, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.comparison import Fate, compare_texts
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import GroupNote, MemberNote, NoteKind


def grow_old(desk: Desk, table: str, note_id: int) -> None:
    """Let a note have stood for an hour."""
    select = f"SELECT updated_at FROM {table} WHERE id = ?"  # noqa: S608 - a name from this file
    (moment,) = desk.connection.execute(select, (note_id,)).fetchone()
    older = datetime.fromisoformat(moment) - timedelta(hours=1)
    update = f"UPDATE {table} SET updated_at = ? WHERE id = ?"  # noqa: S608 - as above
    desk.connection.execute(update, (older.isoformat(), note_id))


@pytest.fixture
def note(desk: Desk) -> GroupNote:
    group = desk.groups.save(Group(name="Tuesday"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 19, 0))
    kept = desk.notes.keep_group_note(session.id, "We spoke about sleep.")
    assert kept is not None
    return kept


def former(desk: Desk, note: GroupNote) -> list[str]:
    return [each.text for each in desk.note_versions.of(NoteKind.GROUP, note.id)]


def test_words_that_stood_for_a_while_are_kept_when_others_take_their_place(
    desk: Desk, note: GroupNote
) -> None:
    grow_old(desk, "group_notes", note.id)

    desk.notes.keep_group_note(note.session_id, "We spoke about work.")

    assert former(desk, note) == ["We spoke about sleep."]


def test_typing_is_no_version(desk: Desk, note: GroupNote) -> None:
    desk.notes.keep_group_note(note.session_id, "We spoke about sleep and")
    desk.notes.keep_group_note(note.session_id, "We spoke about sleep and work.")

    assert former(desk, note) == []


def test_the_same_words_again_are_no_version(desk: Desk, note: GroupNote) -> None:
    grow_old(desk, "group_notes", note.id)

    desk.notes.keep_group_note(note.session_id, "We spoke about sleep.")

    assert former(desk, note) == []


def test_former_words_go_with_the_note_and_can_be_removed_alone(
    desk: Desk, note: GroupNote
) -> None:
    for text in ("Second.", "Third."):
        grow_old(desk, "group_notes", note.id)
        desk.notes.keep_group_note(note.session_id, text)
    newest, oldest = desk.note_versions.of(NoteKind.GROUP, note.id)

    desk.note_versions.remove(NoteKind.GROUP, (oldest,))

    assert former(desk, note) == [newest.text]
    desk.notes.keep_group_note(note.session_id, "")
    assert former(desk, note) == []


def test_an_erased_person_leaves_no_former_words(desk: Desk) -> None:
    member = desk.members.save(Member(chosen_name="Wilhelmina"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="Xylophone lessons."))
    grow_old(desk, "member_notes", note.id)
    desk.notes.keep_member_note(MemberNote(id=note.id, member_id=member.id, text="Other words."))
    assert [each.text for each in desk.note_versions.of(NoteKind.MEMBER, note.id)] == [
        "Xylophone lessons."
    ]

    erased = desk.erasures.erase(member.id)

    assert "Xylophone lessons." in erased.texts
    assert desk.note_versions.of(NoteKind.MEMBER, note.id) == []


def test_two_texts_are_compared_word_by_word() -> None:
    passages = compare_texts("We spoke about sleep.\nAnd tea.", "We spoke about work.\nAnd tea.")

    assert [(piece.fate, piece.words) for piece in passages[0].pieces] == [
        (Fate.SAME, "We spoke about"),
        (Fate.REMOVED, "sleep."),
        (Fate.ADDED, "work."),
    ]
    assert not passages[1].changed
