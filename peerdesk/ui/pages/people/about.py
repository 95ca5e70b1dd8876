"""Who somebody is here: the name they chose and what helps to welcome them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from peerdesk.domain.members import InvitedBack
from peerdesk.ui.naming import called
from peerdesk.ui.pages.people.erasing import Erasing
from peerdesk.ui.pages.people.joining import Joining
from peerdesk.ui.pages.people.needs import NeedsEditor
from peerdesk.ui.pages.people.welcome import WelcomeCard
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import full_day, invited_words
from peerdesk.ui.widgets.bound_form import BoundForm, choices, paragraph
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, flowing, row
from peerdesk.ui.widgets.masking import mask_fields
from peerdesk.ui.widgets.optional_day import OptionalDay

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.members import Member
    from peerdesk.ui.pages.people.page import PeoplePage


class AboutSection(Section):
    """Name, pronouns, access, when they joined and left."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page
        self._joined: date | None = None
        self._why_shown = False
        self.form = self._who()
        self.joined = OptionalDay(self.tr("&Joined on"), self.tr("Day of joining"))
        page.autosave.watch(self.joined.known, self.joined.day)
        self.left_card = self._left()
        self.leave = button(self.tr("Note that this person left"), self._note_left, weight="quiet")
        self.why = button(
            self.tr("Why are there so few fields?"),
            self._toggle_why,
            weight="quiet",
        )
        self.reason = muted(
            self.tr(
                "What is not written down can't be lost, copied or demanded. A peer group works "
                "without a diagnosis, a medication list or an address, so PeerDesk has no place "
                "for them. What somebody needs in the room belongs under access needs."
            )
        )
        self.reason.hide()
        self.needs = NeedsEditor(page)
        self.welcome = WelcomeCard(page)
        self.begin_welcome = button(
            self.tr("Go through the welcome"), self.welcome.begin, weight="quiet"
        )
        for part in (
            self.welcome,
            self.form,
            self.needs,
            self.joined,
            self.left_card,
            flowing(self.begin_welcome, self.leave),
        ):
            self.column.addWidget(part)
        self.joining = Joining(page)
        self.erasing = Erasing(page)
        self.column.addWidget(self.joining)
        self.column.addWidget(self.erasing)
        self.column.addSpacing(8)
        self.column.addWidget(row(self.why, None))
        self.column.addWidget(self.reason)
        self.column.addStretch(1)

    def _who(self) -> BoundForm:
        form = BoundForm(self._page.autosave, self._page.keep_member)
        self.name = form.bind(
            "chosen_name",
            self.tr("&Chosen name"),
            QLineEdit(),
            help_text=self.tr("The name to call them by; it may be an alias."),
        )
        self.pronouns = form.bind("pronouns", self.tr("&Pronouns"), QLineEdit())
        self.other_name = form.bind(
            "other_name",
            self.tr("&Other name"),
            QLineEdit(),
            help_text=self.tr("Only if they want it known. It helps to tell two people apart."),
        )
        self.told_apart_by = form.bind(
            "told_apart_by",
            self.tr("What tells them apar&t"),
            QLineEdit(),
            help_text=self.tr(
                "Somebody else has the same name. A few words that they like to be known by, such "
                "as “plays the fiddle”, are shown beside it."
            ),
        )
        return form

    def _left(self) -> Card:
        card = Card(self.tr("Left"))
        self.left_on = plain("")
        self.left_form = BoundForm(self._page.autosave, self._page.keep_member)
        self.left_because = self.left_form.bind(
            "left_because",
            self.tr("&Why, if they said so"),
            paragraph(2),
            help_text=self.tr("In their own words, and only if it is needed."),
        )
        self.invited_back = self.left_form.bind(
            "invited_back",
            self.tr("&Invited back"),
            choices(*((each.value, invited_words(each)) for each in InvitedBack)),
        )
        self.back = button(self.tr("They came back"), self._came_back)
        for part in (self.left_on, self.left_form, row(self.back, None)):
            card.body.addWidget(part)
        return card

    def show_record(self, *, fresh: bool) -> None:
        member = self._page.member()
        self.form.show_values(
            {
                "chosen_name": member.chosen_name,
                "pronouns": member.pronouns,
                "other_name": member.other_name,
                "told_apart_by": member.told_apart_by,
            },
            fresh=fresh,
        )
        namesakes = self.desk.directory.namesakes(member.chosen_name, besides=member.id)
        self.form.show_field(
            "told_apart_by", visible=bool(member.id and (namesakes or member.told_apart_by))
        )
        mask_fields(self.name, self.other_name, self.told_apart_by)
        welcoming = self.welcome.show_welcome(member.id, fresh=fresh)
        self.begin_welcome.setVisible(bool(member.id) and not welcoming and member.left_on is None)
        self.needs.setVisible(bool(member.id))
        self.needs.show_needs(member.id)
        self._show_joined(member, fresh=fresh)
        self.left_form.show_values(
            {
                "left_because": member.left_because,
                "invited_back": member.invited_back.value,
            },
            fresh=fresh,
        )
        self.left_card.setVisible(member.left_on is not None)
        self.leave.setVisible(bool(member.id) and member.left_on is None)
        self.joining.setVisible(bool(member.id))
        self.erasing.setVisible(bool(member.id))
        if member.left_on is not None:
            self.left_on.setText(self.tr("On {day}").format(day=full_day(member.left_on)))

    def save(self) -> None:
        self.form.save()
        self.left_form.save()
        typed = self.joined.value()
        if typed != self._joined:
            self._page.keep_member({"joined_on": typed})
            self._joined = typed

    def _show_joined(self, member: Member, *, fresh: bool) -> None:
        unsaved = self.joined.value() != self._joined
        if fresh or not (unsaved or self.joined.is_being_typed_in):
            self.joined.show_value(member.joined_on, self._page.clock.now().date())
            self._joined = member.joined_on

    def _note_left(self) -> None:
        self._page.autosave.flush()
        member = self._page.member()
        today = self._page.clock.now().date()
        ended = self._page.ended_by(partial(self.desk.members.note_left, member.id, today))
        if ended is not None:
            self._page.offer_undo(
                self.tr("Noted that {name} left today. Everything was kept.").format(
                    name=called(member)
                ),
                partial(self.desk.members.came_back, member.id, ended),
            )

    def _came_back(self) -> None:
        self._page.autosave.flush()
        member = self._page.member()
        if self._page.attempt(partial(self.desk.members.came_back, member.id)):
            self._page.offer_undo(
                self.tr("{name} is back. Groups to join are under Groups.").format(
                    name=called(member)
                ),
                partial(self.desk.members.save, member),
            )

    def _toggle_why(self) -> None:
        self._why_shown = not self._why_shown
        self.reason.setVisible(self._why_shown)
