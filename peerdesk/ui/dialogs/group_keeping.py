"""How long a group's records are kept, where that differs from the vault's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.keeping_rules import KeepingRules
from peerdesk.ui.widgets.layout import at_top, row, scrolling

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext

USUAL_SIZE = QSize(680, 1600)
"""All of it is higher than most screens, so the window is as high as its screen; from the start,
since the choices come one after the other."""


class GroupKeepingDialog(Dialog):
    """The same choices as for the whole vault, and that the vault's own hold."""

    def __init__(self, context: PageContext, group_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        # A window's title is seen in the task bar: no name of a group in it.
        self.setWindowTitle(self.tr("How long a group's records are kept"))
        self.banner = Banner()
        self.rules = KeepingRules(context, self.banner)
        group = context.desk.groups.get(group_id)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain(group.name, style="sectionTitle"))
        layout.addWidget(
            plain(
                self.tr(
                    "After this time Today asks you to look; nothing is erased by itself. Somebody "
                    "in several groups takes the longest of their times. Check this with your "
                    "organisation: a programme may have to keep its records for years."
                )
            )
        )
        layout.addWidget(self.banner)
        # What is there already stays where it is while the others come.
        layout.addWidget(scrolling(at_top(self.rules)), 1)
        layout.addWidget(row(None, button(self.tr("&Close"), self.accept)))
        self.rules.show_rules(group_id)
        fit_on_screen(self, USUAL_SIZE)
