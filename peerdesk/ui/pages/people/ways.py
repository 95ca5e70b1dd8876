"""One way to reach somebody, with everything that was agreed about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from peerdesk.domain.contacts import Channel, Permission, SafeContact
from peerdesk.ui.contact_words import allowed_words, channel_words, value_words, voicemail_words
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.bound_form import BoundForm, Values, choices, paragraph
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.layout import Card, at_top, with_action
from peerdesk.ui.widgets.rows import OneLine, RecordRow
from peerdesk.ui.widgets.standing_line import StandingLine

if TYPE_CHECKING:
    from peerdesk.ui.pages.people.reaching import ReachingSection


class WayRow(RecordRow[SafeContact]):
    """A card for one way, edited in place."""

    def __init__(self, section: ReachingSection) -> None:
        super().__init__()
        self._section = section
        self._way: SafeContact | None = None
        self._name = OneLine("sectionTitle")
        self.remove = button(self.tr("Remove"), self._remove, icon_name="trash-2", weight="quiet")
        self._autosave = autosave = section.page.autosave
        self.left, self.right = BoundForm(autosave, self._keep), BoundForm(autosave, self._keep)
        self.below = BoundForm(autosave, self._keep)
        self._bind()
        self._standing = StandingLine()
        self.confirm = button(self.tr("Still right"), self._confirm, icon_name="check")
        card = Card()
        card.body.addWidget(with_action(self._name, self.remove))
        card.body.addWidget(
            Adaptive(at_top(self.left), at_top(self.right), stacked=(0, 0), least=44)
        )
        card.body.addWidget(self.below)
        card.body.addWidget(with_action(self._standing, self.confirm))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def _bind(self) -> None:
        self.value = self.left.bind("value", self.tr("Number or address"), QLineEdit())
        self.safe_times = self.left.bind("safe_times", self.tr("Safe times"), QLineEdit())
        self.caller = self.left.bind("caller", self.tr("Say who is calling"), QLineEdit())
        self.caller.setPlaceholderText(self.tr("No name, and not that of the group"))
        self.channel = self.right.bind(
            "channel",
            self.tr("Kind"),
            choices(*((each.value, channel_words(each)) for each in Channel)),
        )
        self.allowed = self.right.bind(
            "allowed",
            self.tr("May be used"),
            choices(*((each.value, allowed_words(each)) for each in Permission)),
        )
        self.voicemail = self.right.bind(
            "voicemail",
            self.tr("Voicemail"),
            choices(*((each.value, voicemail_words(each)) for each in Permission)),
        )
        self.may_be_said = self.below.bind(
            "may_be_said", self.tr("What may be said, and to whom"), paragraph(2)
        )
        self.may_be_said.setPlaceholderText(self.tr("Nothing, to nobody else who answers"))

    def fill(self, record: SafeContact) -> None:
        self._autosave.unheard(partial(self._show, record))

    def _show(self, record: SafeContact) -> None:
        fresh = self._way is None
        self._way = record
        way = channel_words(record.channel)
        self._name.setText(way)
        self.remove.setAccessibleName(self.tr("Remove: {way}").format(way=way))
        self.confirm.setAccessibleName(self.tr("Still right: {way}").format(way=way))
        self.value.setAccessibleName(value_words(record.channel))
        self.left.show_values(
            {"value": record.value, "safe_times": record.safe_times, "caller": record.caller},
            fresh=fresh,
        )
        self.right.show_values(
            {
                "channel": record.channel.value,
                "allowed": record.allowed.value,
                "voicemail": record.voicemail.value,
            },
            fresh=fresh,
        )
        self.below.show_values({"may_be_said": record.may_be_said}, fresh=fresh)
        self.right.show_field("voicemail", visible=record.channel is Channel.PHONE)
        self._tell(record)

    def save(self) -> None:
        """Save what was typed. Raises what the desk refuses."""
        if self._way is not None:
            for form in (self.left, self.right, self.below):
                form.save()

    def _tell(self, way: SafeContact) -> None:
        today = self._section.today()
        asks = way.asks_again(today)
        if way.confirmed_on is None:
            text = self.tr("Nobody has asked them yet whether this is right.")
        elif asks:
            text = self.tr(
                "Last confirmed on {day}, half a year ago or more. Ask whether it is still right."
            ).format(day=full_day(way.confirmed_on))
        else:
            text = self.tr("Confirmed by them on {day}.").format(day=full_day(way.confirmed_on))
        self._standing.tell(text, is_old=asks)
        first = way.confirmed_on is None
        self.confirm.setText(self.tr("They say it is right") if first else self.tr("Still right"))
        self.confirm.setVisible(way.confirmed_on != today)

    def _keep(self, changes: Values) -> None:
        if self._way is not None:
            self._way = self._section.keep(self._way, changes)

    def _confirm(self) -> None:
        if self._way is not None:
            self._section.confirm(self._way)

    def _remove(self) -> None:
        if self._way is not None:
            self._section.remove(self._way)
