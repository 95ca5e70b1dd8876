"""Paper from a real window to a real CUPS: what is printed is what was chosen and seen.

The network filter is in force there, which lets `lp` reach nothing but the UNIX socket.
"""

from pathlib import Path

import main_job
import pytest
from cups_kit import missing, private_cups
from program import Program
from screen import Screen, wait_until

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

        program.key("alt+z", "Down")
        program.wait_for("Large, 18 point")
        program.key("ctrl+p")
        program.wait_for("On both sides of the paper")
        program.screenshot("21-printing")
        program.click("Print", kind="QPushButton")
        program.wait_for("The printer has it")

        wait_until(lambda: cups.printed.endswith(b"%%EOF\n"), 20, lambda: "the printed pages")
        assert cups.printed.startswith(b"%PDF")
        assert "sides=two-sided-long-edge" in cups.options
        program.key("Escape")
        program.wait_until_gone("Page 1 of")
        assert program.complaints() == ""
