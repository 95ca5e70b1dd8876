"""What the binding to Qt must not do to the interpreter it runs in."""

import sys

from PySide6.QtCore import QObject

CALLS = 500


def test_calls_that_return_nothing_leave_none_alone() -> None:
    """PySide6 6.12.0 takes a reference to `None` too many on Python before 3.12.

    The interpreter ends with "none_dealloc" after some 4,600 such calls.
    """
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
