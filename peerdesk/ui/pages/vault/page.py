"""The Vault page: everything about the vault itself rather than what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.pages.vault.backups.section import RESTORE
from peerdesk.ui.pages.vault.sections import SECTIONS
from peerdesk.ui.widgets.file_drop import BackupDrop
from peerdesk.ui.widgets.form import muted, name_control

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from peerdesk.ui.pages.vault.section import VaultSection

_TAB = "peerdesk_vault_tab"
"""Which part is shown, kept while the vault is open: other colours build the whole window anew."""


class VaultPage(Page):
    """A tab for each section, in the order of `SECTIONS`."""

    name: ClassVar[str] = "vault"
    title: ClassVar[str] = "Vault"
    icon: ClassVar[str] = "vault"
    reads: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.LOG, Kind.VAULT, Kind.BACKUP, Kind.RETENTION}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        tabs = self._tabs = QTabWidget()
        self.body.addWidget(tabs, 1)
        name_control(tabs, self.tr("Parts of this page"))
        self._sections: dict[int, VaultSection] = {}
        self._places = [QVBoxLayout() for _ in SECTIONS]
        for declared, place in zip(SECTIONS, self._places, strict=True):
            place.setContentsMargins(0, 0, 0, 0)
            holder = QWidget()
            holder.setLayout(place)
            tabs.addTab(holder, self.tr(declared.title))
        tabs.setCurrentIndex(int(context.wishes.property(_TAB) or 0))
        tabs.currentChanged.connect(self._on_tab)
        BackupDrop(self).dropped.connect(self._restore)
        where = muted(
            self.tr("This vault lies in {place}").format(place=context.desk.vault.folder.root)
        )
        self.body.addWidget(where)

    def make_ahead(self) -> Iterator[QWidget | None]:
        for index in range(len(SECTIONS)):
            section = self._section(index)
            yield None
            for _piece in section.making():
                yield None
            yield section

    def _section(self, index: int) -> VaultSection:
        """The content of a tab, made when it is first needed."""
        made = self._sections.get(index)
        if made is None:
            declared = SECTIONS[index]
            made = self._sections[index] = declared(self.context, self.banner)
            made.setAccessibleName(self.tr(declared.title))
            self._places[index].addWidget(made)
            made.show()
        return made

    @property
    def section(self) -> VaultSection:
        """The section that is shown."""
        return self._section(self._tabs.currentIndex())

    def open(self, key: int | str) -> None:
        """Show the section of that name; what follows a colon is a wish to that section."""
        name, _, wish = str(key).partition(":")
        for index, declared in enumerate(SECTIONS):
            if declared.name == name:
                self._tabs.setCurrentIndex(index)
                if wish:
                    self.section.open(wish)

    def refresh(self) -> None:
        self.section.refresh()

    def flush(self) -> None:
        for section in self._sections.values():
            section.flush()

    def begin_new(self) -> None:
        """Ctrl+N: what is made anew here is a backup."""
        self.open("backups")
        self.section.begin_new()

    def _restore(self, backup: Path) -> None:
        """Look into a backup that was dropped here."""
        self.open(f"backups:{RESTORE}{backup}")

    def _on_tab(self, index: int) -> None:
        self.context.wishes.setProperty(_TAB, index)
        self.section.refresh()
