"""A vault in which some records have been kept as long as the rules say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checks import NOON

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.safeguarding import SafeguardingConcern
from peerdesk.domain.sessions import Presence, Session

GONE = ("Wilhelmina Quickthorn", "Bartholomew Oakenleaf")
HERE = "Kit"
OLD = NOON - timedelta(days=430)


@dataclass(frozen=True, slots=True)
class Aged:
    """Two who came long ago and one who came lately; an old session with a note and a concern."""

    group: Group
    gone: tuple[Member, ...]
    here: Member
    old: Session


def age(desk: Desk) -> Aged:
    """Fill the vault; by the usual rules the two, the note and the concern are due at NOON."""
    group = desk.groups.save(Group(name="Harbour evening", note_policy=NotePolicy.FULL))
    gone = tuple(desk.members.save(Member(chosen_name=name)) for name in GONE)
    here = desk.members.save(Member(chosen_name=HERE))
    for member in (*gone, here):
        desk.members.join(member.id, group.id)
    old = _met(desk, group, OLD, *gone, here)
    _met(desk, group, NOON - timedelta(days=7), here)
    desk.notes.keep_group_note(old.id, "there was marmalade")
    desk.safeguarding.keep(
        SafeguardingConcern(happened_at=OLD, member_id=gone[0].id, facts="told of a flood")
    )
    return Aged(group, gone, here, old)


def _met(desk: Desk, group: Group, moment: datetime, *people: Member) -> Session:
    session = desk.sessions.plan(group.id, moment)
    for member in people:
        desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    return session
