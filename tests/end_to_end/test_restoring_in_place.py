"""A backup is opened by its name, compared with the vault, and takes its place: in a window."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from program import Program

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.domain.members import Member
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

Start = Callable[..., Program]


def remembered(home: Path, vault: Path) -> None:
    """As if this vault had been open last."""
    settings = home / ".config" / "PeerDesk" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"vault": str(vault)}), encoding="utf-8")


def test_a_backup_is_looked_into_and_takes_the_place_of_the_vault(
    start: Start, template_vault: Path, tmp_path: Path, passphrase: str
) -> None:
    folder = VaultFolder(tmp_path / "own")
    shutil.copytree(template_vault, folder.root)
    backup = tmp_path / "evening.peerdesk-backup"
    with closing(open_desk(folder, passphrase)) as desk:
        wren = desk.members.save(Member(chosen_name="Wren"))
        export(desk.vault, backup)
        desk.erasures.erase(wren.id)
        desk.members.save(Member(chosen_name="Juniper"))
    remembered(tmp_path / "home", folder.root)
    with start(("-m", "peerdesk", str(backup))) as program:
        process = program.pid
        program.click("Unlock my vault first, and compare…")
        program.wait_for_focus("Passphrase")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("Look inside first")
        program.wait_for_focus("Passphrase of the backup")
        program.screenshot("23-look-inside")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("What to make of it")
        assert program.see("missing after a restore: 1 person")
        program.click("Put it in the place of the vault that is open")
        program.screenshot("24-compared")
        program.click("Restore")
        program.wait_for("Welcome back")
        assert program.pid == process, "locking replaces the process"
        program.wait_for_focus("Passphrase")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("This vault was restored from a backup.")
        program.screenshot("25-restored")
        assert program.see("Erased again, because they had been erased since: 1 person.")
        assert program.complaints() == ""
    assert [path.name.partition("Z-")[2][5:] for path in folder.set_aside.iterdir()] == [
        "before-restore"
    ]
    with closing(open_desk(folder, passphrase)) as desk:
        assert desk.members.all() == []
        assert len(desk.backups.all()) == 1
