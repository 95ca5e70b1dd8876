"""When a group looks at its ground rules again, and which of them were flagged until then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.rule_reviews import USUAL_INTERVAL, FlaggedRule, tally
from peerdesk.errors import PeerDeskError
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, clear_layout, row
from peerdesk.ui.widgets.optional_day import OptionalDay
from peerdesk.ui.widgets.rows import give_way

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.rule_reviews import RuleFlag
    from peerdesk.ui.pages.groups.page import GroupsPage


class ReviewCard(Card):
    """One date, the flags without a name, and one button when the group has looked."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page.tr("Looking at the rules again"))
        self._page = page
        self._reviews = page.desk.rule_reviews
        self.date = OptionalDay(self.tr("Next review on"), self.tr("Day of the next review"))
        self.date.known.toggled.connect(self._save_date)
        self.date.day.dateChanged.connect(self._save_date)
        self._flagged_title = plain("")
        self._flagged = QVBoxLayout()
        self._flagged.setSpacing(6)
        self._help = muted(
            self.tr(
                "In a session, “This rule needs revisiting” collects rules here. Nobody's name is "
                "kept with them."
            )
        )
        self.finish_button = button(
            self.tr("The group has looked at them"), self._finish, icon_name="check"
        )
        self.body.addWidget(self.date)
        self.body.addWidget(self._flagged_title)
        self.body.addLayout(self._flagged)
        self.body.addWidget(self._help)
        self.body.addWidget(row(self.finish_button, None))

    def show_group(self, group_id: int) -> None:
        """Show what the desk holds of the group's review."""
        group = self._page.desk.groups.get(group_id)
        today = self._page.clock.now().date()
        if not self.date.is_being_typed_in:
            self._fill_date(group.review_on)
        flags = self._reviews.waiting(group_id)
        self._show_flagged(flags)
        is_due = group.review_on is not None and group.review_on <= today
        self.finish_button.setVisible(bool(flags) or is_due)

    def _fill_date(self, day: date | None) -> None:
        proposed = self._page.clock.now().date() + USUAL_INTERVAL
        with QSignalBlocker(self.date.known), QSignalBlocker(self.date.day):
            self.date.show_value(day, proposed)
        self.date.day.setEnabled(day is not None)

    def _show_flagged(self, flags: list[RuleFlag]) -> None:
        rules = tally(flags)
        clear_layout(self._flagged)
        for rule in rules:
            self._flagged.addWidget(self._line(rule))
        if rules:
            self._flagged_title.setText(self.tr("Flagged since the last review"))
        self._flagged_title.setVisible(bool(rules))
        self._help.setVisible(not rules)

    def _line(self, rule: FlaggedRule) -> QWidget:
        words = rule.words
        if rule.times > 1:
            words = self.tr("{rule} ({n} times)").format(rule=rule.words, n=rule.times)
        return give_way(plain(words))

    def _save_date(self) -> None:
        group_id = self._page.shown_id
        if not group_id:
            return
        wanted = self.date.value()
        if wanted != self._page.desk.groups.get(group_id).review_on:
            self._page.attempt(partial(self._reviews.set_date, group_id, wanted))

    def _is_next(self, group_id: int, day: date) -> bool:
        """Whether that is the next review still; a revised agreement has settled it, too."""
        groups = self._page.desk.groups.all()
        return any(each.id == group_id and each.review_on == day for each in groups)

    def _finish(self) -> None:
        group_id = self._page.shown_id
        if not group_id:
            return
        today = self._page.clock.now().date()
        next_on = today + USUAL_INTERVAL
        try:
            finished = self._reviews.finish(group_id, today, next_on)
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return
        self._page.offer_undo(
            self.tr("Noted. The next review is on {day}.").format(day=full_day(next_on)),
            partial(self._reviews.take_back_finish, finished),
            fits=partial(self._is_next, group_id, next_on),
        )
