"""Erasing several records at once: all or nothing, bare counts, and no byte left."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.app import open_desk
from peerdesk.desk.bulk_erasure import desk_for_a_job, erase_many
from peerdesk.desk.bulk_preview import _looked_for, bulk_preview, going_rows
from peerdesk.desk.changes import Change, Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.erased_backups import last_erasure
from peerdesk.desk.traces import prove
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.bulk_erasure import RecordKey
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.debriefs import Debrief
from peerdesk.domain.erasure import ErasedRecord
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.releases import InformationRelease, Part2, ReleaseConsent
from peerdesk.domain.retention import ERASABLE, Asking, Due, RetentionKind
from peerdesk.domain.running import TonightRole
from peerdesk.domain.safeguarding import SafeguardingConcern
from peerdesk.domain.sessions import Presence, Session
from peerdesk.errors import UserError
from peerdesk.ui.messages.erasing import ROWS, UNSAID
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.pages import plain_pages

TODAY = date(2026, 11, 28)
LONG_AGO = datetime(2025, 11, 4, 19, 0)
NAMES = ("Wilhelmina Quickthorn", "Bartholomew Oakenleaf", "Ash")


class Evening:
    """A group with three people, an old session with something of everything, and a concern."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.group = desk.groups.save(
            Group(name="Harbour evening", note_policy=NotePolicy.FULL, part2=Part2.NO)
        )
        self.people = [desk.members.save(Member(chosen_name=name)) for name in NAMES]
        for person in self.people:
            desk.members.join(person.id, self.group.id)
        self.session = self.met(LONG_AGO)
        desk.notes.keep_group_note(self.session.id, "Wilhelmina Quickthorn brought marmalade")
        desk.drafts.keep(NoteKind.GROUP, self.session.id, "and a draft about gingerbread")
        desk.parking.park(self.session.id, "how to say goodbye to lighthouses")
        desk.debriefs.keep(Debrief(session_id=self.session.id, how_was_i="tired as a barnacle"))
        done = desk.follow_ups.add(self.session.id, "bring the harbour key")
        desk.follow_ups.set_done(done, done=True)
        desk.follow_ups.add(self.session.id, "still to be done")
        desk.tonight.give_role(self.session.id, TonightRole.TIMEKEEPER, self.people[1].id)
        self.note = desk.notes.keep_member_note(
            MemberNote(member_id=self.people[1].id, text="collects thunderstorms")
        )
        promise = desk.member_follow_ups.add(self.people[1].id, "lend the almanac")
        desk.member_follow_ups.set_done(promise, done=True)
        desk.contacts.save(
            SafeContact(member_id=self.people[0].id, channel=Channel.PHONE, value="555 0147 99")
        )
        desk.releases.keep(
            InformationRelease(
                member_id=self.people[1].id, released_on=TODAY, what="the tide tables"
            )
        )
        self.consent = desk.consents.keep(
            ReleaseConsent(
                member_id=self.people[1].id,
                what="that they know the semaphore",
                purpose="a sailing licence",
                given_on=date(2020, 1, 1),
                withdrawn_on=date(2021, 1, 1),
            )
        )
        self.release = desk.releases.keep(
            InformationRelease(
                group_id=self.group.id,
                released_on=LONG_AGO.date(),
                what="how many rowed",
                recipient="the regatta",
            )
        )
        desk.safeguarding.keep(
            SafeguardingConcern(
                happened_at=LONG_AGO, member_id=self.people[0].id, facts="told of a flood"
            )
        )

    def met(self, moment: datetime) -> Session:
        session = self.desk.sessions.plan(self.group.id, moment)
        for person, presence in zip(
            self.people, (Presence.PRESENT, Presence.LATE, Presence.ABSENT), strict=True
        ):
            self.desk.sessions.mark(session.id, person.id, presence)
        return session

    def key_of(self, kind: RetentionKind) -> RecordKey:
        """The one record of that kind."""
        about = {
            RetentionKind.MEMBER_NOTE: self.note.id,
            RetentionKind.MEMBER_FOLLOW_UP: self.people[1].id,
            RetentionKind.RELEASE: self.people[1].id,
            RetentionKind.CONSENT: self.consent.id,
            RetentionKind.GROUP_RELEASE: self.release.id,
        }
        return kind, about.get(kind, self.session.id)

    def of_people(self) -> list[RecordKey]:
        return [(RetentionKind.PERSON, person.id) for person in self.people]


@pytest.fixture
def evening(desk: Desk) -> Evening:
    return Evening(desk)


def left(desk: Desk, *texts: str) -> list[str]:
    file = b"".join(plain_pages(desk.vault))
    return [text for text in texts if text.encode() in file]


def test_the_preview_counts_what_goes_and_what_stays_without_changing_anything(
    evening: Evening, desk: Desk
) -> None:
    generation = desk.generation
    seen = bulk_preview(desk.connection, evening.of_people())
    assert seen.chosen == {RetentionKind.PERSON: 3}
    assert (seen.rows["members"], seen.rows["member_notes"], seen.rows["attendances"]) == (3, 1, 3)
    assert (seen.sessions_counted, seen.concerns, seen.named_in) == (1, 1, 1)
    assert seen.left_out == ()
    assert desk.generation == generation


def test_several_people_go_in_one_transaction_and_leave_bare_counts(
    evening: Evening, desk: Desk
) -> None:
    words = (*NAMES[:2], "thunderstorms", "555 0147 99", "the almanac")
    kept = "told of a flood"
    desk.notes.keep_group_note(evening.session.id, "somebody brought marmalade")
    with desk.change(None):
        desk.connection.execute("DELETE FROM group_note_versions")
    assert left(desk, *words, kept) == [*words, kept]
    generation = desk.generation
    erased = erase_many(desk, evening.of_people())
    assert desk.generation == generation + 1
    assert left(desk, *words, kept) == [kept]
    proof = prove(desk.vault, erased.texts)
    assert (proof.holds, proof.left) == (True, 0)
    assert desk.sessions.get(evening.session.id).erased == 2
    assert desk.members.all(with_left=True) == []
    entry = desk.log.latest(LogKind.ERASED)
    assert entry is not None
    assert (entry.subject, entry.count) == (Kind.MEMBER, 3)
    assert {each.record_uid for each in desk.erasures.all()} == {
        each.uid for each in evening.people
    }


@pytest.mark.parametrize(
    ("kind", "gone", "stays"),
    [
        (RetentionKind.MEMBER_NOTE, ["thunderstorms"], ["the almanac"]),
        (RetentionKind.MEMBER_FOLLOW_UP, ["the almanac"], ["thunderstorms"]),
        (
            RetentionKind.GROUP_NOTE,
            ["marmalade", "gingerbread", "goodbye to lighthouses"],
            ["a barnacle"],
        ),
        (RetentionKind.RELEASE, ["the tide tables"], ["thunderstorms", "how many rowed"]),
        (RetentionKind.CONSENT, ["the semaphore", "a sailing licence"], ["the tide tables"]),
        (RetentionKind.GROUP_RELEASE, ["how many rowed", "the regatta"], ["the tide tables"]),
        (RetentionKind.FOLLOW_UP, ["the harbour key"], ["still to be done"]),
        (RetentionKind.DEBRIEF, ["a barnacle"], ["marmalade"]),
        (
            RetentionKind.SESSION,
            ["marmalade", "gingerbread", "a barnacle", "the harbour key", "still to be done"],
            ["thunderstorms", "told of a flood"],
        ),
    ],
)
def test_single_records_go_the_same_way_and_others_stay(
    evening: Evening, desk: Desk, kind: RetentionKind, gone: list[str], stays: list[str]
) -> None:
    key = evening.key_of(kind)
    assert left(desk, *gone, *stays) == [*gone, *stays]
    erased = erase_many(desk, [key])
    assert left(desk, *gone, *stays) == stays
    assert prove(desk.vault, erased.texts).holds
    assert set(gone) <= {text for text in gone if any(text in each for each in erased.texts)}
    assert last_erasure(desk) is not None


@pytest.mark.parametrize(
    "kind",
    [
        *(RetentionKind.MEMBER_NOTE, RetentionKind.MEMBER_FOLLOW_UP, RetentionKind.RELEASE),
        *(RetentionKind.CONSENT, RetentionKind.GROUP_RELEASE, RetentionKind.GROUP_NOTE),
        *(RetentionKind.DEBRIEF, RetentionKind.SESSION),
    ],
)
def test_why_a_record_was_kept_goes_with_it_and_is_looked_for(
    evening: Evening, desk: Desk, kind: RetentionKind
) -> None:
    why = "until the quarrel about the hedgehog is settled"
    kept = Due(
        kind=kind,
        record_id=evening.key_of(kind)[1],
        counted_from=LONG_AGO.date(),
        due_on=TODAY,
    )
    desk.retention.decide([kept], TODAY + timedelta(days=30), TODAY, why)

    erased = erase_many(desk, [evening.key_of(kind)])

    assert desk.retention.decided_about(kind, kept.record_id) is None
    assert why in erased.texts
    assert prove(desk.vault, erased.texts).holds
    assert left(desk, why) == []


def test_who_came_becomes_a_bare_count_and_the_last_day_is_kept(
    evening: Evening, desk: Desk
) -> None:
    erase_many(desk, [(RetentionKind.ATTENDANCE, evening.session.id)])
    assert desk.sessions.attendance(evening.session.id) == {}
    assert desk.sessions.get(evening.session.id).erased == 2
    assert desk.connection.execute("SELECT count(*) FROM session_roles").fetchone() == (0,)
    due = [each for each in desk.retention.due(TODAY) if each.kind is RetentionKind.PERSON]
    assert {each.member_id for each in due} == {person.id for person in evening.people[:2]}
    assert {each.counted_from for each in due} == {LONG_AGO.date()}
    erase_many(desk, [(RetentionKind.SESSION, evening.session.id)])
    again = [each for each in desk.retention.due(TODAY) if each.kind is RetentionKind.PERSON]
    assert [each.counted_from for each in again] == [LONG_AGO.date()] * 2
    kinds = {each.kind for each in desk.erasures.all()}
    assert Kind.SESSION in kinds
    assert Kind.ATTENDANCE not in kinds


def test_whoever_is_in_the_running_session_is_left_out(evening: Evening, desk: Desk) -> None:
    tonight = desk.sessions.plan(evening.group.id, datetime(2026, 11, 28, 19, 0))
    desk.sessions.start(tonight.id)
    desk.sessions.mark(tonight.id, evening.people[0].id, Presence.APOLOGIES)
    erased = erase_many(desk, [*evening.of_people(), (RetentionKind.GROUP_NOTE, tonight.id)])
    assert set(erased.preview.left_out) == {
        (RetentionKind.PERSON, evening.people[0].id),
        (RetentionKind.GROUP_NOTE, tonight.id),
    }
    assert [member.id for member in desk.members.all(with_left=True)] == [evening.people[0].id]


@pytest.mark.parametrize("stop_after", [0, 1, 2, 5])
def test_stopped_anywhere_nothing_is_gone(evening: Evening, desk: Desk, stop_after: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > stop_after

    before = desk.generation
    with pytest.raises(UserError) as stopped:
        erase_many(desk, evening.of_people(), cancelled=cancelled)
    assert stopped.value.code is DeskTrouble.ERASING_STOPPED
    assert desk.generation == before
    assert len(desk.members.all(with_left=True)) == 3
    assert desk.erasures.all() == []
    assert desk.sessions.get(evening.session.id).erased == 0


def test_one_that_is_gone_already_keeps_the_others(evening: Evening, desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        erase_many(desk, [*evening.of_people(), (RetentionKind.PERSON, 4711)])
    assert refused.value.code is DeskTrouble.RECORD_GONE
    assert len(desk.members.all(with_left=True)) == 3


def test_a_job_erases_by_a_connection_of_its_own_and_the_window_is_told(
    evening: Evening, desk: Desk
) -> None:
    heard: list[Change] = []
    desk.listen(heard.append)
    with desk_for_a_job(desk.vault) as (beside, changes):
        erase_many(beside, evening.of_people())
    assert heard == []
    for change in changes:
        desk.tell(change)
    assert Kind.MEMBER in heard[0].kinds
    assert desk.directory.everybody() == ()
    assert desk.members.all(with_left=True) == []


def test_after_erasing_in_a_job_the_vault_opens_without_a_question(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    evening = Evening(desk)
    with desk_for_a_job(desk.vault) as (beside, _changes):
        erase_many(beside, evening.of_people())
    desk.close()
    again = open_desk(vault_folder, passphrase)
    assert again.vault.findings == ()
    assert again.members.all(with_left=True) == []
    again.close()


def erasures_of_another_copy(desk: Desk, keys: list[RecordKey]) -> list[ErasedRecord]:
    """What the list would hold; here, as in a backup from before, all of it is still there."""
    known: list[ErasedRecord] = []
    with suppress(LookupError), desk.change(None):
        erase_many(desk, keys)
        known = desk.erasures.all()
        raise LookupError
    return known


def test_a_restored_backup_has_all_of_it_erased_again(evening: Evening, desk: Desk) -> None:
    keys = [
        (RetentionKind.MEMBER_NOTE, evening.note.id),
        (RetentionKind.GROUP_NOTE, evening.session.id),
        (RetentionKind.DEBRIEF, evening.session.id),
        (RetentionKind.ATTENDANCE, evening.session.id),
    ]
    # As a backup is: everything is there, and the list of erasures comes from the vault.
    known = erasures_of_another_copy(desk, keys)
    assert len(known) == 5
    assert desk.notes.of_member(evening.people[1].id) != []
    desk.erasures.erase_again(known)
    assert desk.notes.of_member(evening.people[1].id) == []
    assert desk.notes.of_session(evening.session.id) is None
    assert desk.debriefs.of_session(evening.session.id).is_blank
    assert desk.sessions.attendance(evening.session.id) == {}
    assert desk.sessions.get(evening.session.id).erased == 2
    assert desk.follow_ups.of_session(evening.session.id) != []


def test_a_reason_for_keeping_is_part_of_what_is_proven_gone(evening: Evening, desk: Desk) -> None:
    (wilhelmina, *_) = [
        each
        for each in desk.retention.due(TODAY)
        if each.member_id == evening.people[0].id and each.kind is RetentionKind.PERSON
    ]
    desk.retention.decide([wilhelmina], date(2027, 3, 1), TODAY, "wintering in Valparaiso")
    assert left(desk, "wintering in Valparaiso") != []
    erased = erase_many(desk, [wilhelmina.key])
    assert "wintering in Valparaiso" in erased.texts
    assert left(desk, "wintering in Valparaiso") == []
    assert desk.retention.due(TODAY, Asking.KEPT) == []


def test_everything_that_can_go_has_words(evening: Evening, desk: Desk) -> None:
    for kind in ERASABLE:
        tables = set(going_rows(desk.connection, {kind: [1]}))
        assert tables <= set(ROWS) | UNSAID, kind


@given(
    names=st.sets(st.sampled_from(["sam", "zoë", "big dave", "li na", "🦊", "mrs p."]), min_size=1),
    words=st.lists(
        st.sampled_from(["sam", "same", "big", "dave", "li", "na", "🦊", "mrs", "p.", "tea,"]),
        max_size=8,
    ),
)
def test_many_names_are_found_as_few_are(names: set[str], words: list[str]) -> None:
    text = " ".join(words)
    others = {f"nobody{number}" for number in range(100)}
    assert _looked_for(names)(text) is _looked_for(names | others)(text)
