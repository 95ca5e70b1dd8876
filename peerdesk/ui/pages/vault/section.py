"""A section of the Vault page: one tab with one purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.widgets.layout import scrolling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class VaultSection(QWidget):
    """Declares itself and is listed in `sections.SECTIONS`; the page makes a tab of it.

    `banner` is the page's own, for messages of what is done here.
    """

    name: ClassVar[str]
    """What other pages call it, as in `Wishes.go("vault", name)`."""
    title: ClassVar[str]

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__()
        self.context = context
        self.banner = banner

    def making(self) -> Iterator[None]:
        """Make what is not there yet, one piece with each step, while nobody waits for it."""
        yield from ()

    def refresh(self) -> None:
        """Show what the vault holds now. Called when the section is shown, and after changes."""

    def open(self, wish: str) -> None:
        """Do what another page asked of this section, as in `Wishes.go("vault", "name:wish")`."""

    def begin_new(self) -> None:
        """Ctrl+N while the section is shown."""

    def flush(self) -> None:
        """Keep everything that was typed and not saved yet; before leaving, and before a lock."""

    def stack(self, *cards: QWidget) -> None:
        """Show cards below one another, scrolled where the window is low."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 12, 8, 0)
        column.setSpacing(16)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(content))
