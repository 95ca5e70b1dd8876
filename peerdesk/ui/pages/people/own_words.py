"""What somebody wants to stand beside a note about them, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.terms import full_day, local_day
from peerdesk.ui.widgets.bound_form import paragraph
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.domain.notes import MemberNote
    from peerdesk.ui.widgets.autosave import Autosave

T = TypeVar("T")
LINES = 2


class OwnWords(QWidget):
    """A field under the note; one button until there is something in it."""

    def __init__(self, autosave: Autosave) -> None:
        super().__init__()
        self._kept = ""
        self._opened = False
        self.add = button(
            self.tr("Add their own words"), self._open, icon_name="plus", weight="quiet"
        )
        self._above = muted("")
        self.text = paragraph(LINES)
        autosave.watch(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (row(self.add, None), self._above, self.text):
            layout.addWidget(part)

    def show_note(self, note: MemberNote, *, fresh: bool) -> None:
        """Show what is kept; what is being typed stays."""
        day = full_day(local_day(note.created_at))
        if fresh or not (self.is_changed or self.text.hasFocus()):
            self.text.setPlainText(note.statement)
            self._kept = self.text.toPlainText()
        self._opened = self._opened and not fresh
        name_control(self.text, self.tr("Their own words beside the note of {day}").format(day=day))
        name_control(self.add, self.tr("Add their own words to the note of {day}").format(day=day))
        if note.stated_at is None:
            self._above.setText(self.tr("In their own words. It stays beside this note."))
        else:
            stated = full_day(local_day(note.stated_at))
            self._above.setText(self.tr("In their own words, {day}").format(day=stated))
        self._show_field(shown=bool(note.statement) or self.is_changed or self._opened)

    @property
    def is_changed(self) -> bool:
        """Whether there are words that are not kept yet."""
        return self.text.toPlainText() != self._kept

    def keep(self, words: Callable[[str], T]) -> T:
        """Hand over what was typed; only what was taken counts as kept."""
        typed = self.text.toPlainText()
        done = words(typed)
        self._kept = typed
        self._opened = self.text.hasFocus()
        return done

    def _open(self) -> None:
        self._opened = True
        self._show_field(shown=True)
        self.text.setFocus()

    def _show_field(self, *, shown: bool) -> None:
        self.add.setVisible(not shown)
        self._above.setVisible(shown)
        self.text.setVisible(shown)
