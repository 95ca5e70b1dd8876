"""Agreements that groups are making together, kept as typed, until they are in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.agreement_making import (
    AgreementMaking,
    MadeRule,
    begun_again,
    begun_with,
    with_rules,
)
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines
from peerdesk.domain.records import NEVER
from peerdesk.domain.rule_reviews import USUAL_INTERVAL, tally
from peerdesk.domain.scripts import RuleItem, Script, ScriptText
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.desk.rule_reviews import FinishedReview
    from peerdesk.domain.scripts import GroupAgreement, ScriptVersion

FIRST_MEETING, USUAL, FOR_MINORS = "first_meeting", "general", "young_people"
"""Built-in scripts: whose topics are talked about, and whose words stand around the rules."""
NOT_AROUND = (FIRST_MEETING, "repair")
"""Scripts for one evening, whose words fit no other."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` did, to take it back."""

    making: AgreementMaking
    agreement: GroupAgreement
    version: ScriptVersion
    review: FinishedReview
    next_review_on: date


class Makings(Aggregate):
    """At most one for each group. What is typed is kept without a line in the log."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "agreement_makings", AgreementMaking)
        self._rules = Table(self._connection, "made_rules", MadeRule)

    def all(self) -> list[AgreementMaking]:
        """Every one that is on its way, without its rules, the newest first."""
        return self._table.where("1", order="id DESC")

    def of_group(self, group_id: int) -> AgreementMaking | None:
        """The group's own, if it is making one."""
        found = self._table.where("group_id = ?", (group_id,), order="id DESC LIMIT 1")
        return self._whole(found[0]) if found else None

    def get(self, making_id: int) -> AgreementMaking:
        """One with its rules. UserError RECORD_GONE."""
        return self._whole(self._table.get(making_id))

    def begin(self, group_id: int, language: str) -> AgreementMaking:
        """What the group began already; else a new one, with its rules in force or topics alone.

        UserError RECORD_GONE where there is no built-in script to take topics from.
        """
        begun = self.of_group(group_id)
        if begun is not None:
            return begun
        in_force = self._desk.agreements.in_force(group_id)
        if in_force is not None:
            flags = tally(self._desk.rule_reviews.waiting(group_id))
            rules = begun_again(in_force.version.rules, flags)
            language, version_id = in_force.script.language, in_force.version.id
        else:
            minors = self._desk.groups.get(group_id).minors
            version_id = self._latest_of(FOR_MINORS if minors else USUAL, language).id
            talked_about = FOR_MINORS if minors else FIRST_MEETING
            rules = begun_with(self._latest_of(talked_about, language).rules)
        making = AgreementMaking(
            group_id=group_id,
            version_id=version_id,
            language=language,
            revises=in_force is not None,
            rules=rules,
        )
        opened = next((at for at, rule in enumerate(rules) if rule in making.waiting), 0)
        return self.put_back(replace(making, place=opened))

    def put_back(self, making: AgreementMaking) -> AgreementMaking:
        """Make it what it was at another time, or keep it if it was given up meanwhile.

        A group that has begun another one keeps that. Ids of rules stay where their rows do.
        """
        current = self.of_group(making.group_id)
        with self._desk.change(None) as change:
            if current is None:
                kept = self._table.add(replace(making, id=0, uid="", created_at=NEVER))
                left: list[MadeRule] = []
            elif current.id != making.id:
                return current
            else:
                kept = self._table.update(making)
                left = list(current.rules)
            self._put_rules(kept.id, left, making.rules)
            change.touch(Kind.MAKING, kept.id)
        return self.get(kept.id)

    def keep_words(self, rule_id: int, words: str) -> None:
        """Keep what was typed so far. UserError RECORD_GONE."""
        rule = self._rules.get(rule_id)
        with self._desk.change(None) as change:
            self._rules.update(replace(rule, words=many_lines(words)))
            change.touch(Kind.MAKING)

    def go_to(self, making_id: int, place: int) -> None:
        """Remember which rule the group is at."""
        with self._desk.change(None) as change:
            self._table.update(replace(self._table.get(making_id), place=place))
            change.touch(Kind.MAKING, making_id)

    def give_up(self, making_id: int) -> AgreementMaking:
        """Forget it; gives what `put_back` makes it again from."""
        making = self.get(making_id)
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            self._table.delete("id = ?", (making_id,))
            change.touch(Kind.MAKING, making_id)
        return making

    def wordings(self, making: AgreementMaking) -> tuple[RuleItem, ...]:
        """Every rule of the built-in scripts in its language, the most fitting script first."""
        minors = self._desk.groups.get(making.group_id).minors
        preferred = (FOR_MINORS if minors else FIRST_MEETING, USUAL, FIRST_MEETING)
        scripts = [each for each in self._desk.scripts.all() if _comes_with(each, making.language)]
        scripts.sort(key=_Preference(preferred))
        versions = [self._desk.scripts.latest(script.id) for script in scripts]
        return tuple(rule for version in versions for rule in version.rules)

    def languages(self) -> tuple[str, ...]:
        """Those in which there is a script to take topics from."""
        built_in = (script for script in self._desk.scripts.all() if script.built_in)
        return tuple(script.language for script in built_in if script.origin == FIRST_MEETING)

    def around(self, making: AgreementMaking) -> list[Script]:
        """The built-in scripts whose words may stand around the rules, in the making's language."""
        return [
            script
            for script in self._desk.scripts.all()
            if _comes_with(script, making.language) and script.origin not in NOT_AROUND
        ]

    def set_around(self, making_id: int, script_id: int) -> None:
        """Choose the script whose words stand around the rules."""
        version_id = self._desk.scripts.latest(script_id).id
        with self._desk.change(None) as change:
            self._table.update(replace(self._table.get(making_id), version_id=version_id))
            change.touch(Kind.MAKING, making_id)

    def keep(
        self,
        making_id: int,
        name: str,
        member_ids: Collection[int],
        *,
        on: date,
        at: datetime,
    ) -> Kept:
        """Put the whole in force, agreed to by those members, spoken, in one change.

        `name` is the title of a new script, or why the words of the group's own script changed. The
        group's review is finished with it.
        UserError NAME_MISSING, AGREEMENT_INCOMPLETE, SECRECY_PROMISED_TO_MINORS.
        """
        making = self.get(making_id)
        if making.missing:
            raise UserError(DeskTrouble.AGREEMENT_INCOMPLETE, topic=making.missing[0])
        group = self._desk.groups.get(making.group_id)
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            version = self._written(making, name)
            agreement = self._desk.agreements.take(making.group_id, version.id, on)
            self._desk.agreements.acknowledge(agreement.id, member_ids, at=at)
            next_on = on + USUAL_INTERVAL
            if not making.revises and group.review_on is not None:
                next_on = group.review_on
            review = self._desk.rule_reviews.finish(making.group_id, on, next_on)
            self._table.delete("id = ?", (making_id,))
            change.touch(Kind.MAKING, making_id)
        return Kept(making, agreement, version, review, next_on)

    def take_back(self, kept: Kept) -> None:
        """Undo `keep`: the agreement goes with all that was said to it, and the making goes on.

        Its words stay as a script where a session was to read them meanwhile.
        """
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT):
            self._desk.agreements.take_back(kept.agreement)
            self._desk.rule_reviews.take_back_finish(kept.review)
            self._desk.scripts.take_back_version(kept.version)
            self.put_back(kept.making)

    def _written(self, making: AgreementMaking, name: str) -> ScriptVersion:
        """The whole as the next version of the group's own script, or as a script of its own."""
        around = self._desk.scripts.version(making.version_id)
        script = self._desk.scripts.get(around.script_id)
        segments = with_rules(around, making.agreed)
        if making.revises and not script.built_in:
            return self._desk.scripts.add_version(script.id, segments, name)
        text = ScriptText(
            id="",
            language=making.language,
            level=script.level,
            title=name,
            summary="",
            segments=segments,
        )
        return self._desk.scripts.latest(self._desk.scripts.add(text).id)

    def _latest_of(self, origin: str, language: str) -> ScriptVersion:
        """The built-in words in a language, of the general script where there is no other."""
        scripts = [each for each in self._desk.scripts.all() if _comes_with(each, language)]
        fitting = [script for script in scripts if script.origin == origin]
        for script in (*fitting, *scripts):
            return self._desk.scripts.latest(script.id)
        raise UserError(DeskTrouble.RECORD_GONE, kind=Kind.SCRIPT)

    def _whole(self, making: AgreementMaking) -> AgreementMaking:
        rules = self._rules.where("making_id = ?", (making.id,), order="position")
        return replace(making, rules=tuple(rules))

    def _put_rules(
        self, making_id: int, stored: Sequence[MadeRule], wanted: Sequence[MadeRule]
    ) -> None:
        """Make the rules the wanted ones; where none comes, goes or moves, write what differs."""
        if [rule.id for rule in stored] == [rule.id for rule in wanted]:
            for before, after in zip(stored, wanted, strict=True):
                if before != after:
                    self._rules.update(after)
            return
        # No two rules may have one position, not even for a moment: all go out of the way first.
        self._connection.execute(
            "UPDATE made_rules SET position = -1 - id WHERE making_id = ?", (making_id,)
        )
        left = {rule.id for rule in stored}
        for position, rule in enumerate(wanted):
            place = {"making_id": making_id, "position": position}
            if rule.id in left:
                left.remove(rule.id)
                self._rules.update(rule, place)
            else:
                self._rules.add(replace(rule, id=0, uid="", created_at=NEVER), place)
        for rule_id in left:
            self._rules.delete("id = ?", (rule_id,))


class _Preference:
    """Sorts scripts: the preferred ones first, in their order."""

    def __init__(self, preferred: Sequence[str]) -> None:
        self._preferred = tuple(preferred)

    def __call__(self, script: Script) -> int:
        known = script.origin in self._preferred
        return self._preferred.index(script.origin) if known else len(self._preferred)


def _comes_with(script: Script, language: str) -> bool:
    return script.built_in and script.language == language
