"""A note that was found, as a line of the list."""

from __future__ import annotations

from peerdesk.domain.excerpts import read_excerpt
from peerdesk.domain.notes import NoteHit, NoteKind
from peerdesk.ui.naming import called_by_id, is_masked, veiled
from peerdesk.ui.widgets.records import Entry


def key_of(hit: NoteHit) -> str:
    """What opens the note on this page: `group:ID` or `member:ID`."""
    return f"{hit.kind}:{hit.note_id}"


def entry_of(hit: NoteHit) -> Entry:
    """Whose note it is and when, and the words in context with what was found in bold."""
    when = hit.happened_at or hit.updated_at.astimezone()
    title = f"{whose(hit)}, {when.day} {when:%b %Y}"
    excerpt = read_excerpt(hit.excerpt)
    if is_covered(hit):
        return Entry(key_of(hit), title)
    if is_masked():
        # Initials are shorter than names, so the places would not fit any more.
        return Entry(key_of(hit), title, veiled(excerpt.text))
    return Entry(key_of(hit), title, excerpt.text, found=excerpt.found)


def whose(hit: NoteHit) -> str:
    """Whom or which group a note is about."""
    if hit.member_id is None:
        return hit.group_name
    return called_by_id(hit.member_id, hit.member_name)


def is_covered(hit: NoteHit) -> bool:
    """A note about a person is not shown at all while names are masked."""
    return hit.kind is NoteKind.MEMBER and is_masked()
