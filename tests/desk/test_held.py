"""What is held about somebody: all of it, and nobody else's name."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pdf_reading import whole_text

from peerdesk.desk.desk import Desk
from peerdesk.desk.held import (
    APART,
    NAMED,
    UNTIED,
    WITHOUT,
    WRITTEN,
    held_about,
    referred_to,
    tables_about_people,
)
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.documents.held_sheet import render
from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.held import SOMEBODY, Held, as_json
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.releases import Authority, InformationRelease, ReleaseConsent, Told
from peerdesk.domain.retention import Due, RetentionKind
from peerdesk.domain.running import Progress, TonightRole
from peerdesk.domain.sessions import Presence
from peerdesk.domain.welcome import WelcomeStep
from peerdesk.errors import UserError
from peerdesk.ui.messages.held import COLUMNS, TABLES, sheet_of

ASKED = datetime(2026, 11, 28, 14, 0)
DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
ABOUT_NOBODY = {"segments", "rule_items", "checklist_items", "checklist_ticks", "drafts"}
"""Words of scripts and lists, and what is not kept yet."""


def filled(desk: Desk) -> Member:
    """Zoë with something in every table that is about people, and two others."""
    group = desk.groups.save(Group(name="Harbour evening", note_policy=NotePolicy.FULL))
    zoe = desk.members.save(
        Member(chosen_name="Zoë", other_name="Zo", emergency_name="Ben, her brother")
    )
    ben = desk.members.save(Member(chosen_name="Ben"))
    for member in (zoe, ben):
        desk.members.join(member.id, group.id, since=date(2026, 1, 5))
    desk.contacts.save(
        SafeContact(member_id=zoe.id, channel=Channel.PHONE, value="555 0100", caller="a friend")
    )
    desk.access.add(zoe.id, AccessKind.OTHER, "a seat near the door")
    desk.welcomes.tick(zoe.id, WelcomeStep.LIMITS_EXPLAINED, date(2026, 1, 5))
    desk.member_follow_ups.add(zoe.id, "lend her the map", date(2026, 12, 1))
    desk.member_follow_ups.add(ben.id, "say that Zoë rang. Nothing else.")
    consent = desk.consents.keep(
        ReleaseConsent(member_id=zoe.id, what="That she comes", recipient="Ben", given_on=DAY)
    )
    desk.releases.keep(
        InformationRelease(
            member_id=zoe.id,
            consent_id=consent.id,
            given_by_id=ben.id,
            released_on=DAY,
            what="That she comes with Ben",
            recipient="Ben",
            authority=Authority.CONSENT,
        )
    )
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    desk.sessions.mark(session.id, zoe.id, Presence.LATE)
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    agreement = desk.agreements.take(group.id, version.id, date(2026, 1, 5))
    desk.agreements.acknowledge(agreement.id, [zoe.id])
    session_note = MemberNote(member_id=zoe.id, session_id=session.id, text="Zoë bakes.")
    note = desk.notes.keep_member_note(session_note)
    # Words that stood for a moment only are not kept as a version.
    desk.connection.execute("UPDATE member_notes SET updated_at = ?", (NOW.isoformat(),))
    note = desk.notes.keep_member_note(replace(note, text="Zoë and Ben bake on Sundays."))
    desk.notes.keep_statement(note.id, "Ben and I bake on Mondays.")
    desk.drafts.keep(NoteKind.MEMBER, note.id, "Zoë and Ben bake, ben too")
    desk.running.begin_round(
        Progress(session_id=session.id, boot="", zero_at=NOW, seen_at=NOW), [zoe.id, ben.id]
    )
    desk.tonight.give_role(session.id, TonightRole.TIMEKEEPER, zoe.id)
    desk.tonight.tick_needs(session.id, zoe.id, ready=True)
    desk.notes.keep_group_note(session.id, "Tea was late. ZOE thanked Ben. We sang.")
    desk.follow_ups.add(session.id, "Ask zoë about the key", date(2026, 12, 1))
    desk.follow_ups.add(session.id, "Bring the key", owner_id=zoe.id)
    desk.notes.keep_member_note(
        MemberNote(member_id=ben.id, text="Walks home with Zoë. Likes tea.")
    )
    due = Due(
        kind=RetentionKind.PERSON,
        record_id=zoe.id,
        counted_from=date(2026, 11, 24),
        due_on=date(2027, 11, 24),
    )
    desk.retention.decide([due], date(2028, 2, 1), date(2026, 11, 28), "asked us to, with Ben")
    with desk.change(None):
        desk.connection.execute(
            "INSERT INTO last_days (uid, created_at, updated_at, member_id, came_on)"
            " VALUES ('a', ?, ?, ?, '2024-05-07')",
            (NOW.isoformat(), NOW.isoformat(), zoe.id),
        )
    return zoe


def held(desk: Desk, member: Member) -> Held:
    return held_about(desk.connection, "Harbour House", member.id, ASKED)


def test_every_table_about_people_is_in_it_and_has_words(desk: Desk) -> None:
    zoe = filled(desk)
    about = tables_about_people(desk.connection)
    parts = {part.table for part in held(desk, zoe).parts}
    assert parts == set(about), "give Zoë a record of the new kind above"
    assert set(TABLES) == set(about)
    for table in about:
        names = {
            name
            for (name,) in desk.connection.execute(
                "SELECT name FROM pragma_table_info(?)", (table,)
            )
        }
        assert names - WITHOUT <= set(COLUMNS), table
        parents = set(referred_to(desk.connection, table).values())
        assert parents <= {"members", *NAMED, *about, *APART}, table


def test_every_table_that_refers_to_a_member_is_about_people(desk: Desk) -> None:
    rows = desk.connection.execute(
        "SELECT m.name, f.'table' FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f"
        " WHERE m.type = 'table'"
    ).fetchall()
    about = tables_about_people(desk.connection)
    assert {table for table, parent in rows if parent == "members"} - set(about) == APART
    assert set(UNTIED) <= set(about)


def test_wherever_people_write_is_looked_for_names(desk: Desk) -> None:
    rows = desk.connection.execute(
        "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
        " WHERE m.type = 'table' AND c.name = 'text' AND m.sql LIKE 'CREATE TABLE%'"
    ).fetchall()
    written = {name for (name,) in rows if not name.startswith("sqlite_") and "_search" not in name}
    assert written - ABOUT_NOBODY == WRITTEN


def test_their_own_words_are_whole_and_other_names_are_masked(desk: Desk) -> None:
    found = held(desk, filled(desk))
    texts = {
        (part.table, value.column): value.text
        for part in found.parts
        for record in part.records
        for value in record
    }
    assert texts["members", "chosen_name"] == "Zoë"
    assert texts["members", "emergency_name"] == "Ben, her brother"
    assert texts["safe_contacts", "value"] == "555 0100"
    assert texts["member_notes", "text"] == f"Zoë and {SOMEBODY} bake on Sundays."
    assert texts["member_notes", "session_id"] == "Harbour evening, 2026-11-24T18:30:00"
    assert texts["member_notes", "statement"] == "Ben and I bake on Mondays."
    assert texts["drafts", "text"].startswith(f"Zoë and {SOMEBODY} bake")
    assert texts["attendances", "presence"] == "late"
    assert "Harbour evening" in texts["acknowledgements", "agreement_id"]


def test_to_whom_something_was_given_is_told_and_other_names_in_it_are_masked(desk: Desk) -> None:
    zoe = filled(desk)
    (given,) = _part(held(desk, zoe), "information_releases")
    assert given["recipient"] == "Ben"
    assert given["what"] == f"That she comes with {SOMEBODY}"
    assert given["given_by_id"] == SOMEBODY
    assert given["consent_id"] == "2026-11-20"
    (allowed,) = _part(held(desk, zoe), "release_consents")
    assert allowed["recipient"] == "Ben"


def test_what_was_given_without_telling_them_is_apart(desk: Desk) -> None:
    zoe = filled(desk)
    (release,) = desk.releases.of_member(zoe.id)
    desk.releases.keep(replace(release, id=0, uid="", told=Told.NO, what="To keep a child safe"))
    assert len(_part(held(desk, zoe), "information_releases")) == 1
    copy = whole_text(render(sheet_of(held(desk, zoe)), PaperSize.A4))
    assert "given to others without telling you" in " ".join(copy.split())


def test_whoever_gave_something_is_told_the_day_and_nothing_of_the_other_person(
    desk: Desk,
) -> None:
    filled(desk)
    ben = next(each for each in desk.members.all() if each.chosen_name == "Ben")
    found = held(desk, ben)
    assert _part(found, "information_releases") == []
    assert _part(found, "information_releases_given") == [{"released_on": "2026-11-20"}]
    assert "Days on which you gave something" in whole_text(render(sheet_of(found), PaperSize.A4))


def _part(found: Held, table: str) -> list[dict[str, str]]:
    """The records of one table as a copy has them."""
    return [
        {value.column: value.text for value in record}
        for part in found.parts
        if part.table == table
        for record in part.records
    ]


def test_only_the_sentences_with_their_name_are_taken_from_elsewhere(desk: Desk) -> None:
    found = {(each.table, each.text) for each in held(desk, filled(desk)).mentions}
    assert found == {
        ("group_notes", f"ZOE thanked {SOMEBODY}."),
        ("follow_ups", "Ask zoë about the key"),
        ("member_notes", "Walks home with Zoë."),
        ("member_follow_ups", "say that Zoë rang."),
    }


def test_the_paper_says_it_readably_and_names_nobody_else(desk: Desk) -> None:
    text = whole_text(render(sheet_of(held(desk, filled(desk))), PaperSize.A4))
    for words in (
        "What is kept about you",
        "Zoë",
        "Session: Harbour evening, 24 November 2026, 18:30",
        "Harbour evening, 24 November 2026, 18:30: late",
        "Where else your name stands",
        "erased for good",
    ):
        assert words in text
    assert "thanked Ben" not in text
    # Her own words: whom to call, beside the note, and to whom something was given, twice.
    assert text.count("Ben") == 4


def test_the_file_for_programs_reads_back(desk: Desk) -> None:
    read = json.loads(json.dumps(as_json(held(desk, filled(desk)))))
    assert read["format"] == "peerdesk-held-1"
    assert read["records"]["members"][0]["chosen_name"] == "Zoë"
    assert datetime.fromisoformat(read["records"]["members"][0]["created_at"]).tzinfo == UTC
    assert len(read["mentions"]) == 4


def test_somebody_who_is_gone_is_not_made_up(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        held_about(desk.connection, "Harbour House", 404, ASKED)
    assert refused.value.code is DeskTrouble.RECORD_GONE


def test_a_name_in_the_reason_why_another_record_is_kept_is_found(desk: Desk) -> None:
    zoe = filled(desk)
    (ben,) = (each for each in desk.members.all() if each.chosen_name == "Ben")
    due = Due(
        kind=RetentionKind.PERSON,
        record_id=ben.id,
        counted_from=date(2026, 11, 24),
        due_on=date(2027, 11, 24),
    )
    desk.retention.decide([due], date(2028, 2, 1), date(2026, 11, 28), "Zoë asked for him.")
    reasons = [each.text for each in held(desk, zoe).mentions if each.table == "review_dates"]
    assert reasons == ["Zoë asked for him."]
