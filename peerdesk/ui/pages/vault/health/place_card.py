"""Where the vault lies, and who else has their hands on that place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.ui.messages.surroundings import surroundings_in_words
from peerdesk.ui.widgets.layout import Card, clear_layout, column
from peerdesk.ui.widgets.picture_line import PictureLine
from peerdesk.vault.surroundings import Surroundings, look_around

if TYPE_CHECKING:
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext


class PlaceCard(Card):
    """Looked at anew whenever the section is shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(self.tr("Where the vault lies"))
        self._context = context
        self._looking = False
        self._lines = column(spacing=6)
        self.body.addWidget(self._lines)

    def refresh(self) -> None:
        """Look around in the background: a sleeping disk takes seconds to answer."""
        if self._looking:
            return
        self._looking = True
        root = self._context.desk.vault.folder.root

        def work(_task: Task) -> Surroundings:
            return look_around(root)

        self._context.jobs.run(work).then(self._on_looked)

    def _on_looked(self, found: Surroundings) -> None:
        self._looking = False
        layout = self._lines.layout()
        if layout is None:
            return
        clear_layout(layout)
        for words in surroundings_in_words(found):
            layout.addWidget(PictureLine(words, good=False))
        if found.are_quiet:
            quiet = self.tr("No sync program and no other computer was found to use this folder.")
            layout.addWidget(PictureLine(quiet, good=True))
