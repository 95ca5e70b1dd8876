"""Before somebody is rung or written to: what is safe, large, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from peerdesk.domain.contacts import Channel, Permission, usable
from peerdesk.ui.contact_words import channel_words
from peerdesk.ui.icons import picture
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, at_top, column, row, scrolling
from peerdesk.ui.widgets.standing_line import StandingLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from peerdesk.domain.contacts import SafeContact

PICTURE = 32


class BeforeCallingDialog(Dialog):
    """A card to look at with the telephone in one hand. Escape, Enter or Space put it away."""

    def __init__(
        self,
        name: str,
        ways: Sequence[SafeContact],
        today: date,
        parent: QWidget,
        *,
        do_not_contact: bool,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Before you call"))
        self._today = today
        close = button(self.tr("&Close"), self.accept, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(plain(name, style="pageTitle"))
        safe = usable(ways)
        if do_not_contact:
            parts: list[QWidget] = [self._stop(self._asked_not_to())]
        elif not safe:
            parts = [self._stop(self._nothing_is_safe())]
        else:
            parts = [self._way(way) for way in safe]
            if any(way.allowed is Permission.UNASKED for way in ways):
                parts.append(
                    muted(self.tr("Ways that they were not asked about yet are not shown here."))
                )
        layout.addWidget(scrolling(at_top(column(*parts, spacing=12))), 1)
        layout.addWidget(row(None, close))
        self.resize(620, 480)
        fit_on_screen(self)
        close.setFocus()

    def _asked_not_to(self) -> tuple[str, str]:
        return (
            self.tr("Do not contact"),
            self.tr(
                "They asked not to be rung or written to. Whatever it is can wait until they "
                "come, and it is for them to come."
            ),
        )

    def _nothing_is_safe(self) -> tuple[str, str]:
        return (
            self.tr("No safe way is known"),
            self.tr(
                "Nobody has asked them yet which way is safe, so do not ring or write. Ask them "
                "the next time they are here."
            ),
        )

    def _stop(self, words: tuple[str, str]) -> QWidget:
        """Amber, with a sign and the reason: it can't be missed, and it does not shout."""
        title, reason = words
        panel = QFrame()
        panel.setObjectName("standing_old")
        name_control(panel, f"{title}. {reason}")
        sign = QLabel()
        sign.setPixmap(picture("circle-alert", "warning_text", PICTURE))
        line = QHBoxLayout(panel)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(16)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(column(plain(title, style="pageTitle"), plain(reason, style="large")), 1)
        return panel

    def _way(self, way: SafeContact) -> QWidget:
        card = Card(channel_words(way.channel))
        value = plain(way.value, style="pageTitle")
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        value.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        card.body.addWidget(value)
        for words in self._lines(way):
            card.body.addWidget(plain(words, style="large"))
        if way.asks_again(self._today):
            card.body.addWidget(StandingLine(self._old(way), is_old=True))
        return card

    def _lines(self, way: SafeContact) -> tuple[str, ...]:
        speaking = way.channel is Channel.PHONE
        lines = []
        if way.safe_times:
            lines.append(self.tr("When: {times}").format(times=way.safe_times))
        if way.caller:
            lines.append(self.tr("You are: {caller}").format(caller=way.caller))
        elif speaking:
            lines.append(self.tr("Give no name, and do not name the group."))
        if way.may_be_said:
            lines.append(way.may_be_said)
        elif speaking:
            lines.append(self.tr("If somebody else answers, say nothing about them."))
        else:
            lines.append(self.tr("Write nothing that names the group."))
        if speaking:
            allowed = way.voicemail is Permission.YES
            lines.append(
                self.tr("A voicemail may be left.") if allowed else self.tr("No voicemail.")
            )
        return tuple(lines)

    def _old(self, way: SafeContact) -> str:
        if way.confirmed_on is None:
            return self.tr("They have not confirmed this yet.")
        return self.tr("Last confirmed on {day}. Ask whether it is still right.").format(
            day=full_day(way.confirmed_on)
        )
