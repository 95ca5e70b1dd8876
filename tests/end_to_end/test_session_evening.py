"""A whole session of ninety minutes in a real window, with a clock that is told how fast to go.

The timers are the real ones. On the way the program is killed in a round, in the middle of a note,
in a break and at the close, and the vault is locked; each time the session goes on where it was,
and its time went on meanwhile. A second screen is the wall, and all that it shows is searched for
names.
"""

import math
from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest
from evening import Evening, begin_from_today, go_on_from_today, go_to_part
from program import Program
from room_search import RoomSearch
from window_fixtures import Start

from peerdesk.desk.desk import Desk
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.room import RoomView, minutes_and_seconds
from peerdesk.domain.running import TurnState
from peerdesk.domain.sessions import Presence, SessionState
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

SPEED = 12
"""Seconds of the evening for each that passes while something is done."""
LENGTH = timedelta(minutes=90)
TURN_SECONDS = 240
WALK_IN = "Eshe"
QUESTION = "What helps you to rest?"
NOTE = "Long evenings, and what helps."
MORE_WORDS = " A walk before bed helped most, and nobody had to explain why."
PARKED = "How to say no"
PROMISED = "Bring the poster"
HOW_I_WAS = "Calmer than last week"
FACTS = "Somebody said that they do not feel safe at home."
RUNNING = "Somebody is in distress"


def test_ninety_minutes_survive_four_kills_and_a_lock_and_show_no_name_to_the_room(
    start_beside_wall: Start, vault_folder: VaultFolder, passphrase: str
) -> None:
    tonight = datetime.combine(date.today(), time(19))  # noqa: DTZ011 - the room's own day
    evening = Evening(start_beside_wall, vault_folder, passphrase, begins=tonight, speed=SPEED)
    room = RoomSearch()
    with evening.program() as program:
        prepare(program)
        with evening.time.standing_still():
            begin_from_today(program)
            began = evening.time.ticks
        mark_who_is_here(program)
        read_to_the_room(program, room)
        turn_began = check_in(evening, program, room)
        evening.kill(program)
    look_at_the_round(evening)
    with evening.program() as program:
        go_on(program)
        the_turn_went_on(evening, program, room, turn_began)
        finish_the_round(program)
        evening.time.hurry(timedelta(minutes=15))
        note_and_park(program)
        evening.kill(program)
    look_at_the_note(evening)
    with evening.program() as program:
        go_on(program)
        cover_and_show_the_card(program)
        back_at = have_a_break(program, room)
        evening.kill(program)
    with evening.program() as program:
        go_on(program)
        program.wait_for(back_at)
        program.screenshot("session-6-break-after-a-kill")
        the_session_counts(evening, program, began)
        program.key("ctrl+l")
        evening.unlock(program)
        go_on(program)
        program.key("F12", "F12")
        program.wait_for("Check-out, now")
        left = LENGTH.total_seconds() - (evening.time.ticks - began)
        evening.time.hurry(timedelta(seconds=left))
        the_session_counts(evening, program, began)
        begin_to_close(program)
        evening.kill(program)
    look_at_the_close(evening)
    with evening.program() as program:
        go_on(program)
        close(program)
        back_up_and_lock(program)
        assert program.complaints() == ""
    look_at_what_was_kept(evening)
    assert set(room.seen) == {kind.__name__ for kind in get_args(RoomView)}
    assert room.named(evening.names()) == []


def prepare(program: Program) -> None:
    program.click("Prepare")
    program.wait_for("Adds up to the 90 minutes")
    program.screenshot("session-1-prepare")
    program.click("Today", kind="QToolButton")


def mark_who_is_here(program: Program) -> None:
    program.wait_for_focus("Amina, not marked")
    program.key("p", "Down", "p", "Down", "l", "Down", "a")
    program.wait_for("Dev, Apologies")
    program.fill("Somebody else came: their name", WALK_IN)
    program.wait_for(f"“{WALK_IN}” is new and joins the group")
    program.key("Return")
    program.wait_for(f"{WALK_IN}, Present")
    program.click("One guest more")
    program.wait_for("Guests: 1")
    program.screenshot("session-2-who-is-here")


def read_to_the_room(program: Program, room: RoomSearch) -> None:
    """The script part by part, all the rules, a question, and a breath."""
    go_to_part(program, "Ground rules")
    program.key("F3", "F11")
    for number in range(8):
        room.capture(program, "Passage")
        program.key("Next")
        if number == 3:
            program.screenshot("session-3-reading")
    show_to_the_room(program, "All the rules")
    room.capture(program, "Sheet")
    program.screenshot("session-3-all-the-rules")
    show_to_the_room(program, "A question of our own…")
    program.fill("Question for the room", f"Is {WALK_IN} here for the first time?")
    program.key("Return")
    program.wait_for(f"“{WALK_IN}” is a name in this vault")
    program.screenshot("session-3-a-question-with-a-name")
    room.capture(program, "Sheet")
    program.fill("Question for the room", QUESTION)
    program.key("Return")
    assert QUESTION in room.capture(program, "Question")
    program.screenshot("session-3-question")
    show_to_the_room(program, "A slow breath")
    room.capture(program, "Breathing")
    program.screenshot("session-3-breath")


def show_to_the_room(program: Program, choice: str) -> None:
    program.click("What the room sees…")
    program.click(choice)


def check_in(evening: Evening, program: Program, room: RoomSearch) -> float:
    """The first person speaks, the second passes; gives the tick at which the third began."""
    go_to_part(program, "Check-in")
    program.key("F4")
    program.click("Start the round")
    program.wait_for("1 of 5")
    room.capture(program, "RoundTimer")
    program.key("space")
    program.wait_for("2 of 5")
    with evening.time.standing_still():
        program.key("p")
        program.wait_for("3 of 5")
        program.wait_for(minutes_and_seconds(TURN_SECONDS))
        began = evening.time.ticks
    program.screenshot("session-4-round")
    return began


def look_at_the_round(evening: Evening) -> None:
    """As the kill left it."""
    with evening.left_behind() as desk:
        names = {member.id: member.chosen_name for member in desk.members.all()}
        turns = desk.running.turns(evening.session_id)
        assert [(names.get(turn.member_id or 0), turn.state) for turn in turns] == [
            ("Amina", TurnState.DONE),
            ("Bo", TurnState.PASSED),
            ("Carla", TurnState.NOW),
            (WALK_IN, TurnState.WAITING),
            (None, TurnState.WAITING),
        ]
        assert marks(evening, desk) == expected_marks()


def the_turn_went_on(
    evening: Evening, program: Program, room: RoomSearch, turn_began: float
) -> None:
    """To the second, through a kill of the program and a start of another one."""
    with evening.time.standing_still():
        left = TURN_SECONDS - (evening.time.ticks - turn_began)
        program.wait_for(minutes_and_seconds(math.ceil(left)))
        program.wait_for("3 of 5")
        program.key("F11")
        assert f"left={max(0, math.ceil(left))}" in room.capture(program, "RoundTimer")
    program.screenshot("session-4-round-after-a-kill")


def go_on(program: Program) -> None:
    go_on_from_today(program, "Go on with the session", RUNNING)


def finish_the_round(program: Program) -> None:
    program.click("Next person")
    program.wait_for("4 of 5")
    program.click("End the round")
    program.wait_for("The round is over")
    program.key("F11")


def note_and_park(program: Program) -> None:
    program.key("F12")
    program.wait_for("Topic, now")
    program.key("F6")
    program.fill("New topic", PARKED)
    program.key("Return")
    program.wait_for(f"Taken up: {PARKED}")
    program.screenshot("session-5-parking-lot")
    program.key("F7")
    program.fill("Note about the session", NOTE)
    program.wait_for("Saved")
    program.screenshot("session-5-note")
    program.type(MORE_WORDS)


def look_at_the_note(evening: Evening) -> None:
    """All but what was typed within the last two seconds, and not one letter else."""
    with evening.left_behind() as desk:
        note = desk.notes.of_session(evening.session_id)
        draft = desk.drafts.text(NoteKind.GROUP, evening.session_id)
        kept = draft or (note.text if note is not None else "")
        assert kept.startswith(NOTE)
        assert (NOTE + MORE_WORDS).startswith(kept)
        assert [topic.text for topic in desk.parking.of_session(evening.session_id)] == [PARKED]


def cover_and_show_the_card(program: Program) -> None:
    program.key("F7")
    program.wait_for("Words that were typed and not finished are shown here.")
    program.key("F9")
    program.wait_for("Covered")
    program.screenshot("session-6-covered")
    program.key("F9")
    program.wait_until_gone("Covered")
    program.key("F10")
    program.wait_for("Night line: 555")
    program.wait_for("Bo steps out with them")
    program.screenshot("session-6-distress-card")


def have_a_break(program: Program, room: RoomSearch) -> str:
    """Gives when it is over, as it is said on the screen."""
    program.click("Have a break now")
    program.wait_for("Break, now")
    program.key("F11")
    assert "ends=" in room.capture(program, "BreakTimer")
    program.screenshot("session-6-break")
    shown = next(one.text for one in program.controls() if one.text.startswith("Back at"))
    return shown.partition(",")[0]


def the_session_counts(evening: Evening, program: Program, began: float) -> None:
    """The minutes since its beginning are on the screen, whatever happened to the program."""
    with evening.time.standing_still():
        passed = int((evening.time.ticks - began) // 60)
        program.wait_for(f"Session: {passed} of 90 min")


def begin_to_close(program: Program) -> None:
    program.click("Step 3, close")
    program.wait_for("Who stayed to the end")
    program.screenshot("session-7-close")
    program.click("Carla left early")
    program.fill("New follow-up", PROMISED)
    program.key("Return")
    program.wait_for(f"Done: {PROMISED}")
    program.scroll_to("How was I?", "Next time")
    program.fill("How was I?", HOW_I_WAS)
    program.wait_for("Saved")
    program.screenshot("session-7-debrief")


def look_at_the_close(evening: Evening) -> None:
    """What was entered at the close is there, though nobody closed anything."""
    with evening.left_behind() as desk:
        assert desk.sessions.get(evening.session_id).state is SessionState.RUNNING
        assert marks(evening, desk) == {**expected_marks(), "Carla": Presence.LEFT_EARLY}
        assert [each.text for each in desk.follow_ups.of_session(evening.session_id)] == [PROMISED]
        assert desk.debriefs.of_session(evening.session_id).how_was_i == HOW_I_WAS


def close(program: Program) -> None:
    program.click("Step 3, close")
    program.wait_for("Who stayed to the end")
    program.click("Plan the next session")
    program.wait_for("It is planned.")
    program.scroll_to("Note a concern…", "Next time")
    program.click("Note a concern…")
    program.scroll_to("Facts", "My debrief")
    program.fill("Facts", FACTS)
    program.wait_for("Saved")
    program.screenshot("session-8-concern")
    program.scroll_to("Put it away", "My debrief")
    program.click("Put it away")
    program.click("Close the session")
    program.wait_for("This session is closed")
    program.screenshot("session-9-summary")


def back_up_and_lock(program: Program) -> None:
    program.click("Back up and lock")
    program.wait_for("Your vault is locked")


def expected_marks() -> dict[str, Presence]:
    return {
        "Amina": Presence.PRESENT,
        "Bo": Presence.PRESENT,
        "Carla": Presence.LATE,
        "Dev": Presence.APOLOGIES,
        WALK_IN: Presence.PRESENT,
    }


def marks(evening: Evening, desk: Desk) -> dict[str, Presence]:
    names = {member.id: member.chosen_name for member in desk.members.all()}
    attendance = desk.sessions.attendance(evening.session_id)
    return {names[each]: mark for each, mark in attendance.items()}


def look_at_what_was_kept(evening: Evening) -> None:
    with evening.left_behind() as desk:
        session = desk.sessions.get(evening.session_id)
        assert marks(evening, desk) == {**expected_marks(), "Carla": Presence.LEFT_EARLY}
        assert session.guests == 1
        assert session.state is SessionState.CLOSED
        assert session.opened_at is not None
        assert session.closed_at is not None
        assert session.closed_at - session.opened_at >= LENGTH
        note = desk.notes.of_session(session.id)
        assert note is not None
        assert note.text.startswith(NOTE)
        assert [topic.text for topic in desk.parking.waiting(session.group_id)] == [PARKED]
        assert [each.facts for each in desk.safeguarding.of_session(session.id)] == [FACTS]
        assert len(desk.sessions.of_group(session.group_id)) == 2
        assert desk.running.turns(session.id) == []
        assert desk.running.progress(session.id) is None
        assert desk.backups.all() != []
        assert desk.vault.findings == ()
