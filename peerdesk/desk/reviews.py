"""Scripts that should be read again, because the limits that they speak of were changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.scripts import ScriptReview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.desk import Desk

_USED_BY_GROUP = """
SELECT v.id FROM agreements AS a JOIN script_versions AS v ON v.id = a.version_id
WHERE a.group_id = :group AND a.in_force_until IS NULL
UNION
SELECT v.id FROM sessions AS s JOIN script_versions AS v ON v.id = s.version_id
WHERE s.group_id = :group AND s.read_at IS NULL AND s.state IN ('planned', 'running')
"""


class Reviews(Aggregate):
    """What waits to be read again, by group and script."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "script_reviews", ScriptReview)

    def all(self) -> list[ScriptReview]:
        """Everything that waits, the longest first."""
        return self._table.where("1", order="created_at, id")

    def of_script(self, script_id: int) -> list[ScriptReview]:
        """What waits in one script."""
        return self._table.where("script_id = ?", (script_id,))

    def done(self, script_id: int) -> None:
        """A script was read again, for every group that waits for it."""
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            self._table.delete("script_id = ?", (script_id,))
            change.touch(Kind.SCRIPT, script_id)

    def ask_again(self, reviews: list[ScriptReview]) -> None:
        """Take back `done`."""
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            for review in reviews:
                self._ask(review.group_id, review.script_id)
                change.touch(Kind.SCRIPT, review.script_id)

    @contextmanager
    def asked_if_changed(self, group_id: int) -> Iterator[None]:
        """Ask for a review of the group's scripts if its limits are others at the end.

        To be used inside a change. Names and places may change without it.
        """
        before = self._decided(group_id)
        yield
        if group_id and self._decided(group_id) != before:
            with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
                for script_id in self._speaking_of_limits(group_id):
                    self._ask(group_id, script_id)
                    change.touch(Kind.SCRIPT, script_id)

    def _decided(self, group_id: int) -> tuple[object, ...]:
        """All that the limits and the reporting statement follow from, without names."""
        minors = self._connection.execute(
            "SELECT minors FROM groups WHERE id = ?", (group_id,)
        ).fetchone()
        limits = self._desk.limits.of_group(group_id)
        duties = {each.duty for each in self._desk.limits.facilitators(group_id)}
        return minors, tuple((each.applies, each.words) for each in limits), frozenset(duties)

    def _speaking_of_limits(self, group_id: int) -> set[int]:
        """The scripts that the group uses and that say something about limits."""
        rows = self._connection.execute(_USED_BY_GROUP, {"group": group_id}).fetchall()
        versions = [self._desk.scripts.version(version_id) for (version_id,) in rows]
        return {version.script_id for version in versions if version.speaks_of_limits}

    def _ask(self, group_id: int, script_id: int) -> None:
        waiting = self._table.where("group_id = ? AND script_id = ?", (group_id, script_id))
        if not waiting:
            self._table.add(ScriptReview(group_id=group_id, script_id=script_id))
