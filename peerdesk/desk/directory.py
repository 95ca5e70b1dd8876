"""Everybody's names in memory: read once, folded once, and brought up to date after each change.

Lists and searches over thousands of people then cost a walk over short texts, and no query. It is
as of the last commit; whoever is within a change reads `desk.members`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.domain.directory import Listed, Showing, Veil, differences, listed, masks
from peerdesk.domain.names import folded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from datetime import date

    from peerdesk.desk.changes import Change
    from peerdesk.desk.desk import Desk

_NAMES = """
SELECT id, chosen_name, pronouns, other_name, told_apart_by, left_on IS NOT NULL FROM members
"""
_GROUP_NAMES = """
SELECT s.member_id, g.name FROM memberships AS s JOIN groups AS g ON g.id = s.group_id
WHERE s.until IS NULL AND g.archived = 0 {which}
ORDER BY g.name COLLATE NOCASE, g.id
"""
_NOT_AGREED = """
SELECT DISTINCT s.member_id FROM memberships AS s
JOIN groups AS g ON g.id = s.group_id AND g.archived = 0
JOIN agreements AS a ON a.group_id = s.group_id AND a.in_force_until IS NULL
WHERE s.until IS NULL AND NOT EXISTS (
    SELECT 1 FROM acknowledgements AS k
    WHERE k.agreement_id = a.id AND k.member_id = s.member_id AND k.withdrawn_at IS NULL)
"""
_EVER_IN_GROUP = "SELECT member_id FROM memberships WHERE group_id = ?"
_FEW = 50
"""More than so many changed people are read together with everybody."""


@dataclass(frozen=True, slots=True)
class PeopleQuestion:
    """Whom a list is to show. `group_id` 0 is every group."""

    text: str = ""
    group_id: int = 0
    showing: Showing = Showing.HERE


@dataclass(frozen=True, slots=True)
class ReadNames:
    """What a directory has in memory, and after which change it was read."""

    generation: int
    people: dict[int, Listed]
    sorted: tuple[Listed, ...]
    apart: dict[int, str]


class Directory:
    """Finds people by name, tells namesakes apart, and knows everybody's initials."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._people: dict[int, Listed] = {}
        self._sorted: tuple[Listed, ...] = ()
        self._apart: dict[int, str] = {}
        self._masks: dict[int, str] | None = None
        self._veil: Veil | None = None
        self._chosen: dict[tuple[object, ...], frozenset[int] | None] = {}
        self._all_stale = True
        self._stale: set[int] = set()
        self._as_of = 0
        """The change up to which a job has read everybody for us; 0 for none."""
        desk.listen(self._on_change)

    @property
    def is_open(self) -> bool:
        """Whether its vault can still be asked."""
        return not self._desk.vault.is_closed

    def everybody(self) -> tuple[Listed, ...]:
        """The whole roster by chosen name, people who left included."""
        self._catch_up()
        return self._sorted

    def person(self, member_id: int) -> Listed | None:
        """Somebody, where they are on the roster."""
        self._catch_up()
        return self._people.get(member_id)

    def find(self, question: PeopleQuestion, today: date) -> tuple[Listed, ...]:
        """Whom the question asks for, by chosen name, whatever case or accents were typed."""
        people = self.everybody()
        wanted = folded(question.text)
        chosen = self._ids(question, today)
        keep_left = question.showing is Showing.EVERYBODY
        return tuple(
            person
            for person in people
            if wanted in person.searched
            and (keep_left or person.left is (question.showing is Showing.LEFT))
            and (chosen is None or person.id in chosen)
        )

    def closest(
        self,
        text: str,
        most: int,
        *,
        leaving_out: Container[int] = frozenset(),
        with_left: bool = False,
    ) -> list[Listed]:
        """The closest first: the very name, then names that begin with it, then the others."""
        wanted = folded(text)
        if not wanted:
            return []
        ranked: tuple[list[Listed], ...] = ([], [], [])
        for person in self.everybody():
            if wanted not in person.searched or (person.left and not with_left):
                continue
            if person.id not in leaving_out:
                begins = person.folded.startswith(wanted)
                ranked[0 if person.folded == wanted else 1 if begins else 2].append(person)
        return [person for rank in ranked for person in rank][:most]

    def namesakes(self, name: str, *, besides: int = 0) -> tuple[Listed, ...]:
        """Who has this chosen name and has not left."""
        key = folded(name)
        return tuple(
            person
            for person in self.everybody()
            if person.folded == key and not person.left and person.id != besides
        )

    def apart(self, member_id: int) -> str:
        """What tells somebody from others of the same name; empty where nobody has the same."""
        self._catch_up()
        return self._apart.get(member_id, "")

    def mask(self, member_id: int) -> str:
        """Somebody's initials, unique within the vault; a dot for who is not on the roster."""
        self._catch_up()
        if self._masks is None:
            self._masks = masks(self._sorted)
        return self._masks.get(member_id, "•")

    def veiled(self, text: str) -> str:
        """`text` with initials in the place of every name of the roster."""
        self._catch_up()
        if self._veil is None:
            self.mask(0)
            self._veil = Veil(self._sorted, self._masks or {})
        return self._veil.over(text)

    def as_read(self) -> ReadNames:
        """Everybody as they are in the vault now, for a directory on another thread."""
        self._catch_up()
        return ReadNames(self._desk.generation, dict(self._people), self._sorted, self._apart)

    def take_over(self, names: ReadNames) -> None:
        """Have everybody as a job read them after its own change, which is still to be told.

        Of thousands who came at once, the window would else have to read them all itself. Where
        something was saved since, it does.
        """
        if names.generation == self._desk.generation:
            self._people, self._sorted, self._apart = names.people, names.sorted, names.apart
            self._masks = self._veil = None
            self._all_stale = False
            self._stale.clear()
            self._as_of = names.generation

    def _on_change(self, change: Change) -> None:
        self._chosen.clear()
        if self._as_of and self._desk.generation == self._as_of:
            return  # read after this very change
        self._as_of = 0
        if Kind.GROUP in change.kinds and Kind.MEMBERSHIP not in change.kinds:
            self._all_stale = True  # renamed, archived, or gone
        for kind, record_id in change.touched:
            if kind is Kind.MEMBER:
                self._stale.add(record_id)
        if 0 in self._stale or len(self._stale) > _FEW:
            self._all_stale = True

    def _catch_up(self) -> None:
        if self._all_stale:
            self._people = {each.id: each for each in self._read(None)}
        elif self._stale:
            for member_id in self._stale:
                self._people.pop(member_id, None)
            self._people.update((each.id, each) for each in self._read(self._stale))
        else:
            return
        self._all_stale = False
        self._stale.clear()
        self._sorted = tuple(sorted(self._people.values(), key=_by_name))
        self._masks = self._veil = None
        self._apart = {}
        self._tell_apart()

    def _read(self, which: Iterable[int] | None) -> list[Listed]:
        """Everybody, or those of some ids, as they are in the vault."""
        numbers = ", ".join(str(int(each)) for each in which or ())
        chosen = "" if which is None else f" WHERE id IN ({numbers})"
        also = "" if which is None else f"AND s.member_id IN ({numbers})"
        connection = self._desk.connection
        groups: dict[int, tuple[str, ...]] = {}
        for member_id, name in connection.execute(_GROUP_NAMES.format(which=also)):
            groups[member_id] = (*groups.get(member_id, ()), name)
        rows = connection.execute(_NAMES + chosen)
        return [listed(row[0], row[1:5], groups.get(row[0], ()), left=bool(row[5])) for row in rows]

    def _tell_apart(self) -> None:
        same: list[Listed] = []
        for person in (*self._sorted, None):
            if same and (person is None or person.folded != same[0].folded):
                if len(same) > 1:
                    self._apart.update(differences(same))
                same = []
            if person is not None:
                same.append(person)

    def _ids(self, question: PeopleQuestion, today: date) -> frozenset[int] | None:
        """Those whom group and showing leave, or None for no limit."""
        key = (question.group_id, question.showing, today)
        if key not in self._chosen:
            both = self._of_group(question), self._of_showing(question.showing, today)
            limits = [limit for limit in both if limit is not None]
            self._chosen[key] = frozenset.intersection(*limits) if limits else None
        return self._chosen[key]

    def _of_group(self, question: PeopleQuestion) -> frozenset[int] | None:
        if not question.group_id:
            return None
        here = question.showing not in {Showing.LEFT, Showing.EVERYBODY}
        sql = _EVER_IN_GROUP + (" AND until IS NULL" if here else "")
        return self._select(sql, question.group_id)

    def _of_showing(self, showing: Showing, today: date) -> frozenset[int] | None:
        if showing is Showing.NOT_AGREED:
            return self._select(_NOT_AGREED)
        if showing is Showing.TO_CONFIRM:
            return self._desk.contacts.to_confirm(today)
        if showing is Showing.FOLLOW_UP_DUE:
            due = self._desk.member_follow_ups.open_until(today)
            return frozenset(promise.member_id for promise in due)
        if showing is Showing.TO_WELCOME:
            return frozenset(self._desk.welcomes.unfinished(today))
        return None

    def _select(self, sql: str, *values: object) -> frozenset[int]:
        rows = self._desk.connection.execute(sql, values)
        return frozenset(member_id for (member_id,) in rows)


def _by_name(person: Listed) -> tuple[str, int]:
    return person.folded, person.id
