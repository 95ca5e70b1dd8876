"""What is due, in a real window: from Today, by keys, kept with a reason and erased for good."""

from datetime import datetime, timedelta

import pytest
from window_fixtures import Start

from peerdesk.app import open_desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.sessions import Presence
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")
GONE = ("Wilhelmina Quickthorn", "Bartholomew Oakenleaf", "Oona Marsh")


@pytest.fixture
def aged(vault_folder: VaultFolder, passphrase: str) -> VaultFolder:
    """Three people who came last over a year ago, and the note of that session."""
    desk = open_desk(vault_folder, passphrase)
    group = desk.groups.save(Group(name="Harbour evening", note_policy=NotePolicy.FULL))
    old = desk.sessions.plan(
        group.id,
        datetime.now().replace(microsecond=0) - timedelta(days=430),  # noqa: DTZ005 - the wall's
    )
    for name in GONE:
        member = desk.members.save(Member(chosen_name=name))
        desk.members.join(member.id, group.id)
        desk.sessions.mark(old.id, member.id, Presence.PRESENT)
    desk.notes.keep_group_note(old.id, "there was marmalade")
    desk.close()
    return vault_folder


def test_one_is_kept_with_a_reason_and_the_others_are_erased(
    start: Start, aged: VaultFolder, passphrase: str
) -> None:
    with start(("-m", "peerdesk", "--vault", str(aged.root))) as program:
        program.wait_for_focus("Passphrase")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("Kept as long as your rules say: 3 people, 1 session's notes.")
        program.screenshot("60-today-has-something-due")
        program.click("Look through…")
        program.wait_for("If they are erased:")
        program.screenshot("61-look-through")
        program.key("Down")
        program.key("alt+k")
        program.wait_for_focus("Why, in a few words")
        program.type("comes back in spring")
        program.screenshot("62-keep-and-why")
        program.key("Return")
        program.wait_for("1 record stays.")
        program.wait_for("3 records")
        program.key("alt+a")
        program.wait_for("3 of 3 records chosen")
        program.key("alt+e")
        program.wait_for("Erase 2 people, 1 session's notes for good?")
        program.wait_for_focus("Your passphrase, because this can't be undone")
        program.screenshot("63-erase-several")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("nothing of them is in it")
        program.screenshot("64-erased")
        program.key("Escape")
        program.wait_for("Nothing is due. There is nothing to decide.")
        program.key("Escape")
        program.wait_until_gone("Time to look through")
        program.screenshot("65-today-is-quiet")
        assert program.complaints() == ""
    desk = open_desk(aged, passphrase)
    assert [member.chosen_name for member in desk.members.all()] == [GONE[1]]
    (session,) = desk.sessions.recent()
    assert session.erased == 2
    assert desk.notes.of_session(session.id) is None
    desk.close()
