"""What the vault of these tests holds."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote

NAMES = ("Zsófia Ünlü", "محمد", "Kit 🌻", "Å" * 200)
PLANTED = "wintergreen lantern"


def fill(desk: Desk) -> None:
    """A group, members with names of many kinds, and a note of each kind with planted words."""
    group = desk.groups.save(Group(name="Tuesday circle", note_policy=NotePolicy.FULL))
    members = [desk.members.save(Member(chosen_name=name)) for name in NAMES]
    session = desk.sessions.plan(group.id, datetime(2026, 3, 3, 18, 30))
    desk.notes.keep_group_note(session.id, f"We talked about the {PLANTED}.")
    desk.notes.keep_member_note(
        MemberNote(member_id=members[0].id, text=f"Brought a {PLANTED} along.")
    )


def names_in(folder: Path) -> list[str]:
    """Every name in a folder, hidden ones too."""
    return sorted(entry.name for entry in folder.iterdir())


@dataclass(frozen=True, slots=True)
class Made:
    """A filled and closed vault, and a backup of it."""

    vault: Path
    backup: Path
