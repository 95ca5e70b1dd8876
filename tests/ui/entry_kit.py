"""What the tests of the entry screens share: real services at the least cost of a key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from peerdesk.app import create_desk, open_desk, restore_backup, sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.settings import SettingsStore
from peerdesk.ui.entry.services import EntryServices
from peerdesk.ui.widgets.banner import Banner
from peerdesk.vault.kdf import FLOOR


class Opened:
    """The desks that a screen opened; the test closes them."""

    def __init__(self) -> None:
        self.desks: list[Desk] = []

    def keep(self, desk: Desk) -> None:
        self.desks.append(desk)

    def close(self) -> None:
        for desk in self.desks:
            desk.close()


def services(folder: Path) -> EntryServices:
    """The program's own, with keys that are derived quickly."""
    return EntryServices(
        settings=SettingsStore(folder / "settings.json"),
        open_desk=open_desk,
        create_desk=partial(create_desk, cost=FLOOR),
        restore=restore_backup,
        sample_desk=sample_desk,
    )


def field(screen: QWidget, name: str) -> QLineEdit:
    """The line that a screen reader calls `name`."""
    (found,) = (line for line in screen.findChildren(QLineEdit) if line.accessibleName() == name)
    return found


def button(screen: QWidget, name: str) -> QPushButton:
    """The button that is called `name`."""
    (found,) = (
        each
        for each in screen.findChildren(QPushButton)
        if each.accessibleName() == name and not each.isHidden()
    )
    return found


def said(screen: QWidget) -> str:
    """What the screen's banner says."""
    banner = screen.findChild(Banner)
    return banner.text if isinstance(banner, Banner) else ""


def is_said(screen: QWidget, words: str) -> Callable[[], bool]:
    """Whether the banner says these words by now."""

    def check() -> bool:
        return words in said(screen)

    return check
