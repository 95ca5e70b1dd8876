"""A note as it is typed: a draft within two seconds, the note itself when the field is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from peerdesk.domain.names import many_lines
from peerdesk.domain.notes import NoteKind
from peerdesk.errors import PeerDeskError
from peerdesk.ui.widgets.autosave import Autosave, SavedLabel
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.light_formatting import LightFormatting

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from peerdesk.desk.desk import Desk

Keep = Callable[[int, str], object]
"""Keeps a subject's text as its note, and drops the draft."""


class _Field(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteEditor(QWidget):
    """One note field. `failed` carries the PeerDeskError of a save that did not work."""

    failed = Signal(object)
    mended = Signal()
    """What had failed is saved."""

    def __init__(self, desk: Desk, kind: NoteKind, label: str, keep: Keep) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._keep = keep
        self._subject = 0
        self._kept = ""
        self._drafted = False
        self._unsaved: dict[int, str] = {}
        """Words that the disk refused, by subject, until it takes them."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._field = _Field()
        self._field.setTabChangesFocus(True)
        self._formatting = LightFormatting(self._field)
        name_control(self._field, label)
        layout.addWidget(self._field, 1)
        self._drafts = Autosave(self._keep_draft, self)
        self._drafts.watch(self._field)
        self._drafts.failed.connect(self.failed)
        self._drafts.mended.connect(self.mended)
        self._field.left.connect(self.flush)
        self._recovered = muted(self.tr("Words that were typed and not finished are shown here."))
        self._recovered.hide()
        layout.addWidget(self._recovered)
        self.earlier = button("", self.show_earlier, icon_name="history", weight="quiet")
        name_control(self.earlier, self.tr("Show what the note said before"))
        self.earlier.hide()
        layout.addWidget(row(self.earlier, None, SavedLabel(self._drafts)))
        self.setFocusProxy(self._field)

    @property
    def text(self) -> str:
        """What is in the field."""
        return self._field.toPlainText()

    @property
    def unsaved(self) -> dict[int, str]:
        """Words that the disk refused, by subject."""
        if self._drafts.is_refused and self._subject:
            return {**self._unsaved, self._subject: self._field.toPlainText()}
        return dict(self._unsaved)

    @property
    def field(self) -> QPlainTextEdit:
        """The field itself, for a placeholder text or a height."""
        return self._field

    def show_note(self, subject_id: int, text: str) -> None:
        """Show a subject's note, or the newer draft of it.

        While the same subject is being typed about, the field is left alone.
        """
        if subject_id == self._subject and (self._drafts.waiting or self._field.hasFocus()):
            return
        before, kept = self._subject, self._kept
        self.flush()
        if subject_id == before and self._kept != kept:
            # What the caller read is older than what was kept just now.
            text = self._kept
        draft = self._desk.drafts.text(self._kind, subject_id) if subject_id else None
        draft = self._unsaved.pop(subject_id, draft)
        self._subject, self._kept = subject_id, text
        self._drafted = draft is not None
        shown = text if draft is None else draft
        self._recovered.setVisible(draft is not None and draft != text)
        if self._field.toPlainText() != shown:
            self._drafts.load(lambda: self._field.setPlainText(shown))
        self._count_earlier()

    def show_earlier(self) -> None:
        """Compare the note with what it said before."""
        from peerdesk.ui.dialogs.note_versions import NoteVersionsDialog  # noqa: PLC0415 - rare

        self.flush()
        note_id = self._note_id()
        if not note_id:
            return
        dialog = NoteVersionsDialog(
            self._desk.note_versions, self._kind, note_id, self._kept, self._bring_back, self
        )
        dialog.finished.connect(self._count_earlier)
        dialog.open()

    def _bring_back(self, text: str) -> None:
        self._keep(self._subject, text)
        self._kept = text
        self._drafts.load(partial(self._field.setPlainText, text))

    def _note_id(self) -> int:
        """The note's own id; 0 where nothing is kept yet."""
        if self._kind is NoteKind.MEMBER or not self._subject:
            return self._subject
        note = self._desk.notes.of_session(self._subject)
        return note.id if note else 0

    def _count_earlier(self, _result: int = 0) -> None:
        note_id = self._note_id()
        number = len(self._desk.note_versions.of(self._kind, note_id)) if note_id else 0
        self.earlier.setVisible(bool(number))
        if number:
            self.earlier.setText(self.tr("Earlier words ({number})…").format(number=number))

    def flush(self) -> None:
        """Make the draft the note, if anything was typed."""
        self._drafts.forget()
        typed = many_lines(self._field.toPlainText())
        # A draft is settled even where its words are the note's again: it may hold others.
        if not self._subject or (typed == self._kept and not self._drafted):
            return
        before = (self._kept, self._drafted)
        # Said first, because the page is refreshed by the change and asks here again.
        self._kept, self._drafted = typed, False
        try:
            self._keep(self._subject, typed)
        except PeerDeskError as error:
            self._kept, self._drafted = before
            self._unsaved[self._subject] = typed
            self._drafts.try_again(error)
            self.failed.emit(error)
        else:
            self._unsaved.pop(self._subject, None)
            self._recovered.hide()
            self._count_earlier()

    def forget(self) -> None:
        """Let go of the subject, because its record is gone."""
        self._drafts.forget()
        self._subject, self._kept, self._drafted = 0, "", False
        self._drafts.load(self._field.clear)
        self.earlier.hide()
        if self._unsaved:
            self._drafts.touch()  # words of another note still wait for the disk

    def _keep_draft(self) -> None:
        for subject, text in tuple(self._unsaved.items()):
            if subject != self._subject:
                self._desk.drafts.keep(self._kind, subject, text)
                del self._unsaved[subject]
        if self._subject:
            self._drafted = True
            self._desk.drafts.keep(self._kind, self._subject, self._field.toPlainText())
            self._unsaved.pop(self._subject, None)
