"""How much it takes: from Today to a running session, and to prepare one for a weekly group."""

from dataclasses import dataclass

import pytest
from evening import SHOWN_AFTER_UNLOCK, Evening
from pace import slowness
from program import Program
from window_fixtures import Start

from peerdesk.domain.sessions import SessionState
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

MOST_CLICKS_TO_RUN = 3
PREPARED_WITHIN_SECONDS = 60
A_CLICK_TAKES_SECONDS = 2.5
"""A person reads a line, finds the place and clicks; the program's own work comes on top."""
USUAL_LIST = 7
"""Lines of the list for the room, where the group has none of its own."""
LAST_OF_THE_ROOM = "Windows and doors: nobody can listen in"


@dataclass
class Hand:
    """Clicks, and counts."""

    program: Program
    clicks: int = 0

    def click(self, words: str, kind: str = "") -> None:
        self.clicks += 1
        self.program.click(words, kind=kind)


@pytest.fixture
def evening(start: Start, vault_folder: VaultFolder, passphrase: str) -> Evening:
    return Evening(start, vault_folder, passphrase)


def state_of(evening: Evening) -> SessionState:
    with evening.left_behind() as desk:
        return desk.sessions.get(evening.session_id).state


def lines_of_the_room(program: Program) -> list[str]:
    return [one.name for one in program.controls() if one.is_seen and one.name.startswith("Ready:")]


def test_from_any_page_a_session_runs_after_three_clicks_at_the_most(evening: Evening) -> None:
    with evening.program() as program:
        hand = Hand(program)
        program.click("Groups", kind="QToolButton")
        hand.click("Today", kind="QToolButton")
        hand.click("Start the session")
        program.wait_for_focus("Amina, not marked")
        assert hand.clicks <= MOST_CLICKS_TO_RUN
        evening.kill(program)
    assert state_of(evening) is SessionState.RUNNING


def test_a_weekly_group_is_prepared_in_under_a_minute_and_nothing_is_typed(
    evening: Evening,
) -> None:
    with evening.program() as program:
        hand = Hand(program)
        program.wait_for(SHOWN_AFTER_UNLOCK)
        before = program.worked_seconds()
        hand.click("Prepare")
        program.wait_for("Adds up to the 90 minutes")
        hand.click("Session pack…")
        program.wait_for("Page 1 of")
        program.screenshot("few-clicks-session-pack")
        program.key("Escape")
        program.wait_until_gone("Page 1 of")
        program.scroll_to(f"Ready: {LAST_OF_THE_ROOM}", "Adds up to the 90 minutes")
        for line in lines_of_the_room(program):
            hand.click(line)
        program.wait_for("Everything is ready.")
        hand.click("Start the session")
        program.wait_for("Somebody is in distress")
        took = (program.worked_seconds() - before) / slowness()
        assert hand.clicks == USUAL_LIST + 3
        assert took + hand.clicks * A_CLICK_TAKES_SECONDS < PREPARED_WITHIN_SECONDS
