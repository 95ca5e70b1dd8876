"""The note of a session, as far as the group's policy allows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.notes import NoteKind
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.words import note_prompts
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.note_editor import NoteEditor
from peerdesk.ui.widgets.nudges import NudgeBar

if TYPE_CHECKING:
    from peerdesk.domain.known_names import KnownNames
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

LINES = 6


class NotePane(Part):
    """One field, with prompts above it. It never asks for anything.

    Two steps have such a pane. Only the one that is shown holds the note; the other lets go of it,
    so that no older text can ever be kept over a newer one.
    """

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._holds = 0
        self._is_keeping = False
        self._prompts = muted("")
        self.editor = NoteEditor(
            page.desk,
            NoteKind.GROUP,
            self.tr("Note about the session"),
            self._keep,
        )
        self.editor.failed.connect(page.banner.explain)
        self.editor.mended.connect(page.say_mended)
        self.editor.field.setMinimumHeight(self.editor.field.fontMetrics().lineSpacing() * LINES)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._prompts)
        outer.addWidget(self.editor, 1)
        self.nudges = NudgeBar(
            self.editor.field, self._names_of_group, page.desk.gentle_words.all_of_them
        )
        self.nudges.list_asked.connect(self.change_words)
        outer.addWidget(self.nudges)
        self.setFocusProxy(self.editor)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        group = self.desk.groups.get(session.group_id)
        allowed = group.note_policy is not NotePolicy.CONTENT_FREE
        self.editor.setVisible(allowed)
        self._prompts.setText(
            "\n".join(note_prompts(group.note_policy))
            if allowed
            else self.tr("This group writes nothing down: only the day and how many came.")
        )
        if not allowed:
            self.let_go()
            return
        is_other = session.id != self._holds
        if is_other:
            self.nudges.begin()
        if self._is_keeping:
            return  # what is being kept is what the field shows
        self._holds = session.id
        note = self.desk.notes.of_session(session.id)
        self.editor.show_note(session.id, note.text if note else "")
        if is_other:
            # Words that are added, as after a lock, follow on those that are there.
            self.editor.field.moveCursor(QTextCursor.MoveOperation.End)

    def _keep(self, session_id: int, text: str) -> None:
        """Keep the note. The page refreshes while that is committed, before the field knows."""
        self._is_keeping = True
        try:
            self.desk.notes.keep_group_note(session_id, text)
        finally:
            self._is_keeping = False

    def change_words(self) -> None:
        """Show the list of gentler words, to change it."""
        from peerdesk.ui.dialogs.gentle_words import GentleWordsDialog  # noqa: PLC0415 - rare

        dialog = GentleWordsDialog(self.desk.gentle_words, self)
        dialog.finished.connect(self._on_words_changed)
        dialog.open()

    def _on_words_changed(self, _result: int) -> None:
        self.nudges.begin()

    def _names_of_group(self) -> KnownNames:
        """The names that do not belong into this note: of the group's people, and who came."""
        return self.desk.members.known_names_around(self._holds)

    def finish(self) -> None:
        if self._holds:
            self.editor.flush()

    def let_go(self) -> None:
        """Keep what was typed, and hold no note any more."""
        if self._holds:
            self.editor.flush()
            self.editor.forget()
            self._holds = 0
