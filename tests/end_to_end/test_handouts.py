"""Paper from a real window to a real CUPS: what is printed is what was chosen and seen.

The network filter is in force there, which lets `lp` reach nothing but the UNIX socket.
"""

from pathlib import Path

import main_job
import pytest
from cups_kit import missing, private_cups
from patience import wait_until
from program import Program
from screen import Screen

pytestmark = [
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(bool(missing()), reason=missing() or "CUPS is there"),
]


def test_a_sheet_is_chosen_by_keys_and_printed(
    screen: Screen, tmp_path: Path, pictures: Path
) -> None:
    with (
        private_cups() as cups,
        Program(screen, tmp_path / "home", pictures, environment=cups.environment) as program,
    ):
        main_job.create_vault(program)
        main_job.add_group_with_members(program)
        program.click("Handouts…")
        program.wait_for("Page 1 of")
        program.screenshot("20-handouts")

        standard = place(program)
        program.key("alt+z", "Down")
        # Nothing can be printed while the pages are made.
        program.wait_until_gone(standard)
        program.key("ctrl+p")
        program.wait_for("On both sides of the paper")
        program.screenshot("21-printing")
        program.click("Print", kind="QPushButton")
        program.wait_for("The printer has it")

        wait_until(lambda: cups.printed.endswith(b"%%EOF\n"), lambda: "the printed pages")
        assert cups.printed.startswith(b"%PDF")
        assert "sides=two-sided-long-edge" in cups.options
        choose_the_sign_in(program)
        program.screenshot("22-names")
        program.click("Print…")
        program.wait_for("Show what is typed")
        program.type(main_job.PASSPHRASE)
        program.key("Return")
        program.wait_for("Copies")
        program.screenshot("23-printing-names")
        program.key("Escape", "Escape")
        program.wait_until_gone("Page 1 of")
        assert program.complaints() == ""


def place(program: Program) -> str:
    """What is said of the pages: "Page 1 of 3"."""
    return next(each.text for each in program.controls() if each.text.startswith("Page 1 of"))


def choose_the_sign_in(program: Program) -> None:
    program.key("alt+n")
    program.type("sign")
    program.wait_for("Who is here tonight, by chosen names; one slip for each person.")
    program.wait_for("People are named on this paper")
