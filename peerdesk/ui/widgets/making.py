"""The way from other pages to making an agreement together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from peerdesk.desk.desk import Desk


def name_making(button: QPushButton, desk: Desk, group_id: int) -> None:
    """Say on a button what it leads to: beginning, going on, or revising what is in force."""
    if any(making.group_id == group_id for making in desk.makings.all()):
        words = _said("Go on making it together…")
    elif desk.agreements.in_force(group_id) is not None:
        words = _said("Revise it together…")
    else:
        words = _said("Make it together…")
    button.setText(words)
    button.setAccessibleName(words)


def _said(text: str) -> str:
    return QCoreApplication.translate("making", text)
