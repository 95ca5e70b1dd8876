"""Single records out of a backup: added by uid, never over what is there, and undoable."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from peerdesk.backup.make import export
from peerdesk.backup.opened import opened_database
from peerdesk.desk.bulk_erasure import erase_many
from peerdesk.desk.desk import Desk
from peerdesk.desk.restoring import legacy_of
from peerdesk.desk.taking import Source, take, take_back
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.releases import InformationRelease, ReleaseConsent
from peerdesk.domain.retention import RetentionKind
from peerdesk.domain.sessions import Presence
from peerdesk.domain.taking import InVault, Takeable, TakeKind
from peerdesk.errors import UserError, VaultError
from peerdesk.vault.troubles import VaultTrouble

START = datetime(2026, 11, 2, 19, 0)


@pytest.fixture
def member(desk: Desk) -> Member:
    """In a group, at one session with a group note, with a note of their own."""
    group = desk.groups.save(Group(name="Harbour evening"))
    kept = desk.members.save(Member(chosen_name="Wilhelmina"))
    desk.members.join(kept.id, group.id)
    session = desk.sessions.plan(group.id, START)
    desk.sessions.mark(session.id, kept.id, Presence.PRESENT)
    desk.notes.keep_group_note(session.id, "About the winter.")
    desk.notes.keep_member_note(MemberNote(member_id=kept.id, text="Likes the window seat."))
    return kept


@contextmanager
def backed_up(desk: Desk, folder: Path, passphrase: str) -> Iterator[Source]:
    target = folder / "kept.peerdesk-backup"
    if not target.exists():
        export(desk.vault, target)
    with opened_database(target, passphrase) as opened:
        yield Source(opened.connection)


def chosen(source: Source, desk: Desk, *kinds: TakeKind) -> list[Takeable]:
    return [record for record in source.records(desk.connection) if record.kind in kinds]


def dump(desk: Desk) -> list[tuple[object, ...]]:
    tables = ("groups", "members", "memberships", "sessions", "agenda_items", "attendances")
    notes = ("group_notes", "member_notes", "template_items", "follow_ups")
    return [
        (table, *row)
        for table in (*tables, *notes)
        for row in desk.connection.execute(f"SELECT * FROM {table} ORDER BY uid")  # noqa: S608 - constants
    ]


@pytest.mark.usefixtures("member")
def test_everything_is_listed_with_its_standing(
    desk: Desk, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        assert {record.kind for record in source.records(desk.connection)} == set(TakeKind)
        assert {record.standing for record in source.records(desk.connection)} == {InVault.SAME}


def test_a_note_that_was_removed_comes_back(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        (note,) = desk.notes.of_member(member.id)
        desk.notes.remove_member_note(note)
        (missing,) = chosen(source, desk, TakeKind.MEMBER_NOTE)
        assert missing.standing is InVault.MISSING
        report = take(desk, source, [missing])
    assert (report.taken, report.along, report.skipped) == (1, 0, 0)
    assert [each.text for each in desk.notes.of_member(member.id)] == ["Likes the window seat."]
    assert [hit.member_name for hit in desk.notes.search("window")] == ["Wilhelmina"]
    entry = desk.log.latest(LogKind.TAKEN_FROM_BACKUP)
    assert entry is not None


def test_a_note_that_reads_otherwise_now_is_added_beside_it(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        (note,) = desk.notes.of_member(member.id)
        desk.notes.keep_member_note(MemberNote(**_fields(note, text="Moved to the door.")))
        (different,) = chosen(source, desk, TakeKind.MEMBER_NOTE)
        assert different.standing is InVault.DIFFERENT
        take(desk, source, [different])
        texts = {each.text for each in desk.notes.of_member(member.id)}
        assert texts == {"Moved to the door.", "Likes the window seat."}
        assert take(desk, source, [different]).taken == 0


@pytest.mark.usefixtures("member")
def test_a_group_note_goes_below_the_words_that_are_there_and_can_be_taken_back(
    desk: Desk, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        (session,) = desk.sessions.recent()
        desk.notes.keep_group_note(session.id, "Only this now.")
        report = take(desk, source, chosen(source, desk, TakeKind.GROUP_NOTE))
        note = desk.notes.of_session(session.id)
        assert note is not None
        assert note.text == "Only this now.\n\nAbout the winter."
        take_back(desk, report.undo)
        put_back = desk.notes.of_session(session.id)
        assert put_back is not None
        assert put_back.text == "Only this now."


def test_a_session_comes_with_its_group_and_plan_and_the_marks_of_people_who_are_here(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.connection.execute("DELETE FROM groups")
        (session,) = chosen(source, desk, TakeKind.SESSION)
        report = take(desk, source, [session])
        (kept,) = desk.sessions.recent()
        assert desk.groups.get(kept.group_id).name == "Harbour evening"
        assert desk.sessions.agenda(kept.id)
        assert desk.sessions.attendance(kept.id) == {member.id: Presence.PRESENT}
        assert report.taken == 1
        assert report.along >= 2
        take_back(desk, report.undo)
        assert desk.groups.all() == []


@pytest.mark.usefixtures("member")
def test_a_group_comes_with_where_it_turns_in_a_crisis(
    desk: Desk, tmp_path: Path, passphrase: str
) -> None:
    (group,) = desk.groups.all()
    faro = CrisisResource(group_id=group.id, name="Faro", reach="123")
    (listed,) = desk.crisis_resources.arrange(group.id, (faro,))
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.connection.execute("DELETE FROM groups")
        take(desk, source, chosen(source, desk, TakeKind.SESSION))
        (back,) = desk.crisis_resources.of_group(desk.groups.all()[0].id)
        assert (back.uid, back.line) == (listed.uid, "Faro: 123")


@pytest.mark.usefixtures("member")
def test_taking_twice_is_taking_once(desk: Desk, tmp_path: Path, passphrase: str) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.connection.execute("DELETE FROM groups")
        desk.connection.execute("DELETE FROM members")
        first = take(desk, source, source.records(desk.connection))
        once = dump(desk)
        second = take(desk, source, source.records(desk.connection))
        assert first.taken == 4
        assert second.taken == 0
        assert dump(desk) == once


def test_what_was_written_since_is_not_lost_by_taking_back(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.connection.execute("DELETE FROM members")
        report = take(desk, source, chosen(source, desk, TakeKind.MEMBER))
    (back,) = desk.members.all()
    assert back.uid == member.uid
    desk.notes.keep_member_note(MemberNote(member_id=back.id, text="Written since."))
    with pytest.raises(UserError) as refused:
        take_back(desk, report.undo)
    assert refused.value.code is DeskTrouble.CHANGED_SINCE
    assert [note.text for note in desk.notes.of_member(back.id)] == ["Written since."]


def test_names_of_columns_in_a_file_from_elsewhere_are_never_run(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    evil = "x) VALUES ((SELECT name FROM vault)) --"
    with backed_up(desk, tmp_path, passphrase) as source:
        source.connection.execute(f'ALTER TABLE members ADD COLUMN "{evil}" TEXT')
        desk.connection.execute("DELETE FROM members")
        assert take(desk, source, chosen(source, desk, TakeKind.MEMBER)).taken == 1
    assert [each.uid for each in desk.members.all()] == [member.uid]


def test_somebody_comes_back_with_the_ways_to_reach_them_and_what_they_need(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    way = desk.contacts.save(
        SafeContact(member_id=member.id, channel=Channel.PHONE, value="555 0100")
    )
    desk.access.add(member.id, AccessKind.STEP_FREE)
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.connection.execute("DELETE FROM members")
        report = take(desk, source, chosen(source, desk, TakeKind.MEMBER))
    (back,) = desk.members.all()
    assert [each.uid for each in desk.contacts.of_member(back.id)] == [way.uid]
    assert [each.kind for each in desk.access.of_member(back.id)] == [AccessKind.STEP_FREE]
    take_back(desk, report.undo)
    assert desk.contacts.of_member(back.id) == []


def test_somebody_comes_back_with_what_left_about_them_and_under_which_consent(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    day = date(2026, 11, 20)
    consent = desk.consents.keep(
        ReleaseConsent(member_id=member.id, what="That I come", given_on=day)
    )
    giver = desk.members.save(Member(chosen_name="Sam"))
    release = desk.releases.keep(
        InformationRelease(
            member_id=member.id,
            consent_id=consent.id,
            given_by_id=giver.id,
            released_on=day,
            recipient="Dr Lee",
        )
    )
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.connection.execute("DELETE FROM members WHERE id = ?", (member.id,))
        wanted = [each for each in chosen(source, desk, TakeKind.MEMBER) if each.uid == member.uid]
        report = take(desk, source, wanted)
    (back,) = [each for each in desk.members.all() if each.uid == member.uid]
    (given,) = desk.releases.of_member(back.id)
    (allowed,) = desk.consents.of_member(back.id)
    assert (given.uid, allowed.uid) == (release.uid, consent.uid)
    assert (given.consent_id, given.given_by_id) == (allowed.id, giver.id)
    take_back(desk, report.undo)
    assert desk.releases.of_member(back.id) == []


@pytest.mark.usefixtures("member")
def test_a_backup_whose_tables_are_not_ours_is_refused(
    desk: Desk, tmp_path: Path, passphrase: str
) -> None:
    desk.connection.execute("CREATE TRIGGER mine AFTER INSERT ON members BEGIN SELECT 1; END")
    with pytest.raises(VaultError) as refused, backed_up(desk, tmp_path, passphrase):
        pytest.fail("it was opened")
    assert refused.value.code is VaultTrouble.DATABASE_FOREIGN


def test_who_was_erased_is_not_brought_back_unasked(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.erasures.erase(member.id)
        records = chosen(source, desk, TakeKind.MEMBER, TakeKind.MEMBER_NOTE)
        assert {record.standing for record in records} == {InVault.ERASED}
        report = take(desk, source, records)
        assert (report.taken, report.erased) == (0, 2)
        assert desk.members.all() == []
        assert take(desk, source, records, erased_too=True).taken == 2


def test_who_was_taken_back_on_purpose_is_not_erased_again_by_a_restore(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.erasures.erase(member.id)
        (erasure,) = desk.erasures.all()
        records = chosen(source, desk, TakeKind.MEMBER)
        report = take(desk, source, records, erased_too=True)
        assert desk.erasures.all() == []
        assert legacy_of(desk, takes_its_place=True).erasures == ()
        take_back(desk, report.undo)
    assert desk.members.all() == []
    (again,) = desk.erasures.all()
    assert (again.record_uid, again.erased_at) == (erasure.record_uid, erasure.erased_at)


def test_a_session_brings_nobody_back(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    with backed_up(desk, tmp_path, passphrase) as source:
        desk.erasures.erase(member.id)
        desk.connection.execute("DELETE FROM sessions")
        take(desk, source, chosen(source, desk, TakeKind.SESSION))
        (session,) = desk.sessions.recent()
        assert desk.sessions.attendance(session.id) == {}
        assert desk.members.all() == []


def _fields(note: MemberNote, **changes: object) -> dict[str, object]:
    return {name: getattr(note, name) for name in MemberNote.__dataclass_fields__} | changes


def test_what_was_erased_because_it_was_due_comes_along_with_nothing(
    desk: Desk, member: Member, tmp_path: Path, passphrase: str
) -> None:
    (session,) = desk.sessions.recent()
    done = desk.follow_ups.add(session.id, "bring the key")
    desk.follow_ups.set_done(done, done=True)
    (note,) = desk.notes.of_member(member.id)
    with backed_up(desk, tmp_path, passphrase) as source:
        erase_many(
            desk,
            [
                (RetentionKind.ATTENDANCE, session.id),
                (RetentionKind.FOLLOW_UP, session.id),
                (RetentionKind.MEMBER_NOTE, note.id),
            ],
        )
        standings = {each.kind: each.standing for each in source.records(desk.connection)}
        assert standings[TakeKind.MEMBER_NOTE] is InVault.ERASED
        assert standings[TakeKind.SESSION] is InVault.DIFFERENT
        everything = source.records(desk.connection)
        take(desk, source, everything)
        assert desk.sessions.attendance(session.id) == {}
        with desk.change(None):
            desk.connection.execute("DELETE FROM sessions")
        take(desk, source, chosen(source, desk, TakeKind.SESSION))
        (again,) = desk.sessions.recent()
        assert desk.follow_ups.of_session(again.id) == []
        assert desk.sessions.attendance(again.id) == {}
        (gone,) = chosen(source, desk, TakeKind.MEMBER_NOTE)
        take(desk, source, [gone], erased_too=True)
    assert [each.text for each in desk.notes.of_member(member.id)] == ["Likes the window seat."]
    desk.erasures.erase_again(legacy_of(desk, takes_its_place=True).erasures)
    assert desk.notes.of_member(member.id) != [], "somebody decided to have it back"
