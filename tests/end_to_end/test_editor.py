"""The script editor in a real window, with a real keyboard and a real mouse."""

import secrets
import time
from pathlib import Path

import pytest
from patience import wait_until
from program import Program
from window_fixtures import Start

from peerdesk.app import create_desk
from peerdesk.domain.groups import Group
from peerdesk.domain.recovery_words import generate
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

PASSPHRASE = "seven quiet chairs by the window"
STEPS = 12

pytestmark = pytest.mark.xdist_group("screen")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with one group and the built-in scripts."""
    root = tmp_path / "vault"
    recovery = generate(word_list(), secrets.randbelow)
    desk = create_desk(
        VaultFolder(root),
        passphrase=PASSPHRASE,
        label="Robin",
        recovery=recovery,
        name="Harbour House",
        cost=FLOOR,
    )
    desk.groups.save(Group(name="Harbour circle", place="the upstairs room"))
    desk.close()
    return root


def drag(program: Program, what: str, below: str) -> None:
    """Drag a line of the outline to the lower half of another one."""
    (left, top), target = program.find(what).centre, program.find(below).rectangle
    bottom = target[1] + target[3] - 4
    program.screen.xdotool("mousemove", str(left), str(top), "mousedown", "1")
    for step in range(STEPS + 1):
        height = top + (bottom - top) * step // STEPS
        program.screen.xdotool("mousemove", str(left + step), str(height))
        time.sleep(0.03)
    program.screen.xdotool("mouseup", "1")


def test_a_script_is_made_ours_by_keyboard_and_mouse(start: Start, vault: Path) -> None:
    with start(("-m", "peerdesk", "--vault", str(vault))) as program:
        program.wait_for("Passphrase")
        program.type(PASSPHRASE)
        program.key("Return")
        program.wait_for("Ground rules")
        program.key("ctrl+4")
        program.click("Short form for a returning group")
        program.click("Duplicate to make it ours")
        program.wait_for("Short form for a returning group, ours")

        program.click("1  Welcome")
        program.click("Words to read aloud")
        program.key("ctrl+End", "Return")
        program.type("{pl")
        program.wait_for("{place}: where it meets")
        program.key("Return")
        program.type(" is ours tonight.")
        program.wait_for("the upstairs room is ours tonight.")
        program.screenshot("editor-preview")

        second = next(one for one in program.controls() if one.text.startswith("2  ")).text
        drag(program, "1  Welcome", second)
        program.wait_for("2  Welcome")
        program.screenshot("editor-dragged")
        program.key("ctrl+z")
        program.wait_for("1  Welcome")

        program.click("Compare…")
        program.wait_for("Words that are new: 4")
        program.screenshot("editor-compared")
        program.key("Escape")
        wait_until(lambda: not program.see("Words that are new"), lambda: "the window gone")
        assert program.complaints() == ""


def test_a_script_is_read_aloud_on_the_full_screen_and_ctrl_l_locks_there(
    start: Start, vault: Path
) -> None:
    with start(("-m", "peerdesk", "--vault", str(vault))) as program:
        program.wait_for("Passphrase", 60)
        program.type(PASSPHRASE)
        program.key("Return")
        program.wait_for("Ground rules", 60)
        program.key("ctrl+4")
        program.click("Read aloud…")
        program.wait_for("Nothing of this is kept: neither that it was read nor to whom.")
        program.wait_for("Part 1 of")
        program.key("Next")
        program.wait_for("Part 2 of")
        program.key("F11")
        program.wait_for("Window")
        program.screenshot("26-read-aloud")

        program.key("F9")
        program.wait_for("Covered")
        program.key("F9")
        program.wait_until_gone("Covered")
        program.key("ctrl+l")
        program.wait_for("Your vault is locked", 60)
        assert program.complaints() == ""
