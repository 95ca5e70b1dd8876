"""The strength of a passphrase, in words and with the reason."""

from PySide6.QtWidgets import QLabel, QWidget

from peerdesk.domain.passphrases import WeakReason
from peerdesk.errors import UserError
from peerdesk.ui.messages import words
from peerdesk.ui.messages.keys import WEAK_REASONS
from peerdesk.vault.strength import Strength, StrengthLevel, judge, require_usable


class StrengthLine(QLabel):
    """Says under the field how good the passphrase is and what would make it better."""

    def __init__(self, about: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self.setWordWrap(True)
        self.setObjectName("muted")
        self.setAccessibleName(self.tr("Strength"))

    def know(self, about: tuple[str, ...]) -> None:
        """Take these names for easy to guess from now on."""
        self._about = about

    def show_for(self, passphrase: str) -> None:
        """Judge what is typed so far; nothing for an empty field."""
        self.setText(self._in_words(judge(passphrase, self._about)) if passphrase else "")

    def refusal(self, passphrase: str) -> str:
        """Why this passphrase can't be used, or an empty string."""
        try:
            require_usable(passphrase, self._about)
        except UserError as error:
            return words(error)
        return ""

    def _in_words(self, strength: Strength) -> str:
        level = {
            StrengthLevel.WEAK: self.tr("Too easy to guess"),
            StrengthLevel.FAIR: self.tr("Could be better"),
            StrengthLevel.GOOD: self.tr("Good"),
            StrengthLevel.STRONG: self.tr("Strong"),
        }[strength.level]
        reason = "" if strength.reason is WeakReason.NONE else WEAK_REASONS[strength.reason]
        if strength.too_short:
            return self.tr("{level}, and still too short").format(level=level)
        return f"{level}: {reason}." if reason else f"{level}."
