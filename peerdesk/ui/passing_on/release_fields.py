"""The fields of one release: those that its authority has no use for are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from peerdesk.domain.releases import (
    Authority,
    InformationRelease,
    ReleaseConsent,
    Told,
    Way,
)
from peerdesk.ui.naming import called
from peerdesk.ui.passing_on.words import (
    authority_help,
    authority_words,
    consent_words,
    reference_words,
    told_words,
    way_words,
)
from peerdesk.ui.widgets.bound_form import choices, day_field, paragraph
from peerdesk.ui.widgets.columns import Adaptive, narrow
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import at_top, column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerdesk.domain.members import Member
    from peerdesk.ui.widgets.bound_form import BoundForm, Value, Values

NOBODY = 0
NO_CONSENT = 0
SIDE_BY_SIDE = 44
_KINDS = {"authority": Authority, "way": Way, "told": Told}


def typed_values(changes: Values) -> dict[str, Value]:
    """What was chosen and typed, as the record has it."""
    values: dict[str, Value] = {}
    for name, value in changes.items():
        if name in _KINDS:
            values[name] = _KINDS[name](str(value))
        elif name in {"consent_id", "given_by_id"}:
            values[name] = value or None
        else:
            values[name] = value
    return values


class ReleaseFields(QWidget):
    """What, to whom, why, how, when, by whom, and whether the person was told."""

    def __init__(self, form: Callable[[], BoundForm], *, of_group: bool) -> None:
        super().__init__()
        self._of_group = of_group
        self._forms: list[BoundForm] = []
        self._form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (
            self._what_and_to_whom(),
            self._why(),
            self._how_and_when(),
            self._whether_told(),
        ):
            layout.addWidget(part)

    def show_release(self, release: InformationRelease) -> None:
        """Fill every field."""
        values: Values = {
            "what": release.what,
            "recipient": release.recipient,
            "organisation": release.organisation,
            "purpose": release.purpose,
            "authority": release.authority.value,
            "consent_id": release.consent_id or NO_CONSENT,
            "reference": release.reference,
            "released_on": release.released_on,
            "way": release.way.value,
            "given_by_id": release.given_by_id or NOBODY,
            "told": release.told.value,
            "not_told_because": release.not_told_because,
        }
        for form in self._forms:
            form.show_values({n: v for n, v in values.items() if form.has(n)}, fresh=True)
        self._show_what_fits()

    def offer_consents(self, consents: Sequence[ReleaseConsent]) -> None:
        """Let one of these be chosen."""
        self.consent.clear()
        self.consent.addItem(self.tr("None chosen yet"), NO_CONSENT)
        for consent in consents:
            self.consent.addItem(consent_words(consent), consent.id)

    def offer_givers(self, leading: Sequence[Member], chosen: int | None) -> None:
        """Let one of those who lead a group be chosen, or who was chosen before."""
        self.given_by.clear()
        self.given_by.addItem(self.tr("Not said"), NOBODY)
        for member in leading:
            self.given_by.addItem(called(member), member.id)
        if chosen and self.given_by.findData(chosen) < 0:
            self.given_by.addItem(self.tr("Somebody who leads no group now"), chosen)

    def take_over(self, consent: ReleaseConsent) -> None:
        """Put what a consent says into the fields in which nothing is typed yet."""
        said: tuple[tuple[QLineEdit | QPlainTextEdit, str], ...] = (
            (self.what, consent.what),
            (self.recipient, consent.recipient),
            (self.organisation, consent.organisation),
            (self.purpose, consent.purpose),
        )
        for field, words in said:
            if isinstance(field, QPlainTextEdit):
                if not field.toPlainText().strip():
                    field.setPlainText(words)
            elif not field.text().strip():
                field.setText(words)

    def _what_and_to_whom(self) -> QWidget:
        what, left, right, purpose = (self._new_form() for _ in range(4))
        self.what = what.bind("what", self.tr("What was given"), paragraph(2))
        self.what.setPlaceholderText(self.tr("In a few words; not the information itself"))
        self.recipient = left.bind("recipient", self.tr("To whom"), QLineEdit())
        self.organisation = right.bind("organisation", self.tr("Organisation"), QLineEdit())
        self.purpose = purpose.bind("purpose", self.tr("What for"), paragraph(2))
        return column(what, _beside(left, right), purpose, spacing=12)

    def _why(self) -> QWidget:
        self._authority_form = form = self._new_form()
        authorities = [each for each in Authority if self._fits(each)]
        self.authority = form.bind(
            "authority",
            self.tr("Why it was allowed"),
            choices(*((each.value, authority_words(each)) for each in authorities)),
        )
        self._help = form.add_plain(muted(""))
        self.consent = form.bind(
            "consent_id", self.tr("Under which consent"), narrow(choices(), 34)
        )
        self.reference = form.bind("reference", self.tr("Which one"), QLineEdit())
        self.authority.currentIndexChanged.connect(self._show_what_fits)
        return form

    def _how_and_when(self) -> QWidget:
        left, right, below = (self._new_form() for _ in range(3))
        self.released_on = left.bind("released_on", self.tr("When"), day_field())
        self.way = right.bind(
            "way", self.tr("How"), choices(*((each.value, way_words(each)) for each in Way))
        )
        self.given_by = below.bind("given_by_id", self.tr("Given by"), narrow(choices(), 20))
        return column(_beside(left, right), below, spacing=12)

    def _whether_told(self) -> QWidget:
        self._told_form = form = self._new_form()
        self.told = form.bind(
            "told",
            self.tr("Does the person know?"),
            choices(*((each.value, told_words(each)) for each in Told)),
        )
        self.why_not = form.bind("not_told_because", self.tr("Why not"), paragraph(2))
        self.told.currentIndexChanged.connect(self._show_what_fits)
        if self._of_group:
            form.hide()
        return form

    def _fits(self, authority: Authority) -> bool:
        """A group as a whole neither consents nor asks."""
        return not self._of_group or authority not in {Authority.CONSENT, Authority.OWN_REQUEST}

    def _show_what_fits(self, _index: int = 0) -> None:
        authority = Authority(self.authority.currentData() or Authority.NOT_SAID)
        words = authority_help(authority)
        self._help.setText(words)
        self._help.setVisible(bool(words))
        self.authority.setAccessibleDescription(words)
        under_consent = authority is Authority.CONSENT
        self._authority_form.show_field("consent_id", visible=under_consent)
        asked = reference_words(authority)
        self._authority_form.show_field("reference", visible=bool(asked))
        if asked:
            self._authority_form.label_of(self.reference).setText(asked)
            self.reference.setAccessibleName(asked)
        not_told = self.told.currentData() == Told.NO.value
        self._told_form.show_field("not_told_because", visible=not_told)

    def _new_form(self) -> BoundForm:
        made = self._form()
        self._forms.append(made)
        return made


def _beside(left: QWidget, right: QWidget) -> QWidget:
    return Adaptive(at_top(left), at_top(right), stacked=(0, 0), least=SIDE_BY_SIDE)
