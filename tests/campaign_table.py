"""The table of the fault campaigns: what each counted, printed once at the end of a run.

A campaign's row travels as a property of its test, so that it also arrives from the processes
that pytest-xdist starts.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

PROPERTY = "campaign"
HEADINGS = ("fault", "rounds", "lost", "undetected", "worst time")


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One fault: how often it was caused, what it cost, the longest round in seconds.

    `lost` counts acknowledged saves (or good backups) that were gone; `undetected` counts rounds in
    which something damaged was shown as good.
    """

    fault: str
    rounds: int
    lost: int
    undetected: int
    worst_seconds: float

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        return (
            self.fault,
            f"{self.rounds:,}",
            str(self.lost),
            str(self.undetected),
            f"{self.worst_seconds:.2f} s",
        )


Campaign = Callable[[CampaignRow], None]


@pytest.fixture
def campaign(record_property: Callable[[str, object], None]) -> Campaign:
    """Put a row into the table. Call it before the assertions, so that a failure shows as well."""

    def put(row: CampaignRow) -> None:
        record_property(PROPERTY, list(astuple(row)))

    return put


def pytest_terminal_summary(terminalreporter: "TerminalReporter") -> None:
    rows = [
        CampaignRow(*value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == PROPERTY
    ]
    if not rows:
        return
    table = [HEADINGS, *(row.cells() for row in sorted(rows, key=lambda row: row.fault))]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(HEADINGS))]
    terminalreporter.section("fault campaigns")
    for first, *numbers in table:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        terminalreporter.write_line("  ".join(cells))
