"""The way from a person's page to joining their two records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.merge_members import MergeDialog, MergeWish
from peerdesk.ui.merge_words import note_words
from peerdesk.ui.naming import called
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from peerdesk.ui.pages.people.page import PeoplePage


class Joining(QWidget):
    """A quiet button; the dialog shows what would join before anything does."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__()
        self._page = page
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.begin_button = button(
            self.tr("Here twice? Join two records…"), self.begin, weight="quiet"
        )
        layout.addWidget(row(self.begin_button, None))

    def begin(self) -> None:
        """Ask who the same person is."""
        self._page.flush()
        if self._page.shown_id:
            dialog = MergeDialog(self._page.desk, self._page.shown_id, self._page)
            dialog.wished.connect(self._join)
            dialog.open()

    def _join(self, wish: MergeWish) -> None:
        page, merges = self._page, self._page.desk.merges
        page.let_go()
        try:
            undo = merges.merge(wish.kept_id, wish.other_id, note_words)
        except PeerDeskError as error:
            page.banner.explain(error)
            return
        page.open(wish.kept_id)
        page.offer_undo(
            self.tr("Both records are one now: {name}.").format(name=called(page.member())),
            partial(merges.take_back, undo),
            stays=True,
        )
