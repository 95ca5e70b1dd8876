"""What belongs to one evening: who does what, and what of the room is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Role
from peerdesk.domain.names import one_line
from peerdesk.domain.running import (
    ChecklistItem,
    ChecklistTick,
    NeedsReady,
    SessionRole,
    TonightRole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.members import Member
    from peerdesk.domain.sessions import Session

_USUALLY = {
    Role.FACILITATOR: TonightRole.FACILITATOR,
    Role.CO_FACILITATOR: TonightRole.CO_FACILITATOR,
    Role.TIMEKEEPER: TonightRole.TIMEKEEPER,
}


class Tonight(Aggregate):
    """Roles and the room of a session."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._roles = Table(self._connection, "session_roles", SessionRole)
        self._items = Table(self._connection, "checklist_items", ChecklistItem)
        self._ticks = Table(self._connection, "checklist_ticks", ChecklistTick)
        self._needs = Table(self._connection, "needs_ready", NeedsReady)

    def roles(self, session_id: int) -> dict[TonightRole, int]:
        """The member of each role that was given to somebody."""
        found = self._roles.where("session_id = ?", (session_id,))
        return {each.role: each.member_id for each in found}

    def roles_or_usual(self, session: Session) -> dict[TonightRole, Member]:
        """Who does what: as it was chosen for the session, or else as usual in the group."""
        of_group = self._desk.members.of_group(session.group_id)
        people = {member.id: member for member, _ in of_group}
        found = {
            _USUALLY[membership.role]: member
            for member, membership in reversed(of_group)
            if membership.role in _USUALLY
        }
        if TonightRole.CO_FACILITATOR in found:
            found[TonightRole.STEPS_OUT] = found[TonightRole.CO_FACILITATOR]
        for role, member_id in self.roles(session.id).items():
            found[role] = people.get(member_id) or self._desk.members.get(member_id)
        return found

    def give_role(self, session_id: int, role: TonightRole, member_id: int | None) -> None:
        """Say who does it in this session; None leaves it as usual."""
        with self._desk.change(LogKind.CHANGED, Kind.SESSION) as change:
            self._roles.delete("session_id = ? AND role = ?", (session_id, role))
            if member_id is not None:
                given = SessionRole(session_id=session_id, role=role, member_id=member_id)
                self._roles.add(given)
            change.touch(Kind.SESSION, session_id)

    def checklist(self, group_id: int) -> tuple[str, ...]:
        """The group's own list for setting up the room; empty where it uses the usual one."""
        found = self._items.where("group_id = ?", (group_id,), order="position")
        return tuple(item.text for item in found)

    def set_checklist(self, group_id: int, texts: Iterable[str]) -> None:
        """Give a group its own list; an empty one brings the usual list back.

        UserError NAME_TOO_LONG.
        """
        cleaned = [within_limit(text) for raw in texts if (text := one_line(raw))]
        with self._desk.change(LogKind.CHANGED, Kind.GROUP) as change:
            self._items.delete("group_id = ?", (group_id,))
            for position, text in enumerate(dict.fromkeys(cleaned)):
                item = ChecklistItem(group_id=group_id, text=text)
                self._items.add(item, {"position": position})
            change.touch(Kind.GROUP, group_id)

    def ready(self, session_id: int) -> frozenset[str]:
        """What of the list is ready for a session."""
        return frozenset(tick.text for tick in self._ticks.where("session_id = ?", (session_id,)))

    def tick(self, session_id: int, text: str, *, ready: bool) -> None:
        """Say that something is ready, or not yet after all. Not logged."""
        with self._desk.change(None) as change:
            self._ticks.delete("session_id = ? AND text = ?", (session_id, text))
            if ready:
                self._ticks.add(ChecklistTick(session_id=session_id, text=text))
            change.touch(Kind.PROGRESS, session_id)

    def needs_ready(self, session_id: int) -> frozenset[int]:
        """The members for whom all that they need is ready."""
        found = self._needs.where("session_id = ?", (session_id,))
        return frozenset(each.member_id for each in found)

    def tick_needs(self, session_id: int, member_id: int, *, ready: bool) -> None:
        """Say that what a member needs is ready, or not yet after all. Not logged."""
        with self._desk.change(None) as change:
            self._needs.delete("session_id = ? AND member_id = ?", (session_id, member_id))
            if ready:
                self._needs.add(NeedsReady(session_id=session_id, member_id=member_id))
            change.touch(Kind.PROGRESS, session_id)

    def needs_changed(self, member_id: int) -> None:
        """Somebody needs something else: nothing is ready for them any more."""
        with self._desk.change(None):
            self._needs.delete("member_id = ?", (member_id,))

    def forget_ready(self, session_id: int) -> None:
        """The session is over: what was ready for it is of no use to anybody."""
        with self._desk.change(None) as change:
            self._ticks.delete("session_id = ?", (session_id,))
            self._needs.delete("session_id = ?", (session_id,))
            change.touch(Kind.PROGRESS, session_id)
