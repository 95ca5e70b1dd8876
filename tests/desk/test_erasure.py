"""Erasing a person: what goes, what stays as a count, and the proof in the decrypted file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.app import open_desk
from peerdesk.desk import traces
from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.erasure import ErasureProof
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.safeguarding import SafeguardingConcern
from peerdesk.domain.sessions import Presence
from peerdesk.errors import UserError
from peerdesk.ui.messages.erasing import short_in_words
from peerdesk.vault import pages as pages_module
from peerdesk.vault import stopping
from peerdesk.vault.cut_texts import CutSearch
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.page_cipher import PAGE_BYTES, PageCipher
from peerdesk.vault.pages import TextSearch, plain_pages

NAME, CONTACT = "Wilhelmina Quickthorn", "post office box 4711, ring twice"
NOTE = " ".join(f"Spoke about lighthouse {n} and the long winter." for n in range(60))
START = datetime(2026, 11, 2, 19, 0)


def filled(desk: Desk) -> tuple[Member, int]:
    """A member who came twice, was absent once, and has two notes and a draft."""
    group = desk.groups.save(Group(name="Harbour evening"))
    member = desk.members.save(
        Member(chosen_name=NAME, emergency_name="her sister Thomasina", emergency_reach="555 0123")
    )
    desk.contacts.save(
        SafeContact(
            member_id=member.id,
            channel=Channel.LETTER,
            value=CONTACT,
            may_be_said="ask for the gardener",
            caller="the seed merchant",
            safe_times="when the tide is out",
        )
    )
    desk.access.add(member.id, AccessKind.OTHER, "a chair by the harbour window")
    desk.member_follow_ups.add(member.id, "the timetable of the mail boat")
    desk.members.join(member.id, group.id)
    sessions = [desk.sessions.plan(group.id, START.replace(day=2 + 7 * week)) for week in range(3)]
    for session, presence in zip(
        sessions, (Presence.PRESENT, Presence.LATE, Presence.ABSENT), strict=True
    ):
        desk.sessions.mark(session.id, member.id, presence)
    desk.notes.keep_member_note(MemberNote(member_id=member.id, text=NOTE))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="tea with mint"))
    desk.notes.keep_statement(note.id, "rather camomile, always")
    desk.drafts.keep(NoteKind.MEMBER, note.id, "tea with mint and a word not kept")
    return member, sessions[0].id


def bytes_left(desk: Desk, *texts: str) -> list[str]:
    file = b"".join(plain_pages(desk.vault))
    return [text for text in texts if text.encode() in file]


def test_the_preview_says_in_numbers_what_goes_and_what_stays(desk: Desk) -> None:
    member, session_id = filled(desk)
    desk.groups.save(Group(name="Another"))
    desk.notes.keep_group_note(session_id, "wilhelmina quickthorn opened the round")
    seen = desk.erasures.preview(member.id)
    assert (seen.notes, seen.memberships, seen.came_to, seen.other_marks) == (2, 1, 2, 1)
    assert seen.named_in == (session_id,)


def test_a_name_inside_another_word_is_nobody_named(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour evening"))
    member = desk.members.save(Member(chosen_name="Ann"))
    session = desk.sessions.plan(group.id, START)
    desk.notes.keep_group_note(session.id, "the annual plan")
    assert desk.erasures.preview(member.id).named_in == ()


def test_before_the_erasure_the_file_holds_the_words_and_afterwards_none(desk: Desk) -> None:
    member, _ = filled(desk)
    words = (
        *(NAME, CONTACT, "lighthouse", "tea with mint", "a word not kept", "Thomasina"),
        *("the gardener", "seed merchant", "tide is out", "harbour window", "mail boat"),
        "rather camomile",
    )
    assert bytes_left(desk, *words) == list(words)
    erased = desk.erasures.erase(member.id)
    assert bytes_left(desk, *words) == []
    assert erased.record_uid == member.uid
    proof = traces.prove(desk.vault, erased.texts)
    assert proof.holds
    assert proof.elsewhere == 0
    assert proof.texts > 60
    assert proof.pages > 20


def test_sessions_keep_a_bare_count_of_who_came(desk: Desk) -> None:
    member, _ = filled(desk)
    desk.erasures.erase(member.id)
    kept = sorted(desk.sessions.recent(), key=lambda session: session.starts_at)
    assert [session.erased for session in kept] == [1, 1, 0]
    assert all(desk.sessions.attendance(session.id) == {} for session in kept)


def test_somebody_in_the_running_session_leaves_its_list(desk: Desk) -> None:
    member, session_id = filled(desk)
    desk.sessions.start(session_id)
    desk.erasures.erase(member.id)
    assert desk.sessions.attendance(session_id) == {}
    assert desk.sessions.get(session_id).erased == 1


def test_an_erasure_is_logged_without_a_name(desk: Desk) -> None:
    member, _ = filled(desk)
    desk.erasures.erase(member.id)
    entry = desk.log.latest(LogKind.ERASED)
    assert entry is not None
    assert (entry.subject, entry.count) == ("member", 1)


def test_no_journal_is_left_to_search(desk: Desk) -> None:
    """What a later one holds are pages as they are after the erasure, and those are searched."""
    member, _ = filled(desk)
    folder = desk.vault.folder.database.parent
    with desk.change(None):
        desk.members.save(replace(member, pronouns="they"))
        assert [path.name for path in folder.glob("*-journal")] == ["vault.db-journal"]

    desk.erasures.erase(member.id)

    assert list(folder.glob("*-journal")) == []


def test_a_namesake_is_told_as_standing_elsewhere(desk: Desk) -> None:
    member, _ = filled(desk)
    namesake = desk.members.save(Member(chosen_name=NAME))
    proof = traces.prove(desk.vault, desk.erasures.erase(member.id).texts)
    assert proof.holds
    assert proof.elsewhere == 1
    assert desk.members.get(namesake.id).chosen_name == NAME


def test_the_proof_sees_text_in_a_page_that_no_record_uses_and_has_it_removed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as if secure_delete had been off, as in a program that forgot it
    member, _ = filled(desk)
    desk.connection.execute("PRAGMA secure_delete = OFF")
    erased = desk.erasures.erase(member.id)
    assert bytes_left(desk, NAME, "lighthouse")
    searched = traces._searched
    found: list[int] = []

    def watched(*arguments: Any, **how: Any) -> ErasureProof:
        proof = searched(*arguments, **how)
        found.append(proof.left)
        return proof

    monkeypatch.setattr(traces, "_searched", watched)
    proof = traces.prove(desk.vault, erased.texts)
    assert found[0] > 0
    assert found[1] == 0
    assert proof.holds
    assert bytes_left(desk, NAME, CONTACT, "lighthouse") == []


def test_the_proof_sees_what_is_left_of_a_text_that_was_written_over_but_for_its_end(
    desk: Desk,
) -> None:
    beginning, end = "a lamp in the hall ", "hums like a brass kettle"
    member = desk.members.save(Member(chosen_name="Wren"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text=end))
    desk.connection.execute("PRAGMA secure_delete = OFF")
    desk.notes.remove_member_note(note)
    assert bytes_left(desk, beginning, end) == [end]

    proof = traces.prove(desk.vault, [beginning + end])

    assert proof.holds
    assert bytes_left(desk, end) == []


@pytest.mark.parametrize("text", ["Saltmarsh 7", "the blue door by the weir, ring twice"])
def test_the_proof_sees_a_short_text_that_the_border_of_a_page_cut(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    member = desk.members.save(Member(chosen_name="Wren"))
    for length in range(4560, 4720, 3):  # so much that the border comes within the text
        long = ("x" * 600 + text).ljust(length, "y")
        note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text=long))
        if not any(text.encode() in page for page in plain_pages(desk.vault)):
            break
        desk.notes.remove_member_note(note)
    desk.connection.execute("PRAGMA secure_delete = OFF")
    desk.notes.remove_member_note(note)
    assert not any(text.encode() in page for page in plain_pages(desk.vault)), "it is cut"

    found = seen_before_and_after(monkeypatch)
    assert traces.prove(desk.vault, [text]).holds
    assert found[0] > 0
    assert found[1:] == [0]


def seen_before_and_after(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much each search of the file finds."""
    searched, found = traces._searched, list[int]()

    def watched(*arguments: Any, **how: Any) -> ErasureProof:
        proof = searched(*arguments, **how)
        found.append(proof.left)
        return proof

    monkeypatch.setattr(traces, "_searched", watched)
    return found


@given(st.text(min_size=7, max_size=47), st.data())
def test_of_a_text_that_is_cut_anywhere_one_part_is_found(text: str, data: st.DataObject) -> None:
    whole = text.encode().replace(b"\0", b"0")
    cut = data.draw(st.integers(1, len(whole) - 1))
    search = CutSearch([whole], pages=50)
    for first in (b"z" * 40 + whole[:cut], b"z" * 40 + whole[:cut] + bytes((0, 0, 0, 9)) + b"zz"):
        further = bytes(4) + whole[cut:] + b"z" * 20
        parts = search.found_in(first) | search.found_in(further)
        assert parts
        assert all(part in whole and 2 * len(part) >= len(whole) for part in parts)


def test_a_part_of_a_text_in_the_midst_of_a_page_is_somebody_elses_word() -> None:
    search = CutSearch([b"Wilhelmina Quickthorn"], pages=50)
    for page in (
        b"Wilhelmina Quick is here",
        b"....at Mina Quickthorn's",
        b"..Wilhelmina Quickthorn",
        b"..Wilhelmina Quickth" + bytes((0, 0, 0, 51)),
    ):
        assert search.found_in(page) == set()


@pytest.mark.parametrize("stop", [False, True])
def test_what_is_typed_waits_while_the_file_is_written_anew_and_that_can_be_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, stop: bool
) -> None:
    member, _ = filled(desk)
    desk.connection.execute("PRAGMA secure_delete = OFF")
    erased = desk.erasures.erase(member.id)
    monkeypatch.setattr(stopping, "ENGINE_STEPS", 20)
    turns: list[bool] = []

    def cancelled() -> bool:
        turns.append(desk.vault.long_change.locked())
        return stop and turns[-1]

    if stop:
        with pytest.raises(UserError) as refused:
            traces.prove(desk.vault, erased.texts, cancelled=cancelled)
        assert refused.value.code is DeskTrouble.PROOF_STOPPED
        assert bytes_left(desk, NAME)
    else:
        assert traces.prove(desk.vault, erased.texts, cancelled=cancelled).holds
    assert any(turns)
    assert not desk.vault.long_change.locked()


@pytest.mark.parametrize("pages", [1, 2, pages_module.RUN - 1, pages_module.RUN + 3])
def test_pages_are_the_same_whether_decrypted_one_by_one_or_many_at_once(
    desk: Desk, pages: int
) -> None:
    group = desk.groups.save(Group(name="Harbour evening"))
    for number in range(pages // 2):
        session = desk.sessions.plan(group.id, START + timedelta(days=number))
        desk.notes.keep_group_note(session.id, f"{number} " + "the tide came in " * 400)
    cipher = PageCipher(desk.vault.subkeys.database)
    size = desk.vault.saved_size
    assert size > pages * PAGE_BYTES

    at_once = list(cipher.decrypted_run(desk.vault.saved_bytes(0, pages * PAGE_BYTES), 1))
    whole = list(plain_pages(desk.vault))

    one_by_one = [
        cipher.decrypted(desk.vault.saved_bytes(offset, PAGE_BYTES), offset // PAGE_BYTES + 1)
        for offset in range(0, size, PAGE_BYTES)
    ]
    assert whole == one_by_one
    assert at_once == one_by_one[:pages]


def test_a_word_that_tables_and_the_index_have_anyway_is_no_trace(desk: Desk) -> None:
    member = desk.members.save(
        Member(chosen_name="Wren", told_apart_by="marmalade", other_name="access_needs")
    )
    group = desk.groups.save(Group(name="Harbour evening"))
    session = desk.sessions.plan(group.id, START)
    # The index has it small, as the one who is erased had it, and no record has it so.
    desk.notes.keep_group_note(session.id, "MARMALADE for everybody")
    assert bytes_left(desk, "marmalade", "access_needs") == ["marmalade", "access_needs"]

    proof = traces.prove(desk.vault, desk.erasures.erase(member.id).texts)

    assert proof.holds
    assert proof.elsewhere == 2


def test_a_trace_in_the_letters_of_the_index_is_told_and_removed(desk: Desk) -> None:
    member = desk.members.save(Member(chosen_name="Wren", told_apart_by="marmalade"))
    group = desk.groups.save(Group(name="Harbour evening"))
    session = desk.sessions.plan(group.id, START)
    desk.notes.keep_group_note(session.id, "MARMALADE for everybody")
    desk.connection.execute("PRAGMA secure_delete = OFF")
    erased = desk.erasures.erase(member.id)

    proof = traces.prove(desk.vault, erased.texts)

    assert proof.holds
    before = b"".join(plain_pages(desk.vault)).count(b"marmalade")
    desk.connection.execute("VACUUM")
    assert b"".join(plain_pages(desk.vault)).count(b"marmalade") == before


def test_a_name_too_short_to_be_told_from_chance_is_said_and_not_looked_for(desk: Desk) -> None:
    member = desk.members.save(Member(chosen_name="Jo", other_name="Josephine"))

    proof = traces.prove(desk.vault, desk.erasures.erase(member.id).texts)

    assert (proof.texts, proof.short, proof.left) == (1, 1, 0)
    assert proof.holds
    assert "1 very short text was not looked for" in short_in_words(proof.short)


def test_a_namesake_hides_nothing_that_is_left(desk: Desk) -> None:
    search = TextSearch([b"Wilhelmina", b"Wilhelmina Quickthorn", b"Quickthorn, two kettles"])
    page = b"..Wilhelmina Quickthorn, two kettles.."
    assert len(search.found_in(page)) == 3
    assert TextSearch([b"Anna", b"Annabel Lee"]).found_in(b"xAnnabel Leex") == {
        b"Anna",
        b"Annabel Lee",
    }
    assert search.found_in(b"Wilhelm") == set()


@given(
    st.lists(st.binary(min_size=4, max_size=40), min_size=1, max_size=6),
    st.binary(max_size=60),
    st.binary(max_size=60),
)
def test_a_text_is_found_wherever_it_stands(
    texts: list[bytes], before: bytes, after: bytes
) -> None:
    search = TextSearch(texts)
    for text in texts:
        page = before + text + after
        assert search.found_in(page) == {each for each in texts if each in page}


def test_an_emoji_is_a_name_that_is_found_in_a_note(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour evening"))
    member = desk.members.save(Member(chosen_name="🌊"))
    session = desk.sessions.plan(group.id, START)
    desk.notes.keep_group_note(session.id, "🌊 opened the round")
    assert desk.erasures.preview(member.id).named_in == (session.id,)


def test_what_was_erased_is_known_again_when_a_backup_brings_it_back(desk: Desk) -> None:
    member, _ = filled(desk)
    desk.erasures.erase(member.id)
    assert [each.record_uid for each in desk.erasures.all()] == [member.uid]
    assert desk.erasures.back_again(desk.erasures.all()) == []
    desk.members.save(Member(chosen_name="Back again", uid=member.uid))
    (found,) = desk.erasures.back_again(desk.erasures.all())
    assert found.chosen_name == "Back again"


def test_nothing_comes_back_when_the_vault_is_opened_again(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    member, _ = filled(desk)
    desk.erasures.erase(member.id)
    desk.close()
    again = open_desk(vault_folder, passphrase)
    try:
        assert again.vault.findings == ()
        assert bytes_left(again, NAME, CONTACT) == []
        with pytest.raises(UserError) as refused:
            again.erasures.erase(member.id)
        assert refused.value.code is DeskTrouble.RECORD_GONE
    finally:
        again.close()


def test_erased_moments_are_utc(desk: Desk) -> None:
    member, _ = filled(desk)
    desk.erasures.erase(member.id)
    (erased,) = desk.erasures.all()
    assert erased.erased_at.tzinfo == UTC


def test_a_safeguarding_concern_stays_untied_and_the_preview_says_so(desk: Desk) -> None:
    member, session_id = filled(desk)
    concern = desk.safeguarding.keep(
        SafeguardingConcern(
            session_id=session_id, member_id=member.id, happened_at=START, facts="A bruise."
        )
    )
    assert desk.erasures.preview(member.id).concerns == 1
    desk.erasures.erase(member.id)
    kept = desk.safeguarding.get(concern.id)
    assert (kept.member_id, kept.facts) == (None, "A bruise.")
