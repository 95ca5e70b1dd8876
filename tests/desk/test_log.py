"""The log says what was done, in few lines, without a name."""

from datetime import timedelta

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.log import TOGETHER
from peerdesk.desk.rows import now
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member


def move_last_line(desk: Desk, by: timedelta) -> None:
    """Pretend that the newest line was written at another time."""
    with desk.change(None):
        desk.connection.execute(
            "UPDATE log_entries SET created_at = ? WHERE id = (SELECT max(id) FROM log_entries)",
            ((now() + by).isoformat(),),
        )


def test_typing_a_name_is_one_line_however_often_it_is_saved(desk: Desk) -> None:
    group = desk.groups.save(Group(name="H"))
    lines = len(desk.log.entries())
    for name in ("Ha", "Har", "Harbour"):
        group = desk.groups.save(Group(id=group.id, uid=group.uid, name=name))
    assert len(desk.log.entries()) == lines
    assert desk.log.entries()[0].count == 4


def test_another_kind_of_record_is_another_line(desk: Desk) -> None:
    desk.groups.save(Group(name="Harbour"))
    desk.members.save(Member(chosen_name="Ana"))
    desk.groups.save(Group(name="Hill"))
    assert [entry.subject for entry in desk.log.entries(3)] == [Kind.GROUP, Kind.MEMBER, Kind.GROUP]


def test_an_edit_after_ten_minutes_is_a_line_of_its_own(desk: Desk) -> None:
    desk.groups.save(Group(name="Harbour"))
    move_last_line(desk, -TOGETHER)
    desk.groups.save(Group(name="Hill"))
    assert [entry.count for entry in desk.log.entries(2)] == [1, 1]


def test_a_clock_that_was_set_back_begins_a_new_line(desk: Desk) -> None:
    desk.groups.save(Group(name="Harbour"))
    move_last_line(desk, timedelta(hours=1))
    desk.groups.save(Group(name="Hill"))
    assert [entry.count for entry in desk.log.entries(2)] == [1, 1]


def test_what_is_no_edit_is_never_drawn_together(desk: Desk) -> None:
    desk.note_in_log(LogKind.PRINTED, "rules_sheet", 2)
    desk.note_in_log(LogKind.PRINTED, "rules_sheet", 2)
    assert [entry.kind for entry in desk.log.entries(2)] == [LogKind.PRINTED] * 2
    assert desk.log.entries(1)[0].count == 2


def test_each_line_says_by_which_key_the_vault_was_open(desk: Desk) -> None:
    desk.note_in_log(LogKind.CHECKED)
    assert desk.log.entries(1)[0].opened_by == desk.vault.opened_by == "Robin"


def test_the_latest_of_a_kind_is_found(desk: Desk) -> None:
    assert desk.log.latest(LogKind.BACKED_UP) is None
    desk.note_in_log(LogKind.BACKED_UP, "file")
    desk.note_in_log(LogKind.CHECKED)
    latest = desk.log.latest(LogKind.BACKED_UP)
    assert latest is not None
    assert latest.subject == "file"


def test_no_name_and_no_word_of_a_note_is_in_the_log(desk: Desk) -> None:
    desk.groups.save(Group(name="Planted", purpose="Planted"))
    desk.members.save(Member(chosen_name="Planted", emergency_reach="Planted"))
    assert not any("Planted" in str(entry) for entry in desk.log.entries())
