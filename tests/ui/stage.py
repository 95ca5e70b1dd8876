"""The whole program on a stage: the window over a sample vault, at any size, theme and text size.

`scenes.py` brings it to each place that somebody may look at; `sight.py` measures what is seen.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import checks
from patience import PATIENCE_SECONDS
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from peerdesk.desk.desk import Desk
from peerdesk.settings import SettingsStore
from peerdesk.ui import theme
from peerdesk.ui.entry.window import EntryWindow
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import Page, PageContext, Wishes
from peerdesk.ui.shell import Shell

W = TypeVar("W", bound=QWidget)
BEFORE_IT_BEGINS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody has set their computer."""

    colours: str = "light"
    points: int = theme.BODY_POINTS
    size: QSize = field(default_factory=lambda: QSize(1280, 720))

    def put_on(self, application: QApplication) -> None:
        """Show everything that is made from now on this way."""
        wanted = QFont(application.font())
        wanted.setPointSize(self.points)
        application.setFont(wanted)
        theme.apply(application, self.colours)


TWICE = 2 * theme.BODY_POINTS
"""The body size at 200 % text."""


class Stage:
    """One window over one vault, a quarter of an hour before the next session begins."""

    def __init__(self, desk: Desk, folder: Path, look: Look) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        look.put_on(application)
        self.application, self.desk, self.folder, self.look = application, desk, folder, look
        self.clock = checks.MovingClock(before_the_next_session(desk))
        self.jobs = Jobs(application)
        self.others: list[Jobs] = []
        """What else is to be waited for."""
        self.context = PageContext(
            desk,
            SettingsStore(folder / "settings.json"),
            self.jobs,
            Wishes(),
            clock=self.clock,
        )
        self.shell = Shell(self.context, PAGES)
        self.shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.shell.resize(look.size)
        self.shell.show()

    def close(self) -> None:
        """Let go of everything."""
        self.settle()
        self.shell.flush()
        self.shell.put_away()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Until nothing moves any more."""
        ends = time.monotonic() + PATIENCE_SECONDS
        for _ in range(3):
            self.application.processEvents()
            for jobs in (self.jobs, *self.others):
                while jobs.busy and time.monotonic() < ends:
                    jobs.wait()
                    self.application.processEvents()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.application.processEvents()

    def wait(self, milliseconds: int) -> None:
        """Let timers fire."""
        ends = time.monotonic() + milliseconds / 1000
        while time.monotonic() < ends:
            self.application.processEvents()
            time.sleep(0.01)

    def page(self, name: str, key: int | str | None = None) -> Page:
        """Go to a page, as by the sidebar or from another page."""
        self.shell.show_page(name, key)
        self.settle()
        page = self.shell.page
        assert page is not None
        return page

    def click(self, words: str, within: QWidget | None = None) -> None:
        """Press the one visible button of that text or name."""
        found = [
            each
            for each in (within or self.shell).findChildren(QAbstractButton)
            if each.isVisible() and words in {each.text().replace("&", ""), each.accessibleName()}
        ]
        assert found, f"no button {words!r}"
        found[0].click()
        self.settle()

    def dialog(self, opening: Callable[[], object] | None = None) -> QDialog:
        """The dialog that is open, or that `opening` opens."""
        if opening is not None:
            opening()
        self.settle()
        dialogs = [
            each
            for each in self.application.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ]
        assert dialogs, "no dialog is open"
        return dialogs[-1]

    def put_away(self, dialog: QDialog) -> None:
        """Close a dialog without doing what it offers."""
        if isValid(dialog):
            dialog.reject()
        self.settle()

    def child(self, kind: type[W], within: QWidget | None = None) -> W:
        """The first visible widget of a kind."""
        found = (within or self.shell).findChildren(kind)
        visible = [each for each in found if each.isVisible()]
        assert visible, f"no {kind.__name__}"
        return visible[0]

    def copy_of_vault(self) -> Path:
        """A copy of the vault's folder, to look at while locked."""
        place = self.folder / "locked vault"
        if not place.exists():
            shutil.copytree(self.desk.vault.folder.root, place)
        return place

    def entry(self) -> EntryWindow:
        """The window before a vault is open."""
        window = EntryWindow()
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(QSize(900, 680).boundedTo(self.look.size - QSize(0, 36)))
        window.show()
        return window


def before_the_next_session(desk: Desk) -> datetime:
    """A quarter of an hour before the next planned session."""
    now = datetime.now()  # noqa: DTZ005 - local
    planned = [each.starts_at for each in desk.sessions.planned(now)]
    return min(planned, default=checks.NOON) - BEFORE_IT_BEGINS


def further_down(widget: QWidget) -> Iterator[int]:
    """Scroll the largest area of `widget` page by page; gives the number of each page after 1."""
    areas = [
        each
        for each in widget.findChildren(QScrollArea)
        if each.isVisible() and each.verticalScrollBar().maximum() > 0
    ]
    if not areas:
        return
    area = max(areas, key=lambda each: each.width() * each.height())
    bar = area.verticalScrollBar()
    bar.setValue(0)
    number = 1
    while bar.value() < bar.maximum():
        number += 1
        bar.setValue(bar.value() + int(bar.pageStep() * 0.9))
        yield number
    bar.setValue(0)
