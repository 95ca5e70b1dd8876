"""No test depends on how quick its machine is: times are held by `pace`, waits by `patience`."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
OWN_PATIENCE = re.compile(r"\btimeout=\d|\bqtbot\.wait\w+\([^\n]*timeout=")
CLOCK_ASSERTED = re.compile(
    r"\bassert\b[^\n]*\b(?:perf_counter|monotonic|process_time|thread_time)\(\)"
)
ORDER_ALONE = {"vault/test_unlocking.py"}
"""Asserts that one moment came after another, which no machine is too slow for."""


def found(pattern: re.Pattern[str]) -> set[str]:
    """The files of tests that have the pattern in a line."""
    return {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if path.name not in {Path(__file__).name, "patience.py"}
        and pattern.search(path.read_text("utf-8"))
    }


def test_whatever_must_come_is_waited_for_with_one_patience() -> None:
    assert found(OWN_PATIENCE) == set()


def test_no_clock_is_compared_with_a_figure_but_by_the_pace() -> None:
    assert found(CLOCK_ASSERTED) == ORDER_ALONE
