"""What somebody allowed to be given to others: noted, looked at, and withdrawn with one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.releases import ReleaseConsent, Standing
from peerdesk.domain.scripts import Manner
from peerdesk.ui.naming import veiled
from peerdesk.ui.passing_on.card import OpenCard
from peerdesk.ui.passing_on.words import (
    element_words,
    given_words,
    recipient_words,
    standing_words,
)
from peerdesk.ui.terms import manner_words
from peerdesk.ui.widgets.bound_form import choices, day_field, paragraph
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import at_top, column, row, with_action
from peerdesk.ui.widgets.rows import RecordRow, give_way
from peerdesk.ui.widgets.standing_line import StandingLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from peerdesk.ui.pages.people.page import PeoplePage
    from peerdesk.ui.widgets.bound_form import Values

SIDE_BY_SIDE = 44
"""Widths of an m that two columns of fields need."""
_ENDS, _LAST_DAY = "ends", "expires_on"


class ConsentRow(RecordRow[ReleaseConsent]):
    """One consent, with the way to take it back beside it."""

    def __init__(self, card: ConsentsCard) -> None:
        super().__init__()
        self._card = card
        self._record: ReleaseConsent | None = None
        self._to = give_way(plain("", style="strong"))
        self._what = give_way(plain(""))
        self._given = give_way(muted(""))
        self._standing = StandingLine()
        self.open = button(self.tr("Open"), self._on_open, weight="quiet")
        self.withdraw = button(self.tr("Withdraw"), self._on_withdraw, icon_name="undo-2")
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        said = column(self._to, self._what, self._given, spacing=2)
        line.addWidget(with_action(said, at_top(row(self.withdraw, self.open))))
        line.addWidget(self._standing)

    def fill(self, record: ReleaseConsent) -> None:
        self._record = record
        today = self._card.today()
        self._to.setText(recipient_words(record))
        self._what.setText(veiled(record.what))
        self._what.setVisible(bool(record.what))
        self._given.setText(given_words(record))
        said = standing_words(record, today)
        standing = record.standing(today)
        self._standing.tell(said, is_old=standing is not Standing.WITHDRAWN)
        self._standing.setVisible(bool(said))
        self.withdraw.setVisible(standing in {Standing.GOOD, Standing.NOT_YET})
        to = recipient_words(record)
        self.open.setAccessibleName(self.tr("Open the consent for {to}").format(to=to))
        self.withdraw.setAccessibleName(self.tr("Withdraw the consent for {to}").format(to=to))

    def _on_open(self) -> None:
        if self._record is not None:
            self._card.open_record(self._record)

    def _on_withdraw(self) -> None:
        if self._record is not None:
            self._card.withdraw(self._record)


class ConsentsCard(OpenCard[ReleaseConsent]):
    """The consents of one person."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(
            page,
            self.tr("What they allow to be given"),
            self.tr(
                "A consent is for one thing, one recipient and one purpose, and it ends. They can "
                "take it back as easily as they gave it, and nobody asks why."
            ),
            self.tr("Note a consent…"),
        )

    def make_fields(self) -> tuple[QWidget, tuple[QPushButton, ...]]:
        self._missing = muted("")
        self.form_button = button(self.tr("Form to sign…"), self.offer_form, icon_name="printer")
        fields = column(self._first_fields(), self._end_fields(), self._missing, spacing=12)
        return fields, (self.form_button,)

    def _first_fields(self) -> QWidget:
        what, left, right, purpose = (self.form() for _ in range(4))
        self.what = what.bind("what", self.tr("What may be given"), paragraph(2))
        self.what.setPlaceholderText(self.tr("Only what the recipient needs"))
        self.recipient = left.bind("recipient", self.tr("To whom"), QLineEdit())
        self.organisation = right.bind("organisation", self.tr("Organisation"), QLineEdit())
        self.purpose = purpose.bind("purpose", self.tr("What for"), paragraph(2))
        side_by_side = Adaptive(at_top(left), at_top(right), stacked=(0, 0), least=SIDE_BY_SIDE)
        return column(what, side_by_side, purpose, spacing=12)

    def _end_fields(self) -> QWidget:
        left, right, below = (self.form() for _ in range(3))
        self.given_on = left.bind("given_on", self.tr("Given on"), day_field())
        self.manner = right.bind(
            "manner",
            self.tr("How"),
            choices(*((each.value, manner_words(each).capitalize()) for each in Manner)),
        )
        self.ends = below.bind(_ENDS, self.tr("It ends on a day"), QCheckBox())
        self.ends.setText(self.tr("It ends on a day, which is the last one"))
        self.last_day = below.bind(_LAST_DAY, self.tr("Last day"), day_field())
        self.ends.toggled.connect(self._show_last_day)
        self.ending = below.bind("expires_when", self.tr("Or it ends when"), QLineEdit())
        self.ending.setPlaceholderText(self.tr("For example: when I have a flat"))
        self._below = below
        side_by_side = Adaptive(at_top(left), at_top(right), stacked=(0, 0), least=SIDE_BY_SIDE)
        return column(side_by_side, below, spacing=12)

    def withdraw(self, consent: ReleaseConsent) -> None:
        """Note that it is withdrawn, with Undo."""
        self.page.autosave.flush()
        self.close_editor()
        present = self.desk.consents.get(consent.id)
        if not self.page.attempt(partial(self.desk.consents.withdraw, present, self.today())):
            return
        given = len(self.desk.releases.under(consent.id))
        words = self.tr("Withdrawn: nothing more may be given under it.")
        if given:
            words = self.tr(
                "Withdrawn: nothing more may be given under it. What was given already can't be "
                "called back, and stays noted below."
            )
        self.page.offer_undo(words, partial(self._give_again, consent.id), stays=True)

    def offer_form(self) -> None:
        """The form of the open consent, with room for a signature."""
        self.page.autosave.flush()
        if self.opened is None or not self.opened.id:
            self.what.setFocus()
            return
        from peerdesk.ui.passing_on.papers import form_to_sign  # noqa: PLC0415 - rare

        self.offer_paper(partial(form_to_sign, self.desk, self.opened, self.today()))

    def _give_again(self, consent_id: int) -> None:
        self.desk.consents.give_again(self.desk.consents.get(consent_id))

    def make_row(self) -> ConsentRow:
        return ConsentRow(self)

    def listed(self) -> Sequence[ReleaseConsent]:
        return self.desk.consents.of_member(self.page.shown_id) if self.page.shown_id else []

    def blank(self) -> ReleaseConsent:
        return ReleaseConsent(member_id=self.page.shown_id or 0, given_on=self.today())

    def first_field(self) -> QWidget:
        return self.what

    def fill(self, record: ReleaseConsent) -> None:
        values: Values = {
            "what": record.what,
            "recipient": record.recipient,
            "organisation": record.organisation,
            "purpose": record.purpose,
            "given_on": record.given_on,
            "manner": record.manner.value,
            _ENDS: record.expires_on is not None,
            _LAST_DAY: record.expires_on or record.usual_end,
            "expires_when": record.expires_when,
        }
        for form in self.forms:
            form.show_values({n: v for n, v in values.items() if form.has(n)}, fresh=True)
        self._show_last_day(record.expires_on is not None)

    def changed(self, record: ReleaseConsent, changes: Values) -> ReleaseConsent:
        values = dict(changes)
        if "manner" in values:
            values["manner"] = Manner(str(values["manner"]))
        if _ENDS in values or _LAST_DAY in values:
            values.pop(_ENDS, None)
            values[_LAST_DAY] = self._chosen_last_day()
        return replace(record, **values)  # type: ignore[arg-type] # the fields give each attribute its type

    def present(self, record_id: int) -> ReleaseConsent:
        return self.desk.consents.get(record_id)

    def keep_record(self, record: ReleaseConsent) -> ReleaseConsent:
        return self.desk.consents.keep(record)

    def take_out(self, record: ReleaseConsent) -> Callable[[], object]:
        pointing = self.desk.consents.remove(record)
        return partial(self.desk.consents.bring_back, record, pointing)

    def tell(self, record: ReleaseConsent) -> None:
        named = ", ".join(element_words(element) for element in record.missing)
        self._missing.setText(self.tr("Not named yet: {what}.").format(what=named))
        self._missing.setVisible(bool(named))

    def _chosen_last_day(self) -> date | None:
        if not self.ends.isChecked():
            return None
        day = self.last_day.date()
        return date(day.year(), day.month(), day.day())

    def _show_last_day(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._below.show_field(_LAST_DAY, visible=shown)
