"""Taking people from a file onto the roster, in one step that can be undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pace import within

from peerdesk.app import create_desk
from peerdesk.desk.bulk_erasure import desk_for_a_job
from peerdesk.desk.desk import Desk
from peerdesk.desk.foreign_files.bounds import MOST_ROWS
from peerdesk.desk.foreign_files.reading import read_people
from peerdesk.desk.importing import ImportReport, import_people, known_names, take_back
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.contacts import Channel, Permission, SafeContact
from peerdesk.domain.days import DayOrder, order_of, read_day
from peerdesk.domain.groups import Group
from peerdesk.domain.importing import (
    Decision,
    Proposal,
    Standing,
    known_columns,
    proposals,
    usual_columns,
)
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.names import LONGEST_NAME
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list


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


def proposed(desk: Desk, text: str, *, everything: bool = False) -> list[Proposal]:
    table = read_people(text.encode())
    columns = known_columns(table) if everything else usual_columns(table)
    return proposals(table, columns, known_names(desk.connection))


def imported(desk: Desk, text: str, group_id: int | None = None) -> ImportReport:
    return import_people(desk, proposed(desk, text), group_id)


def roster(desk: Desk) -> list[str]:
    return [member.chosen_name for member in desk.members.all()]


def test_everybody_who_is_new_is_added_and_nobody_is_merged(desk: Desk) -> None:
    desk.members.save(Member(chosen_name="Zoë", pronouns="she/her"))

    report = import_people(
        desk,
        proposed(desk, "name,pronouns\nZOË,they\nZoe,he\nSam,\nsam,\nKim,\n,\n", everything=True),
    )

    assert report.added == 3
    assert (report.duplicate_lines, report.empty_lines) == ((2, 5), (7,))
    kept = [(member.chosen_name, member.pronouns) for member in desk.members.all()]
    assert sorted(kept) == [("Kim", ""), ("Sam", ""), ("Zoe", "he"), ("Zoë", "she/her")]


def test_the_name_alone_is_taken_unless_more_is_asked_for(desk: Desk) -> None:
    imported(desk, "name,pronouns,joined\nAda,she,2024-02-03\n")

    (member,) = desk.members.all()
    assert (member.pronouns, member.joined_on) == ("", None)


def test_an_import_is_one_line_in_the_log_with_its_count(desk: Desk) -> None:
    imported(desk, "Ada\nBo\n")

    newest = desk.log.entries(1)[0]
    assert (newest.kind, newest.count) == (LogKind.IMPORTED, 2)


def test_a_second_import_of_the_same_file_adds_nobody_and_logs_nothing(desk: Desk) -> None:
    imported(desk, "Ada\nBo\n")
    before = desk.log.entries(1)[0].id

    report = imported(desk, "Ada\nBo\n")

    assert (report.added, report.duplicate_lines) == (0, (1, 2))
    assert desk.log.entries(1)[0].id == before


def test_a_group_takes_in_everybody_who_was_added(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Tuesday", first_date=date(2026, 1, 6)))

    imported(desk, "Ada\nBo\n", group.id)

    assert [member.chosen_name for member, _ in desk.members.of_group(group.id)] == ["Ada", "Bo"]


def test_two_people_of_one_name_are_added_where_somebody_says_so(desk: Desk) -> None:
    desk.members.save(Member(chosen_name="Ada"))
    (proposal,) = proposed(desk, "Ada\n")
    assert (proposal.standing, proposal.decision) == (Standing.ON_THE_ROSTER, Decision.LEAVE_OUT)

    import_people(desk, [replace(proposal, decision=Decision.ADD)])

    assert roster(desk) == ["Ada", "Ada"]


def test_filling_in_writes_nothing_over(desk: Desk) -> None:
    desk.members.save(Member(chosen_name="Ada", pronouns="she/her"))
    (proposal,) = proposed(desk, "name,pronouns,joined\nAda,they,2024-02-03\n", everything=True)

    report = import_people(desk, [replace(proposal, decision=Decision.FILL_IN)])

    (member,) = desk.members.all()
    assert (report.added, report.filled) == (0, 1)
    assert (member.pronouns, member.joined_on) == ("she/her", date(2024, 2, 3))


def test_a_number_comes_as_a_way_that_nobody_was_asked_about(desk: Desk) -> None:
    text = "name,phone,email\nAda,555,a@example.org\nBo,,b@example.org\n"
    report = import_people(desk, proposed(desk, text, everything=True))

    ada, bo = desk.members.all()
    found = [(each.channel, each.value, each.allowed) for each in desk.contacts.of_member(ada.id)]
    assert found == [
        (Channel.PHONE, "555", Permission.UNASKED),
        (Channel.EMAIL, "a@example.org", Permission.UNASKED),
    ]
    desk.contacts.save(replace(desk.contacts.of_member(bo.id)[0], allowed=Permission.YES))

    assert take_back(desk, report.undo) == 1
    assert roster(desk) == ["Bo"]


def test_filling_in_adds_a_way_only_where_there_was_none_of_its_kind(desk: Desk) -> None:
    ada = desk.members.save(Member(chosen_name="Ada"))
    desk.contacts.save(SafeContact(member_id=ada.id, channel=Channel.PHONE, value="111"))
    (row,) = proposed(desk, "name,phone,email\nAda,222,a@example.org\n", everything=True)

    report = import_people(desk, [replace(row, decision=Decision.FILL_IN)])

    assert report.filled == 1
    assert [each.value for each in desk.contacts.of_member(ada.id)] == ["111", "a@example.org"]
    assert take_back(desk, report.undo) == 0
    assert [each.value for each in desk.contacts.of_member(ada.id)] == ["111"]


def test_names_of_200_characters_are_kept_and_longer_ones_told(desk: Desk) -> None:
    longest = "é" * LONGEST_NAME

    report = imported(desk, f"name\n{longest}\n{longest}x\n")

    assert roster(desk) == [longest]
    assert report.too_long_lines == (3,)


def test_a_failure_half_way_leaves_nothing_of_the_import(desk: Desk) -> None:
    good, bad = proposed(desk, "Ada\nBo\n")

    with pytest.raises(UserError):
        import_people(desk, [good, replace(bad, chosen_name="x" * (LONGEST_NAME + 1))])

    assert desk.members.all() == []
    assert not desk.connection.in_transaction


def test_an_import_is_taken_back_whole(desk: Desk) -> None:
    ada = desk.members.save(Member(chosen_name="Ada"))
    rows = proposed(desk, "name,pronouns\nAda,she\nBo,he\nCy,they\n", everything=True)
    group = desk.groups.save(Group(name="Tuesday"))
    rows[0] = replace(rows[0], decision=Decision.FILL_IN)
    report = import_people(desk, rows, group.id)
    assert roster(desk) == ["Ada", "Bo", "Cy"]

    stay = take_back(desk, report.undo)

    assert stay == 0
    assert [(each.id, each.pronouns) for each in desk.members.all()] == [(ada.id, "")]
    assert desk.members.of_group(group.id) == []


def test_whoever_was_changed_or_noted_since_stays_when_an_import_is_taken_back(desk: Desk) -> None:
    report = imported(desk, "Ada\nBo\nCy\n")
    by_name = {member.chosen_name: member for member in desk.members.all()}
    desk.members.save(replace(by_name["Ada"], pronouns="she"))
    desk.notes.keep_member_note(MemberNote(member_id=by_name["Bo"].id, text="came by bike"))

    stay = take_back(desk, report.undo)

    assert stay == 2
    assert roster(desk) == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-02-29", DayOrder.MONTH_FIRST, date(2024, 2, 29)),
        ("29.02.2024", DayOrder.DAY_FIRST, date(2024, 2, 29)),
        ("02/29/2024", DayOrder.MONTH_FIRST, date(2024, 2, 29)),
        ("2024-02-03 00:00:00", DayOrder.DAY_FIRST, date(2024, 2, 3)),
        ("29.02.2023", DayOrder.DAY_FIRST, None),
        ("31/04/2024", DayOrder.DAY_FIRST, None),
        ("03.02.24", DayOrder.DAY_FIRST, None),
        ("0.0.00", DayOrder.DAY_FIRST, None),
        ("soon", DayOrder.DAY_FIRST, None),
    ],
)
def test_a_day_is_read_only_where_it_exists(text: str, order: DayOrder, day: date | None) -> None:
    assert read_day(text, order) == day


def test_a_column_tells_by_itself_which_part_of_its_days_stands_first() -> None:
    assert order_of(["03/04/2024", "12/25/2024"], DayOrder.DAY_FIRST) is DayOrder.MONTH_FIRST
    assert order_of(["03/04/2024"], DayOrder.DAY_FIRST) is DayOrder.DAY_FIRST


def test_a_day_that_does_not_exist_is_told_and_the_person_taken(desk: Desk) -> None:
    rows = proposed(desk, "name;joined\nAda;31.02.2024\nBo;28.02.2024\n", everything=True)

    report = import_people(desk, rows)

    assert report.lines_without_day == (2,)
    assert [member.joined_on for member in desk.members.all()] == [None, date(2024, 2, 28)]


def steps_of(desk: Desk, work: Callable[[], object]) -> int:
    """How many steps of a hundred the database engine and its callers take."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    desk.connection.set_progress_handler(step, 100)
    try:
        work()
    finally:
        desk.connection.set_progress_handler(None, 0)
    return steps


def test_a_row_costs_the_same_in_a_group_of_many(desk: Desk) -> None:
    small, large = (desk.groups.save(Group(name=name)) for name in ("Few", "Many"))
    imported(desk, "name\n" + "".join(f"Somebody {number}\n" for number in range(600)), large.id)
    few = "name\n" + "".join(f"Anna {number}\n" for number in range(20))
    more = few.replace("Anna", "Bert")

    into_few = steps_of(desk, lambda: imported(desk, few, small.id))
    into_many = steps_of(desk, lambda: imported(desk, more, large.id))

    assert len(desk.members.of_group(large.id)) == 620
    assert into_many < 2 * into_few


@pytest.mark.parametrize("stop_after", [0, 1, 3])
def test_stopped_anywhere_nobody_is_added_or_taken_back(desk: Desk, stop_after: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > stop_after

    rows = proposed(desk, "name\n" + "".join(f"Person {number}\n" for number in range(120)))
    before = desk.generation
    with pytest.raises(UserError) as stopped:
        import_people(desk, rows, cancelled=cancelled)
    assert stopped.value.code is DeskTrouble.IMPORT_STOPPED
    assert (desk.generation, roster(desk)) == (before, [])
    report = import_people(desk, rows)
    asked = 0
    with pytest.raises(UserError):
        take_back(desk, report.undo, cancelled=cancelled)
    assert len(roster(desk)) == 120
    assert take_back(desk, report.undo) == 0
    assert roster(desk) == []


def test_other_changes_do_not_wait_for_an_import_in_a_job(desk: Desk) -> None:
    rows = proposed(desk, "name\n" + "".join(f"Person {number}\n" for number in range(120)))
    refused: list[UserError] = []

    def meanwhile(_done: float) -> None:
        with pytest.raises(UserError) as error:
            desk.members.save(Member(chosen_name="Zoe"))
        refused.append(error.value)
        assert roster(desk) == []  # what is saved can be read all the while

    with desk_for_a_job(desk.vault) as (beside, _changes):
        import_people(beside, rows, share=meanwhile)
    desk.members.save(Member(chosen_name="Zoe"))

    assert {error.code for error in refused} == {VaultTrouble.BUSY}
    assert len(roster(desk)) == 121


def test_ten_thousand_people_are_imported_in_under_five_seconds(desk: Desk) -> None:
    others = iter("ABCDE")

    def import_others() -> None:
        name = f"Person {next(others)}"
        report = imported(
            desk, "name\n" + "".join(f"{name} {number}\n" for number in range(MOST_ROWS))
        )
        assert report.added == MOST_ROWS

    within(5, import_others)
