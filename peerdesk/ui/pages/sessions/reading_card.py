"""What will be read: the script and its form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from peerdesk.desk.reading import Offer, Reading, offers, reading_of
from peerdesk.domain.rule_reviews import tally
from peerdesk.domain.scripts import ReadingForm
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.terms import form_words
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import Card
from peerdesk.ui.widgets.rows import give_way
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class ReadingCard(Part):
    """The group's own agreement, unless another script is chosen."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.script = narrow(QComboBox())
        self.script.activated.connect(self._on_chosen)
        self.form = choices(*((form.value, form_words(form)) for form in ReadingForm))
        self.form.activated.connect(self._on_chosen)
        self.why = muted("")
        form = Form()
        form.add(self.tr("Script"), self.script)
        form.add(self.tr("Form"), self.form)
        card = Card(self.tr("What is read"))
        card.body.addWidget(form)
        card.body.addWidget(self.why)
        self.revisit = give_way(plain(""))
        card.body.addWidget(self.revisit)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        reading = reading_of(self.desk, session)
        self.is_wanted = reading is not None
        if reading is None:
            return
        self._show_offers(offers(self.desk, session))
        self.script.setCurrentIndex(self.script.findData(reading.version.id))
        self.form.setCurrentIndex(self.form.findData(reading.form.value))
        for field in (self.script, self.form):
            field.setEnabled(session.read_at is None)
        self.why.setText(self._why(session, reading))
        flagged = tally(self.desk.rule_reviews.waiting(session.group_id))
        self.revisit.setVisible(bool(flagged))
        self.revisit.setText(
            self.tr("To be revisited: {rules}").format(
                rules=" ".join(f"“{rule.words}”" for rule in flagged)
            )
        )

    def _show_offers(self, offered: tuple[Offer, ...]) -> None:
        wanted = [(offer.version.id, self._name(offer)) for offer in offered]
        shown = [
            (self.script.itemData(index), self.script.itemText(index))
            for index in range(self.script.count())
        ]
        if wanted == shown:
            return
        self.script.clear()
        for version_id, name in wanted:
            self.script.addItem(name, version_id)

    def _name(self, offer: Offer) -> str:
        text = (
            self.tr("{title}, version {n}, as agreed")
            if offer.in_force
            else self.tr("{title}, version {n}")
        )
        return text.format(title=offer.script.title, n=offer.version.number)

    def _why(self, session: Session, reading: Reading) -> str:
        pace = self.page.context.settings.current.words_a_minute
        minutes = counted(reading.minutes_aloud(pace), self.tr("minute"), self.tr("minutes"))
        length = self.tr("About {minutes} to read aloud.").format(minutes=minutes)
        if session.read_at is not None or session.form is not None:
            return length
        why = {
            ReadingForm.NEWCOMER: self.tr("Proposed because somebody is here for the first time."),
            ReadingForm.SHORT: self.tr("Proposed because everyone knows it and has agreed."),
            ReadingForm.FULL: self.tr("Proposed because not everyone has agreed yet."),
        }[reading.form]
        return f"{length} {why}"

    def _on_chosen(self, _index: int) -> None:
        version_id, form = self.script.currentData(), ReadingForm(self.form.currentData())
        choose = partial(
            self.desk.sessions.choose_reading, self.page.session_id, int(version_id), form
        )
        if not self.page.attempt(choose):
            # What was refused must not look as if it were chosen.
            self.show_session(self.page.session(), fresh=False)
