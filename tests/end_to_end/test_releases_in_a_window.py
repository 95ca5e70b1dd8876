"""A consent, what was given under it, and taking it back, as a facilitator does it in a window."""

from pathlib import Path

import main_job
import pytest
from program import Program
from screen import Screen

pytestmark = pytest.mark.xdist_group("screen")
RECIPIENT, GIVEN, SCOPE = "Doctor Kestrel", "Fourteen evenings since spring", "How often she comes"


def test_a_consent_is_noted_used_withdrawn_and_gone_from_memory_after_a_lock(
    screen: Screen, tmp_path: Path, pictures: Path
) -> None:
    with Program(screen, tmp_path / "home", pictures) as program:
        main_job.create_vault(program)
        main_job.add_group_with_members(program)
        main_job.go_to(program, "People")
        program.click("Passed on", kind="QTabBar item")
        program.wait_for("What they allow to be given")
        program.screenshot("40-passed-on")

        program.click("Note a consent…")
        program.wait_for_focus("What may be given")
        program.type(SCOPE)
        # From field to field by the keyboard alone.
        program.key("Tab")
        program.type(RECIPIENT)
        program.key("Tab", "Tab")
        program.type("A letter to the town hall")
        program.screenshot("41-consent")
        program.scroll_to("Put it away", over="What for")
        program.wait_for("Not named yet: until when.")
        program.click("Put it away")
        program.wait_for(f"Withdraw the consent for {RECIPIENT}")

        program.scroll_to("Note a release…", over="What they allow to be given")
        program.click("Note a release…")
        program.wait_for_focus("What was given")
        program.type(GIVEN)
        program.scroll_to("Why it was allowed", over="What was given")
        program.click("Why it was allowed")
        program.key("Down", "Return")
        program.wait_for("With their consent")
        program.key("Tab")
        program.wait_for_focus("Under which consent")
        program.key("Down")
        program.screenshot("42-consent-chosen")
        tab_to(program, "Put it away")
        program.screenshot("43-release")
        program.key("Return")
        program.wait_for(GIVEN)
        program.screenshot("44-noted")

        program.click("Reaching them", kind="QTabBar item")
        program.click("Passed on", kind="QTabBar item")
        program.click(f"Withdraw the consent for {RECIPIENT}")
        program.wait_for("can't be called back")
        program.screenshot("45-withdrawn")
        program.click("Undo")
        program.wait_for(f"Withdraw the consent for {RECIPIENT}")

        main_job.lock(program)
        assert program.complaints() == ""
        for word in (RECIPIENT, GIVEN, SCOPE):
            assert not program.memory_holds(word)


def tab_to(program: Program, words: str) -> None:
    """Go from control to control by the keyboard, which the page follows."""
    for _ in range(20):
        if any(one.focus and one.is_called(words) for one in program.controls()):
            return
        program.key("Tab")
    program.wait_for_focus(words)
