"""The screen for the room is unplugged in the middle of a round: the round goes on."""

import math
from collections.abc import Iterator

import pytest
from evening import Evening, begin_from_today
from patience import wait_until
from program import Program
from room_search import RoomSearch
from screen import Screen
from window_fixtures import Start, plug_in, unplug

from peerdesk.domain.room import minutes_and_seconds
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

WALL = 1
TURN_SECONDS = 120


@pytest.fixture
def wall(two_screens: Screen) -> Iterator[Screen]:
    """Both screens, and plugged in again afterwards."""
    yield two_screens
    unplug(two_screens, WALL)
    plug_in(two_screens, WALL)


def test_a_screen_that_is_unplugged_in_a_round_costs_no_turn_and_no_second(
    start_beside_wall: Start, wall: Screen, vault_folder: VaultFolder, passphrase: str
) -> None:
    evening = Evening(start_beside_wall, vault_folder, passphrase)
    room = RoomSearch()
    with evening.program() as program:
        begin_from_today(program)
        began = speak_in_a_round(evening, program)
        program.key("F11")
        room.capture(program, "RoundTimer")
        unplug(wall, WALL)
        program.wait_for("The second screen is gone")
        wait_until(lambda: program.on_the_wall() == [], lambda: "nothing on any wall")
        left = the_turn_goes_on(evening, program, began)
        program.screenshot("unplugged-1-gone")
        program.key("space")
        program.wait_for("2 of 3")
        plug_in(wall, WALL)
        program.wait_for("The second screen is back.")
        assert program.on_the_wall() == [], "it comes back when somebody wants it"
        program.key("F11")
        assert f"seconds={TURN_SECONDS}" in room.capture(program, "RoundTimer")
        program.screenshot("unplugged-2-back")
        assert left < TURN_SECONDS
        assert program.complaints() == ""
    assert room.named(evening.names()) == []


def speak_in_a_round(evening: Evening, program: Program) -> float:
    program.wait_for_focus("Amina, not marked")
    program.key("p", "Down", "p", "Down", "p")
    program.wait_for("Carla, Present")
    program.key("F4")
    with evening.time.standing_still():
        program.click("Start the round")
        program.wait_for("1 of 3")
        return evening.time.ticks


def the_turn_goes_on(evening: Evening, program: Program, began: float) -> float:
    """What is left of it, to the second."""
    with evening.time.standing_still():
        left = TURN_SECONDS - (evening.time.ticks - began)
        program.wait_for(minutes_and_seconds(math.ceil(left)))
        program.wait_for("1 of 3")
    return left
