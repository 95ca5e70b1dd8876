"""Notes about one person: few, in their own words, edited in place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from peerdesk.domain.notes import MemberNote, NoteKind
from peerdesk.ui.naming import is_masked
from peerdesk.ui.pages.people.own_words import OwnWords
from peerdesk.ui.pages.people.promises import PromisesCard
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import covered_words, full_day, local_day
from peerdesk.ui.widgets.bound_form import paragraph
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.widgets.light_formatting import LightFormatting
from peerdesk.ui.widgets.rows import KeyedRows, RecordRow

if TYPE_CHECKING:
    from peerdesk.ui.pages.people.page import PeoplePage

NOTE_LINES = 5


class NoteRow(RecordRow[MemberNote]):
    """One note. What is typed goes to its draft; leaving the field keeps it as the note."""

    def __init__(self, section: NotesSection) -> None:
        super().__init__()
        self._section = section
        self._note: MemberNote | None = None
        self._shown = ""
        self._drafted = False
        self._day = muted("")
        self.text = paragraph(NOTE_LINES)
        self._formatting = LightFormatting(self.text)
        self.text.installEventFilter(self)
        section.page.autosave.watch(self.text)
        self.delete = button(self.tr("Delete"), self._delete, icon_name="trash-2", weight="quiet")
        self.unfinished = muted(self.tr("This was being typed when PeerDesk ended. It is kept."))
        self.put_back = button(self.tr("Put back what was there"), self._put_back, weight="quiet")
        card = Card()
        card.body.addWidget(row(self._day, None, self.delete))
        card.body.addWidget(self.text)
        card.body.addWidget(self.unfinished)
        card.body.addWidget(row(self.put_back, None))
        self.own_words = OwnWords(section.page.autosave)
        card.body.addWidget(self.own_words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def fill(self, record: MemberNote) -> None:
        self._section.page.autosave.unheard(partial(self._show, record))

    def _show(self, record: MemberNote) -> None:
        first = self._note is None
        self._note = record
        day = full_day(local_day(record.created_at))
        self._day.setText(day)
        name_control(self.text, self.tr("Note of {day}").format(day=day))
        self.delete.setAccessibleName(self.tr("Delete the note of {day}").format(day=day))
        self.own_words.show_note(record, fresh=first)
        draft = self._section.desk.drafts.text(NoteKind.MEMBER, record.id)
        if first or not (self.is_changed or self.text.hasFocus()):
            self._drafted = draft is not None
            self._write(record.text if draft is None else draft)
        recovered = first and draft is not None and draft != record.text
        if recovered or draft is None:
            self.unfinished.setVisible(recovered)
            self.put_back.setVisible(recovered)

    @property
    def is_changed(self) -> bool:
        """Whether there are words that neither draft nor note has."""
        return self.text.toPlainText() != self._shown

    def keep_draft(self) -> None:
        """Put what was typed into the draft."""
        if self._note is not None and self.is_changed:
            typed = self.text.toPlainText()
            self._section.desk.drafts.keep(NoteKind.MEMBER, self._note.id, typed)
            self._shown = typed
            self._drafted = True

    def keep_own_words(self) -> None:
        """Keep the person's own words beside the note."""
        if self._note is not None and self.own_words.is_changed:
            keep = partial(self._section.desk.notes.keep_statement, self._note.id)
            self._note = self.own_words.keep(keep)

    def finish(self) -> None:
        """Make what was typed the note; a note without words goes."""
        note = self._note
        if note is None:
            return
        typed = self.text.toPlainText()
        if not typed.strip() and not note.text:
            self._note = None
            self._section.desk.notes.remove_member_note(note)
        elif self._drafted or self.is_changed:
            self._note = self._section.desk.notes.keep_member_note(replace(note, text=typed))
            self._shown, self._drafted = typed, False

    def _write(self, text: str) -> None:
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self._shown = self.text.toPlainText()

    def _delete(self) -> None:
        if self._note is not None:
            self._section.delete(self._note, self.text.toPlainText())

    def _put_back(self) -> None:
        if self._note is not None:
            typed, note = self.text.toPlainText(), self._note
            self._section.put_back(note, typed)
            self._drafted = False
            self._section.page.autosave.load(partial(self._write, note.text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field, or Ctrl+Enter in it, keeps the note."""
        if watched is self.text:
            if isinstance(event, QFocusEvent) and _leaves_the_field(event):
                self._section.finish_row(self)
            elif isinstance(event, QKeyEvent) and _is_done(event):
                self._section.finish_row(self)
                return True
        return super().eventFilter(watched, event)


def _leaves_the_field(event: QFocusEvent) -> bool:
    """Another window or a context menu only borrows the focus."""
    borrowed = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
    return event.type() is QEvent.Type.FocusOut and event.reason() not in borrowed


def _is_done(event: QKeyEvent) -> bool:
    return (
        event.type() is QEvent.Type.KeyPress
        and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    )


class NotesSection(Section):
    """Every note about the person, newest first."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page
        self.add = button(self.tr("Add a note"), self._add, icon_name="plus")
        self.needed = muted(
            self.tr(
                "Is this needed? Write little, in their own words where you can. They may read, "
                "correct and erase it."
            )
        )
        self.rows: KeyedRows[MemberNote] = KeyedRows(self._make_row)
        self._none = muted(self.tr("Nothing is written down about this person."))
        self.promises = PromisesCard(page)
        self._covered = muted(covered_words())
        self._adding = row(self.add, None)
        for part in (
            self.promises,
            self.needed,
            self._adding,
            self.rows,
            self._none,
            self._covered,
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:
        member_id = self._page.shown_id
        covered = is_masked()
        notes = self.desk.notes.of_member(member_id) if member_id and not covered else []
        self.rows.show_records([(note.id, note) for note in notes])
        self._none.setVisible(not notes and not covered)
        self._covered.setVisible(covered)
        self.promises.setVisible(not covered)
        self.promises.show_promises(0 if covered else member_id or 0, fresh=fresh)
        self._adding.setVisible(not covered)

    def save(self) -> None:
        for each in self._note_rows():
            each.keep_draft()
            each.keep_own_words()

    def finish(self) -> None:
        self.promises.finish()
        for each in self._note_rows():
            each.finish()

    def finish_row(self, left: NoteRow) -> None:
        """Keep one note as it was typed."""
        self._page.autosave.flush()
        self._page.attempt(left.finish)

    def delete(self, note: MemberNote, typed: str) -> None:
        """Delete a note, with Undo until the message is closed."""
        notes = self.desk.notes
        if not typed.strip():
            self._page.attempt(partial(notes.remove_member_note, note))
        elif self._page.attempt(partial(notes.remove_member_note, note)):
            restore = partial(notes.keep_member_note, replace(note, id=0, text=typed))
            self._page.offer_undo(
                self.tr("The note of {day} was deleted.").format(
                    day=full_day(local_day(note.created_at))
                ),
                restore,
                stays=True,
            )

    def put_back(self, note: MemberNote, typed: str) -> None:
        """Drop a recovered draft, with Undo."""
        if self._page.attempt(partial(self.desk.drafts.drop, NoteKind.MEMBER, note.id)):
            self._page.offer_undo(
                self.tr("The note is as it was before."),
                partial(self.desk.notes.keep_member_note, replace(note, text=typed)),
            )

    def _add(self) -> None:
        member_id = self._page.shown_id
        if not member_id:
            return
        self.finish()
        self._page.attempt(
            partial(self.desk.notes.keep_member_note, MemberNote(member_id=member_id, text=""))
        )
        self._page.refresh()
        newest = self.desk.notes.of_member(member_id)[0]
        added = self.rows.row(newest.id)
        if isinstance(added, NoteRow):
            added.text.setFocus()

    def _note_rows(self) -> list[NoteRow]:
        """Those that are there by now: in the others nobody has typed."""
        return [each for each in self.rows.made if isinstance(each, NoteRow)]

    def _make_row(self) -> NoteRow:
        return NoteRow(self)
