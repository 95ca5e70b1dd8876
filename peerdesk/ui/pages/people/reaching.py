"""How somebody may be reached, and what may be said then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.widgets.bound_form import BoundForm, paragraph

if TYPE_CHECKING:
    from peerdesk.ui.pages.people.page import PeoplePage


class ReachingSection(Section):
    """Contact, safe contact, and whom to call in an emergency."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page
        self.form = BoundForm(page.autosave, page.keep_member)
        bind = self.form.bind
        self.contact = bind(
            "contact",
            self.tr("&Contact"),
            QLineEdit(),
            help_text=self.tr("One way to reach them that they agreed to: a number or an e-mail."),
        )
        self.safe_contact = bind(
            "safe_contact",
            self.tr("&Safe contact"),
            paragraph(4),
            help_text=self.tr(
                "What may be said, to whom, and when. Left empty, it means: leave no messages, "
                "and say nothing to anybody else who answers."
            ),
        )
        self.emergency_contact = bind(
            "emergency_contact",
            self.tr("&Emergency contact"),
            QLineEdit(),
            help_text=self.tr("Whom to call if something happens in the room. Ask them first."),
        )
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:
        member = self._page.member()
        self.form.show_values(
            {
                "contact": member.contact,
                "safe_contact": member.safe_contact,
                "emergency_contact": member.emergency_contact,
            },
            fresh=fresh,
        )

    def save(self) -> None:
        self.form.save()
