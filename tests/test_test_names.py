"""What holds for the files of tests themselves: their names, and that none is a matter of luck.

They are imported by their names alone, so that two of one name can't run together. None depends on
how quick its machine is: times are held by `pace`, waits by `patience`.
"""

import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent
OWN_PATIENCE = re.compile(r"\btimeout=(?:\d|WAIT)|\bqtbot\.wait\w+\([^\n]*timeout=")
CLOCK_ASSERTED = re.compile(
    r"\bassert\b[^\n]*\b(?:perf_counter|monotonic|process_time|thread_time)\(\)"
)
ORDER_ALONE = ["vault/test_unlocking.py"]
"""Asserts that one moment came after another, which no machine is too slow for."""


def with_line(pattern: re.Pattern[str]) -> list[str]:
    """The files that have the pattern in a line."""
    return [
        path.relative_to(TESTS).as_posix()
        for path in sorted(TESTS.rglob("*.py"))
        if path.name not in {Path(__file__).name, "patience.py"}
        and pattern.search(path.read_text("utf-8"))
    ]


def test_no_two_test_files_have_one_name() -> None:
    names = Counter(path.name for path in TESTS.rglob("*.py") if path.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []


def test_whatever_must_come_is_waited_for_with_one_patience() -> None:
    assert with_line(OWN_PATIENCE) == [], "leave `timeout` out: qtbot waits as long as it takes"


def test_no_clock_is_compared_with_a_figure_but_by_the_pace() -> None:
    assert with_line(CLOCK_ASSERTED) == ORDER_ALONE, "hold the figure with `pace.within`"
