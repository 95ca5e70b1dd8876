"""Tables as CSV for spreadsheets, with nothing in them that a spreadsheet would calculate."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULAS = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - a spreadsheet takes the wide ones too
"""What a formula begins with (OWASP, "CSV Injection")."""
BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets take a file without it for an old encoding."""


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8, commas, every cell in quotes; a cell that begins like a formula gets a ' in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_defused(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8", "replace")


def _defused(cell: str) -> str:
    begins = cell.lstrip(" \u00a0")[:1]
    return f"'{cell}" if begins in FORMULAS else cell
