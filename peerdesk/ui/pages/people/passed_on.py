"""What left the group about one person, and what they allow to be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.passing_on.consents import ConsentsCard
from peerdesk.ui.passing_on.releases import CardWords, ReleasesCard

if TYPE_CHECKING:
    from peerdesk.ui.pages.people.page import PeoplePage


class PassedOnSection(Section):
    """Consents first, because a release points to one."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self.consents = ConsentsCard(page)
        self.releases = ReleasesCard(
            page,
            CardWords(
                self.tr("What left the group"),
                self.tr(
                    "Each time somebody outside was told something about them. What they shared "
                    "in the room is not noted here."
                ),
            ),
        )
        self.column.addWidget(self.consents)
        self.column.addSpacing(8)
        self.column.addWidget(self.releases)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:
        for card in (self.consents, self.releases):
            card.show_records(fresh=fresh)

    def save(self) -> None:
        for card in (self.consents, self.releases):
            card.save()
