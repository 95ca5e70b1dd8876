"""Legal texts that go on paper, edited in place; each says since when it reads so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.legal_texts import LegalText, LegalTextKind, built_in
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.bound_form import BoundForm, paragraph
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import with_action

if TYPE_CHECKING:
    from peerdesk.ui.pages.records_page import RecordsPage
    from peerdesk.ui.widgets.bound_form import Values


class LegalTextsEditor(QWidget):
    """The notice that goes with a release, and what is added to a consent form."""

    def __init__(self, page: RecordsPage) -> None:
        super().__init__()
        self._page = page
        self._desk = page.desk
        self.form = BoundForm(page.autosave, self._keep)
        self.notice = self.form.bind(
            LegalTextKind.NOTICE, self.tr("The notice that goes with a release"), paragraph(2)
        )
        self._since = muted("")
        self.back = button(self.tr("As PeerDesk has it"), self._take_back, weight="quiet")
        self.form.add_plain(with_action(self._since, self.back))
        self.added = self.form.bind(
            LegalTextKind.CONSENT_FORM,
            self.tr("What your organisation adds to a consent form"),
            paragraph(2),
        )
        self._added_since = self.form.add_plain(muted(""))
        self.form.add_plain(
            muted(
                self.tr(
                    "Both hold for every group in this vault. Check this with your organisation."
                )
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def show_texts(self, *, fresh: bool) -> None:
        """Show both as they stand on paper now."""
        found = {kind: self._desk.legal_texts.get(kind) for kind in LegalTextKind}
        self.form.show_values({kind: text.wording for kind, text in found.items()}, fresh=fresh)
        notice, added = found[LegalTextKind.NOTICE], found[LegalTextKind.CONSENT_FORM]
        self._since.setText(self._since_words(notice))
        self.back.setVisible(not notice.is_built_in)
        self._added_since.setText(self._since_words(added))
        self._added_since.setVisible(added.written_on is not None)

    def save(self) -> None:
        """Save what was typed. Raises what the desk refuses."""
        self.form.save()

    def _keep(self, changes: Values) -> None:
        today = self._page.clock.now().date()
        for kind, wording in changes.items():
            self._desk.legal_texts.write(LegalTextKind(kind), str(wording), today)

    def _since_words(self, text: LegalText) -> str:
        if text.written_on is None:
            return ""
        day = full_day(text.written_on)
        if text.is_built_in:
            return self.tr("As the law has it since {day}, 42 CFR 2.32(a)(2).").format(day=day)
        return self.tr("Written so here on {day}.").format(day=day)

    def _take_back(self) -> None:
        """Use PeerDesk's own words again, with Undo."""
        self._page.autosave.flush()
        before = self._desk.legal_texts.get(LegalTextKind.NOTICE)
        usual = built_in(LegalTextKind.NOTICE)
        today = self._page.clock.now().date()
        write = partial(self._desk.legal_texts.write, LegalTextKind.NOTICE)
        if self._page.attempt(partial(write, usual.wording, today)):
            self._page.offer_undo(
                self.tr("The notice is as PeerDesk has it."),
                partial(write, before.wording, before.written_on or today),
            )
