"""What left a group about the group as a whole, and whether 42 CFR Part 2 holds for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.releases import Part2
from peerdesk.ui.passing_on.legal_texts import LegalTextsEditor
from peerdesk.ui.passing_on.releases import CardWords, ReleasesCard
from peerdesk.ui.passing_on.words import part2_words
from peerdesk.ui.widgets.bound_form import BoundForm, choices
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.ui.pages.groups.page import GroupsPage
    from peerdesk.ui.widgets.bound_form import Values


class PassedOn(QWidget):
    """Numbers for a funder, a report about the group: what names nobody leaves as well."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__()
        self._page = page
        self.form = BoundForm(page.autosave, self._keep)
        self.part2 = self.form.bind(
            "part2",
            self.tr("Does 42 CFR Part 2 hold for this group?"),
            choices(*((each.value, part2_words(each)) for each in Part2)),
            help_text=self.tr("Check this with your organisation."),
        )
        self.texts = LegalTextsEditor(page)
        self.releases = ReleasesCard(
            page,
            CardWords(
                self.tr("What left the group"),
                self.tr(
                    "What somebody outside was told about the group as a whole, such as how many "
                    "came. What was given about one person is noted on their page."
                ),
            ),
            of_group=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.releases)
        layout.addWidget(self._law())

    def _law(self) -> Card:
        card = Card(self.tr("Records about substance use, in the United States"))
        card.body.addWidget(
            muted(
                self.tr(
                    "42 CFR Part 2 protects records of programmes that are known to help with "
                    "substance use and get federal support of some kind. Where it holds, a release "
                    "goes with a notice and says what was consented to, and people may ask for an "
                    "accounting of three years. Most peer groups that stand alone are not under it."
                )
            )
        )
        card.body.addWidget(self.form)
        card.body.addSpacing(8)
        card.body.addWidget(self.texts)
        return card

    def show_record(self, *, fresh: bool) -> None:
        """Show what the desk holds."""
        self.form.show_values({"part2": self._page.group().part2.value}, fresh=fresh)
        self.texts.show_texts(fresh=fresh)
        self.texts.setVisible(self._page.group().part2.may_apply)
        self.releases.show_records(fresh=fresh)

    def save(self) -> None:
        """Save what was typed. Raises what the desk refuses."""
        self.form.save()
        self.texts.save()
        self.releases.save()

    def _keep(self, changes: Values) -> None:
        self._page.keep_group({"part2": Part2(str(changes["part2"]))})
