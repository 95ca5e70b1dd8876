"""Where the first sentence of a paragraph ends, and what belongs on one line."""

import re

_SENTENCE_END = re.compile(r"[.!?\u2026\u061f][\"'\u201d\u2019)]*(?= )")
_LONGEST_LEAD = 200
"""Characters; more in bold is harder to read, not easier to find."""
_WITHIN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")


def with_whole_numbers(text: str) -> str:
    """`text` with its telephone numbers bound by no-break spaces, so that none is torn apart."""
    return _WITHIN_A_NUMBER.sub("\u00a0", text)


def lead_of(text: str) -> int:
    """How many characters to set in bold, so that the eye finds the paragraph: none if too many."""
    end = first_sentence(text)
    return end if end <= _LONGEST_LEAD else 0


def first_sentence(text: str) -> int:
    """How many characters the first sentence of a paragraph has; all where none ends before."""
    end = _SENTENCE_END.search(text)
    return end.end() if end else len(text)
