"""Notes narrowed by kind, group, person and date, with words and without."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind, NoteScope

FIRST, SECOND = date(2026, 11, 17), date(2026, 11, 24)
TODAY = date.today()  # noqa: DTZ011 - notes without a session have the local day of their change


@dataclass(frozen=True)
class Place:
    """Two groups with a session each, and two people."""

    harbour: int
    meadow: int
    ana: int
    lee: int


@pytest.fixture
def place(desk: Desk) -> Place:
    harbour, meadow = (
        desk.groups.save(Group(name=name, note_policy=NotePolicy.FULL)).id
        for name in ("Harbour", "Meadow")
    )
    ana, lee = (desk.members.save(Member(chosen_name=name)).id for name in ("Ana", "Lee"))
    desk.members.join(lee, meadow, since=FIRST)
    first = desk.sessions.plan(harbour, datetime.combine(FIRST, datetime.min.time()))
    second = desk.sessions.plan(meadow, datetime(2026, 11, 24, 23, 59))
    desk.notes.keep_group_note(first.id, "tea at Harbour")
    desk.notes.keep_group_note(second.id, "tea at Meadow")
    for member, session, text in (
        (ana, first.id, "tea with Ana, first"),
        (ana, second.id, "tea with Ana, second"),
        (lee, None, "tea with Lee, any day"),
    ):
        desk.notes.keep_member_note(MemberNote(member_id=member, session_id=session, text=text))
    return Place(harbour, meadow, ana, lee)


def found(desk: Desk, scope: NoteScope, typed: str = "") -> set[str]:
    texts = set()
    for hit in desk.notes.search(typed, scope=scope):
        if hit.kind is NoteKind.MEMBER:
            texts.add(desk.notes.member_note(hit.note_id).text)
        else:
            note = desk.notes.of_session(hit.session_id or 0)
            assert note is not None
            texts.add(note.text)
    return {text.removeprefix("tea ") for text in texts}


@pytest.fixture(params=["", "tea", "tea, frequent", "tea, very frequent"])
def typed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is typed; the frequent ones go the way of words that very many notes have."""
    words = str(request.param)
    if "frequent" in words:
        monkeypatch.setattr("peerdesk.desk.note_search.MOST_RANKED", 1)
        monkeypatch.setattr("peerdesk.desk.note_search.MOST_WITHIN", 1 if "very" in words else 50)
    return words.partition(",")[0]


def test_a_group_has_its_sessions_and_its_people_without_one(
    desk: Desk, place: Place, typed: str
) -> None:
    assert found(desk, NoteScope(group_id=place.harbour), typed) == {
        "at Harbour",
        "with Ana, first",
    }
    assert found(desk, NoteScope(group_id=place.meadow), typed) == {
        "at Meadow",
        "with Ana, second",
        "with Lee, any day",
    }


def test_a_person_has_only_notes_about_them(desk: Desk, place: Place, typed: str) -> None:
    assert found(desk, NoteScope(member_id=place.ana), typed) == {
        "with Ana, first",
        "with Ana, second",
    }
    assert found(desk, NoteScope(member_id=place.ana, kind=NoteKind.GROUP), typed) == set()


def test_both_ends_of_a_span_of_days_belong_to_it(desk: Desk, place: Place, typed: str) -> None:
    assert found(desk, NoteScope(since=FIRST, until=FIRST), typed) >= {
        "at Harbour",
        "with Ana, first",
    }
    assert "at Meadow" not in found(desk, NoteScope(until=SECOND - timedelta(days=1)), typed)
    assert found(desk, NoteScope(since=SECOND, until=SECOND), typed) >= {
        "at Meadow",
        "with Ana, second",
    }
    assert found(desk, NoteScope(until=date.max), typed) == found(desk, NoteScope(), typed)


def test_a_note_without_a_session_has_the_day_of_its_change(
    desk: Desk, place: Place, typed: str
) -> None:
    about = NoteScope(member_id=place.lee, since=TODAY, until=TODAY + timedelta(days=1))
    assert found(desk, about, typed) == {"with Lee, any day"}
    assert found(desk, NoteScope(member_id=place.lee, until=date(2020, 1, 1)), typed) == set()


def test_all_at_once(desk: Desk, place: Place, typed: str) -> None:
    scope = NoteScope(
        kind=NoteKind.MEMBER,
        group_id=place.meadow,
        member_id=place.ana,
        since=FIRST,
        until=SECOND,
    )
    assert found(desk, scope, typed) == {"with Ana, second"}


def test_the_best_of_a_scope_are_found_behind_any_number_of_others(
    desk: Desk, place: Place
) -> None:
    for number in range(30):
        desk.notes.keep_member_note(MemberNote(member_id=place.ana, text=f"tea tea tea {number}"))
    (hit,) = desk.notes.search("tea", limit=1, scope=NoteScope(group_id=place.harbour))
    assert hit.group_name == "Harbour"


def test_a_single_note_is_given_as_the_search_would(desk: Desk, place: Place) -> None:
    (hit,) = desk.notes.search("Lee")
    alone = desk.notes.hit(hit.kind, hit.note_id)
    assert alone is not None
    assert (alone.member_name, alone.updated_at) == (hit.member_name, hit.updated_at)
    assert desk.notes.hit(NoteKind.GROUP, 999) is None
