"""What a script may leave open, such as `{group}`; filled in when it is read or printed.

A text is filled in once: a group that is called `{place}` stays `{place}`. Two placeholders are
made of sentences that people may write themselves. A plain placeholder in those is filled in; one
of the two themselves would go round in circles, and stays as it stands.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Placeholder(StrEnum):
    """Every blank that PeerDesk can fill in."""

    GROUP = "group"
    FACILITATORS = "facilitators"
    PLACE = "place"
    REPORTING_STATEMENT = "reporting_statement"
    LIMITS = "limits"
    CRISIS_RESOURCES = "crisis_resources"
    NEXT_DATE = "next_date"


PLACEHOLDERS = tuple(each.value for each in Placeholder)
MOST_FILLED_IN = 200
"""Blanks of one text. No honest text has more, and a stranger's can't grow without end."""
COMPOSED = (Placeholder.REPORTING_STATEMENT.value, Placeholder.LIMITS.value)
"""Made of sentences in which the other placeholders are filled in."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BRACED = re.compile(r"\{([^{}\n]{1,60})\}")
"""Whatever somebody may have meant as a placeholder, `{Group}` and `{next date}` too."""
_BEING_TYPED = re.compile(r"\{([a-z_]*)\Z")


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with each known placeholder replaced; an unknown one is left as it stands.

    So is what comes after the first `MOST_FILLED_IN`.
    """
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text, MOST_FILLED_IN)


def placeholders_of(text: str) -> frozenset[str]:
    """The placeholders of `text` that PeerDesk knows."""
    return frozenset(_PLACEHOLDER.findall(text)).intersection(PLACEHOLDERS)


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """The placeholders in `text` that PeerDesk can't fill in, in order of appearance."""
    return tuple(name for name in _BRACED.findall(text) if name not in PLACEHOLDERS)


def looping_placeholders(text: str) -> tuple[str, ...]:
    """The placeholders in a sentence of a composed one that would lead back to that sentence."""
    return tuple(name for name in _PLACEHOLDER.findall(text) if name in COMPOSED)


def composed_once(text: str, values: Mapping[str, str]) -> str:
    """A sentence of a composed placeholder, with only the plain placeholders filled in."""
    plain = {name: value for name, value in values.items() if name not in COMPOSED}
    return filled_in(text, plain)


def being_typed(before_caret: str) -> str | None:
    """The beginning of a placeholder right before the caret, or None where none is being typed."""
    found = _BEING_TYPED.search(before_caret)
    return found[1] if found else None


def completions(beginning: str) -> tuple[str, ...]:
    """The placeholders that begin so, in their usual order."""
    return tuple(name for name in PLACEHOLDERS if name.startswith(beginning))
