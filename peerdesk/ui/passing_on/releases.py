"""What was given to others about a person, or about a group as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.domain.releases import InformationRelease, ReleaseConsent, remarks_on
from peerdesk.ui.naming import called, veiled
from peerdesk.ui.passing_on.card import OpenCard
from peerdesk.ui.passing_on.release_fields import NOBODY, ReleaseFields, typed_values
from peerdesk.ui.passing_on.words import (
    authority_words,
    recipient_words,
    remark_words,
    told_in_a_line,
    way_words,
)
from peerdesk.ui.terms import BETWEEN, full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import at_top, column, row, with_action
from peerdesk.ui.widgets.rows import RecordRow, give_way
from peerdesk.ui.widgets.standing_line import StandingLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from peerdesk.ui.pages.records_page import RecordsPage
    from peerdesk.ui.widgets.bound_form import Values


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the card is called, and the sentence under it."""

    title: str
    about: str


class ReleaseRow(RecordRow[InformationRelease]):
    """One release, and what should be looked at about it."""

    def __init__(self, card: ReleasesCard) -> None:
        super().__init__()
        self._card = card
        self._record: InformationRelease | None = None
        self._to = give_way(plain("", style="strong"))
        self._what = give_way(plain(""))
        self._how = give_way(muted(""))
        self._remarks = StandingLine()
        self.paper = button(self.tr("Paper…"), self._on_paper, icon_name="printer")
        self.open = button(self.tr("Open"), self._on_open, weight="quiet")
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        said = column(self._to, self._what, self._how, spacing=2)
        line.addWidget(with_action(said, at_top(row(self.paper, self.open))))
        line.addWidget(self._remarks)

    def fill(self, record: InformationRelease) -> None:
        self._record = record
        to = f"{full_day(record.released_on)}{BETWEEN}{recipient_words(record)}"
        self._to.setText(to)
        self._what.setText(veiled(record.what))
        self._what.setVisible(bool(record.what))
        self._how.setText(self._card.how_in_words(record))
        remarks = self._card.remarks_in_words(record)
        self._remarks.tell(remarks, is_old=True)
        self._remarks.setVisible(bool(remarks))
        self.open.setAccessibleName(self.tr("Open the release of {to}").format(to=to))
        self.paper.setAccessibleName(self.tr("Paper that goes with it: {to}").format(to=to))

    def _on_open(self) -> None:
        if self._record is not None:
            self._card.open_record(self._record)

    def _on_paper(self) -> None:
        from peerdesk.ui.passing_on.papers import paper_with  # noqa: PLC0415 - rare

        if self._record is not None:
            self._card.offer_paper(partial(paper_with, self._card.desk, self._record))


class ReleasesCard(OpenCard[InformationRelease]):
    """Releases about one person, or (`of_group`) about one group."""

    def __init__(self, page: RecordsPage, words: CardWords, *, of_group: bool = False) -> None:
        self._of_group = of_group
        super().__init__(page, words.title, words.about, self.tr("Note a release…"))

    def beside_new(self) -> tuple[QPushButton, ...]:
        if self._of_group:
            return ()
        self.accounting = button(
            self.tr("Accounting…"), self.show_accounting, icon_name="file-text", weight="quiet"
        )
        return (self.accounting,)

    def make_fields(self) -> tuple[QWidget, tuple[QPushButton, ...]]:
        self.fields = ReleaseFields(self.form, of_group=self._of_group)
        self.fields.consent.activated.connect(self._take_over_consent)
        self.remarks = StandingLine()
        return column(self.fields, self.remarks, spacing=12), ()

    def show_accounting(self) -> None:
        """Everything that was given about the person, to read and to hand over."""
        from peerdesk.ui.dialogs.accounting import AccountingDialog  # noqa: PLC0415 - rare

        self.page.autosave.flush()
        if not self.page.shown_id:
            return
        member = self.desk.members.get(self.page.shown_id)
        AccountingDialog(self.page.context, member, self.page.clock.now, self.page).open()

    def how_in_words(self, release: InformationRelease) -> str:
        """Why, how, whether the person knows, and who gave it."""
        parts = [authority_words(release.authority), way_words(release.way)]
        if not self._of_group:
            parts.append(told_in_a_line(release.told))
        giver = self.desk.directory.person(release.given_by_id or NOBODY)
        if giver is not None:
            parts.append(self.tr("by {name}").format(name=called(giver)))
        return BETWEEN.join(parts)

    def remarks_in_words(self, release: InformationRelease) -> str:
        """What should be looked at, in a sentence each; nothing is ever refused."""
        consent = self._consent_of(release)
        part2 = self.desk.releases.part2_of_release(release)
        found = remarks_on(release, consent, part2)
        return " ".join(remark_words(remark) for remark in found)

    def make_row(self) -> ReleaseRow:
        return ReleaseRow(self)

    def listed(self) -> Sequence[InformationRelease]:
        shown = self.page.shown_id
        if not shown:
            return []
        releases = self.desk.releases
        return releases.of_group(shown) if self._of_group else releases.of_member(shown)

    def blank(self) -> InformationRelease:
        shown = self.page.shown_id
        leading = self.desk.members.leading()
        return InformationRelease(
            released_on=self.today(),
            # Where nobody else leads a group, nobody else will have given it.
            given_by_id=leading[0].id if len(leading) == 1 else None,
            member_id=None if self._of_group else shown,
            group_id=shown if self._of_group else None,
        )

    def first_field(self) -> QWidget:
        return self.fields.what

    def fill(self, record: InformationRelease) -> None:
        self.fields.offer_consents(self._consents())
        self.fields.offer_givers(self.desk.members.leading(), record.given_by_id)
        self.fields.show_release(record)

    def changed(self, record: InformationRelease, changes: Values) -> InformationRelease:
        return replace(record, **typed_values(changes))  # type: ignore[arg-type] # the fields give each attribute its type

    def present(self, record_id: int) -> InformationRelease:
        return self.desk.releases.get(record_id)

    def keep_record(self, record: InformationRelease) -> InformationRelease:
        return self.desk.releases.keep(record)

    def take_out(self, record: InformationRelease) -> Callable[[], object]:
        self.desk.releases.remove(record)
        return partial(self.desk.releases.bring_back, record)

    def tell(self, record: InformationRelease) -> None:
        remarks = "" if record.is_blank else self.remarks_in_words(record)
        self.remarks.tell(remarks, is_old=True)
        self.remarks.setVisible(bool(remarks))

    def _consents(self) -> Sequence[ReleaseConsent]:
        if self._of_group or not self.page.shown_id:
            return []
        return self.desk.consents.of_member(self.page.shown_id)

    def _consent_of(self, release: InformationRelease) -> ReleaseConsent | None:
        if release.consent_id is None:
            return None
        return self.desk.consents.get(release.consent_id)

    def _take_over_consent(self, _index: int) -> None:
        """What the chosen consent says stands where nothing was typed yet."""
        consent_id = self.fields.consent.currentData()
        if consent_id:
            self.fields.take_over(self.desk.consents.get(consent_id))
            self.page.autosave.touch()
            self.page.autosave.flush()
