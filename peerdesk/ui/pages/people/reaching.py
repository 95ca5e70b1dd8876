"""How somebody may be reached, and what may be said then."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from peerdesk.domain.contacts import Channel, Permission, SafeContact
from peerdesk.ui.contact_words import channel_words
from peerdesk.ui.pages.people.ways import WayRow
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.widgets.bound_form import BoundForm, choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.ui.widgets.masking import mask_fields
from peerdesk.ui.widgets.rows import KeyedRows

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.ui.pages.people.page import PeoplePage
    from peerdesk.ui.widgets.bound_form import Values

_KINDS = {"channel": Channel, "allowed": Permission, "voicemail": Permission}
"""What the choices of a way stand for."""


class ReachingSection(Section):
    """Each way to reach them, and whom to call in an emergency."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page
        self.form = BoundForm(page.autosave, page.keep_member)
        self.do_not_contact = self.form.bind(
            "do_not_contact", self.tr("Do not contact this person"), self._tick()
        )
        self.rows: KeyedRows[SafeContact] = KeyedRows(self._make_row)
        self._none = muted(
            self.tr(
                "No way is noted, so nobody rings or writes. A way that they agreed to can be "
                "added: what is safe, what may be said, and when."
            )
        )
        self.kind = choices(*((each.value, channel_words(each)) for each in Channel))
        name_control(self.kind, self.tr("A way to reach them"))
        self.add = button(self.tr("Add a way"), self._add, icon_name="plus")
        for part in (self.form, self.rows, self._none, flowing(self.kind, self.add)):
            self.column.addWidget(part)
        self.column.addSpacing(8)
        self.column.addWidget(self._emergency())
        self.column.addStretch(1)

    def _tick(self) -> QCheckBox:
        return QCheckBox(self.tr("&Do not contact this person"))

    def _emergency(self) -> Card:
        card = Card(self.tr("In an emergency"))
        self.emergency = BoundForm(self._page.autosave, self._page.keep_member)
        bind = self.emergency.bind
        self.emergency_name = bind("emergency_name", self.tr("&Whom to call"), QLineEdit())
        self.emergency_relation = bind(
            "emergency_relation", self.tr("Who that &is to them"), QLineEdit()
        )
        self.emergency_reach = bind(
            "emergency_reach",
            self.tr("How to &reach that person"),
            QLineEdit(),
            help_text=self.tr(
                "Only if they want it. It is used if something happens in the room, and for "
                "nothing else."
            ),
        )
        card.body.addWidget(self.emergency)
        return card

    def show_record(self, *, fresh: bool) -> None:
        member = self._page.member()
        self.form.show_values({"do_not_contact": member.do_not_contact}, fresh=fresh)
        ways = self.desk.contacts.of_member(member.id) if member.id else []
        self.rows.show_records([(way.id, way) for way in ways])
        self._none.setVisible(not ways and not member.do_not_contact)
        mask_fields(self.emergency_name)
        self.emergency.show_values(
            {
                "emergency_name": member.emergency_name,
                "emergency_relation": member.emergency_relation,
                "emergency_reach": member.emergency_reach,
            },
            fresh=fresh,
        )

    def save(self) -> None:
        self.form.save()
        for each in self.way_rows():
            each.save()
        self.emergency.save()

    def today(self) -> date:
        """The day on the wall."""
        return self._page.clock.now().date()

    def keep(self, way: SafeContact, changes: Values) -> SafeContact:
        """Save changed attributes of a way."""
        typed = {
            name: _KINDS[name](str(value)) if name in _KINDS else value
            for name, value in changes.items()
        }
        present = self.desk.contacts.get(way.id)
        return self.desk.contacts.save(replace(present, **typed))  # type: ignore[arg-type] # the row gives each attribute its type

    def confirm(self, way: SafeContact) -> None:
        """Note that the person says it is right, today, with Undo."""
        self._page.autosave.flush()
        before = self.desk.contacts.get(way.id)
        agreed = Permission.YES if before.allowed is Permission.UNASKED else before.allowed
        after = replace(before, allowed=agreed, confirmed_on=self.today())
        if self._page.attempt(partial(self.desk.contacts.save, after)):
            self._page.offer_undo(
                self.tr("Noted that it is right as of today."),
                partial(self.desk.contacts.save, before),
            )

    def remove(self, way: SafeContact) -> None:
        """Delete a way, with Undo until the message is closed."""
        self._page.autosave.flush()
        present = self.desk.contacts.get(way.id)
        if self._page.attempt(partial(self.desk.contacts.remove, present)):
            self._page.offer_undo(
                self.tr("Removed: {way}.").format(way=channel_words(present.channel)),
                partial(self.desk.contacts.bring_back, present),
                stays=True,
            )

    def way_rows(self) -> list[WayRow]:
        """The card of each way."""
        return [each for each in self.rows.rows if isinstance(each, WayRow)]

    def _add(self) -> None:
        member_id = self._page.shown_id
        if not member_id:
            return
        self._page.autosave.flush()
        # Whoever adds one has just been told; what was not asked about stays unasked.
        way = SafeContact(
            member_id=member_id,
            channel=Channel(self.kind.currentData()),
            allowed=Permission.YES,
            confirmed_on=self.today(),
        )
        if self._page.attempt(partial(self.desk.contacts.save, way)):
            self._page.refresh()
            newest = self.desk.contacts.of_member(member_id)[-1]
            added = self.rows.row(newest.id)
            if isinstance(added, WayRow):
                added.value.setFocus()

    def _make_row(self) -> WayRow:
        return WayRow(self)
