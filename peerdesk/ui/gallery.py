"""Every page drawn to a picture, without a screen: for the demo, the README and for looking at."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from peerdesk.settings import SettingsStore
from peerdesk.ui import theme
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.shell import Shell
from peerdesk.ui.slices import all_is_shown

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

SIZE = QSize(1280, 720)
"""The smallest laptop that PeerDesk is made for."""


def draw_every_page(desk: Desk, folder: Path) -> list[Path]:
    """Draw each page of `desk` in light, dark and high contrast to PNG files in `folder`.

    Needs an application object, or makes one on Qt's offscreen platform. Gives the files.
    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _offscreen_application()
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for name in ("light", "dark", "contrast"):
        theme.apply(application, name)
        drawn += _draw(application, desk, folder, name)
    return drawn


def _offscreen_application() -> QApplication:
    return QApplication(["PeerDesk", "-platform", "offscreen"])


def _draw(application: QApplication, desk: Desk, folder: Path, look: str) -> list[Path]:
    drawn = []
    with TemporaryDirectory(prefix="peerdesk-gallery-") as place:
        jobs = Jobs(application)
        settings = SettingsStore(Path(place) / "settings.json")
        shell = Shell(PageContext(desk, settings, jobs, Wishes()), PAGES)
        # Drawn all the same; asked for a window, the offscreen platform only warns of its limits.
        shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        shell.resize(SIZE)
        shell.show()
        for page in PAGES:
            shell.show_page(page.name)
            application.processEvents()
            while jobs.busy or not all_is_shown(shell):
                application.processEvents()
            path = folder / f"{page.name}-{look}.png"
            if not shell.grab().save(str(path)):
                raise OSError(path)
            drawn.append(path)
        shell.put_away()
    return drawn
