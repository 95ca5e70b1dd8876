"""The sidebar: the vault's name, the search, the pages; at the foot the curtain and the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from peerdesk.ui.icons import beside_words, icon
from peerdesk.ui.naming import is_masked
from peerdesk.ui.widgets.finder import FinderField
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import scrolling

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.ui.pages.page import Page

LEAST_WIDTH = 208
MARGIN = 10
AROUND_WORDS = 66
"""Pixels at both sides of an entry and within it."""


class Sidebar(QWidget):
    """Leads to the pages. On a low screen they scroll, with the backup; the lock stays in sight."""

    page_wanted = Signal(str, object)
    """Carries a page's name and the key of a record on it, or None."""
    curtain_wanted = Signal()
    mask_wanted = Signal()
    """Mask names, or show them again."""
    lock_wanted = Signal()

    def __init__(self, desk: Desk, pages: tuple[type[Page], ...]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name_control(self, self.tr("Pages"))
        cover = self.tr("Cover the screen")
        words = self.fontMetrics().horizontalAdvance(cover)
        self.setFixedWidth(max(LEAST_WIDTH, words + beside_words().width() + AROUND_WORDS))
        self.finder = FinderField(desk, pages)
        self.finder.chosen.connect(self.page_wanted)
        self._buttons = {page.name: self._page_button(page, n) for n, page in enumerate(pages, 1)}
        self._state = muted("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        self._area = scrolling(self._top(desk.vault.name))
        column.addWidget(self._area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 4, MARGIN, 0)
        foot.setSpacing(4)
        curtain = self._button(cover, "eye-closed", f"{cover} (F9)")
        curtain.clicked.connect(self._on_curtain)
        foot.addWidget(curtain)
        self._mask = self._button(self.tr("Mask names"), "eye-off", f"{self.tr('Mask names')} (F8)")
        self._mask.setCheckable(True)
        self._mask.setChecked(is_masked())
        self._mask.clicked.connect(self.mask_wanted)
        foot.addWidget(self._mask)
        lock = self._button(self.tr("Lock"), "lock", f"{self.tr('Lock')} (Ctrl+L)")
        lock.clicked.connect(self._on_lock)
        foot.addWidget(lock)
        column.addLayout(foot)

    def show_state(self, text: str) -> None:
        """Put the last backup into words at the foot."""
        self._state.setText(text)

    def show_masking(self, *, masked: bool) -> None:
        """Show whether names are masked."""
        self._mask.setChecked(masked)

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self._buttons[name].setChecked(True)
        self._area.ensureWidgetVisible(self._buttons[name])

    def focus(self, name: str) -> None:
        """Put the keyboard on a page's entry."""
        self._buttons[name].setFocus()

    def _top(self, vault_name: str) -> QWidget:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(MARGIN, 14, MARGIN, 4)
        column.setSpacing(4)
        column.addWidget(plain(vault_name, style="sectionTitle"))
        column.addWidget(self.finder)
        column.addSpacing(8)
        for entry in self._buttons.values():
            column.addWidget(entry)
        column.addStretch(1)
        column.addWidget(self._state)
        return top

    def _page_button(self, page: type[Page], number: int) -> QToolButton:
        title = self.tr(page.title)
        made = self._button(title, page.icon, f"{title} (Ctrl+{number})")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setProperty("page", page.name)
        made.clicked.connect(self._on_page)
        return made

    def _button(self, text: str, icon_name: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setIcon(icon(icon_name))
        made.setIconSize(beside_words())
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setMinimumHeight(38)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolTip(tip)
        name_control(made, text)
        return made

    def _on_page(self) -> None:
        self.page_wanted.emit(str(self.sender().property("page")), None)

    def _on_curtain(self) -> None:
        self.curtain_wanted.emit()

    def _on_lock(self) -> None:
        self.lock_wanted.emit()
