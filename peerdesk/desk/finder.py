"""The one search: groups, people, scripts, sessions and notes by what was typed."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.session_search import sessions_found
from peerdesk.domain.excerpts import read_excerpt
from peerdesk.domain.names import folded
from peerdesk.domain.notes import NoteKind

MOST_OF_A_KIND = 6


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found. `key` opens it on its page: an id, or `group:ID` for a note."""

    kind: Kind
    key: int | str
    title: str
    subtitle: str = ""
    when: datetime | None = None
    """When a session begins, local."""


def find(desk: Desk, typed: str, now: datetime) -> list[Found]:
    """What matches, at most six of each kind: groups, people, scripts, sessions, then notes.

    `now` is local: sessions near it come first, and "tuesday" is counted from it.
    """
    wanted = folded(typed)
    if not wanted:
        return []
    groups = [
        Found(Kind.GROUP, group.id, group.name)
        for group in desk.groups.all()
        if wanted in folded(group.name)
    ]
    members = [
        Found(Kind.MEMBER, person.id, person.chosen_name, person.pronouns)
        for person in desk.directory.closest(typed, MOST_OF_A_KIND, with_left=True)
    ]
    scripts = [
        Found(Kind.SCRIPT, script.id, script.title)
        for script in desk.scripts.all()
        if wanted in folded(script.title)
    ]
    sessions = [
        Found(Kind.SESSION, session.id, group_name, when=session.starts_at)
        for session, group_name in sessions_found(desk, typed, now, MOST_OF_A_KIND)
    ]
    return [
        *groups[:MOST_OF_A_KIND],
        *members,
        *scripts[:MOST_OF_A_KIND],
        *sessions,
        *_notes(desk, typed),
    ]


def _notes(desk: Desk, typed: str) -> list[Found]:
    found = []
    for hit in desk.notes.search(typed, limit=MOST_OF_A_KIND):
        about_group = hit.kind is NoteKind.GROUP
        found.append(
            Found(
                Kind.GROUP_NOTE if about_group else Kind.MEMBER_NOTE,
                f"{hit.kind}:{hit.note_id}",
                hit.group_name if about_group else hit.member_name,
                read_excerpt(hit.excerpt).text,
            )
        )
    return found
