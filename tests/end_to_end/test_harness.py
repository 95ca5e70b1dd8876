"""The harness itself, proven on a tiny program before PeerDesk is driven with it."""

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from patience import NotInTimeError
from PIL import Image
from program import Program

pytestmark = pytest.mark.xdist_group("screen")

TINY = (str(Path(__file__).parent / "tiny.py"),)
Start = Callable[[Sequence[str]], Program]


@pytest.fixture
def tiny(start: Start) -> Program:
    return start(TINY)


def test_typed_words_arrive_in_the_field_that_was_clicked(tiny: Program) -> None:
    with tiny:
        tiny.fill("Your word", "Zoë & 木, quietly (2)")
        tiny.click("Say it")
        tiny.wait_for("You said Zoë & 木, quietly (2)")


def test_rows_of_a_list_can_be_clicked(tiny: Program) -> None:
    with tiny:
        assert not tiny.find("Second row").checked
        tiny.click("Second row")
        tiny.wait_until_gone("Nothing yet")
        assert tiny.find("Second row").checked


def test_a_modal_dialog_hides_what_is_behind_it_from_the_mouse(tiny: Program) -> None:
    with tiny:
        tiny.click("Ask me")
        tiny.wait_for("Shall we?")
        with pytest.raises(NotInTimeError, match="Say it"):
            tiny.click("Say it", seconds=0.5)
        tiny.click("Yes")
        tiny.wait_for("Answered Yes")


def test_what_is_not_there_is_told_with_what_is(tiny: Program) -> None:
    with tiny, pytest.raises(NotInTimeError, match="Nothing yet"):
        tiny.wait_for("Anything else", seconds=0.5)


def test_a_picture_shows_the_window(tiny: Program) -> None:
    with tiny:
        tiny.wait_for("Nothing yet")
        picture = tiny.screenshot("tiny")
    colours = Image.open(picture).convert("RGB").getcolors(1_000_000)
    assert colours is not None
    assert len(colours) > 5


def test_a_program_that_begins_anew_keeps_its_number_and_loses_its_memory(tiny: Program) -> None:
    with tiny:
        tiny.fill("Your word", "marigoldwhisper")
        tiny.click("Say it")
        tiny.wait_for("You said marigoldwhisper")
        before = tiny.pid
        assert tiny.memory_holds("marigoldwhisper")
        tiny.click("Things")
        tiny.click("Begin anew")
        tiny.wait_for("Nothing yet")
        assert tiny.pid == before
        assert tiny.is_running
        assert not tiny.memory_holds("marigoldwhisper")


def test_a_program_that_ends_is_told_at_once(start: Start) -> None:
    program = start(("-c", "raise SystemExit('it went wrong')"))
    with program, pytest.raises(NotInTimeError, match="it went wrong"):
        program.wait_for("Anything")


def abort(tiny: Program) -> None:
    with tiny:
        tiny.wait_for("Nothing yet")
        os.kill(tiny.pid, signal.SIGABRT)
        tiny.wait_for("Anything else")


def test_a_failure_keeps_what_the_program_said_and_how_it_ended(tiny: Program) -> None:
    with pytest.raises(NotInTimeError, match="the program ended with -6"):
        abort(tiny)
    kept = (tiny.pictures / "failed.txt").read_text("utf-8")
    assert "exit code: -6" in kept
    assert "Fatal Python error: Aborted" in kept
