"""Unlocking shows Today soon after the key is derived."""

import time
from pathlib import Path

import pytest
from pace import steps_within
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import open_desk, sample_desk
from peerdesk.settings import SettingsStore
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.shell import Shell
from peerdesk.vault import keys
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import KdfCost, derive

LIMIT_SECONDS = 0.4
PASSPHRASE = "seven quiet chairs by the window"


def test_today_shows_within_400_ms_of_the_key(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = VaultFolder(tmp_path / "vault")
    sample_desk(folder.root, PASSPHRASE).close()
    deriving = []

    def timed_derive(secret: str, salt: bytes, cost: KdfCost) -> bytearray:
        began = time.thread_time()
        key = derive(secret, salt, cost)
        deriving.append(time.thread_time() - began)
        return key

    monkeypatch.setattr(keys, "derive", timed_derive)
    settings = SettingsStore(tmp_path / "settings.json")

    def seconds_beyond_the_key() -> float:
        deriving.clear()
        began = time.thread_time()
        desk = open_desk(folder, PASSPHRASE)
        shell = Shell(PageContext(desk, settings, Jobs(QApplication.instance()), Wishes()), PAGES)
        shell.show_page("today")
        with qtbot.waitExposed(shell):
            shell.show()
        took = time.thread_time() - began - sum(deriving)
        shell.put_away()
        desk.close()
        assert deriving
        return took

    steps_within(LIMIT_SECONDS, lambda clock: clock.read("", seconds_beyond_the_key))
