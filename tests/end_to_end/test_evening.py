"""A facilitator's evening, from an empty computer to a backup restored on another one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from main_job import (
    add_group_with_members,
    create_vault,
    export_backup,
    find_note,
    hold_session,
    lock,
    preview_handout,
    restore,
    unlock,
)
from program import Program

pytestmark = pytest.mark.xdist_group("screen")

Start = Callable[..., Program]


def test_what_was_noted_is_found_after_a_lock_and_on_another_computer(
    start: Start, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = stick / "evening.peerdesk-backup"
    with start(home="first") as program:
        create_vault(program)
        add_group_with_members(program)
        hold_session(program)
        preview_handout(program)
        export_backup(program, backup)
        lock(program)
        unlock(program)
        find_note(program, "14-found")
        assert program.complaints() == ""
    with start(home="second") as program:
        restore(program, backup)
        find_note(program, "16-found-in-the-restored-vault")
        assert program.complaints() == ""
