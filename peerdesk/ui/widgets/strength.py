"""The strength of a passphrase, in words and with the reason."""

from PySide6.QtWidgets import QLabel, QWidget

from peerdesk.errors import UserError
from peerdesk.ui.messages import words
from peerdesk.vault.strength import Strength, judge, require_strong


class StrengthLine(QLabel):
    """Says under the field how good the passphrase is and what would make it better."""

    def __init__(self, about: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self.setWordWrap(True)
        self.setObjectName("muted")
        self.setAccessibleName(self.tr("Strength"))

    def show_for(self, passphrase: str) -> None:
        """Judge what is typed so far; nothing for an empty field."""
        self.setText(self._in_words(judge(passphrase, self._about)) if passphrase else "")

    def refusal(self, passphrase: str) -> str:
        """Why this passphrase can't be used, or an empty string."""
        try:
            require_strong(passphrase, self._about)
        except UserError as error:
            return words(error)
        return ""

    def _in_words(self, strength: Strength) -> str:
        raise NotImplementedError
