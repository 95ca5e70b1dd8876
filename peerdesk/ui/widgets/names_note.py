"""A calm line above pages that name people."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from peerdesk.ui.icons import picture
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.form import plain


class NamesNote(QFrame):
    """Says before anything is printed that people are named, and what follows from it."""

    def __init__(self, *, is_sample: bool) -> None:
        """In the sample vault people are invented, and no passphrase is asked for."""
        super().__init__()
        self.setObjectName("banner_warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(picture("users", "warning_text"))
        row.addWidget(sign)
        self._words = (
            self.tr(
                "People are named on this paper. In a vault of your own, printing or saving it "
                "asks for your passphrase."
            )
            if is_sample
            else self.tr(
                "People are named on this paper. Printing or saving it asks for your passphrase, "
                "and is written to the log without a name."
            )
        )
        row.addWidget(plain(self._words, style="bannerText"), 1)
        self.setAccessibleName(self._words)
        self.hide()

    def show_where(self, *, people_are_named: bool) -> None:
        """Be there exactly while that is so; a screen reader says it when it comes."""
        comes = people_are_named and self.isHidden()
        self.setVisible(people_are_named)
        if comes:
            announce(self, self._words)
