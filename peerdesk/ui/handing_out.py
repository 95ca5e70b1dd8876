"""Opening the handout window from wherever paper is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.domain.handouts import NO_GROUP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from peerdesk.domain.handouts import HandoutKind
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.dialogs.handout import HandoutDialog
    from peerdesk.ui.pages.page import PageContext


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutRequest:
    """What the window begins with. What is not named is as it was chosen last."""

    kind: HandoutKind | None = None
    group_id: int = NO_GROUP
    version_id: int | None = None
    session_id: int | None = None


def open_handouts(
    context: PageContext,
    request: HandoutRequest,
    parent: QWidget,
    *,
    clock: Clock | None = None,
) -> HandoutDialog:
    """Show the handout window over `parent`."""
    from peerdesk.ui.dialogs.handout import HandoutDialog  # noqa: PLC0415 - opened now and then

    dialog = HandoutDialog(context, request, parent, clock=clock)
    dialog.open()
    return dialog
