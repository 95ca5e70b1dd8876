"""Notes and the search over them."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerdesk.desk.desk import Desk
from peerdesk.desk.note_search import match_expression
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.excerpts import MATCH_BEGINS, MATCH_ENDS
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.sessions import Session
from peerdesk.errors import UserError

SYNTAX = [
    "AND", "OR", "NOT", "NEAR", "NEAR(", "*", "^", ":", "text:", "+", "-", "(", ")", "{", "}",
    '"', "'", "“", ",", ";", "%", "_", "\\", "\x00", "\ud800", "\u200d", "é", "e\u0301", "🌿",
    "👩\u200d👧", "שלום", "\u202e", "سلام", "a", "b", " ", "\n", "０", "\U0010ffff",
]  # fmt: skip


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Harbour", note_policy=NotePolicy.FULL))
    return desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))


@pytest.fixture
def member(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana"))


def found(desk: Desk, typed: str) -> list[str]:
    hits = desk.notes.search(typed)
    return [hit.excerpt.replace(MATCH_BEGINS, "[").replace(MATCH_ENDS, "]") for hit in hits]


@given(
    st.one_of(st.text(st.characters(codec=None)), st.lists(st.sampled_from(SYNTAX)).map("".join))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_can_be_typed_breaks_the_search(desk: Desk, typed: str) -> None:
    assert desk.notes.search(typed) == []


def test_each_character_of_the_engines_syntax_is_only_a_character(
    desk: Desk, session: Session
) -> None:
    desk.notes.keep_group_note(session.id, "a quiet evening")
    for mark in SYNTAX:
        for typed in (mark, f"quiet {mark}", f'"quiet {mark}', f"qui{mark}et", f"{mark}quiet"):
            assert len(desk.notes.search(typed)) <= 1, typed
    for mark in '*^:+-(){}"“,;%_\\':
        assert found(desk, f"quiet {mark}") in ([], ["a [quiet] evening"])
    assert found(desk, "quiet *") == found(desk, 'quiet "') == ["a [quiet] evening"]


FOUND = [
    ("Wir sprachen über Trauer", "uber", "Wir sprachen [über] Trauer"),
    ("Un café", "CAFE\u0301", "Un [café]"),
    ("Feeling 🌿 today", "🌿", "Feeling [🌿] today"),
    ("דיברנו על שלום", "שלום", "דיברנו על [שלום]"),
    ("تحدثنا عن السلام", "السلام", "تحدثنا عن [السلام]"),
    ("Spoke of grieving", "griev", "Spoke of [grieving]"),
    ("Вечер у реки", "вечер реки", "[Вечер] у [реки]"),
    ("about work and rest", '"work and"', "about [work and] rest"),
    ("about work and rest", "“work and”", "about [work and] rest"),
    ("the OR gate", "or", "the [OR] gate"),
]


def test_words_are_found_in_any_script(desk: Desk, session: Session) -> None:
    for text, typed, excerpt in FOUND:
        desk.notes.keep_group_note(session.id, text)
        assert found(desk, typed) == [excerpt]


def test_every_word_typed_must_be_there_and_a_phrase_in_its_order(
    desk: Desk, session: Session
) -> None:
    desk.notes.keep_group_note(session.id, "about work and rest")
    assert found(desk, "work sleep") == []
    assert found(desk, '"and work"') == []
    assert found(desk, "ork") == []


def test_typing_only_marks_finds_nothing_and_typing_nothing_shows_the_newest(
    desk: Desk, session: Session, member: Member
) -> None:
    desk.notes.keep_group_note(session.id, "first")
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text="second"))
    assert found(desk, "…!?") == []
    assert sorted(found(desk, "  ")) == ["first", "second"]
    assert match_expression("…!?") == ""


def test_a_hit_leads_to_where_it_belongs(desk: Desk, session: Session, member: Member) -> None:
    note = desk.notes.keep_member_note(
        MemberNote(member_id=member.id, session_id=session.id, text="Prefers the door seat")
    )
    (hit,) = desk.notes.search("door")
    assert (hit.kind, hit.note_id, hit.member_id, hit.session_id) == (
        NoteKind.MEMBER, note.id, member.id, session.id,
    )  # fmt: skip
    assert (hit.member_name, hit.group_name) == ("Ana", "Harbour")
    assert hit.happened_at == session.starts_at


def test_changed_and_removed_words_leave_the_search_at_once(
    desk: Desk, session: Session, member: Member
) -> None:
    desk.notes.keep_group_note(session.id, "orchard")
    desk.notes.keep_group_note(session.id, "meadow")
    assert found(desk, "orchard") == []
    assert found(desk, "meadow") == ["[meadow]"]
    assert desk.notes.keep_group_note(session.id, "  \n ") is None
    assert desk.notes.of_session(session.id) is None
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="heather"))
    desk.notes.remove_member_note(note)
    assert found(desk, "heather") == found(desk, "meadow") == []


def test_a_session_has_one_note(desk: Desk, session: Session) -> None:
    first = desk.notes.keep_group_note(session.id, "one")
    second = desk.notes.keep_group_note(session.id, "two\r\nlines")
    assert first is not None
    assert second is not None
    assert (second.id, second.text) == (first.id, "two\nlines")


def test_a_group_that_writes_nothing_down_keeps_no_note(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Quiet", note_policy=NotePolicy.CONTENT_FREE))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    with pytest.raises(UserError) as refused:
        desk.notes.keep_group_note(session.id, "Something")
    assert refused.value.code is DeskTrouble.NOTE_POLICY_CONTENT_FREE
    assert desk.notes.of_session(session.id) is None
    assert desk.notes.keep_group_note(session.id, "") is None


def test_a_members_notes_are_listed_newest_first(desk: Desk, member: Member) -> None:
    for text in ("one", "two", "three"):
        desk.notes.keep_member_note(MemberNote(member_id=member.id, text=text))
    assert [note.text for note in desk.notes.of_member(member.id)] == ["three", "two", "one"]


def test_their_own_words_stay_beside_the_note_whatever_becomes_of_it(desk: Desk) -> None:
    member = desk.members.save(Member(chosen_name="Zoë"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="She was late."))
    desk.drafts.keep(NoteKind.MEMBER, note.id, "She was late again.")
    stated = desk.notes.keep_statement(note.id, "The bus was late.\x00")
    assert stated.statement == "The bus was late."
    assert stated.stated_at is not None
    assert desk.drafts.text(NoteKind.MEMBER, note.id) == "She was late again."
    # as a row does that was filled before the words came
    desk.notes.keep_member_note(replace(note, text="She came at seven."))
    (kept,) = desk.notes.of_member(member.id)
    assert (kept.text, kept.statement) == ("She came at seven.", "The bus was late.")
    assert desk.notes.keep_statement(note.id, " ").stated_at is None


def test_their_own_words_come_back_with_a_note_that_was_deleted(desk: Desk) -> None:
    member = desk.members.save(Member(chosen_name="Zoë"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="She was late."))
    stated = desk.notes.keep_statement(note.id, "The bus was late.")
    desk.notes.remove_member_note(stated)
    desk.notes.keep_member_note(replace(stated, id=0))
    assert desk.notes.of_member(member.id)[0].statement == "The bus was late."


def test_of_very_many_notes_the_newest_are_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerdesk.desk.note_search.MOST_RANKED", 3)
    member = desk.members.save(Member(chosen_name="Zoë"))
    texts = ["tea tea tea", "tea", "a walk, then tea", "much later some tea"]
    for text in texts[:3]:
        desk.notes.keep_member_note(MemberNote(member_id=member.id, text=text))
    assert desk.notes.search("te")[0].excerpt.count(MATCH_BEGINS) == 3
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text=texts[3]))
    assert "much later" in desk.notes.search("te")[0].excerpt
    assert len(desk.notes.search("te", limit=2)) == 2
