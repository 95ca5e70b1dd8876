"""A whole session of ninety minutes in a real window, with a clock that runs faster.

The timers are the real ones. On the way the program is killed and the vault is locked; each time
the session goes on where it was, and its time went on meanwhile.
"""

import time
from datetime import timedelta

import pytest
from evening import Evening, begin_from_today, go_on_from_today, go_to_part
from program import Program
from screen import wait_until
from window_fixtures import Start

from peerdesk.desk.desk import Desk
from peerdesk.domain.sessions import Presence, Session, SessionState
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

FACTOR = 180
"""Seconds within the session for each that passes: ninety minutes are half a minute."""
LENGTH = timedelta(minutes=90)
WALK_IN = "Eshe"
NOTE = "Long evenings, and what helps"
PARKED = "How to say no"


def test_a_session_goes_on_through_a_kill_and_a_lock_until_it_is_closed(
    start: Start, vault_folder: VaultFolder, passphrase: str
) -> None:
    evening = Evening(start, vault_folder, passphrase, factor=FACTOR)
    with evening.program() as program:
        begin_from_today(program)
        began = time.time()
        mark_who_is_here(program)
        read_and_check_in(program)
        evening.kill(program)
    with evening.program() as program:
        go_on(program)
        assert program.see("2 of 5"), "the round goes on at the same turn"
        program.screenshot("session-3-after-a-kill")
        finish_the_round(program)
        write_and_park(program)
        cover_and_show_the_card(program)
        program.key("ctrl+l")
        evening.unlock(program)
        go_on(program)
        assert program.see("Back at") or program.see("The break is over")
        program.screenshot("session-5-after-a-lock")
        program.key("F12")
        program.wait_for("Then: Check-out")
        over = began + LENGTH.total_seconds() / FACTOR
        wait_until(lambda: time.time() > over, 60, lambda: "the end of the session")
        close(program)
        assert program.complaints() == ""
    desk = evening.opened()
    try:
        look_at_what_was_kept(desk, desk.sessions.get(evening.session_id))
    finally:
        desk.close()


def mark_who_is_here(program: Program) -> None:
    program.wait_for_focus("Amina, not marked")
    program.key("p", "Down", "p", "Down", "l", "Down", "a")
    program.wait_for("Dev, Apologies")
    program.fill("Somebody else came", WALK_IN)
    program.wait_for(f"“{WALK_IN}” is new and joins the group")
    program.key("Return")
    program.wait_for(f"{WALK_IN}, Present")
    program.click("One guest more")
    program.wait_for("Guests: 1")
    program.screenshot("session-1-who-is-here")


def read_and_check_in(program: Program) -> None:
    go_to_part(program, "Ground rules")
    program.key("F3")
    program.key("Next", "Next", "Next")
    program.screenshot("session-2-reading")
    go_to_part(program, "Check-in")
    program.key("F4")
    program.click("Start the round")
    program.wait_for("1 of 5")
    program.key("space")
    program.wait_for("2 of 5")
    program.screenshot("session-2-round")


def go_on(program: Program) -> None:
    go_on_from_today(program, "Go on with the session", "Somebody is in distress")
    program.key("F4")


def finish_the_round(program: Program) -> None:
    program.click("Pass")
    program.wait_for("3 of 5")
    program.click("Next person")
    program.wait_for("4 of 5")
    program.click("End the round")
    program.wait_for("The round is over")


def write_and_park(program: Program) -> None:
    program.key("F12")
    program.wait_for("Topic, now")
    program.key("F6")
    program.fill("New topic", PARKED)
    program.key("Return")
    program.wait_for(f"Taken up: {PARKED}")
    program.key("F7")
    program.fill("Note about the session", NOTE)
    program.screenshot("session-4-note")


def cover_and_show_the_card(program: Program) -> None:
    program.key("F9")
    program.wait_for("Covered")
    program.key("F9")
    program.wait_until_gone("Covered")
    program.key("F10")
    program.wait_for("Night line: 555")
    program.wait_for("Bo steps out with them")
    program.screenshot("session-4-distress-card")
    program.click("Have a break now")
    program.wait_for("Break, now")


def close(program: Program) -> None:
    program.click("To the close")
    program.wait_for("Who stayed to the end")
    program.screenshot("session-6-close")
    program.click("Close the session")
    program.wait_for("This session is closed")


def look_at_what_was_kept(desk: Desk, session: Session) -> None:
    names = {member.id: member.chosen_name for member in desk.members.all()}
    marks = {names[each]: mark for each, mark in desk.sessions.attendance(session.id).items()}
    assert marks == {
        "Amina": Presence.PRESENT,
        "Bo": Presence.PRESENT,
        "Carla": Presence.LATE,
        "Dev": Presence.APOLOGIES,
        WALK_IN: Presence.PRESENT,
    }
    assert session.guests == 1
    assert session.state is SessionState.CLOSED
    assert session.opened_at is not None
    assert session.closed_at is not None
    assert session.closed_at - session.opened_at >= LENGTH
    note = desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == NOTE
    assert [topic.text for topic in desk.parking.waiting(session.group_id)] == [PARKED]
    assert desk.running.turns(session.id) == []
    assert desk.running.progress(session.id) is None
