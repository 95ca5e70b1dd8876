from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from pace import Clock, steps_within

from peerdesk.app import create_desk
from peerdesk.desk.desk import Desk
from peerdesk.desk.examination import faults_of
from peerdesk.desk.sample import built_in_programme, fill_with_sample
from peerdesk.desk.today import overview
from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import generate
from peerdesk.domain.retention import Asking, RetentionKind
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import Session, SessionState
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

TODAY = date(2026, 3, 11)
MORNING = datetime(2026, 3, 11, 8, 0)
TABLES = (
    "groups", "members", "memberships", "agreements", "acknowledgements", "sessions",
    "agenda_items", "attendances", "follow_ups", "group_notes", "member_notes",
)  # fmt: skip
PASSING = {"uid", "created_at", "updated_at", "done_at"}


def empty_desk(root: Path, *, is_sample: bool = True) -> Desk:
    return create_desk(
        VaultFolder(root),
        passphrase="a fictional programme here",
        label="Test",
        recovery=generate(word_list(), lambda n: n // 5),
        name="Sample",
        cost=FLOOR,
        is_sample=is_sample,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Filled once; the tests only read it."""
    made = empty_desk(tmp_path_factory.mktemp("sample") / "vault")
    fill_with_sample(made, built_in_programme(), TODAY)
    yield made
    made.close()


@pytest.fixture
def past(desk: Desk) -> list[Session]:
    return [s for s in desk.sessions.recent() if s.state is SessionState.CLOSED]


def test_it_holds_three_groups_thirty_members_and_sixty_past_sessions(
    desk: Desk, past: list[Session]
) -> None:
    assert len(desk.groups.all()) == 3
    assert len(desk.members.all(with_left=True)) == 30
    assert len(past) == 60
    assert faults_of(desk) == []


def test_the_one_session_that_is_planned_is_the_next_of_all(desk: Desk) -> None:
    (planned,) = desk.sessions.planned(MORNING)
    coming = overview(desk, MORNING).coming

    assert coming[0].session == planned
    assert planned.starts_at.date() >= TODAY
    assert desk.sessions.agenda(planned.id)


def test_past_sessions_were_opened_read_and_closed_on_their_own_day(past: list[Session]) -> None:
    for session in past:
        assert session.opened_at is not None
        assert session.read_at is not None
        assert session.closed_at is not None
        assert session.starts_at.date() < TODAY
        assert session.opened_at == session.starts_at.astimezone(UTC)
        assert session.opened_at < session.read_at < session.closed_at
        assert session.closed_at - session.opened_at < timedelta(minutes=session.minutes + 10)


def test_every_past_session_was_attended_by_people_who_were_in_the_group_then(
    desk: Desk, past: list[Session]
) -> None:
    for session in past:
        marks = desk.sessions.attendance(session.id)
        assert any(presence.came for presence in marks.values())
        for member_id in marks:
            (membership,) = [
                each
                for each in desk.members.memberships(member_id)
                if each.group_id == session.group_id
            ]
            assert membership.since is not None
            assert membership.since <= session.starts_at.date()
            assert membership.until is None or session.starts_at.date() <= membership.until


def test_scripts_were_read_in_every_form(past: list[Session]) -> None:
    assert {session.form for session in past} == set(ReadingForm)


def test_agreements_were_accepted_in_a_session_and_a_few_members_have_not_yet(
    desk: Desk, past: list[Session]
) -> None:
    readings = {session.read_at for session in past}
    not_yet = set()
    for group in desk.groups.all():
        in_force = desk.agreements.in_force(group.id)
        assert in_force is not None
        given = desk.agreements.acknowledgements(in_force.agreement.id)
        assert given
        assert {each.given_at for each in given} <= readings
        not_yet |= {member.id for member in desk.agreements.not_yet(group.id)}
    assert 2 <= len(not_yet) <= 5


def test_a_group_that_writes_nothing_down_has_no_notes(desk: Desk, past: list[Session]) -> None:
    silent = {
        group.id for group in desk.groups.all() if group.note_policy is NotePolicy.CONTENT_FREE
    }
    noted = {session.group_id for session in past if desk.notes.of_session(session.id)}

    assert silent
    assert noted
    assert not silent & noted


def test_notes_of_sessions_and_members_are_found_by_their_words(desk: Desk) -> None:
    programme = built_in_programme()
    for note in (programme.group_notes[0], programme.member_notes[0]):
        longest = max(note.text.replace(".", " ").replace(",", " ").split(), key=len)
        assert desk.notes.search(longest)


def test_some_follow_ups_are_done_and_some_are_due(desk: Desk, past: list[Session]) -> None:
    promises = [each for session in past for each in desk.follow_ups.of_session(session.id)]

    assert len(promises) == len(built_in_programme().follow_ups)
    assert any(each.done_at for each in promises)
    assert desk.follow_ups.open_until(TODAY)


def test_the_log_tells_of_the_sessions_in_their_order_and_of_no_name(desk: Desk) -> None:
    entries = desk.log.entries(1000)
    moments = [entry.created_at for entry in reversed(entries)]
    subjects = {entry.subject for entry in entries}

    assert moments == sorted(moments)
    assert [entry.kind for entry in entries].count(LogKind.UNLOCKED) == 61
    assert not subjects & {member.chosen_name for member in desk.members.all()}


def content(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row without what differs from one making to the next."""
    found = {}
    for table in TABLES:
        columns = [row[1] for row in desk.connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(name for name in columns if name not in PASSING)
        found[table] = list(desk.connection.execute(f"SELECT {kept} FROM {table} ORDER BY id"))  # noqa: S608 - constants
    return found


def test_the_same_day_gives_the_same_sample_and_another_seed_another_attendance(
    desk: Desk, tmp_path: Path
) -> None:
    again, other = empty_desk(tmp_path / "again"), empty_desk(tmp_path / "other")

    fill_with_sample(again, built_in_programme(), TODAY)
    fill_with_sample(other, built_in_programme(), TODAY, seed=1)

    assert content(again) == content(desk)
    assert content(other)["members"] == content(desk)["members"]
    assert content(other)["attendances"] != content(desk)["attendances"]
    again.close()
    other.close()


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 12, 31), date(2027, 1, 4)])
def test_any_day_gives_a_living_sample_in_under_two_seconds(tmp_path: Path, day: date) -> None:
    programme = built_in_programme()
    places = (tmp_path / f"vault {number}" for number in count())

    def filled(clock: Clock) -> None:
        with closing(empty_desk(next(places))) as desk:
            clock("", lambda: fill_with_sample(desk, programme, day))
            closed = [s for s in desk.sessions.recent() if s.state is SessionState.CLOSED]
            assert min(s.starts_at.date() for s in desk.sessions.recent(1)) >= day
        assert len(closed) == 60
        assert max(session.starts_at.date() for session in closed) < day

    steps_within(2, filled)


def test_a_vault_of_real_people_is_never_filled(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path / "vault", is_sample=False)
    before = [astuple(entry) for entry in desk.log.entries()]

    with pytest.raises(ValueError, match="sample vault"):
        fill_with_sample(desk, built_in_programme(), TODAY)

    assert desk.members.all() == []
    assert [astuple(entry) for entry in desk.log.entries()] == before
    desk.close()


def test_some_of_it_is_due_and_somebody_is_kept_on_purpose(desk: Desk) -> None:
    counts = desk.retention.counts(TODAY)
    assert counts[RetentionKind.PERSON] == 1
    assert counts[RetentionKind.GROUP_NOTE] > 0
    (kept,) = desk.retention.due(TODAY, Asking.KEPT)
    assert kept.decided is not None
    assert kept.decided.why != ""
