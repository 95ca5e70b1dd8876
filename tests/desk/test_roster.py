import codecs
import contextlib
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.app import create_desk
from peerdesk.desk.desk import Desk
from peerdesk.desk.roster import (
    LARGEST_FILE,
    MOST_ROWS,
    Roster,
    RosterEntry,
    import_roster,
    read_roster,
)
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.names import LONGEST_NAME, one_line
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list


def names(roster: Roster) -> list[str]:
    return [entry.chosen_name for entry in roster.entries]


def refusal(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        read_roster(data)
    return caught.value


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = create_desk(
        VaultFolder(tmp_path / "vault"),
        passphrase="a roster for every test here",
        label="Test",
        recovery=generate(word_list(), lambda n: n // 3),
        name="Rosters",
        cost=FLOOR,
    )
    yield made
    made.close()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_with_any_usual_delimiter(delimiter: str) -> None:
    table = "Id,Chosen Name,Phone,Pronouns\n1,Zoë,555,she/her\n2,Sam,,\n".replace(",", delimiter)

    roster = read_roster(table.encode())

    assert roster.entries == (RosterEntry(2, "Zoë", "she/her"), RosterEntry(3, "Sam"))


@pytest.mark.parametrize(
    "header", ["Name", "CHOSEN_NAME", "Preferred name:", "first-name", "Prénom", " member * "]
)
def test_the_header_is_known_whatever_its_case_accents_and_marks(header: str) -> None:
    assert names(read_roster(f"{header}\nAda\nBo\n".encode())) == ["Ada", "Bo"]


def test_the_chosen_name_goes_before_the_name_on_papers() -> None:
    table = b"Last name,First name,Chosen name\nMiller,Robert,Robin\n"

    assert names(read_roster(table)) == ["Robin"]


def test_nothing_but_name_and_pronouns_is_taken() -> None:
    roster = read_roster(b"name,diagnosis,address,pronouns\nSam,secret,1 Street,they/them\n")

    assert "secret" not in repr(roster)
    assert "Street" not in repr(roster)


def test_a_plain_list_needs_no_header_and_may_have_commas_in_some_names() -> None:
    assert names(read_roster(b"Sam\nKim, with the bike\nAlex")) == [
        "Sam",
        "Kim, with the bike",
        "Alex",
    ]


def test_quoted_cells_may_hold_delimiters_quotes_and_line_ends() -> None:
    table = b'"name";"pronouns"\n"K; Sam";"she"\n"Jo ""J"" \nB";"they"\nLast;he\n'

    roster = read_roster(table)

    assert roster.entries == (
        RosterEntry(2, "K; Sam", "she"),
        RosterEntry(3, 'Jo "J" B', "they"),
        RosterEntry(5, "Last", "he"),
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(line_end: str) -> None:
    assert names(read_roster(line_end.join(["name,x", "Ada,1", "Bo,2", ""]).encode())) == [
        "Ada",
        "Bo",
    ]


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert names(read_roster(codecs.BOM_UTF8 + b"name,group\nAda,1\n")) == ["Ada"]


def test_the_line_in_which_a_spreadsheet_names_its_delimiter_is_not_a_person() -> None:
    assert read_roster(b"sep=;\r\nname;x\r\nAda;1\r\n").entries == (RosterEntry(3, "Ada"),)


def test_rows_without_a_name_are_told_by_their_lines() -> None:
    roster = read_roster(b"name,pronouns\nAda,she\n,he\n   ,\n\nBo,\n\n\n")

    assert names(roster) == ["Ada", "Bo"]
    assert roster.empty == (3, 4, 5)


def test_names_of_200_characters_are_kept_and_longer_ones_told() -> None:
    longest = "é" * LONGEST_NAME

    roster = read_roster(f"name\n{longest}\n{longest}x\n".encode())

    assert names(roster) == [longest]
    assert roster.too_long == (3,)


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("name\nAda\nZoë\n".encode("latin-1"), 3),
        ("name\nZoë\n".encode("utf-16"), 1),
        (codecs.BOM_UTF8 + b"name\nAda\nBo\n\xff\n", 4),
    ],
)
def test_another_encoding_is_refused_with_the_line(data: bytes, row: int) -> None:
    error = refusal(data)

    assert (error.code, error.data["row"]) == (DeskTrouble.ROSTER_ENCODING, row)


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b"name\nAda\nBo\x00\n", 3),
        (b"PK\x03\x04 a spreadsheet", 1),
        (b"%PDF-1.7\n", 1),
        (b'name,x\nAda,1\n"Bo,2\nCy,3\n', 3),
        (b'name,x\n"' + b"A" * 200_000 + b'",1\n', 2),
    ],
)
def test_what_is_no_table_is_refused_with_the_line(data: bytes, row: int) -> None:
    error = refusal(data)

    assert (error.code, error.data["row"]) == (DeskTrouble.ROSTER_NOT_A_TABLE, row)


@pytest.mark.parametrize(
    "data", [b"", codecs.BOM_UTF8, b"\n\n", b"name,pronouns\n", b"name\n\n  \n"]
)
def test_a_file_without_a_single_name_is_refused(data: bytes) -> None:
    assert refusal(data).code is DeskTrouble.ROSTER_EMPTY


def test_a_table_without_a_name_column_is_refused_with_its_width() -> None:
    error = refusal(b"Ada,she,1\nBo,he,2\n")

    assert (error.code, error.data["columns"]) == (DeskTrouble.ROSTER_NO_NAME_COLUMN, 3)


def test_ten_thousand_rows_are_taken_and_one_more_is_refused() -> None:
    rows = "".join(f"Person {number}\n" for number in range(MOST_ROWS))

    assert len(read_roster(f"name\n{rows}".encode()).entries) == MOST_ROWS
    error = refusal(f"name\n{rows}one more\n".encode())
    assert (error.code, error.data["limit"]) == (DeskTrouble.ROSTER_TOO_LARGE, MOST_ROWS)


def test_a_huge_file_is_refused_before_it_is_parsed() -> None:
    assert refusal(b"x" * (LARGEST_FILE + 1)).code is DeskTrouble.ROSTER_TOO_LARGE


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_roster_or_a_clear_refusal(data: bytes) -> None:
    with contextlib.suppress(UserError):
        assert all(0 < len(name) <= LONGEST_NAME for name in names(read_roster(data)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1))
def test_every_quoted_name_comes_back_as_it_was_written(written: list[str]) -> None:
    kept = [name.replace("\0", "") for name in written]
    rows = "".join('"' + name.replace('"', '""') + '",x\n' for name in kept)
    if not any(one_line(name) for name in kept):
        return

    roster = read_roster(f"chosen name,other\n{rows}".encode())

    assert names(roster) == [one_line(name) for name in kept if one_line(name)]


def test_everybody_who_is_new_is_added_and_nobody_is_merged(desk: Desk) -> None:
    desk.members.save(Member(chosen_name="Zoë", pronouns="she/her"))
    roster = read_roster("name,pronouns\nZOË,they\nZoe,he\nSam,\nsam,\nKim,\n,\n".encode())

    report = import_roster(desk, roster)

    assert (report.added, report.duplicates, report.empty, report.too_long) == (3, 2, 1, 0)
    assert report.skipped_rows == (2, 5, 7)
    assert report.duplicate_rows == (2, 5)
    kept = [(member.chosen_name, member.pronouns) for member in desk.members.all()]
    assert sorted(kept) == [("Kim", ""), ("Sam", ""), ("Zoe", "he"), ("Zoë", "she/her")]


def test_an_import_is_one_line_in_the_log_with_its_count(desk: Desk) -> None:
    import_roster(desk, read_roster(b"Ada\nBo\n"))

    newest = desk.log.entries(1)[0]
    assert (newest.kind, newest.count) == (LogKind.IMPORTED, 2)


def test_a_second_import_of_the_same_file_adds_nobody_and_logs_nothing(desk: Desk) -> None:
    roster = read_roster(b"Ada\nBo\n")
    import_roster(desk, roster)
    before = desk.log.entries(1)[0].id

    report = import_roster(desk, roster)

    assert (report.added, report.duplicates) == (0, 2)
    assert desk.log.entries(1)[0].id == before


def test_a_group_takes_in_everybody_who_was_added(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Tuesday", first_date=date(2026, 1, 6)))

    import_roster(desk, read_roster(b"Ada\nBo\n"), group.id)

    assert [member.chosen_name for member, _ in desk.members.of_group(group.id)] == ["Ada", "Bo"]


def test_a_failure_half_way_leaves_nothing_of_the_import(desk: Desk) -> None:
    good, bad = RosterEntry(1, "Ada"), RosterEntry(2, "x" * (LONGEST_NAME + 1))

    with pytest.raises(UserError):
        import_roster(desk, Roster((good, bad)))

    assert desk.members.all() == []
    assert not desk.connection.in_transaction


def test_ten_thousand_people_are_imported_in_under_five_seconds(desk: Desk) -> None:
    rows = "".join(f"Person {number},they/them\n" for number in range(MOST_ROWS))
    began = time.perf_counter()

    report = import_roster(desk, read_roster(f"name,pronouns\n{rows}".encode()))

    assert report.added == MOST_ROWS
    assert time.perf_counter() - began < 5
