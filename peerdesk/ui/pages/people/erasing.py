"""The ways from a person's page to a copy of all that is held about them, and to erasing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.erase_member import EraseMemberDialog
from peerdesk.ui.dialogs.erased_in_backups import ErasedInBackupsDialog
from peerdesk.ui.dialogs.what_is_held import WhatIsHeldDialog
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.layout import flowing

if TYPE_CHECKING:
    from peerdesk.ui.pages.people.page import PeoplePage


class Erasing(QWidget):
    """Two quiet buttons; each dialog says everything before anything is done."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__()
        self._page = page
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.erase = button(self.tr("Erase this person…"), self.begin, weight="quiet")
        self.held = button(
            self.tr("What is held about them?"),
            self.show_held,
            icon_name="file-text",
            weight="quiet",
        )
        layout.addWidget(flowing(self.held, self.erase))

    def show_held(self) -> None:
        """Offer this person's own copy of everything."""
        self._page.flush()
        try:
            member = self._page.member()
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return
        WhatIsHeldDialog(self._page.context, member, self._page.clock, self._page).open()

    def begin(self) -> None:
        """Show what would go and what would stay."""
        self._page.flush()
        try:
            member = self._page.member()
            dialog = EraseMemberDialog(self._page.context, member.id, self._page)
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return
        dialog.beginning.connect(self._page.let_go)
        dialog.backups_wanted.connect(self._look_at_backups)
        dialog.open()

    def _look_at_backups(self) -> None:
        ErasedInBackupsDialog(self._page.context, self._page).open()
