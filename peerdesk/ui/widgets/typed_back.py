"""Two words of a new recovery sheet, typed back before the sheet counts."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.ui.widgets.banner import Banner

ASKED = 2


class TypedBack(QWidget):
    """Asks for two places of the sheet, drawn at random: who can answer has written it down."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = words
        asked = sorted(secrets.SystemRandom().sample(range(len(words)), ASKED))
        self.answers = {place: QLineEdit() for place in asked}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for place, answer in self.answers.items():
            form = Form()
            form.add(self.tr("Word {n}, from your sheet").format(n=place + 1), answer)
            layout.addWidget(form)
        self.setFocusProxy(next(iter(self.answers.values())))

    def is_right(self, banner: Banner) -> bool:
        """Whether both are as on the sheet; if not, it is told, and the keyboard is there."""
        for place, answer in self.answers.items():
            if answer.text().strip().casefold() != self._words[place]:
                banner.notice(
                    self.tr("Word {n} is not as on the sheet. Have another look at it.").format(
                        n=place + 1
                    )
                )
                answer.setFocus()
                return False
        return True
