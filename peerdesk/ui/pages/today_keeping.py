"""Today's quiet card about what has been kept as long as the rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.retention import due_in_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.keeping_rules import counted_now
from peerdesk.ui.widgets.layout import Card, column, row

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.retention import RetentionKind
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.pages.page import PageContext

PAUSE_MILLISECONDS = 300


class KeepingCard(Card):
    """Hidden while nothing is due. Counting is a job, done anew where something was saved since."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(self.tr("Time to look through"))
        self._context = context
        self._counted_at: tuple[int, date] | None = None
        self._looking: Latest[dict[RetentionKind, int]] = Latest(context.jobs)
        self.destroyed.connect(self._looking.drop)
        self.words = plain("")
        self.body.addWidget(self.words)
        self.body.addWidget(
            muted(
                self.tr(
                    "Nothing goes before you decide about it, and it can wait for a quiet hour."
                )
            )
        )
        self.look = button(self.tr("Look through…"), self._look)
        self.body.addWidget(row(self.look, None))
        # The page is there first: nobody waits for this one.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MILLISECONDS)
        self._soon.timeout.connect(self._count)
        self.hide()

    def refresh(self) -> None:
        """Count again in a moment where anything was saved since, or another day has begun."""
        if not self._soon.isActive():
            self._soon.start()

    def _count(self) -> None:
        desk = self._context.desk
        if desk.vault.is_closed or not self.window().isVisible():
            return
        now = desk.generation, self._context.clock.now().date()
        if now == self._counted_at:
            return
        self._counted_at = now
        self._looking.run(counted_now(desk.vault, now[1]), self._show, self._on_failed)

    def _show(self, counts: dict[RetentionKind, int]) -> None:
        said = due_in_words(counts)
        self.words.setText(self.tr("Kept as long as your rules say: {said}.").format(said=said))
        self.setVisible(bool(said))

    def _on_failed(self, _error: PeerDeskError) -> None:
        """What can't be counted now is counted after the next change; nothing was lost by it."""
        self._counted_at = None

    def _look(self) -> None:
        from peerdesk.ui.dialogs.look_through import LookThroughDialog  # noqa: PLC0415 - rare

        LookThroughDialog(self._context, self.window()).open()


def below_cards(cards: QWidget, keeping: KeepingCard) -> QWidget:
    """The card under the others of its side; what is left of the height belongs to none of them."""
    holder = column(cards, keeping, QWidget(), spacing=16)
    holder.setContentsMargins(0, 0, 8, 0)
    layout = holder.layout()
    if isinstance(layout, QVBoxLayout):
        layout.setStretch(2, 1)
    return holder
