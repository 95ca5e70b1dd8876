"""Two words of a new recovery sheet, typed back before the sheet counts."""

from __future__ import annotations

import secrets
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.ui.widgets.banner import Banner

ASKED = 2


class TypedBack(QWidget):
    """Asks for two places of the sheet, drawn at random: who can answer has written it down.

    `entered` where Enter is pressed in the last of them; in the first it leads to the next.
    """

    entered = Signal()

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
        fields = list(self.answers.values())
        for field, following in pairwise(fields):
            field.returnPressed.connect(following.setFocus)
        fields[-1].returnPressed.connect(self.entered)
        self.setFocusProxy(fields[0])

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
