"""The order of a round is changed with the mouse, in a real window, and is there after a kill."""

import pytest
from evening import NAMES, Evening, begin_from_today, go_on_from_today
from program import Control, Program
from window_fixtures import Start

from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

SEAT = "MovingList item"


def test_somebody_is_dragged_to_another_place_and_stays_there(
    start: Start, vault_folder: VaultFolder, passphrase: str
) -> None:
    evening = Evening(start, vault_folder, passphrase)
    with evening.program() as program:
        begin_from_today(program)
        program.wait_for_focus("Amina, not marked")
        program.key("p", "Down", "p", "Down", "p", "Down", "p")
        program.wait_for("Dev, Present")
        program.key("F4")
        program.click("Start the round")
        program.wait_for("1 of 4")
        drag(program, program.find("D", kind=SEAT), program.find("B", kind=SEAT))
        program.wait_for("The circle has another order.")
        program.screenshot("dragged")
        evening.kill(program)
    assert circle(evening) == ["Amina", "Dev", "Bo", "Carla"]
    with evening.program() as program:
        go_on_from_today(program, "Go on with the session", "Somebody is in distress")
        program.key("space")
        program.wait_for("D · 2 of 4")
        assert program.complaints() == ""


def drag(program: Program, source: Control, target: Control) -> None:
    """To just above the middle of the target, as a hand does it: with the mouse on its way."""
    left, top = source.centre
    to = target.centre[1] - 4
    move = program.screen.xdotool
    move("mousemove", str(left), str(top), "mousedown", "1")
    for step in range(1, 6):
        move("mousemove", "--sync", str(left), str(top + (to - top) * step // 5))
    move("mouseup", "1")


def circle(evening: Evening) -> list[str]:
    with evening.left_behind() as desk:
        names = {member.id: member.chosen_name for member in desk.members.all()}
        assert set(names.values()) == set(NAMES)
        return [names[turn.member_id or 0] for turn in desk.running.turns(evening.session_id)]
