"""Notes: one search over everything that was written, and the note itself beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.notes import EVERYWHERE, NoteHit, NoteKind, WrittenNote
from peerdesk.ui.naming import is_masked, veiled
from peerdesk.ui.pages.notes.entries import entry_of, key_of, whose
from peerdesk.ui.pages.notes.filters import NoteFilters
from peerdesk.ui.pages.notes.leaving import NotesLeaving
from peerdesk.ui.pages.notes.reading import origin_of, statement_of, text_of, written
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.empty import EmptyState
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import column, row
from peerdesk.ui.widgets.note_editor import NoteEditor
from peerdesk.ui.widgets.records import Entry, RecordList
from peerdesk.ui.widgets.tabbing import tab_on

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST_WIDTH = 400
LIST_LETTERS = 19
"""Room for two days side by side."""


class NotesPage(Page):
    """Finds notes by their words; edits them in place; leads to where they belong."""

    name: ClassVar[str] = "notes"
    title: ClassVar[str] = "Notes"
    icon: ClassVar[str] = "notebook-pen"
    reads: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.GROUP_NOTE, Kind.MEMBER_NOTE, Kind.SESSION, Kind.MEMBER, Kind.GROUP}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._hits: dict[str, NoteHit] = {}
        self._opened: tuple[NoteKind, int] | None = None
        """What another page led to: it is listed even where many newer notes are."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_notes())
        self.body.addWidget(self._stack, 1)

    @cached_property
    def filters(self) -> NoteFilters:
        """What is looked for; made when it is first needed."""
        made = NoteFilters(self.desk, self.clock)
        made.changed.connect(self._on_filters)
        self._narrowing.addWidget(made)
        tab_on(self._found, (made, self._listed))
        return made

    def make_ahead(self) -> Iterator[QWidget | None]:
        yield self.filters

    def refresh(self) -> None:
        self.filters.refresh()
        self._look_up()

    def open(self, key: int | str) -> None:
        """Show the note `group:ID` or `member:ID`, whatever was searched for before."""
        self.filters.clear()
        kind, _colon, note_id = str(key).partition(":")
        self._opened = (NoteKind(kind), int(note_id))
        self._look_up()
        self._list.choose(key)

    def search_for(self, text: str) -> None:
        """Show the notes with these words at once, as if they had been typed."""
        self.filters.search_for(text)

    def begin_new(self) -> None:
        self.context.wishes.go.emit("sessions", "new")

    def flush(self) -> None:
        for editor in self._editors.values():
            editor.flush()

    def _build_empty(self) -> QWidget:
        return EmptyState(
            "notebook-pen",
            self.tr("No notes yet"),
            self.tr(
                "After a session, a few words on themes are enough. Notes about people are kept "
                "apart and can be shown to them."
            ),
            self.tr("Plan a session"),
            self.begin_new,
        )

    def _build_notes(self) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self._list = RecordList(self.tr("Notes found"))
        self._list.chosen.connect(self._show)
        self._list.allow_several()
        self._list.several_changed.connect(self._show_count)
        self.leaving = NotesLeaving(self, self._chosen)
        self._listed = column(self._list, self.leaving)
        self._narrowing = QVBoxLayout()
        found = self._found = QWidget()
        above = QVBoxLayout(found)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        above.addLayout(self._narrowing)
        above.addWidget(self._listed, 1)
        letter = found.fontMetrics().horizontalAdvance("m")
        found.setFixedWidth(max(LIST_WIDTH, LIST_LETTERS * letter))
        layout.addWidget(found)
        self._detail = QWidget()
        lines = QVBoxLayout(self._detail)
        lines.setContentsMargins(0, 0, 0, 0)
        self._heading = plain("", style="sectionTitle")
        self._origin = muted("")
        lines.addWidget(self._heading)
        lines.addWidget(self._origin)
        self._editors = {
            NoteKind.GROUP: NoteEditor(
                self.desk,
                NoteKind.GROUP,
                self.tr("Note about the session"),
                self.desk.notes.keep_group_note,
            ),
            NoteKind.MEMBER: NoteEditor(
                self.desk, NoteKind.MEMBER, self.tr("Note about the person"), self._keep_member_note
            ),
        }
        for editor in self._editors.values():
            editor.failed.connect(self.banner.explain)
            editor.mended.connect(self.say_mended)
            editor.hide()
            lines.addWidget(editor, 1)
        self._closed_note = plain("")
        lines.addWidget(self._closed_note)
        self._own_words = plain("")
        name_control(self._own_words, self.tr("In their own words"))
        lines.addWidget(self._own_words)
        self._go = button(
            self.tr("Open where it belongs"), self._open_origin, icon_name="chevron-right"
        )
        lines.addWidget(row(self._go, None))
        layout.addWidget(self._detail, 1)
        # Takes the room of the detail while nothing is found.
        layout.addStretch()
        return holder

    def _on_filters(self) -> None:
        self._opened = None
        self._look_up()

    def _look_up(self) -> None:
        typed, scope = self.filters.typed, self.filters.scope
        hits = self.desk.notes.search(typed, scope=scope)
        opened = self.desk.notes.hit(*self._opened) if self._opened else None
        if opened is not None and key_of(opened) not in map(key_of, hits):
            hits.append(opened)
        self._hits = {key_of(hit): hit for hit in hits}
        entries = [entry_of(hit) for hit in hits]
        nothing_at_all = not entries and not typed and scope == EVERYWHERE
        self._stack.setCurrentIndex(0 if nothing_at_all else 1)
        self._list.show_entries(entries or [Entry("", self._nothing_in_words(typed), heading=True)])
        if self._list.current_key in self._hits:
            self._show(self._list.current_key)
        elif not self._list.choose_first():
            self._detail.hide()
        self._show_count()

    def _show_count(self) -> None:
        self.leaving.show_count(len(self._chosen_hits()))

    def _chosen_hits(self) -> list[NoteHit]:
        chosen = map(str, self._list.chosen_keys)
        return [self._hits[key] for key in chosen if key in self._hits]

    def _chosen(self) -> tuple[WrittenNote, ...]:
        return tuple(written(self.desk, hit) for hit in self._chosen_hits())

    def _nothing_in_words(self, typed: str) -> str:
        if typed.strip():
            return self.tr("No note has these words")
        return self.tr("No note of this kind")

    def _show(self, key: object) -> None:
        hit = self._hits.get(str(key))
        for kind, editor in self._editors.items():
            if hit is None or kind is not hit.kind:
                # It is about to be hidden, and no key or click has to be what leads there.
                editor.flush()
        self._detail.setVisible(hit is not None)
        if hit is None:
            return
        self._heading.setText(whose(hit))
        self._origin.setText(origin_of(hit))
        for kind, editor in self._editors.items():
            editor.setVisible(kind is hit.kind and self._may_edit(hit))
        self._closed_note.setVisible(not self._may_edit(hit))
        text = text_of(self.desk, hit)
        if self._may_edit(hit):
            subject = hit.session_id if hit.kind is NoteKind.GROUP else hit.note_id
            self._editors[hit.kind].show_note(subject or 0, text)
        else:
            self._closed_note.setText(veiled(text))
        own_words = statement_of(self.desk, hit)
        self._own_words.setText(own_words)
        self._own_words.setVisible(bool(own_words))

    def _may_edit(self, hit: NoteHit) -> bool:
        """A group that writes nothing down any more keeps its old notes as they are.

        While names are masked, what was written is only looked at.
        """
        if is_masked():
            return False
        if hit.kind is NoteKind.MEMBER or hit.session_id is None:
            return True
        session = self.desk.sessions.get(hit.session_id)
        return self.desk.groups.get(session.group_id).note_policy is not NotePolicy.CONTENT_FREE

    def _keep_member_note(self, note_id: int, text: str) -> None:
        note = self.desk.notes.member_note(note_id)
        self.desk.notes.keep_member_note(replace(note, text=text))

    def _open_origin(self) -> None:
        hit = self._hits.get(str(self._list.current_key))
        if hit is None:
            return
        if hit.kind is NoteKind.GROUP and hit.session_id is not None:
            self.context.wishes.go.emit("sessions", hit.session_id)
        elif hit.member_id is not None:
            self.context.wishes.go.emit("people", hit.member_id)
