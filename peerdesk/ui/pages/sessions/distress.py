"""What the distress card says of one evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.running import TonightRole
from peerdesk.ui.dialogs.distress_card import Distress
from peerdesk.ui.naming import called
from peerdesk.ui.terms import full_day

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.crisis_resources import CrisisResource
    from peerdesk.domain.sessions import Session


def distress_of(desk: Desk, session: Session, today: date) -> Distress:
    """Who steps out and who stays, and where the group turns."""
    roles = desk.tonight.roles_or_usual(session)
    out, stays = roles.get(TonightRole.STEPS_OUT), roles.get(TonightRole.FACILITATOR)
    if stays is not None and out is not None and stays.id == out.id:
        stays = roles.get(TonightRole.CO_FACILITATOR)
    listed = [each for each in desk.crisis_resources.of_group(session.group_id) if each.line]
    return Distress(
        steps_out=called(out) if out is not None else "",
        stays=called(stays) if stays is not None else "",
        turn_to=tuple(each.line for each in listed),
        warning=checked_words(listed, today),
    )


def checked_words(resources: list[CrisisResource], today: date) -> str:
    """When the list was last checked, and whether that is to be relied on."""
    days = [each.checked_on for each in resources if each.checked_on is not None]
    if not resources:
        return ""
    if len(days) < len(resources):
        return _said("Not all of these were ever checked.")
    text = _said("Last checked on {day}.").format(day=full_day(min(days)))
    if all(each.is_checked(today) for each in resources):
        return text
    return f"{text} {_said('That is long ago: a number may have changed.')}"


def _said(text: str) -> str:
    return QCoreApplication.translate("sessions", text)
