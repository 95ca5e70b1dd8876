"""The agreement that is being made: where the group is, every change, and the way back. No Qt.

Changes go to the desk at once, so that a lock, a crash or another page costs nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.agreement_making import (
    MadeRule,
    RuleState,
    may_be_left_out,
    moved,
    next_place,
    questions_on,
    said_first,
    suggested,
    with_rules,
)
from peerdesk.domain.placeholders import Placeholder
from peerdesk.domain.room import Passage, Sheet
from peerdesk.domain.scripts import RuleTopic, ScriptVersion
from peerdesk.domain.secrecy import promises_in
from peerdesk.ui.room.view import neutral, view_of_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.agreement_making import AgreementMaking
    from peerdesk.domain.groups import Group
    from peerdesk.domain.scripts import RuleItem
    from peerdesk.ui.room.guard import NameGuard


class OpenMaking:
    """One group's making, with what the library has to offer for it."""

    def __init__(
        self, desk: Desk, making: AgreementMaking, now: datetime, guard: NameGuard
    ) -> None:
        self._desk = desk
        self._guard = guard
        self._now = now
        self.making = making
        self._before: list[AgreementMaking] = []
        self._typing: int | None = None
        """The rule whose words are being typed: all of them are one step of undo."""
        self.group: Group = desk.groups.get(making.group_id)
        self.wordings = desk.makings.wordings(making)
        self.spoken = spoken_words(making.language)

    @property
    def place(self) -> int:
        """Which rule the group is at."""
        return min(self.making.place, len(self.making.rules) - 1)

    @property
    def rule(self) -> MadeRule:
        """The rule that the group is at."""
        return self.making.rules[self.place]

    @property
    def suggestions(self) -> tuple[RuleItem, ...]:
        """Wordings to pick from; none that promises secrecy where somebody under age comes."""
        return suggested(self.rule.topic, self.wordings, self.spoken if self.group.minors else None)

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask the room: the rule's own question, else those of the library."""
        own = (self.rule.ask,) if self.rule.ask else ()
        return tuple(dict.fromkeys((*own, *questions_on(self.rule.topic, self.wordings))))

    @property
    def may_leave_out(self) -> bool:
        """Whether the agreement can do without the rule."""
        return may_be_left_out(self.making.rules, self.place)

    @property
    def around_id(self) -> int:
        """The script whose words stand around the rules."""
        return self._desk.scripts.version(self.making.version_id).script_id

    @property
    def may_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def reload(self) -> None:
        """Read again what the desk holds. UserError RECORD_GONE."""
        self.making = self._desk.makings.get(self.making.id)
        self.group = self._desk.groups.get(self.making.group_id)

    def go_to(self, place: int) -> None:
        """Look at another rule."""
        self._typing = None
        self._desk.makings.go_to(self.making.id, max(0, min(place, len(self.making.rules) - 1)))
        self.reload()

    def keep_words(self, words: str) -> None:
        """Keep what was typed so far."""
        rule = self.rule
        if words == rule.words:
            return
        if self._typing != rule.id:
            self._remember()
            self._typing = rule.id
        self._desk.makings.keep_words(rule.id, words)
        self.reload()

    def pick(self, number: int) -> bool:
        """Take a suggested wording, counted from 0; whether there is one."""
        if not 0 <= number < len(self.suggestions):
            return False
        chosen = self.suggestions[number]
        self._change(replace(self.rule, words=chosen.text, why=chosen.why, ask=chosen.ask))
        return True

    def decide(self, state: RuleState) -> bool:
        """Say how far the group is with the rule, and go on; False where nothing is left to do.

        A rule without words is not agreed on; one that has to stay is not left out.
        """
        undecided = state is RuleState.AGREED and not self.rule.words.strip()
        if undecided or (state is RuleState.LEFT_OUT and not self.may_leave_out):
            return True
        rule = replace(self.rule, state=state, why=self._why())
        rules = self._with(rule)
        following = next_place(rules, self.place)
        place = self.place if following is None else following
        self._put(replace(self.making, rules=rules, place=place))
        return following is not None

    def move(self, steps: int) -> None:
        """Move the rule up or down in the group's order."""
        self._reorder(self.rule, moved(self.making.rules, self.place, steps))

    def drop(self, source: int, over: int, *, after: bool) -> None:
        """Move the rule at `source` to where it was dropped."""
        target = over + after - (source < over + after)
        if target != source:
            rule = self.making.rules[source]
            self._reorder(rule, moved(self.making.rules, source, target - source))

    def add(self, topic: RuleTopic) -> None:
        """Another rule, on a topic that is there already or on one that was taken out."""
        at = self.place + 1
        rule = MadeRule(topic=topic)
        self._reorder(rule, said_first((*self.making.rules[:at], rule, *self.making.rules[at:])))

    def undo(self) -> None:
        """Take back the last step."""
        if self._before:
            self.making = self._desk.makings.put_back(self._before.pop())
            self._typing = None

    def whole(self) -> ScriptVersion:
        """What would be read in future: the group's rules with the words around them."""
        around = self._desk.scripts.version(self.making.version_id)
        return ScriptVersion(segments=with_rules(around, self.making.agreed))

    def limits_aloud(self) -> tuple[str, ...]:
        """What the group can't keep to itself and who has to report, as it is said."""
        values = self._desk.groups.placeholders(self.group, self._now, self.making.language)
        return (values[Placeholder.LIMITS], values[Placeholder.REPORTING_STATEMENT])

    def promises(self, words: str) -> tuple[str, ...]:
        """The sentences that promise secrecy, which nobody can keep."""
        return promises_in(words, self.spoken)

    def place_of_promise(self) -> int | None:
        """The first rule of the agreement that promises secrecy."""
        for place, rule in enumerate(self.making.rules):
            if rule.is_agreed and self.promises(rule.words):
                return place
        return None

    def names_in(self, words: str) -> tuple[str, ...]:
        """The names of this vault that are in the words, those apart that were said to be none."""
        return self._guard.found_in(words)

    def allow(self, names: Sequence[str]) -> None:
        """These are ordinary words here, and may be on the wall."""
        self._guard.allow(names)

    def passage(self, words: str) -> Passage:
        """What the wall shows of the rule: its topic, and the words unless a name is in them."""
        topic = self.spoken.topic(self.rule.topic)
        shown = "" if self.names_in(words) else neutral(words, self.making.language)
        return Passage(topic, shown)

    def sheet(self) -> Sheet:
        """What the wall shows of the whole."""
        rules = (rule.text for rule in self.whole().rules if not self.names_in(rule.text))
        return view_of_rules(self.spoken.room_whole, rules, self.making.language)

    def _why(self) -> str:
        """Why there is such a rule: its own reason, else the library's for its topic."""
        reasons = (each.why for each in self.wordings if each.topic is self.rule.topic and each.why)
        return self.rule.why or next(reasons, "")

    def _with(self, rule: MadeRule) -> tuple[MadeRule, ...]:
        rules = self.making.rules
        return (*rules[: self.place], rule, *rules[self.place + 1 :])

    def _change(self, rule: MadeRule) -> None:
        self._put(replace(self.making, rules=self._with(rule)))

    def _reorder(self, rule: MadeRule, rules: tuple[MadeRule, ...]) -> None:
        self._put(replace(self.making, rules=rules, place=rules.index(rule)))

    def _put(self, making: AgreementMaking) -> None:
        self._remember()
        self._typing = None
        self.making = self._desk.makings.put_back(making)

    def _remember(self) -> None:
        self._before.append(self.making)
