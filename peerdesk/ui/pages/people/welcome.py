"""What to go through with somebody who is new: five ticks, by mouse or by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.domain.welcome import WelcomeStep
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card
from peerdesk.ui.widgets.tick_line import TickLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCheckBox

    from peerdesk.domain.welcome import Welcome
    from peerdesk.ui.pages.people.page import PeoplePage


class WelcomeCard(Card):
    """Each tick is kept at once. It stays until another person is shown, also once it is done."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(self.tr("Welcome"))
        self._page = page
        self._shown_for = 0
        self.boxes: dict[WelcomeStep, QCheckBox] = {}
        for step, words, below in self._steps():
            line = TickLine(words, words, below)
            line.box.toggled.connect(self._on_ticked)
            self.boxes[step] = line.box
            self.body.addWidget(line)
        self._done = muted(self.tr("That was all. Nothing is open."))
        self.body.addWidget(self._done)
        self.hide()

    def _steps(self) -> tuple[tuple[WelcomeStep, str, str], ...]:
        return (
            (
                WelcomeStep.LIMITS_EXPLAINED,
                self.tr("The limits are explained"),
                self.tr("What can't be kept secret, said before they share anything."),
            ),
            (
                WelcomeStep.AGREEMENT_SEEN,
                self.tr("They have seen the ground rules"),
                self.tr("They may agree now or later; the tab Groups notes it."),
            ),
            (
                WelcomeStep.SAFE_CONTACT,
                self.tr("Asked how to reach them safely"),
                self.tr("Or not at all. The tab Reaching them has the place for it."),
            ),
            (
                WelcomeStep.ACCESS_NEEDS,
                self.tr("Asked what helps them in the room"),
                self.tr("The ticks further down, or nothing."),
            ),
            (
                WelcomeStep.EMERGENCY_CONTACT,
                self.tr("Asked whether somebody is to be called in an emergency"),
                self.tr("Only if they like; it is not needed to finish."),
            ),
        )

    def show_welcome(self, member_id: int, *, fresh: bool) -> bool:
        """Show it for somebody who is new; whether it is shown. `fresh`: another is shown."""
        welcomes = self._page.desk.welcomes
        welcome = welcomes.of_member(member_id)
        today = self._page.clock.now().date()
        open_now = welcomes.is_new(member_id, today) and not welcome.is_complete
        if open_now or fresh:
            self._shown_for = member_id if open_now else 0
        visible = bool(member_id) and self._shown_for == member_id
        self.setVisible(visible)
        if visible:
            self._fill(welcome)
        return visible

    def begin(self) -> None:
        """Show it for whoever is shown, new or not."""
        self._shown_for = self._page.shown_id or 0
        self._page.refresh()
        self.boxes[WelcomeStep.LIMITS_EXPLAINED].setFocus()

    def _fill(self, welcome: Welcome) -> None:
        for step, box in self.boxes.items():
            blocked = box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.setChecked(step in welcome.done)
            box.blockSignals(blocked)
            only_evident = step in welcome.evident - welcome.ticked
            box.setEnabled(not only_evident)
            box.setToolTip(self.tr("Noted on this page already") if only_evident else "")
        self._done.setVisible(welcome.is_complete)

    def _on_ticked(self, chosen: bool) -> None:  # noqa: FBT001 - Qt's signature
        box = self.sender()
        step = next(step for step, each in self.boxes.items() if each is box)
        welcomes, member_id = self._page.desk.welcomes, self._page.shown_id or 0
        if chosen:
            today = self._page.clock.now().date()
            self._page.attempt(partial(welcomes.tick, member_id, step, today))
        else:
            self._page.attempt(partial(welcomes.untick, member_id, step))
