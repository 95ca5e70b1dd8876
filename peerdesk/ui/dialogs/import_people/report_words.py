"""What came of an import, as people say it. Lines are named by number: a banner holds no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from peerdesk.desk.importing import ImportReport

MOST_LINES = 12
"""Line numbers that are written out; of the others it says how many."""


def _said(text: str) -> str:
    return QCoreApplication.translate("import", text)


def report_words(report: ImportReport, group_name: str) -> str:
    """How many people were added, into which group ("" for none), and which lines were not."""
    added = counted(report.added, _said("person was"), _said("people were"))
    text = _said("{added} added to “{group}”.") if group_name else _said("{added} added.")
    sentences = [text.format(added=added, group=group_name)]
    if report.filled:
        filled = counted(report.filled, _said("person was"), _said("people were"))
        sentences.append(_said("{filled} filled in.").format(filled=filled))
    if report.duplicate_lines:
        sentences.append(_duplicates(report.duplicate_lines, into_group=bool(group_name)))
    for lines, one, many in (
        (
            report.empty_lines,
            _said("{number} line had no name."),
            _said("{number} lines had no name."),
        ),
        (
            report.too_long_lines,
            _said("{number} name was too long."),
            _said("{number} names were too long."),
        ),
        (
            report.lines_without_day,
            _said("{number} day does not exist and was left out."),
            _said("{number} days do not exist and were left out."),
        ),
    ):
        if lines:
            number = len(lines)
            sentences.append((one if number == 1 else many).format(number=number))
    return " ".join(sentences)


def _duplicates(rows: tuple[int, ...], *, into_group: bool) -> str:
    """`rows` are line numbers, at least one."""
    text = (
        _said("{number} was there already and skipped: line {lines}.")
        if len(rows) == 1
        else _said("{number} were there already and skipped: lines {lines}.")
    ).format(number=len(rows), lines=_listed(rows))
    if not into_group:
        return text
    return " ".join((text, _said("Nobody of them was put into the group.")))


def _listed(rows: tuple[int, ...]) -> str:
    numbers = [str(row) for row in rows[:MOST_LINES]]
    more = len(rows) - MOST_LINES
    if more > 0:
        return _said("{lines} and {n} more").format(lines=", ".join(numbers), n=more)
    if len(numbers) == 1:
        return numbers[0]
    return _said("{lines} and {last}").format(lines=", ".join(numbers[:-1]), last=numbers[-1])
