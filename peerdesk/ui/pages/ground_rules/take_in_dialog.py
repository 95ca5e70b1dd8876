"""Taking in a script from a file, after a look at what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.sharing import take_in
from peerdesk.domain.names import kept_apart
from peerdesk.domain.script_files import format_script
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.ground_rules.file_view import FileView
from peerdesk.ui.terms import language_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import ScriptText

USUAL_SIZE = QSize(820, 640)


class TakeInDialog(Dialog):
    """Shows a script that was read from a file. `taken_in` carries the Script that was made."""

    taken_in = Signal(object)

    def __init__(self, desk: Desk, text: ScriptText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Take in a script"))
        self._desk = desk
        self._text = text
        self.banner = Banner()
        self.words = FileView(self.tr("What the file holds"))
        self.words.setPlainText(format_script(text))
        self.take_button = button(
            self.tr("&Add it to ours"), self.take, icon_name="plus", weight="primary"
        )
        self.take_button.setDefault(True)
        language = kept_apart(language_words(text.language))
        rules = sum(len(segment.rules) for segment in text.segments)
        about = self.tr(
            "{language}, {parts} parts, {rules} rules. Read it through: PeerDesk can tell that it "
            "is a script, and not whether its words are good."
        ).format(
            language=language,
            parts=len(text.segments),
            rules=rules,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(plain(text.title, style="sectionTitle"))
        if text.summary:
            outer.addWidget(plain(text.summary))
        outer.addWidget(muted(about))
        outer.addWidget(self.banner)
        outer.addWidget(self.words, 1)
        outer.addWidget(row(None, button(self.tr("&Cancel"), self.reject), self.take_button))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)

    def take(self) -> None:
        """Keep it as an own script."""
        try:
            script = take_in(self._desk, self._text)
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self.accept()
        self.taken_in.emit(script)
