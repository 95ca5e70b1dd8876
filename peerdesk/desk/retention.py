"""How long records are kept: the rules of a vault, and what was decided about single records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.due import REVIEWED_BY, due_counts, due_records, rule_book
from peerdesk.desk.rows import Table
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import one_line
from peerdesk.domain.retention import (
    FACTS,
    MOST_MONTHS,
    Asking,
    RetentionRule,
    ReviewDate,
)
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.retention import Due, RetentionKind, RuleBook

LATER, SOONER = "kept_longer", "looked_at_sooner"
"""What the log says of decisions: never about whom, and never why."""


class Retention(Aggregate):
    """Nothing here removes a record: what is due waits until a person decides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rules = Table(self._connection, "retention_rules", RetentionRule)
        self._dates = Table(self._connection, "review_dates", ReviewDate)

    def book(self) -> RuleBook:
        """Every rule that holds now."""
        return rule_book(self._connection)

    def set_months(
        self, kind: RetentionKind, months: int | None, group_id: int | None = None
    ) -> None:
        """Keep a kind for so long, in one group or in all; None for no end.

        UserError KEPT_TOO_SHORTLY, KEPT_TOO_LONG.
        """
        least = FACTS[kind].least_months
        if months is not None and months < least:
            raise UserError(DeskTrouble.KEPT_TOO_SHORTLY, least=least)
        if months is not None and months > MOST_MONTHS:
            raise UserError(DeskTrouble.KEPT_TOO_LONG, most=MOST_MONTHS // 12)
        known = self.book().own(kind, group_id)
        if known is not None and known.months == months:
            return
        rule = known or RetentionRule(kind=kind, months=months, group_id=group_id)
        with self._desk.change(LogKind.CHANGED, Kind.RETENTION) as change:
            kept = self._rules.save(replace(rule, months=months))
            change.touch(Kind.RETENTION, kept.id)

    def follow_the_vault(self, kind: RetentionKind, group_id: int | None) -> None:
        """Let the more general rule hold again: the vault's for a group, else the usual one."""
        with self._desk.change(LogKind.CHANGED, Kind.RETENTION) as change:
            self._rules.delete("kind = ? AND group_id IS ?", (kind, group_id))
            change.touch(Kind.RETENTION)

    def due(self, today: date, asking: Asking = Asking.DUE) -> list[Due]:
        """As `due.due_records`, through the desk's own connection."""
        return due_records(self._connection, today, self.book(), asking)

    def counts(self, today: date) -> dict[RetentionKind, int]:
        """As `due.due_counts`, through the desk's own connection."""
        return due_counts(self._connection, today, self.book())

    def decide(
        self, records: Iterable[Due], review_on: date, today: date, why: str = ""
    ) -> tuple[ReviewDate, ...]:
        """Look at these again on that day, all in one change; gives what was decided before.

        UserError REVIEW_DAY_PASSED, REVIEW_WITHOUT_WHY where somebody would be asked later than
        the record is due, and no reason is given.
        """
        if review_on <= today:
            raise UserError(DeskTrouble.REVIEW_DAY_PASSED)
        chosen, reason = list(records), one_line(why)
        later = [each for each in chosen if review_on > each.due_on]
        if later and not reason:
            raise UserError(DeskTrouble.REVIEW_WITHOUT_WHY)
        before = tuple(each.decided for each in chosen if each.decided is not None)
        with self._desk.change(None) as change:
            self._forget(chosen)
            for each in chosen:
                self._dates.add(_review_of(each, review_on, today, reason))
            for subject, count in ((LATER, len(later)), (SOONER, len(chosen) - len(later))):
                if count:
                    self._desk.log.write(LogKind.REVIEWED, subject, count)
            change.touch(Kind.RETENTION)
            change.touch(Kind.LOG)
        return before

    def take_back(self, records: Iterable[Due], before: Iterable[ReviewDate]) -> None:
        """Take `decide` back: what was decided before holds again."""
        with self._desk.change(LogKind.CHANGED, Kind.RETENTION) as change:
            self._forget(records)
            for decided in before:
                self._dates.add(replace(decided, id=0))
            change.touch(Kind.RETENTION)

    def decided_about(self, kind: RetentionKind, record_id: int) -> ReviewDate | None:
        """What was decided about one record."""
        column = REVIEWED_BY.get(kind, "session_id")
        found = self._dates.where(f"kind = ? AND {column} = ?", (kind, record_id))
        return found[0] if found else None

    def _forget(self, records: Iterable[Due]) -> None:
        for kind, column, ids in _by_kind(records):
            self._connection.executemany(
                f"DELETE FROM review_dates WHERE kind = ? AND {column} = ?",  # noqa: S608 - own names
                [(kind, record_id) for record_id in ids],
            )


def _by_kind(records: Iterable[Due]) -> list[tuple[str, str, list[int]]]:
    found: dict[RetentionKind, list[int]] = {}
    for each in records:
        found.setdefault(each.kind, []).append(each.record_id)
    return [(kind.value, REVIEWED_BY.get(kind, "session_id"), ids) for kind, ids in found.items()]


def _review_of(record: Due, review_on: date, today: date, why: str) -> ReviewDate:
    column = REVIEWED_BY.get(record.kind, "session_id")
    made = ReviewDate(kind=record.kind, review_on=review_on, decided_on=today, why=why)
    return replace(made, **{column: record.record_id})  # type: ignore[arg-type] # an id by its name
