"""The window that hands somebody a copy of everything about them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import surroundings, too_small, without_a_name
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from vault_page_kit import save_as, type_into_next_dialog

from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.dialogs.what_is_held import WhatIsHeldDialog


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[WhatIsHeldDialog]:
    member = desk.members.save(Member(chosen_name="Zoë"))
    context = surroundings(desk, tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    opened = WhatIsHeldDialog(context, member, SystemClock(), parent)
    opened.open()
    yield opened
    context.jobs.wait()


def test_both_files_leave_after_the_passphrase_and_are_logged(
    qtbot: QtBot,
    desk: Desk,
    dialog: WhatIsHeldDialog,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for control, path, kind in (
        (dialog.pdf_button, tmp_path / "copy", LogKind.SAVED_PDF),
        (dialog.file_button, tmp_path / "copy.json", LogKind.EXPORTED),
    ):
        save_as(monkeypatch, path)
        type_into_next_dialog(passphrase)
        control.click()
        qtbot.waitUntil(lambda: "not encrypted" in dialog.banner.text)
        entry = desk.log.latest(kind)
        assert entry is not None
        assert entry.subject == "held"
        dialog.banner.clear()
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "copy.json").read_text("utf-8"))["name"] == "Zoë"


def test_without_the_right_passphrase_nothing_leaves(
    qtbot: QtBot, dialog: WhatIsHeldDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "copy.pdf")
    for way in (dialog.pdf_button, dialog.file_button, dialog.print_button):
        type_into_next_dialog("not the right one at all")
        way.click()
        qtbot.waitUntil(lambda: "does not open this vault" in dialog.banner.text)
        assert way.isEnabled()
        dialog.banner.clear()
    assert list(tmp_path.glob("copy*")) == []
    assert dialog.findChild(PrintDialog) is None


def test_neither_title_nor_file_name_has_a_name(dialog: WhatIsHeldDialog) -> None:
    assert "Zoë" not in dialog.windowTitle()


def test_every_control_has_a_name_and_is_large_enough(dialog: WhatIsHeldDialog) -> None:
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
