"""The few rules that matter most where there is little room: on a card, on a tent."""

from collections.abc import Sequence

from peerdesk.domain.scripts import RuleItem, RuleTopic

ESSENTIAL = (
    RuleTopic.CONFIDENTIALITY,
    RuleTopic.LIMITS,
    RuleTopic.OUTSIDE,
    RuleTopic.RIGHT_TO_PASS,
    RuleTopic.MY_OWN_STORY,
    RuleTopic.NO_ADVICE,
    RuleTopic.ONE_SPEAKER,
)
"""What keeps trust, and its limits, before all else; where room is short, the first ones win."""
_FEWEST = 3


def essential_rules(rules: Sequence[RuleItem]) -> tuple[RuleItem, ...]:
    """The first rule on each essential topic, the most essential first.

    Where the words have hardly any of these topics, the first rules stand in for them.
    """
    first: dict[RuleTopic, RuleItem] = {}
    for rule in rules:
        first.setdefault(rule.topic, rule)
    found = tuple(first[topic] for topic in ESSENTIAL if topic in first)
    return found if len(found) >= _FEWEST else tuple(rules[: len(ESSENTIAL)])
