"""The disk fills in the middle of a session, in a real window: what is typed, marked and locked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from evening import Evening, go_on_from_today
from full_evening import MORE, NOTE, REFUSED, begin_with_a_note, text_kept, type_on_a_full_disk
from patience import wait_until
from small_disks import full, small_disk
from window_fixtures import Start

from peerdesk.domain.sessions import Presence
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind

pytestmark = [pytest.mark.campaign, pytest.mark.xdist_group("screen")]

RUNNING = "Somebody is in distress"


@pytest.fixture
def evening(
    start: Start, template_vault: Path, passphrase: str, tmp_path: Path
) -> Iterator[Evening]:
    """On a small disk of its own."""
    with small_disk(tmp_path, mib=24) as disk:
        (disk / "evening").mkdir()
        shutil.copytree(template_vault, disk / "evening" / "vault")
        yield Evening(start, VaultFolder(disk / "evening" / "vault"), passphrase)


def test_typing_goes_on_and_is_saved_when_there_is_room_and_a_mark_is_answered_honestly(
    evening: Evening,
) -> None:
    disk = evening.folder.root.parent.parent
    with evening.program() as program:
        begin_with_a_note(program)
        with full(disk):
            type_on_a_full_disk(program)
            program.screenshot("full-1-typing")
            program.key("F2")
            program.wait_for_focus("Amina, Present")
            program.key("Down", "p")
            program.wait_for(REFUSED)
            program.wait_for("Bo, not marked")
            program.wait_for("1 of 4 are here")
            assert not program.find("Bo: Present").checked
            program.screenshot("full-2-a-mark")
        program.wait_for("There is room again. Everything that you typed is saved.")
        program.key("p")
        program.wait_for("Bo, Present")
        program.screenshot("full-3-room-again")
        evening.kill(program)
    assert text_kept(evening) == NOTE + MORE
    with evening.left_behind() as desk:
        marks = desk.sessions.attendance(evening.session_id)
        assert list(marks.values()) == [Presence.PRESENT, Presence.PRESENT]
        assert {found.kind for found in desk.vault.findings} <= {FindingKind.AFTER_CRASH}


def test_a_lock_on_a_full_disk_covers_at_once_and_says_what_would_be_lost(
    evening: Evening,
) -> None:
    disk = evening.folder.root.parent.parent
    words = len((NOTE + MORE).split())
    evening.folder.reserve.mkdir()  # so that there is none, as where no room was for it
    with evening.program() as program:
        begin_with_a_note(program)
        before = program.pid
        with full(disk):
            type_on_a_full_disk(program)
            program.key("ctrl+l")
            program.wait_for(f"the disk refuses to save {words} words")
            program.wait_for("Covered")
            program.screenshot("full-4-lock-asked")
            program.click("Go on")
            program.wait_for(NOTE + MORE)
            program.key("ctrl+l")
            program.wait_for("Lock, and lose it")
        program.key("ctrl+l")
        evening.unlock(program)
        assert program.pid == before
        go_on_from_today(program, "Go on with the session", RUNNING)
        program.key("F7")
        program.wait_for(NOTE + MORE)
        with full(disk):
            program.click("Note about the session")
            program.key("ctrl+End")
            program.type(" Lost")
            program.wait_for(REFUSED)
            program.key("ctrl+l")
            program.click("Lock, and lose it")
            program.wait_for("what was typed last, and that is lost")
            program.screenshot("full-5-locked-with-a-loss")
            wait_until(lambda: program.is_running, lambda: "the prompt")
        evening.unlock(program)
        go_on_from_today(program, "Go on with the session", RUNNING)
    assert text_kept(evening) == NOTE + MORE
