"""Tables, lists and vCards of other programs, as they are read before anything is taken."""

import codecs
import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import within

from peerdesk.desk.foreign_files.bounds import LARGEST_FILE, MOST_ROWS
from peerdesk.desk.foreign_files.reading import Reading, read_people
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.importing import (
    ForeignTable,
    ImportField,
    Standing,
    known_columns,
    proposals,
    usual_columns,
)
from peerdesk.domain.names import LONGEST_NAME, one_line
from peerdesk.errors import UserError

FILES = Path(__file__).parent / "foreign"
IN_THE_SHEET = ["Zoë", "Jörg", 'Sam "the" Example']


def taken(table: ForeignTable) -> list[str]:
    """The names that would come onto an empty roster."""
    found = proposals(table, usual_columns(table), {})
    return [each.chosen_name for each in found if each.standing is Standing.NEW]


def names(data: bytes) -> list[str]:
    return taken(read_people(data))


def refusal(data: bytes, reading: Reading | None = None) -> UserError:
    with pytest.raises(UserError) as caught:
        read_people(data, reading or Reading())
    return caught.value


@pytest.mark.parametrize(
    ("name", "people", "encoding", "delimiter"),
    [
        ("google-contacts.csv", ["Zoë", "Ana María", "Sam"], "utf-8", ","),
        ("outlook-english.csv", ["José", "Kim"], "windows-1252", ","),
        ("outlook-german.csv", ["Jörg", "Ümit"], "windows-1252", ","),
        ("excel-german.csv", ["Jörg", "Zaneta"], "windows-1252", ";"),
        ("excel-polish.csv", ["Łukasz", "Żaneta", "Świętosława"], "windows-1250", ";"),
        ("excel-greek.csv", ["Αθηνά", "Γιώργος", "Ελένη"], "windows-1253", ";"),
        ("excel-mac-french.csv", ["Hélène", "Zoé", "François"], "macroman", ";"),
        ("excel-unicode-text.txt", ["Jörg", "Żaneta"], "utf-16", "\t"),
        ("excel-csv-utf8.csv", ["Jörg", "Żaneta"], "utf-8", ";"),
        (
            "libreoffice-semicolon-1252.csv",
            ["Zoë", "Jörg", 'Sam "the" Example'],
            "windows-1252",
            ";",
        ),
        ("libreoffice-tab-utf16.csv", ["Zoë", "Jörg", 'Sam "the" Example'], "utf-16", "\t"),
        ("libreoffice-comma-utf8.csv", ["Zoë", "Jörg", 'Sam "the" Example'], "utf-8", ","),
        ("google-contacts.vcf", ["Zoë", "Ana María"], "utf-8", None),
        ("outlook.vcf", ["Jörg"], "utf-8", None),
        ("apple-contacts.vcf", ["Renée Charlotte", "Sam"], "utf-8", None),
        ("pasted-from-two-programs.csv", ["Zoë", "José", "Łukasz"], "utf-8", ";"),
    ],
)
def test_what_people_have_is_read_as_it_was_meant(
    name: str, people: list[str], encoding: str, delimiter: str | None
) -> None:
    table = read_people((FILES / name).read_bytes())

    assert taken(table) == people
    assert (table.encoding, table.delimiter) == (encoding, delimiter)


def test_lines_of_another_encoding_are_told() -> None:
    table = read_people((FILES / "pasted-from-two-programs.csv").read_bytes())

    assert table.other_lines == (3,)


def test_photos_notes_addresses_and_birthdays_of_a_card_are_not_even_read() -> None:
    for name in ("google-contacts.vcf", "outlook.vcf", "apple-contacts.vcf"):
        told = repr(read_people((FILES / name).read_bytes()))
        assert not any(word in told for word in ("clinic", "AAAA", "Beispielweg", "1990"))


@pytest.mark.parametrize(
    ("name", "phone", "email"),
    [
        ("google-contacts.csv", "+44 7700 900001", "zoe@example.org"),
        ("outlook-english.csv", "07700 900011", "jose@example.org"),
        ("outlook-german.csv", "0151 0000001", "joerg@example.org"),
        ("google-contacts.vcf", "+44 7700 900001", "zoe@example.org"),
        ("outlook.vcf", "0151 0000001", "joerg@example.org"),
        ("apple-contacts.vcf", "+33 6 00 00 00 01", "renee@example.org"),
    ],
)
def test_a_number_and_an_address_are_found_for_whoever_asks_for_them(
    name: str, phone: str, email: str
) -> None:
    table = read_people((FILES / name).read_bytes())

    first = proposals(table, known_columns(table), {})[0]

    assert (first.phone, first.email) == (phone, email)


def test_a_folded_name_and_pronouns_come_out_of_cards_whole() -> None:
    table = read_people((FILES / "apple-contacts.vcf").read_bytes())
    columns = known_columns(table)

    rows = proposals(table, columns, {})

    assert columns[ImportField.PRONOUNS] >= 0
    assert [row.pronouns for row in rows] == ["", "they/them"]
    assert rows[0].other_name == "Renée Charlotte Example"


def test_the_nickname_column_that_nobody_uses_is_not_the_name() -> None:
    table = read_people(b"Nickname,First name\n,Ada\n,Bo\nCee,Cy\n")

    assert taken(table) == ["Ada", "Bo", "Cy"]


def test_formulas_are_text() -> None:
    found = names((FILES / "formulas.csv").read_bytes())

    assert found == ["=cmd|' /C calc'!A0", "+SUM(A1)", "@home"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_with_any_usual_delimiter(delimiter: str) -> None:
    table = read_people(
        "Id,Chosen Name,Phone,Pronouns\n1,Zoë,555,she/her\n2,Sam,,\n".replace(
            ",", delimiter
        ).encode()
    )

    assert table.delimiter == delimiter
    assert [row.cells for row in table.rows] == [
        ("1", "Zoë", "555", "she/her"),
        ("2", "Sam", "", ""),
    ]
    assert known_columns(table) == {
        ImportField.CHOSEN_NAME: 1,
        ImportField.PHONE: 2,
        ImportField.PRONOUNS: 3,
    }


def test_a_table_without_known_headers_is_read_by_its_even_rows() -> None:
    table = read_people(b"Ada;she;1\nBo;he;2\nCy;they;3\n")

    assert (table.delimiter, table.has_header, len(table.rows)) == (";", False, 3)
    assert usual_columns(table) == {}


@pytest.mark.parametrize(
    "header", ["Name", "CHOSEN_NAME", "Preferred name:", "first-name", "Prénom", " member * "]
)
def test_the_header_is_known_whatever_its_case_accents_and_marks(header: str) -> None:
    assert names(f"{header};x\nAda;1\n".encode()) == ["Ada"]


def test_the_chosen_name_goes_before_the_name_on_papers() -> None:
    assert names(b"Full name,Chosen name\nAdelaide B,Ada\n") == ["Ada"]


def test_a_plain_list_needs_no_header_and_may_have_commas_in_some_names() -> None:
    table = read_people(b"Sam\nKim, with the bike\nAlex")

    assert table.delimiter == ""
    assert taken(table) == ["Sam", "Kim, with the bike", "Alex"]


def test_quoted_cells_may_hold_delimiters_quotes_and_line_ends() -> None:
    table = read_people(b'"name";"pronouns"\n"K; Sam";"she"\n"Jo ""J"" \nB";"they"\nLast;he\n')

    assert [(row.line, row.cell(0)) for row in table.rows] == [
        (2, "K; Sam"),
        (3, 'Jo "J" B'),
        (5, "Last"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(line_end: str) -> None:
    assert names(line_end.join(["name,x", "Ada,1", "Bo,2", ""]).encode()) == ["Ada", "Bo"]


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert names(codecs.BOM_UTF8 + b"name,group\nAda,1\n") == ["Ada"]


def test_the_line_in_which_a_spreadsheet_names_its_delimiter_is_not_a_person() -> None:
    table = read_people(b"sep=;\r\nname;x\r\nAda;1\r\n")

    assert [(row.line, row.cell(0)) for row in table.rows] == [(3, "Ada")]


def test_what_somebody_chose_goes_before_what_was_found() -> None:
    data = "name;x\nZoë;1\n".encode("cp1252")

    table = read_people(data, Reading(encoding="cp850", delimiter=",", has_header=False))

    assert (table.encoding, table.delimiter, table.has_header) == ("cp850", ",", False)
    assert [row.cells for row in table.rows] == [("name;x",), ("ZoÙ;1",)]


def test_an_encoding_that_the_file_can_not_be_in_is_refused_with_the_line() -> None:
    error = refusal("name\nAda\nZoë\n".encode("latin-1"), Reading(encoding="utf-8"))

    assert (error.code, error.data["row"]) == (DeskTrouble.ROSTER_ENCODING, 3)


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


def test_a_card_that_does_not_end_is_refused_with_its_line() -> None:
    data = b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\n"

    error = refusal(data)

    assert (error.code, error.data["row"]) == (DeskTrouble.ROSTER_CARD_UNENDED, 4)


def test_a_card_within_a_card_is_not_a_person() -> None:
    data = b"BEGIN:VCARD\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nEND:VCARD\n"

    assert names(data) == ["Ada"]


@pytest.mark.parametrize(
    "data",
    [b"", codecs.BOM_UTF8, b"\n\n", b"name,pronouns\n", b"name\n\n  \n", b"BEGIN:VCARD\nEND:VCARD"],
)
def test_a_file_without_a_single_name_is_refused(data: bytes) -> None:
    assert refusal(data).code is DeskTrouble.ROSTER_EMPTY


def test_ten_thousand_rows_are_taken_and_one_more_is_refused() -> None:
    rows = "".join(f"Person {number}\n" for number in range(MOST_ROWS))

    assert len(read_people(f"name\n{rows}".encode()).rows) == MOST_ROWS
    error = refusal(f"name\n{rows}one more\n".encode())
    assert (error.code, error.data["limit"]) == (DeskTrouble.ROSTER_TOO_LARGE, MOST_ROWS)


def test_a_hundred_thousand_rows_are_refused_within_a_second() -> None:
    data = b"name;phone;note\n" + b'Somebody;555;"a note\nof two lines"\n' * 100_000

    def refused() -> None:
        assert refusal(data).code is DeskTrouble.ROSTER_TOO_LARGE

    within(1, refused)


@pytest.mark.parametrize("word", ["na", "a", "x-", "a1", "www.", "a@b", '"'])
def test_words_without_an_end_hold_nobody_up(word: str) -> None:
    """What finds the delimiter of a table can't be stopped once it runs."""
    data = (word * 200_000).encode()

    def read() -> None:
        with contextlib.suppress(UserError):
            read_people(data + b"\n" + data[:1_900] + b"\nAna Lee\nSam\n")

    within(4, read)


@pytest.mark.parametrize("newer", ["", "Zoë\n"])
def test_an_old_file_of_many_lines_is_refused_as_quickly_as_a_new_one(newer: str) -> None:
    data = (b"Andr\xe9 Lee\n" + newer.encode()) * 100_000

    def refused() -> None:
        assert refusal(data).code is DeskTrouble.ROSTER_TOO_LARGE

    within(4, refused)


def test_a_huge_file_is_refused_before_it_is_parsed() -> None:
    assert refusal(bytes(LARGEST_FILE + 1)).code is DeskTrouble.ROSTER_TOO_LARGE


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_people_or_a_clear_refusal(data: bytes) -> None:
    with contextlib.suppress(UserError):
        assert all(0 < len(name) <= LONGEST_NAME for name in names(data))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_card_gives_people_or_a_clear_refusal(text: str) -> None:
    with contextlib.suppress(UserError):
        assert all(names(f"BEGIN:VCARD\nFN:{text}\nEND:VCARD\n".encode("utf-8", "replace")))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1))
def test_every_quoted_name_comes_back_as_it_was_written(written: list[str]) -> None:
    kept = [name.replace("\0", "") for name in written]
    rows = "".join('"' + name.replace('"', '""') + '",x\n' for name in kept)
    if not any(one_line(name) for name in kept):
        return

    table = read_people(f"chosen name,other\n{rows}".encode())

    assert [row.cell(0) for row in table.rows if row.cell(0)] == [
        one_line(name) for name in kept if one_line(name)
    ]
