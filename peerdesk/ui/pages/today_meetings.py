"""Cards of Today about meetings: what was left open, what else runs, what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, column, flowing, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def still_open_card(
    group: str, when: str, go_on: Callable[[], object], close: Callable[[], object]
) -> QWidget:
    """A session that nobody closed, and the two ways to finish it."""
    card = Card(_said("Still open"))
    words = _said("{group}: {when}. This session was not closed.")
    card.body.addWidget(plain(words.format(group=group, when=when)))
    which = _said("{group}, {when}").format(group=group, when=when)
    going_on = button(_said("Go on with it"), go_on)
    going_on.setAccessibleName(_said("Go on with: {which}").format(which=which))
    closing = button(_said("Close it as of its end"), close)
    closing.setAccessibleName(_said("Close as of its end: {which}").format(which=which))
    card.body.addWidget(flowing(going_on, closing))
    return card


def also_running_card(group: str, when: str, go_on: Callable[[], object]) -> QWidget:
    """Two groups that meet at once: each is one click away."""
    card = Card(_said("Also running"))
    card.body.addWidget(plain(group, style="sectionTitle"))
    card.body.addWidget(muted(when))
    going_on = button(_said("Go on with it"), go_on)
    going_on.setAccessibleName(_said("Go on with: {which}").format(which=group))
    card.body.addWidget(row(going_on, None))
    return card


def after_that_card(lines: tuple[tuple[str, str], ...]) -> QWidget:
    """The meetings that follow, each a group and when it meets."""
    card = Card(_said("After that"))
    for group, when in lines:
        card.body.addWidget(column(plain(group), muted(when), spacing=0))
    return card


def _said(text: str) -> str:
    return QCoreApplication.translate("today", text)
