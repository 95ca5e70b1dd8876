"""How long a group's records are kept, where that differs from the vault's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.keeping_rules import KeepingRules

if TYPE_CHECKING:
    from peerdesk.ui.pages.groups.page import GroupsPage


class KeepingSection(Section):
    """The same choices as for the whole vault, and that the vault's own hold."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self.rules = KeepingRules(page.context, page.banner)
        self.column.addWidget(
            muted(
                self.tr(
                    "After this time Today asks you to look; nothing is erased by itself. Somebody "
                    "in several groups takes the longest of their times. Check this with your "
                    "organisation: a programme may have to keep its records for years."
                )
            )
        )
        self.column.addWidget(self.rules)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:  # noqa: ARG002 - nothing is typed here
        if self._page.shown_id:
            self.rules.show_rules(self._page.shown_id)
