"""The strength of a passphrase, in words and with the reason."""

from PySide6.QtWidgets import QLabel, QWidget

from peerdesk.errors import UserError
from peerdesk.ui.messages import words
from peerdesk.vault.strength import Strength, StrengthLevel, WeakReason, judge, require_usable


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
        reason = {
            WeakReason.NONE: "",
            WeakReason.COMMON_PASSWORD: self.tr("part of it is among the most used passwords"),
            WeakReason.COMMON_WORD: self.tr("it leans on very common words"),
            WeakReason.NAME: self.tr("part of it is a common name"),
            WeakReason.ABOUT_YOU: self.tr("part of it is the name of this vault"),
            WeakReason.KEYBOARD: self.tr("part of it lies in a row on the keyboard"),
            WeakReason.REPEATED: self.tr("part of it repeats"),
            WeakReason.SEQUENCE: self.tr("part of it is a sequence such as abc or 123"),
            WeakReason.DATE: self.tr("part of it looks like a date"),
        }[strength.reason]
        if strength.too_short:
            return self.tr("{level}, and still too short").format(level=level)
        return f"{level}: {reason}." if reason else f"{level}."
