"""The Vault page's log: in words, without names."""

import time
from pathlib import Path

import pytest
from checks import shown, surroundings
from PySide6.QtWidgets import (
    QTableWidget,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.ui.pages.vault import VaultPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = VaultPage(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def test_the_log_shows_every_kind_in_words_and_no_name(desk: Desk, page: VaultPage) -> None:
    desk.members.save(Member(chosen_name="Planted"))
    for kind in LogKind:
        desk.note_in_log(kind)
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(3)
    (table,) = (each for each in page.findChildren(QTableWidget) if each.accessibleName() == "Log")
    cells = [
        item.text()
        for line in range(table.rowCount())
        for column in range(table.columnCount())
        if (item := table.item(line, column)) is not None
    ]
    assert "Changed: people" in cells
    assert "Robin" in cells
    assert not {kind.value for kind in LogKind} & set(cells)
    assert not any("Planted" in cell for cell in cells)


def test_a_lock_says_what_caused_it(desk: Desk, page: VaultPage) -> None:
    for trigger in LockTrigger:
        desk.note_in_log(LogKind.LOCKED, trigger)
    page.open("log")
    (table,) = (each for each in page.findChildren(QTableWidget) if each.accessibleName() == "Log")
    shown = {item.text() for line in range(table.rowCount()) if (item := table.item(line, 1))}
    assert "Locked: the computer went to sleep" in shown
    assert not shown & {f"Locked: {trigger}" for trigger in LockTrigger}


def test_a_full_log_is_shown_quickly(desk: Desk, page: VaultPage) -> None:
    with desk.change(None):
        for number in range(500):
            desk.log.write(LogKind.PRINTED, "rules_sheet", number + 1)
    began = time.perf_counter()
    page.refresh()
    assert time.perf_counter() - began < 0.25
