"""What a note says, and where it belongs, for the page and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.domain.notes import NoteHit, NoteKind, WrittenNote
from peerdesk.ui.pages.notes.entries import is_covered, whose
from peerdesk.ui.terms import covered_words

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


def text_of(desk: Desk, hit: NoteHit) -> str:
    """The whole note, or that it is covered while names are masked."""
    if is_covered(hit):
        return covered_words()
    if hit.kind is NoteKind.MEMBER:
        return desk.notes.member_note(hit.note_id).text
    note = desk.notes.of_session(hit.session_id or 0)
    return note.text if note else ""


def statement_of(desk: Desk, hit: NoteHit) -> str:
    """What the person wants to stand beside the note; nothing while notes are covered."""
    if hit.kind is not NoteKind.MEMBER or is_covered(hit):
        return ""
    note = desk.notes.member_note(hit.note_id)
    if note.stated_at is None:
        return ""
    stated = note.stated_at.astimezone()
    return f"In their own words, {stated.day} {stated:%B %Y}:\n{note.statement}"


def origin_of(hit: NoteHit) -> str:
    """The session that a note is about, and when it was last changed."""
    changed = hit.updated_at.astimezone()
    parts = []
    if hit.happened_at is not None:
        day = f"{hit.happened_at:%A} {hit.happened_at.day} {hit.happened_at:%B %Y}"
        parts.append(f"{hit.group_name}, session of {day}")
    parts.append(f"last changed {changed.day} {changed:%B %Y, %H:%M}")
    return " · ".join(parts)


def written(desk: Desk, hit: NoteHit) -> WrittenNote:
    """A note with all that leaves the vault with it."""
    return WrittenNote(
        hit.kind, whose(hit), origin_of(hit), text_of(desk, hit), statement_of(desk, hit)
    )
