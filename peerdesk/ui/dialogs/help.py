"""The help texts, shown inside the program."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

import peerdesk
from peerdesk.paths import resource
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import FRAME
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.layout import row

USUAL_SIZE = QSize(680, 560)
_LINK = re.compile(r"[a-z-]+\.md")


class HelpDialog(Dialog):
    """One help page; links lead to the others, and nowhere else."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("PeerDesk help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize() - QSize(0, FRAME)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        name_control(self._text, self.tr("Help"))
        layout.addWidget(self._text)
        layout.addWidget(row(None, button(self.tr("&Close"), self.accept)))
        self._show(name)

    def _follow(self, link: object) -> None:
        target = str(link.toString()) if hasattr(link, "toString") else ""
        if _LINK.fullmatch(target):
            self._show(target.removesuffix(".md"))

    def _show(self, name: str) -> None:
        page = resource("help", f"{name}.md")
        if not page.is_file():
            page = resource("help", "first-steps.md")
        text = page.read_text(encoding="utf-8").replace("{version}", peerdesk.__version__)
        self._text.setMarkdown(text)
