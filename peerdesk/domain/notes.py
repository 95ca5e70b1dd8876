"""Notes, kept apart by kind: about a session without names, or about one member."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from peerdesk.domain.records import Record


class NoteKind(StrEnum):
    """The kinds of notes; each has a table of its own."""

    GROUP = "group"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNote(Record):
    """Themes and follow-ups of one session, without names. A session has at most one."""

    session_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberNote(Record):
    """About one member, in their own words where possible, open to correction by them."""

    member_id: int
    text: str
    session_id: int | None = None
    statement: str = ""
    """Their own words beside it, shown wherever the note is shown."""
    stated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteVersion(Record):
    """What a note said before. `created_at` is when these words were kept as the note."""

    note_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """Text that is being typed. `subject_id` is the session's or the member note's id."""

    kind: NoteKind
    subject_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteScope:
    """Which notes a search is about; what is left out does not narrow it."""

    kind: NoteKind | None = None
    group_id: int | None = None
    """Notes of its sessions; and of its people where a note belongs to no session."""
    member_id: int | None = None
    """Notes about this person; notes about sessions name nobody and are left out."""
    since: date | None = None
    """The first day, of the session or else of the last change; `until` is the last one."""
    until: date | None = None

    @property
    def kinds(self) -> frozenset[NoteKind]:
        """The kinds that can be meant."""
        about = {self.kind} if self.kind else set(NoteKind)
        return frozenset(about - {NoteKind.GROUP} if self.member_id else about)

    @property
    def narrows(self) -> bool:
        """Whether more than the kind is asked for."""
        return any((self.group_id, self.member_id, self.since, self.until))


EVERYWHERE = NoteScope()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHit:
    """One note found by a search, with the words in context."""

    kind: NoteKind
    note_id: int
    session_id: int | None
    member_id: int | None
    group_name: str
    member_name: str
    happened_at: datetime | None
    """When the session began, local; None for a note that belongs to no session."""
    updated_at: datetime
    excerpt: str
    """Around the first match; matches are between U+0002 and U+0003, which no note can hold."""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note with everything that leaves the vault with it, in words."""

    kind: NoteKind
    heading: str
    """Whose note it is: a group's name, or a person's."""
    origin: str
    """The session that it is about, and when it was last changed."""
    text: str
    statement: str = ""
    """The person's own words beside it."""


TEXT_BEGINS = "# Notes from PeerDesk"
"""The first line of a file of notes, by which one is known for what it is."""


def as_text(notes: tuple[WrittenNote, ...]) -> bytes:
    """Notes as one plain Markdown file in UTF-8, each with a heading."""
    parts = [TEXT_BEGINS, "Not encrypted: delete this file as soon as it has done its work."]
    for note in notes:
        parts += [f"## {note.heading}", note.origin, note.text, note.statement]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()
