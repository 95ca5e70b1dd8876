"""A session over midnight, with the lid closed for an hour and the clock set back by one.

Whatever the clock on the wall says, the session counts the minutes that passed.
"""

from datetime import date, datetime, time, timedelta

import pytest
from evening import Evening, begin_from_today, go_on_from_today
from program import Program
from window_fixtures import Start

from peerdesk.domain.sessions import SessionState
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

SPEED = 12
HOUR = timedelta(hours=1)


def test_a_closed_lid_midnight_and_a_clock_that_is_set_back_cost_no_minute(
    start: Start, vault_folder: VaultFolder, passphrase: str
) -> None:
    tonight = datetime.combine(date.today(), time(23, 20))  # noqa: DTZ011 - the room's own day
    evening = Evening(start, vault_folder, passphrase, begins=tonight, speed=SPEED)
    with evening.program() as program:
        with evening.time.standing_still():
            begin_from_today(program)
            began = evening.time.ticks
        speak_in_a_round(program)
        evening.time.sleep(HOUR)
        minutes_are_counted(evening, program, began)
        assert evening.time.now.date() > tonight.date()
        program.wait_for("The time is over. Let them finish their thought.")
        program.wait_for("later than planned, and that is all right")
        program.screenshot("midnight-1-after-the-lid")
        evening.time.set_wall(-HOUR)
        minutes_are_counted(evening, program, began)
        program.key("space")
        program.wait_for("2 of 3")
        program.key("ctrl+l")
        evening.unlock(program)
        go_on(program)
        program.wait_for("2 of 3")
        minutes_are_counted(evening, program, began)
        program.screenshot("midnight-2-after-the-clock-was-set")
        evening.kill(program)
    evening.time.set_wall(HOUR)
    with evening.program() as program:
        program.click("Today", kind="QToolButton")
        program.wait_for("Running now")
        program.screenshot("midnight-3-today")
        go_on(program)
        program.wait_for("2 of 3")
        minutes_are_counted(evening, program, began)
        close(program)
        passed = evening.time.ticks - began
        assert program.complaints() == ""
    look_at_what_was_kept(evening, passed)


def speak_in_a_round(program: Program) -> None:
    program.wait_for_focus("Amina, not marked")
    program.key("p", "Down", "p", "Down", "l")
    program.wait_for("Carla, Late")
    program.key("F4")
    program.click("Start the round")
    program.wait_for("1 of 3")


def go_on(program: Program) -> None:
    go_on_from_today(program, "Go on with the session", "Somebody is in distress")


def minutes_are_counted(evening: Evening, program: Program, began: float) -> None:
    with evening.time.standing_still():
        passed = int((evening.time.ticks - began) // 60)
        program.wait_for(f"Session: {passed} of 90 min")


def close(program: Program) -> None:
    program.click("Step 3, close")
    program.click("Close the session")
    program.wait_for("This session is closed")
    program.screenshot("midnight-4-summary")


def look_at_what_was_kept(evening: Evening, passed: float) -> None:
    with evening.left_behind() as desk:
        session = desk.sessions.get(evening.session_id)
        assert session.state is SessionState.CLOSED
        assert session.starts_at == evening.begins
        assert session.opened_at is not None
        assert session.closed_at is not None
        assert session.opened_at.astimezone().date() == evening.begins.date()
        assert session.closed_at.astimezone().date() > evening.begins.date()
        lasted = (session.closed_at - session.opened_at).total_seconds()
        assert passed - 5 * SPEED <= lasted <= passed
